#include "compile/rates.h"

#include <gtest/gtest.h>

#include <limits>

namespace mingzhang::compile {
namespace {

struct Case {
    int64_t part, whole;  // fen
    int decimals;
    const char* printed;  // "none" where there is none
};

TEST(Rates, PercentIsRoundedHalfAwayFromZero) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
    constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
    const Case cases[] = {
        {774, 1000, 2, "77.40"},
        {1, 3, 2, "33.33"},
        {2, 3, 2, "66.67"},
        {2, 3, 6, "66.666667"},
        {1, 8, 0, "13"},  // 12.5
        {1, 8, 1, "12.5"},
        {1, 8, 6, "12.500000"},
        {-1, 8, 0, "-13"},
        {-1, 3, 2, "-33.33"},
        {124, 10000, 0, "1"},  // 1.24
        {5, 1000, 0, "1"},     // 0.5
        {4, 1000, 0, "0"},
        {-4, 1000, 0, "0"},  // no minus before nothing
        {-1, 1'000'000, 2, "0.00"},
        {1, 1'000'000, 2, "0.00"},
        {0, 5, 2, "0"},
        {5, 5, 2, "100.00"},
        {1250, 100, 2, "1250.00"},
        {5, 0, 2, "none"},
        {0, 0, 2, "none"},
        {5, -5, 2, "none"},
        {kMost, 1, 6, "922337203685477580700.000000"},
        {kMost, kMost, 6, "100.000000"},
        {kLeast, kMost, 2, "-100.00"},
        {1, kMost, 6, "0.000000"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(percent_of(Money::fen(c.part), Money::fen(c.whole), c.decimals).value_or("none"),
                  c.printed)
            << c.part << " of " << c.whole << ", " << c.decimals;
    }
}

}  // namespace
}  // namespace mingzhang::compile
