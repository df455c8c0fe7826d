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
