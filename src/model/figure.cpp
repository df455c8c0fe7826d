#include "model/figure.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"

namespace mingzhang {
namespace {

using std::string_view;

__extension__ typedef __int128 Wide;

constexpr int kMostDigits = 18;
constexpr std::size_t kMostDashes = 3;

// Longest text that can be a number: 18 digits, 5 separators, point, sign, brackets, per cent,
// each of three bytes.
constexpr std::size_t kMostBytes = 128;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii(string_view s) {
    return std::all_of(s.begin(), s.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Dashes of any shape standing for "nothing": - — ―, doubled or trebled.
bool is_nothing(string_view s) {
    if (s == "无") return true;
    std::size_t dashes = 0;
    while (!s.empty()) {
        if (s.front() == '-') {
            s.remove_prefix(1);
        } else if (s.starts_with("—") || s.starts_with("―") || s.starts_with("─")) {
            s.remove_prefix(3);
        } else {
            return false;
        }
        ++dashes;
    }
    return dashes >= 1 && dashes <= kMostDashes;
}

// Reads the digits of a folded number: groups of three where there are separators at all.
class DigitReader {
  public:
    explicit DigitReader(string_view s) : rest_(s) {}

    // The whole text must be digits, separators and at most one point.
    bool read(PrintedNumber& out) {
        if (!read_integer()) return false;
        if (!rest_.empty() && !read_fraction()) return false;
        out.mantissa = mantissa_;
        out.decimals = decimals_;
        return rest_.empty();
    }

  private:
    std::size_t read_run() {
        std::size_t n = 0;
        while (n < rest_.size() && is_digit(rest_[n])) {
            if (++digits_ > kMostDigits) return 0;
            mantissa_ = mantissa_ * 10 + (rest_[n] - '0');
            ++n;
        }
        rest_.remove_prefix(n);
        return n;
    }

    bool read_integer() {
        if (rest_.starts_with('.')) return true;
        const std::size_t first = read_run();
        if (first == 0) return false;
        if (!rest_.starts_with(',')) return true;
        if (first > 3) return false;
        while (rest_.starts_with(',')) {
            rest_.remove_prefix(1);
            if (read_run() != 3) return false;
        }
        return true;
    }

    bool read_fraction() {
        if (rest_.front() != '.') return false;
        rest_.remove_prefix(1);
        decimals_ = static_cast<int>(read_run());
        return decimals_ > 0;
    }

    string_view rest_;
    int64_t mantissa_ = 0;
    int decimals_ = 0;
    int digits_ = 0;
};

PrintedNumber parse_folded(string_view s) {
    PrintedNumber out;
    bool negative = false;
    if (s.size() >= 2 && s.front() == '(' && s.back() == ')') {
        s = text::trim(s.substr(1, s.size() - 2));
        negative = true;
    } else if (s.front() == '-' || s.front() == '+') {
        negative = s.front() == '-';
        s = text::trim(s.substr(1));
    }
    if (s.ends_with('%')) {
        s = text::trim(s.substr(0, s.size() - 1));
        out.percent = true;
    }
    if (!DigitReader(s).read(out)) return {};
    if (negative) out.mantissa = -out.mantissa;
    out.form = NumberForm::kNumber;
    return out;
}

// The exact amount, or none where it is no whole number of base units or too large.
std::optional<int64_t> exact_value(int64_t mantissa, int decimals, int64_t per_unit) {
    Wide value = Wide{mantissa} * per_unit;
    for (int i = 0; i < decimals; ++i) {
        if (value % 10 != 0) return std::nullopt;
        value /= 10;
    }
    if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min())
        return std::nullopt;
    return static_cast<int64_t>(value);
}

// Distances from the value to the ends of its interval.
struct Reach {
    int64_t below = 0;
    int64_t above = 0;
};

Reach reach_of(int64_t value, int64_t step, Rounding rounding) {
    const int64_t half = step / 2;
    const int64_t inside = (step - 1) / 2;  // largest distance that is no tie
    switch (rounding) {
        case Rounding::kHalfAwayFromZero:
            if (value > 0) return {half, inside};
            if (value < 0) return {inside, half};
            return {inside, inside};
        case Rounding::kHalfEven:
            return value / step % 2 == 0 ? Reach{half, half} : Reach{inside, inside};
        case Rounding::kTruncation:
            if (value > 0) return {0, step - 1};
            if (value < 0) return {step - 1, 0};
            return {step - 1, step - 1};
    }
    return {};
}

}  // namespace

PrintedNumber parse_number(string_view text) {
    string_view s = text::trim(text);
    if (s.empty()) return {NumberForm::kBlank, 0, 0, false};
    if (s.size() > kMostBytes) return {};

    std::array<char, kMostBytes> buffer;
    if (!is_ascii(s)) {
        const std::size_t size = text::fold_into(s, buffer.data());
        s = text::trim(string_view(buffer.data(), size));
        if (s.empty()) return {NumberForm::kBlank, 0, 0, false};
    }
    if (is_nothing(s)) return {NumberForm::kNothing, 0, 0, false};
    return parse_folded(s);
}

std::optional<Interval> interval_of(int64_t value, int64_t step, Rounding rounding) {
    const Reach reach = reach_of(value, step, rounding);
    Interval out;
    if (__builtin_sub_overflow(value, reach.below, &out.low)) return std::nullopt;
    if (__builtin_add_overflow(value, reach.above, &out.high)) return std::nullopt;
    return out;
}

std::optional<Interval> bounds(const PrintedNumber& number, Unit unit, int usual_decimals,
                               Rounding rounding) {
    const std::optional<int64_t> value = value_of(number, unit);
    if (!value) return std::nullopt;
    const int decimals = *value == 0 ? std::max(number.decimals, usual_decimals) : number.decimals;
    return interval_of(*value, step_of(unit, decimals), rounding);
}

std::optional<int64_t> value_of(const PrintedNumber& number, Unit unit) {
    if (number.form == NumberForm::kNotANumber || number.percent) return std::nullopt;
    const int64_t per_unit = fen_of(unit);
    if (per_unit == 0) return std::nullopt;
    if (number.form != NumberForm::kNumber) return 0;
    return exact_value(number.mantissa, number.decimals, per_unit);
}

int64_t step_of(Unit unit, int decimals) {
    int64_t step = fen_of(unit);
    for (int i = 0; i < decimals && step > 1; ++i) step /= 10;
    return std::max<int64_t>(step, 1);
}

}  // namespace mingzhang
