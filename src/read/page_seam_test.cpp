#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/page_art_test.h"

namespace mingzhang::read {
namespace {

using Lines = std::vector<std::string_view>;

// The first lines stand at the foot of a page, the others at the head of the next.
std::string over_a_page_end(const Lines& first, const Lines& second) {
    Lines foot(50 - first.size(), "");
    foot.insert(foot.end(), first.begin(), first.end());
    return laid_out({drawn(foot, 1), drawn(second, 2)});
}

// Rows of code, name and amount. Every name but the last of the first page is short.
std::string rows(const Lines& last, const Lines& next) {
    Lines first{"+-------+-------------+---------+", "|编码   |    名称     |  金额   |",
                "+-------+-------------+---------+", "|201    |一般公共服务 |     1.00|",
                "+-------+-------------+---------+", "|205    |教育         |     2.00|",
                "+-------+-------------+---------+"};
    first.insert(first.end(), last.begin(), last.end());
    Lines second = next;
    second.insert(second.end(), {"|221    |住房保障     |     4.00|",  //
                                 "+-------+-------------+---------+"});
    const std::string head =
        "|编码|名称|金额|\n"
        "|201|一般公共服务|1.00|\n"
        "|205|教育|2.00|\n";
    const std::string tail = "|221|住房保障|4.00|\n", out = over_a_page_end(first, second);
    if (!out.starts_with(head) || !out.ends_with(tail)) return "the rest differs: " + out;
    return out.substr(head.size(), out.size() - head.size() - tail.size());
}

constexpr std::string_view kRule = "+-------+-------------+---------+";
constexpr std::string_view kNoRule = "|       |             |         |";

TEST(PageSeam, TheRestOfANameHasNoCodeAndNoAmount) {
    EXPECT_EQ(rows({"|20805  |行政事业单位 |     3.00|", kRule},
                   {kRule, "|       |养老支出     |         |", kRule}),
              "|20805|行政事业单位养老支出|3.00|\n");
}

TEST(PageSeam, TheAmountMayStandOnTheOtherPage) {
    EXPECT_EQ(rows({"|20805  |行政事业单位 |         |", kRule},
                   {kRule, "|       |养老支出     |     3.00|", kRule}),
              "|20805|行政事业单位养老支出|3.00|\n");
}

TEST(PageSeam, AFigureOfEachIsTwoRows) {
    EXPECT_EQ(rows({"|20805  |行政事业单位 |     3.00|", kRule},
                   {kRule, "|       |养老支出     |     3.00|", kRule}),
              "|20805|行政事业单位|3.00|\n"
              "||养老支出|3.00|\n");
    EXPECT_EQ(rows({"|20805  |行政事业单位 |     3.00|"},
                   {kNoRule, "|       |养老支出     |     3.00|", kRule}),
              "|20805|行政事业单位|3.00|\n"
              "||养老支出|3.00|\n");
    EXPECT_EQ(rows({"|20805  |行政事业单位 |       — |", kRule},
                   {kRule, "|       |养老支出     |       — |", kRule}),
              "|20805|行政事业单位|—|\n"
              "||养老支出|—|\n");
}

TEST(PageSeam, ACodeBeginsARow) {
    EXPECT_EQ(rows({"|208    |行政事业单位 |         |", kRule},
                   {kRule, "|20805  |养老支出     |     3.00|", kRule}),
              "|208|行政事业单位||\n"
              "|20805|养老支出|3.00|\n");
    EXPECT_EQ(rows({"|208    |行政事业单位 |     3.00|", kRule},
                   {kRule, "|20805  |养老支出     |         |", kRule}),
              "|208|行政事业单位|3.00|\n"
              "|20805|养老支出||\n");
}

TEST(PageSeam, AnotherRowLikeItIsARow) {
    EXPECT_EQ(rows({"|       |其中         |         |", kRule,  //
                    "|20805  |行政事业单位 |     3.00|", kRule},
                   {kRule, "|       |养老支出     |         |", kRule}),
              "||其中||\n"
              "|20805|行政事业单位|3.00|\n"
              "||养老支出||\n");
}

TEST(PageSeam, AShortNameIsWhole) {
    EXPECT_EQ(rows({"|20805  |行政单位     |     3.00|", kRule},
                   {kRule, "|       |养老支出     |         |", kRule}),
              "|20805|行政单位|3.00|\n"
              "||养老支出||\n");
}

// No rule closes the row on either page: it is one whatever its texts are.
TEST(PageSeam, AnOpenRowIsOne) {
    EXPECT_EQ(rows({"|20805  |行政单位     |         |"},
                   {kNoRule, "|       |养老支出     |     3.00|", kRule}),
              "|20805|行政单位\n养老支出|3.00|\n");
}

TEST(PageSeam, BelowARepeatedHeading) {
    EXPECT_EQ(rows({"|20805  |行政事业单位 |     3.00|", kRule},
                   {kRule, "|编码   |    名称     |  金额   |", kRule,
                    "|       |养老支出     |         |", kRule}),
              "|20805|行政事业单位养老支出|3.00|\n");
}

// Names stand in the first column.
std::string names(const Lines& last, const Lines& next) {
    Lines first{"+-------------+---------+", "|    名称     |  金额   |",
                "+-------------+---------+", "|教育         |     2.00|",
                "+-------------+---------+"};
    first.insert(first.end(), last.begin(), last.end());
    const std::string head = "|名称|金额|\n|教育|2.00|\n";
    const std::string out = over_a_page_end(first, next);
    return out.starts_with(head) ? out.substr(head.size()) : "the rest differs: " + out;
}

TEST(PageSeam, AFirstNameGoesOnUnlessAnOrdinalBeginsIt) {
    const std::string_view rule = "+-------------+---------+";
    EXPECT_EQ(names({"|行政事业单位 |     3.00|", rule},
                    {rule, "|养老支出     |         |", rule, "|住房保障     |     4.00|", rule}),
              "|行政事业单位养老支出|3.00|\n"
              "|住房保障|4.00|\n");
    EXPECT_EQ(names({"|行政事业单位 |     3.00|", rule},
                    {rule, "|二、养老支出 |         |", rule, "|住房保障     |     4.00|", rule}),
              "|行政事业单位|3.00|\n"
              "|二、养老支出||\n"
              "|住房保障|4.00|\n");
    // A heading of rows, and the first of them.
    EXPECT_EQ(names({"|行政事业单位 |         |", rule},
                    {rule, "|养老支出     |     3.00|", rule, "|住房保障     |     4.00|", rule}),
              "|行政事业单位||\n"
              "|养老支出|3.00|\n"
              "|住房保障|4.00|\n");
}

TEST(PageSeam, ABracketOrAListGoesOn) {
    const std::string_view rule = "+-------------+-------------+";
    const auto form = [&](std::string_view above, std::string_view below) {
        return over_a_page_end({rule, "|名称         |系统         |", rule, above, rule},
                               {rule, below, rule, "|单位         |某处         |", rule});
    };
    EXPECT_EQ(form("|依据（法律、 |某某办法规定 |", "|规章）       |的其他事项   |"),
              "|名称|系统|\n|依据（法律、规章）|某某办法规定的其他事项|\n|单位|某处|\n");
    EXPECT_EQ(form("|制度（一）和 |某某办法规定 |", "|规章         |的其他事项   |"),
              "|名称|系统|\n|制度（一）和|某某办法规定|\n|规章|的其他事项|\n|单位|某处|\n");
}

// All other names of the column have an ordinal; none of these rows has an amount.
TEST(PageSeam, TheRestOfANameLacksTheOrdinal) {
    const std::string_view rule = "+-------------+---------+";
    const auto list = [&](std::string_view below) {
        return over_a_page_end(
            {rule, "|一、教育     |         |", rule, "|二、农林水   |         |", rule,
             "|三、自然资源 |         |", rule},
            {rule, below, rule, "|四、住房保障 |         |", rule});
    };
    EXPECT_EQ(list("|气象支出     |         |"),
              "|一、教育||\n|二、农林水||\n|三、自然资源气象支出||\n|四、住房保障||\n");
    EXPECT_EQ(list("|支出合计     |         |"),
              "|一、教育||\n|二、农林水||\n|三、自然资源||\n|支出合计||\n|四、住房保障||\n");
}

TEST(PageSeam, ATableThatDoesNotFillItsPageEndsARow) {
    const Lines first{"+-------+-------------+---------+", "|205    |教育         |     2.00|",
                      "+-------+-------------+---------+", "|20805  |行政事业单位 |     3.00|",
                      "+-------+-------------+---------+"};
    Lines early(33, ""), second{kRule, "|       |养老支出     |         |", kRule,
                                "|221    |住房         |     4.00|", kRule};
    early.insert(early.end(), first.begin(), first.end());
    Lines full(50, "甲");
    EXPECT_THAT(laid_out({drawn(early, 1), drawn(second, 2), drawn(full, 3)}),
                testing::StartsWith("|205|教育|2.00|\n"
                                    "|20805|行政事业单位|3.00|\n"
                                    "||养老支出||\n"
                                    "|221|住房|4.00|\n"));
}

TEST(PageSeam, TheTextOfAFormGoesOnWithAnotherParagraph) {
    EXPECT_EQ(over_a_page_end({"+------+---------------------+",  //
                               "|名称  |                 系统|",  //
                               "+------+---------------------+",  //
                               "|目标  |1.完成系统的建设，并 |",  //
                               "|      |运行。               |",  //
                               "+------+---------------------+"},
                              {"+------+---------------------+",  //
                               "|      |2.提高质量。         |",  //
                               "+------+---------------------+",  //
                               "|单位  |某处                 |",  //
                               "+------+---------------------+"}),
              "|名称|系统|\n"
              "|目标|1.完成系统的建设，并运行。\n2.提高质量。|\n"
              "|单位|某处|\n");
}

TEST(PageSeam, AMergedLabelGoesOnBelowItsRule) {
    const Lines first{"+------+------+---------+", "|一级  |二级  |   指标值|",
                      "+------+------+---------+", "|产出  |数量  |       10|",
                      "+------+------+---------+"};
    EXPECT_EQ(over_a_page_end(first, {"+------+------+---------+", "|      |质量  |       20|",
                                      "|      +------+---------+", "|      |时效  |       30|",
                                      "+------+------+---------+"}),
              "|一级|二级|指标值|\n"
              "|产出{3×1}|数量|10|\n"
              "|^|质量|20|\n"
              "|^|时效|30|\n");
    // Here labels may be missing.
    EXPECT_EQ(over_a_page_end(first, {"+------+------+---------+", "|      |质量  |       20|",
                                      "+------+------+---------+", "|      |时效  |       30|",
                                      "+------+------+---------+"}),
              "|一级|二级|指标值|\n"
              "|产出|数量|10|\n"
              "||质量|20|\n"
              "||时效|30|\n");
}

}  // namespace
}  // namespace mingzhang::read
