// Where a table goes on on the next page: rows and cells that the page's end cut.
#pragma once

#include "read/page_table.h"

namespace mingzhang::read {

// Adds the rows of `piece`, whose columns are those of `table`, below its last one.
//  - A row that was cut becomes one again where no rule closes it at the page's end, or where its
//    rest is plainly no row: its texts go on from full lines, and a bracket or a list does, or the
//    label and the figures stand on one side and no other row looks like that, or it is the only
//    one without an ordinal. Two rows with a figure each in one column are never one.
//  - A merged cell goes on where no rule ends it, or as the empty cell of labels on its left.
// `at_end`: the table fills its page; else rows stay as they are.
void append_piece(TablePiece& table, TablePiece piece, bool at_end);

}  // namespace mingzhang::read
