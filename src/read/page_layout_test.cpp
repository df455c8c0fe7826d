#include "read/page_layout.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

#include "read/page_art_test.h"

namespace mingzhang::read {
namespace {

const std::vector<std::string_view> kTable{"+---------+---------+", "|甲       |     1.00|",
                                           "+---------+---------+", "|乙       |     2.00|",
                                           "+---------+---------+"};

// The page turned a quarter: its left side becomes its bottom, or its top.
Page turned(Page page, bool left) {
    const auto turn = [&](Box& b) {
        b = left ? Box{b.top, page.width - b.right, b.bottom, page.width - b.left}
                 : Box{page.height - b.bottom, b.left, page.height - b.top, b.right};
    };
    for (Glyph& g : page.glyphs) {
        turn(g.box);
        g.turned = true;
    }
    for (Box& b : page.lines) turn(b);
    std::swap(page.width, page.height);
    return page;
}

TEST(LayOut, ATurnedPageIsReadUpright) {
    std::vector<Remark> remarks;
    const std::vector<Block> upright = lay_out({drawn(kTable)}, remarks);
    for (const bool left : {true, false}) {
        const Page page = turned(drawn(kTable), left);
        const std::vector<Block> blocks = lay_out({page}, remarks);
        EXPECT_EQ(shown(blocks), shown(upright));
        // Places are those of the page as it is displayed.
        const Box box = blocks[0].grid.rows[0][0].place.box;
        EXPECT_NEAR(box.right - box.left, 28, 0.1);
        EXPECT_NEAR(box.bottom - box.top, 60, 0.1);
    }
}

TEST(LayOut, PlacesCountLinesAndRows) {
    std::vector<Remark> remarks;
    Page first = drawn({"标题"}, 1), second = drawn(kTable, 2);
    const std::vector<Block> blocks = lay_out({first, second}, remarks);
    ASSERT_EQ(blocks.size(), 2u);
    EXPECT_EQ(blocks[0].place.line, 1);
    EXPECT_EQ(blocks[0].place.page, 1);
    EXPECT_EQ(blocks[0].place.box, (Box{60, 61, 84, 73}));
    EXPECT_EQ(blocks[1].place.line, 2);
    EXPECT_EQ(blocks[1].grid.rows[1][0].place.line, 3);
    EXPECT_EQ(blocks[1].grid.rows[1][0].place.page, 2);
    EXPECT_TRUE(blocks[1].grid.spans_known);
}

TEST(LayOut, RunningHeadsFeetAndPageNumbersAreLeftOut) {
    const char* const feet[] = {"1", "2", "3"};
    const char* const others[] = {"第1页 共3页", "— 2 —", "3/3"};
    for (const auto& foot : {feet, others}) {
        std::vector<Page> pages;
        for (int n = 1; n <= 3; ++n) {
            Page page = drawn({}, n);
            write(page, 84, 200, "第" + std::to_string(n) + "段文字。");
            write(page, 60, 30, "某局部门预算", 9);
            write(page, 300, 810, foot[n - 1], 9);
            pages.push_back(page);
        }
        EXPECT_EQ(laid_out(pages), "第1段文字。\n第2段文字。\n第3段文字。\n");
    }
}

TEST(LayOut, NumbersOfTablesAreNoPageNumbers) {
    std::vector<Page> pages;
    for (int n = 1; n <= 3; ++n) {
        Page page = drawn(kTable, n);
        write(page, 60, 30, "公开0" + std::to_string(n) + "表", 9);
        write(page, 400, 45, "单位：万元", 9);
        pages.push_back(page);
    }
    EXPECT_EQ(laid_out(pages),
              "公开01表\n单位：万元\n|甲|1.00|\n|乙|2.00|\n"
              "公开02表\n单位：万元\n|甲|1.00|\n|乙|2.00|\n"
              "公开03表\n单位：万元\n|甲|1.00|\n|乙|2.00|\n");
}

TEST(LayOut, APageWithoutTextButWithPicturesWasScanned) {
    Page scan = drawn({}, 2);
    scan.images.push_back({0, 0, 600, 840});
    EXPECT_EQ(laid_out({drawn({"标题"}, 1), scan, drawn({}, 3)}),
              "标题\n<picture>\nremark scanned-page page 2\n");
    // What was recognised in the picture is a guess.
    write(scan, 60, 60, "1.00");
    for (Glyph& g : scan.glyphs) g.invisible = true;
    EXPECT_EQ(laid_out({scan}), "<picture>\nremark scanned-page page 2\n");
}

TEST(LayOut, LabelsOfAChartAreLeftOut) {
    Page page = drawn(
        {"    收入构成如下。", "+--------------------------------------+",
         "|        收入构成                      |", "|                    41.43%            |",
         "|   9.02%                     其他     |", "|                                      |",
         "+--------------------------------------+", "    支出构成如下。"});
    page.curves = 12;
    EXPECT_EQ(laid_out({page}), "收入构成如下。\n<picture>\n支出构成如下。\n");
}

TEST(LayOut, BoldImitatedByDrawingTwiceIsOneText) {
    Page page = drawn({"金额12.00"});
    const std::vector<Glyph> glyphs = page.glyphs;
    for (Glyph g : glyphs) {
        g.box.left += 0.3f;
        g.box.right += 0.3f;
        page.glyphs.push_back(g);
    }
    EXPECT_EQ(laid_out({page}), "金额12.00\n");
}

TEST(LayOut, UnsoundPagesAreHarmless) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float far = std::numeric_limits<float>::max();
    Page page = drawn(kTable);
    for (const Box& b : {Box{nan, 1, 2, 3}, Box{-far, -far, far, far}, Box{5, 5, 1, 1}}) {
        page.lines.push_back(b);
        page.areas.push_back(b);
        page.images.push_back(b);
        page.glyphs.push_back({U'甲', b, nan});
    }
    page.glyphs.push_back({0xD800, {300, 300, 310, 310}, 0});
    EXPECT_EQ(laid_out({page}), "|甲|1.00|\n|乙|2.00|\n\uFFFD\n");
    page.width = page.height = nan;
    laid_out({page});
    EXPECT_EQ(laid_out(std::vector<Page>{}), "");
}

TEST(LayOut, APageOfAMillionLinesIsRefused) {
    Page page = drawn({}, 7);
    for (int i = 0; i < 1'000'000; ++i) {
        const float at = 0.001f * static_cast<float>(i % 1000);
        page.lines.push_back({at, at, at + 500, at});
    }
    EXPECT_EQ(laid_out({page}), "remark page-too-complex page 7\n");
}

TEST(LayOut, ManyCrossingRulesTakeLittleTime) {
    Page page = drawn({"文字"}, 7);
    for (int i = 0; i < 20'000; ++i) {
        const float at = 5.f * static_cast<float>(i);
        rule(page, 0, at, 99'000, at);
        rule(page, at, 0, at, 99'000);
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(laid_out({page}), "文字\nremark page-too-complex page 7\n");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace mingzhang::read
