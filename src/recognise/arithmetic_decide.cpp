#include "recognise/arithmetic_decide.h"

#include <algorithm>

namespace mingzhang::recognise::arithmetic {
namespace {

using Verdict = ArithmeticStep::Verdict;

constexpr std::size_t kMostSuggestions = 4;

Fraction magnitude(const Fraction& f) { return f.sign() < 0 ? Fraction(-1) * f : f; }

bool less(const Fraction& a, const Fraction& b) { return (a - b).sign() < 0; }

// Not more than a hundred times larger or smaller.
bool similar(const Fraction& a, const Fraction& b) {
    const Fraction hundred(100);
    return !less(hundred * magnitude(a), magnitude(b)) &&
           !less(hundred * magnitude(b), magnitude(a));
}

// What the expression comes to in the units of the result, one for each reading of the missing
// units; none where the units do not fit.
std::vector<Fraction> outcomes(const Expression& expression, const Stated& result) {
    const bool money = result.of == Of::kMoney;
    const Value value = money ? expression.value.as_money() : expression.value;
    const bool unit_missing = result.of == Of::kNothing && value.degree == 1;
    if (!expression.uniform || (value.degree != (money ? 1 : 0) && !unit_missing)) return {};
    std::vector<Fraction> out;
    for (std::size_t i = 0; i < kUnitReadings; ++i) {
        out.push_back(unit_missing ? value.at[i] / Fraction(kMissingUnits[i]) : value.at[i]);
    }
    return out;
}

void suggest(std::span<const Fraction> exact, const Stated& result, Decision& decision) {
    std::vector<Fraction> nearest(exact.begin(), exact.end());
    const auto distance = [&](const Fraction& f) { return magnitude(f - result.value); };
    std::stable_sort(nearest.begin(), nearest.end(), [&](const Fraction& a, const Fraction& b) {
        return less(distance(a), distance(b));
    });
    for (const Fraction& f : nearest) {
        if (decision.would_hold.size() >= kMostSuggestions) break;
        if (!decision.would_hold.empty() && !similar(f, result.value)) continue;
        const std::string text = result.print(f);
        const auto& known = decision.would_hold;
        if (text.empty() || std::find(known.begin(), known.end(), text) != known.end()) continue;
        decision.would_hold.push_back(text);
        decision.corrected.push_back(
            parse_number(text.substr(0, text.size() - result.unit_text.size())));
    }
}

}  // namespace

Decision decide(const Expression& expression, const Token& token, std::string_view folded) {
    const Stated result = stated(token, folded);
    const std::vector<Fraction> exact = outcomes(expression, result);
    if (exact.empty()) {
        Decision out;
        out.reason = kUnitsUnclear;
        return out;
    }
    return decide(exact, result, expression.approximate || token.number.approximate);
}

Decision decide(std::span<const Fraction> exact, const Stated& result, bool approximate) {
    Decision out;
    const auto holds = [&](const Fraction& f) { return result.holds(f); };
    const auto known = [&](const Fraction& f) { return (f - result.value).known(); };
    if (std::any_of(exact.begin(), exact.end(), holds)) {
        out.verdict = Verdict::kHolds;
    } else if (!std::all_of(exact.begin(), exact.end(), known)) {
        out.reason = kTooLarge;
    } else if (approximate) {
        out.reason = kApproximate;
    } else {
        out.verdict = Verdict::kFails;
        suggest(exact, result, out);
    }
    return out;
}

}  // namespace mingzhang::recognise::arithmetic
