#include "read/layout.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "model/figure.h"
#include "read/contents.h"
#include "read/text_reader.h"

namespace mingzhang::read {
namespace {

using std::string_view;

bool is_number(const GridCell& cell) { return parse_number(cell.text).form == NumberForm::kNumber; }

bool has_number(const SourceRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const SourceCell& c) { return is_number(c.cell) || !c.cell.readable; });
}

bool has_colon(const SourceCell& c) {
    return text::contains(c.cell.text, ":") || text::contains(c.cell.text, "：");
}

constexpr std::size_t kMostLabelsOfALine = 4;

// "编制单位：某部    单位：万元": labels beside a table, no row of it.
bool is_label_line(const SourceRow& row) {
    return !row.cells.empty() && row.cells.size() <= kMostLabelsOfALine && !has_number(row) &&
           std::all_of(row.cells.begin(), row.cells.end(), has_colon);
}

bool is_single_text(const SourceRow& row) { return row.cells.size() == 1 && !has_number(row); }

bool is_caption(const SourceRow& row) { return is_single_text(row) || is_label_line(row); }

// A note below a table, which is no row of a form.
bool reads_like_note(string_view s) {
    for (const char* mark : {"。", "，", "；", "本表", "此表", "该表"})
        if (text::contains(s, mark)) return true;
    while (!s.empty() && string_view("*( ").find(s.front()) != string_view::npos)
        s.remove_prefix(1);
    for (const char* word : {"注", "（注", "说明", "※"})
        if (s.starts_with(word)) return true;
    return false;
}

void add_paragraphs(const SourceRow& row, BlockBuilder& out) {
    for (const SourceCell& c : row.cells) out.paragraph(c.cell.text, c.cell.place);
}

// The columns in which the rows hold something: first..last.
struct Extent {
    int first = 0;
    int last = -1;
    int width() const { return last - first + 1; }

    void include(int from, int to) {
        first = last < first ? from : std::min(first, from);
        last = std::max(last, to);
    }
};

int last_column(const SourceCell& c) { return c.column + c.cell.column_span - 1; }

Extent text_extent(const std::vector<SourceRow>& rows) {
    Extent extent;
    for (const SourceRow& row : rows)
        for (const SourceCell& c : row.cells) extent.include(c.column, last_column(c));
    return extent;
}

// ------------------------------------------------------------------------------------- grids

// Spans are clipped to the rows and columns that are kept; where cells overlap, both lose them.
class GridMaker {
  public:
    GridMaker(const std::vector<SourceRow>& rows, const PlaceOf& place_of)
        : rows_(rows), place_of_(place_of) {}

    Grid make() {
        for (const SourceRow& row : rows_)
            if (!row.cells.empty()) kept_rows_.push_back(&row);
        find_columns();
        Grid grid;
        grid.spans_known = true;
        if (columns_.empty() || kept_rows_.size() > kMostCells / columns_.size()) {
            // Too many to be laid out: the builder refuses them by their number.
            grid.rows.assign(columns_.empty() ? 0 : 1, Row(kMostCells + 1));
            return grid;
        }
        for (std::size_t r = 0; r < kept_rows_.size(); ++r) grid.rows.push_back(row_at(r));
        for (std::size_t r = 0; r < kept_rows_.size(); ++r) cover(grid, r);
        return grid;
    }

  private:
    static constexpr int kWidestBlank = 64;

    // Every column in which a cell begins, and the blank ones that some row has uncovered.
    void find_columns() {
        std::map<int, int> change;  // rows that have a column uncovered: the differences
        std::set<int> begun;
        Extent ruled;
        for (const SourceRow* row : kept_rows_) {
            if (row->ruled()) {
                ruled.include(row->first_ruled, row->last_ruled);
                ++change[row->first_ruled];
                --change[row->last_ruled + 1];
            }
            for (const SourceCell& c : row->cells) {
                begun.insert(c.column);
                if (c.cell.column_span < 2) continue;
                const int height = static_cast<int>(row_span(*row, c));
                change[c.column + 1] -= height;
                change[last_column(c) + 1] += height;
            }
        }
        columns_.assign(begun.begin(), begun.end());
        if (ruled.width() > kWidestBlank) {  // borders of whole rows
            const Extent text = text_extent(rows_);
            ruled.first = std::max(ruled.first, text.first);
            ruled.last = std::min(ruled.last, text.last);
        }
        auto next = change.begin();
        int uncovered = 0;
        for (int column = ruled.first; column <= ruled.last; ++column) {
            while (next != change.end() && next->first <= column) uncovered += (next++)->second;
            if (uncovered > 0 && begun.count(column) == 0) columns_.push_back(column);
        }
        std::sort(columns_.begin(), columns_.end());
    }

