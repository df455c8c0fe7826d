// A workbook (XLSX, XLSM) → SourceDocument: what its visible sheets display.
//
//  - A sheet is a heading with its name (unless the name is a default one, or is the first text),
//    then the paragraphs and tables of its cells (see layout.h), then its text boxes and pictures.
//  - Cells read as displayed: number format, cached value of a formula, merged cells as spans.
//    A formula without a cached value and an error value are cells that cannot be read.
//  - Hidden sheets, rows and columns, and numbers that their format hides, are not read.
//
// Remarks, all with a sheet as place and a count as argument where they count:
//   hidden-sheet, hidden-rows, hidden-columns, hidden-values, formula-without-value (unreadable),
//   error-value (unreadable), damaged-cell (unreadable), picture-not-read (unreadable),
//   chart-not-read, sheet-not-read (unreadable; argument "reason").
#pragma once

#include "base/result.h"
#include "model/source_document.h"
#include "read/package.h"

namespace mingzhang::read {

Result<SourceDocument> read_xlsx(Package package, const std::string& path);

}  // namespace mingzhang::read
