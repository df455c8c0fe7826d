#include "recognise/words.h"

#include <gmock/gmock.h>

#include "recognise/prose_figures.h"

namespace mingzhang::recognise {
namespace {

TEST(BareLabel, DropsOrdinalsAndPartMarks) {
    const struct {
        const char* label;
        const char* text;
        bool ordinal, part_only;
    } cases[] = {
        {"一、一般公共预算", "一般公共预算", true, false},
        {"二十一、粮油物资储备支出", "粮油物资储备支出", true, false},
        {"（一）基本支出", "基本支出", true, false},
        {"①公务用车购置费", "公务用车购置费", true, false},
        {"1.人员经费", "人员经费", true, false},
        {"12、 公用经费", "公用经费", true, false},
        {"其中：公务用车运行费", "公务用车运行费", false, true},
        {"其中：1．一般公共预算", "一般公共预算", true, true},
        {"本年收入合计", "本年收入合计", false, false},
        {"2026年", "2026年", false, false},
        {"1.5", "1.5", false, false},
        {"一般公共服务支出", "一般公共服务支出", false, false},
        {"一、", "一、", false, false},
    };
    for (const auto& c : cases) {
        const BareLabel bare = bare_label(c.label);
        EXPECT_EQ(bare.text, c.text) << c.label;
        EXPECT_EQ(bare.ordinal, c.ordinal) << c.label;
        EXPECT_EQ(bare.part_only, c.part_only) << c.label;
    }
}

TEST(WithoutYears, ComparesTitlesOfDifferentYears) {
    EXPECT_EQ(without_years("2026年预算支出总表"), without_years("２０２５年 预算支出总表"));
    EXPECT_NE(without_years("2026年预算支出总表"), without_years("2026年预算收入总表"));
}

std::vector<std::string> texts(std::string_view source) {
    std::vector<std::string> out;
    for (const Figure& figure : prose_figures(source)) {
        out.push_back(figure.text + std::string(unit_name(figure.unit)));
    }
    return out;
}

TEST(ProseFigures, FindsAmountsRatesAndCounts) {
    EXPECT_THAT(texts("2026年度预算收入256.61万元，占77.40％，比上年增加1,035.5元"),
                testing::ElementsAre("256.61万元", "77.40%", "1,035.5元"));
    ASSERT_EQ(prose_figures("项目18个，共计金额216.62万元").size(), 2u);
    EXPECT_EQ(prose_figures("项目18个")[0].kind, FigureKind::kCount);
    EXPECT_THAT(texts("截至2025年12月31日，依据〔2026〕1号文件，一、1.5倍"), testing::IsEmpty());
}

}  // namespace
}  // namespace mingzhang::recognise
