// What the cells of a published table hold in a workbook: numbers that display as printed, and sums
// that stay live.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

struct StoredNumber {
    double value = 0;    // the one nearest to the decimal number that is meant
    std::string format;  // "0.00", "#,##0.00", "0.00%"
    bool exact = false;  // the cell's exact amount, not only what is printed of it
};

// A spreadsheet keeps 15 digits and rounds what it displays half away from zero, as Money does.
// So a cell holds its exact amount in the unit of the table where that has no more digits and
// displays as printed; else the number that is printed. Nothing where the text is no plain number
// ("—", "007") or has more than 15 digits.
std::optional<StoredNumber> stored_number(const PublishedCell& cell, const PublishedTable& table);

// Which cells can be formulas: those that hold their exact amounts, and so do all cells of which
// they are the sum; none that depends on itself. By row and column.
std::vector<std::vector<bool>> live_sums(const PublishedTable& table);

// "SUM(C5:C9)", "C5+SUM(C7:E7)", for a table whose first row is row `first_row` (0-based) of its
// sheet. Empty where it is longer than a cell can hold.
std::string sum_formula(const std::vector<CellAt>& cells, int first_row);
// The formula of a cell; rounded to whole fen where otherwise the last bit of the sum would decide
// which way an amount in the middle is displayed.
std::string live_formula(const PublishedCell& cell, const PublishedTable& table, int first_row);

std::string column_letters(int column);  // 0 → "A", 26 → "AA"

}  // namespace mingzhang::publish
