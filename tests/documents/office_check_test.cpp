// The example disclosure is proven in every format as it is as a text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "office_writer.h"
#include "spans.h"
#include "support.h"

namespace mingzhang::tests {
namespace {

// Figures by what is known of them.
std::map<Coverage, int> coverage(const CheckReport& report) {
    std::map<Coverage, int> out;
    for (const FigureCoverage& figure : report.coverage) ++out[figure.coverage];
    return out;
}

TEST(OfficeCheck, TheExampleIsProvenInEveryFormat) {
    std::string folder = testing::TempDir() + "office_check_XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string path = "examples/social-work-department/disclosure.txt";
    const auto check = [](const std::string& file) {
        return check::check(recognise::recognise(read::read_document(file).value(),
                                                 resources().library, resources().codes)
                                .value(),
                            resources().library.lexicon, resources().codes);
    };
    const CheckReport text = check(path);
    SourceDocument source = read::read_document(path).value();
    for (Block& block : source.blocks)
        if (block.kind == BlockKind::kTable) state_spans(block.grid);
    const std::pair<const char*, std::string> files[] = {{"a.docx", docx_of(source.blocks)},
                                                         {"a.html", html_of(source.blocks)},
                                                         {"a.xlsx", xlsx_of(source.blocks)}};
    for (const auto& [name, bytes] : files) {
        const CheckReport report = check(write_file(folder + "/" + name, bytes));
        EXPECT_EQ(coverage(report), coverage(text)) << name;
        EXPECT_TRUE(report.tables_have_witness) << name;
        EXPECT_TRUE(report.document_has_witness) << name;
        EXPECT_EQ(report.findings.size(), text.findings.size()) << name;
    }
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace mingzhang::tests
