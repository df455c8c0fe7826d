#include "typeset/table_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace mingzhang::typeset {
namespace {

constexpr std::array kSizes = {10.5, 10.0, 9.5, 9.0, 8.5, 8.0};
constexpr double kSmaller = 9.0;
constexpr std::array kLastResorts = {7.0, 6.0, 5.0, 4.0};
// Of a name or text: it is not narrower than that many characters, if it has them.
constexpr double kFewest = 3;
// Of an amount or code, which is not broken. 20 digits have ten.
constexpr double kLongest = 16;
constexpr double kIndent = 1;    // em a level
constexpr int kDeepest = 6;      // levels of indent that are shown
constexpr double kCaption = 96;  // points, about: what stands above a table

Face face_of(const PublishedCell& cell) {
    return cell.role == CellRole::kHeading || cell.emphasis ? Face::kHei : Face::kSong;
}

bool unbreakable(CellRole role) { return role == CellRole::kAmount || role == CellRole::kCode; }

int pages_of(const TablePlan& plan, double page) {
    int pages = 1;
    double y = kCaption + plan.header_height;
    for (std::size_t r = plan.header_rows; r < plan.heights.size(); ++r) {
        if (y + plan.heights[r] > page) {
            ++pages;
            y = plan.header_height;
        }
        y += plan.heights[r];
    }
    return pages;
}

class Planner {
  public:
    Planner(const PublishedTable& table, TextCache& texts) : texts_(texts) {
        plan_.table = &table;
        take_cells();
        measure();
    }

    // Whether the columns fit at that size.
    bool fits(double width, double size) const {
        return std::accumulate(least_.begin(), least_.end(), 0.0) * size +
                   2 * TablePlan::kPad * static_cast<double>(least_.size()) <=
               width;
    }

    TablePlan set(double width, double height, double size) {
        plan_.size = size;
        set_columns(width);
        break_lines();
        // Closer where that saves a page.
        set_heights(2.0);
        const int loose = pages_of(plan_, height);
        if (loose > 1) {
            set_heights(1.55);
            if (pages_of(plan_, height) == loose) set_heights(2.0);
        }
        return plan_;
    }

