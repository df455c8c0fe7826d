#include "read/pdf_reader.h"

#include <utility>

#include "read/page_layout.h"

namespace mingzhang::read {

Result<SourceDocument> read_pdf(const std::string& bytes, const std::string& path,
                                PdfScanner& scanner) {
    auto scanned = scanner.scan(bytes, path);
    if (!scanned) return tl::make_unexpected(scanned.error());
    SourceDocument document;
    document.path = path;
    document.format = "pdf";
    document.remarks = std::move(scanned->remarks);
    document.blocks = lay_out(scanned->pages, document.remarks);
    return document;
}

}  // namespace mingzhang::read
