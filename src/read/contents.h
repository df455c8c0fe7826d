// The page of contents: lines of a title and a page number, which are no table.
#pragma once

#include <string>
#include <vector>

#include "model/source_document.h"

namespace mingzhang::read {

using Row = std::vector<GridCell>;

std::size_t filled_cells(const Row& row);

// Every row is a title and its page, the pages ascend, and there are two rows or leaders.
bool is_contents(const std::vector<Row>& rows);

// Cells joined by tabs, without the empty ones at the ends.
std::string text_of(const Row& row);

}  // namespace mingzhang::read
