// Rules that touch become grids, and grids cells: those whose shared edge is not ruled are one.
#pragma once

#include <vector>

#include "base/place.h"
#include "read/page_rules.h"

namespace mingzhang::read {

// Rectangle of elementary slots, rows [row, row + row_span) and so on.
struct RuledCell {
    int row = 0, column = 0;
    int row_span = 1, column_span = 1;
    bool open_top = false, open_bottom = false;  // no rule there: it may go on on another page
};

struct RuledGrid {
    std::vector<float> xs, ys;  // edges of columns and rows, rising; at least two each
    std::vector<RuledCell> cells;
    std::vector<int> owner;  // cell of each slot: owner[row * columns() + column]

    int columns() const { return static_cast<int>(xs.size()) - 1; }
    int rows() const { return static_cast<int>(ys.size()) - 1; }
    Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
    Box box(const RuledCell& cell) const;
    // The cell at a point; -1 outside.
    int cell_at(float x, float y) const;
};

struct Grids {
    std::vector<RuledGrid> grids;  // two cells at least, from top to bottom
    std::vector<Box> frames;       // closed boxes of one cell
    // Horizontal rules between which no vertical one divides columns: of open tables and frames,
    // running heads, underlines.
    std::vector<Rule> loose;
    bool too_complex = false;  // more slots than kMostSlots: some were left out
};

inline constexpr std::size_t kMostSlots = 100'000;  // of one page
inline constexpr std::size_t kMostGrids = 200;      // of one page, the largest ones

Grids grids_of(const Rules& rules);

}  // namespace mingzhang::read
