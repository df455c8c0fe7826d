// A web page, or a spreadsheet or text saved as one → SourceDocument: what it displays, less what
// stands beside its content (see html_content.h).
//
//  - Lines end where blocks and <br> end; a line break of the source between Chinese characters is
//    nothing. <h1> … <h6> are headings; without any, the title of the page is one.
//  - Tables: see story.h and layout.h; hidden rows and columns are left out.
//
// Remarks: those of text::decode, wrong-characters, hidden-text ("count"), hidden-rows ("count"),
//   hidden-columns ("count"), attachment ("name", "target"), frame-not-read (unreadable;
//   "target"), picture-not-read (unreadable: large enough for a table, or of unknown size on a
//   line of its own).
#pragma once

#include <string>

#include "base/result.h"
#include "model/source_document.h"

namespace mingzhang::read {

// Whether the file begins like a web page; one that begins with a paragraph is a text.
bool begins_like_html(std::string_view bytes);

Result<SourceDocument> read_html(std::string bytes, const std::string& path);

}  // namespace mingzhang::read
