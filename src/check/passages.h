// The running text of a document as sentences are read: a paragraph that a reader split is one
// passage again, a table cell that holds sentences is one of its own.
//
//   SourceDocument ── Passage ─┬─ text   folded, without white space
//                              └─ parts  what it was printed as, and where
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/source_document.h"

namespace mingzhang::check {

// Rules look no further than this around a word, so that no text makes them slow.
inline constexpr std::size_t kNear = 1200;  // bytes

// Of a passage's text.
struct TextRange {
    std::size_t begin = 0, end = 0;

    bool empty() const { return end <= begin; }
    std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

struct Passage {
    enum class Kind {
        kText,
        kHeading,
        kCell,
        kOther  // a table or a picture: no text, but it stands between
    };
    // Views into the SourceDocument, which must outlive the passage.
    struct Part {
        std::size_t begin = 0;  // in `text`
        std::string_view printed;
        const Place* place = nullptr;
    };

    Kind kind = Kind::kText;
    std::string text;              // text::fold, less white space
    std::vector<uint32_t> origin;  // of each byte of `text`: its offset in its part
    std::vector<Part> parts;
    std::vector<TextRange> sentences;  // each with the 。 or ; that ends it; they cover the text
    int depth = 0;  // of its ordinal: 1 一、 2 （一） 3 1. 4 （1） 5 ①; 0 without one

    const Part& part_at(std::size_t offset) const;
    const Place& place_at(std::size_t offset) const { return *part_at(offset).place; }
    // The words of a range as printed; up to the end of their part.
    std::string printed(TextRange range) const;
    // What stands before the offset in its sentence, at most kNear bytes of it.
    std::string_view before(std::size_t offset) const;
    // The index of the sentence that holds the offset.
    std::size_t sentence_of(std::size_t offset) const;
};

std::vector<Passage> passages_of(const SourceDocument& source);

}  // namespace mingzhang::check
