#include "recognise/arithmetic_fraction.h"

#include <algorithm>

namespace mingzhang::recognise::arithmetic {
namespace {

Wide magnitude(Wide x) { return x < 0 ? -x : x; }

Wide greatest_common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

std::string digits_of(Wide x) {
    std::string out;
    do {
        out += static_cast<char>('0' + static_cast<int>(x % 10));
        x /= 10;
    } while (x != 0);
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

Fraction Fraction::unknown() {
    Fraction out;
    out.denominator_ = 0;
    return out;
}

Fraction Fraction::reduced(Wide numerator, Wide denominator) {
    constexpr Wide kLowest = Wide{1} << 127;
    if (denominator == 0 || numerator == kLowest || denominator == kLowest) return unknown();
    const Wide divisor = greatest_common_divisor(magnitude(numerator), magnitude(denominator));
    Fraction out;
    out.numerator_ = numerator / divisor * (denominator < 0 ? -1 : 1);
    out.denominator_ = magnitude(denominator) / divisor;
    return out;
}

Fraction Fraction::of(const PrintedNumber& number) {
    if (number.form != NumberForm::kNumber) return unknown();
    return Fraction(number.mantissa) * last_place(number.decimals + (number.percent ? 2 : 0));
}

Fraction Fraction::last_place(int decimals) {
    Wide denominator = 1;
    for (int i = 0; i < decimals; ++i) {
        if (__builtin_mul_overflow(denominator, Wide{10}, &denominator)) return unknown();
    }
    return reduced(1, denominator);
}

Fraction operator+(const Fraction& a, const Fraction& b) {
    Wide left = 0, right = 0, sum = 0, denominator = 0;
    if (__builtin_mul_overflow(a.numerator_, b.denominator_, &left) ||
        __builtin_mul_overflow(b.numerator_, a.denominator_, &right) ||
        __builtin_add_overflow(left, right, &sum) ||
        __builtin_mul_overflow(a.denominator_, b.denominator_, &denominator)) {
        return Fraction::unknown();
    }
    return Fraction::reduced(sum, denominator);
}

Fraction operator-(const Fraction& a, const Fraction& b) { return a + Fraction(-1) * b; }

Fraction operator*(const Fraction& a, const Fraction& b) {
    Wide numerator = 0, denominator = 0;
    if (__builtin_mul_overflow(a.numerator_, b.numerator_, &numerator) ||
        __builtin_mul_overflow(a.denominator_, b.denominator_, &denominator)) {
        return Fraction::unknown();
    }
    return Fraction::reduced(numerator, denominator);
}

Fraction operator/(const Fraction& a, const Fraction& b) {
    if (!a.known() || !b.known()) return Fraction::unknown();
    return a * Fraction::reduced(b.denominator_, b.numerator_);
}

std::string Fraction::print(int decimals) const {
    const Fraction scaled = *this / last_place(decimals);
    if (!scaled.known()) return {};
    const Wide above = magnitude(scaled.numerator_);
    const Wide whole = above / scaled.denominator_;
    const Wide rest = above % scaled.denominator_;
    std::string out = digits_of(whole + (rest >= scaled.denominator_ - rest ? 1 : 0));
    const auto places = static_cast<std::size_t>(decimals);
    if (out.size() <= places) out.insert(0, places + 1 - out.size(), '0');
    if (places > 0) out.insert(out.size() - places, ".");
    return sign() < 0 ? "-" + out : out;
}

}  // namespace mingzhang::recognise::arithmetic
