#include "publish/html_report.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <set>

#include "publish/html_assets.h"
#include "publish/sample_test.h"

namespace mingzhang::publish {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const CheckReport& report, const SourceDocument& document,
                    const std::string& language = "zh") {
    return html_report(report, document, load_catalogue("messages", language).value());
}

std::string sample_page() { return page_of(sample_report(), sample_document()); }

GridCell cell_of(const char* text) {
    GridCell cell;
    cell.text = text;
    return cell;
}

// The body without the script.
std::string body_of(const std::string& page) {
    const std::size_t begin = page.find("<body>");
    return page.substr(begin, page.find("<script>", begin) - begin);
}

std::set<std::string> all_of(const std::string& page, const char* attribute) {
    std::set<std::string> values;
    const std::string body = body_of(page);
    const std::string start = std::string(" ") + attribute + "=\"";
    for (std::size_t at = body.find(start); at != std::string::npos;
         at = body.find(start, at + 1)) {
        const std::size_t from = at + start.size();
        values.insert(body.substr(from, body.find('"', from) - from));
    }
    return values;
}

TEST(HtmlReport, MarksEveryFigureWithItsCoverage) {
    const std::string page = sample_page();
    EXPECT_THAT(page, HasSubstr("<td class=\"num\"><span class=\"fig proven\">39.99</span></td>"));
    EXPECT_THAT(page,
                HasSubstr("<td class=\"num\"><span class=\"fig contradicted fault\" "
                          "title=\"矛盾\"><span class=\"at\" id=\"f1-1\"></span>251.51</span>"
                          "<sup class=\"refs\"><a href=\"#f1\" aria-label=\"看核对结果 f1\">f1"
                          "</a></sup></td>"));
    EXPECT_THAT(page, HasSubstr("机关运行经费<span class=\"fig uncovered\" "
                                "title=\"未覆盖：正文中的数字尚未核对\">4.86</span>万元"));
}

TEST(HtmlReport, WritesTablesWithTheirHeadings) {
    const std::string page = sample_page();
    EXPECT_THAT(page, HasSubstr("<figcaption>T03：金额 12，已证 11，矛盾 1，未证 0</figcaption>"
                                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                                "aria-label=\"2026年支出总表\"><table>\n<thead>\n<tr>"
                                "<td class=\"rownum\" aria-hidden=\"true\">10</td>"
                                "<th scope=\"col\">科目编码</th><th scope=\"col\">科目名称</th>"));
    EXPECT_THAT(page, HasSubstr("<td>20139</td><th scope=\"row\">社会工作事务</th>"));
}

TEST(HtmlReport, WidensTheLastWordsOfAFormOverEmptyCells) {
    SourceDocument document;
    Block form;
    form.kind = BlockKind::kTable;
    form.place.line = 30;
    form.grid.rows.resize(2);
    for (const char* text : {"概况", "说明", "", ""}) form.grid.rows[0].push_back(cell_of(text));
    for (const char* text : {"", "一", "", "二", "三"}) form.grid.rows[1].push_back(cell_of(text));
    document.blocks = {form};
    EXPECT_THAT(page_of({}, document),
                HasSubstr("<tr><td>概况</td><td colspan=\"4\">说明</td></tr>\n"
                          "<tr><td></td><td>一</td><td></td><td>二</td><td>三</td></tr>"));
    document.blocks[0].grid.spans_known = true;
    EXPECT_THAT(page_of({}, document),
                HasSubstr("<td>说明</td><td></td><td></td><td colspan=\"1\"></td>"));
}

TEST(HtmlReport, SaysWhatTheReaderDidAndCouldNotDo) {
    CheckReport report = sample_report();
    report.disclosure.remarks = {{"attachment", false, {}, {{"name", "<b>"}, {"target", "x"}}}};
    EXPECT_THAT(page_of(report, sample_document()),
                HasSubstr("<li>说明：网页附有文件，没有读：&lt;b&gt;（x）</li>"));
    report.tables_have_witness = true;
    report.findings.clear();
    EXPECT_THAT(page_of(report, sample_document()), HasSubstr("class=\"verdict holds\""));
    report.disclosure.remarks.push_back({"scanned-page", true, {}, {}});
    EXPECT_THAT(page_of(report, sample_document()), HasSubstr("class=\"verdict open\""));
}

