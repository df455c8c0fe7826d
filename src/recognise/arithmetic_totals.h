// A stated total and the words before it: does it add up everything, or name an item of its own?
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "recognise/arithmetic_clauses.h"

namespace mingzhang::recognise::arithmetic {

struct TotalPhrase {
    bool of_everything = false;  // 上述预算共计
    bool begins_clause = false;  // no words before it but neutral ones
    bool begins_sentence = false;
    std::string_view subject;  // 办公用品购置合计, where it does not begin its clause
};
TotalPhrase total_phrase(std::span<const Token> tokens, std::size_t total, std::string_view folded);

// Whether the section's heading, before the total, names the total's subject: a piece of `folded`.
bool heads(const Section& section, std::string_view subject, std::string_view folded);

// The number token that a total word at `total` states, tokens.size() where there is none.
std::size_t stated_number(std::span<const Token> tokens, std::size_t total);

}  // namespace mingzhang::recognise::arithmetic
