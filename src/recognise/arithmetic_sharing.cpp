#include "recognise/arithmetic_sharing.h"

#include <algorithm>

#include "base/text.h"
#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise::arithmetic {
namespace {

// The parties named in `s`, in order.
std::vector<std::string_view> parties_in(std::string_view s) {
    constexpr std::size_t kMostParties = 16;
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < s.size() && out.size() < kMostParties;) {
        const auto* party = std::find_if(std::begin(kParties), std::end(kParties),
                                         [&](auto word) { return s.substr(i).starts_with(word); });
        if (party == std::end(kParties)) {
            ++i;
        } else {
            out.push_back(*party);
            i += party->size();
        }
    }
    return out;
}

Fraction amount(const Token& token) {
    return Fraction::of(token.number.printed) * Fraction(token.number.unit);
}

}  // namespace

bool parts_are_money(const Token& ratio) {
    return ratio.parts.size() >= 2 &&
           std::all_of(ratio.parts.begin(), ratio.parts.end(), [](const Token& part) {
               return part.number.of == Of::kMoney && !part.number.approximate;
           });
}

std::optional<Divided> divided(std::span<const Token> tokens, std::size_t standard,
                               std::size_t ratio) {
    constexpr std::size_t kMostBetween = 200;  // tokens
    if (ratio - standard > kMostBetween) return std::nullopt;
    Fraction sum;
    for (const Token& part : tokens[ratio].parts) sum = sum + amount(part);
    if (sum.known() && amount(tokens[standard]) == sum) return Divided{{standard}, true};
    for (std::size_t i = standard + 1; i < ratio; ++i) {
        const bool percentage =
            tokens[i].kind == TokenKind::kNumber && tokens[i].number.of == Of::kPercent;
        if (percentage && sum.known() && amount(tokens[standard]) * amount(tokens[i]) == sum) {
            return Divided{{standard, i}, true};
        }
    }
    return Divided{{standard}, false};
}

std::string_view phrase_before(std::span<const Token> tokens, std::size_t i,
                               std::string_view folded) {
    constexpr std::size_t kMostBytes = 150;
    const std::size_t end = tokens[i].begin;
    std::size_t begin = end;
    while (i > 0) {
        const TokenKind kind = tokens[i - 1].kind;
        if (kind == TokenKind::kComma || kind == TokenKind::kStop || kind == TokenKind::kOrdinal ||
            end - tokens[i - 1].begin > kMostBytes) {
            break;
        }
        begin = tokens[--i].begin;
    }
    return folded.substr(begin, end - begin);
}

std::optional<Sharing> Sharing::at(std::span<const Token> tokens, std::size_t ratio,
                                   std::string_view folded) {
    const std::vector<Token>& numbers = tokens[ratio].parts;
    std::vector<std::string_view> parties = parties_in(phrase_before(tokens, ratio, folded));
    if (numbers.size() < 2 || parties.size() < numbers.size()) return std::nullopt;
    Sharing out;
    out.parties_.assign(parties.end() - static_cast<std::ptrdiff_t>(numbers.size()), parties.end());
    std::vector<std::string_view> sorted = out.parties_;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return std::nullopt;
    for (const Token& number : numbers) {
        out.parts_.push_back(Fraction::of(number.number.printed));
        out.sum_ = out.sum_ + out.parts_.back();
    }
    if (!out.sum_.known() || out.sum_.is_zero()) return std::nullopt;
    return out;
}

std::optional<std::size_t> Sharing::part_of(std::string_view phrase) const {
    const bool bears = std::any_of(std::begin(kBears), std::end(kBears),
                                   [&](auto word) { return text::contains(phrase, word); });
    const std::vector<std::string_view> named = parties_in(phrase);
    if (!bears || named.size() != 1) return std::nullopt;
    return index_of(named.front());
}

std::optional<std::size_t> Sharing::acting_in(std::string_view phrase) const {
    std::string_view acting;
    for (const std::string_view party : kParties) {
        for (std::size_t at = phrase.find(party); at != std::string_view::npos;
             at = phrase.find(party, at + party.size())) {
            const std::string_view after = phrase.substr(at + party.size());
            const std::string_view before = phrase.substr(0, at);
            const auto follows = [&](auto word) { return after.starts_with(word); };
            const auto precedes = [&](auto word) { return before.ends_with(word); };
            if (std::none_of(std::begin(kActs), std::end(kActs), follows)) continue;
            const bool several = std::any_of(std::begin(kParties), std::end(kParties), precedes) ||
                                 before.ends_with("、");
            if (several || !(acting.empty() || acting == party)) return std::nullopt;
            acting = party;
        }
    }
    return acting.empty() ? std::nullopt : index_of(acting);
}

std::optional<std::size_t> Sharing::index_of(std::string_view name) const {
    const auto party = std::find(parties_.begin(), parties_.end(), name);
    if (party == parties_.end()) return std::nullopt;
    return static_cast<std::size_t>(party - parties_.begin());
}

}  // namespace mingzhang::recognise::arithmetic
