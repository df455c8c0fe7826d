// The three formats of differences, of one example.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "publish/differences_html.h"
#include "publish/differences_json.h"
#include "publish/differences_text.h"
#include "publish/differences_words.h"

namespace mingzhang::publish {
namespace {

using testing::HasSubstr;
using testing::Not;

Catalogue catalogue(const std::string& language) {
    return load_catalogue("messages", language).value();
}

Change amount(ChangeKind kind, std::vector<NamePart> name, const std::string& before,
              const std::string& after, const std::string& difference) {
    Change change;
    change.kind = kind;
    change.name = std::move(name);
    change.before = before;
    change.after = after;
    change.unit = "万元";
    change.difference = difference;
    return change;
}

Differences sample() {
    const NamePart spent{Dimension::kFlow, "expenditure", "支出"};
    const NamePart item{Dimension::kFunction, "2013901", "行政运行"};
    const NamePart fund{Dimension::kFund, "government_fund", "政府性基金预算"};
    Differences d;
    d.before = {"a", true, "2025年预算", "某局", 2025, DocumentKind::kDepartmentBudget, true};
    d.after = {"b", true, "2026年预算", "某局", 2026, DocumentKind::kDepartmentBudget, true};
    d.totals = {amount(ChangeKind::kChanged, {spent}, "1.00", "2.50", "+1.50")};
    d.totals[0].percent = "+150.00";
    d.causes = {
        {d.totals[0], {amount(ChangeKind::kAdded, {item, fund}, "", "2.00", "+2.00")}, 3, "-0.50"}};
    ComparedSection basic{"basic",
                          "",
                          "",
                          ChangeKind::kChanged,
                          {amount(ChangeKind::kChanged, {item}, "1.00", "0.50", "-0.50"),
                           amount(ChangeKind::kRemoved, {item, fund}, "3.00", "", "-3.00")}};
    basic.changes[0].percent = "-50.00";
    basic.changes[0].may_be_equal = true;
    Change text;
    text.what = "paragraph";
    text.before = "前面很长很长很长很长很长很长很长很长很长的话，共<3>人";
    text.after = "前面很长很长很长很长很长很长很长很长很长的话，共<4>人";
    text.words = {{true, "前面很长很长很长很长很长很长很长很长很长的话，共<",
                   "前面很长很长很长很长很长很长很长很长很长的话，共<"},
                  {false, "3", "4"},
                  {true, ">人", ">人"}};
    Change open;
    open.what = "fact";
    open.label = "open";
    open.name = {item};
    open.before = "yes";
    open.after = "no";
    d.sections = {basic,
                  {"project", "新名", "旧名", ChangeKind::kChanged, {open}},
                  {"text", "1-概况", "", ChangeKind::kChanged, {text}}};
    return d;
}

TEST(DifferencesText, InChinese) {
    EXPECT_EQ(
        differences_text(sample(), catalogue("zh"), {false, 100}),
        "- 账 a　2025年预算 · 某局\n"
        "+ 账 b　2026年预算 · 某局\n"
        "两者年度不同：比较的是 2025 年和 2026 "
        "年各自的本年数，上年数与上年数相比；数字按所计量的内容对"
        "应。\n"
        "\n"
        "总数          原来  现在   增减        %\n"
        "支出（万元）  1.00  2.50  +1.50  +150.00\n"
        "\n"
        "支出 +1.50 万元，来自：\n"
        "  +2.00  2013901 行政运行 · 政府性基金预算：新增 2.00 万元\n"
        "  -0.50  其余 3 项合计\n"
        "\n"
        "基本支出（basic.csv）\n"
        "~ 2013901 行政运行：1.00 万元 → 0.50 万元（-0.50，-50.00%）（可能只是四舍五入不同）\n"
        "- 2013901 行政运行 · 政府性基金预算：3.00 万元\n"
        "\n"
        "项目“新名”（原名“旧名”）\n"
        "~ 2013901 行政运行 · 拆分：待定 → 确定\n"
        "\n"
        "文本 1-概况\n"
        "~ …长很长很长很长很长很长的话，共<[-3-]{+4+}>人\n"
        "\n"
        "共 4 处差异。\n");
}

TEST(DifferencesText, InEnglish) {
    const std::string text = differences_text(sample(), catalogue("en"), {false, 0});
    EXPECT_THAT(text, HasSubstr("+ ledger b  2026年预算 · 某局\n"));
    EXPECT_THAT(text, HasSubstr("amounts of 2025 are compared with those of 2026"));
    EXPECT_THAT(text, HasSubstr("expenditure +1.50 万元, from:\n"
                                "  +2.00  2013901 行政运行 · government fund: added 2.00 万元\n"
                                "  -0.50  3 others together\n"));
    EXPECT_THAT(text, HasSubstr("Project \"新名\" (was \"旧名\")\n"));
    EXPECT_THAT(text, HasSubstr("4 differences.\n"));
}

TEST(DifferencesText, SaysWhenThereAreNone) {
    Differences none;
    EXPECT_THAT(differences_text(none, catalogue("zh"), {}), HasSubstr("没有差异。\n"));
    none.after.path = "b.pdf";
    none.after.read_whole = false;
    const std::string text = differences_text(none, catalogue("zh"), {});
    EXPECT_THAT(text, HasSubstr("b.pdf 没有读全；没有读到的部分没有比较。\n"));
    EXPECT_THAT(text, HasSubstr("读到的部分没有差异。\n"));
}

TEST(DifferencesText, CannotSteerATerminal) {
    Differences d = sample();
    d.sections[0].changes[0].before = "\x1b[31m1";
    d.before.path = "a\x1b]0;x";
    EXPECT_THAT(differences_text(d, catalogue("zh"), {}), Not(HasSubstr("\x1b")));
}

TEST(DifferencesHtml, EscapesWhatALedgerSays) {
    const std::string page = differences_html(sample(), catalogue("zh"));
    EXPECT_THAT(page, HasSubstr("共&lt;<del>3</del><ins>4</ins>&gt;人"));
    EXPECT_THAT(page, HasSubstr("<tr class=\"removed\"><td>2013901 行政运行 · 政府性基金预算</td>"
                                "<td class=\"num\">3.00 万元</td><td class=\"num\"></td>"));
    EXPECT_THAT(page, HasSubstr("<strong>2013901 行政运行 · 拆分</strong> <del>待定</del> → "
                                "<ins>确定</ins>"));
    Differences d = sample();
    d.sections[1].title = "<script>";
    EXPECT_THAT(differences_html(d, catalogue("zh")), HasSubstr("项目“&lt;script&gt;”"));
}

TEST(DifferencesHtml, CountsChangesThatAreTooMany) {
    Differences d = sample();
    d.sections[0].changes.resize(kMostChangesShown + 5, d.sections[0].changes[0]);
    EXPECT_THAT(differences_html(d, catalogue("zh")), HasSubstr("另有 5 处没有一一列出"));
}

TEST(DifferencesJson, HasTheFieldsOfTheContract) {
    const auto json = nlohmann::json::parse(differences_json(sample()));
    EXPECT_EQ(json["before"]["path"], "a");
    EXPECT_EQ(json["equal"], false);
    EXPECT_EQ(json["totals"][0]["percent"], "+150.00");
    EXPECT_EQ(json["causes"][0]["rest"], "-0.50");
    EXPECT_EQ(json["causes"][0]["parts"][0]["before"], nullptr);
    const auto& change = json["sections"][0]["changes"][0];
    EXPECT_EQ(change["kind"], "changed");
    EXPECT_EQ(change["name"][0], nlohmann::json::parse(R"({"dimension": "function",
        "member": "2013901", "name": "行政运行"})"));
    EXPECT_EQ(change["may_be_equal"], true);
    EXPECT_EQ(json["sections"][1]["title_before"], "旧名");
    EXPECT_EQ(json["sections"][2]["changes"][0]["words"][1]["after"], "4");
}

}  // namespace
}  // namespace mingzhang::publish
