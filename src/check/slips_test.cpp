#include "check/slips.h"

#include <gtest/gtest.h>

namespace mingzhang::check {
namespace {

TEST(SlipBetween, NamesTheSlipOfTheHand) {
    const struct {
        const char *wrong, *right, *slip;
    } cases[] = {
        {"215.51", "215.15", "slip.swapped"},
        {"215.25", "215.15", "slip.digit"},
        {"21.15", "215.15", "slip.lost-digit"},
        {"2155.15", "215.15", "slip.doubled-digit"},
        {"2175.15", "215.15", "slip.extra-digit"},
        {"2151.5", "215.15", "slip.point"},
        {"2151500", "215.15", "slip.unit"},
        {"-215.15", "215.15", "slip.sign"},
        {"337.21", "215.15", ""},
        {"215.15", "215.15", ""},
        {"无", "215.15", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(slip_between(c.wrong, c.right), c.slip) << c.wrong << " for " << c.right;
    }
}

Figure printed(const char* text) {
    Figure figure;
    figure.text = text;
    figure.number = parse_number(text);
    return figure;
}

TEST(Candidates, PutWhatASlipExplainsFirst) {
    // 215.14 to 215.16 万元 would hold; 215.15 is 215.51 with two digits swapped.
    const auto found = candidates(printed("215.51"), {2'151'350'00, 2'151'649'99}, 5);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].text, "215.15");
    EXPECT_EQ(found[0].slip, "slip.swapped");
    EXPECT_EQ(found[1].slip, "");
}

TEST(Candidates, AreNoneWhereNearlyAnythingHolds) {
    EXPECT_TRUE(candidates(printed("1.00"), {0, 1'000'000'000'000}, 5).empty());
}

}  // namespace
}  // namespace mingzhang::check
