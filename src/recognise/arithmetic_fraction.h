// Exact fractions for calculations on printed numbers.
#pragma once

#include <cstdint>
#include <string>

#include "model/figure.h"

namespace mingzhang::recognise::arithmetic {

__extension__ typedef __int128 Wide;

// A fraction in lowest terms. Where 128 bits do not suffice, or on division by zero, it becomes
// unknown, and whatever is computed from it is unknown too.
class Fraction {
  public:
    Fraction() = default;  // zero
    explicit Fraction(int64_t whole) : numerator_(whole) {}
    // The printed number; per cent are hundredths. Unknown where it is no number.
    static Fraction of(const PrintedNumber& number);
    // 10^-decimals.
    static Fraction last_place(int decimals);

    bool known() const { return denominator_ != 0; }
    int sign() const { return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0; }
    bool is_zero() const { return known() && numerator_ == 0; }

    friend Fraction operator+(const Fraction& a, const Fraction& b);
    friend Fraction operator-(const Fraction& a, const Fraction& b);
    friend Fraction operator*(const Fraction& a, const Fraction& b);
    friend Fraction operator/(const Fraction& a, const Fraction& b);
    // An unknown fraction equals nothing known.
    bool operator==(const Fraction&) const = default;

    // Rounded half away from zero; empty where it is unknown or too large.
    std::string print(int decimals) const;

  private:
    static Fraction reduced(Wide numerator, Wide denominator);
    static Fraction unknown();

    Wide numerator_ = 0;
    Wide denominator_ = 1;  // 0: unknown
};

}  // namespace mingzhang::recognise::arithmetic
