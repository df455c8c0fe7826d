#include "check/cues.h"

#include <gmock/gmock.h>

namespace mingzhang::check {
namespace {

using testing::ElementsAre;

TEST(Cues, TellWhichRulesMayMatch) {
    Cues cues;
    cues.add_word("增加增加", 0);
    cues.add_word("增加", 1);
    cues.add_digits(4, 2);
    cues.add_always(3);
    cues.add_word("年", 4);
    const auto in = [&](std::string_view text) {
        std::vector<int> rules;
        cues.in(text, rules);
        return rules;
    };
    EXPECT_THAT(in(""), ElementsAre(3));
    EXPECT_THAT(in("收入增加10万元"), ElementsAre(1, 3));
    EXPECT_THAT(in("增加增加10.25万元"), ElementsAre(0, 1, 3));
    EXPECT_THAT(in("2026年"), ElementsAre(2, 3, 4));
    EXPECT_THAT(in("226"), ElementsAre(3));
    EXPECT_THAT(in("增"), ElementsAre(3));
}

}  // namespace
}  // namespace mingzhang::check
