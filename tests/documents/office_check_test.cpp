// The example disclosure is proven in every format as it is as a text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "model/figure.h"
#include "office_writer.h"
#include "support.h"

namespace mingzhang::tests {
namespace {

bool has_number(const std::vector<GridCell>& row) {
    return std::any_of(row.begin(), row.end(), [](const GridCell& cell) {
        return parse_number(cell.text).form == NumberForm::kNumber;
    });
}

// The spans a person sees in the heading of a table whose format states none: a group goes on to
// the right over blank cells, and what stands above a blank cell of the last row goes on below.
void state_spans(Grid& grid) {
    grid.spans_known = true;
    const std::size_t columns = grid.columns();
    for (auto& row : grid.rows) row.resize(columns);
    const auto first = std::find_if(grid.rows.begin(), grid.rows.end(), has_number);
    const auto rows = static_cast<std::size_t>(first - grid.rows.begin());
    if (rows < 2 || rows > 3) return;
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            GridCell& cell = grid.rows[r][c];
            for (std::size_t i = c + 1;
                 !cell.text.empty() && i < columns && grid.rows[r][i].text.empty() &&
                 !grid.rows[r + 1][i].text.empty();
                 ++i) {
                ++cell.column_span;
                grid.rows[r][i].column_span = grid.rows[r][i].row_span = 0;
            }
            GridCell& below = grid.rows[r + 1][c];
            if (cell.text.empty() || cell.column_span != 1 || !below.text.empty()) continue;
            cell.row_span = 2;
            below.column_span = below.row_span = 0;
        }
    }
}

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
                                                 resources().library, resources().codes),
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
