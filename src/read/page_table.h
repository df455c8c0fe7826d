// A table as far as it stands on one page, from rules (page_cells.h) or from the alignment of its
// columns (page_columns.h). page_join.h joins those of following pages: they then stand on several.
#pragma once

#include <string>
#include <vector>

#include "read/page_text.h"

namespace mingzhang::read {

struct PieceCell {
    int page = 0;  // index into the pages: of its top
    int row = 0, column = 0;
    int row_span = 1, column_span = 1;
    Box box;
    std::string text;
    bool readable = true;
    bool open_top = false, open_bottom = false;  // no rule at the end of the piece
    int lines = 0;                               // of the text, as they are printed
    // Where the text may go on in another cell, or be its rest: a word wider than what is left
    // beside its last line would not have fitted there.
    float left_over = 0, first_word = 0;  // points
};

// What the texts of aligned columns leave free around an edge between two of them.
struct Gap {
    float from = 0, to = 0;
};

struct TablePiece {
    int page = 0;              // index into the pages: of its top
    int last_page = 0;         // of its bottom
    Box box;                   // on the first page
    float bottom = 0;          // on the last page
    std::vector<float> edges;  // of the columns, rising
    std::vector<Gap> gaps;     // of the inner edges, where only the texts tell them
    int rows = 0;
    std::vector<PieceCell> cells;  // by row, then column; no two overlap
    bool ruled = false;
    bool weak = false;  // no table of its own, but perhaps the end of one on the page before

    int columns() const { return static_cast<int>(edges.size()) - 1; }
};

// The lines of one cell as its text. A wrapped line goes on without a break; another line, or one
// with the next ordinal of a list, begins after '\n', so that two numbers never become one.
std::string joined_lines(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines,
                         float room);

// Whether two pieces of a text that was cut within a line, or after a full one, read as one, and
// what stands between them: nothing, a blank or '\n'.
std::string_view joint(std::u32string_view before, std::u32string_view after, bool full);

// Fills what a cell tells of its text, that is `room` wide, its padding included.
void set_text(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines, float room,
              PieceCell& cell);

inline constexpr float kCellPadding = 1.2f;  // on both sides together, in ems

// Digits with the signs of a number, and nothing else: "-1,234.50", "12.5%".
bool is_number(std::u32string_view s);
bool is_number_sign(char32_t c);  // a digit or one of those signs

}  // namespace mingzhang::read
