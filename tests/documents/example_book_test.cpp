// The example's ledger: published, it is what stands beside it, and it says what its document says.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/file.h"
#include "store/book_folder.h"
#include "store/book_rules.h"
#include "support.h"
#include "workflow/build_book.h"

namespace mingzhang::tests {
namespace {

constexpr const char* kExample = "examples/social-work-department/";
constexpr std::size_t kMost = std::size_t{8} << 20;

const Book& example() {
    static const Book book = [] {
        auto read = store::read_book(std::string(kExample) + "ledger");
        if (!read) throw std::runtime_error(read.error().to_string());
        if (!read->findings.empty()) throw std::runtime_error(read->findings.front().rule);
        return std::move(read->book);
    }();
    return book;
}

workflow::Build built(const std::vector<workflow::PublishedFormat>& formats) {
    read::PdfScanner scanner;
    auto result = workflow::build_book(example(), {formats, ""}, resources(), scanner);
    if (!result) throw std::runtime_error(result.error().to_string());
    return *std::move(result);
}

TEST(ExampleBook, IsInOrder) {
    for (const BookFinding& finding : store::book_findings(example()))
        ADD_FAILURE() << finding.place.file << ":" << finding.place.line << " " << finding.rule;
}

// Every figure of the published document is the ledger's.
TEST(ExampleBook, IsWhatItsDocumentSays) {
    read::PdfScanner scanner;
    auto checked =
        workflow::check_file(std::string(kExample) + "disclosure.txt", resources(), scanner);
    ASSERT_TRUE(checked) << checked.error().to_string();
    workflow::hold_against_ledger(*checked, example(), resources());
    for (const Finding& finding : checked->report.findings)
        ADD_FAILURE() << finding.rule << " " << finding.places.front().text;
}

TEST(ExampleBook, NamesTheFiguresThatWereAltered) {
    read::PdfScanner scanner;
    auto checked = workflow::check_file(std::string(kExample) + "disclosure-with-errors.txt",
                                        resources(), scanner);
    ASSERT_TRUE(checked) << checked.error().to_string();
    workflow::hold_against_ledger(*checked, example(), resources());
    std::set<std::string> differs;
    for (const Finding& finding : checked->report.findings) {
        if (finding.rule == "differs-from-ledger")
            differs.insert(finding.arguments.at("value") + " for " +
                           finding.arguments.at("ledger"));
    }
    EXPECT_EQ(differs.count("215.51 for 215.15"), 1U);
}

// ./dev examples publishes it anew.
TEST(ExampleBook, IsPublishedAsItStands) {
    const workflow::Build build =
        built({workflow::PublishedFormat::kHtml, workflow::PublishedFormat::kData});
    EXPECT_FALSE(build.has_errors());
    std::set<std::string> names;
    for (const workflow::BuiltFile& file : build.files) {
        names.insert(file.name);
        const auto there = read_file(std::string(kExample) + "published/" + file.name, kMost);
        ASSERT_TRUE(there) << there.error().to_string();
        EXPECT_TRUE(*there == file.bytes) << file.name << " is another; ./dev examples accepts it";
    }
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(kExample) + "published")) {
        if (!entry.is_regular_file()) continue;
        const std::string name =
            std::filesystem::relative(entry.path(), std::string(kExample) + "published").string();
        EXPECT_EQ(names.count(name), 1U) << name << " is no longer published";
    }
}

TEST(ExampleBook, EveryFormatReadsBackWithoutErrors) {
    const workflow::Build build =
        built({workflow::PublishedFormat::kDocx, workflow::PublishedFormat::kPdf,
               workflow::PublishedFormat::kXlsx, workflow::PublishedFormat::kHtml});
    for (const workflow::BuiltFile& file : build.files) {
        const CheckReport& report = file.checked->report;
        EXPECT_TRUE(report.document_has_witness) << file.name;
        int proven = 0;
        for (std::size_t i = 0; i < report.coverage.size(); ++i)
            proven += report.disclosure.figures[i].table >= 0 &&
                              report.disclosure.figures[i].counts() &&
                              report.coverage[i].coverage == Coverage::kProven
                          ? 1
                          : 0;
        EXPECT_EQ(proven, 237) << file.name;  // as in its document
        for (const Finding& finding : report.findings)
            EXPECT_NE(finding.severity, Severity::kError) << file.name << " " << finding.rule;
    }
    EXPECT_EQ(build.files.size(), 4U);
}

}  // namespace
}  // namespace mingzhang::tests
