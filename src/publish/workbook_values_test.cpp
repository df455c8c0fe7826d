#include "publish/workbook_values.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mingzhang::publish {
namespace {

PublishedCell amount(int64_t fen, std::string text) {
    PublishedCell cell;
    cell.role = CellRole::kAmount;
    cell.amount = Money::fen(fen);
    cell.text = std::move(text);
    return cell;
}

PublishedCell printed(std::string text) {
    PublishedCell cell = amount(0, std::move(text));
    cell.amount.reset();
    return cell;
}

// "0.579950 0.00 exact"
std::string shown(const PublishedCell& cell, Unit unit = Unit::kWanYuan) {
    PublishedTable table;
    table.unit = unit;
    const auto stored = stored_number(cell, table);
    if (!stored) return "text";
    return fmt::format("{} {}{}", stored->value, stored->format, stored->exact ? " exact" : "");
}

TEST(StoredNumber, IsExactWhereThatDisplaysAsPrinted) {
    EXPECT_EQ(shown(amount(579'950, "0.58")), "0.57995 0.00 exact");
    EXPECT_EQ(shown(amount(-579'950, "-0.58")), "-0.57995 0.00 exact");
    EXPECT_EQ(shown(amount(1'234'567'890'000, "1,234,567.89")), "1234567.89 #,##0.00 exact");
    EXPECT_EQ(shown(amount(100, "1.00"), Unit::kYuan), "1 0.00 exact");
    EXPECT_EQ(shown(amount(1'500'000, "2"), Unit::kWanYuan), "1.5 0 exact");
    EXPECT_EQ(shown(amount(0, "0.00")), "0 0.00 exact");
}

TEST(StoredNumber, IsWhatIsPrintedWhereThatDiffers) {
    EXPECT_EQ(shown(amount(579'950, "0.57")), "0.57 0.00");  // rounded so that a table adds up
    EXPECT_EQ(shown(amount(-1, "0.00")), "0 0.00");          // would display "-0.00"
    EXPECT_EQ(shown(printed("12")), "12 0");
    EXPECT_EQ(shown(printed("94.78%")), "0.9478 0.00%");
    EXPECT_EQ(shown(amount(9'007'199'254'740'993, "9007199254.74")), "9007199254.74 0.00");
}

TEST(StoredNumber, IsATextWhereItIsNoPlainNumber) {
    for (const char* text : {"", "—", "007", "1,23.00", "1.", ".5", "3:4", "1 2", "=1+1", "+1",
                             "1e5", "12345678901234567.00"})
        EXPECT_EQ(shown(printed(text)), "text") << text;
}

// A spreadsheet that keeps 15 digits still has the exact amount.
RC_GTEST_PROP(StoredNumber, SurvivesFifteenDigits, ()) {
    const auto fen = *rc::gen::inRange<int64_t>(-99'999'999'999'999, 99'999'999'999'999);
    PublishedTable table;
    table.unit = *rc::gen::element(Unit::kYuan, Unit::kWanYuan, Unit::kYiYuan);
    const auto stored = stored_number(amount(fen, Money::fen(fen).print(table.unit, 2)), table);
    RC_ASSERT(stored.has_value());
    if (stored->exact) {
        const std::string kept = fmt::format("{:.14e}", stored->value);
        RC_ASSERT(std::stod(kept) == stored->value);
        RC_ASSERT(Money::fen(std::llround(std::stod(kept) * double(fen_of(table.unit)))) ==
                  Money::fen(fen));
    }
}

// Row 0: 3 = 1 + 2. Row 1: 3 = 3.
PublishedTable sums() {
    PublishedTable table;
    table.rows = {{amount(3'000'000, "3.00"), amount(1'000'000, "1.00"), amount(2'000'000, "2.00")},
                  {amount(3'000'000, "3.00"), printed(""), printed("—")}};
    table.rows[0][0].sum_of = {{0, 1}, {0, 2}};
    table.rows[1][0].sum_of = {{0, 0}, {1, 1}};
    return table;
}

TEST(LiveSums, AreThoseOfExactAmounts) {
    PublishedTable table = sums();
    EXPECT_EQ(live_sums(table)[0], (std::vector<bool>{true, false, false}));
    EXPECT_EQ(live_sums(table)[1], (std::vector<bool>{true, false, false}));
    table.rows[0][1] = amount(1'000'000, "1.01");
    EXPECT_FALSE(live_sums(table)[0][0]) << "a part is printed otherwise";
    table = sums();
    table.rows[0][1] = amount(1'000'001, "1.00");
    EXPECT_FALSE(live_sums(table)[0][0]) << "does not add up";
    table = sums();
    table.rows[1][0].sum_of = {{0, 0}, {1, 2}};
    EXPECT_FALSE(live_sums(table)[1][0]) << "a part is a text";
    table.rows[1][0].sum_of = {{0, 0}, {7, 0}};
    EXPECT_FALSE(live_sums(table)[1][0]) << "a part is not there";
}

TEST(LiveSums, NeverDependOnThemselves) {
    PublishedTable table = sums();
    table.rows[1][0].sum_of = {{1, 0}};
    EXPECT_FALSE(live_sums(table)[1][0]);
    table.rows[0][1] = amount(3'000'000, "3.00");
    table.rows[0][2] = amount(3'000'000, "3.00");
    table.rows[0][0].sum_of = {{0, 1}};
    table.rows[0][1].sum_of = {{0, 2}};
    table.rows[0][2].sum_of = {{0, 0}};
    table.rows[1][0].sum_of = {{0, 1}};
    const auto live = live_sums(table);
    EXPECT_EQ(std::count(live[0].begin(), live[0].end(), true), 2);
    EXPECT_TRUE(live[1][0]);
}

TEST(SumFormula, NamesRunsDownAndAlong) {
    EXPECT_EQ(sum_formula({{0, 2}, {1, 2}, {2, 2}}, 4), "SUM(C5:C7)");
    EXPECT_EQ(sum_formula({{0, 2}, {4, 2}}, 4), "C5+C9");
    EXPECT_EQ(sum_formula({{0, 2}, {0, 3}, {0, 4}, {2, 2}, {3, 2}}, 0), "SUM(C1:E1)+SUM(C3:C4)");
    EXPECT_EQ(sum_formula({{1, 27}}, 0), "AB2");
    EXPECT_EQ(sum_formula({{0, 0}, {0, 0}}, 0), "A1+A1");
    std::vector<CellAt> scattered;
    for (int i = 0; i < 3000; ++i) scattered.push_back({2 * i, 0});
    EXPECT_EQ(sum_formula(scattered, 0), "");
}

TEST(LiveFormula, IsRoundedWhereItsLastBitWouldBeSeen) {
    PublishedTable table;
    PublishedCell cell = amount(1'005'000, "1.01");
    cell.sum_of = {{0, 1}, {0, 2}};
    EXPECT_EQ(live_formula(cell, table, 0), "ROUND(SUM(B1:C1),6)");
    cell.amount = Money::fen(1'005'001);
    EXPECT_EQ(live_formula(cell, table, 0), "SUM(B1:C1)");
    table.unit = Unit::kYuan;
    cell = amount(1'005, "10.05");
    cell.sum_of = {{0, 1}, {0, 2}};
    EXPECT_EQ(live_formula(cell, table, 0), "SUM(B1:C1)");
}

TEST(ColumnLetters, CountAsSpreadsheetsDo) {
    EXPECT_EQ(column_letters(0), "A");
    EXPECT_EQ(column_letters(25), "Z");
    EXPECT_EQ(column_letters(26), "AA");
    EXPECT_EQ(column_letters(16383), "XFD");
}

}  // namespace
}  // namespace mingzhang::publish
