#include "store/amount.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace mingzhang::store {
namespace {

using std::string_view;

constexpr int kMostDigits = 36;

constexpr Wide power_of_ten(int places) {
    Wide power = 1;
    while (places-- > 0) power *= 10;
    return power;
}
constexpr Wide kEnd = power_of_ten(kMostDigits);

bool in_range(Wide value) { return value > -kEnd && value < kEnd; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits before the point without their separators; none where these stand wrongly.
std::optional<std::string> whole_digits(string_view text) {
    std::string out;
    const auto groups = text::split(text, ',');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const bool separated = groups.size() > 1;
        if (separated && i > 0 && groups[i].size() != 3) return std::nullopt;
        if (separated && i == 0 && (groups[i].empty() || groups[i].size() > 3)) return std::nullopt;
        out += groups[i];
    }
    if (!std::all_of(out.begin(), out.end(), is_digit)) return std::nullopt;
    return out;
}

Decimal shortened(Wide digits, int places) {
    while (places > 0 && digits % 10 == 0) {
        digits /= 10;
        --places;
    }
    return {digits, places};
}

// With as many places as wanted; none where that has too many digits.
std::optional<Wide> scaled(const Decimal& value, int places) {
    Wide digits = value.digits;
    for (int i = value.places; i < places; ++i) {
        digits *= 10;
        if (!in_range(digits)) return std::nullopt;
    }
    return digits;
}

}  // namespace

std::optional<Decimal> read_decimal(string_view source) {
    const std::string folded = text::fold(source);
    string_view rest = text::trim(folded);
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const auto point = rest.find('.');
    auto digits = whole_digits(rest.substr(0, point));
    if (!digits) return std::nullopt;
    string_view behind = point == string_view::npos ? string_view() : rest.substr(point + 1);
    if (!std::all_of(behind.begin(), behind.end(), is_digit)) return std::nullopt;
    if (digits->empty() && behind.empty()) return std::nullopt;
    while (behind.ends_with('0')) behind.remove_suffix(1);
    digits->append(behind);
    const auto first = std::min(digits->find_first_not_of('0'), digits->size());
    if (digits->size() - first > kMostDigits || behind.size() > kMostDigits) return std::nullopt;
    Wide value = 0;
    for (const char c : digits->substr(first)) value = value * 10 + (c - '0');
    return Decimal{negative ? -value : value, static_cast<int>(behind.size())};
}

std::optional<Decimal> product(const Decimal& a, const Decimal& b) {
    Wide digits = 0;
    if (__builtin_mul_overflow(a.digits, b.digits, &digits) || !in_range(digits))
        return std::nullopt;
    return shortened(digits, a.places + b.places);
}

std::optional<Decimal> sum(const Decimal& a, const Decimal& b) {
    const int places = std::max(a.places, b.places);
    const auto left = scaled(a, places), right = scaled(b, places);
    if (!left || !right || !in_range(*left + *right)) return std::nullopt;
    return shortened(*left + *right, places);
}

std::string print(const Decimal& value) {
    std::string out;
    Wide rest = value.digits < 0 ? -value.digits : value.digits;
    for (int place = 0; rest > 0 || place <= value.places; ++place, rest /= 10) {
        if (place == value.places && place > 0) out.push_back('.');
        out.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    }
    if (value.digits < 0) out.push_back('-');
    std::reverse(out.begin(), out.end());
    return out;
}

std::variant<Money, AmountMistake> read_amount(string_view text) {
    constexpr int kPlaces = 2;
    if (text::trim(text).empty()) return kMissing;
    const auto value = read_decimal(text);
    if (!value) return kUnreadable;
    if (value->places > kPlaces) return kFinerThanFen;
    const auto digits = scaled(*value, kPlaces);
    if (!digits || *digits > std::numeric_limits<int64_t>::max() ||
        *digits < std::numeric_limits<int64_t>::min())
        return kTooLarge;
    return Money::fen(static_cast<int64_t>(*digits));
}

std::string print_amount(Money amount, bool pieces) {
    std::string out = amount.print(Unit::kYuan, 2);
    while (pieces && out.ends_with('0')) out.pop_back();
    if (out.ends_with('.')) out.pop_back();
    return out;
}

}  // namespace mingzhang::store
