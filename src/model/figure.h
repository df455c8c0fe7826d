// A number as it was printed, and the amounts it can stand for (reconcile.md 1).
//
//   "57.99" in 万元  →  value 57'990'000 fen, step 10'000 fen
//                    →  bounds [57'985'000, 57'994'999] fen
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/money.h"

namespace mingzhang {

// Integers low..high in base units (fen, pieces), ends included.
struct Interval {
    int64_t low = 0;
    int64_t high = 0;

    bool contains(int64_t x) const { return low <= x && x <= high; }
    bool operator==(const Interval&) const = default;
};

enum class NumberForm {
    kNumber,   // digits
    kBlank,    // nothing printed
    kNothing,  // a dash, 无, 0 without a unit's decimals is kNumber
    kNotANumber
};

// What was printed, before any unit: value = mantissa / 10^decimals.
struct PrintedNumber {
    NumberForm form = NumberForm::kNotANumber;
    int64_t mantissa = 0;  // signed; "-1.50" → -150
    int decimals = 0;
    bool percent = false;  // "%" or "％" followed
};

// Parses one cell or one token: thousands separators, full-width digits, minus signs, brackets
// as negative, blanks, dashes and 无. A number of more than 18 digits is kNotANumber.
PrintedNumber parse_number(std::string_view text);

enum class Rounding { kHalfAwayFromZero, kHalfEven, kTruncation };

// The integers that round to `value`, a multiple of `step` > 0; none where they overflow.
std::optional<Interval> interval_of(int64_t value, int64_t step, Rounding rounding);

// The amounts that print as `number` in `unit`, exact. None when a last place below one fen
// leaves no whole amount ("1.005" yuan), when the amount would overflow, and for per cent. A
// zero, printed "0" or as blank, dash or 无, has the interval of a last place of at least
// `usual_decimals`.
std::optional<Interval> bounds(const PrintedNumber& number, Unit unit, int usual_decimals,
                               Rounding rounding = Rounding::kHalfAwayFromZero);

// Value and worth of the last printed place in base units. The step is that of
// max(decimals, usual_decimals) where prose drops trailing zeros (the narrow reading).
std::optional<int64_t> value_of(const PrintedNumber& number, Unit unit);
int64_t step_of(Unit unit, int decimals);  // at least 1

}  // namespace mingzhang
