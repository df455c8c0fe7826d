#include "publish/web_page.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "publish/publication_sample_test.h"
#include "publish/web_page_style.h"
#include "publish/web_table.h"

namespace mingzhang::publish {
namespace {

using testing::HasSubstr;
using testing::Not;

// What stands between each `begin` and the next `end`.
std::vector<std::string> all_between(const std::string& text, const std::string& begin,
                                     const std::string& end) {
    std::vector<std::string> out;
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
        at += begin.size();
        out.push_back(text.substr(at, text.find(end, at) - at));
    }
    return out;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) c == ' ' ? void(out.emplace_back()) : out.back().push_back(c);
    return out;
}

TEST(WebPage, NamesEachIdOnceAndOnlyWhatThereIs) {
    const std::string page = html_of(sample_publication());
    const std::vector<std::string> ids = all_between(page, " id=\"", "\"");
    const std::set<std::string> known(ids.begin(), ids.end());
    EXPECT_EQ(known.size(), ids.size());
    for (const char* use : {" href=\"#", " headers=\"", " aria-labelledby=\""})
        for (const std::string& list : all_between(page, use, "\""))
            for (const std::string& id : words_of(list)) EXPECT_EQ(known.count(id), 1u) << id;
    EXPECT_EQ(all_between(page, "<nav", "</nav>").size(), 1u);
    EXPECT_EQ(all_between(all_between(page, "<nav", "</nav>")[0], "<a href", ">").size(), 9u);
    EXPECT_THAT(page, HasSubstr("<a href=\"#T03\">预算公开表3 2026年预算支出总表</a>"));
}

TEST(WebPage, LeavesNoLevelOfHeadingsOut) {
    Publication publication = sample_publication();
    for (PublishedBlock& block : publication.blocks)
        if (block.text == "一、本部门职责") block.level = 5;
    const std::string page = html_of(publication);
    int before = 0, titles = 0;
    for (std::size_t at = 0; (at = page.find("<h", at)) != std::string::npos; ++at) {
        const int level = page[at + 2] - '0';
        if (level < 1 || level > 6) continue;
        titles += level == 1;
        EXPECT_LE(level, before + 1);
        before = level;
    }
    EXPECT_EQ(titles, 1);
}

TEST(WebPage, NeedsNothingFromElsewhere) {
    const std::string page = html_of(sample_publication());
    for (const char* part : {"http:", "https:", "<script", "<link", "src=", "url(", "@import"})
        EXPECT_THAT(page, Not(HasSubstr(part)));
    EXPECT_THAT(page, HasSubstr("<html lang=\"zh-CN\""));
    EXPECT_THAT(page, HasSubstr("示例&lt;&amp;&gt;“引号”"));
}

TEST(WebPage, SaysOfPagesWhatPaperNeeds) {
    Publication publication = sample_publication();
    PublishedBlock page_break;
    page_break.kind = PublishedKind::kPageBreak;
    publication.blocks.insert(publication.blocks.begin() + 5, page_break);
    publication.watermark = "草稿";
    const std::string page = html_of(publication);
    EXPECT_THAT(page, HasSubstr("<h2 id=\"s-3\" class=\"new-page\">"));
    EXPECT_THAT(page, HasSubstr("<div id=\"T12\" class=\"published wide\">"));
    EXPECT_THAT(page, HasSubstr("<p class=\"mark\">草稿</p>"));
}

TEST(WebPage, ShowsChartsAsPicturesOrAsTables) {
    const std::string row =
        "<tr><th scope=\"row\">一般公共服务支出</th><td><data value=\"715000.00\">71.50万元，"
        "95.00%</data></td></tr>";
    EXPECT_THAT(html_of(sample_publication()),
                HasSubstr("</figcaption>\n<table>\n<tbody>\n" + row));
    const std::string page =
        html_of(sample_publication(), {"<?xml version=\"1.0\"?>\n<svg><title>t</title></svg>"});
    EXPECT_THAT(page, HasSubstr("aria-label=\"一般公共预算支出结构；一般公共服务支出：71.50万元"));
    EXPECT_THAT(page, HasSubstr("\"><svg><title>t</title></svg></div>"));
    EXPECT_THAT(page, HasSubstr("<details><summary>图表数据</summary>\n<table>"));
}

