// What tests of rules over texts share.
#pragma once

#include <string>
#include <vector>

#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::check {

// A paragraph each, on lines 1, 2, …
inline SourceDocument paragraphs(const std::vector<std::string>& texts) {
    SourceDocument source;
    for (const std::string& text : texts) {
        Block& block = source.blocks.emplace_back();
        block.text = text;
        block.place.line = static_cast<int>(source.blocks.size());
    }
    return source;
}

// The project's own.
inline const pack::Lexicon& lexicon() {
    static const pack::Lexicon loaded = pack::load_lexicon("packs/lexicon").value();
    return loaded;
}

}  // namespace mingzhang::check
