// How a table is set: the size of its text, the widths of its columns, the heights of its rows.
#pragma once

#include <vector>

#include "model/publication.h"
#include "typeset/words.h"

namespace mingzhang::typeset {

struct PlannedCell {
    const PublishedCell* cell = nullptr;
    SharedWords words;          // nullptr where it has no text or is covered
    int columns = 0, rows = 0;  // its spans within the table; 0 where it is covered
    std::vector<Line> lines;
    double indent = 0;  // points
};

struct TablePlan {
    const PublishedTable* table = nullptr;
    bool landscape = false;
    double size = 0;            // of its text
    double leading = 0;         // from line to line
    std::vector<double> edges;  // of its columns, from its left one: one more than columns
    std::vector<double> heights;
    std::vector<double> decimals;  // of each column, the widest part from the decimal point on
    std::vector<std::vector<PlannedCell>> rows;
    // Of each place the cell that covers it: row * columns() + column.
    std::vector<std::vector<std::size_t>> owners;
    std::size_t header_rows = 0;
    double header_height = 0, body_height = 0;

    std::size_t columns() const { return edges.empty() ? 0 : edges.size() - 1; }
    // Whether a page may end before the row: no cell reaches over it.
    bool may_break_before(std::size_t row) const;
    static constexpr double kPad = 2.6;  // left and right of a text
    double pad_y() const { return size * 0.3; }
};

// Widths and heights of the type area of an upright page; a landscape one has them the other way
// round. A table that no upright page can show becomes a landscape one.
TablePlan planned(const PublishedTable& table, double width, double height, TextCache& texts);

}  // namespace mingzhang::typeset
