// The data the program works with: packs, lexicon, classification lists, rules.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "check/near_misses.h"
#include "check/word_rules.h"
#include "codes/codes.h"
#include "pack/shelf.h"

namespace mingzhang::workflow {

struct Resources {
    std::string directory;  // holds packs/, codes/, rules/, messages/
    pack::Library library;
    codes::Lists codes;
    check::WordRules word_rules;
    check::StandingWordsOfPacks standing_words;
};

// The data directory: MINGZHANG_DATA, else share/mingzhang beside the program's bin/, else the
// nearest folder above the program that holds packs/lexicon.
Result<std::string> find_data_directory();

Result<Resources> load_resources(const std::string& directory);

}  // namespace mingzhang::workflow
