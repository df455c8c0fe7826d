// One sheet of a workbook of Excel 5 to 2003, as the records of its substream have it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/drawing.h"
#include "read/sheet.h"

namespace mingzhang::read {

struct XlsSheet {
    SheetContent content;
    std::vector<Drawing> drawings;
    bool complete = true;  // its last record was there
};

struct XlsKind {
    bool biff8 = true;  // of Excel 97 and later; before, strings are bytes in a code page
    bool by_libre_office = false;
    int code_page = 0;
};

// `substream` begins with the BOF record of the sheet and may go on after its end. Fails for too
// many cells.
Result<XlsSheet> read_xls_sheet(std::string_view substream, const std::string& name,
                                const Workbook& workbook, const XlsKind& kind);

}  // namespace mingzhang::read
