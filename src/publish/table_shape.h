// The layout that all formats share.
//
// Which cell of a published table shows where: spans are cut where they leave the table or their
// part of it, or meet another, so that every format draws the same rectangles.
#pragma once

#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

struct ShapedCell {
    CellAt origin;                      // itself, or the cell that covers it
    int column_span = 1, row_span = 1;  // of the origin
};

struct TableShape {
    int columns = 0;
    int header_rows = 0;                        // within the table
    std::vector<std::vector<ShapedCell>> rows;  // each of `columns` cells
};

// Rows that are too short count as filled up with empty cells. Heading rows do not span into the
// rows below them.
TableShape shape_of(const PublishedTable& table);

// The cell of the table, or an empty one beyond a row's end.
const PublishedCell& cell_at(const PublishedTable& table, CellAt at);

// The columns' parts of the whole, which add up to 1; even where the table states none.
std::vector<double> column_shares(const PublishedTable& table, int columns);

// Which blocks stand on pages turned sideways: landscape tables, with the headings and captions
// that lead to them.
std::vector<bool> landscape_blocks(const std::vector<PublishedBlock>& blocks);

}  // namespace mingzhang::publish
