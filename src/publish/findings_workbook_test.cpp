#include "publish/findings_workbook.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "publish/archive_test.h"
#include "publish/sample_test.h"

namespace mingzhang::publish {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(FindingsWorkbook, HasARowForEachFindingAndDocument) {
    const Catalogue catalogue = load_catalogue("messages", "zh").value();
    FindingsWorkbook workbook(catalogue);
    CheckReport report = sample_report();
    report.findings[1].waived = Waiver{"甲", "2026-03-01", "=1+1 \x01 <已说明>"};
    workbook.add(report);
    workbook.add_unread("b.pdf", {"b.pdf", "There is no such file", ""});
    const std::string path = testing::TempDir() + "findings_workbook_test.xlsx";
    const auto written = workbook.write(path);
    ASSERT_TRUE(written) << written.error().to_string();

    const std::string words = archive_entry(path, "xl/sharedStrings.xml");
    for (const char* part : {"251.51", "sum-mismatch", "很可能是 215.51（数字换位）", "待处理",
                             "=1+1   &lt;已说明&gt;", "b.pdf: There is no such file",
                             "没有一本账能同时解释全部表格数字"})
        EXPECT_TRUE(holds(words, part)) << part;
    const std::string findings = archive_entry(path, "xl/worksheets/sheet1.xml");
    EXPECT_TRUE(holds(findings, "<row r=\"3\""));
    EXPECT_FALSE(holds(findings, "<row r=\"4\""));
    EXPECT_FALSE(holds(findings, "<f>"));
    EXPECT_TRUE(holds(findings, "sqref=\"J2:J3\"><formula1>\"待处理,已改,豁免,误报\""));
    EXPECT_TRUE(holds(archive_entry(path, "xl/worksheets/sheet2.xml"), "<v>17</v>"));
    std::filesystem::remove(path);
}

TEST(FindingsWorkbook, SaysWhereItCannotBeWritten) {
    const Catalogue catalogue = load_catalogue("messages", "en").value();
    EXPECT_EQ(FindingsWorkbook(catalogue).write("/no/such/folder/f.xlsx").error().to_string(),
              "/no/such/folder/f.xlsx: There is no such folder to write into");
}

}  // namespace
}  // namespace mingzhang::publish
