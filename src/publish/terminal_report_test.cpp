#include "publish/terminal_report.h"

#include <gmock/gmock.h>

#include "publish/sample_test.h"
#include "publish/text_layout.h"

namespace mingzhang::publish {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string report_in(const std::string& language, const TerminalStyle& style,
                      std::vector<CheckReport> reports = {sample_report()}) {
    return terminal_report(reports, load_catalogue("messages", language).value(), style);
}

TEST(TerminalReport, InChinese) {
    EXPECT_EQ(report_in("zh", {}),
              R"(2026年部门预算 · 示范县委社会工作部 · 规则包 shanxi/2026/department-budget
示范县委社会工作部.txt

表号  标题                金额  已证  矛盾  未覆盖  状态
T02   2026年收入总表         1     1     0       0  已认出
T03   2026年支出总表        12    11     1       0  已认出
U1    附表 <结转> & 其他     1     0     0       1  未认出

第13行 表3 2026年支出总表 · 20139 社会工作事务 · 项目支出
  f1 错误 sum-mismatch：251.51 万元不能成立
    246.29 至多为 246.294999，而 30.78 + 251.51 至少为 282.28（含四舍五入），相差至少 35.985001 万元
    各列之和等于合计列
    很可能是 215.51（数字换位）；改后另有 2 处关系成立
    另有 1 处关系因此不成立
    另见 第13行 表3 2026年支出总表 · 20139 社会工作事务 · 合计：246.29
    也可能错在 第13行 表3 2026年支出总表 · 20139 社会工作事务 · 基本支出：30.78

第16行
  f2 警告 table-missing：缺少“附表 <结转> & 其他”

数字共 17 个：已证 12，矛盾 1，未覆盖 4，不能读取 0
  未覆盖 2 个：正文中的数字尚未核对
  未覆盖 1 个：绩效目标申报表中的数字尚未核对
  未覆盖 1 个：所在表未认出
句子规则不能判断的：reason-missing 3 处中 1 处
错误 1，警告 1，提示 0，疑点 0
没有一本账能同时解释全部表格数字：与其余数字矛盾的有 1 个。
)");
}

TEST(TerminalReport, InEnglish) {
    EXPECT_EQ(report_in("en", {}),
              R"(2026 department budget · 示范县委社会工作部 · pack shanxi/2026/department-budget
示范县委社会工作部.txt

table  title               amounts  proven  contradicted  not covered  state
T02    2026年收入总表            1       1             0            0  recognised
T03    2026年支出总表           12      11             1            0  recognised
U1     附表 <结转> & 其他        1       0             0            1  unrecognised

line 13 table 3 2026年支出总表 · 20139 社会工作事务 · 项目支出
  f1 error sum-mismatch: 251.51 万元 cannot hold
    246.29 is at most 246.294999, but 30.78 + 251.51 is at least 282.28 (rounding included): at
    least 35.985001 万元 apart
    the columns add up to the total column
    very likely 215.51 (digits swapped); with it, 2 more of the relations hold
    further relations that fail for the same reason: 1
    see also line 13 table 3 2026年支出总表 · 20139 社会工作事务 · 合计: 246.29
    or the fault is in line 13 table 3 2026年支出总表 · 20139 社会工作事务 · 基本支出: 30.78

line 16
  f2 warning table-missing: "附表 <结转> & 其他" is missing

figures: 17; proven 12, contradicted 1, not covered 4, unreadable 0
  not covered 2: figures in sentences are not checked yet
  not covered 1: figures in performance declarations are not checked yet
  not covered 1: its table was not recognised
rules of sentences could not tell: reason-missing 1 of 3
errors 1, warnings 1, notices 0, hints 0
No ledger explains all figures of the tables; contradicted: 1.
)");
}

TEST(TerminalReport, KeepsWithinItsWidth) {
    const std::string text = report_in("zh", {.width = 44});
    std::size_t start = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos;
         start = end + 1, end = text.find('\n', start)) {
        EXPECT_LE(columns_of(std::string_view(text).substr(start, end - start)), 52);
    }
}

TEST(TerminalReport, ColoursOnlyWhenAsked) {
    EXPECT_THAT(report_in("zh", {}), Not(HasSubstr("\x1b")));
    EXPECT_THAT(report_in("zh", {.colour = true}),
                HasSubstr("\x1b[31m  f1 错误 sum-mismatch：251.51 万元不能成立\x1b[0m\n"));
}

TEST(TerminalReport, IsNotSteeredByTheDocument) {
    CheckReport report = sample_report();
    report.disclosure.department = "\x1b[2J\xff";
    report.disclosure.tables[0].title = "\x1b]0;x\x07";
    report.findings[0].places[0].row_label = "a\nb";
    const std::string text = report_in("zh", {}, {report});
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\x07")));
    EXPECT_THAT(text, HasSubstr("· a b ·"));
}

TEST(TerminalReport, SaysWhatTheReaderDidAndCouldNotDo) {
    CheckReport report;
    Remark scanned{"scanned-page", true, {}, {}};
    scanned.place.page = 3;
    report.disclosure.remarks = {{"decoded-gb18030", false, {}, {}}, scanned};
    scanned.place.page = 4;
    report.disclosure.remarks.push_back(scanned);
    scanned.place.page = 9;
    report.disclosure.remarks.push_back(scanned);
    report.findings = findings_of(report.disclosure.remarks);
    report.findings[0].id = "f1";
    EXPECT_THAT(report_in("zh", {}, {report}), HasSubstr(R"(
第3页
  f1 警告 page-unreadable：这一页的内容是图片，没有文字可读
    另见 第4页、第9页
)"));
    EXPECT_THAT(report_in("zh", {}, {report}), EndsWith(R"(
说明：按 GB18030 编码读取
没有一个表格数字得到证明，不能下结论。文件中有没有读到的内容（见核对结果），不在此结论之内。
)"));
    report.findings = findings_of({{"too-deep", true, {}, {}}});
    report.findings[0].id = "f1";
    EXPECT_THAT(report_in("zh", {}, {report}),
                HasSubstr("\n\n  f1 警告 part-unreadable：内容嵌套过深，没有读全\n"));
}

TEST(TerminalReport, OfSeveralDocumentsEndsWithASummary) {
    CheckReport clean;
    EXPECT_THAT(
        report_in("zh", {}, {sample_report(), clean}),
        EndsWith("没有一个表格数字得到证明，不能下结论。\n\n共 2 个文件，其中 1 个有错误。\n"));
    EXPECT_EQ(report_in("zh", {}, {}), "");
}

}  // namespace
}  // namespace mingzhang::publish
