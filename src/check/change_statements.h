// "比上年增加12.34万元，增长5.6%": what a sentence says of a change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/passages.h"
#include "pack/pack.h"

namespace mingzhang::check {

// A number and the unit after it.
struct Quantity {
    enum class Unit { kNone, kMoney, kPercent };
    TextRange range;  // with its unit; empty where there is no number
    TextRange digits;
    Unit unit = Unit::kNone;
    bool negative = false, zero = false, has_decimals = false;

    bool found() const { return !range.empty(); }
};

// The number that begins at `at`: "1,003.69万元", "-5%", "12.34".
Quantity quantity_at(std::string_view folded, std::size_t at);

struct Change {
    TextRange word;  // the direction word
    int direction = 0;
    Quantity quantity;  // always found, in money or per cent
    // Directly after an amount, with at most a comma between: "，增长5.6%".
    TextRange rate_word;
    int rate_direction = 0;
    Quantity rate;
    bool compared = false;   // with last year, earlier in its sentence
    bool in_reason = false;  // a word of reason stands before it in its sentence
    std::size_t end = 0;     // after everything of it
};

// Whether the number at `at` is one of a change's. `changes` stand in the order of the text.
bool in_a_change(const std::vector<Change>& changes, std::size_t at);

class ChangeWords {
  public:
    explicit ChangeWords(const pack::Lexicon& lexicon);

    // In the order of the text.
    std::vector<Change> changes(const Passage& passage) const;
    // +1, -1 or 0; `length` receives that of the word.
    int direction_at(std::string_view folded, std::size_t at, std::size_t& length) const;
    const std::vector<std::string>& level() const { return level_; }

  private:
    std::vector<Change> found_in(std::string_view folded) const;
    Change change_at(std::string_view folded, TextRange word, int direction) const;

    std::vector<std::pair<std::string, int>> words_;
    std::vector<std::string> level_;
};

// The first comparison with last year ("比上年", "与2025年", "同比"); empty where there is none.
TextRange comparison_in(std::string_view folded);

// Whether a word of reason stands in the text ("原因", "主要是", "由于", "因…").
bool gives_reason(std::string_view folded);

}  // namespace mingzhang::check
