// What is wrong in a book as a whole, as far as no list of codes is needed to see it.
//
//   costs-differ            the cost lines make another amount than the project's
//   cost-unreadable         a cost line that is no quantity × price × times
//   share-differs           our part of the shared costs is not the project's amount
//   ratio-not-dividing      our part is no whole number of fen
//   sharing-unreadable      no ratio, or no such part in it
//   project-without-amount  project-without-function  duplicate-project
//   not-balanced            income and uses of a fund, or of a vintage in it, differ
//   unit-unknown            a line or project of a unit that the department does not name
//   negative-amount
#pragma once

#include <vector>

#include "model/book.h"

namespace mingzhang::store {

// In the order of the book. Amounts in the arguments are in yuan; `fund` and `vintage` are ids.
std::vector<BookFinding> book_findings(const Book& book);

}  // namespace mingzhang::store
