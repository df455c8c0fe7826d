#include "read/text_bars.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "read/read.h"

namespace mingzhang::read {
namespace {

// Rows as "3|a|b", the line first; paragraphs as they are.
std::string read(const std::string& text) {
    std::string out;
    for (const Block& block : read_text(text, "a.txt").blocks) {
        if (block.kind != BlockKind::kTable) out += block.text + "\n";
        for (const Row& row : block.grid.rows) {
            out += std::to_string(row.front().place.line);
            for (const GridCell& cell : row) out += "|" + cell.text;
            out += "\n";
        }
    }
    return out;
}

TEST(TextBars, ARowALine) {
    for (const char* text : {"表\n| 项目 | 金额 |\n|------|:----:|\n| 甲 | 1.00 |\n注\n",
                             "表\n项目 | 金额\n---|---\n甲 | 1.00\n注\n",
                             "表\n项目 | 金额 |\n----+----\n甲 | 1.00 |\n注\n",
                             "表\n｜项目｜金额｜\n\n｜甲｜1.00｜\n注\n",
                             "表\n│项目│金额│\n├──┼──┤\n│甲│1.00│\n└──┴──┘\n注\n"}) {
        std::string rows = read(text);
        EXPECT_EQ(text::replace_all(rows, "4|甲", "3|甲"),
                  text::replace_all("表\n2|项目|金额\n4|甲|1.00\n注\n", "4|甲", "3|甲"))
            << text;
    }
}

TEST(TextBars, EmptyCellsAndBarsInCells) {
    EXPECT_EQ(read("| 项目 | 合计 | 其中 |\n"
                   "| 甲\\|乙 | | 1 |\n"
                   "| - | - | - |\n"),
              "1|项目|合计|其中\n"
              "2|甲|乙||1\n"
              "3|-|-|-\n");
}

TEST(TextBars, AlikeLinesWithoutRulesAreATable) {
    EXPECT_EQ(read("项目 | 金额\n甲 | 1\n乙 | 2\n"), "1|项目|金额\n2|甲|1\n3|乙|2\n");
    for (const char* text :
         {"首页 | 公开\n", "首页 | 公开\n上页 | 下页\n", "首页 | 公开\n上页\n甲 | 乙\n",
          "首页 | 公开\n甲 | 乙 | 丙\n丁 | 戊\n"})
        EXPECT_EQ(read(text), text);
}

TEST(TextBars, ACellALine) {
    EXPECT_EQ(
        read("单位：元\n项 目\n|\n金额\n|\n合计\n|\n0.36\n|\n甲\n|\n|\n乙\n|\n0.36\n|\n二、说明\n"),
        "单位：元\n"
        "3|项 目|金额\n"
        "7|合计|0.36\n"
        "11|甲|\n"
        "14|乙|0.36\n"
        "二、说明\n");
    EXPECT_EQ(read("项目 |\n本年 |\n上年 |\n甲 |\n1.00 |\n2.00 |\n乙 |\n|\n3.00 |\n"),
              "1|项目|本年|上年\n"
              "4|甲|1.00|2.00\n"
              "7|乙||3.00\n");
}

// Two columns below two headings or four below one: either is possible, so neither is taken.
TEST(TextBars, ACellALineMustHaveOneReadingOnly) {
    for (const char* text : {"甲 |\n乙 |\n丙 |\n丁 |\n1 |\n2 |\n3 |\n4 |\n",
                             "项目 |\n甲 |\n乙 |\n丙 |\n", "甲 |\n1 |\n乙 |\n2 |\n"})
        EXPECT_EQ(read(text), text);
}

TEST(TextBars, AHeadingThatWasFilledUpReturnsToItsColumns) {
    EXPECT_EQ(read("合计 |\n出国费 |\n车辆购置及运行费 |\n接待费 |\n||\n"
                   "小计 |\n车辆购置费 |\n车辆运行费 |\n|||\n"
                   "9 |\n1 |\n6 |\n2 |\n4 |\n2 |\n"),
              "1|合计|出国费|车辆购置及运行费|||接待费\n"
              "6|||小计|车辆购置费|车辆运行费|\n"
              "10|9|1|6|2|4|2\n");
    // Nothing tells which column the parts belong to.
    const std::string unknown =
        "合计 |\n甲 |\n乙 |\n丙 |\n||\n小计 |\n一 |\n二 |\n|||\n9 |\n1 |\n6 |\n2 |\n4 |\n2 |\n";
    EXPECT_EQ(read(unknown), unknown);
}

}  // namespace
}  // namespace mingzhang::read
