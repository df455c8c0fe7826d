// A pack's table, filled from a book: the same headings and coordinates that recognise a table
// print it.
#pragma once

#include <optional>
#include <string>

#include "codes/codes.h"
#include "compile/amounts.h"
#include "model/publication.h"
#include "pack/pack.h"

namespace mingzhang::compile {

struct Source {
    const Book& book;
    const Amounts& amounts;
    const pack::Pack& pack;
    const pack::Lexicon& lexicon;
    const codes::Lists& codes;
};

// A zero is blank. A table without any amount carries the note that it has none.
PublishedTable table_of(const pack::Table& table, const Source& source);

}  // namespace mingzhang::compile
