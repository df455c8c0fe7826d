#include "publish/workbook_layout.h"

#include <gmock/gmock.h>

#include <numeric>

#include "publish/publication_sample_test.h"

namespace mingzhang::publish {
namespace {

using testing::ElementsAre;

PublishedTable named(std::string number, std::string title) {
    PublishedTable table;
    table.number = std::move(number);
    table.title = std::move(title);
    return table;
}

PublishedCell cell(std::string text, CellRole role, int columns = 1, int rows = 1) {
    PublishedCell out;
    out.text = std::move(text);
    out.role = role;
    out.column_span = columns;
    out.row_span = rows;
    return out;
}

TEST(WorkbookLayout, CallsASheetByNumberAndTitle) {
    const auto name = [](const PublishedTable& table) {
        return wanted_sheet_name(table, "一、某标题", 2026);
    };
    EXPECT_EQ(name(named("预算公开表3", "2026年预算支出总表")), "表3 预算支出总表");
    EXPECT_EQ(name(named("公开01表", "2026年度收支总表")), "公开01表 收支总表");
    EXPECT_EQ(name(named("", "2025年结转表")), "2025年结转表");
    EXPECT_EQ(name(named("表4", "")), "表4 一、某标题");
    EXPECT_EQ(name(named("", "2026年")), "2026年");

    PublishedTable form = named("", "2026年绩效目标申报表");
    form.form = true;
    form.rows = {{cell("项目名称", CellRole::kHeading), cell("示例项目", CellRole::kText)}};
    EXPECT_EQ(name(form), "绩效目标申报表 示例项目");

    PublishedTable nameless;
    nameless.id = "T03";
    EXPECT_EQ(wanted_sheet_name(nameless, "", 2026), "T03");
}

TEST(WorkbookLayout, SheetNamesAreAllowedShortAndUnique) {
    SheetNames names;
    EXPECT_EQ(names.take("收入/支出[总]表:一?*\\"), "收入支出总表一");
    EXPECT_EQ(names.take("'a b'"), "a b");
    EXPECT_EQ(names.take("A B"), "A B (2)");
    EXPECT_EQ(names.take(""), "表");
    EXPECT_EQ(names.take("???"), "表 (2)");
    const std::string thirty_two =
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二";
    EXPECT_EQ(names.take(thirty_two),
              "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…");
    EXPECT_EQ(names.take(thirty_two), "一二三四五六七八九十一二三四五六七八九十一二三四五六… (2)");
    EXPECT_EQ(names.take("𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀"), "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀…");
}

TEST(WorkbookLayout, WordsGiveWayToAmountsOnAFullPage) {
    PublishedTable table;
    table.widths = {1, 1, 1};
    table.rows = {{cell("一个很长很长很长很长很长很长很长的名称", CellRole::kName),
                   cell("1234567890123456789012345678901234567890", CellRole::kAmount),
                   cell("1.00", CellRole::kAmount)}};
    const auto widths = column_widths(table);
    EXPECT_NEAR(std::accumulate(widths.begin(), widths.end(), 0.0), kUprightWidth, 0.01);
    EXPECT_GT(widths[1], 40);
    EXPECT_GT(widths[2], 5);
    EXPECT_LT(widths[0], 29);

    table.widths = {1, -1};  // not usable: equal shares
    table.rows[0].pop_back();
    EXPECT_GT(column_widths(table)[0], 40);
}

TEST(WorkbookLayout, RowsAreHighEnoughForWhatWrapsAndIsMerged) {
    const std::string words = "二十个字的文字二十个字的文字二十个字的字";  // 40 letters wide
    PublishedTable table;
    table.rows = {{cell(words, CellRole::kText), cell("1", CellRole::kAmount)},
                  {cell(words, CellRole::kText, 2), cell("", CellRole::kText, 0, 0)},
                  {cell(words, CellRole::kText, 1, 2), cell("", CellRole::kText)},
                  {cell("", CellRole::kText, 0, 0), cell("", CellRole::kText)}};
    const auto lines = row_lines(table, {16, 12});
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0], 3);
    EXPECT_EQ(lines[1], 2);
    EXPECT_EQ(lines[2] + lines[3], 3);
    EXPECT_EQ(lines_in("短", 10), 1);
    EXPECT_EQ(lines_in("甲\n乙", 10), 2);
}

TEST(WorkbookLayout, LongParagraphsEndAtSentences) {
    EXPECT_THAT(pieces_of("甲乙。丙丁。戊", 20), ElementsAre("甲乙。丙丁。", "戊"));
    EXPECT_THAT(pieces_of("甲乙丙丁", 7), ElementsAre("甲乙", "丙丁"));
    EXPECT_THAT(pieces_of("", 7), ElementsAre(""));
    EXPECT_THAT(pieces_of("甲乙。", 9), ElementsAre("甲乙。"));
}

}  // namespace
}  // namespace mingzhang::publish
