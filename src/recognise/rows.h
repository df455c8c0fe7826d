// The rows of one panel: what each measures, and which rows are the parts of which.
#pragma once

#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/figure.h"
#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/words.h"

namespace mingzhang::recognise {

struct Row {
    std::size_t grid_row = 0;
    std::size_t group = 0;    // of the panel's columns
    std::string code;         // "20139", empty where there is none
    std::string key;          // the code, or the label where there is no code
    std::string label;        // "20139 社会工作事务"
    Coordinate at;            // of the row alone
    bool known = false;       // its label means a coordinate
    int parent = -1;          // index of the row whose part it is, completely shown; -1: none
    const char* reason = "";  // of the sum it belongs to: "rows-under-code", …
};

// Columns of a grid that belong together. A code may be cut into several (类, 款, 项), a name
// may have several levels.
struct ColumnGroup {
    std::vector<int> codes, names, amounts;
    int government_name = -1;
};

// One panel of a grid, as the header was read: one group of columns, or several where its list of
// rows is cut in pieces that stand side by side.
struct PanelGrid {
    const Grid& grid;
    std::size_t first_row;  // below the header
    std::vector<ColumnGroup> groups;
    // The panels beside this one. A total may stand across two: its label in the first, its amount
    // in the second.
    std::vector<ColumnGroup> before, after;
};

// Whether a number stands in the row among the amounts of the group.
bool has_amount(const Grid& grid, std::size_t row, const ColumnGroup& group);
// The text of a row's code or first name in the group; empty where there is none.
std::string label_in(const Grid& grid, std::size_t row, const ColumnGroup& group);

struct RowContext {
    const pack::Panel& panel;
    const RowWords& pack_words;
    const RowWords& lexicon_words;
    const codes::Lists& codes;
    // Folded names: the department's, then units known from elsewhere in the document.
    const std::vector<std::string>& units;
};

// 栏次 rows: every filled cell is the number of its column (1 2 3 …), or the row says 栏次.
bool is_column_numbers(const std::vector<GridCell>& row);

// Whether `total` can be the sum of `parts`, each with the slack of its own rounding.
bool can_be_sum(const PrintedNumber& total, const std::vector<PrintedNumber>& parts);

std::vector<Row> read_rows(const PanelGrid& panel, const RowContext& context);

}  // namespace mingzhang::recognise
