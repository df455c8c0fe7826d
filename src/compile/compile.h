// A book and the pack of its form become the document to publish.
//
//   Book ─┬─ lines ──amounts──▶ any quantity
//         ├─ texts ──blocks──▶ headings, paragraphs, where tables and forms stand
//         └─ projects ──forms──▶ declarations             ⇒ Publication
#pragma once

#include <vector>

#include "codes/codes.h"
#include "model/book.h"
#include "model/publication.h"
#include "pack/pack.h"

namespace mingzhang::compile {

struct Compiled {
    Publication publication;
    std::vector<BookFinding> findings;  // of what its texts ask for and nobody says
};

Compiled compile(const Book& book, const pack::Pack& pack, const pack::Lexicon& lexicon,
                 const codes::Lists& codes);

}  // namespace mingzhang::compile
