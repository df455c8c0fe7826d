// Running text: which quantity each amount, rate and count states.
//
//   passage ──words──▶ tokens (terms, figures, marks) ──clauses──▶ figures with coordinates, claims
//
// A figure is bound only where every word between its term and itself is known; otherwise it
// stays uncovered and says why.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "codes/codes.h"
#include "model/disclosure.h"
#include "pack/pack.h"
#include "recognise/prose_items.h"

namespace mingzhang::recognise {

// Paragraphs that are one text, whatever breaks fall into it.
struct Passage {
    std::string text;  // by text::fold_label, so without white space
    std::vector<std::pair<std::size_t, Place>> places;  // from which byte on

    void add(std::string_view paragraph, const Place& place);
    const Place& place_at(std::size_t offset) const;
    // Where the paragraph begins that this byte is of.
    std::size_t begin_of_paragraph(std::size_t offset) const;
    // Whether another paragraph can continue it: no full stop or colon ends it.
    bool open() const;
};

class Terms {
  public:
    // kRestates: the quantity just spoken of, once more ("预算安排").
    enum class Kind { kTerm, kRestates, kFiller, kUp, kDown, kLevel };
    struct Entry {
        std::string word;
        Kind kind = Kind::kTerm;
        Coordinate measures;
    };
    void add(Kind kind, const std::string& word, const Coordinate& measures = {});
    // The longest word at `at`, nullptr if there is none.
    const Entry* longest(std::string_view text, std::size_t at) const;

  private:
    // By the first three bytes: one Chinese character.
    std::unordered_map<std::string, std::vector<Entry>> by_start_;
};

class ProseReader {
  public:
    // `document` with its tables read: their names are those of the text.
    ProseReader(const pack::Lexicon& lexicon, const codes::Lists& codes, const pack::Pack* pack,
                const Disclosure& document, int year);

    // Appends the passage's figures and claims.
    void read(const Passage& passage, const pack::Section* section, Disclosure& out) const;

  private:
    Terms terms_;
    std::unordered_map<const pack::Section*, Terms> section_terms_;
    const pack::Lexicon& lexicon_;
    ItemNames items_;
    int year_;
    std::string own_phase_;  // of the document: "budget" or "accounts"
    // Without a pack nobody knows what 收入 or 支出 of a sentence takes in: only special measures
    // ("三公", 机关运行经费, 政府采购) are bound to what stands elsewhere, the rest only within
    // its passage.
    bool measures_only_;
};

}  // namespace mingzhang::recognise
