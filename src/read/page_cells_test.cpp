#include <gtest/gtest.h>

#include "read/page_art_test.h"
#include "read/page_layout.h"

namespace mingzhang::read {
namespace {

TEST(RuledTable, CellsAndSpans) {
    EXPECT_EQ(laid_out({"+---------+-----------------+", "|         |     预算数      |",
                        "|  项目   +--------+--------+", "|         |  合计  |基本支出|",
                        "+---------+--------+--------+", "|教育支出 |   10.00|    4.00|",
                        "+---------+--------+--------+", "|卫生支出 |        |        |",
                        "+---------+--------+--------+"}),
              "|项目{2×1}|预算数{1×2}|^|\n"
              "|^|合计|基本支出|\n"
              "|教育支出|10.00|4.00|\n"
              "|卫生支出|||\n");
}

TEST(RuledTable, OpenSides) {
    EXPECT_EQ(laid_out({"-----------+---------+------------", "  项目     |  金额   |    备注    ",
                        "-----------+---------+------------", "  教育支出 |    1.00 |            ",
                        "-----------+---------+------------"}),
              "|项目|金额|备注|\n"
              "|教育支出|1.00||\n");
}

TEST(RuledTable, DoubleAndDottedLinesAreOneRule) {
    Page page = drawn({"+---------+---------+", "|甲       |     1.00|", "+---------+---------+",
                       "|乙       |     2.00|", "+---------+---------+"});
    const std::vector<Box> lines = page.lines;
    for (Box b : lines) {
        b.left += 2;
        b.right += 2;
        b.top += 2;
        b.bottom += 2;
        page.lines.push_back(b);
    }
    EXPECT_EQ(laid_out({page}), "|甲|1.00|\n|乙|2.00|\n");

    page.lines.clear();
    for (const Box& b : lines) {
        const bool across = b.right - b.left > b.bottom - b.top;
        for (float at = 0; at < (across ? b.right - b.left : b.bottom - b.top); at += 1.5f) {
            const float x = across ? b.left + at : b.left, y = across ? b.top : b.top + at;
            page.lines.push_back({x, y, x + 0.5f, y + 0.5f});
        }
    }
    EXPECT_EQ(laid_out({page}), "|甲|1.00|\n|乙|2.00|\n");
}

TEST(RuledTable, AFrameIsNone) {
    EXPECT_EQ(laid_out({"+------------------------------+", "|本表无数据                    |",
                        "+------------------------------+"}),
              "本表无数据\n");
    EXPECT_EQ(laid_out({"+-------+-------+", "|只一格 |       |", "+-------+-------+"}),
              "只一格\n");
}

TEST(RuledTable, ANestedGridComesApart) {
    EXPECT_EQ(
        laid_out(
            {"+----------+--------------------------+", "|          |                          |",
             "|  说明    |  +------+------+         |", "|          |  |甲    |  1.00|         |",
             "|          |  +------+------+         |", "|          |  另有文字                |",
             "+----------+--------------------------+"}),
        "|说明|另有文字|\n"
        "|甲|1.00|\n");
}

TEST(RuledTable, PanelsSideBySideAreOneTable) {
    EXPECT_EQ(laid_out({"+------+------+ +------+------+", "|收入  |  1.00| |支出  |  3.00|",
                        "+------+------+ +------+------+", "|其他  |  2.00| |其他  |  4.00|",
                        "+------+------+ +------+------+"}),
              "|收入|1.00|支出|3.00|\n"
              "|其他|2.00|其他|4.00|\n");
}

TEST(RuledTable, ANumberWiderThanItsColumnStaysWhole) {
    Page page = drawn(
        {"+-------+-------+-------+", "|甲     |       |       |", "+-------+-------+-------+"});
    write(page, 108, 75, "123,456,789.00", 10);  // its column ends at 159
    EXPECT_EQ(laid_out({page}), "|甲|123,456,789.00||\n");
}

TEST(RuledTable, TextsThatTouchAtARuleAreTwo) {
    Page page = drawn(
        {"+-------+-------+-------+", "|甲     |       |       |", "+-------+-------+-------+"});
    write(page, 119, 75, "1,000.00", 10);  // ends at the rule, 159
    write(page, 159.5f, 75, "二、外交", 10);
    EXPECT_EQ(laid_out({page}), "|甲|1,000.00|二、外交|\n");
}

TEST(RuledTable, ATextThatOverflowsStaysWhereItBegins) {
    Page page = drawn({"+-------+-------+-------+", "|       |   1.00|   2.00|",
                       "+-------+-------+-------+", "|       |       |   3.00|",
                       "+-------+-------+-------+"});
    write(page, 64, 103, "行政事业单位离退休", 10);
    EXPECT_EQ(laid_out({page}), "||1.00|2.00|\n|行政事业单位离退休||3.00|\n");
}

TEST(RuledTable, RowsWithoutRulesAreDividedBetweenTheirNumbers) {
    EXPECT_EQ(laid_out({"+------------+---------+---------+", "|   项目     |  预算   |  决算   |",
                        "+------------+---------+---------+", "|一、教育    |     1.00|     2.00|",
                        "|            |         |         |", "|二、卫生    |     3.00|         |",
                        "|            |         |         |", "|三、其他    |     4.00|     5.00|",
                        "+------------+---------+---------+"}),
              "|项目|预算|决算|\n"
              "|一、教育|1.00|2.00|\n"
              "|二、卫生|3.00||\n"
              "|三、其他|4.00|5.00|\n");
}

TEST(RuledTable, NumbersSideBySideAreNeverOne) {
    EXPECT_EQ(laid_out({"+------------+---------+---------+", "|   项目     |  预算   |  决算   |",
                        "+------------+---------+---------+", "|一、教育         1.00      2.00 |",
                        "+--------------------------------+"}),
              "|项目|预算|决算|\n"
              "|一、教育|1.00|2.00|\n");
}

// The code is set right, the name left, and next to nothing is between them.
TEST(RuledTable, ANumberThatTouchesATextOverTheRule) {
    const auto touching = [](float gap) {
        Page page = drawn({"+------+----------+", "|编码  |名称      |",  //
                           "+------+----------+", "|      |          |",  //
                           "+------+----------+"});
        write(page, 60 + 3 + 42 - gap / 2 - 18, 103, "201");
        write(page, 60 + 3 + 42 + gap / 2, 103, "教育支出");
        return laid_out({page});
    };
    EXPECT_EQ(touching(2), "|编码|名称|\n|201|教育支出|\n");
    EXPECT_EQ(touching(0), "|编码|名称|\n||201教育支出|\n");
}

TEST(RuledTable, LinesOfACell) {
    EXPECT_EQ(laid_out({"+------------+------------+", "|机关事业单位|  分值      |",
                        "|基本养老保险|  （90）    |", "|缴费支出    |            |",
                        "+------------+------------+"}),
              "|机关事业单位基本养老保险缴费支出|分值\n（90）|\n");
}

TEST(RuledTable, ItemsOfAListInACell) {
    EXPECT_EQ(laid_out({"+------------+------------+", "|1.办公设备  |依据某某办法|",
                        "|共五万元。  |（2025）七号|", "|2.印刷手册九|           。|",
                        "|3.培训      |            |", "+------------+------------+"}),
              "|1.办公设备共五万元。\n2.印刷手册九\n3.培训|依据某某办法（2025）七号。|\n");
}

TEST(RuledTable, NumbersOverSeveralLines) {
    EXPECT_EQ(laid_out({"+--------+--------+", "|371,514,|371,514 |", "|655.00  |655.00  |",
                        "+--------+--------+", "|        |   1.00 |", "|        |   2.00 |",
                        "+--------+--------+"}),
              "|371,514,655.00|371,514\n655.00|\n"
              "||1.00\n2.00|\n");
}

TEST(RuledTable, WhatCannotBeDecodedIsNotReadable) {
    std::vector<Remark> remarks;
    Page page = drawn({"+-------+-------+", "|甲     |       |", "+-------+-------+"});
    write(page, 112, 75, "1\uFFFD0");
    const std::vector<Block> blocks = lay_out({page}, remarks);
    ASSERT_EQ(blocks.size(), 1u);
    EXPECT_TRUE(blocks[0].grid.rows[0][0].readable);
    EXPECT_FALSE(blocks[0].grid.rows[0][1].readable);
}

}  // namespace
}  // namespace mingzhang::read
