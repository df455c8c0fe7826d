#include "check/ordinals.h"

#include <gmock/gmock.h>

#include "check/paragraphs_test.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "四、: 三、" is "四、" found where "三、" is missing.
std::vector<std::string> faults(const std::vector<std::string>& lines) {
    const SourceDocument source = paragraphs(lines);
    std::vector<std::string> out;
    for (const OrdinalFault& fault : ordinal_faults(source)) {
        std::string text = fault.found.written + ":";
        for (const Ordinal& missing : fault.missing) text += " " + missing.written;
        if (fault.kind == OrdinalFault::Kind::kRepeated) text += " twice";
        out.push_back(text);
    }
    return out;
}

TEST(Ordinals, AreRead) {
    const auto read = [](const char* line) {
        const auto ordinal = ordinal_of(line);
        return ordinal ? printed(ordinal->level, ordinal->value) : std::string();
    };
    EXPECT_EQ(read("第三部分 情况说明"), "第三部分");
    EXPECT_EQ(read("二十三、甲"), "二十三、");
    EXPECT_EQ(read("(十)甲"), "（十）");
    EXPECT_EQ(read("12．甲"), "12.");
    EXPECT_EQ(read("1.5万元"), "");
    EXPECT_EQ(read("2026年预算"), "");
    EXPECT_EQ(read("（3）甲"), "（3）");
    EXPECT_EQ(read("三公经费"), "");
    EXPECT_EQ(read("第三条"), "");
}

TEST(Ordinals, Gaps) {
    EXPECT_THAT(faults({"一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", "三、丙"}),
                IsEmpty());
    EXPECT_THAT(faults({"一、甲", "二、乙", "四、丁"}), ElementsAre("四、: 三、"));
    EXPECT_THAT(faults({"一、甲", "四、丁"}), ElementsAre("四、: 二、 三、"));
    EXPECT_THAT(faults({"一、甲", "八、丁"}), IsEmpty());  // another list
    EXPECT_THAT(faults({"一、甲", "二、乙和三、丙", "四、丁"}), IsEmpty());
    EXPECT_THAT(faults({"第一部分 甲", "第三部分 丙"}), ElementsAre("第三部分: 第二部分"));
    EXPECT_THAT(faults({"（十九）甲", "（二十一）乙"}), ElementsAre("(二十一): （二十）"));
    EXPECT_THAT(faults({"1.甲", "3.丙"}), ElementsAre("3.: 2."));
    EXPECT_THAT(faults({"（一）甲", "（二乙", "（三）丙"}), IsEmpty());  // half its mark is lost
    EXPECT_THAT(faults({"（一）甲", "二）乙", "（三）丙"}), IsEmpty());
}

TEST(Ordinals, ABeginningThatIsGone) {
    EXPECT_THAT(faults({"第三部分 情况", "二、乙", "三、丙"}), ElementsAre("二、: 一、"));
    EXPECT_THAT(faults({"一、甲", "第三部分 情况", "二、乙"}), IsEmpty());  // too little to tell
    EXPECT_THAT(faults({"二、乙"}), ElementsAre("二、: 一、"));
    EXPECT_THAT(faults({"一 甲", "二、乙"}), IsEmpty());  // its mark is lost
}

TEST(Ordinals, Repeated) {
    EXPECT_THAT(faults({"一、甲", "二、乙", "二、丙"}), ElementsAre("二、: twice"));
    EXPECT_THAT(faults({"一、甲", "一、乙", "五、丙"}), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
