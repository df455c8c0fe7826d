// A note on a page of a PDF file. `marked` makes them, and sends them to mingzhang-pdfmark.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/place.h"

namespace mingzhang {

struct PageNote {
    int page = 0;  // 1-based
    // Of the page as it was displayed when the boxes were measured: another page gets no note.
    float width = 0, height = 0;
    std::vector<Box> boxes;         // what it stands on: one for each line; empty: the page
    std::array<float, 3> colour{};  // red, green, blue of 1
    std::string title, text;        // UTF-8; lines of the text end with '\n'

    bool operator==(const PageNote&) const = default;
};

std::string encode_notes(const std::vector<PageNote>& notes);
// Nothing for what encode_notes does not make.
std::optional<std::vector<PageNote>> decode_notes(std::string_view bytes);

// Numbers between the programs: eight bytes, the lowest first.
void append_number(std::string& out, uint64_t number);
// Takes one from the beginning of `bytes`; nothing where they are too few.
std::optional<uint64_t> take_number(std::string_view& bytes);

}  // namespace mingzhang
