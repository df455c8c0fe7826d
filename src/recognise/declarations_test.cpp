#include "recognise/declarations.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "recognise/declarations_fields.h"
#include "recognise/declarations_products.h"
#include "recognise/name_match.h"

namespace mingzhang::recognise {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Lines with tabs are rows; blank lines and rules between them vanish. Any other line ends a
// table and is a paragraph.
std::vector<Block> blocks_of(const std::string& source, int line = 0) {
    std::vector<Block> blocks;
    std::istringstream in(source);
    for (std::string text; std::getline(in, text);) {
        ++line;
        if (text::trim(text).empty() && !text::contains(text, "\t")) continue;
        const bool row = text::contains(text, "\t");
        if (row && text.find_first_not_of("-\t") == std::string::npos) continue;
        if (!row || blocks.empty() || blocks.back().kind != BlockKind::kTable) {
            Block& block = blocks.emplace_back();
            block.kind = row ? BlockKind::kTable : BlockKind::kParagraph;
            block.place.line = line;
            if (!row) block.text = text;
        }
        if (!row) continue;
        auto& cells = blocks.back().grid.rows.emplace_back();
        for (const std::string_view cell : text::split(text, '\t')) {
            cells.emplace_back().text = text::trim(cell);
            cells.back().place.line = line;
        }
    }
    return blocks;
}

std::vector<Declaration> forms_of(const std::vector<Block>& blocks) {
    std::vector<Declaration> forms;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (blocks[b].kind != BlockKind::kTable) continue;
        auto form = read_declaration(blocks[b].grid, std::span(blocks).first(b));
        if (form) forms.push_back(*std::move(form));
    }
    return forms;
}

Declaration form_of(const std::string& source) {
    const auto forms = forms_of(blocks_of(source));
    return forms.size() == 1 ? forms[0] : Declaration{};
}

// "年底", "≤1280 元/个/年".
std::string described(const Target& target) {
    if (target.kind != TargetKind::kNumber) return target.text;
    std::string out(comparison_sign(target.comparison));
    out += std::to_string(target.number.mantissa);
    if (target.number.decimals > 0) out += "e-" + std::to_string(target.number.decimals);
    out += " " + target.unit;
    for (const std::string& per : target.per) out += "/" + per;
    return out;
}

std::vector<std::string> indicators_of(const Declaration& form) {
    std::vector<std::string> out;
    for (const Indicator& i : form.indicators) {
        out.push_back(i.first_level + " " + i.second_level + " " + i.name + " " +
                      described(i.target) + (i.note.empty() ? "" : " (" + i.note + ")") +
                      (i.under_other_level ? " !" : ""));
    }
    return out;
}

std::vector<std::string> empty_levels(const Declaration& form) {
    std::vector<std::string> out;
    for (const IndicatorLevel& level : form.levels)
        if (level.indicators == 0) out.push_back(level.id);
    return out;
}

std::string field_text(const Declaration& form, const char* id) {
    const DeclarationField* field = form.field(id);
    return field == nullptr ? "(none)" : field->text;
}

constexpr const char* kForm = R"(2026年项目储备绩效申报表

主管部门（公章）青山县林业局

项目单位	青山县林场			
项目名称	古树名木保护（工作经费）			
项目概况	给一百棵古树挂牌，建两处围栏。			
立项依据（法律、法规、政策依据）	《青山县古树办法》（青政发〔2024〕3号）			
项目设立的必要性	古树会倒。			
保证项目实施的制度、措施	每季度看一次。			
项目补助对象和补助对象	护林员			
项目实施计划	先挂牌，后围栏。			
项目资金管理方法（文件标题和文号）	林场资金办法			
项目绩效总体目标（实施期绩效目标）	树都活着。			
目标类型	一级指标	二级指标	三级指标 指标值	
实施期绩效目标	1. 产出指标	数量指标	挂牌古树数量	≥100棵
			围栏数量	≥2处
		质量指标	成活率	≥ 98%
		时效指标	完成时间	2026年9月底
		成本指标	挂牌成本	≤35.5元/棵
	围栏成本		≤4000元/处	
	2. 效益指标	经济效益指标		
		社会效益指标	群众爱树		明显增强
