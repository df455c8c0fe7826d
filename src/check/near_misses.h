// Standing words with one character wrong, missing, doubled or swapped with the next: 财政拔款.
//
// Held against the words that lexicon, packs and code lists give, never against a dictionary of the
// language. Alone it stands: what the document writes so twice is its usage, and characters that
// stand together in any standing word, or elsewhere in the document, are taken for a word.
//
//   near-miss (warning)   text, usual; the suggestion is the standing word
#pragma once

#include <memory>
#include <vector>

#include "codes/codes.h"
#include "model/finding.h"
#include "model/source_document.h"
#include "pack/shelf.h"

namespace mingzhang::check {

struct TermIndex;

class StandingWords {
  public:
    StandingWords() = default;
    StandingWords(const pack::Library& library, const codes::Lists& codes);
    // For tests: each word as it stands.
    explicit StandingWords(const std::vector<std::string>& words);

    // Null where there are no words.
    const TermIndex* index() const { return index_.get(); }

  private:
    std::shared_ptr<const TermIndex> index_;
};

// In the order of the document; at most 100.
std::vector<Finding> near_misses(const StandingWords& words, const SourceDocument& source);

}  // namespace mingzhang::check
