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
    step.end = folded_.origin[token.end];
    add_operands(numbers, step);
    step.result_begin = operand(token).begin;
    step.result_end = operand(token).end;
    step.expression = std::move(expression);
    step.result = shown_result(token);
    return step;
}

ArithmeticStep Steps::begin_sum(std::string expression, std::span<const std::size_t> numbers,
                                const Token& ratio) const {
    ArithmeticStep step;
    step.begin = folded_.origin[ratio.begin];
    step.end = folded_.origin[ratio.end];
    add_operands(numbers, step);
    for (const Token& part : ratio.parts) {
        step.operands.push_back(operand(part));
        step.result += (step.result.empty() ? "" : "+") + shown_result(part);
    }
    step.result_begin = operand(ratio.parts.front()).begin;
    step.result_end = operand(ratio.parts.back()).end;
    step.expression = std::move(expression);
    return step;
}

void Steps::add_operands(std::span<const std::size_t> numbers, ArithmeticStep& step) const {
    for (const std::size_t number : numbers) {
        step.operands.push_back(operand(tokens_[number]));
        step.begin = std::min(step.begin, step.operands.back().begin);
        step.end = std::max<std::size_t>(step.end, folded_.origin[tokens_[number].end]);
    }
}

std::string Steps::shown_result(const Token& number) const {
    return folded_.text.substr(number.begin, number.number.digits_end - number.begin) +
           stated(number, folded_.text).unit_text;
}

std::size_t Steps::add(ArithmeticStep step, const Decision& decision, std::size_t result) {
    step.verdict = decision.verdict;
    step.reason = decision.reason;
    step.would_hold = decision.would_hold;
    steps_.push_back(std::move(step));
    const std::size_t index = steps_.size() - 1;
    if (!decision.corrected.empty()) {
        corrections_.insert_or_assign(result, Correction{index, decision.corrected});
    }
    return index;
}

const Steps::Correction* Steps::correction_of(std::size_t token) const {
    const auto found = corrections_.find(token);
    return found == corrections_.end() ? nullptr : &found->second;
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

std::optional<std::size_t> Steps::corrected_by(std::size_t token) const {
    const Correction* correction = correction_of(token);
    return correction == nullptr ? std::nullopt : std::optional(correction->step);
}

std::vector<CorrectedExpression> Steps::corrected(const Expression& expression) const {
    std::vector<CorrectedExpression> out;
    for (const std::size_t number : expression.numbers) {
        const Correction* correction = correction_of(number);
        if (correction == nullptr) continue;
        const auto source = tokens_.subspan(expression.begin, expression.end - expression.begin);
        std::vector<Token> tokens(source.begin(), source.end());
        tokens[number - expression.begin].number.printed = correction->numbers.front();
        auto again = expression_at(tokens, 0, folded_.text);
        if (again) out.push_back({std::move(*again), correction->step});
    }
    return out;
}

std::vector<ArithmeticStep> Steps::finish() {
    std::vector<bool> dropped(steps_.size(), false);
    for (const std::size_t step : withdrawn_) dropped[step] = true;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (!dropped[i]) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return steps_[a].result_begin < steps_[b].result_begin;
    });
    std::vector<std::size_t> moved_to(steps_.size());
    std::vector<ArithmeticStep> kept;
    for (const std::size_t i : order) {
        moved_to[i] = kept.size();
        kept.push_back(std::move(steps_[i]));
    }
    for (ArithmeticStep& step : kept) {
        if (step.caused_by) step.caused_by = moved_to[*step.caused_by];
    }
    return kept;
}

}  // namespace mingzhang::recognise::arithmetic
