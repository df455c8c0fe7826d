#include <gtest/gtest.h>

#include "read/page_art_test.h"

namespace mingzhang::read {
namespace {

using Lines = std::vector<std::string_view>;

// Those lines at the foot of a page.
Lines at_foot(Lines lines) {
    Lines out(50 - lines.size(), "");
    out.insert(out.end(), lines.begin(), lines.end());
    return out;
}

const Lines kFirst{"支出总表",
                   "+-----------+---------+",
                   "|   项目    |  金额   |",
                   "+-----------+---------+",
                   "|教育支出   |     1.00|",
                   "+-----------+---------+"};

std::string joined(const Lines& second) {
    return laid_out({drawn(at_foot(kFirst), 1), drawn(second, 2)});
}

TEST(JoinTables, WithoutARepeatedHeading) {
    EXPECT_EQ(
        joined({"+-----------+---------+", "|卫生支出   |     2.00|", "+-----------+---------+"}),
        "支出总表\n"
        "|项目|金额|\n"
        "|教育支出|1.00|\n"
        "|卫生支出|2.00|\n");
}

TEST(JoinTables, ARepeatedHeadingAndCaptionAreDropped) {
    for (const char* caption : {"支出总表", "支出总表（续）", "续表"}) {
        EXPECT_EQ(joined({caption, "+-----------+---------+", "|   项目    |  金额   |",
                          "+-----------+---------+", "|卫生支出   |     2.00|",
                          "+-----------+---------+"}),
                  "支出总表\n"
                  "|项目|金额|\n"
                  "|教育支出|1.00|\n"
                  "|卫生支出|2.00|\n")
            << caption;
    }
}

TEST(JoinTables, AnotherTitleBeginsAnotherTable) {
    EXPECT_EQ(
        joined({"收入总表", "+-----------+---------+", "|   项目    |  金额   |",
                "+-----------+---------+", "|事业收入   |     2.00|", "+-----------+---------+"}),
        "支出总表\n"
        "|项目|金额|\n"
        "|教育支出|1.00|\n"
        "收入总表\n"
        "|项目|金额|\n"
        "|事业收入|2.00|\n");
}

TEST(JoinTables, OtherColumnsAreAnotherTable) {
    EXPECT_EQ(joined({"+-------+-------------+---------+", "|201    |卫生支出     |     2.00|",
                      "+-------+-------------+---------+"}),
              "支出总表\n"
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|201|卫生支出|2.00|\n");
}

TEST(JoinTables, ATableThatEndsEarlyIsWhole) {
    EXPECT_EQ(
        laid_out({drawn(kFirst, 1), drawn({"+-----------+---------+", "|卫生支出   |     2.00|",
                                           "+-----------+---------+"},
                                          2)}),
        "支出总表\n"
        "|项目|金额|\n"
        "|教育支出|1.00|\n"
        "|卫生支出|2.00|\n");
}

TEST(JoinTables, ARowThatIsCutBecomesOneAgain) {
    const Lines first = at_foot({"+-------------+---------+", "|   项目      |  金额   |",
                                 "+-------------+---------+", "|机关事业单位 |     1.00|",
                                 "+-------------+---------+"});
    EXPECT_EQ(
        laid_out({drawn(first, 1), drawn({"+-------------+---------+", "|基本养老保险 |         |",
                                          "+-------------+---------+", "|卫生支出     |     2.00|",
                                          "+-------------+---------+"},
                                         2)}),
        "|项目|金额|\n"
        "|机关事业单位基本养老保险|1.00|\n"
        "|卫生支出|2.00|\n");
}

TEST(JoinTables, AMergedCellGoesOnOverThePageEnd) {
    const Lines first = at_foot({"+------+------+---------+", "|产出  |数量  |       10|",
                                 "|      +------+---------+", "|      |质量  |       20|",
                                 "+------+------+---------+"});
    EXPECT_EQ(
        laid_out({drawn(first, 1), drawn({"       +------+---------+", "|      |时效  |       30|",
                                          "+------+------+---------+"},
                                         2)}),
        "|产出{3×1}|数量|10|\n"
        "|^|质量|20|\n"
        "|^|时效|30|\n");
}

TEST(JoinTables, AFormGoesOnWhereTheNextRowDidNotFit) {
    const Lines first = at_foot({"+-----------+---------+------+", "|项目名称   |系统维护 |      |",
                                 "+-----------+---------+------+"});
    EXPECT_EQ(laid_out({drawn(first, 1),
                        drawn({"+----+----------------+------+", "|甲  |目标            |一    |",
                               "+----+----------------+------+"},
                              2)}),
              "|项目名称{1×2}|^|系统维护||\n"
              "|甲|目标{1×2}|^|一|\n");
}

TEST(JoinTables, OneCellMayEndATable) {
    const Lines first =
        at_foot({"+-----------+---------+", "|总体目标   |提高质量 |", "+-----------+---------+"});
    EXPECT_EQ(
        laid_out({drawn(first, 1), drawn({"+---------------------+", "|备注：无             |",
                                          "+---------------------+", "其他说明。"},
                                         2)}),
        "|总体目标|提高质量|\n"
        "|备注：无{1×2}|^|\n"
        "其他说明。\n");
    EXPECT_EQ(
        laid_out({drawn(first, 1), drawn({"说明如下。", "+---------------------+",
                                          "|备注：无             |", "+---------------------+"},
                                         2)}),
        "|总体目标|提高质量|\n"
        "说明如下。\n"
        "备注：无\n");
}

TEST(JoinTables, OverManyPagesWithNumbers) {
    std::vector<Page> pages;
    for (int n = 1; n <= 4; ++n) {
        Page page = drawn(
            at_foot({"+---------+---------+", "|项目     |     金额|", "+---------+---------+",
                     "|甲       |     1.00|", "+---------+---------+"}),
            n);
        write(page, 290, 800, "- " + std::to_string(n) + " -", 9);
        pages.push_back(page);
    }
    EXPECT_EQ(laid_out(pages), "|项目|金额|\n|甲|1.00|\n|甲|1.00|\n|甲|1.00|\n|甲|1.00|\n");
}

TEST(JoinTables, MarginsMayDiffer) {
    Page second =
        drawn({"+-----------+---------+", "|卫生支出   |     2.00|", "+-----------+---------+"}, 2);
    for (Glyph& g : second.glyphs)
        g.box = {g.box.left + 20, g.box.top, g.box.right + 20, g.box.bottom};
    for (Box& b : second.lines) b = {b.left + 20, b.top, b.right + 20, b.bottom};
    EXPECT_EQ(laid_out({drawn(at_foot(kFirst), 1), second}),
              "支出总表\n"
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|卫生支出|2.00|\n");
}

// One column of the second page is so narrow that its edges are one in the table.
TEST(JoinTables, ColumnsThatAreOneInTheTableAreAnotherTable) {
    Page second =
        drawn({"+-----------+---------+", "|卫生支出   |     2.00|", "+-----------+---------+"}, 2);
    const float right = 60 + 3 + 22 * 6;
    rule(second, right - 3.8f, 67, right - 3.8f, 95);
    EXPECT_EQ(laid_out({drawn(at_foot(kFirst), 1), second}),
              "支出总表\n"
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|卫生支出|2.00||\n");
}

}  // namespace
}  // namespace mingzhang::read
