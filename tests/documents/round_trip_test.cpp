// One disclosure saved in other formats by LibreOffice says the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/text.h"
#include "converted.h"
#include "office_writer.h"
#include "read/office_convert.h"
#include "spans.h"
#include "support.h"

namespace mingzhang::tests {
namespace {

std::string squeezed(const std::string& s) { return text::fold_label(s); }

std::string quantity(const std::optional<Coordinate>& coordinate) {
    return coordinate ? coordinate->to_string() : "none";
}

// What a disclosure says, without places: a line for each table, figure, claim and form.
std::vector<std::string> statements(const Disclosure& disclosure) {
    std::vector<std::string> out;
    out.push_back(std::string(kind_name(disclosure.kind)) + " " + std::to_string(disclosure.year) +
                  " " + squeezed(disclosure.department) + " " + disclosure.pack);
    for (const DisclosureTable& table : disclosure.tables)
        out.push_back(table.id + " " + squeezed(table.number) + " " + squeezed(table.title) + " " +
                      std::string(table_status_name(table.status)));
    for (const Figure& figure : disclosure.figures)
        out.push_back(std::to_string(figure.table) + " " + squeezed(figure.text) + " " +
                      quantity(figure.coordinate) + " " + figure.uncovered);
    for (const Claim& claim : disclosure.claims)
        out.push_back(claim.word + " " + claim.of.to_string() + " / " + claim.base.to_string());
    for (const Calculation& calculation : disclosure.calculations)
        out.push_back(squeezed(calculation.expression + "=" + calculation.result));
    for (const NameList& list : disclosure.name_lists) {
        out.push_back(list.of.to_string());
        for (const std::string& name : list.names) out.back() += " " + squeezed(name);
    }
    for (const Declaration& form : disclosure.declarations) {
        for (const DeclarationField& field : form.fields)
            out.push_back("form " + field.id + " " + squeezed(field.text));
        for (const Indicator& indicator : form.indicators)
            out.push_back("form " + squeezed(indicator.name + " " + indicator.target.text));
    }
    return out;
}

// The lines of one that the other has not, "- " before those of the first.
std::vector<std::string> differences(const Disclosure& a, const Disclosure& b) {
    std::vector<std::string> x = statements(a), y = statements(b), out;
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> only;
    std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(only));
    for (const std::string& line : only) out.push_back("- " + line);
    only.clear();
    std::set_difference(y.begin(), y.end(), x.begin(), x.end(), std::back_inserter(only));
    for (const std::string& line : only) out.push_back("+ " + line);
    return out;
}

class RoundTrip : public testing::Test {
  protected:
    // One profile serves all conversions.
    static void SetUpTestSuite() {
        std::string name = testing::TempDir() + "round_trip_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    void SetUp() override {
        if (read::find_soffice().empty()) GTEST_SKIP() << "LibreOffice is not installed";
        source_ =
            read::read_document("examples/social-work-department/disclosure.txt").value().blocks;
        for (Block& block : source_)
            if (block.kind == BlockKind::kTable) state_spans(block.grid);
    }

    static Disclosure disclosure(const std::string& file) {
        return recognise::recognise(read::read_document(file).value(), resources().library,
                                    resources().codes);
    }

    // What the file says otherwise when it is saved with another ending.
    std::vector<std::string> differences_as(const char* ending, const std::string& file) const {
        const std::string saved = converted(folder_, file, ending);
        if (saved.empty()) return {"LibreOffice does not save it as " + std::string(ending)};
        return differences(disclosure(file), disclosure(saved));
    }

    static inline std::string folder_;
    std::vector<Block> source_;
};

TEST_F(RoundTrip, ADocumentAsPdf) {
    const std::string file = write_file(folder_ + "/a.docx", docx_of(source_));
    EXPECT_THAT(differences_as("pdf", file), testing::ElementsAre());
}

// Without its prose: a text wider than the sheet is cut off on paper.
TEST_F(RoundTrip, AWorkbookAsPdf) {
    constexpr std::size_t kLongest = 150;  // bytes
    std::erase_if(source_, [](const Block& block) { return block.text.size() > kLongest; });
    const std::string file = write_file(folder_ + "/a.xlsx", xlsx_of(source_));
    EXPECT_THAT(differences_as("pdf", file), testing::ElementsAre());
}

TEST_F(RoundTrip, ADocumentAsDoc) {
    const std::string file = write_file(folder_ + "/a.docx", docx_of(source_));
    EXPECT_THAT(differences_as("doc", file), testing::ElementsAre());
}

TEST_F(RoundTrip, AWorkbookAsXls) {
    const std::string file = write_file(folder_ + "/a.xlsx", xlsx_of(source_));
    EXPECT_THAT(differences_as("xls", file), testing::ElementsAre());
}

// The blank forms of a year, as they are and as the program of another age saves them.
TEST_F(RoundTrip, BlankFormsOfShanghai) {
    const std::string file = "../shared/documents/shanghai-2026-blank-department-template.xlsx";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "there is no " << file;
    const std::string saved = converted(folder_, file, "xls");
    ASSERT_FALSE(saved.empty());
    EXPECT_EQ(shown(read::read_document(saved).value().blocks),
              shown(read::read_document(file).value().blocks));
}

}  // namespace
}  // namespace mingzhang::tests
