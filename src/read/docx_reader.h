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

#include <string>
#include <vector>

#include "base/result.h"
#include "model/source_document.h"
#include "read/package.h"

namespace mingzhang::read {

Result<SourceDocument> read_docx(Package package, const std::string& path);

// The same document, and which paragraph of its main part stands at each block and cell.
struct AnchoredDocx {
    SourceDocument document;
    std::string part;  // the main part: "word/document.xml"
    // In the order of the blocks, and of the cells of a table in its place: the byte of the main
    // part, in UTF-8, at which the name of the paragraph's tag stands; -1 where that is not known.
    // What stands in a text box has the paragraph that holds the box.
    std::vector<long long> anchors;
};
Result<AnchoredDocx> read_docx_anchored(Package package, const std::string& path);

}  // namespace mingzhang::read
