#include "publish/workbook_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "publish/text_layout.h"

namespace mingzhang::publish {
namespace {

constexpr double kPadding = 1.6;       // of a cell, left and right together
constexpr double kLeastOfWords = 18;   // the width to which a column of words gives way
constexpr double kLeastOfHeading = 6;  // two characters a line
constexpr double kMostOfColumn = 200;  // a workbook allows 255
constexpr std::size_t kLongestName = 31;

double width_of(const std::string& text) {
    int widest = 0;
    for (const auto line : text::split(text, '\n')) widest = std::max(widest, columns_of(line));
    return widest + kPadding;
}

bool wraps(const PublishedCell& cell) {
    return cell.role != CellRole::kAmount && cell.role != CellRole::kCode;
}

// The width below which a cell cannot be read.
double least_width(const PublishedCell& cell) {
    if (cell.text.empty() || cell.column_span != 1) return 0;
    const double whole = width_of(cell.text) + (cell.emphasis ? 1 : 0);
    if (!wraps(cell)) return std::min(whole, kMostOfColumn);
    return std::min(whole, cell.role == CellRole::kHeading ? kLeastOfHeading : kLeastOfWords);
}

std::size_t columns_in(const PublishedTable& table) {
    std::size_t columns = 1;
    for (const auto& row : table.rows) columns = std::max(columns, row.size());
    return columns;
}

std::vector<double> least_widths(const PublishedTable& table) {
    std::vector<double> least(columns_in(table), 3);
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            least[c] = std::max(least[c], least_width(row[c]));
    }
    return least;
}

std::vector<double> shares(const PublishedTable& table, double width) {
    std::vector<double> out(columns_in(table), 1);
    const auto usable = [](double w) { return std::isfinite(w) && w > 0; };
    if (table.widths.size() == out.size() &&
        std::all_of(table.widths.begin(), table.widths.end(), usable))
        out = table.widths;
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    for (double& w : out) w = w * width / sum;
    return out;
}

double span_width(const std::vector<double>& widths, std::size_t from, int span) {
    const std::size_t to = std::min(widths.size(), from + static_cast<std::size_t>(span));
    return std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(from),
                           widths.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
}

// Where the text of a number ends and its table label begins: "预算公开表3" → "表3".
std::string short_number(const std::string& number) {
    constexpr std::string_view kTable = "表";
    const std::size_t at = number.rfind(kTable);
    if (at == std::string::npos || at + kTable.size() == number.size()) return number;
    return number.substr(at);
}

std::string without_year(const std::string& title, int year) {
    std::string_view rest = title;
    const std::string digits = std::to_string(year);
    if (year == 0 || !rest.starts_with(digits)) return title;
    rest.remove_prefix(digits.size());
    for (const std::string_view word : {"年度", "年"}) {
        if (!rest.starts_with(word)) continue;
        rest.remove_prefix(word.size());
        return rest.empty() ? title : std::string(rest);
    }
    return title;
}

// The first words of a form that are no label: the project it is of.
std::string subject_of(const PublishedTable& form) {
    for (const auto& row : form.rows) {
        for (const PublishedCell& cell : row) {
            if (cell.role != CellRole::kHeading && !cell.text.empty()) return cell.text;
        }
    }
    return {};
}

// In UTF-16 units, as a workbook counts.
std::size_t length_of(std::u32string_view text) {
    return text.size() + static_cast<std::size_t>(std::count_if(
                             text.begin(), text.end(), [](char32_t c) { return c > 0xFFFF; }));
}

std::u32string shortened(std::u32string text, std::size_t most) {
    if (length_of(text) <= most) return text;
    text.resize(std::min(text.size(), most));
    while (length_of(text) + 1 > most) text.pop_back();
    return text + U'…';
}

std::u32string allowed(const std::string& wanted) {
    std::u32string out;
    for (const char32_t c : text::code_points(wanted)) {
        const bool forbidden =
            c < 0x20 || c == 0x7F || std::u32string_view(U"[]:*?/\\").find(c) != std::string::npos;
        if (!forbidden) out.push_back(c);
    }
    const auto drop = [](char32_t c) { return c == U'\'' || c == U' ' || c == U'　'; };
    while (!out.empty() && drop(out.front())) out.erase(out.begin());
    while (!out.empty() && drop(out.back())) out.pop_back();
    return out;
}

std::string small_letters(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return text;
}

}  // namespace

