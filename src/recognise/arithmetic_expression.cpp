#include "recognise/arithmetic_expression.h"

#include "base/text.h"

namespace mingzhang::recognise::arithmetic {
namespace {

constexpr int kMostDepth = 8;
constexpr int kMostNumbers = 64;
constexpr std::size_t kMostWordBytes = 60;
constexpr std::size_t kMostAside = 6;  // tokens of a bracket without numbers

Value number_value(const Token& token) {
    Value value;
    value.at.fill(Fraction::of(token.number.printed) * Fraction(token.number.unit));
    value.degree = token.number.of == Of::kMoney ? 1 : 0;
    return value;
}

Value combine(const Value& a, const Value& b, char mark) {
    Value out;
    for (std::size_t i = 0; i < kUnitReadings; ++i) {
        const Fraction& x = a.at[i];
        const Fraction& y = b.at[i];
        out.at[i] = mark == '*' ? x * y : mark == '/' ? x / y : mark == '+' ? x + y : x - y;
    }
    out.degree = mark == '*' ? a.degree + b.degree : mark == '/' ? a.degree - b.degree : a.degree;
    return out;
}

// The end of a bracket without numbers that opens at `i`, or `i`.
std::size_t past_aside(std::span<const Token> tokens, std::size_t i) {
    if (tokens[i].kind != TokenKind::kOpen) return i;
    for (std::size_t j = i + 1; j < tokens.size() && j <= i + kMostAside; ++j) {
        const TokenKind kind = tokens[j].kind;
        if (kind == TokenKind::kClose) return j + 1;
        if (kind != TokenKind::kWord && kind != TokenKind::kSpace && kind != TokenKind::kEach &&
            kind != TokenKind::kListMark) {
            return i;
        }
    }
    return i;
}

class Parser {
  public:
    Parser(std::span<const Token> tokens, std::string_view folded)
        : tokens_(tokens), folded_(folded) {}

    std::optional<Expression> parse(std::size_t first) {
        at_ = first;
        out_.begin = first;
        const std::optional<Value> value = sum(0);
        if (!value) return std::nullopt;
        out_.value = *value;
        out_.end = at_;
        return std::move(out_);
    }

  private:
    // The operator among `marks` that comes next; then the operand behind it begins at at_.
    char take_operator(std::string_view marks) {
        const std::size_t i = past_words(tokens_, at_);
        if (i >= tokens_.size() || tokens_[i].kind != TokenKind::kOperator) return 0;
        if (marks.find(tokens_[i].mark) == std::string_view::npos) return 0;
        const std::size_t operand = past_words(tokens_, i + 1);
        if (operand >= tokens_.size()) return 0;
        const TokenKind kind = tokens_[operand].kind;
        if (kind != TokenKind::kNumber && kind != TokenKind::kOpen) return 0;
        if (out_.numbers.size() >= kMostNumbers) return 0;
        at_ = operand;
        return tokens_[i].mark;
    }

    std::optional<Value> operations(std::string_view marks, int depth) {
        const bool sums = marks == "+-";
        std::optional<Value> left = sums ? operations("*/", depth) : factor(depth);
        while (left) {
            const std::size_t before = at_;
            const std::size_t text_size = out_.text.size();
            const char mark = take_operator(marks);
            if (mark == 0) break;
            out_.text += mark;
            std::optional<Value> right = sums ? operations("*/", depth) : factor(depth);
            if (!right) {  // an operator before something else ends the expression
                at_ = before;
                out_.text.resize(text_size);
                break;
            }
            ++out_.operators;
            if (mark == '*' || mark == '+') out_.only_marks = false;
            if (sums) align(*left, *right);
            left = combine(*left, *right, mark);
        }
        return left;
    }
    std::optional<Value> sum(int depth) { return operations("+-", depth); }

