// One reader a format → SourceDocument. Readers know nothing of budgets.
#pragma once

#include <string>

#include "base/result.h"
#include "model/source_document.h"
#include "read/pdf_scan.h"

namespace mingzhang::read {

// 64 MiB: a larger text is no disclosure.
inline constexpr std::size_t kMostBytes = 64u << 20;

// Reads a file by its content: text, PDF (pdf_reader.h), XLSX (xlsx_reader.h), XLS (xls_reader.h),
// DOCX (docx_reader.h), HTML (html_reader.h), and others through LibreOffice (office_convert.h).
// Fails for a missing, unreadable, empty or other file, and for one that displays nothing. A
// scanner that is kept saves the next PDF the start of a child.
Result<SourceDocument> read_document(const std::string& path, PdfScanner& scanner);
Result<SourceDocument> read_document(const std::string& path);
// The same of a file's content; `path` only names it.
Result<SourceDocument> read_bytes(std::string bytes, const std::string& path, PdfScanner& scanner);

// A text with tables whose cells are divided by tabs or bars, already in UTF-8 (see text::decode).
//  - consecutive lines with tabs are one table; pieces separated by blank lines only (page
//    breaks) are joined; rule rows (---) are dropped;
//  - consecutive lines with bars are one table where their structure is plain (text_bars.h);
//  - lines of a title and a page number ("一、职责.....<tab>1") are no table but paragraphs that
//    keep their tab; so are lines that hold one text only, which a tab indents;
//  - <p>…</p> and other leftover tags become line breaks or nothing, invisible characters vanish;
//  - every other non-blank line is a paragraph of its own, with its line;
//  - a form feed begins a page; without any, pages are 0.
// A text of more than 300,000 cells or 200,000 paragraphs gives no blocks, only a note.
SourceDocument read_text(const std::string& text, const std::string& path);

}  // namespace mingzhang::read
