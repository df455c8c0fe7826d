#include "check/brackets.h"

#include <gmock/gmock.h>

#include "check/paragraphs_test.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "bracket: words @line", one a finding, beside six paragraphs that balance every kind.
std::vector<std::string> found(const std::vector<std::string>& texts) {
    std::vector<std::string> all = texts;
    for (int i = 0; i < 6; ++i) all.push_back("《甲》（乙）〔2026〕【丙】“丁”");
    const SourceDocument source = paragraphs(all);
    std::vector<std::string> out;
    for (const Finding& f : unbalanced_brackets(source)) {
        out.push_back(f.arguments.at("bracket") + ": " + f.places[0].text + " @" +
                      std::to_string(f.places[0].place.line));
    }
    return out;
}

TEST(Brackets, Balanced) {
    EXPECT_THAT(found({"因公出国（境）费", "（含（甲）乙）", "款)行政(项）"}),
                ElementsAre("）: 款) @3"));
    EXPECT_THAT(found({"《关于〔2026〕1号的通知》", "没有括号"}), IsEmpty());
}

TEST(Brackets, OneWithoutPartner) {
    EXPECT_THAT(found({"《甲通知"}), ElementsAre("《: 《甲通知 @1"));
    EXPECT_THAT(found({"甲通知》第三条"}), ElementsAre("》: 甲通知》 @1"));
    EXPECT_THAT(found({"“三公经费"}), ElementsAre("“: “三公经费 @1"));
}

TEST(Brackets, OrdinalsAreNone) {
    EXPECT_THAT(found({"1）甲；2）乙", "一）丙。二）丁", "(1)戊"}), IsEmpty());
}

TEST(Brackets, OrdinalThatLostItsFirst) {
    EXPECT_THAT(found({"（一）甲", "（二）乙", "三）丙", "（四）丁"}),
                ElementsAre("）: 三）丙 @3"));
    EXPECT_THAT(found({"（一）甲", "（二）乙", "1）丙", "（三）丁"}), IsEmpty());
    EXPECT_THAT(found({"（一）甲", "二）乙"}), IsEmpty());
}

TEST(Brackets, ParagraphThatGoesOn) {
    EXPECT_THAT(found({"根据《甲办法（试", "行）》第三条"}), IsEmpty());
    EXPECT_THAT(found({"根据《甲办法", "没有括号", "乙》第三条"}),
                ElementsAre("《: 《甲办法 @1", "》: 乙》 @3"));
}

TEST(Brackets, CannotBeToldWhereMostAreLost) {
    EXPECT_THAT(found({"《甲", "《乙", "《丙"}), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