std::vector<double> column_widths(const PublishedTable& table) {
    const double page = table.landscape ? kLandscapeWidth : kUprightWidth;
    const std::vector<double> least = least_widths(table);
    std::vector<double> widths = shares(table, page);
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], least[c]);
    double over = std::accumulate(widths.begin(), widths.end(), 0.0) - page;
    double slack = 0;
    for (std::size_t c = 0; c < widths.size(); ++c) slack += widths[c] - least[c];
    if (over <= 0 || slack <= 0) return widths;
    const double part = std::min(1.0, over / slack);
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] -= (widths[c] - least[c]) * part;
    return widths;
}

int lines_in(const std::string& text, double width) {
    const double room = std::max(2.0, width - kPadding - 1);  // a mark that may not begin a line
    int lines = 0;
    for (const auto line : text::split(text, '\n')) {
        const double taken = columns_of(line);
        lines += taken <= width - kPadding ? 1 : static_cast<int>(std::ceil(taken / room));
    }
    return lines;
}

std::vector<int> row_lines(const PublishedTable& table, const std::vector<double>& widths) {
    std::vector<int> lines(table.rows.size(), 1);
    const auto each = [&](bool several_rows, const auto& use) {
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
                const PublishedCell& cell = table.rows[r][c];
                if (cell.column_span < 1 || cell.row_span < 1) continue;
                if ((cell.row_span > 1) == several_rows && wraps(cell) && !cell.text.empty())
                    use(r, cell,
                        lines_in(cell.text,
                                 span_width(widths, c, cell.column_span) - 1.5 * cell.indent));
            }
        }
    };
    each(false, [&](std::size_t r, const PublishedCell&, int needed) {
        lines[r] = std::max(lines[r], needed);
    });
    each(true, [&](std::size_t r, const PublishedCell& cell, int needed) {
        const std::size_t end = std::min(lines.size(), r + static_cast<std::size_t>(cell.row_span));
        int there = 0;
        for (std::size_t i = r; i < end; ++i) there += lines[i];
        lines[end - 1] += std::max(0, needed - there);
    });
    return lines;
}

std::string SheetNames::take(const std::string& wanted) {
    std::u32string base = allowed(wanted);
    if (base.empty()) base = U"表";
    for (int n = 1;; ++n) {
        const std::u32string end = n == 1 ? U"" : text::code_points(" (" + std::to_string(n) + ")");
        std::string name = text::to_utf8(shortened(base, kLongestName - end.size()) + end);
        if (taken_.insert(small_letters(name)).second) return name;
    }
}

std::string wanted_sheet_name(const PublishedTable& table, const std::string& heading, int year) {
    const std::string& title = table.title.empty() ? heading : table.title;
    std::string name = short_number(table.number);
    if (!name.empty() && !title.empty()) name += " ";
    name += without_year(title, year);
    const std::string subject = table.form ? subject_of(table) : "";
    if (!subject.empty()) name += (name.empty() ? "" : " ") + subject;
    return name.empty() ? table.id : text::replace_all(name, "\n", "");
}

std::vector<std::string> pieces_of(const std::string& text, std::size_t most) {
    constexpr std::string_view kStop = "。";
    std::vector<std::string> out;
    std::string_view rest = text;
    while (rest.size() > most) {
        std::size_t end = rest.rfind(kStop, most - kStop.size());
        end = end == std::string_view::npos ? most : end + kStop.size();
        while (end > 1 && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) --end;
        out.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    if (!rest.empty() || out.empty()) out.emplace_back(rest);
    return out;
}

}  // namespace mingzhang::publish
