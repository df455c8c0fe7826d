// The sheets of a ledger's workbook, from what read makes of the file.
#pragma once

#include <vector>

#include "model/source_document.h"
#include "store/book_workbook.h"

namespace mingzhang::workflow {

// Each cell where it stands in its sheet, in the order of the sheets. Hidden rows and columns, and
// what stands outside of cells, are left out.
std::vector<store::SheetText> sheets_of(const SourceDocument& document);

}  // namespace mingzhang::workflow
