// The real disclosure this project began with, read where it is; and the project's own example.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "alterations.h"
#include "support.h"
#include "workflow/check_file.h"

namespace mingzhang::tests {
namespace {

constexpr const char* kReal = "../shared/documents/shanxi-2026-budget-social-work-department.txt";
constexpr const char* kExample = "examples/social-work-department/disclosure.txt";

CheckReport checked_file(const char* path) {
    auto result = workflow::check_file(path, resources());
    EXPECT_TRUE(result) << result.error().to_string();
    return std::move(result->report);
}

int count(const CheckReport& report, int table, Coverage coverage) {
    int n = 0;
    for (std::size_t i = 0; i < report.coverage.size(); ++i) {
        const Figure& figure = report.disclosure.figures[i];
        n += figure.counts() && figure.table == table && report.coverage[i].coverage == coverage;
    }
    return n;
}

// Printed amounts of each table, counted by hand.
constexpr int kAmounts[13] = {19, 40, 39, 17, 39, 31, 0, 0, 0, 0, 4, 40, 8};

void expect_tables_proven(const CheckReport& report) {
    const Disclosure& disclosure = report.disclosure;
    EXPECT_EQ(disclosure.kind, DocumentKind::kDepartmentBudget);
    EXPECT_EQ(disclosure.year, 2026);
    EXPECT_EQ(disclosure.jurisdiction, "shanxi");
    EXPECT_EQ(disclosure.pack, "shanxi/2026/department-budget");
    ASSERT_EQ(disclosure.tables.size(), 13u);
    EXPECT_TRUE(report.tables_have_witness);
    for (int t = 0; t < 13; ++t) {
        const DisclosureTable& table = disclosure.tables[static_cast<std::size_t>(t)];
        EXPECT_EQ(table.status, TableStatus::kRecognised) << table.title;
        EXPECT_EQ(count(report, t, Coverage::kProven), kAmounts[t]) << table.title;
        EXPECT_EQ(count(report, t, Coverage::kUncovered), 0) << table.title;
    }
    for (const Finding& finding : report.findings) {
        EXPECT_TRUE(finding.places[0].table.empty() || finding.severity == Severity::kNotice)
            << finding.rule << " at line " << finding.places[0].place.line;
    }
}

TEST(Shanxi, TheTablesOfTheRealDocumentAreProven) {
    if (!std::filesystem::exists(kReal)) GTEST_SKIP() << kReal << " is not here";
    const CheckReport report = checked_file(kReal);
    expect_tables_proven(report);
    EXPECT_EQ(report.disclosure.declarations.size(), 14u);
}

TEST(Shanxi, TheTablesOfTheExampleAreProven) { expect_tables_proven(checked_file(kExample)); }

TEST(Shanxi, TheErrorsOfTheSecondExampleAreNamed) {
    const CheckReport report =
        checked_file("examples/social-work-department/disclosure-with-errors.txt");
    ASSERT_EQ(report.findings.size(), 2u);
    EXPECT_EQ(report.findings[0].places[0].text, "215.51");
    EXPECT_EQ(report.findings[0].suggestion[0], "215.15");
    EXPECT_EQ(report.findings[1].places[0].text, "1.20");
    EXPECT_EQ(report.findings[1].suggestion[0], "0.12");
    EXPECT_FALSE(report.tables_have_witness);
}

// The same document in another encoding, with full-width digits, or with Windows line ends.
TEST(Shanxi, EncodingAndWidthChangeNothing) {
    std::ifstream file(kExample, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::string wide, windows;
    for (char c : text) {
        if (c >= '0' && c <= '9') {
            wide += "\xEF\xBC";
            wide += static_cast<char>(0x90 + (c - '0'));
        } else {
            wide += c;
        }
        if (c == '\n') windows += '\r';
        windows += c;
    }
    const CheckReport plain = checked(text);
    for (const std::string& other : {wide, windows}) {
        const CheckReport report = checked(other);
        expect_tables_proven(report);
        EXPECT_EQ(report.coverage.size(), plain.coverage.size());
    }
}

}  // namespace
}  // namespace mingzhang::tests