生态效益指标				

	3.满意度指标	可持续影响指标	古树长存	长期
		其他满意度指标		
		服务对象满意度指标	满意度	≥90%
---	----

备注	二〇二五年十二月一日
)";

TEST(ReadDeclaration, ReadsEveryFieldOfARaggedForm) {
    const Declaration form = form_of(kForm);
    EXPECT_EQ(form.title, "2026年项目储备绩效申报表");
    EXPECT_EQ(form.project, "古树名木保护（工作经费）");
    EXPECT_EQ(form.place.line, 6);
    EXPECT_EQ(field_text(form, "supervisor"), "青山县林业局");
    EXPECT_EQ(form.field("supervisor")->label, "主管部门（公章）");
    EXPECT_EQ(field_text(form, "unit"), "青山县林场");
    EXPECT_EQ(field_text(form, "overview"), "给一百棵古树挂牌，建两处围栏。");
    EXPECT_EQ(field_text(form, "basis"), "《青山县古树办法》（青政发〔2024〕3号）");
    EXPECT_EQ(field_text(form, "necessity"), "古树会倒。");
    EXPECT_EQ(field_text(form, "measures"), "每季度看一次。");
    EXPECT_EQ(field_text(form, "subsidy"), "护林员");
    EXPECT_EQ(form.field("subsidy")->usual_label, "项目补助对象和补助政策");
    EXPECT_EQ(field_text(form, "plan"), "先挂牌，后围栏。");
    EXPECT_EQ(form.field("plan")->usual_label, "");
    EXPECT_EQ(field_text(form, "funds_rules"), "林场资金办法");
    EXPECT_EQ(form.field("funds_rules")->label, "项目资金管理方法（文件标题和文号）");
    EXPECT_EQ(form.field("funds_rules")->usual_label, "项目资金管理办法");
    EXPECT_EQ(field_text(form, "goal"), "树都活着。");
    EXPECT_EQ(field_text(form, "remark"), "二〇二五年十二月一日");
    EXPECT_EQ(form.date, std::chrono::year_month_day(std::chrono::year(2025),
                                                     std::chrono::month(12), std::chrono::day(1)));
    EXPECT_EQ(form.fields.size(), 12u);
    EXPECT_EQ(form.indicator_period, "实施期绩效目标");
    EXPECT_THAT(form.missing, IsEmpty());
}

TEST(ReadDeclaration, ReadsIndicatorsWhateverTheirColumn) {
    const Declaration form = form_of(kForm);
    EXPECT_THAT(
        indicators_of(form),
        ElementsAre("output quantity 挂牌古树数量 ≥100 棵", "output quantity 围栏数量 ≥2 处",
                    "output quality 成活率 ≥98 %", "output timeliness 完成时间 2026年9月底",
                    "output cost 挂牌成本 ≤355e-1 元/棵", "output cost 围栏成本 ≤4000 元/处",
                    "benefit social_benefit 群众爱树 明显增强",
                    "benefit sustainability 古树长存 长期 !",
                    "satisfaction service_satisfaction 满意度 ≥90 %"));
    EXPECT_THAT(empty_levels(form),
                ElementsAre("economic_benefit", "ecological_benefit", "other_satisfaction"));
    EXPECT_EQ(form.indicators[0].first_label, "1. 产出指标");
    EXPECT_EQ(form.indicators[7].first_label, "3.满意度指标");
    EXPECT_EQ(form.indicators[5].place.line, 21);
}

TEST(ReadDeclaration, NamesTheBlocksItsFormHasAndItHasNot) {
    std::string source = kForm;
    source = text::replace_all(source, "\t3.满意度指标\t可持续", "\t2. 效益指标\t可持续");
    source = text::replace_all(source, "实施期绩效目标\t1.", "\t1.");
    source = source.substr(0, source.find("\t\t其他满意度指标"));
    EXPECT_THAT(form_of(source).missing, ElementsAre("remark", "indicator_period",
                                                     "other_satisfaction", "service_satisfaction"));
}

