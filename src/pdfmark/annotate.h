// A PDF file and notes → a copy of the file with the notes as annotations.
//
//   highlight  over the words a note stands on, with the note in its popup
//   sign       in the margin, with a popup: each further note on the same words, and notes that
//              stand on no words, so that no note hides another
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/page_note.h"

namespace mingzhang::pdfmark {

struct Annotated {
    std::string bytes;
    std::size_t unplaced = 0;  // notes whose page is not there, or is another one
};

// Nothing else of the document changes, and one that is encrypted stays so. Throws PdfError for a
// file that libqpdf cannot read.
Annotated annotate(std::string_view pdf, const std::vector<PageNote>& notes);

}  // namespace mingzhang::pdfmark
