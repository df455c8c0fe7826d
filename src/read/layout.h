// What stands in the cells of a sheet, or of a table of a document → paragraphs and grids.
//
//   row 1        预算公开表1                       paragraph
//   row 2      2026年收支总表                      paragraph
//   row 3   部门：某部    单位：万元                two paragraphs
//   row 4-9  ruled, or a heading and amounts       a grid
//   row 10   注：……                                paragraph
#pragma once

#include <functional>
#include <vector>

#include "read/block_builder.h"

namespace mingzhang::read {

// A cell that holds something (text, or unreadable), with the spans the format states.
struct SourceCell {
    int column = 0;  // 0-based; what a wider or higher cell covers holds nothing
    GridCell cell;
};

struct SourceRow {
    int number = 0;                 // rising; a gap is a blank row that belongs to no table
    std::vector<SourceCell> cells;  // by column; empty for a blank row of a table
    // The columns that have borders, or cells of the table, in this row; none where last < first.
    int first_ruled = 0;
    int last_ruled = -1;

    bool ruled() const { return last_ruled >= first_ruled; }
};

// The place of a cell, line aside.
using PlaceOf = std::function<Place(const SourceRow& row, int column)>;

// The rows of a sheet, of which some may have borders and some not. Without borders, rows of two
// texts and more, or with a number, are a table; a single text above or below is a paragraph.
void lay_out_sheet(std::vector<SourceRow> rows, const PlaceOf& place_of, BlockBuilder& out);

// The rows of one table of a document, all ruled. Title rows on top, and notes below, become
// paragraphs; so does a table of a single column.
void lay_out_table(std::vector<SourceRow> rows, BlockBuilder& out);

// The grid of these rows, spans known. Rows and columns that are blank or covered in their whole
// length are left out; blank columns inside the ruled ones stay.
Grid grid_of(const std::vector<SourceRow>& rows, const PlaceOf& place_of);

}  // namespace mingzhang::read