TEST(FindMissingBlocks, ComparesFormsWithEachOther) {
    const std::string whole = text::replace_all(kForm, "项目储备绩效申报表", "项目绩效目标表");
    const std::string cut = whole.substr(0, whole.find("---\t"));
    std::vector<Declaration> forms{form_of(whole), form_of(cut), form_of(whole)};
    EXPECT_THAT(forms[1].missing, IsEmpty());
    find_missing_blocks(forms);
    EXPECT_THAT(forms[0].missing, IsEmpty());
    EXPECT_THAT(forms[1].missing, ElementsAre("remark"));
    find_missing_blocks(forms);
    EXPECT_THAT(forms[1].missing, ElementsAre("remark"));

    std::vector<Declaration> two{form_of(whole), form_of(cut)};
    find_missing_blocks(two);
    EXPECT_THAT(two[1].missing, IsEmpty());
}

// Several fields in a row, cost as a first level, levels printed bare, sign and unit in columns
// of their own.
TEST(ReadDeclaration, ReadsNewerFrames) {
    const Declaration form = form_of(R"(财政项目支出绩效目标申报表
（2026年度）
项目名称	河道清淤	项目类别	其他一次性项目
计划开始日期	2026-01-01	计划完成日期	2026-12-31
项目资金（元）	项目资金总额：	300000	其他资金：	无
项目总目标	河水变清。	年度绩效目标	清三公里。
一级指标	二级指标	三级指标	指标性质	指标目标值	计量单位	备注
成本指标	经济成本指标	清淤单价	≤	100	元/米	按合同
产出	数量	清淤长度	≥	3000	米	分两段
		验收	定性	通过
	质量指标	合格率	=	100	%	抽查
效益指标	社会效益指标	河边环境	改善
满意度	服务对象满意度	满意度	≥90%
)");
    EXPECT_EQ(form.project, "河道清淤");
    EXPECT_EQ(form.title, "财政项目支出绩效目标申报表");
    EXPECT_EQ(field_text(form, "category"), "其他一次性项目");
    EXPECT_EQ(field_text(form, "start"), "2026-01-01");
    EXPECT_EQ(field_text(form, "end"), "2026-12-31");
    EXPECT_EQ(field_text(form, "funds_total"), "300000");
    EXPECT_EQ(field_text(form, "funds_other"), "无");
    EXPECT_EQ(field_text(form, "goal"), "河水变清。");
    EXPECT_EQ(field_text(form, "annual_goal"), "清三公里。");
    EXPECT_THAT(indicators_of(form), ElementsAre("cost economic_cost 清淤单价 ≤100 元/米 (按合同)",
                                                 "output quantity 清淤长度 ≥3000 米 (分两段)",
                                                 "output quantity 验收 定性 (通过)",
                                                 "output quality 合格率 =100 % (抽查)",
                                                 "benefit social_benefit 河边环境 改善",
                                                 "satisfaction service_satisfaction 满意度 ≥90 %"));
    EXPECT_THAT(form.missing, IsEmpty());
}

TEST(ReadDeclaration, JoinsWhatAPageBreakCut) {
    const Declaration form = form_of(
        "项目名称\t修桥\n项目概况\t桥很旧，\n\n\t要重修。\n项目实施计划\t先拆后建\n项目单位\t交通所"
        "\n");
    EXPECT_EQ(field_text(form, "overview"), "桥很旧，要重修。");
    EXPECT_THAT(form.indicators, IsEmpty());
}

TEST(ReadDeclaration, KeepsLabelsNobodyKnows) {
    const Declaration form = form_of(
        "项目名称\t修桥\n项目概况：桥很旧\t\n风险等级\t低\n实施计划\t先拆后建\n项目单位\t所\n");
    EXPECT_EQ(field_text(form, "overview"), "桥很旧");
    EXPECT_EQ(form.field("overview")->label, "项目概况");
    ASSERT_NE(form.field(""), nullptr);
    EXPECT_EQ(form.field("")->label, "风险等级");
    EXPECT_EQ(form.field("")->text, "低");
}

