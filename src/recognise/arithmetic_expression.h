// Numbers joined by operators: "（1名*1000元/月+1名*700元/月）*12个月".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/arithmetic.h"
#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

// What a number without a unit can be worth in yuan where the result is money.
inline constexpr std::size_t kUnitReadings = 2;
inline constexpr std::array<int64_t, kUnitReadings> kMissingUnits{1, 10'000};

// A value under each reading of its missing units. Degree: how many money units are multiplied
// in it; of a sum of amounts 1, of a count or a pure number 0.
struct Value {
    std::array<Fraction, kUnitReadings> at;
    int degree = 0;

    // The same as money: a pure number takes the missing unit.
    Value as_money() const;
};

struct Expression {
    std::size_t begin = 0, end = 0;  // tokens
    Value value;
    int operators = 0;
    bool only_marks = true;  // nothing but "-" and "/": may be a range or a date
    bool approximate = false;
    bool uniform = true;  // sums add like to like
    std::string text;
    std::vector<std::size_t> numbers;  // tokens
};

// The longest expression that begins at token `first`; none where no number stands there or a
// bracket does not close. A single number is an expression without operators.
std::optional<Expression> expression_at(std::span<const Token> tokens, std::size_t first,
                                        std::string_view folded);

// The first token at or after `i` that is no word within a phrase: an operator may stand behind
// the words of its factor ("152名党员*9元"), also behind a bracket without numbers.
std::size_t past_words(std::span<const Token> tokens, std::size_t i);

// "0.1万元", "20%", "152": a number as an expression shows it.
std::string shown(const Token& number, std::string_view folded);

// A printed number as a result: its value, half of its last place, and how to print another.
struct Stated {
    Fraction value, half;
    Of of = Of::kNothing;
    Fraction unit;
    int decimals = 0;
    std::string unit_text;

    bool holds(const Fraction& exact) const;
    std::string print(const Fraction& exact) const;
};
Stated stated(const Token& number, std::string_view folded);

}  // namespace mingzhang::recognise::arithmetic
