// A workbook of Excel 5 to 2003, or of WPS (XLS, ET) → SourceDocument: what its visible sheets
// display, by the same rules and with the same remarks as an XLSX one (see xlsx_reader.h).
//
//  - A formula has its cached result always. formula-without-value means that this is 0 where a
//    text must be: LibreOffice stores so what it has not calculated, for example when it converts
//    a workbook. In its files a 0 that need not be a number counts as such.
//  - sheet-not-read also says that a sheet ends within its cells (reason "cut-off"), which are read
//    as far as they go.
//  - Text inside objects of Excel 95 counts as a picture that is not read.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/source_document.h"
#include "read/compound_file.h"

namespace mingzhang::read {

// Fails for a workbook before Excel 5, one with a password, one without sheets, and one larger than
// a disclosure is.
Result<SourceDocument> read_xls(const CompoundFile& file, const std::string& path);

// The same of the content of its stream "Workbook" or "Book".
struct XlsStream {
    std::string_view bytes;
    bool by_libre_office = false;
};
Result<SourceDocument> read_xls(const XlsStream& stream, const std::string& path);

}  // namespace mingzhang::read
