// What kind of document this is: kind, year, department, and the pack that describes it.
#pragma once

#include <string>
#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/captions.h"

namespace mingzhang::recognise {

struct CaptionedTable {
    std::size_t block = 0;
    Caption caption;
};

// Sets kind, year and department of `disclosure` from the cover and the captions.
void read_identity(const SourceDocument& source, const std::vector<CaptionedTable>& tables,
                   const pack::Lexicon& lexicon, Disclosure& disclosure);

// The pack under which most titles are found: at least half of its tables, the nearest year.
const pack::Pack* choose_pack(const std::vector<CaptionedTable>& tables,
                              const std::vector<pack::Pack>& packs, const Disclosure& disclosure);

// The table of `pack` with that title, whatever year the title names; nullptr if there is none.
const pack::Table* table_titled(const pack::Pack& pack, const std::string& title);

}  // namespace mingzhang::recognise
