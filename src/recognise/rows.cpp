#include "recognise/rows.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "model/figure.h"

namespace mingzhang::recognise {
namespace {

using pack::RowKind;
using pack::RowRole;
using pack::RowWord;

std::string cell_text(const Grid& grid, std::size_t row, int column) {
    if (column < 0) return {};
    const GridCell* cell = grid.at(row, static_cast<std::size_t>(column));
    return cell == nullptr ? std::string() : std::string(text::trim(cell->text));
}

bool all_digits(std::string_view s) {
    return !s.empty() &&
           std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_grand_total(std::string_view bare) {
    return bare == "合计" || bare == "总计" || bare == "部门合计" || bare == "单位合计";
}

struct Label {
    std::size_t grid_row;
    std::string code, name;
    BareLabel bare;
    std::string full() const {
        return code.empty() ? name : name.empty() ? code : code + " " + name;
    }
};

std::vector<Label> read_labels(const PanelGrid& panel) {
    std::vector<Label> labels;
    for (std::size_t r = panel.first_row; r < panel.grid.rows.size(); ++r) {
        if (is_column_numbers(panel.grid.rows[r])) continue;
        Label label{r,
                    cell_text(panel.grid, r, panel.code_column),
                    cell_text(panel.grid, r, panel.name_column),
                    {}};
        if (!all_digits(text::fold_label(label.code)) && label.name.empty()) {
            label.name.swap(label.code);  // 合计 printed across the code column
        }
        if (label.code.empty() && label.name.empty()) continue;
        label.code = all_digits(text::fold_label(label.code)) ? text::fold_label(label.code) : "";
        label.bare = bare_label(label.name);
        labels.push_back(std::move(label));
    }
    return labels;
}

const RowWord* find_word(const RowContext& context, const Label& label) {
    if (const RowWord* word = context.pack_words.find(label.name)) return word;
    return context.lexicon_words.find(label.name);
}

Row make_row(const Label& label) {
    Row row;
    row.grid_row = label.grid_row;
    row.key = label.code.empty() ? label.name : label.code;
    row.label = label.full();
    return row;
}

// Parents by role: a total closes the rows above it, an opening row heads those below.
void read_word_rows(const std::vector<Label>& labels, const RowContext& context,
                    std::vector<Row>& rows) {
    std::vector<int> open;  // parts since the last total
    int head = -1;          // the opening row whose parts follow
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        const RowWord* word = find_word(context, label);
        const RowRole role = word == nullptr ? RowRole::kPart : word->role;
        if (word != nullptr) {
            row.at = word->measures;
            row.known = true;
        } else if (context.panel.rows == RowKind::kFunctionNames) {
            for (const codes::Entry* entry : context.codes.functional.named(label.bare.text)) {
                if (entry->level != 1) continue;
                row.at.set(Dimension::kFunction, entry->code);
                row.known = true;
            }
        }
        if (role == RowRole::kPart) {
            if (head >= 0) {
                row.at = rows[static_cast<std::size_t>(head)].at.merged(row.at);
                if (!label.bare.part_only) {
                    row.parent = head;
                    row.reason = "rows-below-heading";
                }
            } else if (!label.bare.part_only) {
                open.push_back(index);
            }
        } else {
            if (role == RowRole::kTotal) {
                for (int part : open) {
                    Row& above = rows[static_cast<std::size_t>(part)];
                    above.parent = index;
                    above.reason = "rows-above-total";
                    above.at = above.at.merged(word->above);
                }
            }
            open.clear();
            head = role == RowRole::kOpens ? index : -1;
        }
        rows.push_back(std::move(row));
    }
}

// Rows by code: the parent is the row with the longest shown code that begins it, at the top the
// total row. A code shown twice belongs to parts this table does not tell apart: nothing is bound.
void read_code_rows(const std::vector<Label>& labels, const RowContext& context,
                    Dimension dimension, std::vector<Row>& rows) {
    std::map<std::string, int> by_code;
    std::set<std::string> twice;
    int total = -1, totals = 0;
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        if (!label.code.empty()) {
            row.at.set(dimension, label.code);
            row.known = true;
            if (!by_code.emplace(label.code, index).second) twice.insert(label.code);
        } else if (is_grand_total(label.bare.text)) {
            row.known = true;
            total = index;
            ++totals;
        } else if (const RowWord* word = find_word(context, label)) {
            row.at = word->measures;
            row.known = true;
        }
        rows.push_back(std::move(row));
    }
    if (!twice.empty() || totals > 1) {
        for (Row& row : rows) row.known = false;
        return;
    }
    for (const auto& [code, index] : by_code) {
        Row& row = rows[static_cast<std::size_t>(index)];
        row.parent = total;
        row.reason = "rows-under-total";
        for (std::size_t n = code.size() - 1; n >= 3; --n) {
            if (auto above = by_code.find(code.substr(0, n)); above != by_code.end()) {
                row.parent = above->second;
                row.reason = "rows-under-code";
                break;
            }
        }
    }
}

// Rows by the names of the departmental economic list. A name of level 1 heads the rows below.
void read_economic_rows(const std::vector<Label>& labels, const RowContext& context,
                        std::vector<Row>& rows) {
    int total = -1, head = -1;
    std::string head_code;
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        const codes::Entry* found = nullptr;
        for (const codes::Entry* entry : context.codes.department_economic.named(label.bare.text)) {
            if (entry->level == 1 || (!head_code.empty() && entry->parent == head_code)) {
                found = entry;
                break;
            }
        }
        if (is_grand_total(label.bare.text)) {
            row.known = true;
            total = index;
        } else if (found != nullptr && found->level == 1) {
            row.parent = total;
            row.reason = "rows-under-total";
            head = index;
            head_code = found->code;
        } else if (head >= 0) {
            row.parent = head;
            row.reason = "rows-under-code";
        }
        if (found != nullptr) {
            row.at.set(Dimension::kEconomic, found->code);
            row.key = row.label;
            row.known = true;
        }
        rows.push_back(std::move(row));
    }
}

