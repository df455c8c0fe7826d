// A copy of a PDF file with notes.
#pragma once

#include "marked/marked_copy.h"
#include "marked/notes.h"

namespace mingzhang::marked {

// `where` names the file in the error. What is written into the file is done by
// mingzhang-pdfmark, in a jail of its own (decision 0013); MINGZHANG_PDFMARK names it where it does
// not stand beside the program that runs.
Result<MarkedCopy> pdf_copy(const std::string& bytes, const std::vector<Note>& notes,
                            const std::string& where, read::PdfScanner& scanner);

}  // namespace mingzhang::marked
