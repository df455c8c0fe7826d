// The schema of lexicon and packs over texts already read. Private to this library.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/toml_reader.h"
#include "pack/pack.h"

namespace mingzhang::pack {

// The files add up to one lexicon; their order is that of its lists.
Result<Lexicon> parse_lexicon(const std::vector<TomlText>& files);
Result<Pack> parse_pack(const TomlText& file, const std::string& id, const Lexicon& lexicon,
                        const ParentOf& parent = {});

}  // namespace mingzhang::pack