    // Kept rows that a cell reaches.
    std::size_t row_span(const SourceRow& row, const SourceCell& c) const {
        const auto by_number = [](const SourceRow* a, int number) { return a->number < number; };
        const auto first =
            std::lower_bound(kept_rows_.begin(), kept_rows_.end(), row.number, by_number);
        const auto end =
            std::lower_bound(first, kept_rows_.end(), row.number + c.cell.row_span, by_number);
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, end - first));
    }

    std::size_t index_of(int column) const {
        return static_cast<std::size_t>(std::lower_bound(columns_.begin(), columns_.end(), column) -
                                        columns_.begin());
    }

    Row row_at(std::size_t r) const {
        const SourceRow& source = *kept_rows_[r];
        Row row(columns_.size());
        for (std::size_t c = 0; c < row.size(); ++c) row[c].place = place_of_(source, columns_[c]);
        for (const SourceCell& c : source.cells) {
            GridCell& cell = row[index_of(c.column)];
            if (!cell.text.empty()) continue;
            cell = c.cell;
            cell.column_span = static_cast<int>(index_of(last_column(c) + 1) - index_of(c.column));
            cell.row_span = static_cast<int>(row_span(source, c));
        }
        return row;
    }

    void cover(Grid& grid, std::size_t r) const {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            GridCell& cell = grid.rows[r][c];
            if (cell.column_span <= 1 && cell.row_span <= 1) continue;
            if (!cover_from(grid, r, c)) cell.column_span = cell.row_span = 1;
        }
    }

    static bool holds(const GridCell& cell) {
        return !cell.text.empty() || !cell.readable || cell.column_span == 0;
    }

    // Marks what the cell covers, unless something stands there.
    bool cover_from(Grid& grid, std::size_t r, std::size_t c) const {
        const auto rows = static_cast<std::size_t>(grid.rows[r][c].row_span);
        const auto columns = static_cast<std::size_t>(grid.rows[r][c].column_span);
        for (std::size_t i = r; i < r + rows; ++i)
            for (std::size_t j = c; j < c + columns; ++j)
                if ((i != r || j != c) && holds(grid.rows[i][j])) return false;
        for (std::size_t i = r; i < r + rows; ++i)
            for (std::size_t j = c; j < c + columns; ++j)
                if (i != r || j != c) grid.rows[i][j].column_span = grid.rows[i][j].row_span = 0;
        return true;
    }

    const std::vector<SourceRow>& rows_;
    const PlaceOf& place_of_;
    std::vector<const SourceRow*> kept_rows_;
    std::vector<int> columns_;
};

// ------------------------------------------------------------------------------------ tables

// One table with its title and notes, still in one piece.
class TableLayout {
  public:
    TableLayout(const PlaceOf& place_of, BlockBuilder& out) : place_of_(place_of), out_(out) {}

    void add(std::vector<SourceRow> rows) {
        drop_blank_ends(rows);
        const Extent extent = text_extent(rows);
        std::vector<SourceRow> piece;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const bool after_blank = !piece.empty() && piece.back().cells.empty();
            if (after_blank && spans_all(rows[r], extent) && is_single_text(rows[r])) {
                add_piece(std::move(piece));
                piece.clear();
            }
            piece.push_back(std::move(rows[r]));
        }
        add_piece(std::move(piece));
    }

  private:
    static void drop_blank_ends(std::vector<SourceRow>& rows) {
        while (!rows.empty() && rows.back().cells.empty()) rows.pop_back();
        const auto first = std::find_if(rows.begin(), rows.end(),
                                        [](const SourceRow& row) { return !row.cells.empty(); });
        rows.erase(rows.begin(), first);
    }

    static bool spans_all(const SourceRow& row, const Extent& extent) {
        return row.cells.size() == 1 && row.cells[0].column <= extent.first &&
               last_column(row.cells[0]) >= extent.last;
    }

    void add_piece(std::vector<SourceRow> rows) {
        drop_blank_ends(rows);
        const std::size_t top = captions_on_top(rows);
        for (std::size_t r = 0; r < top; ++r) add_paragraphs(rows[r], out_);
        const std::size_t end = notes_below(rows, top);
        add_rows({rows.begin() + static_cast<std::ptrdiff_t>(top),
                  rows.begin() + static_cast<std::ptrdiff_t>(end)});
        for (std::size_t r = end; r < rows.size(); ++r) add_paragraphs(rows[r], out_);
    }

    // A single text as it stands above a table. One over some columns but the first is the heading
    // of a group; one of two columns may be the label of a blank.
    static bool is_title(const SourceRow& row, const Extent& extent) {
        constexpr int kFewColumns = 3;
        if (!is_single_text(row)) return false;
        const SourceCell& c = row.cells[0];
        if (spans_all(row, extent) || !row.ruled()) return true;
        return extent.width() >= kFewColumns &&
               (c.column <= extent.first || c.cell.column_span == 1 || has_colon(c));
    }

    // How many rows on top are titles, then lines of labels.
    static std::size_t captions_on_top(const std::vector<SourceRow>& rows) {
        const Extent extent = text_extent(rows);
        std::size_t r = 0;
        for (; r < rows.size(); ++r) {
            const SourceRow& row = rows[r];
            const bool labels = (r > 0 || !row.ruled()) && is_label_line(row);
            if (!is_title(row, extent) && !labels && !row.cells.empty()) break;
        }
        return r;
    }

    static std::size_t notes_below(const std::vector<SourceRow>& rows, std::size_t top) {
        const Extent extent = text_extent(rows);
        std::size_t end = rows.size();
        while (end > top) {
            const SourceRow& row = rows[end - 1];
            const bool note = is_single_text(row) && spans_all(row, extent) &&
                              (!row.ruled() || reads_like_note(row.cells[0].cell.text));
            if (!note && !row.cells.empty()) break;
            --end;
        }
        return end;
    }

    void add_rows(const std::vector<SourceRow>& rows) {
        if (rows.empty()) return;
        Grid grid = grid_of(rows, place_of_);
        const bool one_column = grid.columns() < 2;
        if (!one_column && !is_contents(grid.rows)) {
            out_.table(std::move(grid));
            return;
        }
        for (const Row& row : grid.rows) out_.paragraph(text_of(row), row.front().place);
    }

    const PlaceOf& place_of_;
    BlockBuilder& out_;
};

