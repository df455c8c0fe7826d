#include "check/beside.h"

#include <gtest/gtest.h>

#include "codes/codes.h"
#include "pack/pack.h"

namespace mingzhang::check {
namespace {

Disclosure disclosure(DocumentKind kind, int year, const std::string& path) {
    Disclosure d;
    d.kind = kind;
    d.year = year;
    d.path = path;
    return d;
}

int add_figure(Disclosure& d, int table, const Coordinate& at) {
    Figure figure;
    figure.table = table;
    figure.place.line = 7;
    figure.coordinate = at;
    d.figures.push_back(figure);
    return static_cast<int>(d.figures.size()) - 1;
}

Coordinate expenditure(const std::string& year, const std::string& phase) {
    return Coordinate()
        .with(Dimension::kFlow, "expenditure")
        .with(Dimension::kYear, year)
        .with(Dimension::kPhase, phase);
}

TEST(Beside, YearsAndPhasesAreThoseOfTheFirstDocument) {
    using Kind = DocumentKind;
    struct Case {
        Kind own, other;
        int other_year;
        const char *year, *phase;  // as the other document says it
        const char *expected_year, *expected_phase;
    };
    const Case cases[] = {
        {Kind::kDepartmentBudget, Kind::kDepartmentBudget, 2025, "", "", "-1", ""},
        {Kind::kDepartmentBudget, Kind::kDepartmentBudget, 2025, "-1", "", "2024", ""},
        {Kind::kDepartmentBudget, Kind::kDepartmentBudget, 2025, "2026", "", "", ""},
        {Kind::kDepartmentBudget, Kind::kUnitFinalAccounts, 2025, "", "", "-1", "accounts"},
        {Kind::kDepartmentBudget, Kind::kUnitFinalAccounts, 2025, "", "budget", "-1", ""},
        {Kind::kDepartmentFinalAccounts, Kind::kDepartmentBudget, 2026, "", "", "", "budget"},
        {Kind::kDepartmentFinalAccounts, Kind::kDepartmentBudget, 2026, "", "adjusted", "",
         "adjusted"},
    };
    for (const Case& c : cases) {
        Disclosure other = disclosure(c.other, c.other_year, "other");
        other.tables.resize(1);
        add_figure(other, 0, expenditure(c.year, c.phase));
        const Disclosure joined = joined_with(disclosure(c.own, 2026, "own"), other);
        ASSERT_EQ(joined.figures.size(), 1u);
        EXPECT_EQ(joined.figures[0].coordinate->to_string(),
                  expenditure(c.expected_year, c.expected_phase).to_string())
            << c.other_year << " " << c.year << " " << c.phase;
    }
}

TEST(Beside, OnlyTablesAndWholeSumsOfTheOtherFollow) {
    Disclosure own = disclosure(DocumentKind::kDepartmentBudget, 2026, "own");
    own.tables.resize(2);
    add_figure(own, 1, expenditure("", ""));
    Disclosure other = disclosure(DocumentKind::kDepartmentBudget, 2025, "other");
    other.tables.resize(1);
    const int text = add_figure(other, -1, expenditure("", ""));
    const int parent = add_figure(other, 0, expenditure("", ""));
    const int child = add_figure(other, 0, expenditure("", "").with(Dimension::kKind, "basic"));
    other.sums = {{parent, {child}, "columns"}, {parent, {child, text}, "columns"}};

    const Disclosure joined = joined_with(own, other);

    ASSERT_EQ(joined.figures.size(), 3u);
    EXPECT_EQ(joined.figures[1].table, 2);
    EXPECT_EQ(joined.figures[1].place.source, 1);
    ASSERT_EQ(joined.sums.size(), 1u);
    EXPECT_EQ(joined.sums[0].parent, 1);
    EXPECT_EQ(joined.sums[0].children, std::vector<int>{2});
    ASSERT_EQ(joined.files.size(), 2u);
    EXPECT_EQ(joined.files[1].path, "other");
}

}  // namespace
}  // namespace mingzhang::check
