#include "read/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "read/markup.h"
#include "read/text_reader.h"

namespace mingzhang::read {
namespace {

using std::string_view;

// Rows or columns from..to, both named as written.
struct Range {
    CellName from;
    CellName to;
};

Range parse_range(string_view name) {
    const auto colon = name.find(':');
    Range range{parse_cell_name(name.substr(0, colon)), {}};
    range.to = colon == string_view::npos ? range.from : parse_cell_name(name.substr(colon + 1));
    return range;
}

// "_x000D_" stands for the character 13.
std::string unescaped(string_view s) {
    constexpr std::size_t kSize = 7;
    std::string out;
    std::size_t done = 0;
    for (auto at = s.find("_x"); at != string_view::npos; at = s.find("_x", at + 1)) {
        if (at < done || at + kSize > s.size() || s[at + 6] != '_') continue;
        char32_t code = 0;
        bool hexadecimal = true;
        for (const char c : s.substr(at + 2, 4)) {
            const char small = static_cast<char>(c | 0x20);
            if (c >= '0' && c <= '9') {
                code = code * 16 + static_cast<char32_t>(c - '0');
            } else if (small >= 'a' && small <= 'f') {
                code = code * 16 + static_cast<char32_t>(small - 'a' + 10);
            } else {
                hexadecimal = false;
            }
        }
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        if (!hexadecimal || surrogate || code >= 0xFFFE) continue;
        out.append(s, done, at - done);
        out += text::to_utf8(std::u32string(1, code));
        done = at + kSize;
    }
    return done == 0 ? std::string(s) : out.append(s, done);
}

class SheetReader {
  public:
    SheetReader(const Node& sheet, const std::string& name, const Workbook& workbook)
        : sheet_(sheet), name_(name), workbook_(workbook) {}

    Result<SheetContent> read() {
        for (const Node& view : children(child(sheet_, "sheetViews"), "sheetView"))
            shows_zeros_ = flag(view, "showZeros", true);
        read_columns();
        read_merged();
        read_rows();
        if (cells_.size() > kMostCells) {
            return fail(workbook_.path,
                        fmt::format("The file holds more than {} table cells: this is no "
                                    "disclosure",
                                    kMostCells));
        }
        if (text_bytes_ > kMostTextBytes) {
            return fail(workbook_.path,
                        fmt::format("The file holds more than {} MiB of text: this is no "
                                    "disclosure",
                                    kMostTextBytes >> 20));
        }
        collect();
        add_remarks();
        return std::move(out_);
    }

  private:
    struct Placed {
        int row = 0, column = 0;  // as written
        GridCell cell;
    };
    struct Ruled {
        int first = kMostSheetColumns, last = 0;
    };

    void read_columns() {
        std::vector<bool> hidden(kMostSheetColumns + 1, false);
        for (const Node& columns : children(child(sheet_, "cols"), "col")) {
            if (!flag(columns, "hidden", false) && attribute(columns, "width") != "0") continue;
            const int from = std::max(1, integer(attribute(columns, "min"), 0));
            const int to = std::min(kMostSheetColumns, integer(attribute(columns, "max"), 0));
            for (int c = from; c <= to; ++c) hidden[static_cast<std::size_t>(c)] = true;
        }
        visible_before_.assign(kMostSheetColumns + 2, 0);
        for (int c = 1; c <= kMostSheetColumns; ++c) {
            const auto at = static_cast<std::size_t>(c);
            visible_before_[at + 1] = visible_before_[at] + (hidden[at] ? 0 : 1);
            if (!hidden[at]) out_.columns.push_back(c);
        }
    }

    bool hidden_column(int c) const {
        const auto at = static_cast<std::size_t>(c);
        return visible_before_[at + 1] == visible_before_[at];
    }
    int column_index(int c) const { return visible_before_[static_cast<std::size_t>(c)]; }

    void read_merged() {
        constexpr std::size_t kMostMerged = 200'000;
        for (const Node& merged : children(child(sheet_, "mergeCells"), "mergeCell")) {
            const Range range = parse_range(attribute(merged, "ref"));
            if (range.from.row == 0 || range.to.row < range.from.row ||
                range.to.column < range.from.column || merged_.size() >= kMostMerged)
                continue;
            merged_.push_back(range);
        }
        std::stable_sort(merged_.begin(), merged_.end(),
                         [](const Range& a, const Range& b) { return a.from.row < b.from.row; });
    }

