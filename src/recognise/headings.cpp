#include "recognise/headings.h"

#include <algorithm>

#include "base/text.h"
#include "model/figure.h"

namespace mingzhang::recognise {
namespace {

constexpr std::size_t kMostHeaderRows = 5;

// Labels of header row `r`, empty cells filled from the left where `parents` (the labels of the
// rows above, joined) say that the group goes on.
std::vector<std::string> row_labels(const Grid& grid, std::size_t r, std::size_t columns,
                                    const std::vector<std::string>& parents, bool last) {
    std::vector<std::string> labels(columns);
    for (std::size_t c = 0; c < columns; ++c) {
        const GridCell* cell = grid.at(r, c);
        if (cell != nullptr && !text::trim(cell->text).empty()) {
            labels[c] = std::string(text::trim(cell->text));
        } else if (c > 0 && !last && !grid.spans_known && parents[c] == parents[c - 1]) {
            labels[c] = labels[c - 1];
        }
        if (cell != nullptr && grid.spans_known) {
            for (int s = 1; s < cell->column_span && c + 1 < columns; ++s) {
                labels[c + 1] = labels[c];
                ++c;
            }
        }
    }
    return labels;
}

std::string joined(const HeadingPath& path) {
    std::string out;
    for (const std::string& label : path) out += without_years(label) + "\n";
    return out;
}

std::vector<std::string> folded(const std::vector<std::string>& path) {
    std::vector<std::string> out;
    for (const std::string& label : path) out.push_back(without_years(label));
    return out;
}

// How well an actual path is a pack's heading, both folded: 3 the same path, 2 the same innermost
// label and one more in common, 1 the same innermost label, 0 not at all.
int likeness(const std::vector<std::string>& actual, const std::vector<std::string>& wanted) {
    if (actual.empty() || wanted.empty() || actual.back() != wanted.back()) return 0;
    if (actual == wanted) return 3;
    for (std::size_t i = 0; i + 1 < actual.size(); ++i) {
        if (std::find(wanted.begin(), wanted.end() - 1, actual[i]) != wanted.end() - 1) return 2;
    }
    return 1;
}

struct Wanted {
    int panel;
    const pack::Column* column;
    std::vector<std::string> heading;  // folded
    bool used = false;
};

std::vector<Wanted> wanted_columns(const pack::Table& table, int year) {
    std::vector<Wanted> wanted;
    for (std::size_t p = 0; p < table.panels.size(); ++p) {
        for (const pack::Column& column : table.panels[p].columns) {
            std::vector<std::string> heading;
            for (const std::string& label : column.heading) {
                heading.push_back(without_years(pack::fill(label, year)));
            }
            wanted.push_back({static_cast<int>(p), &column, std::move(heading)});
        }
    }
    return wanted;
}

// A column the pack does not name, read by the lexicon: every label of its path must be known.
bool read_by_lexicon(const HeadingPath& path, const ColumnWords& lexicon, ColumnBinding& binding) {
    if (path.empty()) return false;
    for (const std::string& label : path) {
        const pack::Column* word = lexicon.find(label);
        if (word == nullptr) return false;
        binding.role = word->role;
        binding.measures = binding.measures.merged(word->measures);
    }
    return true;
}

HeaderReading bind_columns(const std::vector<HeadingPath>& paths, std::vector<Wanted> wanted,
                           const ColumnWords& lexicon) {
    HeaderReading reading;
    reading.columns.resize(paths.size());
    std::vector<std::vector<std::string>> actual;
    for (const HeadingPath& path : paths) actual.push_back(folded(path));
    // Best likeness first, so that a full path is never taken by a column that shares only its
    // innermost label.
    for (int level = 3; level >= 1; --level) {
        for (std::size_t c = 0; c < paths.size(); ++c) {
            ColumnBinding& binding = reading.columns[c];
            if (binding.panel >= 0) continue;
            for (Wanted& w : wanted) {
                if (w.used || likeness(actual[c], w.heading) < level) continue;
                w.used = true;
                binding = {w.panel, w.column->role, w.column->measures, paths[c].back()};
                ++reading.matched;
                break;
            }
        }
    }
    for (const Wanted& w : wanted) reading.missing += w.used ? 0 : 1;
    for (std::size_t c = 0; c < paths.size(); ++c) {
        ColumnBinding& binding = reading.columns[c];
        if (binding.panel >= 0 || paths[c].empty()) continue;
        binding.label = paths[c].back();
        const int panel = c > 0 ? reading.columns[c - 1].panel : 0;
        if (read_by_lexicon(paths[c], lexicon, binding)) binding.panel = std::max(panel, 0);
    }
    return reading;
}

}  // namespace

std::vector<HeadingPath> heading_paths(const Grid& grid, std::size_t rows) {
    const std::size_t columns = grid.columns();
    std::vector<HeadingPath> paths(columns);
    std::vector<std::string> parents(columns);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto labels = row_labels(grid, r, columns, parents, r + 1 == rows);
        for (std::size_t c = 0; c < columns; ++c) {
            if (!labels[c].empty() && (paths[c].empty() || text::fold_label(paths[c].back()) !=
                                                               text::fold_label(labels[c]))) {
                paths[c].push_back(labels[c]);
            }
            parents[c] = joined(paths[c]);
        }
    }
    return paths;
}

std::size_t first_row_with_number(const Grid& grid) {
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        for (const GridCell& cell : grid.rows[r]) {
            if (parse_number(cell.text).form == NumberForm::kNumber) return r;
        }
    }
    return grid.rows.size();
}

HeaderReading read_header(const Grid& grid, const pack::Table& table, int year,
                          const ColumnWords& lexicon) {
    HeaderReading best;
    const std::vector<Wanted> wanted = wanted_columns(table, year);
    const std::size_t most = std::min(kMostHeaderRows, first_row_with_number(grid));
    for (std::size_t rows = 1; rows <= most; ++rows) {
        HeaderReading reading = bind_columns(heading_paths(grid, rows), wanted, lexicon);
        reading.rows = rows;
        if (reading.matched > best.matched) best = std::move(reading);
    }
    return best;
}

}  // namespace mingzhang::recognise
