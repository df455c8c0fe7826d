#include "read/text_bars.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "base/text.h"
#include "model/figure.h"
#include "read/markup.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::size_t kFewestPlainRows = 3;
constexpr std::size_t kShortestRule = 3;
constexpr std::size_t kMostColumns = 60;  // of a table with a cell a line

// The length of the bar that a text begins with, or 0.
std::size_t bar_length(string_view s) {
    if (s.empty()) return 0;
    if (s.front() == '|') return 1;
    for (const string_view bar : {"｜", "│", "┃", "║"})
        if (s.starts_with(bar)) return bar.size();
    return 0;
}

// Drawn between the rows; bars are not.
bool is_rule_sign(char32_t c) {
    if (c == U'│' || c == U'┃' || c == U'║') return false;
    return c == U'-' || c == U'=' || c == U'+' || c == U':' || (c >= 0x2500 && c < 0x2580);
}

// What stands between the bars, with the pieces before the first and behind the last one.
std::vector<std::string> pieces(string_view line) {
    std::vector<std::string> out(1);
    while (!line.empty()) {
        if (line.starts_with("\\|")) {
            out.back() += '|';
            line.remove_prefix(2);
        } else if (const std::size_t bar = bar_length(line); bar > 0) {
            out.emplace_back();
            line.remove_prefix(bar);
        } else {
            out.back() += line.front();
            line.remove_prefix(1);
        }
    }
    for (std::string& piece : out) piece = plain(piece);
    return out;
}

bool is_amount(const GridCell& cell) { return parse_number(cell.text).form == NumberForm::kNumber; }

bool has_amount(const Row& row) { return std::any_of(row.begin(), row.end(), is_amount); }

Row row_of(const std::vector<std::string>& texts, const Place& place) {
    Row row;
    for (const std::string& text : texts) {
        row.emplace_back().text = text;
        row.back().place = place;
    }
    return row;
}

// ------------------------------------------------------------------------------- a row a line

struct BarRow {
    std::vector<std::string> cells;
    bool closed = false;  // bars at both ends
};

BarRow bar_row(string_view line) {
    BarRow row;
    row.cells = pieces(text::trim(line));
    row.closed = row.cells.size() > 2 && row.cells.front().empty() && row.cells.back().empty();
    if (row.cells.size() > 1 && row.cells.back().empty()) row.cells.pop_back();
    if (row.closed) row.cells.erase(row.cells.begin());
    return row;
}

std::optional<std::vector<Row>> rows_by_line(const std::vector<BarLine>& lines) {
    std::vector<Row> rows;
    bool ruled = false, closed = true, even = true;
    for (const BarLine& line : lines) {
        if (is_rule_between_rows(line.text)) {
            ruled = ruled || !rows.empty();
            continue;
        }
        const BarRow row = bar_row(line.text);
        closed = closed && row.closed;
        rows.push_back(row_of(row.cells, line.place));
        even = even && rows.back().size() == rows.front().size();
    }
    const bool wide =
        std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.size() >= 2; });
    if (rows.size() < 2 || !wide) return std::nullopt;
    if (!ruled && !closed && !(even && rows.size() >= kFewestPlainRows)) return std::nullopt;
    return rows;
}

// ------------------------------------------------------------------------------- a cell a line

struct Cells {
    std::vector<GridCell> cells;
    std::vector<bool> filler;       // added to fill a row
    std::vector<std::size_t> ends;  // how many cells there are where a row ends for certain
    std::size_t most_fillers = 0;
};

// Every line is "text |", "|" or, where a row is filled, "|||"; a text may stand alone before "|".
std::optional<Cells> cells_by_line(const std::vector<BarLine>& lines) {
    Cells out;
    std::string before;
    for (const BarLine& line : lines) {
        if (is_rule_between_rows(line.text)) {
            if (!before.empty()) return std::nullopt;
            if (!out.cells.empty()) out.ends.push_back(out.cells.size());
            continue;
        }
        const std::vector<std::string> parts = pieces(text::trim(line.text));
        const std::size_t bars = parts.size() - 1;
        const bool blank =
            std::all_of(parts.begin(), parts.end(), [](const std::string& s) { return s.empty(); });
        if (bars == 0) {
            if (!before.empty()) return std::nullopt;
            before = parts[0];
            continue;
        }
        const bool fills = blank && bars > 1;
        const bool text = bars == 1 && parts[1].empty() && !parts[0].empty();
        if ((!blank && !text) || (!before.empty() && (text || fills))) return std::nullopt;
        for (std::size_t i = 0; i < bars; ++i) {
            GridCell& cell = out.cells.emplace_back();
            cell.text = blank ? std::exchange(before, {}) : parts[0];
            cell.place = line.place;
            out.filler.push_back(fills);
        }
        if (!fills) continue;
        out.ends.push_back(out.cells.size());
        out.most_fillers = std::max(out.most_fillers, bars);
    }
    if (!before.empty()) return std::nullopt;
    return out;
}

std::vector<Row> cut_in_rows(const std::vector<GridCell>& cells, std::size_t columns) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < cells.size(); i += columns) {
        Row& row = rows.emplace_back(cells.begin() + static_cast<std::ptrdiff_t>(i),
                                     cells.begin() + static_cast<std::ptrdiff_t>(i + columns));
        for (GridCell& cell : row) cell.place = row.front().place;
    }
    return rows;
}

std::size_t heading_rows(const std::vector<Row>& rows) {
    return static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), has_amount) -
                                    rows.begin());
}