TEST(ReadDeclaration, TakesNoBudgetTableForAForm) {
    for (const char* table : {
             "项目名称\t合计\t财政拨款\n修桥\t3.00\t3.00\n",
             "项目\t预算数\n财政拨款\t3.00\n上年结转\t1.00\n其他资金\t0.00\n",
             "项目名称\t上年结转\t其他资金\n财政拨款\t1\n上年结转\t2\n其他资金\t3\n备注\t无\n",
             "\t\n",
         }) {
        EXPECT_THAT(forms_of(blocks_of(table)), IsEmpty()) << table;
    }
    EXPECT_EQ(read_declaration(Grid{}), std::nullopt);
}

TEST(ReadDeclaration, SurvivesDisorder) {
    const Declaration form = form_of(R"(绩效目标表
项目名称	修桥
数量指标	数量指标
	≥5次
	满意度指标	满意度指标	满意度	≥90%
1.成本指标	总成本	≤3万元
项目名称	又一座桥
备注
)");
    EXPECT_EQ(form.project, "修桥");
    EXPECT_THAT(indicators_of(form),
                ElementsAre("output quantity 数量指标 ", "output quantity  ≥5 次",
                            "satisfaction  满意度指标 满意度 (≥90%)", "cost  总成本 ≤3 万元"));
}

RC_GTEST_PROP(ReadDeclaration, LosesNoValueOfAnIndicatorRow, ()) {
    std::string source = "项目名称\t修桥\n数量指标\t桥\t=1座\n";
    std::size_t values = 1;
    const int rows = *rc::gen::inRange(0, 12);
    for (int r = 0; r < rows; ++r) {
        const auto cells = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("", "", "1. 产出指标", "成本指标", "质量指标", "满意度",
                                          "甲乙", "实施期绩效目标", "提升"));
        for (const std::string& cell : cells) source += cell + "\t";
        source += "\t≥7次\n";
        ++values;
    }
    const Declaration form = form_of(source);
    RC_ASSERT(form.indicators.size() == values);
    for (const Indicator& i : form.indicators)
        RC_ASSERT(i.target.text != "" || i.note != "" || i.name == "≥7次");
}

TEST(FieldLabel, ToleratesOneCharacterOfALongLabel) {
    EXPECT_EQ(field_label("项目实施计化", true)->id, "plan");
    EXPECT_EQ(field_label("项目实施计化", true)->usual, "项目实施计划");
    EXPECT_FALSE(field_label("项目实施计化", false));
    EXPECT_FALSE(field_label("备主", true));
    EXPECT_EQ(field_label("一、立项依据：", false)->id, "basis");
    EXPECT_FALSE(field_label("立项依据充分", false));
    EXPECT_FALSE(field_label("", true));
}

TEST(LabelledText, NeedsABracketOrAColon) {
    EXPECT_EQ(labelled_text("主管部门（公章）林业局")->text, "林业局");
    EXPECT_EQ(labelled_text("申报单位名称：林场")->label, "申报单位名称");
    EXPECT_EQ(labelled_text("申报单位名称：林场")->text, "林场");
    EXPECT_FALSE(labelled_text("项目单位要按时填表。"));
    EXPECT_FALSE(labelled_text(""));
}

TEST(FindDate, ReadsChineseAndArabicDates) {
    const struct {
        const char* text;
        int year;
        unsigned month, day;
    } cases[] = {
        {"二〇二五年十二月一日", 2025, 12, 1},
        {"二○二六年二月二十八日", 2026, 2, 28},
        {"填报于2025年12月31日。", 2025, 12, 31},
        {"２０２６年１月１０日", 2026, 1, 10},
        {"2026-03-24", 2026, 3, 24},
        {"二零二六年十月十日", 2026, 10, 10},
    };
    for (const auto& c : cases) {
        const auto date = find_date(c.text);
        ASSERT_TRUE(date) << c.text;
        EXPECT_EQ(static_cast<int>(date->year()), c.year) << c.text;
        EXPECT_EQ(static_cast<unsigned>(date->month()), c.month) << c.text;
        EXPECT_EQ(static_cast<unsigned>(date->day()), c.day) << c.text;
    }
    for (const char* none : {"", "二〇二五年", "2025年13月1日", "2025年2月30日", "12025年1月1日",
                             "2025年十", "年月日"}) {
        EXPECT_FALSE(find_date(none)) << none;
    }
}

