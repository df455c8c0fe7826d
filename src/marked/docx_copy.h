// A copy of a DOCX file with notes as comments.
#pragma once

#include "marked/marked_copy.h"
#include "marked/notes.h"

namespace mingzhang::marked {

// Each comment is on the paragraph of its note, else on the nearest one before; in a text box, on
// the paragraph that holds the box. The document, its comments, their relationship and content type
// get what is added, and are otherwise as they were, byte for byte; so is every other part.
Result<MarkedCopy> docx_copy(const std::string& bytes, const std::vector<Note>& notes,
                             const std::string& where);

}  // namespace mingzhang::marked
