// Tables that were cut by page ends become one.
#pragma once

#include <vector>

#include "read/page_paragraphs.h"

namespace mingzhang::read {

// Joins a piece to the table before it where
//  - it stands on the next page, with nothing between but captions that repeat those of the table;
//  - its columns are those of the table, or some of them;
//  - it does not begin with another heading.
// Repeated captions and heading rows are dropped; rows that were cut become one (page_seam.h).
std::vector<Part> join_tables(std::vector<Part> parts, const std::vector<PageFlow>& pages);

}  // namespace mingzhang::read