    void align(Value& a, Value& b) {
        if (a.degree == b.degree) return;
        if (a.degree == 0) a = a.as_money();
        if (b.degree == 0) b = b.as_money();
        if (a.degree != b.degree) out_.uniform = false;
    }

    std::optional<Value> factor(int depth) {
        if (at_ >= tokens_.size()) return std::nullopt;
        const Token& token = tokens_[at_];
        if (token.kind == TokenKind::kNumber) {
            out_.numbers.push_back(at_);
            out_.approximate = out_.approximate || token.number.approximate;
            out_.text += shown(token, folded_);
            ++at_;
            return number_value(token);
        }
        if (token.kind != TokenKind::kOpen || depth >= kMostDepth) return std::nullopt;
        return bracket(depth);
    }

    std::optional<Value> bracket(int depth) {
        const std::size_t numbers = out_.numbers.size();
        const std::size_t text_size = out_.text.size();
        out_.text += '(';
        at_ = past_words(tokens_, at_ + 1);
        std::optional<Value> inner = sum(depth + 1);
        if (inner) {
            at_ = past_words(tokens_, at_);
            if (at_ < tokens_.size() && tokens_[at_].kind == TokenKind::kClose) {
                ++at_;
                out_.text += ')';
                return inner;
            }
        }
        out_.numbers.resize(numbers);
        out_.text.resize(text_size);
        return std::nullopt;
    }

    std::span<const Token> tokens_;
    std::string_view folded_;
    std::size_t at_ = 0;
    Expression out_;
};

}  // namespace

Value Value::as_money() const {
    if (degree != 0) return *this;
    Value out;
    out.degree = 1;
    for (std::size_t i = 0; i < kUnitReadings; ++i) out.at[i] = at[i] * Fraction(kMissingUnits[i]);
    return out;
}

std::size_t past_words(std::span<const Token> tokens, std::size_t i) {
    std::size_t bytes = 0;
    while (i < tokens.size() && bytes <= kMostWordBytes) {
        const TokenKind kind = tokens[i].kind;
        std::size_t next = i;
        if (kind == TokenKind::kWord || kind == TokenKind::kSpace || kind == TokenKind::kEach) {
            next = i + 1;
        } else {
            next = past_aside(tokens, i);
        }
        if (next == i) break;
        bytes += tokens[next - 1].end - tokens[i].begin;
        i = next;
    }
    return i;
}

std::optional<Expression> expression_at(std::span<const Token> tokens, std::size_t first,
                                        std::string_view folded) {
    return Parser(tokens, folded).parse(first);
}

std::string shown(const Token& token, std::string_view folded) {
    const Number& number = token.number;
    std::string out(folded.substr(token.begin, number.digits_end - token.begin));
    if (out[0] < '0' || out[0] > '9') out = std::to_string(number.printed.mantissa);  // 四台
    if (number.of == Of::kMoney) out += number.unit_name;
    if (number.of == Of::kPercent) out += '%';
    return out;
}

bool Stated::holds(const Fraction& exact) const {
    if (!exact.known()) return false;
    const Fraction above = exact - value - half;
    const Fraction below = value - exact - half;
    return above.known() && below.known() && above.sign() <= 0 && below.sign() <= 0;
}

std::string Stated::print(const Fraction& exact) const {
    const std::string digits = (exact / unit).print(decimals);
    return digits.empty() ? digits : digits + unit_text;
}

Stated stated(const Token& token, std::string_view folded) {
    const Number& number = token.number;
    Stated out;
    out.of = number.of;
    out.unit = Fraction(number.unit);
    if (number.of == Of::kPercent) out.unit = Fraction::last_place(2);
    out.decimals = number.printed.decimals;
    out.value = Fraction::of(number.printed) * Fraction(number.unit);
    out.half = Fraction::last_place(out.decimals) * out.unit / Fraction(2);
    out.unit_text =
        std::string(text::trim(folded.substr(number.digits_end, token.end - number.digits_end)));
    return out;
}

}  // namespace mingzhang::recognise::arithmetic
