// A published document becomes a book again: the ledger that explains it, its texts, its projects.
#pragma once

#include "model/book.h"
#include "workflow/check_file.h"
#include "workflow/explanation.h"

namespace mingzhang::workflow {

struct ImportedBook {
    Book book;
    Explanation explanation;
};

// Fails where the document has no pack, or no ledger at all was found that explains it.
Result<ImportedBook> import_book(const CheckedFile& checked, const Resources& resources);

}  // namespace mingzhang::workflow
