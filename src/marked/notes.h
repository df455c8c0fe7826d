// What the notes in a copy say, and what they stand on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "model/source_document.h"
#include "publish/html_marks.h"
#include "publish/messages.h"

namespace mingzhang::marked {

// A document with more notes is marked up to here.
inline constexpr std::size_t kMostNotes = 5'000;

struct Note {
    Severity severity = Severity::kError;
    bool waived = false;
    publish::Part part = publish::Part::kAtFault;
    std::string title, text;  // printable; lines of the text end with '\n'
    Place place;              // of the block or cell
    // The text of the block or cell, and the bytes of it that the note is about; all of them where
    // begin == end. A view into the document; empty where nothing was read at the place.
    std::string_view around;
    std::size_t begin = 0, end = 0;
    // Its number among the blocks and cells of the file; past their end where nothing was read at
    // the place.
    std::size_t piece = std::string_view::npos;
};

// One note for each place of each finding in file `source`, in the order of the findings. Those of
// waived findings say so.
std::vector<Note> notes_of(const CheckReport& report, const SourceDocument& document, int source,
                           const publish::Catalogue& catalogue);

}  // namespace mingzhang::marked
