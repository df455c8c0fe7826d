// The rows of one panel: what each measures, and which rows are the parts of which.
#pragma once

#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/words.h"

namespace mingzhang::recognise {

struct Row {
    std::size_t grid_row = 0;
    std::string key;          // "20139", or the label where there is no code
    std::string label;        // "20139 社会工作事务"
    Coordinate at;            // of the row alone
    bool known = false;       // its label means a coordinate
    int parent = -1;          // index of the row whose part it is, completely shown; -1: none
    const char* reason = "";  // of the sum it belongs to: "rows-under-code", …
};

// One panel of a grid, as the header was read.
struct PanelGrid {
    const Grid& grid;
    std::size_t first_row;  // below the header
    int code_column = -1;
    int name_column = -1;
    int government_name_column = -1;
    std::vector<int> amount_columns;
};

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

std::vector<Row> read_rows(const PanelGrid& panel, const RowContext& context);

}  // namespace mingzhang::recognise