// A department total, then its units.
void read_unit_rows(const std::vector<Label>& labels, std::vector<Row>& rows) {
    int total = -1;
    for (const Label& label : labels) {
        Row row = make_row(label);
        row.known = true;
        if (total < 0) {
            total = static_cast<int>(rows.size());
        } else {
            row.at.set(Dimension::kScope, label.bare.text);
            row.parent = total;
            row.reason = "units";
        }
        rows.push_back(std::move(row));
    }
}

// Whether `total` can be the sum of `parts`, each read with the slack of its own rounding.
bool can_be_sum(const PrintedNumber& total, const std::vector<PrintedNumber>& parts) {
    const int decimals = total.decimals;
    int64_t sum = 0;
    for (const PrintedNumber& part : parts) {
        if (part.form == NumberForm::kNumber && part.decimals != decimals) return false;
        sum += part.mantissa;
    }
    const int64_t roundings = static_cast<int64_t>(parts.size()) + 1;
    return 2 * std::abs(sum - total.mantissa) <= roundings;
}

// Which of the rows below the total are units: `is_unit` says yes or no for each. True when each
// unit is followed by projects that can make its amount, and the units the total's.
bool units_add_up(const std::vector<PrintedNumber>& amounts, const std::vector<bool>& is_unit) {
    std::vector<PrintedNumber> units;
    std::size_t i = 1;
    if (amounts.size() < 2) return false;
    if (!is_unit[1]) return can_be_sum(amounts[0], {amounts.begin() + 1, amounts.end()});
    while (i < amounts.size()) {
        std::size_t next = i + 1;
        while (next < amounts.size() && !is_unit[next]) ++next;
        const std::vector<PrintedNumber> projects(
            amounts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
            amounts.begin() + static_cast<std::ptrdiff_t>(next));
        if (projects.empty() || !can_be_sum(amounts[i], projects)) return false;
        units.push_back(amounts[i]);
        i = next;
    }
    return can_be_sum(amounts[0], units);
}

// Segments by arithmetic alone: after the total, each unit is followed by as few projects as make
// its amount. Empty when the rows cannot be read so.
std::vector<bool> units_by_arithmetic(const std::vector<PrintedNumber>& amounts) {
    std::vector<bool> is_unit(amounts.size(), false);
    for (std::size_t i = 1; i < amounts.size();) {
        is_unit[i] = true;
        std::vector<PrintedNumber> projects;
        std::size_t next = i + 1;
        while (next < amounts.size()) {
            projects.push_back(amounts[next++]);
            if (can_be_sum(amounts[i], projects)) break;
        }
        if (projects.empty() || !can_be_sum(amounts[i], projects)) return {};
        i = next;
    }
    return is_unit;
}