  private:
    void take_cells() {
        const PublishedTable& table = *plan_.table;
        std::size_t columns = 0;
        for (const auto& row : table.rows) columns = std::max(columns, row.size());
        const std::size_t rows = table.rows.size();
        plan_.edges.assign(columns + 1, 0);
        plan_.rows.assign(rows, std::vector<PlannedCell>(columns));
        plan_.owners.assign(rows, std::vector<std::size_t>(columns, rows * columns));
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < columns; ++c) {
                if (plan_.owners[r][c] == rows * columns) take_cell(r, c);
            }
        }
        plan_.header_rows =
            std::min(static_cast<std::size_t>(std::max(table.header_rows, 0)), rows);
        while (plan_.header_rows < rows && !plan_.may_break_before(plan_.header_rows))
            ++plan_.header_rows;
        if (plan_.header_rows == rows && table.header_rows < static_cast<int>(rows))
            plan_.header_rows = 0;  // a cell reaches over all of it
    }

    void take_cell(std::size_t r, std::size_t c) {
        auto& owners = plan_.owners;
        const std::size_t free = owners.size() * owners[r].size();
        const std::size_t id = r * owners[r].size() + c;
        PlannedCell& planned = plan_.rows[r][c];
        planned.columns = planned.rows = 1;
        owners[r][c] = id;
        const auto& rows = plan_.table->rows;
        if (c >= rows[r].size()) return;
        const PublishedCell& cell = rows[r][c];
        planned.cell = &cell;
        const std::size_t wide = std::min(owners[r].size() - c, spans(cell.column_span));
        const std::size_t high = std::min(owners.size() - r, spans(cell.row_span));
        std::size_t columns = 1;
        while (columns < wide && owners[r][c + columns] == free) ++columns;
        for (std::size_t y = r; y < r + high; ++y) {
            for (std::size_t x = c; x < c + columns; ++x) owners[y][x] = id;
        }
        planned.columns = static_cast<int>(columns);
        planned.rows = static_cast<int>(high);
        if (!cell.text.empty()) planned.words = texts_.words(face_of(cell), cell.text);
    }

    static std::size_t spans(int span) { return static_cast<std::size_t>(std::max(span, 1)); }

    static double indent_of(const PublishedCell& cell) {
        return std::clamp(cell.indent, 0, kDeepest) * kIndent;
    }

    void measure() {
        least_.assign(plan_.columns(), 0);
        plan_.decimals.assign(plan_.columns(), 0);
        for (const auto& row : plan_.rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (row[c].words == nullptr) continue;
                if (row[c].cell->role == CellRole::kAmount)
                    plan_.decimals[c] =
                        std::max(plan_.decimals[c], row[c].words->width_of_decimals());
            }
        }
        for (const auto& row : plan_.rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (row[c].words == nullptr || row[c].columns != 1) continue;
                least_[c] = std::max(least_[c], least_of(row[c], plan_.decimals[c]));
            }
        }
    }

    static double least_of(const PlannedCell& planned, double decimals) {
        return std::min(uncut_of(planned, decimals), kLongest);
    }

    static double uncut_of(const PlannedCell& planned, double decimals) {
        const Words& words = *planned.words;
        const double indent = indent_of(*planned.cell);
        if (planned.cell->role == CellRole::kAmount)
            return words.width() - words.width_of_decimals() + decimals;
        if (unbreakable(planned.cell->role)) return words.width() + indent;
        // A piece of half a line would drive all other columns out.
        const double piece = std::min(words.widest_piece(), 8.0);
        return std::max(piece, std::min(words.width(), kFewest)) + indent;
    }

    // In proportion to the widths that were asked for; none narrower than its least.
    void set_columns(double width) {
        const std::size_t count = plan_.columns();
        if (!fits(width, plan_.size)) return share_out(least_, width);
        std::vector<double> share(count, 1.0);
        const auto& wanted = plan_.table->widths;
        for (std::size_t c = 0; c < std::min(count, wanted.size()); ++c) {
            if (std::isfinite(wanted[c]) && wanted[c] > 0)
                share[c] = std::clamp(wanted[c], 0.01, 100.0);
        }
        std::vector<double> widths(count, 0);
        std::vector<bool> held(count, false);
        double room = width;
        double shares = std::accumulate(share.begin(), share.end(), 0.0);
        for (bool more = true; more;) {
            more = false;
            for (std::size_t c = 0; c < count; ++c) {
                const double least = least_[c] * plan_.size + 2 * TablePlan::kPad + 0.01;
                if (held[c] || share[c] * room / shares >= least) continue;
                held[c] = more = true;
                widths[c] = least;
                room -= least;
                shares -= share[c];
                if (shares < 1e-9 || room <= 0) break;
            }
            if (shares < 1e-9 || room <= 0) break;
        }
        for (std::size_t c = 0; c < count; ++c) {
            if (!held[c]) widths[c] = std::max(room, 0.0) * share[c] / std::max(shares, 1e-9);
        }
        share_out(widths, width);
    }

    void share_out(const std::vector<double>& widths, double width) {
        const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
        for (std::size_t c = 0; c < widths.size(); ++c)
            plan_.edges[c + 1] = plan_.edges[c] + widths[c] * width / std::max(sum, 1e-9);
    }

    void break_lines() {
        plan_.leading = plan_.size * 1.25;
        for (auto& row : plan_.rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                PlannedCell& planned = row[c];
                planned.lines.clear();
                if (planned.words == nullptr) continue;
                planned.indent = indent_of(*planned.cell) * plan_.size;
                const double width = plan_.edges[c + static_cast<std::size_t>(planned.columns)] -
                                     plan_.edges[c] - 2 * TablePlan::kPad - planned.indent;
                planned.lines = broken(*planned.words, std::max(width, 1.0) / plan_.size);
            }
        }
    }

    // `least`: of a row, in sizes of its text.
    void set_heights(double least) {
        const std::size_t count = plan_.rows.size();
        plan_.heights.assign(count, plan_.size * least);
        const double pads = 2 * plan_.pad_y();
        for (std::size_t r = 0; r < count; ++r) {
            for (const PlannedCell& planned : plan_.rows[r]) {
                if (planned.words == nullptr) continue;
                const double high =
                    static_cast<double>(planned.lines.size()) * plan_.leading + pads;
                const auto last = r + static_cast<std::size_t>(planned.rows) - 1;
                needs_.push_back({r, last, high});
            }
        }
        // Cells of one row first: what is lacking for taller ones goes to their last row.
        std::stable_sort(needs_.begin(), needs_.end(), [](const Need& a, const Need& b) {
            return a.last - a.first < b.last - b.first;
        });
        for (const Need& need : needs_) {
            const auto begin = plan_.heights.begin();
            const double has =
                std::accumulate(begin + static_cast<std::ptrdiff_t>(need.first),
                                begin + static_cast<std::ptrdiff_t>(need.last) + 1, 0.0);
            if (has < need.height) plan_.heights[need.last] += need.height - has;
        }
        needs_.clear();
        const auto header = static_cast<std::ptrdiff_t>(plan_.header_rows);
        plan_.header_height =
            std::accumulate(plan_.heights.begin(), plan_.heights.begin() + header, 0.0);
        plan_.body_height =
            std::accumulate(plan_.heights.begin() + header, plan_.heights.end(), 0.0);
    }

    struct Need {
        std::size_t first, last;
        double height;
    };

    TextCache& texts_;
    TablePlan plan_;
    std::vector<double> least_;  // em, of each column
    std::vector<Need> needs_;
};

}  // namespace

bool TablePlan::may_break_before(std::size_t row) const {
    return row == 0 || row >= owners.size() ||
           std::none_of(owners[row].begin(), owners[row].end(),
                        [&](std::size_t id) { return id < row * columns(); });
}

TablePlan planned(const PublishedTable& table, double width, double height, TextCache& texts) {
    Planner planner(table, texts);
    const auto plan = [&](bool landscape, double size) {
        TablePlan made =
            landscape ? planner.set(height, width, size) : planner.set(width, height, size);
        made.landscape = landscape;
        return made;
    };
    for (const bool landscape : {false, true}) {
        if (table.landscape && !landscape) continue;
        const double wide = landscape ? height : width;
        const auto fits = [&](double size) { return planner.fits(wide, size); };
        const auto* size = std::find_if(kSizes.begin(), kSizes.end(), fits);
        if (size == kSizes.end()) continue;
        TablePlan made = plan(landscape, *size);
        const double high = landscape ? width : height;
        const auto pages = [&](const TablePlan& p) { return pages_of(p, high); };
        // A little smaller where that saves a page.
        if (*size > kSmaller && pages(made) > 1) {
            TablePlan smaller = plan(landscape, kSmaller);
            if (pages(smaller) < pages(made)) return smaller;
        }
        return made;
    }
    for (const double size : kLastResorts) {
        if (planner.fits(height, size)) return plan(true, size);
    }
    return plan(true, kLastResorts.back());
}

}  // namespace mingzhang::typeset
