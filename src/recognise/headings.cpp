#include "recognise/headings.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

#include "base/text.h"
#include "model/figure.h"
#include "recognise/rows.h"

namespace mingzhang::recognise {
namespace {

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

// What the words of the headings say that a column is to others; kAmount where nothing.
pack::ColumnRole relation_of(const HeadingPath& path, const HeadingWords& words) {
    std::string heading;
    for (const std::string& label : path) heading += text::fold_label(label);
    for (const pack::RelationWords& relation : words.relations) {
        for (const std::string& word : relation.words) {
            if (text::contains(heading, word)) return relation.role;
        }
    }
    return pack::ColumnRole::kAmount;
}

struct Wanted {
    int panel;
    const pack::Column* column;
    std::vector<std::string> heading;  // folded
    bool stacked = false;
    std::size_t used = 0;
};

std::vector<Wanted> wanted_columns(const pack::Table& table, int year) {
    std::vector<Wanted> wanted;
    for (std::size_t p = 0; p < table.panels.size(); ++p) {
        for (const pack::Column& column : table.panels[p].columns) {
            std::vector<std::string> heading;
            for (const std::string& label : column.heading) {
                heading.push_back(without_years(pack::fill(label, year)));
            }
            wanted.push_back(
                {static_cast<int>(p), &column, std::move(heading), table.panels[p].stacked});
        }
    }
    return wanted;
}

HeaderReading bind_columns(const std::vector<HeadingPath>& paths, std::vector<Wanted> wanted,
                           const HeadingWords& words) {
    HeaderReading reading;
    reading.columns.resize(paths.size());
    std::vector<std::vector<std::string>> actual;
    for (const HeadingPath& path : paths) actual.push_back(folded(path));
    // Best likeness first, so that a full path is never taken by a column that shares only its
    // innermost label.
    for (int level = 3; level >= 1; --level) {
        for (std::size_t c = 0; c < paths.size(); ++c) {
            ColumnBinding& binding = reading.columns[c];
            if (binding.panel >= 0 || paths[c].empty()) continue;
            for (Wanted& w : wanted) {
                if ((w.used > 0 && !w.stacked) || likeness(actual[c], w.heading) < level) continue;
                binding = {w.panel,         w.used++,
                           w.column->role,  words.measures(*w.column, paths[c]),
                           paths[c].back(), {}};
                if (pack::is_relation(binding.role)) binding.path = paths[c];
                ++reading.matched;
                break;
            }
        }
    }
    for (std::size_t c = 0; c < paths.size(); ++c) {
        ColumnBinding& binding = reading.columns[c];
        if (binding.panel >= 0 || paths[c].empty()) continue;
        binding.label = paths[c].back();
        const int panel = c > 0 ? reading.columns[c - 1].panel : 0;
        const std::size_t group = c > 0 ? reading.columns[c - 1].group : 0;
        if (read_by_lexicon(paths[c], words, binding)) {
            binding.panel = std::max(panel, 0);
            binding.group = group;
        }
    }
    return reading;
}

// "部门预算经济分类科目编码": whatever the list, codes stand below.
std::optional<pack::ColumnRole> role_by_ending(std::string_view label) {
    const std::string folded = text::fold_label(label);
    if (folded.ends_with("编码") || folded.ends_with("代码")) return pack::ColumnRole::kCode;
    if (folded.ends_with("名称")) return pack::ColumnRole::kName;
    return std::nullopt;
}

bool is_total_heading(std::string_view label) {
    const std::string folded = text::fold_label(label);
    return folded == "合计" || folded == "小计" || folded == "总计" || folded.ends_with("合计") ||
           folded.ends_with("小计");
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

int year_in(std::string_view label) {
    const std::string s = text::fold_label(label);
    const auto digit = [&](std::size_t i) {
        return i < s.size() && std::isdigit(static_cast<unsigned char>(s[i])) != 0;
    };
    for (std::size_t i = 0; i + 4 <= s.size(); ++i) {
        if (s[i] == '2' && s[i + 1] == '0' && digit(i + 2) && digit(i + 3) && !digit(i + 4)) {
            return std::atoi(s.substr(i, 4).c_str());
        }
    }
    return 0;
}

Coordinate HeadingWords::measures(const pack::Column& word, const HeadingPath& path) const {
    Coordinate at = word.measures;
    if (word.phase != pack::Phase::kOwn && word.phase != phase) {
        at.set(Dimension::kPhase, word.phase == pack::Phase::kBudget     ? "budget"
                                  : word.phase == pack::Phase::kAdjusted ? "adjusted"
                                                                         : "accounts");
    }
    for (const std::string& label : path) {
        const int stated = year_in(label);
        const bool last = text::starts_with(text::fold_label(label), "上年") &&
                          at.at(Dimension::kVintage) != "carry_over";
        if (last || (stated != 0 && stated == year - 1)) at.set(Dimension::kYear, "-1");
        if (stated != 0 && year != 0 && stated != year && stated != year - 1) {
            at.set(Dimension::kYear, std::to_string(stated));
        }
    }
    return at;
}

bool read_by_lexicon(const HeadingPath& path, const HeadingWords& words, ColumnBinding& binding) {
    if (path.empty()) return false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool innermost = i + 1 == path.size();
        const pack::Column* word = innermost ? nullptr : words.groups.find(path[i]);
        if (word == nullptr) word = words.columns.find(path[i]);
        if (word == nullptr) {
            const auto role = role_by_ending(path[i]);
            if (!role) return false;
            if (innermost) binding.role = *role;
            continue;
        }
        binding.measures = binding.measures.merged(words.measures(*word, {path[i]}));
        if (innermost) binding.role = word->role;
    }
    return true;
}

bool read_as_relation(const HeadingPath& path, const HeadingWords& words, ColumnBinding& binding) {
    const pack::ColumnRole role = relation_of(path, words);
    if (!pack::is_relation(role)) return false;
    binding.role = role;
    binding.measures = {};
    binding.path = path;
    return true;
}

namespace {

// Columns that follow from those left of them.
void bind_relations(const Grid& grid, const HeadingWords& words, HeaderReading& reading) {
    std::vector<HeadingPath> paths;
    for (std::size_t c = 1; c < reading.columns.size(); ++c) {
        ColumnBinding& binding = reading.columns[c];
        const ColumnBinding& left = reading.columns[c - 1];
        if (binding.panel >= 0 || left.panel < 0 || binding.label.empty()) continue;
        if (paths.empty()) paths = heading_paths(grid, reading.rows);
        if (!read_as_relation(paths[c], words, binding)) continue;
        binding.panel = left.panel;
        binding.group = left.group;
    }
}

}  // namespace

HeaderReading read_header(const Grid& grid, const pack::Table& table, const HeadingWords& words) {
    HeaderReading best;
    const std::vector<Wanted> wanted = wanted_columns(table, words.year);
    const std::size_t most = std::min(kMostHeaderRows, first_row_with_number(grid));
    for (std::size_t rows = 1; rows <= most; ++rows) {
        HeaderReading reading = bind_columns(heading_paths(grid, rows), wanted, words);
        reading.rows = rows;
        if (reading.matched > best.matched) best = std::move(reading);
    }
    bind_relations(grid, words, best);
    return best;
}

bool is_code(std::string_view folded) {
    return folded.size() >= 3 && folded.size() <= 9 && folded.size() % 2 == 1 &&
           folded.find_first_not_of("0123456789") == std::string_view::npos;
}

ColumnContent content_of(const Grid& grid, std::size_t first_row, std::size_t column) {
    ColumnContent content;
    for (std::size_t r = first_row; r < grid.rows.size(); ++r) {
        if (is_column_numbers(grid.rows[r])) continue;
        const GridCell* cell = grid.at(r, column);
        if (cell == nullptr) continue;
        const PrintedNumber number = parse_number(cell->text);
        if (is_code(text::fold_label(cell->text))) ++content.codes;
        if (number.form == NumberForm::kNumber) {
            ++content.numbers;
            content.nonzero = content.nonzero || number.mantissa != 0;
        } else if (number.form != NumberForm::kBlank) {
            ++content.texts;
        }
    }
    return content;
}

std::string private_column(const std::string& table, std::size_t column) {
    return "?" + table + "/column" + std::to_string(column);
}

void bind_unknown_amounts(const Grid& grid, const pack::Table& table, HeaderReading& header) {
    for (std::size_t c = 1; c < header.columns.size(); ++c) {
        ColumnBinding& column = header.columns[c];
        const ColumnBinding& left = header.columns[c - 1];
        if (column.panel >= 0 || left.panel < 0 || column.label.empty()) continue;
        if (!content_of(grid, header.rows, c).mostly_numbers() || is_rate(column.label)) continue;
        column.panel = left.panel;
        column.group = left.group;
        column.role = pack::ColumnRole::kAmount;
        column.measures.set(Dimension::kMeasure, private_column(table.id, c));
    }
}

bool is_rate(std::string_view heading) {
    const std::string folded = text::fold_label(heading);
    for (std::string_view word : {"%", "率", "比例", "占比", "幅度"}) {
        if (text::contains(folded, word)) return true;
    }
    return false;
}

std::vector<ColumnSum> heading_sums(const std::vector<HeadingPath>& paths,
                                    const std::vector<int>& columns) {
    // The column that stands for all below a heading: its only one, or its total.
    std::vector<ColumnSum> sums;
    const auto under = [&](std::size_t depth, const std::vector<int>& among,
                           auto&& self) -> std::vector<int> {
        std::vector<std::pair<std::string, std::vector<int>>> groups;
        for (int column : among) {
            const HeadingPath& path = paths[static_cast<std::size_t>(column)];
            if (path.size() > depth && bare_label(path[depth]).part_only) continue;
            const bool leaf = path.size() <= depth + 1;
            const std::string label = leaf ? "" : text::fold_label(path[depth]);
            if (leaf || groups.empty() || groups.back().first != label) {
                groups.push_back({label, {column}});
            } else {
                groups.back().second.push_back(column);
            }
        }
        int total = -1;
        std::vector<int> parts;
        for (const auto& [label, inside] : groups) {
            const HeadingPath& path = paths[static_cast<std::size_t>(inside[0])];
            if (label.empty() && !path.empty() && is_total_heading(path.back()) && total < 0) {
                total = inside[0];
            } else if (label.empty()) {
                parts.push_back(inside[0]);
            } else {
                const auto of_group = self(depth + 1, inside, self);
                parts.insert(parts.end(), of_group.begin(), of_group.end());
            }
        }
        if (total < 0) return parts;
        if (parts.size() > 1) sums.push_back({total, parts});
        return {total};
    };
    under(0, columns, under);
    return sums;
}

}  // namespace mingzhang::recognise