// Below a heading each column holds amounts or texts, and one of them amounts.
bool has_even_columns(const std::vector<Row>& rows) {
    const std::size_t heading = heading_rows(rows);
    if (heading == 0 || heading == rows.size()) return false;
    for (std::size_t c = 0; c < rows.front().size(); ++c) {
        bool amounts = false, texts = false;
        for (std::size_t r = heading; r < rows.size(); ++r) {
            amounts = amounts || is_amount(rows[r][c]);
            texts = texts || parse_number(rows[r][c].text).form == NumberForm::kNotANumber;
        }
        if (amounts && texts) return false;
    }
    return true;
}

// The heading's first row names every column.
bool names_columns(const std::vector<Row>& rows) {
    return std::all_of(rows.front().begin(), rows.front().end(),
                       [](const GridCell& cell) { return !cell.text.empty(); });
}

std::size_t shared_beginning(string_view a, string_view b) {
    const std::u32string x = text::code_points(text::fold_label(a));
    const std::u32string y = text::code_points(text::fold_label(b));
    return static_cast<std::size_t>(std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first -
                                    x.begin());
}

// The cell of a heading that those below are parts of, by how their names begin; only where one
// is nearer than all others.
std::optional<std::size_t> named_group(const Row& above, std::size_t cells, const Row& below,
                                       std::size_t parts) {
    std::vector<std::size_t> shared(cells, 0);
    for (std::size_t i = 0; i < cells; ++i)
        for (std::size_t k = 0; k < parts; ++k)
            shared[i] += shared_beginning(above[i].text, below[k].text);
    const auto best = std::max_element(shared.begin(), shared.end());
    if (*best == 0 || std::count(shared.begin(), shared.end(), *best) > 1) return std::nullopt;
    return static_cast<std::size_t>(best - shared.begin());
}

// Two rows of a heading whose cells stand at the left end, filled up: one cell of the first spans
// all of the second, the others go down.
bool spread_heading(Row& above, std::size_t cells, Row& below, std::size_t parts) {
    const std::size_t columns = above.size();
    if (parts < 2 || cells < 1 || cells - 1 + parts != columns) return false;
    const auto group = named_group(above, cells, below, parts);
    if (!group) return false;
    const auto at = static_cast<std::ptrdiff_t>(*group), wide = static_cast<std::ptrdiff_t>(parts);
    // The fillers move behind the group, and before the parts.
    std::rotate(above.begin() + at + 1, above.begin() + static_cast<std::ptrdiff_t>(cells),
                above.end());
    std::rotate(below.begin(), below.begin() + wide, below.begin() + wide + at);
    return true;
}

// How many cells of a row were printed: all but the fillers at its end.
std::size_t printed(const Cells& cells, std::size_t row, std::size_t columns) {
    std::size_t n = columns;
    while (n > 0 && cells.filler[row * columns + n - 1]) --n;
    return n;
}

// Puts what was filled up where it belongs; false where that is not known.
bool place_filled_rows(const Cells& cells, std::vector<Row>& rows, std::size_t columns) {
    const std::size_t heading = heading_rows(rows);
    bool known = true;
    for (std::size_t r = heading; r < rows.size(); ++r) {
        const std::size_t n = printed(cells, r, columns);
        known = known && (n == columns || n == 1);  // one text as wide as the table
    }
    const std::size_t first = printed(cells, 0, columns);
    if (!known || heading > 2) return false;
    if (heading == 1) return first == columns;
    return spread_heading(rows[0], first, rows[1], printed(cells, 1, columns));
}

std::optional<std::vector<Row>> rows_of_cells(const Cells& cells, std::size_t columns) {
    std::vector<Row> rows = cut_in_rows(cells.cells, columns);
    if (!has_even_columns(rows)) return std::nullopt;
    if (cells.ends.empty()) {
        if (!names_columns(rows)) return std::nullopt;
        return rows;
    }
    if (!place_filled_rows(cells, rows, columns)) return std::nullopt;
    return rows;
}

std::optional<std::vector<Row>> rows_by_cell(const std::vector<BarLine>& lines) {
    const auto cells = cells_by_line(lines);
    if (!cells || cells->cells.empty()) return std::nullopt;
    std::size_t common = cells->cells.size();
    for (const std::size_t n : cells->ends) common = std::gcd(common, n);
    std::optional<std::vector<Row>> found;
    for (std::size_t n = std::max<std::size_t>(2, cells->most_fillers + 1);
         n <= std::min({common, cells->cells.size() / 2, kMostColumns}); ++n) {
        if (common % n != 0) continue;
        auto rows = rows_of_cells(*cells, n);
        if (rows && found) return std::nullopt;
        if (rows) found = std::move(rows);
    }
    return found;
}

}  // namespace

std::size_t count_bars(string_view line) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (bar_length(line.substr(i)) > 0) ++n;
    return n;
}

bool is_rule_between_rows(string_view line) {
    std::size_t signs = 0, longest = 0;
    for (const char32_t c : text::code_points(text::trim(line))) {
        signs = is_rule_sign(c) ? signs + 1 : 0;
        longest = std::max(longest, signs);
        if (signs == 0 && c != U' ' && bar_length(text::to_utf8({&c, 1})) == 0) return false;
    }
    return longest >= kShortestRule;
}

bool is_single_bar(string_view line) {
    line = text::trim(line);
    return !line.empty() && bar_length(line) == line.size();
}

std::optional<std::vector<Row>> rows_between_bars(const std::vector<BarLine>& lines) {
    auto rows = rows_by_cell(lines);
    return rows ? rows : rows_by_line(lines);
}

}  // namespace mingzhang::read
