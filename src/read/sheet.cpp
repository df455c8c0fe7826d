#include "read/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "read/block_builder.h"
#include "read/markup.h"
#include "read/text_reader.h"

namespace mingzhang::read {

SheetBuilder::SheetBuilder(std::string name, const Workbook& workbook)
    : name_(std::move(name)),
      workbook_(workbook),
      hidden_from_(static_cast<std::size_t>(kMostSheetColumns) + 2, 0) {}

// ------------------------------------------------------------------------- hidden and merged

void SheetBuilder::hide_columns(int from, int to) {
    from = std::max(1, from);
    to = std::min(kMostSheetColumns, to);
    if (from > to) return;
    ++hidden_from_[static_cast<std::size_t>(from)];
    --hidden_from_[static_cast<std::size_t>(to) + 1];
}

void SheetBuilder::hide_row(int row) { hidden_rows_.push_back(row); }

void SheetBuilder::merge(const CellRange& range) {
    constexpr std::size_t kMostMerged = 200'000;
    if (range.from.row < 1 || range.to.row < range.from.row || range.to.row > kMostSheetRows ||
        range.from.column < 1 || range.to.column < range.from.column ||
        range.to.column > kMostSheetColumns || merged_.size() >= kMostMerged)
        return;
    merged_.push_back(range);
}

void SheetBuilder::settle() {
    if (std::exchange(settled_, true)) return;
    visible_before_.assign(static_cast<std::size_t>(kMostSheetColumns) + 2, 0);
    int ranges = 0;
    for (int c = 1; c <= kMostSheetColumns; ++c) {
        const auto at = static_cast<std::size_t>(c);
        ranges += hidden_from_[at];
        const bool hidden = ranges > 0;
        visible_before_[at + 1] = visible_before_[at] + (hidden ? 0 : 1);
        if (!hidden) out_.columns.push_back(c);
    }
    std::sort(hidden_rows_.begin(), hidden_rows_.end());
    hidden_rows_.erase(std::unique(hidden_rows_.begin(), hidden_rows_.end()), hidden_rows_.end());
    visible_after_.resize(hidden_rows_.size());
    for (std::size_t i = hidden_rows_.size(); i-- > 0;) {
        const int next = hidden_rows_[i] + 1;
        const bool hidden = i + 1 < hidden_rows_.size() && hidden_rows_[i + 1] == next;
        visible_after_[i] = hidden ? visible_after_[i + 1] : next;
    }
    std::stable_sort(merged_.begin(), merged_.end(), [](const CellRange& a, const CellRange& b) {
        return a.from.row < b.from.row;
    });
}

bool SheetBuilder::hidden_column(int c) const {
    const auto at = static_cast<std::size_t>(c);
    return visible_before_[at + 1] == visible_before_[at];
}
int SheetBuilder::first_visible_column(int c) const {
    return out_.columns[static_cast<std::size_t>(column_index(c))];
}
int SheetBuilder::first_visible_row(int r) const {
    const auto hidden = std::lower_bound(hidden_rows_.begin(), hidden_rows_.end(), r);
    if (hidden == hidden_rows_.end() || *hidden != r) return r;
    return visible_after_[static_cast<std::size_t>(hidden - hidden_rows_.begin())];
}
int SheetBuilder::column_index(int c) const { return visible_before_[static_cast<std::size_t>(c)]; }

bool SheetBuilder::hidden_row(int r) const {
    return std::binary_search(hidden_rows_.begin(), hidden_rows_.end(), r);
}
int SheetBuilder::row_index(int r) const {
    const auto before = std::lower_bound(hidden_rows_.begin(), hidden_rows_.end(), r);
    return r - static_cast<int>(before - hidden_rows_.begin());
}

// Ranges that ended above are dropped where they are met.
void SheetBuilder::advance_merged(int r) {
    while (next_merged_ < merged_.size() && merged_[next_merged_].from.row <= r) {
        const CellRange& range = merged_[next_merged_++];
        if (range.to.row >= r) active_[range.from.column] = range;
    }
}

const CellRange* SheetBuilder::merged_at(const CellName& name) {
    advance_merged(name.row);
    auto after = active_.upper_bound(name.column);
    while (after != active_.begin() && std::prev(after)->second.to.row < name.row)
        after = active_.erase(std::prev(after));
    if (after == active_.begin()) return nullptr;
    const CellRange& range = std::prev(after)->second;
    return range.to.column >= name.column ? &range : nullptr;
}

// ---------------------------------------------------------------------------------- one cell

// Whether the cell is one of the sheet; draws its borders.
bool SheetBuilder::begin(const At& at) {
    settle();
    if (at.name.row < 1 || at.name.row > kMostSheetRows || at.name.column < 1 ||
        at.name.column > kMostSheetColumns)
        return false;
    if (workbook_.styles.bordered(at.style)) rule(at);
    return true;
}

void SheetBuilder::rule(const At& at) {
    if (hidden_row(at.name.row) || hidden_column(at.name.column)) return;
    Ruled& ruled = ruled_[at.name.row];
    ruled.first = std::min(ruled.first, at.name.column);
    ruled.last = std::max(ruled.last, at.name.column);
}

void SheetBuilder::blank(const At& at) { begin(at); }

void SheetBuilder::text(const At& at, std::string text) {
    if (text.empty()) return blank(at);
    std::string shown = workbook_.styles.format(at.style).display_text(text);
    as_it_is(at, shown == text ? std::move(text) : visible(shown));
}

void SheetBuilder::as_it_is(const At& at, std::string text) {
    if (!begin(at) || text.empty()) return;
    GridCell cell;
    cell.text = std::move(text);
    place(at, std::move(cell));
}

void SheetBuilder::shared_string(const At& at, long long index) {
    const auto i = static_cast<std::size_t>(index);
    if (index < 0 || i >= workbook_.strings.size()) return unreadable(at, "damaged-cell");
    text(at, workbook_.strings[i]);
}

void SheetBuilder::number(const At& at, const Decimal& value) {
    if (value.zero() && !shows_zeros_) return blank(at);
    std::string shown =
        visible(workbook_.styles.format(at.style).display(value, workbook_.day_zero_1904));
    if (!value.zero() && shown.empty()) ++hidden_values_;
    as_it_is(at, std::move(shown));
}

void SheetBuilder::unreadable(const At& at, const char* why, std::string shown) {
    if (!begin(at)) return;
    GridCell cell;
    cell.text = std::move(shown);
    cell.readable = false;
    if (!place(at, std::move(cell))) return;
    // Counted where the cell is displayed; the first is remembered.
    auto& [count, first] = unreadable_[why];
    if (count++ == 0) first.cell = cell_name(at.name.row, at.name.column);
}

// Whether the cell is displayed.
bool SheetBuilder::place(const At& at, GridCell cell) {
    const CellRange* range = merged_at(at.name);
    CellRange own{at.name, at.name};
    if (range != nullptr) {
        // What other cells of a merged range hold is covered.
        if (range->from.row != at.name.row || range->from.column != at.name.column) return false;
        own = *range;
    }
    const int columns = column_index(own.to.column + 1) - column_index(own.from.column);
    const int rows = row_index(own.to.row + 1) - row_index(own.from.row);
    if (rows == 0) {
        hidden_texts_in_rows_.insert(at.name.row);
        return false;
    }
    if (columns == 0) {
        hidden_texts_in_columns_.insert(at.name.column);
        return false;
    }
    cell.place.cell = cell_name(at.name.row, at.name.column);
    std::replace(cell.text.begin(), cell.text.end(), '\t', ' ');
    cell.column_span = columns;
    cell.row_span = rows;
    text_bytes_ += cell.text.size();
    cells_.push_back(
        {first_visible_row(own.from.row), first_visible_column(own.from.column), std::move(cell)});
    return true;
}

// ------------------------------------------------------------------------------------ result

bool SheetBuilder::full() const {
    return cells_.size() > kMostCells || text_bytes_ > kMostTextBytes;
}

Result<SheetContent> SheetBuilder::finish() {
    settle();
    if (cells_.size() > kMostCells) {
        return fail(workbook_.path,
                    fmt::format("The file holds more than {} table cells: this is no disclosure",
                                kMostCells));
    }
    if (text_bytes_ > kMostTextBytes) {
        return fail(workbook_.path,
                    fmt::format("The file holds more than {} MiB of text: this is no disclosure",
                                kMostTextBytes >> 20));
    }
    collect();
    add_remarks();
    return std::move(out_);
}

void SheetBuilder::collect() {
    std::stable_sort(cells_.begin(), cells_.end(), [](const Placed& a, const Placed& b) {
        return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    auto cell = cells_.begin();
    auto ruled = ruled_.begin();
    while (cell != cells_.end() || ruled != ruled_.end()) {
        const int r = ruled == ruled_.end() || (cell != cells_.end() && cell->row < ruled->first)
                          ? cell->row
                          : ruled->first;
        SourceRow row;
        row.number = row_index(r);
        if (ruled != ruled_.end() && ruled->first == r) {
            row.first_ruled = column_index(ruled->second.first);
            row.last_ruled = column_index(ruled->second.last);
            ++ruled;
        }
        for (; cell != cells_.end() && cell->row == r; ++cell) {
            const int column = column_index(cell->column);
            if (!row.cells.empty() && row.cells.back().column == column) continue;
            row.cells.push_back({column, std::move(cell->cell)});
            row.cells.back().cell.place.sheet = name_;
        }
        // A border around a single cell makes no table.
        if (row.last_ruled == row.first_ruled) row.last_ruled = row.first_ruled - 1;
        if (row.cells.empty() && !row.ruled()) continue;
        out_.rows.push_back(std::move(row));
        out_.row_names.push_back(r);
    }
}

void SheetBuilder::add_remark(const char* id, std::size_t count, bool unreadable,
                              const Place& place) {
    if (count == 0) return;
    out_.remarks.push_back({id, unreadable, place, {{"count", std::to_string(count)}}});
}

void SheetBuilder::add_remarks() {
    for (const auto& [id, seen] : unreadable_) add_remark(id, seen.first, true, seen.second);
    add_remark("hidden-rows", hidden_texts_in_rows_.size(), false, {});
    add_remark("hidden-columns", hidden_texts_in_columns_.size(), false, {});
    add_remark("hidden-values", hidden_values_, false, {});
}

std::string cell_name(int row, int column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(row);
}

}  // namespace mingzhang::read
