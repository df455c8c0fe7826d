#include "recognise/indicators_targets.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

// "≤ 1280 元 /个/年", "deadline", "words ≥", "blank".
std::string described(const Target& target) {
    std::string out;
    const std::string sign(comparison_sign(target.comparison));
    switch (target.kind) {
        case TargetKind::kBlank:
            return "blank";
        case TargetKind::kDeadline:
            out = "deadline";
            break;
        case TargetKind::kWords:
            out = "words";
            break;
        case TargetKind::kNumber:
            out = std::to_string(target.number.mantissa);
            if (target.number.decimals > 0) out += "e-" + std::to_string(target.number.decimals);
            if (target.number.percent) out += " percent";
            if (!target.unit.empty()) out += " " + target.unit;
            for (const std::string& per : target.per) out += "/" + per;
            break;
    }
    return sign.empty() ? out : sign + " " + out;
}

TEST(ParseTarget, ReadsComparisonNumberAndUnits) {
    const struct {
        const char* text;
        const char* target;
    } cases[] = {
        {"≤1280元/个/年", "≤ 1280 元/个/年"},
        {"≥ 95%", "≥ 95 percent %"},
        {"≥15000份", "≥ 15000 份"},
        {"=100%", "= 100 percent %"},
        {"100%", "100 percent %"},
        {"≥12次", "≥ 12 次"},
        {"≤89500元/个", "≤ 89500 元/个"},
        {"＜３．５万元", "< 35e-1 万元"},
        {"＞5个", "> 5 个"},
        {"＝100％", "= 100 percent %"},
        {"≦2,500元／人", "≤ 2500 元/人"},
        {"≧90 %", "≥ 90 percent %"},
        {">=4次", "≥ 4 次"},
        {"<= 20平方米", "≤ 20 平方米"},
        {"不少于5次", "≥ 5 次"},
        {"不超过2万元", "≤ 2 万元"},
        {"大于等于98%", "≥ 98 percent %"},
        {"小于或等于3天", "≤ 3 天"},
        {"高于60分", "> 60 分"},
        {"控制在50万元以内", "≤ 50 万元"},
        {"90%以上", "≥ 90 percent %"},
        {"90%（含）以上", "≥ 90 percent %"},
        {"10人及以下", "≤ 10 人"},
        {"达到80%", "80 percent %"},
        {"≤300元/人·月", "≤ 300 元/人/月"},
        {"≤0.2万元/每月/每人", "≤ 2e-1 万元/月/人"},
        {"60元每人", "60 元/人"},
        {"≤12个月", "≤ 12 个月"},
        {"≥3年", "≥ 3 年"},
        {"=4", "= 4"},
        {"0起", "0 起"},
        {"≥2场（线下）", "≥ 2 场"},
    };
    for (const auto& c : cases) EXPECT_EQ(described(parse_target(c.text)), c.target) << c.text;
}

TEST(ParseTarget, TellsDeadlinesAndWordsFromNumbers) {
    const struct {
        const char* text;
        const char* target;
    } cases[] = {
        {"年底", "deadline"},
        {"2026年6月底", "deadline"},
        {"2026年12月31日前", "deadline"},
        {"≤2026年11月", "≤ deadline"},
        {"2026-12-31", "deadline"},
        {"6月30日前", "deadline"},
        {"12月", "deadline"},
        {"十二月底", "deadline"},
        {"年内完成", "deadline"},
        {"大幅提升", "words"},
        {"标准", "words"},
        {"高于上年", "> words"},
        {"3-5次", "words"},
        {"95%至98%", "words"},
        {"1.优良", "words"},
        {"2处新建3处改造", "words"},
        {"5个村全部完成改造并且通过验收", "words"},
        {"≥12345678901234567890元", "≥ words"},
        {"", "blank"},
        {" ", "blank"},
        {"-", "blank"},
        {"/", "blank"},
        {"——", "blank"},
    };
    for (const auto& c : cases) EXPECT_EQ(described(parse_target(c.text)), c.target) << c.text;
    EXPECT_EQ(parse_target(" ≥ 95% ").text, "≥ 95%");
    EXPECT_EQ(parse_target("≥" + std::string(500, '9')).kind, TargetKind::kWords);
}

RC_GTEST_PROP(ParseTarget, ReadsWhatWasWritten, ()) {
    const Comparison comparison = *rc::gen::element(Comparison::kAtLeast, Comparison::kAtMost,
                                                    Comparison::kEqual, Comparison::kLessThan);
    const int64_t number = *rc::gen::inRange<int64_t>(0, 1'000'000'000);
    const std::string unit = *rc::gen::element<std::string>("元", "次", "平方米", "%");
    const std::string per = *rc::gen::element<std::string>("", "/人", "/个/年");
    const std::string written =
        std::string(comparison_sign(comparison)) + std::to_string(number) + unit + per;
    const Target target = parse_target(written);
    RC_ASSERT(target.kind == TargetKind::kNumber);
    RC_ASSERT(target.comparison == comparison);
    RC_ASSERT(target.number.mantissa == number);
    RC_ASSERT(target.unit == unit);
    RC_ASSERT(target.per.size() == (per.empty() ? 0u : per == "/人" ? 1u : 2u));
}

RC_GTEST_PROP(ParseTarget, TakesAnyTextOfItsCharacters, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "≥", "1", "9", ".", ",", "%", "元", "/", "年", "月", "底", "以上", "(含)", "-", "每", " "));
    std::string written;
    for (const std::string& piece : pieces) written += piece;
    const Target target = parse_target(written);
    RC_ASSERT(text::is_utf8(target.unit));
    for (const std::string& per : target.per) RC_ASSERT(!per.empty() && text::is_utf8(per));
}

}  // namespace
}  // namespace mingzhang::recognise
