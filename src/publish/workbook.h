// A publication as a workbook (XLSX).
#pragma once

#include <string>

#include "base/result.h"
#include "model/publication.h"

namespace mingzhang::publish {

// First a sheet 目录 with the title and links to everything in the order of the document; then 说明
// with the headings and paragraphs, a sheet for each table and each declaration, and 图 with the
// charts and their figures. Sheets that would be empty are left out. Amounts are numbers in the
// unit of their table (see workbook_values.h), totals formulas with the value they give; codes are
// texts. The same publication gives the same bytes.
// Fails where libxlsxwriter cannot be loaded, no temporary file can be written, or a table or text
// is larger than a workbook can hold.
Result<std::string> xlsx_of(const Publication& publication);

}  // namespace mingzhang::publish
