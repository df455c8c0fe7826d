// One sheet of a workbook of any format: its visible cells, and what of it is not displayed. A
// reader says first what is hidden and merged, then the cells, row by row.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
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

// Rows or columns from..to, both named as written.
struct CellRange {
    CellName from;
    CellName to;
};

inline constexpr int kMostSheetRows = 1'048'576;
inline constexpr int kMostSheetColumns = 16'384;

// {7, 3} → "C7"
std::string cell_name(int row, int column);

struct SheetContent {
    std::vector<SourceRow> rows;  // numbered without the hidden ones
    std::vector<Remark> remarks;  // their places lack the sheet
    std::vector<int> columns;     // the 1-based column of each visible one, by its index
    std::vector<int> row_names;   // the 1-based row of each of `rows`
};

class SheetBuilder {
  public:
    SheetBuilder(std::string name, const Workbook& workbook);

    // Before the first cell. What lies outside a sheet is left out.
    void hide_columns(int from, int to);
    void hide_row(int row);
    void merge(const CellRange& range);  // beyond 200,000 dropped
    void show_zeros(bool shows) { shows_zeros_ = shows; }

    // A cell that stands somewhere and looks somehow: `style` is the index of its format.
    struct At {
        CellName name;
        int style = 0;
    };
    // The cells, their rows rising. A cell outside the sheet is left out. Texts must be clean (see
    // visible()).
    void blank(const At& at);
    void text(const At& at, std::string text);      // as the format shows texts
    void as_it_is(const At& at, std::string text);  // whatever the format
    void shared_string(const At& at, long long index);
    void number(const At& at, const Decimal& value);  // as the format shows numbers
    // `why` is the id of a remark, `shown` what stands in the cell.
    void unreadable(const At& at, const char* why, std::string shown = {});

    // More cells or text than a disclosure has: finish() fails.
    bool full() const;
    Result<SheetContent> finish();

  private:
    struct Placed {
        int row = 0, column = 0;  // as written
        GridCell cell;
    };
    struct Ruled {
        int first = kMostSheetColumns, last = 0;
    };

    void settle();
    bool begin(const At& at);
    bool place(const At& at, GridCell cell);
    void rule(const At& at);
    void advance_merged(int row);
    const CellRange* merged_at(const CellName& name);
    bool hidden_column(int column) const;
    bool hidden_row(int row) const;
    int first_visible_row(int row) const;  // from this one on
    int first_visible_column(int column) const;
    int column_index(int column) const;
    int row_index(int row) const;
    void collect();
    void add_remark(const char* id, std::size_t count, bool unreadable, const Place& place);
    void add_remarks();

    std::string name_;
    const Workbook& workbook_;
    SheetContent out_;
    bool settled_ = false;  // what is hidden and merged is known
    bool shows_zeros_ = true;
    // By 1-based column: how many hidden ranges begin there, less those that ended before.
    std::vector<int> hidden_from_;
    std::vector<int> visible_before_;  // by 1-based column
    std::vector<int> hidden_rows_;
    std::vector<int> visible_after_;  // by index in hidden_rows_: the next row that is not hidden
    std::vector<CellRange> merged_;
    std::size_t next_merged_ = 0;
    std::map<int, CellRange> active_;  // merged ranges of the current row, by their first column
    std::vector<Placed> cells_;
    std::map<int, Ruled> ruled_;
    std::map<const char*, std::pair<std::size_t, Place>, std::less<std::string_view>> unreadable_;
    std::set<int> hidden_texts_in_rows_;
    std::set<int> hidden_texts_in_columns_;
    std::size_t hidden_values_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace mingzhang::read