// "挂牌数量*挂牌成本=355000".
std::vector<std::string> products_of(const Declaration& form) {
    std::vector<std::string> out;
    const ProductHints hints = product_hints(form);
    for (const ProductHint& p : hints.products) {
        out.push_back((p.quantity ? form.indicators[*p.quantity].name + "*" : "") +
                      form.indicators[p.cost].name + "=" + std::to_string(p.fen));
    }
    for (std::size_t cost : hints.unpaired) out.push_back("? " + form.indicators[cost].name);
    if (hints.sum_in_fen) out.push_back("sum " + std::to_string(*hints.sum_in_fen));
    return out;
}

Declaration with_indicators(const std::string& rows) { return form_of("项目名称\t修桥\n" + rows); }

TEST(ProductHints, PairsCostsWithNumbersOfTheirUnit) {
    EXPECT_THAT(
        products_of(form_of(kForm)),
        ElementsAre("挂牌古树数量*挂牌成本=355000", "围栏数量*围栏成本=800000", "sum 1155000"));
    const struct {
        const char* rows;
        std::vector<std::string> products;
    } cases[] = {
        {"数量指标\t会议数量\t≥3次\n\t走访数量\t≥8次\n成本指标\t走访成本\t≤50元/"
         "次\n\t会议成本\t≤200"
         "元/次\n",
         {"走访数量*走访成本=40000", "会议数量*会议成本=60000", "sum 100000"}},
        // By unit alone.
        {"数量指标\t慰问老人\t≥30名\n成本指标\t补助标准\t≤600元/人/年\n",
         {"慰问老人*补助标准=1800000", "sum 1800000"}},
        // Two of a unit without a name in common: nothing is paired.
        {"数量指标\t甲\t≥3次\n\t乙\t≥8次\n成本指标\t丙\t≤50元/次\n", {"? 丙"}},
        {"数量指标\t甲\t≥3次\n成本指标\t丙\t≤50元/次\n\t丁\t≤50元/次\n", {"? 丙", "? 丁"}},
        // How many months is not said.
        {"数量指标\t护林员\t≤2人\n成本指标\t护林员工资\t≤1500元/月\n", {"? 护林员工资"}},
        {"数量指标\t护林员\t≤2人\n成本指标\t护林员工资\t≤1500元/人/月\n", {"? 护林员工资"}},
        {"数量指标\t护林员\t≤2人\n成本指标\t护林员工资\t≤1500元/月\n\t护林员服装\t≤100元/人\n",
         {"护林员*护林员服装=20000", "? 护林员工资"}},
        {"成本指标\t总成本\t≤3.5万元\n", {"总成本=3500000", "sum 3500000"}},
        {"成本指标\t节约率\t≥5%\n\t成本控制\t合理\n", {}},
        {"数量指标\t甲\t≥900000000000000000次\n成本指标\t甲成本\t≤900000元/次\n", {"? 甲成本"}},
    };
    for (const auto& c : cases)
        EXPECT_EQ(products_of(with_indicators(c.rows)), c.products) << c.rows;
}

class RealForms : public testing::Test {
  protected:
    static constexpr const char* kPath =
        "../shared/documents/shanxi-2026-budget-social-work-department.txt";

    void SetUp() override {
        if (!std::filesystem::exists(kPath)) GTEST_SKIP() << kPath << " is not here";
        std::ifstream in(kPath, std::ios::binary);
        std::ostringstream all;
        all << in.rdbuf();
        blocks_ = blocks_of(all.str());
        forms_ = forms_of(blocks_);
        ASSERT_EQ(forms_.size(), 14u);
    }

