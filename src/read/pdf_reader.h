// A PDF file → SourceDocument: the child says what stands where, the layout makes blocks of it.
#pragma once

#include <string>

#include "base/result.h"
#include "model/source_document.h"
#include "read/pdf_scan.h"

namespace mingzhang::read {

Result<SourceDocument> read_pdf(const std::string& bytes, const std::string& path,
                                PdfScanner& scanner);

}  // namespace mingzhang::read
