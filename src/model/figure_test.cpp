#include "model/figure.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <ostream>

namespace mingzhang {

static std::ostream& operator<<(std::ostream& out, const Interval& i) {
    return out << "[" << i.low << ", " << i.high << "]";
}

namespace {

// What parse_number makes of a text, in one line.
std::string parsed(std::string_view text) {
    const PrintedNumber n = parse_number(text);
    switch (n.form) {
        case NumberForm::kBlank:
            return "blank";
        case NumberForm::kNothing:
            return "nothing";
        case NumberForm::kNotANumber:
            return "not a number";
        case NumberForm::kNumber:
            break;
    }
    return std::to_string(n.mantissa) + " / 10^" + std::to_string(n.decimals) +
           (n.percent ? " %" : "");
}

struct ParseCase {
    const char* text;
    const char* expected;
};

TEST(ParseNumber, Numbers) {
    for (const auto& [text, expected] : std::initializer_list<ParseCase>{
             {"198.62", "19862 / 10^2"},
             {"0", "0 / 10^0"},
             {"0.00", "0 / 10^2"},
             {"007", "7 / 10^0"},
             {".50", "50 / 10^2"},
             {" 15 ", "15 / 10^0"},
             {"\u3000１２３．４５\u00A0", "12345 / 10^2"},
             {"1,234.50", "123450 / 10^2"},
             {"12，345，678", "12345678 / 10^0"},
             {"－1.5", "-15 / 10^1"},
             {"−1.5", "-15 / 10^1"},
             {"–1.5", "-15 / 10^1"},
             {"- 1.5", "-15 / 10^1"},
             {"+1.5", "15 / 10^1"},
             {"-0.00", "0 / 10^2"},
             {"(1.50)", "-150 / 10^2"},
             {"（1.50）", "-150 / 10^2"},
             {"（ 1,234 ）", "-1234 / 10^0"},
             {"12%", "12 / 10^0 %"},
             {"12.3％", "123 / 10^1 %"},
             {"-12.3 %", "-123 / 10^1 %"},
             {"(12.3%)", "-123 / 10^1 %"},
             {"999999999999999999", "999999999999999999 / 10^0"},
             {"0.00000000000000001", "1 / 10^17"},
         })
        EXPECT_EQ(parsed(text), expected) << text;
}

TEST(ParseNumber, BlanksAndNothing) {
    for (const char* blank : {"", " ", "\t", "\u3000", "\u3000\u00A0 "})
        EXPECT_EQ(parsed(blank), "blank") << blank;
    for (const char* nothing : {"-", "--", "—", "——", "－", "−", "–", " — ", "无", "\u3000无"})
        EXPECT_EQ(parsed(nothing), "nothing") << nothing;
}

TEST(ParseNumber, WhatIsNoNumber) {
    for (const char* text : {"1.2.3",
                             "12a",
                             "1,23,4",
                             "1,2345",
                             "1234,567",
                             ",123",
                             "1,",
                             "1,234,",
                             "1.234,5",
                             "5.",
                             ".",
                             "%",
                             "()",
                             "(",
                             "(1",
                             "1)",
                             "-(1)",
                             "(-1)",
                             "--1",
                             "-+1",
                             "2026年",
                             "≥12",
                             "1 234",
                             "1e5",
                             "0x10",
                             "①",
                             "一",
                             "¥1.00",
                             "12%%",
                             "12‰",
                             "1.5万元",
                             "----",
                             "无数据",
                             "/",
                             "*",
                             "1000000000000000000",
                             "0.0000000000000000001",
                             "1\u200B2",
                             "1/2"})
        EXPECT_EQ(parsed(text), "not a number") << text;
    EXPECT_EQ(parsed(std::string(1'000'000, '1')), "not a number");
    EXPECT_EQ(parsed(std::string(1'000'000, ' ')), "blank");
}

RC_GTEST_PROP(ParseNumberProperty, ReadsWhatMoneyPrints, (int64_t fen)) {
    const int64_t amount = fen % 1'000'000'000'000;
    const int decimals = *rc::gen::inRange(0, 7);
    const auto unit = *rc::gen::element(Unit::kFen, Unit::kYuan, Unit::kThousandYuan,
                                        Unit::kWanYuan, Unit::kMillionYuan);
    const std::string text = Money::fen(amount).print(unit, decimals);
    const PrintedNumber number = parse_number(text);
    RC_ASSERT(number.form == NumberForm::kNumber);
    RC_ASSERT(number.decimals == decimals);
    const auto interval = bounds(number, unit, decimals);
    // A last place below one fen may only print whole fen.
    RC_ASSERT(interval.has_value());
    RC_ASSERT(interval->contains(amount));
}

RC_GTEST_PROP(ParseNumberProperty, AnyTextIsSafe, (std::string text)) {
    const PrintedNumber number = parse_number(text);
    RC_ASSERT(std::abs(number.mantissa) < 1'000'000'000'000'000'000);
    RC_ASSERT(number.decimals >= 0 && number.decimals <= 18);
}

// The multiple of `step` an integer prints as, written without regard to interval_of.
int64_t rounded(int64_t x, int64_t step, Rounding rounding) {
    const int64_t magnitude = std::abs(x);
    int64_t quotient = magnitude / step;
    const int64_t twice_rest = 2 * (magnitude % step);
    const bool up = rounding == Rounding::kHalfAwayFromZero ? twice_rest >= step
                    : rounding == Rounding::kHalfEven
                        ? twice_rest > step || (twice_rest == step && quotient % 2 == 1)
                        : false;
    if (up) ++quotient;
    return (x < 0 ? -quotient : quotient) * step;
}

TEST(IntervalOf, IsExactlyWhatRoundsToTheFigure) {
    for (const Rounding rounding :
         {Rounding::kHalfAwayFromZero, Rounding::kHalfEven, Rounding::kTruncation}) {
        for (const int64_t step : {1, 2, 10, 100, 10'000}) {
            for (int64_t quotient = -3; quotient <= 3; ++quotient) {
                const int64_t value = quotient * step;
                Interval expected{value + 9 * step, value - 9 * step};
                for (int64_t x = value - 2 * step; x <= value + 2 * step; ++x) {
                    if (rounded(x, step, rounding) != value) continue;
                    expected.low = std::min(expected.low, x);
                    expected.high = std::max(expected.high, x);
                }
                EXPECT_EQ(interval_of(value, step, rounding), expected)
                    << "value " << value << ", step " << step << ", rounding "
                    << static_cast<int>(rounding);
            }
        }
    }
}

std::optional<Interval> bounds_of(const char* text, Unit unit, int usual_decimals = 2,
                                  Rounding rounding = Rounding::kHalfAwayFromZero) {
    return bounds(parse_number(text), unit, usual_decimals, rounding);
}

constexpr std::optional<Interval> interval(int64_t low, int64_t high) {
    return Interval{low, high};
}

TEST(Bounds, OfTheTableInReconcile) {
    EXPECT_EQ(bounds_of("57.99", Unit::kWanYuan), interval(57'985'000, 57'994'999));
    EXPECT_EQ(bounds_of("-57.99", Unit::kWanYuan), interval(-57'994'999, -57'985'000));
    EXPECT_EQ(bounds_of("0.00", Unit::kWanYuan), interval(-4'999, 4'999));
    EXPECT_EQ(bounds_of("15", Unit::kWanYuan), interval(14'500'000, 15'499'999));
    EXPECT_EQ(bounds_of("12.34", Unit::kYuan), interval(1'234, 1'234));
    EXPECT_EQ(bounds_of("3", Unit::kPieces, 0), interval(3, 3));
    EXPECT_EQ(bounds_of("57.99", Unit::kWanYuan, 2, Rounding::kHalfEven),
              interval(57'985'001, 57'994'999));
    EXPECT_EQ(bounds_of("57.99", Unit::kWanYuan, 2, Rounding::kTruncation),
              interval(57'990'000, 57'999'999));
}

TEST(Bounds, AZeroHasTheUsualLastPlace) {
    for (const char* zero : {"", "—", "无", "0", "0.0", "0.00"})
        EXPECT_EQ(bounds_of(zero, Unit::kWanYuan), interval(-4'999, 4'999)) << zero;
    EXPECT_EQ(bounds_of("0.0000", Unit::kWanYuan), interval(-49, 49));
    EXPECT_EQ(bounds_of("", Unit::kYuan), interval(0, 0));
    EXPECT_EQ(bounds_of("", Unit::kWanYuan, 0), interval(-499'999, 499'999));
}

TEST(Bounds, ALastPlaceBelowOneFenMustBeWhole) {
    EXPECT_EQ(bounds_of("1.500", Unit::kYuan), interval(150, 150));
    EXPECT_EQ(bounds_of("1.005", Unit::kYuan), std::nullopt);
    EXPECT_EQ(bounds_of("2.0", Unit::kPieces), interval(2, 2));
    EXPECT_EQ(bounds_of("2.5", Unit::kPieces), std::nullopt);
}

TEST(Bounds, NoAmountAtAll) {
    EXPECT_EQ(bounds_of("甲", Unit::kYuan), std::nullopt);
    EXPECT_EQ(bounds_of("12%", Unit::kYuan), std::nullopt);
    EXPECT_EQ(bounds_of("12", Unit::kPercent), std::nullopt);
    EXPECT_EQ(bounds_of("999999999999999999", Unit::kWanYuan), std::nullopt);
    EXPECT_EQ(interval_of(std::numeric_limits<int64_t>::max() - 7, 100, Rounding::kTruncation),
              std::nullopt);
}

TEST(ValueOf, IsExact) {
    EXPECT_EQ(value_of(parse_number("57.99"), Unit::kWanYuan), 57'990'000);
    EXPECT_EQ(value_of(parse_number("-0.01"), Unit::kYiYuan), -100'000'000);
    EXPECT_EQ(value_of(parse_number("—"), Unit::kYuan), 0);
    EXPECT_EQ(value_of(parse_number("0.001"), Unit::kYuan), std::nullopt);
}

TEST(StepOf, IsAtLeastOne) {
    EXPECT_EQ(step_of(Unit::kWanYuan, 2), 10'000);
    EXPECT_EQ(step_of(Unit::kWanYuan, 0), 1'000'000);
    EXPECT_EQ(step_of(Unit::kYuan, 2), 1);
    EXPECT_EQ(step_of(Unit::kYuan, 40), 1);
    EXPECT_EQ(step_of(Unit::kPieces, 2), 1);
    EXPECT_EQ(step_of(Unit::kPercent, 2), 1);
}

}  // namespace
}  // namespace mingzhang
