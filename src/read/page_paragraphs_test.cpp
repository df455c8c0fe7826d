#include <gtest/gtest.h>

#include "read/page_art_test.h"

namespace mingzhang::read {
namespace {

TEST(Paragraphs, FirstLinesAreIndentedAndLastOnesShort) {
    EXPECT_EQ(laid_out({"    二〇二六年收入预算一百万元，比上年增长一成，主",
                        "要原因是人员增加；支出预算一百万元，比上年增长一成",
                        "，主要原因是业务增加。", "    其中项目支出五十万元。"}),
              "二〇二六年收入预算一百万元，比上年增长一成，主要原因是人员增加；支出预算一百万元，"
              "比上年增长一成，主要原因是业务增加。\n"
              "其中项目支出五十万元。\n");
}

TEST(Paragraphs, GoOnOverAPageEnd) {
    const std::vector<std::string_view> first{"    二〇二六年收入预算一百万元，比上年增长一成，主",
                                              "要原因是人员增加；支出预算一百万元，比上年增长3.45"};
    const std::vector<std::string_view> second{"%，主要原因是业务增加。",
                                               "    其中项目支出五十万元。"};
    Page one = drawn(first, 1), two = drawn(second, 2);
    write(one, 300, 800, "12", 9);
    write(two, 300, 800, "13", 9);
    EXPECT_EQ(laid_out({one, two}),
              "二〇二六年收入预算一百万元，比上年增长一成，主要原因是人员增加；支出预算一百万元，"
              "比上年增长3.45%，主要原因是业务增加。\n"
              "其中项目支出五十万元。\n");
}

TEST(Paragraphs, APictureDoesNotEndThem) {
    Page one = drawn({"    二〇二六年收入预算一百万元，比上年增长一成，主"}, 1);
    Page two = drawn({"", "", "", "", "", "", "", "", "", "", "要原因是人员增加。"}, 2);
    two.images.push_back({100, 80, 300, 180});
    EXPECT_EQ(laid_out({one, two}),
              "二〇二六年收入预算一百万元，比上年增长一成，主要原因是人员增加。\n"
              "<picture>\n");
}

TEST(Paragraphs, HeadingsBySizeWeightAndOrdinal) {
    Page page =
        drawn({"", "", "", "    一、主要职责", "    负责某事务的管理工作和协调工作，并且承担其他",
               "交办的工作。", "    （一）收入", "    收入预算一百万元。"});
    write(page, 200, 60, "第一部分", 24);
    write(page, 84, 174, "说明", 12, true);
    EXPECT_EQ(laid_out({page}),
              "# 第一部分\n"
              "# 一、主要职责\n"
              "负责某事务的管理工作和协调工作，并且承担其他交办的工作。\n"
              "# （一）收入\n"
              "收入预算一百万元。\n"
              "# 说明\n");
}

TEST(Paragraphs, ATitleOverTwoLinesIsOne) {
    Page page = drawn({"", "", "", "", "", "",
                       "    负责某事务的管理工作和协调工作，并且承担其他一些", "交办的工作。"});
    write(page, 168, 60, "某市某局", 24);
    write(page, 144, 100, "年度部门预算", 24);
    EXPECT_EQ(laid_out({page}),
              "# 某市某局年度部门预算\n"
              "负责某事务的管理工作和协调工作，并且承担其他一些交办的工作。\n");
}

TEST(Paragraphs, ATitleOfATableOverTwoLinesIsOne) {
    EXPECT_EQ(laid_out({"      某某专项经费", "       绩效目标表", "+----------+---------+",
                        "|项目      |     1.00|", "+----------+---------+"}),
              "某某专项经费绩效目标表\n"
              "|项目|1.00|\n");
}

TEST(Paragraphs, CaptionsSideBySideAreTwo) {
    EXPECT_EQ(laid_out({"                支出总表", "部门：某局              单位：万元",
                        "+---------------+----------------+", "|教育支出       |            1.00|",
                        "+---------------+----------------+"}),
              "支出总表\n"
              "部门：某局\n"
              "单位：万元\n"
              "|教育支出|1.00|\n");
    EXPECT_EQ(laid_out({"部门：          某局      单位：万元"}), "部门： 某局\n单位：万元\n");
}

TEST(Paragraphs, ContentsKeepTitleAndPage) {
    EXPECT_EQ(laid_out({"             目录", "一、主要职责………………………3",
                        "二、机构设置.................12", "  （一）内设机构..............12"}),
              "# 目录\n"
              "一、主要职责\t3\n"
              "二、机构设置\t12\n"
              "（一）内设机构\t12\n");
    EXPECT_EQ(laid_out({"一、主要职责              3", "二、机构设置              4",
                        "三、预算表               12"}),
              "一、主要职责\t3\n"
              "二、机构设置\t4\n"
              "三、预算表\t12\n");
}

TEST(Paragraphs, AListIsNoParagraph) {
    EXPECT_EQ(laid_out({"一、收入总表", "二、支出总表", "三、财政拨款收支总表",
                        "四、一般公共预算支出表", "五、政府性基金支出表", "六、项目支出表"}),
              "一、收入总表\n二、支出总表\n三、财政拨款收支总表\n四、一般公共预算支出表\n"
              "五、政府性基金支出表\n六、项目支出表\n");
    EXPECT_EQ(laid_out({"第一部分  某局二〇二六年部门预算表", "一、收入总表", "二、支出总表",
                        "第二部分  某局二〇二六年预算的说明", "三、某局二〇二六年收入支出的说明",
                        "四、其他的说明"}),
              "第一部分 某局二〇二六年部门预算表\n一、收入总表\n二、支出总表\n"
              "第二部分 某局二〇二六年预算的说明\n三、某局二〇二六年收入支出的说明\n"
              "四、其他的说明\n");
}

TEST(Paragraphs, ATextThatStandsThereAgainTellsNoMargin) {
    std::vector<std::string_view> lines;
    for (int i = 0; i < 5; ++i)
        lines.insert(lines.end(), {"某年某部门收入支出预算总表", "部门名称：某某县某局", "+--+--+",
                                   "|甲|乙|", "+--+--+", "注：无"});
    lines.push_back("                                                                        ");
    Page page = drawn(lines);
    page.width = 600;
    std::string table = "|甲|乙|\n", expected;
    for (int i = 0; i < 5; ++i)
        expected += "某年某部门收入支出预算总表\n部门名称：某某县某局\n" + table + "注：无\n";
    EXPECT_EQ(laid_out({page}), expected);
}

}  // namespace
}  // namespace mingzhang::read
