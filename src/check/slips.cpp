#include "check/slips.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace mingzhang::check {
namespace {

__extension__ using Wide = __int128;

constexpr int64_t kMostPrinted = 1000;

std::string digits_of(std::string_view s) {
    std::string out;
    for (char c : s) {
        if (c >= '0' && c <= '9') out += c;
    }
    return out;
}

bool is_swap(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return false;
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
    if (x == a.end() || x + 1 == a.end()) return false;
    return *x == *(y + 1) && *(x + 1) == *y && std::equal(x + 2, a.end(), y + 2);
}

bool is_one_digit(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return false;
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += a[i] != b[i] ? 1 : 0;
    return different == 1;
}

// `longer` without one digit is `shorter`; `doubled`: that digit repeats its neighbour.
bool is_without_one(const std::string& longer, const std::string& shorter, bool& doubled) {
    if (longer.size() != shorter.size() + 1) return false;
    const auto [x, y] = std::mismatch(longer.begin(), longer.end() - 1, shorter.begin());
    doubled = x != longer.begin() && *x == *(x - 1);
    return std::equal(x + 1, longer.end(), y);
}

// The same digits but for zeros at the ends: the point was moved. Four places are another unit.
std::string point_slip(const PrintedNumber& wrong, const PrintedNumber& right) {
    int64_t a = std::abs(wrong.mantissa), b = std::abs(right.mantissa);
    int shift = right.decimals - wrong.decimals;
    if (a == 0 || b == 0) return {};
    for (; a % 10 == 0; a /= 10) ++shift;
    for (; b % 10 == 0; b /= 10) --shift;
    if (a != b || shift == 0) return {};
    return std::abs(shift) == 4 ? "slip.unit" : "slip.point";
}

int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

}  // namespace

std::string slip_between(const std::string& wrong, const std::string& right) {
    const PrintedNumber a = parse_number(wrong), b = parse_number(right);
    if (a.form != NumberForm::kNumber || b.form != NumberForm::kNumber) return {};
    if (a.mantissa == -b.mantissa && a.decimals == b.decimals && a.mantissa != 0)
        return "slip.sign";
    if ((a.mantissa < 0) != (b.mantissa < 0)) return {};
    if (const std::string point = point_slip(a, b); !point.empty()) return point;
    const std::string x = digits_of(wrong), y = digits_of(right);
    bool doubled = false;
    if (is_swap(x, y)) return "slip.swapped";
    if (is_one_digit(x, y)) return "slip.digit";
    if (is_without_one(y, x, doubled)) return "slip.lost-digit";
    if (is_without_one(x, y, doubled)) return doubled ? "slip.doubled-digit" : "slip.extra-digit";
    return {};
}

std::optional<std::string> print_rate(int64_t part, int64_t whole, int decimals) {
    if (whole <= 0 || decimals < 0 || decimals > 6) return std::nullopt;
    Wide scaled = part < 0 ? -static_cast<Wide>(part) : part;
    for (int d = 0; d < decimals + 2; ++d) scaled *= 10;
    const Wide rounded = (2 * scaled + whole) / (2 * static_cast<Wide>(whole));
    if (rounded > int64_t{1} << 60) return std::nullopt;
    std::string digits = std::to_string(static_cast<int64_t>(rounded));
    while (static_cast<int>(digits.size()) <= decimals) digits.insert(digits.begin(), '0');
    if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    if (part < 0) digits.insert(digits.begin(), '-');
    return digits;
}

std::vector<Candidate> candidates(const Figure& figure, Interval allowed, std::size_t most) {
    const int decimals = std::max(figure.number.decimals, figure.usual_decimals);
    const int64_t step = step_of(figure.unit, decimals);
    if (allowed.low > allowed.high || allowed.high / step - allowed.low / step > kMostPrinted)
        return {};
    std::vector<Candidate> found;
    const int64_t middle = allowed.low + (allowed.high - allowed.low) / 2;
    for (int64_t n = floor_div(allowed.low, step); n <= floor_div(allowed.high, step) + 1; ++n) {
        const std::string printed = Money::fen(n * step).print(figure.unit, decimals);
        const auto interval = bounds(parse_number(printed), figure.unit, decimals);
        if (!interval || interval->high < allowed.low || interval->low > allowed.high) continue;
        found.push_back({printed, slip_between(figure.text, printed)});
    }
    const auto distance = [&](const Candidate& c) {
        return std::abs(value_of(parse_number(c.text), figure.unit).value_or(0) - middle);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
        if (a.slip.empty() != b.slip.empty()) return !a.slip.empty();
        return distance(a) < distance(b);
    });
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace mingzhang::check
