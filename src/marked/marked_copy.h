// A checked file → a copy of it in which the findings stand as notes: annotations of a PDF file,
// comments of a DOCX file. Everything else in the copy is as in the file.
//
//   findings ─notes.h─▶ Note: what it says, and which part of the document it stands on
//      PDF   ─page_words.h─▶ boxes of the words ─pdf_copy.h─▶ mingzhang-pdfmark ─▶ the copy
//      DOCX  ─docx_copy.h─▶ the copy
#pragma once

#include <string>

#include "base/result.h"
#include "model/report.h"
#include "model/source_document.h"
#include "publish/messages.h"
#include "read/pdf_scan.h"

namespace mingzhang::marked {

struct MarkedCopy {
    std::string bytes;
    std::string ending;        // ".pdf", ".docx"
    std::size_t notes = 0;     // that it holds
    std::size_t unplaced = 0;  // notes whose place was not found in the file
};

// The copy of file `source` of the document (Place::source), whose content `bytes` is. Fails for a
// file of another format.
Result<MarkedCopy> marked_copy(const CheckReport& report, const SourceDocument& document,
                               int source, const std::string& bytes,
                               const publish::Catalogue& catalogue, read::PdfScanner& scanner);

// ".pdf" or ".docx"; empty for the content of a file that cannot be marked.
std::string ending_of(const std::string& bytes);

}  // namespace mingzhang::marked
