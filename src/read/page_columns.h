// Tables whose columns are only aligned, without rules between them.
#pragma once

#include <vector>

#include "read/page_rules.h"
#include "read/page_table.h"

namespace mingzhang::read {

// Takes the lines of aligned tables out of `lines`, which come from top to bottom. A table is a
// block of lines whose texts leave the same gaps free, with numbers in a column after the first
// one, or three columns at least. `loose` horizontal rules divide its rows; where there are none,
// each line with numbers is a row and others belong to the row they stand near to.
std::vector<TablePiece> take_aligned(const std::vector<Glyph>& glyphs,
                                     const std::vector<Rule>& loose, std::vector<TextLine>& lines);

// Takes the lines below a ruled heading that keep to its columns: its rows. Nothing where the
// table already holds numbers, or no line below does.
void take_rows_below(const std::vector<Glyph>& glyphs, std::vector<TextLine>& lines,
                     TablePiece& heading);

}  // namespace mingzhang::read
