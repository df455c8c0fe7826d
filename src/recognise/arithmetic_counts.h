// The same count of the same noun, printed twice: "全县党员共80名，…党员80名*9元=720元".
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "recognise/arithmetic_clauses.h"
#include "recognise/arithmetic_decide.h"
#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

struct CountPair {
    std::size_t earlier = 0, later = 0;  // tokens
    std::size_t factor = 0;              // the one of them a calculation multiplies
    Decision decision;                   // of the earlier as the result
};

// `factors`: the tokens that calculations multiply, in order.
std::vector<CountPair> same_counts(std::span<const Token> tokens, const Layout& layout,
                                   std::string_view folded, std::span<const std::size_t> factors);

}  // namespace mingzhang::recognise::arithmetic
