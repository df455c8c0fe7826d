#include "workflow/sequence_difference.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace mingzhang::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "共[-12.50-]{+13.00+}万元"
std::string words(std::string_view before, std::string_view after) {
    Effort effort;
    std::string out;
    for (const WordRun& run : changed_words(before, after, effort)) {
        if (run.same) {
            out += run.before;
        } else {
            out += "[-" + run.before + "-]{+" + run.after + "+}";
        }
    }
    return out;
}

TEST(ChangedWords, TakesNumbersAsAWhole) {
    EXPECT_EQ(words("共1,212.50万元。", "共1,213.50万元。"), "共[-1,212.50-]{+1,213.50+}万元。");
    EXPECT_EQ(words("增加12人", "减少12人"), "[-增加-]{+减少+}12人");
    EXPECT_EQ(words("开展检查", "开展专项检查"), "开展[--]{+专项+}检查");
    EXPECT_EQ(words("同", "同"), "同");
    EXPECT_EQ(words("", "新"), "[--]{+新+}");
}

TEST(ChangedWords, JoinsChangesThatOnlyACharacterParts) {
    EXPECT_EQ(words("甲的乙事项", "丙的丁事项"), "[-甲的乙-]{+丙的丁+}事项");
}

// "~before → after", "+after", "-before"
std::vector<std::string> changes(const std::vector<std::string>& before,
                                 const std::vector<std::string>& after) {
    Effort effort;
    std::vector<std::string> out;
    for (const Change& c : changed_paragraphs(before, after, "paragraph", effort)) {
        out.push_back(c.kind == ChangeKind::kAdded     ? "+" + c.after
                      : c.kind == ChangeKind::kRemoved ? "-" + c.before
                                                       : "~" + c.before + " → " + c.after);
    }
    return out;
}

TEST(ChangedParagraphs, PairsThoseThatAreAlike) {
    EXPECT_THAT(changes({"一", "收入总计100万元", "三"}, {"一", "收入总计200万元", "三"}),
                ElementsAre("~收入总计100万元 → 收入总计200万元"));
    EXPECT_THAT(changes({"一", "收入总计100万元"}, {"一", "完全不同的一段话"}),
                ElementsAre("-收入总计100万元", "+完全不同的一段话"));
    EXPECT_THAT(changes({"负责组织开展检查工作"}, {"新增职责若干", "负责组织开展调研工作"}),
                ElementsAre("+新增职责若干", "~负责组织开展检查工作 → 负责组织开展调研工作"));
    EXPECT_THAT(changes({"甲", "乙", "丙"}, {"甲", "丙"}), ElementsAre("-乙"));
    EXPECT_THAT(changes({"甲"}, {"甲"}), IsEmpty());
}

RC_GTEST_PROP(ChangedParagraphs, LeadFromTheOneToTheOther, ()) {
    const auto element =
        rc::gen::map(rc::gen::inRange(0, 4), [](int n) { return fmt::format("{}", n); });
    const auto before = *rc::gen::container<std::vector<std::string>>(element);
    const auto after = *rc::gen::container<std::vector<std::string>>(element);
    Effort effort{*rc::gen::element<std::size_t>(0, 40, 10'000)};
    const std::vector<std::string_view> a(before.begin(), before.end()),
        b(after.begin(), after.end());
    std::size_t i = 0, j = 0;
    for (const auto& [x, y] : common_elements(a, b, effort)) {
        RC_ASSERT(x >= i && y >= j);
        RC_ASSERT(before[x] == after[y]);
        i = x + 1;
        j = y + 1;
    }
    RC_ASSERT(i <= a.size() && j <= b.size());
}

TEST(CommonElements, OfLongSequencesHoldToWhatBothHaveOnce) {
    std::vector<std::string> before, after;
    for (int n = 0; n < 100'000; ++n) {
        before.push_back(n % 3 == 0 ? "同一段" : fmt::format("甲{}", n));
        after.push_back(n % 3 == 0 ? "同一段" : fmt::format("{}{}", n % 3 == 1 ? "甲" : "乙", n));
    }
    const std::vector<std::string_view> a(before.begin(), before.end()),
        b(after.begin(), after.end());
    Effort effort;
    EXPECT_EQ(common_elements(a, b, effort).size(), 66'667u);
}

TEST(CommonElements, EndWithoutAnyEffort) {
    std::vector<std::string> before(50'000, "甲"), after(50'000, "乙");
    before.front() = after.front() = before.back() = after.back() = "丙";
    const std::vector<std::string_view> a(before.begin(), before.end()),
        b(after.begin(), after.end());
    Effort none{0};
    EXPECT_EQ(common_elements(a, b, none).size(), 2u);
}

}  // namespace
}  // namespace mingzhang::workflow
