// A workbook of Excel 5 to 2003, or of WPS (XLS, ET) → SourceDocument: what its visible sheets
// display, by the same rules and with the same remarks as an XLSX one (see xlsx_reader.h).
//
//  - A formula has its cached result always, so that formula-without-value means a text that is
//    not there.
//  - sheet-not-read also says that a sheet ends within its cells (reason "cut-off"), which are read
//    as far as they go.
//  - Text inside objects of Excel 95 counts as a picture that is not read.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/source_document.h"

namespace mingzhang::read {

// `stream` is the content of the stream "Workbook" or "Book" (see compound_file.h). Fails for one
// before Excel 5, one with a password, one without sheets, and one larger than a disclosure is.
Result<SourceDocument> read_xls(std::string_view stream, const std::string& path);

}  // namespace mingzhang::read