    void read_rows() {
        std::vector<std::pair<int, Node>> rows;
        int number = 0;
        for (const Node& row : child(sheet_, "sheetData").children()) {
            if (!is(row, "row")) continue;
            number = integer(attribute(row, "r"), number + 1);
            if (number < 1 || number > kMostSheetRows) continue;
            rows.emplace_back(number, row);
            if (flag(row, "hidden", false) || attribute(row, "ht") == "0")
                hidden_rows_.push_back(number);
        }
        std::sort(hidden_rows_.begin(), hidden_rows_.end());
        hidden_rows_.erase(std::unique(hidden_rows_.begin(), hidden_rows_.end()),
                           hidden_rows_.end());
        std::stable_sort(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [r, row] : rows) {
            if (cells_.size() > kMostCells || text_bytes_ > kMostTextBytes) return;
            read_row(r, row);
        }
    }

    bool hidden_row(int r) const {
        return std::binary_search(hidden_rows_.begin(), hidden_rows_.end(), r);
    }
    int row_index(int r) const {
        const auto before = std::lower_bound(hidden_rows_.begin(), hidden_rows_.end(), r);
        return r - static_cast<int>(before - hidden_rows_.begin());
    }

    void read_row(int r, const Node& row) {
        advance_merged(r);
        int column = 0;
        for (const Node& c : row.children()) {
            if (!is(c, "c")) continue;
            const CellName name = parse_cell_name(attribute(c, "r"));
            column = name.row > 0 ? name.column : column + 1;
            if (column > kMostSheetColumns) return;
            if (!hidden_row(r) && !hidden_column(column) &&
                workbook_.styles.bordered(integer(attribute(c, "s"), 0)))
                rule(r, column);
            GridCell cell = read_cell(c, r, column);
            if (!cell.text.empty() || !cell.readable) place(r, column, std::move(cell));
        }
    }

    void rule(int r, int column) {
        Ruled& ruled = ruled_[r];
        ruled.first = std::min(ruled.first, column);
        ruled.last = std::max(ruled.last, column);
    }

    // Keeps the merged ranges of this row in active_, by their first column.
    void advance_merged(int r) {
        for (auto it = active_.begin(); it != active_.end();)
            it = it->second.to.row < r ? active_.erase(it) : std::next(it);
        while (next_merged_ < merged_.size() && merged_[next_merged_].from.row <= r) {
            const Range& range = merged_[next_merged_++];
            if (range.to.row >= r) active_[range.from.column] = range;
        }
    }

    const Range* merged_at(int column) const {
        auto after = active_.upper_bound(column);
        if (after == active_.begin()) return nullptr;
        const Range& range = std::prev(after)->second;
        return range.to.column >= column ? &range : nullptr;
    }

    void place(int r, int column, GridCell cell) {
        const Range* range = merged_at(column);
        Range own{{r, column}, {r, column}};
        if (range != nullptr) {
            // What other cells of a merged range hold is covered.
            if (range->from.row != r || range->from.column != column) return;
            own = *range;
        }
        const int columns = column_index(own.to.column + 1) - column_index(own.from.column);
        const int rows = row_index(own.to.row + 1) - row_index(own.from.row);
        if (columns == 0 || rows == 0) {
            if (rows == 0) {
                hidden_texts_in_rows_.insert(r);
            } else {
                hidden_texts_in_columns_.insert(column);
            }
            return;
        }
        note_unreadable(cell);
        cell.column_span = columns;
        cell.row_span = rows;
        while (hidden_row(own.from.row)) ++own.from.row;
        while (hidden_column(own.from.column)) ++own.from.column;
        text_bytes_ += cell.text.size();
        cells_.push_back({own.from.row, own.from.column, std::move(cell)});
    }

    // ---------------------------------------------------------------------------- one cell

    GridCell read_cell(const Node& c, int r, int column) {
        GridCell cell;
        const string_view type = attribute(c, "t");
        Node formula, value, inline_string;
        for (const Node& part : c.children()) {
            if (is(part, "f")) formula = part;
            if (is(part, "v")) value = part;
            if (is(part, "is")) inline_string = part;
        }
        if (!formula && !value && !inline_string) return cell;
        cell.place.cell = cell_name(r, column);
        const string_view stored = value.child_value();
        if (type == "inlineStr") {
            cell.text = rich_text(inline_string);
        } else if (stored.empty()) {
            if (formula && type != "str") unreadable(cell, "formula-without-value");
        } else if (type == "s") {
            shared_string(cell, stored);
        } else if (type == "str") {
            cell.text = unescaped(stored);
        } else if (type == "b") {
            cell.text = stored == "1" || stored == "true" ? "TRUE" : "FALSE";
        } else if (type == "e") {
            cell.text = stored;
            unreadable(cell, "error-value");
        } else if (type == "d") {
            cell.text = text::replace_all(std::string(stored), "T00:00:00", "");
        } else {
            number(cell, stored, integer(attribute(c, "s"), 0));
        }
        if (type == "s" || type == "str" || type == "inlineStr") {
            if (!cell.text.empty())
                cell.text =
                    workbook_.styles.format(integer(attribute(c, "s"), 0)).display_text(cell.text);
        }
        if (type != "s") cell.text = visible(cell.text);  // shared strings are clean
        std::replace(cell.text.begin(), cell.text.end(), '\t', ' ');
        return cell;
    }

