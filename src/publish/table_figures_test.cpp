#include "publish/table_figures.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "publish/publication_sample_test.h"

namespace mingzhang::publish {
namespace {

using testing::ElementsAre;

PublishedCell cell(std::string text, CellRole role, int columns = 1, int rows = 1) {
    PublishedCell out;
    out.text = std::move(text);
    out.role = role;
    out.column_span = columns;
    out.row_span = rows;
    return out;
}

// "1|201|一般公共服务支出|2026年预算数/合计|71.50"
std::vector<std::string> shown(const PublishedTable& table) {
    std::vector<std::string> out;
    for (const TableFigure& f : figures_of(table))
        out.push_back(
            fmt::format("{}|{}|{}|{}|{}", f.row, f.code, f.label, f.column, f.cell->text));
    return out;
}

TEST(TableFigures, HaveTheLabelsOfTheirRowsAndColumns) {
    EXPECT_THAT(
        shown(sample_publication().blocks[6].table),
        ElementsAre("1||合计|2026年预算数/合计|75.26", "1||合计|2026年预算数/基本支出|45.26",
                    "1||合计|2026年预算数/项目支出|30.00",
                    "2|201|一般公共服务支出|2026年预算数/合计|71.50",
                    "2|201|一般公共服务支出|2026年预算数/基本支出|41.50",
                    "2|201|一般公共服务支出|2026年预算数/项目支出|30.00",
                    "3|208|社会保障和就业支出|2026年预算数/合计|3.76",
                    "3|208|社会保障和就业支出|2026年预算数/基本支出|3.76"));
    EXPECT_TRUE(shown(sample_publication().blocks[7].table).empty());
}

TEST(TableFigures, OfPanelsSideBySideHaveTheLabelsOfTheirPanel) {
    const auto head = CellRole::kHeading, name = CellRole::kName, amount = CellRole::kAmount;
    PublishedTable table;
    table.rows = {
        {cell("收入", head), cell("预算数", head), cell("支出", head), cell("预算数", head)},
        {cell("拨款", name), cell("1.00", amount), cell("教育\n支出", name), cell("2.00", amount)},
        {cell("", name), cell("", amount), cell("住房支出", name), cell("3.00", amount)}};
    EXPECT_THAT(shown(table), ElementsAre("1||拨款|预算数|1.00", "1||教育支出|预算数|2.00",
                                          "2||住房支出|预算数|3.00"));
}

TEST(TableFigures, ShareALabelThatCoversSeveralRows) {
    const auto name = CellRole::kName;
    PublishedTable table;
    table.header_rows = 0;
    table.rows = {{cell("某局", name, 1, 2), cell("甲", name), cell("1.00", CellRole::kAmount)},
                  {cell("", name, 0, 0), cell("乙", name), cell("2.00", CellRole::kAmount)}};
    EXPECT_THAT(shown(table), ElementsAre("1||某局/甲||1.00", "2||某局/乙||2.00"));
}

TEST(TableFigures, OfADeclarationStandBelowHeadingsOfTheirWidth) {
    EXPECT_THAT(
        shown(sample_publication().blocks[13].table),
        ElementsAre("1||项目名称||示例项目",
                    "2||项目概况||示例项目的概况。一段较长的文字，用来看它在表格里怎样换行，"
                    "标点不出现在行首。",
                    "4||实施期绩效目标/产出指标/数量指标|三级指标|培训人数",
                    "4||实施期绩效目标/产出指标/数量指标|指标值|≥100人",
                    "5||实施期绩效目标/产出指标/成本指标|三级指标|培训标准",
                    "5||实施期绩效目标/产出指标/成本指标|指标值|≤200元/人"));
}

}  // namespace
}  // namespace mingzhang::publish
