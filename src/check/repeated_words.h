// words-repeated (warning): words that stand twice with nothing between: 预算预算,
// 财政拨款财政拨款.
//
// Where a longer word may end with the first and another begin with the second
// (基本支出｜支出决算), only if the document, or a standing word, has the same without the
// repetition. What is repeated twice is the usage of the document.
#pragma once

#include <vector>

#include "check/letters.h"
#include "check/near_misses.h"
#include "model/finding.h"

namespace mingzhang::check {

// In the order of the document; at most 100.
std::vector<Finding> repeated_words(const StandingWords& words, const Letters& letters);

}  // namespace mingzhang::check