TEST(HtmlReport, SaysHowOftenRulesCouldNotTell) {
    CheckReport report = sample_report();
    report.rules = {{"reason-missing", 3, 1}, {"item-name", 5, 0}, {"changes-sum", 2, 2}};
    EXPECT_THAT(page_of(report, sample_document()),
                HasSubstr("<summary>句子规则不能判断的（3 处）</summary><ul>\n"
                          "<li>reason-missing：看过 3 处，其中 1 处不能判断</li>\n"
                          "<li>changes-sum：看过 2 处，其中 2 处不能判断</li>\n</ul>"));
    report.rules = {{"item-name", 5, 0}};
    EXPECT_THAT(page_of(report, sample_document()), Not(HasSubstr("句子规则")));
}

TEST(HtmlReport, ShowsProofAndRepair) {
    const std::string page = sample_page();
    EXPECT_THAT(page, HasSubstr("<ol class=\"chain\">\n<li>246.29 至多为 246.294999，而 30.78 + "
                                "251.51 至少为 282.28（含四舍五入），相差至少 35.985001 万元</li>\n"
                                "<li>各列之和等于合计列</li>\n</ol>"));
    EXPECT_THAT(page, HasSubstr("很可能是 <span class=\"value\">215.51</span>（数字换位）"));
    EXPECT_THAT(page, HasSubstr("没有一本账能同时解释全部表格数字"));
    EXPECT_THAT(page_of(sample_report(), sample_document(), "en"),
                HasSubstr("very likely <span class=\"value\">215.51</span> (digits swapped)"));
}

TEST(HtmlReport, LinksLeadSomewhere) {
    for (const SourceDocument& document : {sample_document(), SourceDocument{}}) {
        const std::string page = page_of(sample_report(), document);
        const std::set<std::string> ids = all_of(page, "id");
        for (const std::string& link : all_of(page, "href")) {
            ASSERT_EQ(link.front(), '#');
            EXPECT_TRUE(ids.contains(link.substr(1))) << link;
        }
    }
    EXPECT_TRUE(all_of(sample_page(), "href").contains("#f1-3"));
    EXPECT_TRUE(all_of(sample_page(), "href").contains("#t3"));
}

TEST(HtmlReport, EscapesWhatTheDocumentSays) {
    const std::string attack = "\"'><script>alert(1)</script>&amp;\x01\xff";
    CheckReport report = sample_report();
    Disclosure& d = report.disclosure;
    d.path = d.department = d.pack = attack;
    for (DisclosureTable& table : d.tables) table.id = table.title = attack;
    d.figures[0].uncovered = attack;
    report.coverage[0] = {Coverage::kUncovered, attack};
    for (Finding& finding : report.findings) {
        finding.id = finding.rule = attack;
        finding.suggestion = {attack};
        finding.explanation = {{attack, {}}};
        finding.arguments["title"] = attack;
        for (FindingPlace& place : finding.places) {
            place.text = place.table_title = place.row_label = place.column = attack;
        }
    }
    SourceDocument document = sample_document();
    for (Block& block : document.blocks) {
        block.text = attack;
        for (auto& row : block.grid.rows) row.front().text = attack;
    }
    const std::string body = body_of(page_of(report, document));
    EXPECT_THAT(body,
                HasSubstr("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp; \uFFFD"));
    EXPECT_THAT(body, Not(HasSubstr("<script")));
    EXPECT_THAT(body, Not(HasSubstr("\"'>")));
    EXPECT_THAT(body, Not(HasSubstr("\x01")));
}

