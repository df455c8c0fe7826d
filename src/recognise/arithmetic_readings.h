// What the words before a total can mean: sums of listed amounts, products of counts and prices,
// and for "2台碎纸机2000元" a price for each or for both.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/arithmetic_clauses.h"

namespace mingzhang::recognise::arithmetic {

inline constexpr std::size_t kMostReadings = 64;
inline constexpr std::size_t kMostItems = 64;  // in the scope of one total

struct Reading {
    Fraction value;
    std::string text;
    std::vector<std::size_t> numbers;  // tokens of its operands
    bool calculated = false;           // it multiplies, or adds at least two
};

struct Readings {
    std::vector<Reading> all;  // the plainest first, at most kMostReadings
    std::size_t plain = 0;     // how many of them follow the plainest structure
    std::size_t summands = 0;  // of that structure
    bool clear = true;         // nothing in it is a guess: if every reading fails, it is wrong
    std::string_view reason;   // why it is not clear
};

// What the total counts and where it stands decide how the items before it are taken.
struct Total {
    Of of = Of::kMoney;
    Thing thing;                // of a count
    bool same_sentence = true;  // else results of earlier steps come first
    int depth = 0;              // of brackets around it
};

// `items` in the order of the text, at most kMostItems.
Readings readings_of(std::span<const Item* const> items, const Total& total);

}  // namespace mingzhang::recognise::arithmetic
