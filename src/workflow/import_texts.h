// The texts of a document as those of a book: what a figure says becomes what it is said of.
#pragma once

#include <functional>
#include <vector>

#include "model/book.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::workflow {

// `known` says whether the book will know that quantity; only such figures are replaced. Tables
// that no pack describes are kept as they are. One text for each part of the document.
std::vector<BookText> texts_of(const SourceDocument& source, const Disclosure& disclosure,
                               const pack::Lexicon& lexicon, const pack::Pack* pack,
                               const std::function<bool(const Coordinate&)>& known);

// The first line of the cover that says what the document is; empty where none does.
std::string title_of(const SourceDocument& source, const pack::Lexicon& lexicon);

}  // namespace mingzhang::workflow
