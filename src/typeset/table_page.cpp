#include "typeset/table_page.h"

#include <algorithm>
#include <string>

namespace mingzhang::typeset {
namespace {

constexpr double kRule = 0.5;  // points

bool is_heading(const PlannedCell& cell) {
    return cell.cell != nullptr && cell.cell->role == CellRole::kHeading;
}

std::string entries_of(const PlannedCell& cell, bool above) {
    std::string out;
    if (is_heading(cell)) out += above ? " /Scope /Column" : " /Scope /Row";
    if (cell.columns > 1) out += " /ColSpan " + std::to_string(cell.columns);
    if (cell.rows > 1) out += " /RowSpan " + std::to_string(cell.rows);
    return out.empty() ? out : "/A << /O /Table" + out + " >>";
}

}  // namespace

TablePages::TablePages(const TablePlan& plan)
    : plan_(plan), shown_(plan.rows.size() * plan.columns(), 0) {}

std::size_t TablePages::lines_left(std::size_t row) const {
    std::size_t most = 0;
    for (std::size_t c = 0; c < plan_.columns(); ++c) {
        const std::size_t id = plan_.owners[row][c];
        const PlannedCell& cell = plan_.rows[id / plan_.columns()][id % plan_.columns()];
        const std::size_t lines = cell.lines.size();
        most = std::max(most, lines - std::min(lines, shown_[id]));
    }
    return most;
}

double TablePages::x_of_line(const PlannedCell& cell, std::size_t column, const Line& line) const {
    const double left = x_ + plan_.edges[column] + TablePlan::kPad + cell.indent;
    const double right =
        x_ + plan_.edges[column + static_cast<std::size_t>(cell.columns)] - TablePlan::kPad;
    const double width = line.width * plan_.size;
    switch (cell.cell->role) {
        case CellRole::kHeading:
        case CellRole::kCode:
            return std::max(left, (left + right - width) / 2);
        case CellRole::kAmount: {
            double behind = 0;  // the point
            if (cell.columns == 1 && cell.lines.size() == 1)
                behind = (plan_.decimals[column] - cell.words->width_of_decimals()) * plan_.size;
            return std::max(left, right - width - behind);
        }
        case CellRole::kName:
        case CellRole::kText:
            break;
    }
    const bool label =
        plan_.table->form && cell.lines.size() == 1 && cell.cell->role == CellRole::kName;
    return label ? std::max(left, (left + right - width) / 2) : left;
}

void TablePages::set_cell(Sheet& sheet, std::size_t row, std::size_t column, double y,
                          double height, bool cut_before, bool cut_after, bool tagged) {
    const PlannedCell& cell = plan_.rows[row][column];
    const char* tag = is_heading(cell) ? "TH" : "TD";
    if (tagged) sheet.add(OpenMark{tag, {}, entries_of(cell, row < plan_.header_rows)});
    if (cell.words != nullptr) {
        std::size_t& shown = shown_[row * plan_.columns() + column];
        if (!cut_before) shown = 0;  // a repeated heading begins again
        std::size_t end = cell.lines.size();
        if (cut_after) {
            const double room = (height - 2 * plan_.pad_y()) / plan_.leading + 1e-6;
            end = std::min(end, shown + static_cast<std::size_t>(std::max(room, 0.0)));
        }
        const double text = static_cast<double>(end - shown) * plan_.leading;
        double top = y + std::max((height - text) / 2, 0.0);
        if (cut_before || cut_after) top = y + plan_.pad_y();
        for (; shown < end; ++shown, top += plan_.leading) {
            const Line& line = cell.lines[shown];
            sheet.add(TextMark{cell.words, line, x_of_line(cell, column, line),
                               top + baseline(plan_.leading, plan_.size),
                               Setting{plan_.size, 0, 0}});
        }
    }
    if (tagged) sheet.add(CloseMark{tag});
}

void TablePages::set(Sheet& sheet, double x, double y, const std::vector<Strip>& strips,
                     std::size_t tagged) {
    x_ = x;
    const std::size_t columns = plan_.columns();
    double top = y;
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const bool in_structure = i + tagged >= strips.size();
        if (in_structure) sheet.add(OpenMark{"TR", {}, {}});
        for (std::size_t c = 0; c < columns; ++c) {
            const std::size_t id = plan_.owners[strips[i].row][c];
            const std::size_t row = id / columns, column = id % columns;
            if (column != c) continue;
            const bool goes_on = row != strips[i].row && i > 0 &&
                                 strips[i - 1].row + 1 == strips[i].row &&
                                 plan_.owners[strips[i - 1].row][c] == id;
            if (goes_on) continue;  // set with the strip in which it begins
            const std::size_t last =
                row + static_cast<std::size_t>(plan_.rows[row][column].rows) - 1;
            double height = 0;
            std::size_t j = i;
            for (; j < strips.size() && strips[j].row >= row && strips[j].row <= last; ++j)
                height += strips[j].height;
            const bool cut_before = row != strips[i].row || !strips[i].begins;
            const bool cut_after = strips[j - 1].row != last || !strips[j - 1].ends;
            set_cell(sheet, row, column, top, height, cut_before, cut_after, in_structure);
        }
        if (in_structure) sheet.add(CloseMark{"TR"});
        top += strips[i].height;
    }
    set_rules(sheet, y, strips);
}

void TablePages::set_rules(Sheet& sheet, double y, const std::vector<Strip>& strips) const {
    const std::size_t columns = plan_.columns();
    const auto owner = [&](std::size_t strip, std::size_t c) {
        return plan_.owners[strips[strip].row][c];
    };
    double top = y;
    for (std::size_t i = 0; i <= strips.size(); ++i) {
        const auto ruled = [&](std::size_t c) {
            return i == 0 || i == strips.size() || owner(i - 1, c) != owner(i, c);
        };
        for (std::size_t c = 0; c < columns;) {
            std::size_t end = c;
            while (end < columns && ruled(end)) ++end;
            if (end > c) {
                sheet.add(RuleMark{x_ + plan_.edges[c] - kRule / 2, top - kRule / 2,
                                   plan_.edges[end] - plan_.edges[c] + kRule, kRule});
            }
            c = std::max(end, c + 1);
        }
        if (i < strips.size()) top += strips[i].height;
    }
    for (std::size_t e = 0; e <= columns; ++e) {
        double from = y, to = y;
        for (std::size_t i = 0; i <= strips.size(); ++i) {
            const bool ruled =
                i < strips.size() && (e == 0 || e == columns || owner(i, e - 1) != owner(i, e));
            if (!ruled && to > from) {
                sheet.add(RuleMark{x_ + plan_.edges[e] - kRule / 2, from - kRule / 2, kRule,
                                   to - from + kRule});
            }
            if (i == strips.size()) break;
            to += strips[i].height;
            if (!ruled) from = to;
        }
    }
}

}  // namespace mingzhang::typeset
