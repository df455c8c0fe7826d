// A word-processor document (DOCX, DOCM) → SourceDocument: what it displays.
//
//  - Automatic numbers stand before the text of their paragraph; headings have the outline level of
//    their style. A line of the contents keeps its tab ("title<tab>page"). Line breaks inside a
//    paragraph make paragraphs of its lines.
//  - Tracked changes read as accepted; of a field its result; of alternatives the first.
//  - Text boxes follow the paragraph that holds them, footnotes and endnotes the whole text.
//    Page headers and footers are no content.
//  - Tables: see story.h and layout.h.
//
// Remarks: tracked-changes, hidden-text (each with "count"), picture-not-read (unreadable: large
//   enough for a table), chart-not-read, embedded-object (unreadable; "kind"), embedded-document
//   (unreadable), too-deep (unreadable: nested more than 40 times).
#pragma once

#include "base/result.h"
#include "model/source_document.h"
#include "read/package.h"

namespace mingzhang::read {

Result<SourceDocument> read_docx(Package package, const std::string& path);

}  // namespace mingzhang::read
