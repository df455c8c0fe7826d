#include <gtest/gtest.h>

#include "model/disclosure.h"
#include "model/finding.h"
#include "model/report.h"
#include "model/source_document.h"

namespace mingzhang {
namespace {

TEST(Fingerprint, IsStableAndTellsPartsApart) {
    EXPECT_EQ(fingerprint({}), "cbf29ce484222325");
    EXPECT_EQ(fingerprint({"sum-mismatch", "20139"}), fingerprint({"sum-mismatch", "20139"}));
    EXPECT_NE(fingerprint({"ab", "c"}), fingerprint({"a", "bc"}));
    EXPECT_NE(fingerprint({"ab"}), fingerprint({"ab", ""}));
    EXPECT_EQ(fingerprint({"表3"}).size(), 16u);
    EXPECT_EQ(fingerprint({"sum-mismatch"}), "34708991584d76fc");
}

TEST(Names, OfSeveritiesKindsAndStates) {
    EXPECT_EQ(severity_name(Severity::kError), "error");
    EXPECT_EQ(severity_name(Severity::kHint), "hint");
    EXPECT_EQ(kind_name(DocumentKind::kDepartmentBudget), "department-budget");
    EXPECT_EQ(kind_name(DocumentKind::kUnitFinalAccounts), "unit-final-accounts");
    EXPECT_EQ(table_status_name(TableStatus::kRecognised), "recognised");
}

Block paragraph(int line, int page = 0) {
    Block block;
    block.place.line = line;
    block.place.page = page;
    return block;
}

SourceDocument document_of(const char* path, std::vector<Block> blocks) {
    SourceDocument document;
    document.path = path;
    document.format = "text";
    document.blocks = std::move(blocks);
    return document;
}

TEST(Joined, LinesGoOnRisingAndAreFoundAgainInTheirFiles) {
    Block table = paragraph(4, 2);
    table.kind = BlockKind::kTable;
    table.grid.rows.resize(1);
    table.grid.rows[0].resize(2);
    for (GridCell& cell : table.grid.rows[0]) cell.place = table.place;
    SourceDocument first = document_of("text.pdf", {paragraph(1, 1), table});
    Remark remark;
    remark.place.line = 7;
    first.remarks = {remark};
    SourceDocument second = document_of("tables.txt", {paragraph(0), paragraph(3)});

    const SourceDocument whole = joined({first, second, document_of("c", {paragraph(1)})});
    EXPECT_EQ(whole.path, "text.pdf");
    EXPECT_EQ(whole.files,
              (std::vector<SourceFile>{{"text.pdf", 0}, {"tables.txt", 7}, {"c", 10}}));
    std::vector<std::vector<int>> places;  // source, page, line, line in the file
    for (const Block& block : whole.blocks) {
        const Place& at = block.place;
        places.push_back({at.source, at.page, at.line, line_in_file(at, whole.files)});
    }
    EXPECT_EQ(places, (std::vector<std::vector<int>>{
                          {0, 1, 1, 1}, {0, 2, 4, 4}, {1, 0, 0, 0}, {1, 0, 10, 3}, {2, 0, 11, 1}}));
    EXPECT_EQ(whole.blocks[1].grid.rows[0][1].place, whole.blocks[1].place);
    EXPECT_EQ(whole.remarks.size(), 1u);
}

TEST(Joined, OneDocumentStaysAsItIs) {
    const SourceDocument one = joined({document_of("a", {paragraph(5)})});
    EXPECT_TRUE(one.files.empty());
    EXPECT_EQ(one.blocks[0].place.line, 5);
    EXPECT_EQ(line_in_file(one.blocks[0].place, one.files), 5);
}

TEST(Grid, RowsMayBeRagged) {
    Grid grid;
    EXPECT_EQ(grid.columns(), 0u);
    grid.rows.resize(2);
    grid.rows[0].resize(1);
    grid.rows[1].resize(3);
    grid.rows[1][2].text = "198.62";
    EXPECT_EQ(grid.columns(), 3u);
    ASSERT_NE(grid.at(1, 2), nullptr);
    EXPECT_EQ(grid.at(1, 2)->text, "198.62");
    EXPECT_EQ(grid.at(0, 1), nullptr);
    EXPECT_EQ(grid.at(2, 0), nullptr);
}

}  // namespace
}  // namespace mingzhang
