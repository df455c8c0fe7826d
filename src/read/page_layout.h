// Laid-out pages become blocks in reading order.
//
//   Page ─▶ runs, rules ─▶ grids, lines ─▶ PageFlow ─▶ paragraphs, tables over pages ─▶ Block
//           page_text      page_grid       page_flow   page_paragraphs, page_join
//           page_rules     page_cells      page_furniture
#pragma once

#include <vector>

#include "model/source_document.h"
#include "read/page.h"

namespace mingzhang::read {

// The pages' blocks, their places with page, box and a line that counts lines of text and rows.
//  - tables: ruled ones, those whose columns are only aligned, over any number of pages; spans as
//    ruled; a cell whose text could not be decoded is not readable;
//  - paragraphs and headings, whole over page ends; a line of a contents page is
//    "title<tab>page"; texts side by side above a table are paragraphs of their own;
//  - a picture for an image or a chart, whose labels are left out;
//  - running heads and feet and page numbers are left out.
// Remarks: "scanned-page" for a page of pictures without text, "page-too-complex" for one that
// holds more than a page can, "too-large" where the document holds more than 300,000 cells or
// 200,000 paragraphs; there are no blocks then.
std::vector<Block> lay_out(const std::vector<Page>& pages, std::vector<Remark>& remarks);

}  // namespace mingzhang::read
