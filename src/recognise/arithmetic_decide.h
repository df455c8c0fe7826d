// Stated results against what was calculated.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/arithmetic.h"
#include "recognise/arithmetic_expression.h"

namespace mingzhang::recognise::arithmetic {

struct Decision {
    ArithmeticStep::Verdict verdict = ArithmeticStep::Verdict::kCannotTell;
    std::string reason;
    std::vector<std::string> would_hold;
    std::vector<PrintedNumber> corrected;  // would_hold as numbers in the stated unit
};

// An expression against the number behind its "=".
Decision decide(const Expression& expression, const Token& result, std::string_view folded);

// What a calculation comes to, one value a reading, against its stated result. What would hold is
// listed nearest first; values of quite another size only when nothing else is left.
Decision decide(std::span<const Fraction> exact, const Stated& result, bool approximate);

}  // namespace mingzhang::recognise::arithmetic