    void shared_string(GridCell& cell, string_view index) {
        const int at = integer(text::trim(index), -1);
        if (at < 0 || static_cast<std::size_t>(at) >= workbook_.strings.size()) {
            unreadable(cell, "damaged-cell");
        } else {
            cell.text = workbook_.strings[static_cast<std::size_t>(at)];
        }
    }

    void number(GridCell& cell, string_view stored, int style) {
        const auto value = parse_decimal(stored);
        if (!value) {
            cell.text = stored;
            unreadable(cell, "damaged-cell");
            return;
        }
        if (value->zero() && !shows_zeros_) return;
        cell.text = workbook_.styles.format(style).display(*value, workbook_.day_zero_1904);
        if (!value->zero() && text::trim(cell.text).empty()) ++hidden_values_;
    }

    void unreadable(GridCell& cell, const char* why) {
        cell.readable = false;
        why_ = why;
    }

    // Counted where the cell is displayed; remembers the first.
    void note_unreadable(const GridCell& cell) {
        if (cell.readable) return;
        auto& [count, first] = unreadable_[why_];
        if (count++ == 0) first = cell.place;
    }

    // ------------------------------------------------------------------------------ result

    void collect() {
        std::stable_sort(cells_.begin(), cells_.end(), [](const Placed& a, const Placed& b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
        auto cell = cells_.begin();
        auto ruled = ruled_.begin();
        while (cell != cells_.end() || ruled != ruled_.end()) {
            const int r =
                ruled == ruled_.end() || (cell != cells_.end() && cell->row < ruled->first)
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

    void remark(const char* id, std::size_t count, bool unreadable, const Place& place) {
        if (count == 0) return;
        out_.remarks.push_back({id, unreadable, place, {{"count", std::to_string(count)}}});
    }

    void add_remarks() {
        for (const auto& [id, seen] : unreadable_) remark(id, seen.first, true, seen.second);
        remark("hidden-rows", hidden_texts_in_rows_.size(), false, {});
        remark("hidden-columns", hidden_texts_in_columns_.size(), false, {});
        remark("hidden-values", hidden_values_, false, {});
    }

    const Node& sheet_;
    const std::string& name_;
    const Workbook& workbook_;
    SheetContent out_;
    bool shows_zeros_ = true;
    std::vector<int> visible_before_;  // by 1-based column
    std::vector<int> hidden_rows_;
    std::vector<Range> merged_;
    std::size_t next_merged_ = 0;
    std::map<int, Range> active_;
    std::vector<Placed> cells_;
    std::map<int, Ruled> ruled_;
    const char* why_ = "";
    std::map<const char*, std::pair<std::size_t, Place>, std::less<string_view>> unreadable_;
    std::set<int> hidden_texts_in_rows_;
    std::set<int> hidden_texts_in_columns_;
    std::size_t hidden_values_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace

CellName parse_cell_name(string_view name) {
    CellName cell;
    std::size_t i = 0;
    if (i < name.size() && name[i] == '$') ++i;
    for (; i < name.size(); ++i) {
        const char c = static_cast<char>(name[i] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        cell.column = cell.column * 26 + (c - 'A' + 1);
        if (cell.column > kMostSheetColumns) return {};
    }
    if (i < name.size() && name[i] == '$') ++i;
    const int row = integer(name.substr(i), 0);
    if (cell.column == 0 || row < 1 || row > kMostSheetRows) return {};
    cell.row = row;
    return cell;
}

std::string cell_name(int row, int column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(row);
}

std::string rich_text(const Node& string_item) {
    std::string out;
    for (const Node& part : string_item.children()) {
        if (is(part, "t")) out += part.child_value();
        if (is(part, "r")) out += child(part, "t").child_value();
    }
    return visible(unescaped(out));
}

Result<SheetContent> read_sheet(const Node& work_sheet, const std::string& name,
                                const Workbook& workbook) {
    return SheetReader(work_sheet, name, workbook).read();
}

}  // namespace mingzhang::read