// Amounts of the rows, column by column.
std::vector<std::vector<PrintedNumber>> amounts_by_column(const std::vector<Label>& labels,
                                                          const PanelGrid& panel) {
    std::vector<std::vector<PrintedNumber>> columns;
    for (int column : panel.amount_columns) {
        auto& amounts = columns.emplace_back();
        for (const Label& label : labels) {
            amounts.push_back(parse_number(cell_text(panel.grid, label.grid_row, column)));
        }
    }
    return columns;
}

// Department, units, each unit followed by its projects. A name known to be a unit's is one; rows
// of other names may be units too where the sums fail without them and hold in every column with
// them.
std::vector<bool> unit_rows(const std::vector<Label>& labels, const PanelGrid& panel,
                            const std::vector<std::string>& units) {
    std::vector<bool> by_name(labels.size(), false);
    for (std::size_t i = 1; i < labels.size(); ++i) {
        by_name[i] = std::find(units.begin(), units.end(), labels[i].bare.text) != units.end();
    }
    const auto columns = amounts_by_column(labels, panel);
    const auto holds = [&](const std::vector<bool>& reading) {
        return std::all_of(columns.begin(), columns.end(),
                           [&](const auto& amounts) { return units_add_up(amounts, reading); });
    };
    if (columns.empty() || holds(by_name)) return by_name;
    const std::vector<bool> arithmetic = units_by_arithmetic(columns.front());
    bool known_kept = !arithmetic.empty();
    for (std::size_t i = 0; i < arithmetic.size(); ++i) {
        known_kept = known_kept && (arithmetic[i] || !by_name[i]);
    }
    return known_kept && holds(arithmetic) ? arithmetic : by_name;
}

void read_project_rows(const std::vector<Label>& labels, const PanelGrid& panel,
                       const RowContext& context, std::vector<Row>& rows) {
    if (labels.empty()) return;
    const std::vector<bool> is_unit = unit_rows(labels, panel, context.units);
    std::map<std::string, int> seen;
    int unit = -1;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Row row = make_row(labels[i]);
        row.known = true;
        if (i > 0) {
            const bool heads = is_unit[i];
            row.parent = heads || unit < 0 ? 0 : unit;
            row.reason = heads ? "units" : "projects";
            if (heads) {
                unit = static_cast<int>(rows.size());
                row.at.set(Dimension::kScope, labels[i].bare.text);
            } else {
                if (unit >= 0) row.at = rows[static_cast<std::size_t>(unit)].at;
                row.at.set(Dimension::kProject, text::fold_label(labels[i].name));
                // Two projects of one name are told apart by their order only: not bound elsewhere.
                row.known = ++seen[row.at.to_string()] == 1;
            }
        }
        rows.push_back(std::move(row));
    }
}

}  // namespace

bool is_column_numbers(const std::vector<GridCell>& row) {
    int expected = 1, seen = 0;
    for (const GridCell& cell : row) {
        const std::string label = text::fold_label(cell.text);
        if (label.empty()) continue;
        if (label == "栏次" || label == "行次") return true;
        if (label != std::to_string(expected)) return false;
        ++expected;
        ++seen;
    }
    return seen >= 2;
}

std::vector<Row> read_rows(const PanelGrid& panel, const RowContext& context) {
    const std::vector<Label> labels = read_labels(panel);
    std::vector<Row> rows;
    switch (context.panel.rows) {
        case RowKind::kWords:
        case RowKind::kFunctionNames:
            read_word_rows(labels, context, rows);
            break;
        case RowKind::kFunctionCodes:
            read_code_rows(labels, context, Dimension::kFunction, rows);
            break;
        case RowKind::kEconomicCodes:
            read_code_rows(labels, context, Dimension::kEconomic, rows);
            break;
        case RowKind::kIncomeCodes:
            read_code_rows(labels, context, Dimension::kSource, rows);
            break;
        case RowKind::kEconomicNames:
            read_economic_rows(labels, context, rows);
            break;
        case RowKind::kUnits:
            read_unit_rows(labels, rows);
            break;
        case RowKind::kProjects:
            read_project_rows(labels, panel, context, rows);
            break;
    }
    return rows;
}

}  // namespace mingzhang::recognise
