#include "publish/text_layout.h"

#include <gtest/gtest.h>

namespace mingzhang::publish {
namespace {

TEST(ColumnsOf, CountsTwoForChinese) {
    EXPECT_EQ(columns_of("215.51"), 6);
    EXPECT_EQ(columns_of("215.51 万元"), 11);
    EXPECT_EQ(columns_of("（３）"), 6);
    EXPECT_EQ(columns_of("e\u0301"), 1);
    EXPECT_EQ(columns_of(""), 0);
}

TEST(Fitted, FillsOrCuts) {
    EXPECT_EQ(fitted("表三", 6), "表三  ");
    EXPECT_EQ(fitted("支出总表", 8), "支出总表");
    EXPECT_EQ(fitted("支出总表", 7), "支出总…");
    EXPECT_EQ(fitted("支出总表", 6), "支出… ");
    EXPECT_EQ(right_aligned("48", 4), "  48");
    EXPECT_EQ(right_aligned("已证", 3), "已证");
}

TEST(Wrapped, BreaksBetweenCharactersButNotInsideNumbers) {
    EXPECT_EQ(wrapped("合计至多为215.16万元", 12, 0), "合计至多为\n215.16万元");
    EXPECT_EQ(wrapped("a number 215.16 here", 12, 2), "a number\n  215.16\n  here");
    EXPECT_EQ(wrapped("一二三四，五", 8, 0), "一二三\n四，五");
    EXPECT_EQ(wrapped("一二三（四）", 8, 0), "一二三\n（四）");
}

TEST(Wrapped, KeepsOneLineWithoutAWidth) {
    EXPECT_EQ(wrapped("一二三四", 0, 0), "一二三四");
    EXPECT_EQ(wrapped("一二三四", 2, 4), "一二三四");
    EXPECT_EQ(wrapped("", 10, 0), "");
}

TEST(Wrapped, CutsWhatHasNoBreak) { EXPECT_EQ(wrapped("12345678", 5, 1), "1234\n 5678"); }

}  // namespace
}  // namespace mingzhang::publish
