// One sheet of an XLSX workbook, as its part has it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "read/sheet.h"
#include "read/xml.h"

namespace mingzhang::read {

// "C7" → {7, 3}; row 0 where it is no name of a cell.
CellName parse_cell_name(std::string_view name);

// The text of a shared or inline string, phonetic hints left out, clean.
std::string rich_text(const Node& string_item);

// Fails for too many cells.
Result<SheetContent> read_sheet(const Node& work_sheet, const std::string& name,
                                const Workbook& workbook);

}  // namespace mingzhang::read
