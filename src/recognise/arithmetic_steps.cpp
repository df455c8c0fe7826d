#include "recognise/arithmetic_steps.h"

#include <algorithm>

namespace mingzhang::recognise::arithmetic {

Operand Steps::operand(const Token& number) const {
    return {folded_.origin[number.begin], folded_.origin[number.number.digits_end]};
}

ArithmeticStep Steps::begin(std::string expression, std::span<const std::size_t> numbers,
                            std::size_t result) const {
    const Token& token = tokens_[result];
    ArithmeticStep step;
    step.begin = folded_.origin[token.begin];
    for (const std::size_t number : numbers) {
        step.operands.push_back(operand(tokens_[number]));
        step.begin = std::min(step.begin, step.operands.back().begin);
    }
    step.end = folded_.origin[token.end];
    step.result_begin = operand(token).begin;
    step.result_end = operand(token).end;
    step.expression = std::move(expression);
    step.result = folded_.text.substr(token.begin, token.number.digits_end - token.begin) +
                  stated(token, folded_.text).unit_text;
    return step;
}

std::size_t Steps::add(ArithmeticStep step, const Decision& decision, std::size_t result) {
    step.verdict = decision.verdict;
    step.reason = decision.reason;
    step.would_hold = decision.would_hold;
    steps_.push_back(std::move(step));
    const std::size_t index = steps_.size() - 1;
    if (!decision.corrected.empty()) corrections_.push_back({result, index, decision.corrected});
    return index;
}

const Steps::Correction* Steps::correction_of(std::size_t token) const {
    const auto found = std::find_if(corrections_.rbegin(), corrections_.rend(),
                                    [&](const Correction& c) { return c.token == token; });
    return found == corrections_.rend() ? nullptr : &*found;
}

std::vector<Fraction> Steps::corrected(std::size_t token) const {
    std::vector<Fraction> out;
    const Correction* correction = correction_of(token);
    if (correction == nullptr) return out;
    const Fraction unit(tokens_[token].number.unit);
    for (const PrintedNumber& number : correction->numbers) {
        out.push_back(Fraction::of(number) * unit);
    }
    return out;
}

std::optional<CorrectedExpression> Steps::corrected(const Expression& expression) const {
    for (const std::size_t number : expression.numbers) {
        const Correction* correction = correction_of(number);
        if (correction == nullptr) continue;
        const auto source = tokens_.subspan(expression.begin, expression.end - expression.begin);
        std::vector<Token> tokens(source.begin(), source.end());
        tokens[number - expression.begin].number.printed = correction->numbers.front();
        auto again = expression_at(tokens, 0, folded_.text);
        if (again) return CorrectedExpression{std::move(*again), correction->step};
    }
    return std::nullopt;
}

std::vector<ArithmeticStep> Steps::finish() {
    std::vector<bool> dropped(steps_.size(), false);
    for (const std::size_t step : withdrawn_) dropped[step] = true;
    std::vector<std::size_t> moved_to(steps_.size());
    std::vector<ArithmeticStep> kept;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        moved_to[i] = kept.size();
        if (!dropped[i]) kept.push_back(std::move(steps_[i]));
    }
    for (ArithmeticStep& step : kept) {
        if (step.caused_by) step.caused_by = moved_to[*step.caused_by];
    }
    return kept;
}

}  // namespace mingzhang::recognise::arithmetic
