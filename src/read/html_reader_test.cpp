#include "read/html_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/shown_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;

SourceDocument read(const std::string& html) { return read_html(html, "a.html").value(); }
std::string shown(const std::string& html) { return shown_blocks(read(html)); }
std::string remarks(const std::string& html) { return shown_remarks(read(html)); }

TEST(Html, ParagraphsHeadingsAndBreaks) {
    EXPECT_EQ(
        shown(
            "<html><body><h2>一、概况</h2><p>&nbsp;&nbsp;某局\n 负责 <b>某</b>事，\n2026年<br/>次行"
            "<div>块<p>内</div>尾<pre>列\n表</pre><ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>"),
        "1 ## 一、概况\n2 某局负责 某事， 2026年\n3 次行\n4 块\n5 内\n6 尾\n7 列\n8 表\n"
        "9 3. 甲\n10 4. 乙\n11 丙\n");
}

TEST(Html, EntitiesAndInvisibleCharacters) {
    EXPECT_EQ(
        shown("<p>&lt;p&gt;&ldquo;三公&rdquo;&amp;&#19968;&#x4E8C;&hellip;1&#8203;2&unknown;</p>"),
        "1 <p>“三公”&一二…12&unknown;\n");
}

TEST(Html, TablesWithSpans) {
    EXPECT_EQ(shown("<table><caption>表一</caption><tfoot><tr><td>合计<td>3<td>3</tfoot>"
                    "<thead><tr><th rowspan=2>项目<th colspan=2>支出<tr><th>基本<th>项目</thead>"
                    "<tbody><tr><td>甲<td>1.00<td>2,000.50</table>"),
              "1 表一\n"
              "2 table\n"
              "2 |项目 {2x1} |支出 {1x2} |<\n"
              "3 |< |基本 |项目\n"
              "4 |甲 |1.00 |2,000.50\n"
              "5 |合计 |3 |3\n");
}

TEST(Html, TitleUnitAndNoteInsideATable) {
    EXPECT_EQ(
        shown("<table><tr><td colspan=3>支出总表</td></tr><tr><td></td><td></td><td>单位：万元</td>"
              "</tr><tr><td>项目</td><td>基本</td><td>合计</td></tr><tr><td>甲</td><td>1</td>"
              "<td>1</td></tr><tr><td>&nbsp;</td><td></td><td></td></tr><tr><td "
              "colspan=3>收入总表</td>"
              "</tr><tr><td>项目</td><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>2</td><td>3</td>"
              "</tr></table>"),
        "1 支出总表\n2 单位：万元\n3 table\n3 |项目 |基本 |合计\n4 |甲 |1 |1\n"
        "5 收入总表\n6 table\n6 |项目 |甲 |乙\n7 |丙 |2 |3\n");
}

TEST(Html, WhatStandsBesideTheContentIsLeftOut) {
    const std::string links =
        "<li><a href='/1'>栏目</a><li><a href='/2'>栏目</a><li><a href='/3'>栏</a>";
    const std::string text =
        "<p>某局负责某项工作，二〇二六年安排支出若干，主要用于日常公用等方面。</p>";
    EXPECT_EQ(
        shown("<div class='topNav'><a href='/'>首页</a></div><nav>导航</nav><header>站名</header>"
              "<ul>" +
              links + "</ul><div id=main><h1>部门预算</h1>" + text + text +
              "<p><a href='b.html'>细</a>则见文</p></div><div class=footer>主办：某府</div>"
              "<footer>版权</footer><script>var a='<p>x</p>'</script><noscript>无</noscript>"),
        "1 # 部门预算\n2 某局负责某项工作，二〇二六年安排支出若干，主要用于日常公用等方面。\n"
        "3 某局负责某项工作，二〇二六年安排支出若干，主要用于日常公用等方面。\n4 细则见文\n");
}

TEST(Html, ASheetSavedAsAPage) {
    const std::string rows =
        "<tr><td>收支总表</td></tr><tr><td></td><td>单位：万元</td></tr>"
        "<tr><td class=x>项目</td><td class=x>金额</td></tr><tr><td class=x>甲</td><td "
        "class=x>1.00</td>"
        "</tr><tr><td>支出说明</td></tr><tr><td>支出总表</td></tr><tr><td class=x>项目</td>"
        "<td class=x>金额</td></tr><tr><td class=x>乙</td><td class=x>2.00</td></tr>";
    const std::string blocks =
        "1 收支总表\n2 单位：万元\n3 table\n3 |项目 |金额\n4 |甲 |1.00\n5 支出说明\n6 支出总表\n"
        "7 table\n7 |项目 |金额\n8 |乙 |2.00\n";
    EXPECT_EQ(shown("<style><!-- .x {border: .5pt solid windowtext} --></style><table>" + rows +
                    "</table>"),
              blocks);
    EXPECT_EQ(
        shown("<table>" + text::replace_all(rows, "class=x", "style='border-top: 1px solid #000'") +
              "</table>"),
        blocks);
}

TEST(Html, ATableWithNumbersIsNeverLeftOut) {
    EXPECT_EQ(shown("<footer class=nav><table><tr><td><a href=/a>甲</a><td><a href=/b>1.00</a><tr>"
                    "<td><a href=/c>乙</a><td><a href=/d>2.00</a></table></footer>"),
              "1 table\n1 |甲 |1.00\n2 |乙 |2.00\n");
}

