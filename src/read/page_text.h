// Glyphs become runs, runs become lines of text.
//
//   Glyph ─ drawn one after another ─▶ Run ─ at one height ─▶ TextLine ─▶ its characters
//
// A run is never taken apart by what stands near it, so a number stays whole where it is wider
// than its column; only page_cells.h splits one, at a rule between two texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/page.h"

namespace mingzhang::read {

// Glyphs drawn one after another on one line without a gap: glyphs[begin, end) of the PageText.
struct Run {
    std::size_t begin = 0, end = 0;
    Box box;
    float size = 0;  // of most of its glyphs
    bool turned = false;
};

struct PageText {
    std::vector<Glyph> glyphs;  // those drawn twice once
    std::vector<Run> runs;      // in the order they were drawn
};

PageText text_of(const std::vector<Glyph>& glyphs);

Run run_of(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end);
std::u32string characters(const std::vector<Glyph>& glyphs, const Run& run);

// Runs at one height, from left to right.
struct TextLine {
    std::vector<Run> runs;
    Box box;
    float size = 0;     // of most of its glyphs
    bool bold = false;  // most of its glyphs are
};

// Lines from top to bottom. Turned runs are left out.
std::vector<TextLine> lines_of(const std::vector<Glyph>& glyphs, std::vector<Run> runs);

// A line of some of the runs of another, from left to right.
TextLine line_of(const std::vector<Glyph>& glyphs, std::vector<Run> runs);

// The characters of a line, a space where a gap is wider than between words.
std::u32string characters(const std::vector<Glyph>& glyphs, const TextLine& line);

// Pieces of a line between gaps of more than `ems` of its size. A text spread over its width
// ("收      入") is one piece.
std::vector<TextLine> segments(const std::vector<Glyph>& glyphs, const TextLine& line, float ems);

// The width of a line's first word: one Chinese character or letters and digits up to the
// next gap, with the signs that stand before and after them.
float first_word(const std::vector<Glyph>& glyphs, const TextLine& line);

// Whether a line was wrapped before a word so wide: it would not have fitted into what is left of
// `room`, the width between the margins.
bool is_full(const TextLine& line, float next_word, float room);
inline constexpr float kTolerance = 0.3f;  // in ems, of what is left

// What kind of ordinal it begins with, 0 for none: "一、", "（二）", "3.", "第五部分", "①".
int ordinal_kind(std::u32string_view s);

bool is_opening(char32_t c);  // brackets and quotes
bool is_closing(char32_t c);  // those, and the signs that begin no line

bool is_digit(char32_t c);  // ASCII or full width
bool is_wide(char32_t c);   // Chinese characters and full-width signs, which need no spaces

}  // namespace mingzhang::read
