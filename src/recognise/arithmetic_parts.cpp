#include "recognise/arithmetic_parts.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise::arithmetic {
namespace {

constexpr std::size_t kMostTokensInBracket = 200;

bool is_whole_count(const Token& token) {
    return token.kind == TokenKind::kNumber && token.number.of == Of::kCount &&
           token.number.per.empty() && token.number.printed.decimals == 0;
}

// Reads the items of one bracket; anything but a plain list ends it without a result.
class BracketReader {
  public:
    BracketReader(std::span<const Token> tokens, std::size_t whole, std::string_view folded)
        : tokens_(tokens), folded_(folded), measure_(tokens[whole].number.thing.measure) {
        out_.whole = whole;
    }

    std::optional<PartList> read() {
        const std::size_t limit = std::min(tokens_.size(), out_.whole + 2 + kMostTokensInBracket);
        for (std::size_t i = out_.whole + 2; i < limit; ++i) {
            if (tokens_[i].kind == TokenKind::kClose && depth_ == 0) return finished();
            if (!take(i)) return std::nullopt;
        }
        return std::nullopt;
    }

  private:
    bool take(std::size_t i) {
        const Token& token = tokens_[i];
        if (total_) return token.kind != TokenKind::kOpen;
        switch (token.kind) {
            case TokenKind::kOpen:
                ++depth_;
                return true;
            case TokenKind::kClose:
                --depth_;
                return true;
            case TokenKind::kOperator:
                return depth_ > 0 || take_operator(token.mark);
            case TokenKind::kListMark:
            case TokenKind::kComma:
                if (depth_ > 0) return true;
                only_plus_ = false;
                return end_item();
            case TokenKind::kNumber:
                return take_number(i);
            case TokenKind::kWord:
                return !names_some_only(token);
            case TokenKind::kTotal:  // of the amounts: "（…，共计2万元）"
                total_ = !head_;
                return true;
            case TokenKind::kEach:
                return head_.has_value();
            case TokenKind::kSpace:
            case TokenKind::kEquals:
            case TokenKind::kNeeds:
            case TokenKind::kPrice:
                return true;
            default:
                return false;
        }
    }

    bool take_operator(char mark) {
        if (mark == '+') return end_item();
        product_ = product_ || mark == '*';
        return mark == '*' || mark == '/';
    }

    bool take_number(std::size_t i) {
        const Token& token = tokens_[i];
        const bool counts = token.number.of == Of::kCount && token.number.thing.measure == measure_;
        if (head_) return !counts;
        if (!counts || depth_ > 0 || !is_whole_count(token)) return false;
        head_ = i;
        return true;
    }

    bool end_item() {
        if (!head_) return false;
        out_.parts.push_back(*head_);
        all_products_ = all_products_ && product_;
        head_.reset();
        product_ = false;
        return true;
    }

    bool names_some_only(const Token& word) const {
        const std::string_view s = folded_.substr(word.begin, word.end - word.begin);
        return std::any_of(std::begin(kSomeOnly), std::end(kSomeOnly),
                           [&](auto some) { return text::contains(s, some); });
    }

    std::optional<PartList> finished() {
        if (!total_ && !end_item()) return std::nullopt;
        if (out_.parts.size() < 2) return std::nullopt;
        out_.complete = only_plus_ || all_products_;
        return std::move(out_);
    }

    std::span<const Token> tokens_;
    std::string_view folded_;
    std::string_view measure_;
    PartList out_;
    std::optional<std::size_t> head_;  // of the item being read
    bool product_ = false;
    bool total_ = false;
    int depth_ = 0;
    bool only_plus_ = true, all_products_ = true;
};

Fraction value(const Token& token) {
    return Fraction::of(token.number.printed) * Fraction(token.number.unit);
}

}  // namespace

std::optional<PartList> part_list_at(std::span<const Token> tokens, std::size_t whole,
                                     std::string_view folded) {
    const bool bracket = is_whole_count(tokens[whole]) && whole + 1 < tokens.size() &&
                         tokens[whole + 1].kind == TokenKind::kOpen;
    if (!bracket) return std::nullopt;
    return BracketReader(tokens, whole, folded).read();
}

Decision decide(const PartList& list, std::span<const Token> tokens, std::string_view folded) {
    Fraction sum;
    bool approximate = tokens[list.whole].number.approximate;
    // 30人（30人*伙食+30人*住宿）: the same people again.
    bool repeats = false;
    for (const std::size_t part : list.parts) {
        sum = sum + value(tokens[part]);
        approximate = approximate || tokens[part].number.approximate;
        repeats = repeats || value(tokens[part]) == value(tokens[list.whole]);
    }
    const Decision decision =
        decide(std::vector{sum}, stated(tokens[list.whole], folded), approximate);
    if (decision.verdict != ArithmeticStep::Verdict::kFails) return decision;
    if (list.complete && !repeats) return decision;
    Decision doubt;
    doubt.reason = repeats ? kUnclear : kPartsNamed;
    return doubt;
}

std::optional<PrintedNumber> remainder(const PartList& list, std::size_t part,
                                       std::span<const Token> tokens) {
    Fraction rest = value(tokens[list.whole]);
    for (const std::size_t other : list.parts) {
        if (other != part) rest = rest - value(tokens[other]);
    }
    rest = rest / Fraction(tokens[part].number.unit);
    const std::string digits = rest.sign() > 0 ? rest.print(0) : std::string();
    const PrintedNumber number = parse_number(digits);
    if (digits.empty() || !(Fraction::of(number) == rest)) return std::nullopt;
    return number;
}

}  // namespace mingzhang::recognise::arithmetic
