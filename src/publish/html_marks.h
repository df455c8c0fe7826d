// Where the figures and findings of a report stand in the document as it was read.
//
//   SourceDocument ─ pieces, in reading order ─┬─ headings, paragraphs: one piece each
//                                              └─ tables: one piece a cell, row by row
//   piece ─┬─ marks  bytes of its text: a figure, or the words of a finding
//          └─ refs   findings that stand there as a whole
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "model/source_document.h"

namespace mingzhang::publish {

enum class Part { kAtFault, kInvolved, kAlternative };

// One place of a finding: indices into CheckReport::findings and into its places followed by its
// alternatives.
struct PlaceRef {
    int finding = 0;
    int place = 0;
    Part part = Part::kAtFault;
};

struct Mark {
    std::size_t begin = 0, end = 0;
    int figure = -1;  // index into Disclosure::figures; -1: words only
    std::vector<PlaceRef> refs;
};

struct Piece {
    std::string_view text;
    const Place* place = nullptr;
    std::vector<Mark> marks;  // in order, apart from each other
    std::vector<PlaceRef> refs;
};

// Equal for equal places.
std::string place_key(const Place& place);

// Views into `document`. A figure that is not found in the text is left out; a place of a finding
// always lands somewhere as long as the document has a piece.
std::vector<Piece> mark(const CheckReport& report, const SourceDocument& document);

}  // namespace mingzhang::publish
