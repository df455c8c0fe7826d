#include <gtest/gtest.h>

#include "read/page_art_test.h"

namespace mingzhang::read {
namespace {

TEST(AlignedTable, ColumnsByTheGapsBetweenThem) {
    EXPECT_EQ(laid_out({"  支出总表", "部门：某局                          单位：万元",
                        "项目                预算数      决算数",
                        "教育支出           10.00          9.00", "社会保障和就业支出  4.00",
                        "合计               14.00          9.00", "注：无"}),
              "支出总表\n"
              "部门：某局\n"
              "单位：万元\n"
              "|项目|预算数|决算数|\n"
              "|教育支出|10.00|9.00|\n"
              "|社会保障和就业支出|4.00||\n"
              "|合计|14.00|9.00|\n"
              "注：无\n");
}

TEST(AlignedTable, TwoPanelsAreOneGrid) {
    EXPECT_EQ(laid_out({"收入               金额     支出               金额",
                        "财政拨款          10.00     教育支出          12.00",
                        "事业收入           5.00     卫生支出           3.00",
                        "合计              15.00     合计              15.00"}),
              "|收入|金额|支出|金额|\n"
              "|财政拨款|10.00|教育支出|12.00|\n"
              "|事业收入|5.00|卫生支出|3.00|\n"
              "|合计|15.00|合计|15.00|\n");
}

TEST(AlignedTable, AWrappedNameBelongsToTheRowItStandsNearTo) {
    Page page = drawn({});
    const auto row = [&](float y, const char* name, const char* number) {
        write(page, 60, y, name);
        if (*number != 0) write(page, 300, y, number);
    };
    row(100, "项目", "金额");
    row(130, "教育支出", "1.00");
    row(160, "机关事业单位基本养老", "2.00");
    row(174, "保险缴费支出", "");
    row(204, "卫生支出", "3.00");
    EXPECT_EQ(laid_out({page}),
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|机关事业单位基本养老保险缴费支出|2.00|\n"
              "|卫生支出|3.00|\n");
}

TEST(AlignedTable, HorizontalRulesDivideRows) {
    EXPECT_EQ(laid_out({"---------------------------------", "项目                   金额      ",
                        "---------------------------------", "机关事业单位                     ",
                        "基本养老保险           1.00      ", "---------------------------------",
                        "卫生支出               2.00      ", "---------------------------------"}),
              "|项目|金额|\n"
              "|机关事业单位基本养老保险|1.00|\n"
              "|卫生支出|2.00|\n");
}

TEST(AlignedTable, AFrameWithoutColumns) {
    EXPECT_EQ(laid_out({"+-------------------------------+", "|项目                   金额    |",
                        "+-------------------------------+", "|教育支出               1.00    |",
                        "+-------------------------------+", "|卫生支出               2.00    |",
                        "+-------------------------------+"}),
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|卫生支出|2.00|\n");
}

TEST(AlignedTable, RowsBelowARuledHeading) {
    EXPECT_EQ(laid_out({"+--------------+----------------+", "|     项目     |      金额      |",
                        "+--------------+----------------+", " 教育支出                  1.00 ",
                        " 卫生支出                  2.00 ", "", "注：无"}),
              "|项目|金额|\n"
              "|教育支出|1.00|\n"
              "|卫生支出|2.00|\n"
              "注：无\n");
}

TEST(AlignedTable, ProseIsNone) {
    EXPECT_EQ(
        laid_out({"    第一部分  概况", "    一、主要职责", "    负责某事，金额  12.00万元。"}),
        "# 第一部分 概况\n"
        "# 一、主要职责\n"
        "负责某事，金额 12.00万元。\n");
}

}  // namespace
}  // namespace mingzhang::read
