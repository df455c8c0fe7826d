// Costs shared by a ratio: "每个党组织3200元，省市县按3:3:4的比例负担，县财政负担1280元".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "recognise/arithmetic_clauses.h"

namespace mingzhang::recognise::arithmetic {

// Text between the last comma or stop before the token and the token.
std::string_view phrase_before(std::span<const Token> tokens, std::size_t i,
                               std::string_view folded);

// Whether each part of the ratio is an exact amount of money.
bool parts_are_money(const Token& ratio);

// The standard a ratio in money divides: itself, or one percentage of it.
struct Divided {
    std::vector<std::size_t> numbers;  // the standard and the percentage, tokens
    bool holds = false;                // the parts add up to it
};
// `standard`: an amount before the ratio. None where it is far away.
std::optional<Divided> divided(std::span<const Token> tokens, std::size_t standard,
                               std::size_t ratio);

// A ratio and the parties that the words before it list, in the same order.
class Sharing {
  public:
    // None where parties and parts do not match.
    static std::optional<Sharing> at(std::span<const Token> tokens, std::size_t ratio,
                                     std::string_view folded);

    // The part, an index into the ratio's numbers, of the only party that `phrase` says to bear
    // a cost.
    std::optional<std::size_t> part_of(std::string_view phrase) const;
    // The only party that acts in `phrase`: 县级财政需负担; 全县 does not.
    std::optional<std::size_t> acting_in(std::string_view phrase) const;
    Fraction share(std::size_t part) const { return parts_[part] / sum_; }

  private:
    std::optional<std::size_t> index_of(std::string_view party) const;

    std::vector<std::string_view> parties_;
    std::vector<Fraction> parts_;
    Fraction sum_;
};

}  // namespace mingzhang::recognise::arithmetic
