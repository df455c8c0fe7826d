#include "publish/report_summary.h"

#include <gmock/gmock.h>

namespace mingzhang::publish {
namespace {

using testing::ElementsAre;
using testing::Pair;

const Catalogue& zh() {
    static const Catalogue catalogue = load_catalogue("messages", "zh").value();
    return catalogue;
}

struct Entry {
    const char* text;
    Coverage coverage;
    int table = 0;
    FigureKind kind = FigureKind::kAmount;
};

CheckReport report_of(std::vector<Entry> entries) {
    CheckReport report;
    report.tables_have_witness = report.document_has_witness = true;
    for (const Entry& entry : entries) {
        Figure figure;
        figure.text = entry.text;
        figure.number = parse_number(entry.text);
        figure.kind = entry.kind;
        figure.table = entry.table;
        report.disclosure.figures.push_back(figure);
        report.coverage.push_back({entry.coverage, ""});
    }
    return report;
}

constexpr auto kProven = Coverage::kProven;
constexpr auto kUncovered = Coverage::kUncovered;
constexpr auto kConflicting = Coverage::kConflicting;

TEST(Counts, LeaveOutBlanksAndKeepTheUnreadable) {
    const CheckReport report = report_of({{"1.00", kProven},
                                          {"", kProven},
                                          {"—", kUncovered},
                                          {"?!", Coverage::kUnreadable},
                                          {"2.00", kUncovered, 1},
                                          {"50%", kUncovered, 1, FigureKind::kRate},
                                          {"3.00", kConflicting, -1}});
    EXPECT_EQ(count_figures(report), (FigureCounts{5, 1, 1, 2, 1}));
    EXPECT_EQ(count_table(report, 0), (FigureCounts{2, 1, 0, 0, 1}));
    EXPECT_EQ(count_table(report, 1), (FigureCounts{1, 0, 0, 1, 0}));
    EXPECT_EQ(count_tables(report), (FigureCounts{3, 1, 0, 1, 1}));
}

TEST(UncoveredReasons, ComeFromCoverageElseFromTheFigure) {
    CheckReport report = report_of({{"1", kUncovered}, {"2", kUncovered}, {"3", kUncovered}});
    report.coverage[0].reason = "doubtful";
    report.disclosure.figures[0].uncovered = "row-unknown";
    report.disclosure.figures[1].uncovered = "row-unknown";
    report.coverage.pop_back();
    report.disclosure.figures[2].uncovered = "row-unknown";
    EXPECT_THAT(uncovered_reasons(report),
                ElementsAre(Pair("row-unknown", 2), Pair("doubtful", 1)));
    EXPECT_EQ(coverage_of(report_of({{"1", kUncovered}}), 0).reason, "not-bounded");
}

TEST(PlaceLine, SaysWhatIsKnown) {
    FindingPlace place;
    EXPECT_EQ(place_line(place, {}, zh()), "");
    place.place.line = 472;
    EXPECT_EQ(place_line(place, {}, zh()), "第472行");
    place.table = "T03";
    place.table_title = "2026年预算支出总表";
    place.row = "20139";
    place.column = "项目支出";
    EXPECT_EQ(place_line(place, {}, zh()), "第472行 表3 2026年预算支出总表 · 20139 · 项目支出");
    place.row_label = "20139 社会工作事务";
    place.place.page = 14;
    EXPECT_EQ(place_line(place, {}, zh()),
              "第14页 表3 2026年预算支出总表 · 20139 社会工作事务 · 项目支出");
    place.table = "U1";
    place.place = {};
    place.place.sheet = "附表";
    place.place.cell = "C7";
    EXPECT_EQ(place_line(place, {}, zh()),
              "工作表“附表” 单元格 C7 2026年预算支出总表 · 20139 社会工作事务 · 项目支出");
}

TEST(FileName, TellsFilesApart) {
    const auto names = [](std::vector<SourceFile> files) {
        std::vector<std::string> out;
        for (int i = 0; i < static_cast<int>(files.size()); ++i) {
            Place place;
            place.source = i;
            out.push_back(file_name(place, files));
        }
        return out;
    };
    EXPECT_EQ(file_name({}, {}), "");
    EXPECT_THAT(names({{"a/text.pdf", 0}, {"a/tables.pdf", 9}}),
                ElementsAre("text.pdf", "tables.pdf"));
    EXPECT_THAT(names({{"a/x.pdf", 0}, {"b/x.pdf", 9}}), ElementsAre("a/x.pdf", "b/x.pdf"));
    EXPECT_THAT(names({{"x", 0}, {"x", 9}, {"y", 20}}), ElementsAre("x (1)", "x (2)", "y"));
}

TEST(PlaceLine, NamesTheFileAndItsOwnLineWhereThereAreSeveral) {
    const std::vector<SourceFile> files = {{"正文.txt", 0}, {"报表.txt", 400}};
    FindingPlace place;
    place.place.source = 1;
    place.place.line = 472;
    EXPECT_EQ(place_line(place, files, zh()), "报表.txt 第72行");
    place.place.page = 3;
    EXPECT_EQ(place_line(place, files, zh()), "报表.txt 第3页");
}

TEST(Advice, DoesNotRepeatTheValue) {
    Finding finding;
    EXPECT_EQ(advice(finding, zh()), "");
    finding.suggestion = {"1.00", "2.00"};
    EXPECT_EQ(advice(finding, zh()), "能成立的数：1.00、2.00");
    finding.explanation = {{"restores", {{"count", "3"}}}};
    EXPECT_EQ(advice(finding, zh()), "能成立的数：1.00、2.00；改后另有 3 处关系成立");
    finding.explanation.insert(finding.explanation.begin(), {"slip.swapped", {{"value", "1.00"}}});
    EXPECT_EQ(advice(finding, zh()), "很可能是 1.00（数字换位）；改后另有 3 处关系成立");
}

TEST(Verdict, ClaimsNoMoreThanIsProven) {
    EXPECT_EQ(verdict(report_of({}), zh()), "没有一个表格数字得到证明，不能下结论。");
    EXPECT_EQ(verdict(report_of({{"1", kUncovered}}), zh()),
              "没有一个表格数字得到证明，不能下结论。");
    EXPECT_EQ(verdict(report_of({{"1", kProven}}), zh()),
              "一本账可以解释全部表格数字（1 个均已证明）。");
    EXPECT_EQ(verdict(report_of({{"1", kProven}, {"2", kUncovered}}), zh()),
              "一本账可以解释表格中能核对的全部数字：已证 1 个，另有 1 个未能证明。");
    EXPECT_EQ(verdict(report_of({{"1", kProven}, {"2", kUncovered, -1}}), zh()),
              "一本账可以解释全部表格数字（1 个均已证明）。");
    EXPECT_EQ(verdict(report_of({{"1", kProven}, {"2", kProven, -1}}), zh()),
              "一本账可以解释全部表格数字（1 个均已证明）。连同正文和申报表也能用同一本账解释。");
}

TEST(Verdict, NamesContradictions) {
    CheckReport report = report_of({{"1", kProven}, {"2", kConflicting, -1}});
    report.document_has_witness = false;
    EXPECT_EQ(
        verdict(report, zh()),
        "一本账可以解释全部表格数字（1 个均已证明）。但正文或申报表与表格不能用同一本账解释。");
    report = report_of({{"1", kProven}, {"2", kConflicting}});
    report.tables_have_witness = false;
    EXPECT_EQ(verdict(report, zh()), "没有一本账能同时解释全部表格数字：与其余数字矛盾的有 1 个。");
    report = report_of({{"1", kProven}});
    report.tables_have_witness = false;
    EXPECT_EQ(verdict(report, zh()),
              "在限定的计算量内没有找到能解释全部表格数字的账，也没有证明它不存在。");
}

TEST(Verdict, IsNotGreenWhereSentencesContradict) {
    CheckReport report = report_of({{"1", kProven}, {"2", kConflicting, -1}});
    report.document_has_witness = false;
    EXPECT_EQ(standing(report), Standing::kFails);
}

TEST(Verdict, SpeaksOfErrorsBesideTheFigures) {
    CheckReport report = report_of({{"1", kProven}});
    report.findings.resize(1);
    EXPECT_EQ(standing(report), Standing::kOpen);
    EXPECT_EQ(verdict(report, zh()),
              "一本账可以解释全部表格数字（1 个均已证明）。但另有 1 处错误（见核对结果）。");
    report.findings[0].severity = Severity::kWarning;
    EXPECT_EQ(standing(report), Standing::kHolds);
    report.findings[0].severity = Severity::kError;
    report.findings[0].waived = Waiver{"甲", "2026-03-01", "乙"};
    EXPECT_EQ(standing(report), Standing::kHolds);
}

Remark remark_on(const char* id, int page, bool unreadable) {
    Remark remark{id, unreadable, {}, {}};
    remark.place.page = page;
    return remark;
}

TEST(Verdict, SaysThatSomethingWasNotRead) {
    CheckReport report = report_of({{"1", kProven}});
    EXPECT_EQ(standing(report), Standing::kHolds);
    report.disclosure.remarks = {remark_on("decoded-gb18030", 0, false)};
    EXPECT_EQ(standing(report), Standing::kHolds);
    EXPECT_EQ(verdict(report, zh()), "一本账可以解释全部表格数字（1 个均已证明）。");
    report.disclosure.remarks.push_back(remark_on("scanned-page", 3, true));
    EXPECT_EQ(standing(report), Standing::kOpen);
    EXPECT_EQ(verdict(report, zh()),
              "一本账可以解释全部表格数字（1 个均已证明）。"
              "文件中有没有读到的内容（见核对结果），不在此结论之内。");
}

TEST(NoteLines, AreWhatCouldBeRead) {
    CheckReport report;
    report.disclosure.remarks = {remark_on("decoded-gb18030", 0, false),
                                 remark_on("scanned-page", 3, true),
                                 {"hidden-rows", false, {}, {{"count", "4"}}}};
    report.disclosure.remarks[2].place.sheet = "表1";
    EXPECT_THAT(note_lines(report, zh()),
                ElementsAre("说明：按 GB18030 编码读取", "说明（工作表“表1”）：隐藏的 4 行没有读"));
}

TEST(FindingMessage, IsThatOfTheRuleUnlessItHasItsOwn) {
    Finding finding;
    finding.rule = "table-missing";
    finding.arguments = {{"title", "表1"}};
    EXPECT_EQ(finding_message(finding, zh()), "缺少“表1”");
    finding.rule = "page-unreadable";
    finding.message = "remark.scanned-page";
    EXPECT_EQ(finding_message(finding, zh()), "这一页的内容是图片，没有文字可读");
}

TEST(InWanYuan, IsExact) {
    EXPECT_EQ(in_wan_yuan(0), "0.00");
    EXPECT_EQ(in_wan_yuan(37'680'000), "37.68");
    EXPECT_EQ(in_wan_yuan(15'000), "0.015");
    EXPECT_EQ(in_wan_yuan(-1), "-0.000001");
    EXPECT_EQ(in_wan_yuan(10'000'000), "10.00");
}

TEST(Printable, LeavesNothingThatSteersATerminal) {
    EXPECT_EQ(printable("支出 \x1b[31m1.00\n\t\x7f"), "支出  [31m1.00   ");
    EXPECT_EQ(printable("\xff"
                        "a"),
              "\uFFFDa");
    EXPECT_EQ(printable("\u202E"
                        "1.00\u009B"),
              " 1.00 ");
}

TEST(ExitCode, IsOneForAnError) {
    std::vector<CheckReport> reports(2);
    EXPECT_EQ(exit_code(reports), 0);
    reports[1].findings.resize(1);
    reports[1].findings[0].severity = Severity::kWarning;
    EXPECT_EQ(exit_code(reports), 0);
    reports[1].findings[0].severity = Severity::kError;
    EXPECT_EQ(exit_code(reports), 1);
}

}  // namespace
}  // namespace mingzhang::publish
