// A declaration form's grid → Declaration.
//
// A form that comes out of a text is ragged: rows lose or gain cells at either end, so a cell is
// known by what it says (a label, a level, a value), not by its column. Levels are carried down.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/declaration.h"
#include "model/source_document.h"

namespace mingzhang::recognise {

// None where the grid is no form. `before` are the blocks in front of it, nearest last: its
// title, and labelled lines between title and grid ("主管部门（公章）甲局"). Of a form whose title
// is known (项目储备绩效申报表) the missing blocks are listed.
std::optional<Declaration> read_declaration(const Grid& grid, std::span<const Block> before = {});

// Adds to each form the blocks that more than half of the others have and it has not. Does
// nothing for fewer than three forms.
void find_missing_blocks(std::vector<Declaration>& forms);

}  // namespace mingzhang::recognise
