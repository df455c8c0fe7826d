#include "read/page_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kTouch = 3;        // rules that end so near to another meet it
constexpr float kSameEdge = 3.6f;  // no row or column is that small: a double line
constexpr float kOpenSide = 8;     // rules that go on so far beyond the last crossing one
constexpr float kPanelGap = 20;    // between panels of one table
constexpr std::size_t kMostCrossings = 2'000'000;

class Sets {
  public:
    explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void unite(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

  private:
    std::vector<std::size_t> parent_;
};

bool reaches(const Rule& rule, float at) {
    return rule.from - kTouch <= at && at <= rule.to + kTouch;
}

// Groups of rules that touch. Only crossings are looked at whose heights agree.
std::vector<Rules> connected(const Rules& rules, bool& too_complex) {
    const std::size_t n = rules.horizontal.size();
    Sets sets(n + rules.vertical.size());
    std::size_t looked_at = 0;
    for (std::size_t v = 0; v < rules.vertical.size(); ++v) {
        const Rule& rule = rules.vertical[v];
        auto h =
            std::lower_bound(rules.horizontal.begin(), rules.horizontal.end(), rule.from - kTouch,
                             [](const Rule& r, float y) { return r.at < y; });
        for (; h != rules.horizontal.end() && h->at <= rule.to + kTouch; ++h) {
            if (++looked_at > kMostCrossings) {
                too_complex = true;
                return {};
            }
            if (reaches(*h, rule.at))
                sets.unite(static_cast<std::size_t>(h - rules.horizontal.begin()), n + v);
        }
    }
    std::map<std::size_t, Rules> groups;
    for (std::size_t i = 0; i < n; ++i)
        groups[sets.find(i)].horizontal.push_back(rules.horizontal[i]);
    for (std::size_t i = 0; i < rules.vertical.size(); ++i)
        groups[sets.find(n + i)].vertical.push_back(rules.vertical[i]);
    std::vector<Rules> out;
    for (auto& [root, group] : groups) out.push_back(std::move(group));
    return out;
}

std::vector<float> positions(const std::vector<Rule>& rules) {
    std::vector<float> out;
    for (const Rule& rule : rules) out.push_back(rule.at);
    return clusters(std::move(out), kSameEdge);
}

// A group with its heights: what stands side by side is as high, with the same rows.
struct Panel {
    std::size_t group = 0;
    std::vector<float> ys;
    float left = 0, right = 0;
};

bool same_rows(const Panel& a, const Panel& b) {
    return a.ys.size() > 2 && a.ys.size() == b.ys.size() &&
           std::equal(a.ys.begin(), a.ys.end(), b.ys.begin(),
                      [](float x, float y) { return std::abs(x - y) <= kSameRule; });
}

// Two grids with the same rows and a narrow gap between them are panels of one.
void join_panels(std::vector<Rules>& groups) {
    std::vector<Panel> panels;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& vertical = groups[i].vertical;
        if (vertical.size() < 2 || groups[i].horizontal.empty()) continue;
        panels.push_back(
            {i, positions(groups[i].horizontal), vertical.front().at, vertical.back().at});
    }
    if (panels.size() > kMostGrids) return;
    std::sort(panels.begin(), panels.end(),
              [](const Panel& a, const Panel& b) { return a.left < b.left; });
    for (std::size_t i = 0; i < panels.size(); ++i) {
        for (std::size_t j = i + 1; j < panels.size(); ++j) {
            Panel &a = panels[i], &b = panels[j];
            const float gap = b.left - a.right;
            if (gap < 0 || gap > kPanelGap || !same_rows(a, b)) continue;
            Rules& to = groups[a.group];
            Rules& from = groups[b.group];
            for (Rule& rule : from.vertical)
                if (rule.at - b.left < kSameEdge) rule.at = a.right;
            to.horizontal.insert(to.horizontal.end(), from.horizontal.begin(),
                                 from.horizontal.end());
            to.vertical.insert(to.vertical.end(), from.vertical.begin(), from.vertical.end());
            a.right = b.right;
            from = {};
            panels.erase(panels.begin() + static_cast<std::ptrdiff_t>(j--));
        }
    }
}

// A table may have no outer rules: its crossing rules then tell how far it goes.
void close_sides(std::vector<float>& edges, const std::vector<Rule>& crossing) {
    float from = crossing.front().from, to = crossing.front().to;
    for (const Rule& rule : crossing) {
        from = std::min(from, rule.from);
        to = std::max(to, rule.to);
    }
    if (edges.empty() || from < edges.front() - kOpenSide) edges.insert(edges.begin(), from);
    if (to > edges.back() + kOpenSide) edges.push_back(to);
}

// For each edge and each slot along it: whether a rule lies there.
class Coverage {
  public:
    Coverage(const std::vector<Rule>& rules, const std::vector<float>& edges,
             const std::vector<float>& along)
        : slots_(along.size() - 1), covered_(edges.size() * slots_, false) {
        for (const Rule& rule : rules) {
            const auto edge = static_cast<std::size_t>(nearest(edges, rule.at));
            const auto first = std::upper_bound(along.begin(), along.end(), rule.from);
            std::size_t i =
                first == along.begin() ? 0 : static_cast<std::size_t>(first - along.begin()) - 1;
            for (; i < slots_ && along[i] < rule.to; ++i) {
                const float shared = overlap(along[i], along[i + 1], rule.from, rule.to);
                if (2 * shared >= along[i + 1] - along[i]) covered_[edge * slots_ + i] = true;
            }
        }
    }
    bool at(std::size_t edge, std::size_t slot) const { return covered_[edge * slots_ + slot]; }

