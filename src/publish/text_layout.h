// Text in columns of a terminal, where a Chinese character takes two.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingzhang::publish {

// Columns that a code point takes: 0 for combining marks, 2 for wide characters.
int columns_of(char32_t c);
int columns_of(std::string_view text);  // valid UTF-8

// Padded with blanks, or cut with "…", to exactly `width` columns.
std::string fitted(std::string_view text, int width);
std::string right_aligned(std::string_view text, int width);

// Text that starts after `indent` columns, broken into lines that end within `width` columns and,
// but the first, begin with `indent` blanks. Breaks at
// blanks and between Chinese characters, never inside a number and never before a closing mark.
// A width of 0 keeps one line.
std::string wrapped(std::string_view text, int width, int indent);

}  // namespace mingzhang::publish
