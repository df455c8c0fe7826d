// Lines of texts in aligned columns become the rows of a table.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "read/page_table.h"

namespace mingzhang::read {

// A line as far as it may be a row: its texts apart.
struct AlignedLine {
    std::size_t index = 0;  // in the page's lines
    float at = 0;
    float size = 0;
    std::vector<TextLine> segments;
    std::vector<std::u32string> texts;  // of the segments

    bool has_amount() const;
    // Whether it may be a row: several texts, and none that is a sentence.
    bool is_row() const;
};

// Texts are apart at gaps wider than between words; beside a number, at any gap.
AlignedLine aligned_line(const std::vector<Glyph>& glyphs, const TextLine& line, std::size_t index);

// A number, or what stands for one: "—".
bool is_amount(const std::u32string& s);

// The column that a text begins in.
int column_of(const std::vector<float>& edges, const Box& box);

// What the lines with amounts leave free around each inner edge.
std::vector<Gap> gaps_between(const std::vector<AlignedLine>& lines,
                              const std::vector<float>& edges);

// Columns that a heading stands over, first and last: those it reaches into, or those whose
// headings, in one of the next lines, it is centred over.
struct Reach {
    int first = 0, last = 0;
};
Reach reach_of(const TextLine& heading, const std::vector<float>& edges,
               std::span<const AlignedLine> below);

// The table of the lines. Rows are what horizontal `rules` divide; where there are none, each line
// with amounts is a row and others belong to the row they stand near to. Above the first amount a
// text over several columns makes a row of its own, above the headings below it.
TablePiece aligned_piece(const std::vector<Glyph>& glyphs, const std::vector<AlignedLine>& lines,
                         const std::vector<float>& edges, const std::vector<float>& rules);

}  // namespace mingzhang::read
