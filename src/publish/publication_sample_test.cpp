#include "publish/publication_sample_test.h"

#include <fmt/format.h>

namespace mingzhang::publish {
namespace {

PublishedBlock text_block(PublishedKind kind, std::string text, int level = 0) {
    PublishedBlock block;
    block.kind = kind;
    block.text = std::move(text);
    block.level = level;
    return block;
}

PublishedBlock table_block(PublishedTable table) {
    PublishedBlock block;
    block.kind = PublishedKind::kTable;
    block.table = std::move(table);
    return block;
}

PublishedCell cell(std::string text, CellRole role, int columns = 1, int rows = 1) {
    PublishedCell c;
    c.text = std::move(text);
    c.role = role;
    c.column_span = columns;
    c.row_span = rows;
    return c;
}

PublishedCell heading(std::string text, int columns = 1, int rows = 1) {
    return cell(std::move(text), CellRole::kHeading, columns, rows);
}

PublishedCell covered() { return cell("", CellRole::kHeading, 0, 0); }

PublishedCell amount(int64_t fen, std::vector<CellAt> sum_of = {}) {
    const Money money = Money::fen(fen);
    PublishedCell c = cell(money.print(Unit::kWanYuan, 2), CellRole::kAmount);
    c.amount = money;
    c.emphasis = !sum_of.empty();
    c.sum_of = std::move(sum_of);
    return c;
}

// 项目 above code and name, 2026年预算数 above 合计 = 基本支出 + 项目支出; 合计 = 201 + 208.
PublishedTable small_table() {
    PublishedTable t;
    t.id = "T03";
    t.number = "预算公开表3";
    t.title = "2026年预算支出总表";
    t.department = "部门名称：某县示例局";
    t.unit_line = "单位：万元";
    t.header_rows = 2;
    t.widths = {1.2, 3, 1, 1, 1};
    t.rows = {{heading("项目", 2), covered(), heading("2026年预算数", 3), covered(), covered()},
              {heading("科目编码"), heading("科目名称"), heading("合计"), heading("基本支出"),
               heading("项目支出")},
              {cell("合计", CellRole::kName, 2), covered(), amount(75'260'100, {{3, 2}, {4, 2}}),
               amount(45'260'100, {{3, 3}, {4, 3}}), amount(30'000'000, {{3, 4}})},
              {cell("201", CellRole::kCode), cell("一般公共服务支出", CellRole::kName),
               amount(71'500'000, {{3, 3}, {3, 4}}), amount(41'500'000), amount(30'000'000)},
              {cell("208", CellRole::kCode), cell("社会保障和就业支出", CellRole::kName),
               amount(3'760'100, {{4, 3}}), amount(3'760'100), cell("", CellRole::kAmount)}};
    return t;
}

PublishedTable empty_table() {
    PublishedTable t;
    t.id = "T08";
    t.number = "预算公开表8";
    t.title = "2026年政府性基金预算支出表（不含上年结转）";
    t.department = "部门名称：某县示例局";
    t.unit_line = "单位：万元";
    t.widths = {1, 2, 1};
    t.rows = {
        {heading("科目编码"), heading("科目名称"), heading("合计")},
        {cell("合计", CellRole::kName), cell("", CellRole::kName), cell("", CellRole::kAmount)}};
    t.notes = {"注：本表无数据"};
    return t;
}

PublishedTable long_table() {
    constexpr int kRows = 60, kAmounts = 7;
    PublishedTable t;
    t.id = "T12";
    t.number = "预算公开表12";
    t.title = "2026年项目支出预算表（本年预算）";
    t.unit_line = "单位：万元";
    t.landscape = true;
    t.widths = {0.7, 4, 1, 1, 1, 1, 1, 1, 1};
    std::vector<PublishedCell> head = {heading("序号"), heading("项目名称")};
    for (int c = 0; c < kAmounts; ++c) head.push_back(heading(fmt::format("资金来源{}", c + 1)));
    t.rows.push_back(std::move(head));
    for (int r = 1; r <= kRows; ++r) {
        std::vector<PublishedCell> row = {
            cell(std::to_string(r), CellRole::kCode),
            cell(fmt::format("第{}个示例项目（名称长到必须在单元格里换行才放得下）", r),
                 CellRole::kName)};
        for (int c = 0; c < kAmounts; ++c) row.push_back(amount(1'234'500L * r + c));
        t.rows.push_back(std::move(row));
    }
    return t;
}

PublishedTable form() {
    PublishedTable t;
    t.id = "P01";
    t.title = "2026年项目绩效目标申报表";
    t.form = true;
    t.header_rows = 0;
    t.widths = {1, 1, 1.2, 2, 1};
    t.rows = {{heading("项目名称"), cell("示例项目", CellRole::kText, 4), covered(), covered(),
               covered()},
              {heading("项目概况"),
               cell("示例项目的概况。一段较长的文字，用来看它在表格里怎样换行，标点不出现在行首。",
                    CellRole::kText, 4),
               covered(), covered(), covered()},
              {heading("目标类型"), heading("一级指标"), heading("二级指标"), heading("三级指标"),
               heading("指标值")},
              {heading("实施期绩效目标", 1, 2), heading("产出指标", 1, 2), heading("数量指标"),
               cell("培训人数", CellRole::kText), cell("≥100人", CellRole::kText)},
              {covered(), covered(), heading("成本指标"), cell("培训标准", CellRole::kText),
               cell("≤200元/人", CellRole::kText)}};
    return t;
}

PublishedBlock chart() {
    PublishedBlock block;
    block.kind = PublishedKind::kChart;
    block.chart = {"一般公共预算支出结构",
                   {{"一般公共服务支出", Money::fen(71'500'000), "71.50万元，95.00%"},
                    {"社会保障和就业支出", Money::fen(3'760'100), "3.76万元，5.00%"}}};
    return block;
}

}  // namespace

Publication sample_publication() {
    Publication p;
    p.title = "2026年度部门预算公开";
    p.department = "某县示例局";
    p.date = "2026年2月10日";
    p.year = 2026;
    p.kind = DocumentKind::kDepartmentBudget;
    p.blocks = {
        text_block(PublishedKind::kCover, ""),
        text_block(PublishedKind::kContents, "目录"),
        text_block(PublishedKind::kHeading, "第一部分 概况", 1),
        text_block(PublishedKind::kHeading, "一、本部门职责", 2),
        text_block(PublishedKind::kParagraph, "某县示例局负责示例。主要职责是：示例<&>“引号”。"),
        text_block(PublishedKind::kHeading, "第二部分 2026年部门预算报表", 1),
        table_block(small_table()),
        table_block(empty_table()),
        table_block(long_table()),
        text_block(PublishedKind::kHeading, "第三部分 2026年度部门预算情况说明", 1),
        text_block(PublishedKind::kHeading, "一、支出预算情况说明", 2),
        text_block(PublishedKind::kParagraph,
                   "2026年支出预算75.26万元，其中：基本支出45.26万元，占60.14%。"),
        chart(),
        table_block(form())};
    return p;
}

}  // namespace mingzhang::publish
