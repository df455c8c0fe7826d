// Running heads and feet, page numbers, and what stands at one place of many pages.
#pragma once

#include <vector>

#include "read/page_flow.h"

namespace mingzhang::read {

// Takes them out of the pages' items:
//  - at the head or foot of a page: a number that counts with the pages, "- 12 -", "第12页 共26页";
//  - the same text at the same height at the head or foot of many pages, but no caption of a table;
//  - the same picture, or the same turned text (a watermark), at one place of many pages.
void drop_furniture(std::vector<PageFlow>& pages);

}  // namespace mingzhang::read
