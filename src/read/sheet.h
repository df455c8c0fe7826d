// One sheet of a workbook: its visible cells, and what of it is not displayed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/layout.h"
#include "read/workbook_styles.h"

namespace mingzhang::read {

// What all sheets share.
struct Workbook {
    std::string path;
    WorkbookStyles styles;
    std::vector<std::string> strings;  // clean
    bool day_zero_1904 = false;
};

struct CellName {
    int row = 0;  // 1-based, as written
    int column = 0;
};

inline constexpr int kMostSheetRows = 1'048'576;
inline constexpr int kMostSheetColumns = 16'384;

// "C7" → {7, 3}; row 0 where it is no name of a cell.
CellName parse_cell_name(std::string_view name);
std::string cell_name(int row, int column);

// The text of a shared or inline string, phonetic hints left out, clean.
std::string rich_text(const Node& string_item);

struct SheetContent {
    std::vector<SourceRow> rows;  // numbered without the hidden ones
    std::vector<Remark> remarks;  // their places lack the sheet
    std::vector<int> columns;     // the 1-based column of each visible one, by its index
    std::vector<int> row_names;   // the 1-based row of each of `rows`
};

// Fails for too many cells.
Result<SheetContent> read_sheet(const Node& work_sheet, const std::string& name,
                                const Workbook& workbook);

}  // namespace mingzhang::read