TEST(Html, LayoutTablesAreUnwrapped) {
    EXPECT_EQ(
        shown("<table><tr><td><a href=/1>栏目</a> <a href=/2>栏目</a> <a href=/3>栏</a></td><td>"
              "<h1>预算</h1><table><tr><td>甲<td>1.0<tr><td>乙<td>2.0</table><p>尾</td></tr></"
              "table>"),
        "1 # 预算\n2 table\n2 |甲 |1.0\n3 |乙 |2.0\n4 尾\n");
    std::string column;
    for (int i = 0; i < 8; ++i) column += "<p>第" + std::to_string(i) + "段</p>";
    EXPECT_THAT(shown("<table><tr><td>左</td><td>" + column + "</td></tr></table>"),
                HasSubstr("1 左\n2 第0段\n"));
}

TEST(Html, HiddenElementsAreLeftOutAndSaid) {
    const std::string page =
        "<style>.gone, #off {display: none} @media print {.shown{display:none}} p "
        "{color:red}</style>"
        "<p class='a gone'>隐</p><p id=off>隐</p><p style='display : NONE'>隐</p><p hidden>隐</p>"
        "<p class=shown>显</p><table><col><col style='display:none'><col>"
        "<tr><td>甲<td>旧<td>1.0<tr "
        "style='display:none'><td>乙<td>旧<td>2<tr><td>丙<td>旧<td>3.0</table>";
    EXPECT_EQ(shown(page), "1 显\n2 table\n2 |甲 |1.0\n3 |丙 |3.0\n");
    EXPECT_EQ(remarks(page), "hidden-text count=4\nhidden-rows count=1\nhidden-columns count=1\n");
}

TEST(Html, PicturesFramesAndAttachments) {
    const std::string page =
        "<p>见图<img src=icon.gif>示</p><p><img src=t.png width=800 height='600px'></p>"
        "<p><img src=logo.png width=90></p><p><img src=unknown.jpg></p>"
        "<iframe src='https://x/y.pdf' height=500></iframe><iframe src='x' height=0></iframe>"
        "<p><a href='/f/b.XLSX?d=1'>附件1：表格</a></p>";
    EXPECT_EQ(shown(page), "1 见图示\n2 picture\n3 picture\n4 附件1：表格\n");
    EXPECT_EQ(remarks(page),
              "picture-not-read!\npicture-not-read!\nframe-not-read! target=https://x/y.pdf\n"
              "attachment name=附件1：表格 target=/f/b.XLSX?d=1\n");
}

TEST(Html, Encodings) {
    const std::string gb = "<html><meta charset=gb2312><p>\xCF\xEE\xC4\xBF</p>";
    EXPECT_EQ(shown(gb), "1 项目\n");
    EXPECT_EQ(remarks(gb), "decoded-gb18030\n");
    EXPECT_EQ(shown("\xEF\xBB\xBF<p>项目</p>"), "1 项目\n");
    std::string broken = "<meta charset=\"utf-8\"><p>\xE9\xA1</p>";
    for (int i = 0; i < 400; ++i) broken += "<p>项目</p>";
    EXPECT_THAT(shown(broken), HasSubstr("1 \xEF\xBF\xBD\n2 项目\n"));
    EXPECT_EQ(remarks(broken), "wrong-characters\n");
}

TEST(Html, TheTitleIsAHeadingWhereThereIsNoOther) {
    EXPECT_EQ(shown("<title>某局\n 2026年预算</title><p>文</p>"), "1 # 某局 2026年预算\n2 文\n");
    EXPECT_EQ(shown("<title>站名</title><h3>题</h3><p>文</p>"), "1 ### 题\n2 文\n");
}

TEST(Html, BrokenPages) {
    EXPECT_EQ(shown("<table><tr><td>甲<td>1.0<tr><td>乙<td>2.0"),
              "1 table\n1 |甲 |1.0\n2 |乙 |2.0\n");
    EXPECT_EQ(shown("<p>甲<p>乙</b></i><p>丙</"), "1 甲\n2 乙\n3 丙\n");
    EXPECT_FALSE(read_html("", "a"));
}

TEST(Html, LimitsOfNestingTagsAndAttributes) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "<div>";
    EXPECT_EQ(read_html(deep + "x", "a").error().what,
              "The page nests its tags more than 500 deep");
    std::string wide = "<p";
    for (int i = 0; i < 1000; ++i) wide += " a" + std::to_string(i) + "='>'";
    EXPECT_EQ(read_html(wide + ">x", "a").error().what,
              "A tag of the page has more than 500 attributes: this is no disclosure");
    EXPECT_EQ(shown("<p>a</p><script>" + std::string(5000, 'a') + " <b x y z " +
                    std::string(2000, ' ') + "</script>"),
              "1 a\n");
    std::string tags;
    for (int i = 0; i < 4'000'001; ++i) tags += "<";
    EXPECT_THAT(read_html(tags, "a").error().what, HasSubstr("more than 4000000 tags"));
}

TEST(Html, HugeSpans) {
    EXPECT_EQ(shown("<table><tr><td colspan=99999 rowspan=99999>甲<td>1<tr><td>乙<td>2</table>"),
              "1 table\n1 |甲 {2x1} |1 |\n2 |< |乙 |2\n");
    EXPECT_EQ(shown("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>"),
              "1 table\n1 |甲 {3x1} |1\n2 |< |2\n3 |< |3\n");
}

TEST(Html, WhatBeginsLikeAPage) {
    for (const char* page : {"<!DOCTYPE html>", "\n<HTML xmlns:o='x'>", "<!-- x --><html>",
                             "<?xml version='1.0'?><html>", "<table border=1>", "<meta charset=x>",
                             "\xEF\xBB\xBF<head>"})
        EXPECT_TRUE(begins_like_html(page)) << page;
    for (const char* text : {"", "<p>甲</p>", "项目\t金额", "<", "<!-- x", "<预算>", "<br>"})
        EXPECT_FALSE(begins_like_html(text)) << text;
}

}  // namespace
}  // namespace mingzhang::read
