// The sheets of a workbook of any format → blocks and remarks.
#pragma once

#include <string>
#include <vector>

#include "read/block_builder.h"
#include "read/drawing.h"
#include "read/sheet.h"

namespace mingzhang::read {

// A heading with the sheet's name (unless the name is a default one, or is the first text), then
// the paragraphs and tables of its cells.
void add_sheet(const std::string& name, SheetContent content, BlockBuilder& out);
// Text boxes, pictures and charts, after the cells.
void add_drawings(const std::string& sheet, const std::vector<Drawing>& drawings,
                  BlockBuilder& out);
void add_unknown_drawing(const std::string& sheet, BlockBuilder& out);

// Sheets without cells to read.
void add_hidden_sheet(const std::string& name, BlockBuilder& out);
void add_chart_sheet(const std::string& name, BlockBuilder& out);
void add_absent_sheet(const std::string& name, BlockBuilder& out);
// One whose end is missing, before what there is of it.
void add_cut_sheet(const std::string& name, BlockBuilder& out);

}  // namespace mingzhang::read