  private:
    std::size_t slots_;
    std::vector<bool> covered_;
};

class GridBuilder {
  public:
    GridBuilder(const Rules& rules, RuledGrid grid)
        : grid_(std::move(grid)),
          beside_(rules.vertical, grid_.xs, grid_.ys),
          below_(rules.horizontal, grid_.ys, grid_.xs) {}

    RuledGrid build() {
        grid_.owner.assign(rows() * columns(), -1);
        for (std::size_t row = 0; row < rows(); ++row)
            for (std::size_t column = 0; column < columns(); ++column)
                if (owner(row, column) < 0) add_cell(row, column);
        return std::move(grid_);
    }

  private:
    std::size_t rows() const { return grid_.ys.size() - 1; }
    std::size_t columns() const { return grid_.xs.size() - 1; }
    int& owner(std::size_t row, std::size_t column) {
        return grid_.owner[row * columns() + column];
    }

    bool opens_right(std::size_t row, std::size_t column) const {
        return !beside_.at(column + 1, row);
    }
    bool opens_down(std::size_t row, std::size_t column) const {
        return !below_.at(row + 1, column);
    }

    // The largest rectangle from that slot whose inner edges are not ruled: first to the right,
    // then down as long as the whole width is open.
    void add_cell(std::size_t row, std::size_t column) {
        std::size_t right = column + 1;
        while (right < columns() && opens_right(row, right - 1) && owner(row, right) < 0) ++right;
        std::size_t bottom = row + 1;
        while (bottom < rows() && goes_on(bottom, column, right)) ++bottom;
        RuledCell cell;
        cell.row = static_cast<int>(row);
        cell.column = static_cast<int>(column);
        cell.row_span = static_cast<int>(bottom - row);
        cell.column_span = static_cast<int>(right - column);
        cell.open_top = row == 0 && !ruled(0, column, right);
        cell.open_bottom = bottom == rows() && !ruled(rows(), column, right);
        for (std::size_t r = row; r < bottom; ++r)
            for (std::size_t c = column; c < right; ++c)
                owner(r, c) = static_cast<int>(grid_.cells.size());
        grid_.cells.push_back(cell);
    }

    bool goes_on(std::size_t row, std::size_t column, std::size_t right) {
        for (std::size_t c = column; c < right; ++c) {
            if (!opens_down(row - 1, c) || owner(row, c) >= 0) return false;
            if (c + 1 < right && !opens_right(row, c)) return false;
        }
        // A cell that would go on to the right there is another one.
        const bool wider =
            right < columns() && opens_right(row, right - 1) && !opens_right(row - 1, right - 1);
        return !wider;
    }

    bool ruled(std::size_t edge, std::size_t column, std::size_t right) const {
        for (std::size_t c = column; c < right; ++c)
            if (below_.at(edge, c)) return true;
        return false;
    }

    RuledGrid grid_;
    Coverage beside_, below_;
};

bool above(const Box& a, const Box& b) { return a.top != b.top ? a.top < b.top : a.left < b.left; }

void keep_largest(std::vector<RuledGrid>& grids) {
    const auto area = [](const RuledGrid& g) { return width(g.box()) * height(g.box()); };
    std::sort(grids.begin(), grids.end(),
              [&](const RuledGrid& a, const RuledGrid& b) { return area(a) > area(b); });
    grids.resize(kMostGrids);
}

}  // namespace

Box RuledGrid::box(const RuledCell& cell) const {
    const auto column = static_cast<std::size_t>(cell.column);
    const auto row = static_cast<std::size_t>(cell.row);
    return {xs[column], ys[row], xs[column + static_cast<std::size_t>(cell.column_span)],
            ys[row + static_cast<std::size_t>(cell.row_span)]};
}

int RuledGrid::cell_at(float x, float y) const {
    const int column = slot(xs, x), row = slot(ys, y);
    if (column < 0 || row < 0) return -1;
    return owner[static_cast<std::size_t>(row * columns() + column)];
}

Grids grids_of(const Rules& rules) {
    Grids out;
    std::size_t slots = 0;
    std::vector<Rules> groups = connected(rules, out.too_complex);
    join_panels(groups);
    for (const Rules& group : groups) {
        if (group.vertical.empty()) {
            out.loose.insert(out.loose.end(), group.horizontal.begin(), group.horizontal.end());
            continue;
        }
        if (group.horizontal.empty()) continue;
        RuledGrid grid;
        grid.xs = positions(group.vertical);
        grid.ys = positions(group.horizontal);
        close_sides(grid.xs, group.horizontal);
        close_sides(grid.ys, group.vertical);
        if (grid.xs.size() < 2 || grid.ys.size() < 2) continue;
        const std::size_t more = (grid.xs.size() - 1) * (grid.ys.size() - 1);
        if (slots + more > kMostSlots) {
            out.too_complex = true;
            continue;
        }
        slots += more;
        GridBuilder builder(group, std::move(grid));
        RuledGrid built = builder.build();
        if (built.columns() < 2)
            out.loose.insert(out.loose.end(), group.horizontal.begin(), group.horizontal.end());
        if (built.cells.size() < 2) {
            out.frames.push_back(built.box());
        } else {
            out.grids.push_back(std::move(built));
        }
    }
    if (out.grids.size() > kMostGrids) {
        keep_largest(out.grids);
        out.too_complex = true;
    }
    std::sort(out.grids.begin(), out.grids.end(),
              [](const RuledGrid& a, const RuledGrid& b) { return above(a.box(), b.box()); });
    std::sort(out.loose.begin(), out.loose.end(),
              [](const Rule& a, const Rule& b) { return a.at < b.at; });
    return out;
}

}  // namespace mingzhang::read
