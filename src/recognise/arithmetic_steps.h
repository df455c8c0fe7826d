// The steps found so far, and what the failing ones should have stated.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "recognise/arithmetic.h"
#include "recognise/arithmetic_decide.h"
#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

// An expression in which a number is put right that a failing step would have changed.
struct CorrectedExpression {
    Expression expression;
    std::size_t step;
};

class Steps {
  public:
    // Both must outlive this.
    Steps(const text::Folded& folded, std::span<const Token> tokens)
        : folded_(folded), tokens_(tokens) {}

    // A step from `numbers` to `result`, all of them tokens; not added yet, not decided.
    ArithmeticStep begin(std::string expression, std::span<const std::size_t> numbers,
                         std::size_t result) const;
    // The same with the parts of a ratio, all of them amounts, as the result and as operands.
    ArithmeticStep begin_sum(std::string expression, std::span<const std::size_t> numbers,
                             const Token& ratio) const;
    // "492名", "36.48万元": as a result is shown.
    std::string shown_result(const Token& number) const;
    Operand operand(const Token& number) const;

    // Adds the step and, where it fails, remembers what its result token should state.
    std::size_t add(ArithmeticStep step, const Decision& decision, std::size_t result);
    // The number would make the failing step hold.
    void correct(std::size_t token, std::size_t step, const PrintedNumber& number) {
        corrections_.insert_or_assign(token, Correction{step, {number}});
    }
    // Takes back a step that turned out to be none.
    void withdraw(std::size_t step) { withdrawn_.push_back(step); }
    ArithmeticStep& operator[](std::size_t step) { return steps_[step]; }
    std::span<const ArithmeticStep> all() const { return steps_; }

    // What the number should be, in its own unit; empty unless a failing step states it.
    std::vector<Fraction> corrected(std::size_t token) const;
    // The failing step that would have the number changed.
    std::optional<std::size_t> corrected_by(std::size_t token) const;
    // One number put right in each.
    std::vector<CorrectedExpression> corrected(const Expression& expression) const;

    // In the order of their results.
    std::vector<ArithmeticStep> finish();

  private:
    struct Correction {
        std::size_t step;
        std::vector<PrintedNumber> numbers;
    };
    const Correction* correction_of(std::size_t token) const;
    void add_operands(std::span<const std::size_t> numbers, ArithmeticStep& step) const;

    const text::Folded& folded_;
    std::span<const Token> tokens_;
    std::vector<ArithmeticStep> steps_;
    std::vector<std::size_t> withdrawn_;
    std::map<std::size_t, Correction> corrections_;  // by token, the latest
};

}  // namespace mingzhang::recognise::arithmetic
