// The use case `diff`: what changed between two ledgers, or two documents.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/book.h"
#include "model/differences.h"
#include "workflow/check_file.h"

namespace mingzhang::workflow {

// Lines by coordinate within their file, projects by name or a near one, texts by paragraph.
Differences compare_ledgers(const Book& before, const Book& after, const Resources& resources);

// Figures by what they measure, relative to the year of their document; tables by title,
// declarations by project, paragraphs in their order. An amount printed in another unit or with
// other decimals is the same as long as it can be.
Differences compare_documents(const CheckedFile& before, const CheckedFile& after,
                              const Resources& resources);

// A ledger is a folder; all else is a document, of one file or several. A ledger is held against a
// document as the document that it makes. Fails where one of them cannot be read, and on a ledger
// that cannot be read whole.
Result<Differences> compare_paths(const std::vector<std::string>& before,
                                  const std::vector<std::string>& after, const Resources& resources,
                                  read::PdfScanner& scanner);

// Fails also where a part of it cannot be read: what is left out would pass unnoticed.
Result<Book> read_whole_ledger(const std::string& directory);

}  // namespace mingzhang::workflow