    std::vector<Block> blocks_;
    std::vector<Declaration> forms_;
};

TEST_F(RealForms, HaveEveryFieldAndIndicator) {
    const int project_lines[] = {474, 504, 533, 561, 591, 619, 646,
                                 685, 712, 739, 767, 795, 824, 850};
    const std::size_t indicators[] = {9, 7, 7, 9, 7, 7, 19, 7, 7, 7, 7, 7, 8, 6};
    for (std::size_t i = 0; i < forms_.size(); ++i) {
        const Declaration& form = forms_[i];
        const bool cut = i == 12;
        EXPECT_EQ(form.place.line, project_lines[i]);
        EXPECT_EQ(form.indicators.size(), indicators[i]) << form.project;
        EXPECT_EQ(form.levels.size(), cut ? 8u : 10u) << form.project;
        EXPECT_EQ(form.fields.size(), cut ? 11u : 12u) << form.project;
        EXPECT_EQ(form.date.has_value(), !cut) << form.project;
        for (const DeclarationField& field : form.fields) {
            EXPECT_FALSE(field.id.empty()) << field.label;
            EXPECT_FALSE(field.text.empty()) << field.label;
        }
        for (const Indicator& indicator : form.indicators) {
            EXPECT_FALSE(indicator.name.empty());
            EXPECT_NE(indicator.target.kind, TargetKind::kBlank) << indicator.name;
            EXPECT_EQ(indicator.note, "") << indicator.name;
            EXPECT_FALSE(indicator.second_level.empty()) << indicator.name;
        }
    }
    EXPECT_THAT(forms_[12].missing,
                ElementsAre("remark", "other_satisfaction", "service_satisfaction"));
    EXPECT_THAT(forms_[11].missing, ElementsAre("indicator_period"));
    EXPECT_THAT(forms_[0].missing, IsEmpty());
}

TEST_F(RealForms, KeepTheSlipsOfTheirLabels) {
    std::vector<std::string> slips;
    for (const Declaration& form : forms_) {
        for (const DeclarationField& field : form.fields) {
            if (!field.usual_label.empty())
                slips.push_back(std::to_string(field.place.line) + " " + field.id);
        }
        for (const Indicator& indicator : form.indicators) {
            if (indicator.under_other_level)
                slips.push_back(std::to_string(indicator.place.line) + " level");
        }
    }
    EXPECT_THAT(slips, ElementsAre("624 subsidy", "626 funds_rules", "636 level", "653 funds_rules",
                                   "675 level"));
}

// Line, second level, characters of the name, value.
std::vector<std::string> outlined(const Declaration& form) {
    std::vector<std::string> out;
    for (const Indicator& i : form.indicators) {
        const bool words = i.target.kind == TargetKind::kWords;
        out.push_back(std::to_string(i.place.line) + " " + i.second_level + " " +
                      std::to_string(text::code_points(i.name).size()) + " " +
                      (words ? "words" : described(i.target)));
    }
    return out;
}

