// The ideographs of a document one after the other, as words are looked for in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source_document.h"

namespace mingzhang::check {

// 0 stands for whatever else is between the ideographs of a text, white space for nothing; kEdge
// ends each text (a paragraph, a cell).
struct Letters {
    static constexpr char16_t kEdge = 1;

    // Where a text begins.
    struct Part {
        std::size_t begin = 0;
        std::string_view text;  // as printed
        const Place* place = nullptr;
        bool cell = false;
    };

    std::u16string all;
    std::vector<Part> parts;

    const Part& part_at(std::size_t at) const;
    // The character there, kEdge outside.
    char16_t at(std::size_t i) const { return i < all.size() ? all[i] : kEdge; }
    // How often the words stand there; no more than `most` are counted.
    int times(std::u16string_view words, int most) const;
};

// Views into the SourceDocument, which must outlive it.
Letters letters_of(const SourceDocument& source);

void append_ideographs(std::string_view text, std::u16string& out);
std::string to_utf8(std::u16string_view letters);

// What joins words: 的, 和.
bool joins_words(char16_t c);
// What counts, compares or names a level: rightly used, it stands where a standing word has
// another.
bool counts_or_compares(char16_t c);

}  // namespace mingzhang::check