TEST(HtmlReport, NeedsNothingFromOutside) {
    const std::string page = sample_page();
    for (const char* word : {"http:", "https:", "src=", "@import", "url(", " style=", "onclick"}) {
        EXPECT_THAT(page, Not(HasSubstr(word)));
    }
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(HtmlReport, OfNothingIsStillAPage) {
    const std::string page = page_of({}, {});
    EXPECT_THAT(page, HasSubstr("<h1>种类不明的文件</h1>"));
    EXPECT_THAT(page, HasSubstr("没有发现问题。"));
    EXPECT_THAT(page, HasSubstr("没有一个表格数字得到证明，不能下结论。"));
}

// Base64 of the SHA-256 of a text.
// The sample as the second of two files.
std::string page_of_two_files() {
    CheckReport report = sample_report();
    SourceDocument first;
    first.path = "<正文>.txt";
    first.blocks.resize(1);
    first.blocks[0].text = "概况";
    first.blocks[0].place.line = 90;
    const SourceDocument both = joined({first, sample_document()});
    report.disclosure.files = both.files;
    const auto move = [](Place& place) {
        place.source = 1;
        place.line += 90;
    };
    for (Figure& figure : report.disclosure.figures) move(figure.place);
    for (Finding& finding : report.findings) {
        for (FindingPlace& at : finding.places) move(at.place);
        for (FindingPlace& at : finding.alternatives) move(at.place);
    }
    return page_of(report, both);
}

TEST(HtmlReport, NamesTheFilesOfADocumentInParts) {
    const std::string page = page_of_two_files();
    EXPECT_THAT(page,
                HasSubstr("<p class=\"source\">&lt;正文&gt;.txt + 示范县委社会工作部.txt · "));
    EXPECT_THAT(page,
                HasSubstr("<p class=\"file\">&lt;正文&gt;.txt</p>\n<p data-line=\"90\">概况"));
    EXPECT_THAT(page, HasSubstr("<p class=\"file\">示范县委社会工作部.txt</p>"));
    EXPECT_THAT(page, HasSubstr("<p class=\"where\">示范县委社会工作部.txt 第13行 表3"));
    EXPECT_THAT(page, HasSubstr("<td class=\"rownum\" aria-hidden=\"true\">13</td>"));
    EXPECT_THAT(page, HasSubstr("<span class=\"at\" id=\"f1-1\"></span>251.51</span>"));
}

TEST(HtmlReports, ManyOnOnePageHaveIdsOfTheirOwnAndAListAtTheTop) {
    const Catalogue catalogue = load_catalogue("messages", "zh").value();
    HtmlReports reports(catalogue, "/");
    reports.add(sample_report(), sample_document());
    reports.add("<坏>.pdf", "文件是空的");
    reports.add(sample_report(), sample_document());
    const std::string page = reports.write();
    EXPECT_THAT(page, HasSubstr("<h1>3 份核对报告</h1>"));
    EXPECT_THAT(page, HasSubstr("<li class=\"fails\"><a href=\"#r1\">示范县委社会工作部.txt</a>"));
    EXPECT_THAT(page, HasSubstr("<li class=\"refused\"><strong>&lt;坏&gt;.pdf</strong>"
                                "<p>文件是空的</p></li>"));
    EXPECT_THAT(page, HasSubstr("<a href=\"#r3\">"));
    EXPECT_THAT(page, HasSubstr("<a href=\"/\">核对其他文件</a>"));
    EXPECT_THAT(page, HasSubstr("id=\"r1f1-1\""));
    EXPECT_THAT(page, HasSubstr("id=\"r3f1-1\""));
    std::size_t ids = 0;
    const std::string body = body_of(page);
    for (std::size_t at = body.find(" id=\""); at != std::string::npos;
         at = body.find(" id=\"", at + 1)) {
        ++ids;
    }
    EXPECT_EQ(ids, all_of(page, "id").size());
    std::set<std::string> ids_there = all_of(page, "id");
    for (const std::string& target : all_of(page, "href")) {
        if (!target.starts_with('#')) continue;
        EXPECT_TRUE(ids_there.contains(target.substr(1))) << target;
    }
}

TEST(HtmlReport, LinksHomeWhereThereIsOne) {
    EXPECT_THAT(sample_page(), Not(HasSubstr("核对其他文件")));
    const std::string page = html_report(sample_report(), sample_document(),
                                         load_catalogue("messages", "zh").value(), "/");
    EXPECT_THAT(page, HasSubstr("明账核对报告 · <a href=\"/\">核对其他文件</a>"));
}

std::string hash_of(std::string_view text) {
    const std::string path = testing::TempDir() + "/mingzhang-asset";
    std::ofstream(path, std::ios::binary) << text;
    FILE* pipe = popen(("sha256sum '" + path + "'").c_str(), "r");
    std::array<char, 65> hex{};
    const std::size_t read = pipe == nullptr ? 0 : fread(hex.data(), 1, 64, pipe);
    if (pipe != nullptr) pclose(pipe);
    if (read != 64) return "";
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < 64; i += 6) {
        std::string group(hex.data() + i, std::min<std::size_t>(6, 64 - i));
        const std::size_t bytes = group.size() / 2;
        group.resize(6, '0');
        const unsigned long bits = std::stoul(group, nullptr, 16);
        for (std::size_t k = 0; k < 4; ++k) {
            out += k <= bytes ? kDigits[(bits >> (18 - 6 * k)) & 63] : '=';
        }
    }
    return out;
}

TEST(HtmlAssets, AreAdmittedByTheirHash) {
    ASSERT_EQ(hash_of("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    EXPECT_EQ(html_style_hash(), hash_of(html_style()));
    EXPECT_EQ(html_script_hash(), hash_of(html_script()));
    EXPECT_THAT(sample_page(), HasSubstr("<style>" + std::string(html_style()) + "</style>"));
}

}  // namespace
}  // namespace mingzhang::publish
