#include "model/money.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace mingzhang {
namespace {

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();

std::string print(int64_t fen, Unit unit, int decimals) {
    return Money::fen(fen).print(unit, decimals);
}

TEST(Money, PrintsInEveryUnit) {
    EXPECT_EQ(print(57'990'000, Unit::kWanYuan, 2), "57.99");
    EXPECT_EQ(print(57'990'000, Unit::kYuan, 2), "579900.00");
    EXPECT_EQ(print(57'990'000, Unit::kFen, 0), "57990000");
    EXPECT_EQ(print(57'990'000, Unit::kThousandYuan, 1), "579.9");
    EXPECT_EQ(print(57'990'000, Unit::kMillionYuan, 4), "0.5799");
    EXPECT_EQ(print(57'990'000, Unit::kYiYuan, 2), "0.01");
    EXPECT_EQ(print(12, Unit::kPieces, 0), "12");
}

TEST(Money, RoundsHalfAwayFromZero) {
    EXPECT_EQ(print(57'994'999, Unit::kWanYuan, 2), "57.99");
    EXPECT_EQ(print(57'995'000, Unit::kWanYuan, 2), "58.00");
    EXPECT_EQ(print(-57'994'999, Unit::kWanYuan, 2), "-57.99");
    EXPECT_EQ(print(-57'995'000, Unit::kWanYuan, 2), "-58.00");
    EXPECT_EQ(print(50, Unit::kYuan, 0), "1");
    EXPECT_EQ(print(-49, Unit::kYuan, 0), "0");
    EXPECT_EQ(print(-4'999, Unit::kWanYuan, 2), "0.00");
    EXPECT_EQ(print(-5'000, Unit::kWanYuan, 2), "-0.01");
}

TEST(Money, PrintsTheEnds) {
    EXPECT_EQ(print(kMost, Unit::kYuan, 2), "92233720368547758.07");
    EXPECT_EQ(print(kLeast, Unit::kYuan, 2), "-92233720368547758.08");
    EXPECT_EQ(print(kMost, Unit::kFen, 18), "9223372036854775807.000000000000000000");
    EXPECT_EQ(print(1, Unit::kYuan, 20), "0.01000000000000000000");
    EXPECT_THROW(print(1, Unit::kPercent, 2), std::invalid_argument);
}

TEST(Money, OverflowThrows) {
    const Money most = Money::fen(kMost), least = Money::fen(kLeast), one = Money::fen(1);
    EXPECT_EQ((most - one + one).in_fen(), kMost);
    EXPECT_THROW(most + one, MoneyOverflow);
    EXPECT_THROW(least - one, MoneyOverflow);
    EXPECT_THROW(-least, MoneyOverflow);
    EXPECT_THROW(most.times(2), MoneyOverflow);
    EXPECT_EQ(Money::fen(3).times(-4).in_fen(), -12);
}

TEST(Unit, NamesAndSpellings) {
    for (const Unit unit : {Unit::kFen, Unit::kYuan, Unit::kThousandYuan, Unit::kWanYuan,
                            Unit::kMillionYuan, Unit::kYiYuan, Unit::kPercent, Unit::kPieces}) {
        Unit read = unit == Unit::kFen ? Unit::kYuan : Unit::kFen;
        ASSERT_TRUE(parse_unit(unit_name(unit), read)) << unit_name(unit);
        EXPECT_EQ(read, unit) << unit_name(unit);
    }
    Unit unit = Unit::kFen;
    EXPECT_TRUE(parse_unit("人民币万元", unit));
    EXPECT_EQ(unit, Unit::kWanYuan);
    EXPECT_TRUE(parse_unit("人民币 元 ", unit));
    EXPECT_EQ(unit, Unit::kYuan);
    for (const char* unknown : {"", "万", "美元", "万元/年", "十万元", "人民币", "单位:万元"})
        EXPECT_FALSE(parse_unit(unknown, unit)) << unknown;
    EXPECT_EQ(unit, Unit::kYuan) << "an unknown spelling leaves it as it was";
}

TEST(Unit, FenOfOne) {
    EXPECT_EQ(fen_of(Unit::kYuan), 100);
    EXPECT_EQ(fen_of(Unit::kThousandYuan), 100 * 1'000);
    EXPECT_EQ(fen_of(Unit::kWanYuan), 1'000'000);
    EXPECT_EQ(fen_of(Unit::kMillionYuan), 100 * 1'000'000);
    EXPECT_EQ(fen_of(Unit::kYiYuan), int64_t{100} * 100'000'000);
    EXPECT_EQ(fen_of(Unit::kPieces), 1);
    EXPECT_EQ(fen_of(Unit::kPercent), 0);
}

}  // namespace
}  // namespace mingzhang
