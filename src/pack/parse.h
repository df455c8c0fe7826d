// The schema of lexicon and packs over texts already read. Private to this library.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "pack/pack.h"

namespace mingzhang::pack {

struct TomlText {
    std::string file;  // as errors shall name it
    std::string content;
};

// The files add up to one lexicon; their order is that of its lists.
Result<Lexicon> parse_lexicon(const std::vector<TomlText>& files);
Result<Pack> parse_pack(const TomlText& file, const std::string& id, const Lexicon& lexicon,
                        const ParentOf& parent = {});

}  // namespace mingzhang::pack
