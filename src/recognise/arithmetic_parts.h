// A count and its parts, listed in the bracket right behind it: "3名（1名*1200元+2名*800元）".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "recognise/arithmetic_decide.h"
#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

struct PartList {
    std::size_t whole = 0;           // token
    std::vector<std::size_t> parts;  // tokens, at least two
    // Joined by "+", or every one of them in a product: then no part is left out.
    bool complete = false;
};

// None where an item of the bracket does not begin with a count of the same measure word.
std::optional<PartList> part_list_at(std::span<const Token> tokens, std::size_t whole,
                                     std::string_view folded);

Decision decide(const PartList& list, std::span<const Token> tokens, std::string_view folded);

// What the part should be for the others to make the whole; none where nothing would be left.
std::optional<PrintedNumber> remainder(const PartList& list, std::size_t part,
                                       std::span<const Token> tokens);

}  // namespace mingzhang::recognise::arithmetic