// ------------------------------------------------------------------------------------ sheets

class SheetLayout {
  public:
    SheetLayout(std::vector<SourceRow> rows, const PlaceOf& place_of, BlockBuilder& out)
        : rows_(std::move(rows)), tables_(place_of, out), out_(out) {}

    void add() {
        trust_borders();
        for (at_ = 0; at_ < rows_.size(); ++at_) add_row();
        end_table();
    }

  private:
    // Borders that most rows of numbers lack say nothing about what a table is.
    void trust_borders() {
        std::size_t numbers = 0, ruled = 0;
        for (const SourceRow& row : rows_) {
            if (row.ruled() && !row.cells.empty()) borders_ = true;
            if (!has_number(row)) continue;
            ++numbers;
            if (row.ruled()) ++ruled;
        }
        if (numbers > 0 && ruled * 2 <= numbers) borders_ = false;
        if (borders_) return;
        for (SourceRow& row : rows_) row.last_ruled = row.first_ruled - 1;
    }

    void add_row() {
        const SourceRow& row = rows_[at_];
        if (row.cells.empty() && !row.ruled()) return;
        if (after_gap() && begins_table(row)) end_table();
        const bool belongs = row.ruled() || has_number(row) || !(borders_ || is_caption(row)) ||
                             (is_single_text(row) && is_group_row());
        if (belongs && !(table_.empty() && is_single_number(row))) {
            table_.push_back(row);
            return;
        }
        end_table();
        add_paragraphs(row, out_);
    }

    static bool is_single_number(const SourceRow& row) {
        return !row.ruled() && row.cells.size() == 1;
    }

    bool after_gap() const {
        return !table_.empty() && rows_[at_].number > table_.back().number + 1;
    }

    // A heading after a blank row, below numbers: another table.
    bool begins_table(const SourceRow& row) const {
        return row.cells.size() >= 2 && !has_number(row) &&
               std::any_of(table_.begin(), table_.end(), has_number);
    }

    // A single text inside a table without borders, above rows of numbers: "一、基本支出".
    bool is_group_row() const {
        if (borders_ || table_.empty() || after_gap()) return false;
        for (std::size_t r = at_ + 1; r < rows_.size(); ++r) {
            if (rows_[r].number != rows_[r - 1].number + 1) return false;
            if (has_number(rows_[r])) return rows_[r].cells.size() >= 2;
            if (!is_single_text(rows_[r])) return false;
        }
        return false;
    }

    void end_table() {
        if (table_.empty()) return;
        tables_.add(std::move(table_));
        table_.clear();
    }

    std::vector<SourceRow> rows_;
    TableLayout tables_;
    BlockBuilder& out_;
    std::vector<SourceRow> table_;
    std::size_t at_ = 0;
    bool borders_ = false;
};

}  // namespace

Grid grid_of(const std::vector<SourceRow>& rows, const PlaceOf& place_of) {
    return GridMaker(rows, place_of).make();
}

void lay_out_sheet(std::vector<SourceRow> rows, const PlaceOf& place_of, BlockBuilder& out) {
    SheetLayout(std::move(rows), place_of, out).add();
}

void lay_out_table(std::vector<SourceRow> rows, BlockBuilder& out) {
    const PlaceOf nowhere = [](const SourceRow&, int) { return Place{}; };
    TableLayout(nowhere, out).add(std::move(rows));
}

}  // namespace mingzhang::read