TEST(WebTable, SaysWhatHeadsEachCell) {
    const Publication publication = sample_publication();
    const PublishedTable& table = publication.blocks[6].table;
    const std::string text = web_table(table, "T", "");
    EXPECT_THAT(text, HasSubstr("aria-labelledby=\"T-number T-title\""));
    EXPECT_THAT(
        text,
        HasSubstr("<th scope=\"colgroup\" id=\"T-r1c3\" colspan=\"3\">2026年预算数</th></tr>\n"
                  "<tr><th scope=\"col\" id=\"T-r2c1\">科目编码</th>"));
    EXPECT_THAT(text, HasSubstr("<th scope=\"row\" id=\"T-r3c1\" colspan=\"2\" class=\"name\">合计"
                                "</th><td headers=\"T-r1c3 T-r2c3 T-r3c1\" class=\"num total\">"
                                "<data value=\"752601.00\">75.26</data></td>"));
    EXPECT_THAT(text, HasSubstr("<td headers=\"T-r1c1 T-r2c1\" class=\"code\">208</td>"));
    EXPECT_THAT(text, HasSubstr("<td headers=\"T-r1c3 T-r2c5 T-r5c2\" class=\"num\"></td></tr>\n"));
}

TEST(WebTable, SaysWhatTheLabelsOfAFormHead) {
    const Publication publication = sample_publication();
    const std::string text = web_table(publication.blocks.back().table, "P", "");
    EXPECT_THAT(text, Not(HasSubstr("<thead>")));
    EXPECT_THAT(text, HasSubstr("<th scope=\"row\">项目名称</th><td colspan=\"4\">示例项目</td>"));
    EXPECT_THAT(text, HasSubstr("<th scope=\"col\">目标类型</th>"));
    EXPECT_THAT(text, HasSubstr("<th scope=\"row\" rowspan=\"2\">产出指标</th>"));
}

TEST(WebTable, IsNamedByTheHeadingBeforeItWhereItHasNoTitle) {
    PublishedTable table;
    table.header_rows = 0;
    table.rows = {{PublishedCell{"甲\n乙"}}};
    EXPECT_EQ(web_table(table, "t", "s-1"),
              "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"s-1\">\n"
              "<table>\n<colgroup><col style=\"width:100.00%\"></colgroup>\n<tbody>\n"
              "<tr><td>甲<br>\n乙</td></tr>\n</tbody>\n</table>\n</div>\n");
    EXPECT_THAT(web_table(table, "t", ""), HasSubstr("aria-label=\"表格\""));
}

// ---- contrast (WCAG 2.2, 1.4.3)

double brightness(const std::string& colour) {
    const auto part = [&](std::size_t at) {
        const double c = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

double contrast(const std::string& a, const std::string& b) {
    const double light = std::max(brightness(a), brightness(b));
    const double dark = std::min(brightness(a), brightness(b));
    return (light + 0.05) / (dark + 0.05);
}

TEST(WebPage, HasReadableColours) {
    const std::string style(web_page_style());
    const std::vector<std::string> schemes = all_between(style, ":root {", "}");
    ASSERT_EQ(schemes.size(), 3u);  // light, dark, paper
    for (const std::string& scheme : schemes) {
        const auto colour = [&](const std::string& name) {
            return all_between(scheme, "--" + name + ": ", ";").at(0);
        };
        for (const char* ground : {"page", "paper", "sunken"})
            for (const char* ink : {"ink", "muted", "link", "mark"})
                EXPECT_GE(contrast(colour(ink), colour(ground)), 4.5)
                    << ink << " on " << ground << scheme;
    }
}

}  // namespace
}  // namespace mingzhang::publish
