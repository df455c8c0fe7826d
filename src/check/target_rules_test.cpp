#include "check/target_rules.h"

#include <gmock/gmock.h>

#include "recognise/indicators_targets.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Indicator indicator(std::string first, std::string second, std::string name, std::string target) {
    Indicator i;
    i.first_level = std::move(first);
    i.second_level = std::move(second);
    i.name = std::move(name);
    i.target = recognise::parse_target(target);
    return i;
}

// A form that has every level.
Declaration form() {
    Declaration form;
    form.project = "培训项目";
    form.indicators = {indicator("output", "quantity", "培训班数量", "≥5期"),
                       indicator("output", "quality", "合格率", "≥95%"),
                       indicator("satisfaction", "service_satisfaction", "学员满意度", "≥90%")};
    return form;
}

// "rule (how many places): text"
std::vector<std::string> found(const std::vector<Declaration>& forms) {
    Disclosure disclosure;
    disclosure.declarations = forms;
    std::vector<std::string> out;
    for (const Finding& f : target_findings(disclosure)) {
        out.push_back(f.rule + " (" + std::to_string(f.places.size()) + "): " + f.places[0].text);
    }
    return out;
}

std::vector<std::string> found_with(const Indicator& extra) {
    Declaration one = form();
    one.indicators.push_back(extra);
    return found({one});
}

TEST(Targets, UpperBoundsOfOutput) {
    EXPECT_THAT(found({form()}), IsEmpty());
    EXPECT_THAT(found_with(indicator("output", "quantity", "购置设备数量", "≤10台")),
                ElementsAre("target-rewards-less (1): ≤10台"));
    EXPECT_THAT(found_with(indicator("output", "quantity", "安全事故起数", "≤1起")), IsEmpty());
    EXPECT_THAT(found_with(indicator("output", "cost", "单价", "≤10元")), IsEmpty());
}

TEST(Targets, TurnedDirections) {
    const auto found_one = [](const char* second, const char* name, const char* target) {
        return found_with(indicator("output", second, name, target));
    };
    EXPECT_THAT(found_with(indicator("satisfaction", "service_satisfaction", "群众满意度", "≤90%")),
                ElementsAre("target-direction-wrong (1): ≤90%"));
    EXPECT_THAT(found_one("quality", "验收合格率", "≤95%"),
                ElementsAre("target-direction-wrong (1): ≤95%"));
    EXPECT_THAT(found_one("quality", "差错率", "≤2%"), IsEmpty());
    EXPECT_THAT(found_one("quality", "差错率", "≥2%"),
                ElementsAre("target-direction-wrong (1): ≥2%"));
    EXPECT_THAT(found_one("quality", "投诉办结率", "≥95%"), IsEmpty());
    EXPECT_THAT(found_one("quality", "经费占比", "≤30%"), IsEmpty());
    EXPECT_THAT(found_one("quality", "验收合格率", "≤100%"), IsEmpty());
    // Of costs only where the others are bounded from above.
    Declaration one = form();
    one.indicators.push_back(indicator("output", "cost", "培训成本", "≥500元/人"));
    EXPECT_THAT(found({one}), IsEmpty());
    for (const char* name : {"会场成本", "资料成本", "交通成本"})
        one.indicators.push_back(indicator("output", "cost", name, "≤500元/期"));
    EXPECT_THAT(found({one}), ElementsAre("target-direction-wrong (1): ≥500元/人"));
}

TEST(Targets, DirectionsOfOneName) {
    Declaration one = form(), other = form();
    one.indicators.push_back(indicator("output", "timeliness", "到位情况", "≥3天"));
    other.indicators.push_back(indicator("output", "timeliness", "到位情况", "≥5天"));
    EXPECT_THAT(found({one, other}), IsEmpty());
    other.indicators.back() = indicator("output", "timeliness", "到位情况", "≤5天");
    EXPECT_THAT(found({one, other}), ElementsAre("target-direction-differs (2): ≥3天"));
}

TEST(Targets, WithoutAStandard) {
    EXPECT_THAT(found_with(indicator("output", "quality", "服务水平", "有效提升")),
                ElementsAre("target-without-standard (1): 有效提升"));
    EXPECT_THAT(found_with(indicator("benefit", "social_benefit", "服务水平", "有效提升")),
                IsEmpty());
    EXPECT_THAT(found_with(indicator("output", "timeliness", "完成时间", "2026年底")), IsEmpty());
}

TEST(Targets, UnitsWhereTheyAreUsual) {
    std::vector<Declaration> forms(4, form());
    for (int i = 0; i < 4; ++i) forms[static_cast<std::size_t>(i)].project += std::to_string(i);
    forms[0].indicators.push_back(indicator("output", "quantity", "发放手册", "≥500"));
    EXPECT_THAT(found(forms), ElementsAre("target-unit-missing (1): ≥500"));
    EXPECT_THAT(found_with(indicator("output", "quantity", "发放手册", "≥500")), IsEmpty());
}

TEST(Targets, RepeatedAndMissing) {
    EXPECT_THAT(found_with(indicator("output", "quantity", "培训班数量", "≥5期")),
                ElementsAre("target-repeated (1): ≥5期"));
    Declaration lacking = form();
    lacking.indicators[2] = indicator("output", "quality", "到课率", "≥90%");
    EXPECT_THAT(found({lacking}), ElementsAre("indicator-level-missing (1): 培训项目"));
    lacking.indicators[2].first_level.clear();  // not understood: it may be one
    EXPECT_THAT(found({lacking}), IsEmpty());
    EXPECT_THAT(found({Declaration{}}), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
