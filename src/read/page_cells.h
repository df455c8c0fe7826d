// A ruled grid and the text in it become a piece of a table.
#pragma once

#include "read/page_grid.h"
#include "read/page_table.h"

namespace mingzhang::read {

// Takes the runs that stand in the grid's cells out of `runs` and makes the cells' texts of them.
//  - A run that reaches over a rule stays whole in the cell where most of it stands, or where it
//    begins, unless it is two texts that touch there.
//  - Rows that no rule divides, but numbers standing below each other, are divided between them;
//    so is a cell of several columns in which numbers stand side by side.
TablePiece take_cells(RuledGrid grid, const PageText& text, std::vector<Run>& runs);

// Cells in which runs stand.
std::size_t filled_cells(const RuledGrid& grid, const std::vector<Run>& runs);

}  // namespace mingzhang::read
