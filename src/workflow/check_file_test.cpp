#include "workflow/check_file.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.h"

namespace mingzhang::workflow {
namespace {

using testing::HasSubstr;

const Resources& resources() {
    static const Resources loaded = load_resources(".").value();
    return loaded;
}

struct Halves {
    std::string first, second;
};

// A disclosure cut where its tables begin or end.
Halves cut_at(const std::string& path, const std::string& line) {
    const std::string whole = read_file(path, read::kMostBytes).value();
    const std::size_t at = whole.find("\n" + line + "\n");
    if (at == std::string::npos) throw std::runtime_error(line + " is not in " + path);
    return {whole.substr(0, at + 1), whole.substr(at + 1)};
}

CheckReport together(std::vector<NamedBytes> files) {
    read::PdfScanner scanner;
    auto checked = check_together(std::move(files), resources(), scanner);
    if (!checked) throw std::runtime_error(checked.error().to_string());
    return checked->report;
}

std::vector<std::string> table_ids(const CheckReport& report) {
    std::vector<std::string> ids;
    for (const DisclosureTable& table : report.disclosure.tables) ids.push_back(table.id);
    return ids;
}

std::size_t proven(const CheckReport& report) {
    return static_cast<std::size_t>(
        std::count_if(report.coverage.begin(), report.coverage.end(),
                      [](const FigureCoverage& f) { return f.coverage == Coverage::kProven; }));
}

constexpr const char* kExample = "examples/social-work-department/disclosure.txt";
constexpr const char* kNarrative = "第三部分 2026年度部门预算情况说明";

TEST(CheckTogether, TextAndTablesAreOneDisclosure) {
    const auto whole = check_file(kExample, resources());
    ASSERT_TRUE(whole);
    const Halves halves = cut_at(kExample, kNarrative);
    const CheckReport report = together({{"报表.txt", halves.first}, {"正文.txt", halves.second}});
    EXPECT_EQ(report.disclosure.pack, whole->report.disclosure.pack);
    EXPECT_EQ(report.disclosure.department, whole->report.disclosure.department);
    EXPECT_EQ(table_ids(report), table_ids(whole->report));
    EXPECT_EQ(proven(report), proven(whole->report));
    EXPECT_EQ(report.findings.size(), whole->report.findings.size());
}

TEST(CheckTogether, TheOrderOfTheFilesDoesNotMatter) {
    const Halves halves = cut_at(kExample, kNarrative);
    const CheckReport one = together({{"报表.txt", halves.first}, {"正文.txt", halves.second}});
    const CheckReport other = together({{"正文.txt", halves.second}, {"报表.txt", halves.first}});
    EXPECT_EQ(one.disclosure.pack, other.disclosure.pack);
    EXPECT_EQ(one.disclosure.year, other.disclosure.year);
    EXPECT_EQ(one.disclosure.kind, other.disclosure.kind);
    EXPECT_EQ(table_ids(one), table_ids(other));
    EXPECT_EQ(one.coverage.size(), other.coverage.size());
    EXPECT_EQ(proven(one), proven(other));
}

TEST(CheckTogether, AFindingNamesTheFile) {
    const Halves halves =
        cut_at("examples/social-work-department/disclosure-with-errors.txt", kNarrative);
    const CheckReport report = together({{"正文.txt", halves.second}, {"报表.txt", halves.first}});
    ASSERT_FALSE(report.findings.empty());
    const std::vector<SourceFile>& files = report.disclosure.files;
    ASSERT_EQ(files.size(), 2u);
    for (const Finding& finding : report.findings) {
        const FindingPlace& at = finding.places.front();
        if (at.table.empty() || at.text.empty()) continue;
        EXPECT_EQ(at.place.source, 1) << at.text;
        const std::string& text = halves.first;
        std::size_t begin = 0;
        for (int line = line_in_file(at.place, files); line > 1; --line) {
            begin = text.find('\n', begin) + 1;
        }
        EXPECT_THAT(text.substr(begin, text.find('\n', begin) - begin), HasSubstr(at.text));
    }
}

TEST(CheckTogether, TheTextAloneIsOfThePackWhoseSectionsItHas) {
    std::string text = "明县某局2026年部门预算\n\n";
    for (const char* title :
         {"第一部分 概况", "一、本部门职责", "二、机构设置情况",
          "第三部分 2026年度部门预算情况说明", "一、部门预算收支数据变动情况及原因",
          "二、收入预算情况说明", "三、支出预算情况说明", "四、财政拨款收支预算总体情况说明",
          "五、一般公共预算支出情况说明", "六、一般公共预算基本支出情况说明", "九、政府采购情况",
          "第四部分 名词解释"}) {
        text += std::string(title) + "\n\n本部门没有需要说明的事项。\n\n";
    }
    const CheckReport alone = together({{"正文.txt", text}});
    EXPECT_EQ(alone.disclosure.kind, DocumentKind::kDepartmentBudget);
    EXPECT_EQ(alone.disclosure.year, 2026);
    EXPECT_EQ(alone.disclosure.department, "明县某局");
    EXPECT_EQ(alone.disclosure.pack, "shanxi/2026/department-budget");
    EXPECT_EQ(alone.disclosure.sections.size(), 12u);
    for (const Finding& finding : alone.findings) EXPECT_NE(finding.rule, "table-missing");
}

TEST(CheckTogether, ATextWithFewSectionsOfAPackHasNone) {
    const std::string text =
        "某市某局2026年部门预算情况说明\n\n"
        "二、收入预算情况说明\n2026年收入预算为100万元。\n\n"
        "三、支出预算情况说明\n2026年支出预算为100万元。\n";
    const CheckReport report = together({{"正文.txt", text}});
    EXPECT_EQ(report.disclosure.kind, DocumentKind::kDepartmentBudget);
    EXPECT_EQ(report.disclosure.pack, "");
}

TEST(CheckTogether, AFileThatCannotBeReadIsNamed) {
    read::PdfScanner scanner;
    const std::string text = read_file(kExample, read::kMostBytes).value();
    const auto checked =
        check_together({{"正文.txt", text}, {"报表.pdf", ""}}, resources(), scanner);
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().to_string(), HasSubstr("报表.pdf"));
    const auto none = check_together(std::vector<NamedBytes>(), resources(), scanner);
    EXPECT_FALSE(none);
    const auto many =
        check_together(std::vector<NamedBytes>(21, {"正文.txt", text}), resources(), scanner);
    ASSERT_FALSE(many);
    EXPECT_THAT(many.error().to_string(), HasSubstr("too many"));
}

// Real documents, where they are.
TEST(CheckTogether, ANarrativeAndTablesPublishedApart) {
    const std::string begin = "../shared/documents/jiangsu-2018-budget-cppcc-";
    if (!std::filesystem::exists(begin + "tables.pdf")) GTEST_SKIP() << begin << "* is not there";
    read::PdfScanner scanner;
    for (const auto& paths : {std::vector{begin + "narrative.pdf", begin + "tables.pdf"},
                              std::vector{begin + "tables.pdf", begin + "narrative.pdf"}}) {
        const auto checked = check_together(paths, resources(), scanner);
        ASSERT_TRUE(checked) << checked.error().to_string();
        const Disclosure& disclosure = checked->report.disclosure;
        EXPECT_EQ(disclosure.tables.size(), 12u);
        EXPECT_EQ(disclosure.pack, "jiangsu/2018/department-budget");
        EXPECT_EQ(disclosure.year, 2018);
        EXPECT_EQ(disclosure.kind, DocumentKind::kDepartmentBudget);
        EXPECT_TRUE(disclosure.department.ends_with("政协办公厅")) << disclosure.department;
        EXPECT_GT(disclosure.sections.size(), 10u);
    }
}

}  // namespace
}  // namespace mingzhang::workflow
