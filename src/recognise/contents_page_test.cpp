#include "recognise/contents_page.h"

#include <gtest/gtest.h>

namespace mingzhang::recognise {
namespace {

// How many lines behind 目录 are entries.
std::size_t entries(const std::vector<std::string>& lines) {
    SourceDocument source;
    for (const std::string& line : lines) {
        Block block;
        block.text = line;
        source.blocks.push_back(std::move(block));
    }
    const ContentsPage page = contents_page(source);
    return page.last - page.first;
}

TEST(ContentsPage, NumberedLinesUntilOneComesAgain) {
    EXPECT_EQ(entries({"某局", "目  录", "第一部分 概况", "一、职责", "二、机构", "表一 收支总表",
                       "第一部分 概况", "一、职责"}),
              4U);
    EXPECT_EQ(entries({"目录", "一、职责", "二、机构", "1. 2026年收支总表", "2. 2026年收入总表",
                       "某局主要职责"}),
              4U);
    EXPECT_EQ(entries({"目录", "第二部分 报表", "收支总表", "收入总表", "支出总表", "第二部分 报表",
                       "收支总表", "收入总表", "支出总表"}),
              4U);
    EXPECT_EQ(entries({"目录", "一、职责", "二、机构", "某局"}), 0U);  // too few to tell
    EXPECT_EQ(entries({"一、职责", "二、机构", "三、甲", "四、乙"}), 0U);
}

TEST(ContentsPage, Leaders) {
    EXPECT_EQ(without_leader("一、收入预算……………3"), "一、收入预算");
    EXPECT_EQ(without_leader("一、收入预算......3"), "一、收入预算");
    EXPECT_EQ(without_leader("一、收入预算"), "一、收入预算");
}

}  // namespace
}  // namespace mingzhang::recognise
