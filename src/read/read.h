// One reader a format → SourceDocument. Readers know nothing of budgets.
#pragma once

#include <string>

#include "base/result.h"
#include "model/source_document.h"

namespace mingzhang::read {

// 64 MiB: a larger text is no disclosure.
inline constexpr std::size_t kMostBytes = 64u << 20;

// Reads a file by its content. Fails for a missing, unreadable, empty or binary file.
Result<SourceDocument> read_document(const std::string& path);

// A text with tab-separated tables, already in UTF-8 (see text::decode).
//  - consecutive lines with tabs are one table; pieces separated by blank lines only (page
//    breaks) are joined; rule rows (---) are dropped;
//  - <p>…</p> and other leftover tags become line breaks or nothing;
//  - every other non-blank line is a paragraph of its own, with its line.
SourceDocument read_text(const std::string& text, const std::string& path);

}  // namespace mingzhang::read