TEST_F(RealForms, HaveTheIndicatorsOfTheDocument) {
    EXPECT_THAT(
        outlined(forms_[0]),
        ElementsAre("484 quantity 9 ≤152 人", "485 quantity 11 ≤30 人", "486 quality 8 words",
                    "487 timeliness 4 年底", "488 cost 11 ≤200 元/人/月",
                    "489 cost 13 ≤400 元/人/年", "491 social_benefit 15 words",
                    "494 sustainability 12 words", "496 service_satisfaction 10 ≥95 %"));
    EXPECT_THAT(outlined(forms_[1]),
                ElementsAre("514 quantity 7 ≤52 个", "515 quality 8 ≥98 %", "516 timeliness 4 年底",
                            "517 cost 9 ≤1280 元/个/年", "519 social_benefit 20 words",
                            "521 sustainability 12 words", "523 service_satisfaction 10 ≥95 %"));
    EXPECT_THAT(
        outlined(forms_[2]),
        ElementsAre("543 quantity 18 ≥12 次", "544 quality 10 words", "545 timeliness 4 年底",
                    "546 cost 20 ≤9800 元/次", "548 social_benefit 23 words",
                    "551 sustainability 7 words", "553 service_satisfaction 3 ≥90 %"));
    EXPECT_THAT(outlined(forms_[5]),
                ElementsAre("629 quantity 4 ≥5 次", "630 quality 5 ≥95 %", "631 timeliness 4 年底",
                            "632 cost 4 ≤14000 元/次", "634 social_benefit 33 words",
                            "636 sustainability 50 words", "638 service_satisfaction 3 ≥90 %"));
    EXPECT_THAT(
        outlined(forms_[6]),
        ElementsAre("656 quantity 4 ≥2 期", "657 quantity 12 ≥4 次", "658 quantity 14 ≥10 次",
                    "659 quantity 7 ≥15000 份", "660 quantity 8 ≥2 次", "661 quantity 6 ≥1 个",
                    "662 quantity 14 ≥2 个", "663 quality 7 ≥95 %", "664 timeliness 4 年底",
                    "665 cost 4 ≤2500 元/期", "666 cost 12 ≤1250 元/次", "667 cost 14 ≤500 元/次",
                    "668 cost 7 ≤1 元/份", "669 cost 8 ≤5000 元/次", "670 cost 8 ≤10000 元/个",
                    "671 cost 14 ≤25000 元/个", "673 social_benefit 21 words",
                    "675 sustainability 12 words", "677 service_satisfaction 3 ≥90 %"));
    EXPECT_THAT(outlined(forms_[10]),
                ElementsAre("777 quantity 12 ≤268 个", "778 quality 7 ≥95 %",
                            "779 timeliness 4 2026年6月底", "780 cost 13 ≤241300 元/届",
                            "782 social_benefit 33 words", "784 sustainability 17 words",
                            "787 service_satisfaction 12 ≥95 %"));
    EXPECT_THAT(
        outlined(forms_[12]),
        ElementsAre("834 quantity 4 ≥2 个", "835 quantity 12 ≥1 个", "836 quality 8 words",
                    "837 timeliness 6 年底", "838 cost 6 ≤100000 元/个", "839 cost 14 ≤50000 元/个",
                    "841 social_benefit 10 words", "843 sustainability 9 words"));
    EXPECT_THAT(outlined(forms_[13]),
                ElementsAre("860 quantity 14 ≤492 人", "861 quality 8 words",
                            "862 timeliness 6 年底", "863 cost 6 ≤9 元/年/人",
                            "865 social_benefit 12 words", "869 service_satisfaction 5 ≥90 %"));
}

TEST_F(RealForms, AreMatchedToTheirProjects) {
    std::vector<std::string> projects;
    for (const Block& block : blocks_) {
        if (block.kind != BlockKind::kTable || block.place.line > 450) continue;
        if (!text::contains(block.grid.rows[0][0].text, "项目名称")) continue;
        for (std::size_t r = 3; r < block.grid.rows.size(); ++r)
            projects.push_back(block.grid.rows[r][0].text);
    }
    std::vector<std::string> names;
    for (const Declaration& form : forms_) names.push_back(form.project);
    const auto matches = match_names(names, projects);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        EXPECT_EQ(matches[i].kind, i == 12 ? MatchKind::kNear : MatchKind::kFolded) << names[i];
    }
    ASSERT_EQ(matches[12].differences.size(), 1u);
    EXPECT_EQ(matches[12].differences[0].left_context, "新兴");
    EXPECT_EQ(matches[12].differences[0].right_context, "新型");
}

TEST_F(RealForms, GiveProductsWhereUnitsAllow) {
    std::vector<int64_t> sums;
    for (const Declaration& form : forms_)
        sums.push_back(product_hints(form).sum_in_fen.value_or(0));
    EXPECT_THAT(sums, ElementsAre(0, 6'656'000, 11'760'000, 0, 2'010'000, 7'000'000, 10'000'000,
                                  8'950'000, 0, 5'000'000, 0, 0, 25'000'000, 442'800));
}

}  // namespace
}  // namespace mingzhang::recognise
