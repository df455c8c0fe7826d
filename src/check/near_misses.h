// Standing words with one character wrong, missing, doubled or swapped with the next: 财政拔款.
//
// Held against the words that lexicon, packs and code lists give, never against a dictionary of the
// language. Alone it stands: what the document writes so twice is its usage, and characters that
// stand together in any standing word, or elsewhere in the document, are taken for a word.
//
//   near-miss (warning)   text, usual; the suggestion is the standing word
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "check/letters.h"
#include "codes/codes.h"
#include "model/finding.h"
#include "pack/pack.h"

namespace mingzhang::check {

struct TermIndex;

class StandingWords {
  public:
    StandingWords() = default;
    // Of every document, and of the pack where there is one.
    StandingWords(const pack::Lexicon& lexicon, const codes::Lists& codes, const pack::Pack* pack);
    // For tests: each word as it stands.
    explicit StandingWords(const std::vector<std::string>& words);

    // Whether the two characters stand together in a standing word.
    bool joins(char16_t first, char16_t second) const;
    // Whether the text stands within a standing word.
    bool holds(std::u16string_view text) const;

    // Null where there are no words.
    const TermIndex* index() const { return index_.get(); }

  private:
    std::shared_ptr<const TermIndex> index_;
};

// Those of each pack, made when the first of its documents comes. Threads may ask at the same time.
class StandingWordsOfPacks {
  public:
    StandingWords of(const pack::Pack* pack, const pack::Lexicon& lexicon,
                     const codes::Lists& codes) const;

  private:
    struct Made {
        std::mutex mutex;
        std::map<std::string, StandingWords> words;  // by the pack's id
    };
    std::shared_ptr<Made> made_ = std::make_shared<Made>();
};

// In the order of the document; at most 100.
std::vector<Finding> near_misses(const StandingWords& words, const Letters& letters);

}  // namespace mingzhang::check
