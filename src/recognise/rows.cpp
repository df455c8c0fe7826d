#include "recognise/rows.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

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
    std::size_t grid_row, group;
    std::string code, name;
    std::vector<std::string> levels;  // the texts of the name columns
    BareLabel bare;
    std::string full() const {
        return code.empty() ? name : name.empty() ? code : code + " " + name;
    }
};

// A code from its columns. Where 款 or 项 stands without what is above it, the last one goes on.
class CodeReader {
  public:
    std::string read(const Grid& grid, std::size_t row, const std::vector<int>& columns) {
        std::vector<std::string> parts;
        bool digits = false;
        for (int column : columns) {
            parts.push_back(text::fold_label(cell_text(grid, row, column)));
            digits = digits || all_digits(parts.back());
        }
        // A name may stand where the heading still says code.
        for (std::string& part : parts) {
            if (digits && !part.empty() && !all_digits(part)) beside_ = std::exchange(part, {});
        }
        last_.resize(parts.size());
        const auto filled = std::find_if(parts.rbegin(), parts.rend(),
                                         [](const std::string& s) { return !s.empty(); });
        const auto deepest = static_cast<std::size_t>(parts.rend() - filled);
        std::string code;
        for (std::size_t i = 0; i < deepest; ++i) {
            const bool continues = parts[i].empty() && all_digits(parts[deepest - 1]);
            const std::string& part = continues ? last_[i] : parts[i];
            code += part;
            last_[i] = part;
        }
        return code;
    }

    // What stood beside the last code in its columns and is none.
    std::string take_beside() { return std::exchange(beside_, {}); }

  private:
    std::vector<std::string> last_;
    std::string beside_;
};

void read_group_labels(const PanelGrid& panel, std::size_t g, std::vector<Label>& labels) {
    const ColumnGroup& group = panel.groups[g];
    CodeReader codes;
    for (std::size_t r = panel.first_row; r < panel.grid.rows.size(); ++r) {
        if (is_column_numbers(panel.grid.rows[r])) continue;
        Label label{r, g, codes.read(panel.grid, r, group.codes), {}, {}, {}};
        for (int column : group.names) {
            label.levels.push_back(cell_text(panel.grid, r, column));
            if (label.name.empty()) label.name = label.levels.back();
        }
        if (std::string beside = codes.take_beside(); label.name.empty()) label.name = beside;
        if (!all_digits(label.code)) {
            // 合计 printed across the code column.
            if (label.name.empty()) label.name = label.code;
            label.code.clear();
        }
        const bool nameless = group.codes.empty() && group.names.empty();
        const bool empty = label.code.empty() && label.name.empty();
        if (empty && !has_amount(panel.grid, r, group)) continue;
        if (empty && !nameless) {
            if (panel.before.empty() || has_amount(panel.grid, r, panel.before.back())) continue;
            label.name = label_in(panel.grid, r, panel.before.back());
            if (label.name.empty()) continue;
        }
        label.bare = bare_label(label.name);
        labels.push_back(std::move(label));
    }
}

std::vector<Label> read_labels(const PanelGrid& panel) {
    std::vector<Label> labels;
    for (std::size_t g = 0; g < panel.groups.size(); ++g) read_group_labels(panel, g, labels);
    return labels;
}

const RowWord* find_word(const RowContext& context, const std::string& name) {
    if (const RowWord* word = context.pack_words.find(name)) return word;
    return context.lexicon_words.find(name);
}

Row make_row(const Label& label) {
    Row row;
    row.grid_row = label.grid_row;
    row.group = label.group;
    row.code = label.code;
    row.key = label.code.empty() ? label.name : label.code;
    row.label = label.full();
    return row;
}

// Rows by words: what each measures, and which total closes which rows.
class WordRows {
  public:
    WordRows(const RowContext& context, std::vector<Row>& rows) : context_(context), rows_(rows) {}

    void add(const Label& label) {
        Row row = make_row(label);
        const RowWord* word = find_word(context_, label.name);
        if (word != nullptr) {
            row.at = word->measures;
            row.known = true;
            // Below this year's expenditure the total takes in what is kept as well.
            if (closed_ && is_grand_total(label.bare.text) &&
                context_.panel.measures.at(Dimension::kFlow) == "expenditure") {
                row.at.set(Dimension::kFlow, "uses");
            }
        } else if (context_.panel.rows == RowKind::kFunctionNames) {
            read_function(label, row);
        }
        const int index = static_cast<int>(rows_.size());
        rows_.push_back(std::move(row));
        const RowRole role = word == nullptr ? RowRole::kPart : word->role;
        if (role == RowRole::kPart) return add_part(label, index);
        // 收入总计 is related by its coordinate, and closes the rows above where no total did.
        const bool closes = role == RowRole::kTotal ||
                            (role == RowRole::kGrand && !closed_ && is_whole(label, *word));
        if (closes) close(*word, index);
        open_.clear();
        since_total_.clear();
        shallowest_ = 0;
        head_ = role == RowRole::kOpens ? index : -1;
    }

  private:
    void read_function(const Label& label, Row& row) const {
        for (const codes::Entry* entry : context_.codes.functional.named(label.bare.text)) {
            if (entry->level != 1) continue;
            row.at.set(Dimension::kFunction, entry->code);
            row.known = true;
        }
    }

    static bool is_whole(const Label& label, const RowWord& word) {
        return is_grand_total(label.bare.text) || !word.measures.at(Dimension::kFlow).empty();
    }

    // A row is no part of the total below where it is 其中：, or its ordinal is deeper than that of
    // the rows beside it.
    void add_part(const Label& label, int index) {
        Row& row = rows_[static_cast<std::size_t>(index)];
        if (head_ >= 0) {
            row.at = rows_[static_cast<std::size_t>(head_)].at.merged(row.at);
            if (label.bare.part_only) return;
            row.parent = head_;
            row.reason = "rows-below-heading";
            return;
        }
        const int depth = label.bare.depth;
        if (depth > 0 && (shallowest_ == 0 || depth < shallowest_)) shallowest_ = depth;
        if (!label.bare.part_only && depth <= shallowest_) open_.push_back(index);
        since_total_.push_back(index);
    }

    void close(const RowWord& word, int total) {
        closed_ = true;
        for (int part : open_) {
            rows_[static_cast<std::size_t>(part)].parent = total;
            rows_[static_cast<std::size_t>(part)].reason = "rows-above-total";
        }
        for (int row : since_total_) {
            Row& above = rows_[static_cast<std::size_t>(row)];
            above.at = above.at.merged(word.above);
        }
    }

    const RowContext& context_;
    std::vector<Row>& rows_;
    std::vector<int> open_;         // parts since the last total
    std::vector<int> since_total_;  // all rows since then
    int head_ = -1;                 // the opening row whose parts follow
    int shallowest_ = 0;            // depth of the ordinals since the last total
    bool closed_ = false;
};

// Codes of the list that a dimension's members are from; others number units or projects.
bool is_code_of(Dimension dimension, std::string_view code) {
    const char first = dimension == Dimension::kFunction      ? '2'
                       : dimension == Dimension::kEconomic    ? '3'
                       : dimension == Dimension::kGovEconomic ? '5'
                                                              : '1';
    const std::size_t longest = dimension == Dimension::kSource     ? 9
                                : dimension == Dimension::kFunction ? 7
                                                                    : 5;
    return !code.empty() && code[0] == first && code.size() % 2 == 1 && code.size() >= 3 &&
           code.size() <= longest;
}

struct Totals {
    int all = -1, personnel = -1, routine = -1;  // rows, -1 where there is none

    // Of a code that stands under no other. Personnel funds are 301 and 303, the rest is for
    // routine operation (the form of final accounts, 公开06表).
    int above(Dimension dimension, std::string_view code) const {
        if (dimension != Dimension::kEconomic || personnel < 0 || routine < 0) return all;
        return code == "301" || code == "303" ? personnel : routine;
    }
};

// Rows by code: the parent is the row with the longest shown code that begins it, at the top the
// total row. A code shown twice belongs to parts this table does not tell apart: nothing is bound.
void read_code_rows(const std::vector<Label>& labels, const RowContext& context,
                    Dimension dimension, std::vector<Row>& rows) {
    std::map<std::string, int> by_code;
    bool twice = false;
    Totals total;
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        const RowWord* word = find_word(context, label.name);
        if (is_code_of(dimension, label.code)) {
            row.at.set(dimension, label.code);
            row.known = true;
            twice = !by_code.emplace(label.code, index).second || twice;
        } else if (is_grand_total(label.bare.text)) {
            row.known = true;
            twice = twice || total.all >= 0;
            total.all = index;
        } else if (!context.units.empty() && label.bare.text == context.units[0]) {
            row.known = true;  // the department itself: its total once more
        } else if (word != nullptr) {
            row.at = word->measures;
            row.known = true;
            if (row.at.at(Dimension::kKind) == "personnel") total.personnel = index;
            if (row.at.at(Dimension::kKind) == "public") total.routine = index;
        }
        rows.push_back(std::move(row));
    }
    if (twice) {
        for (Row& row : rows) row.known = false;
        return;
    }
    for (const auto& [code, index] : by_code) {
        Row& row = rows[static_cast<std::size_t>(index)];
        row.parent = total.above(dimension, code);
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

// A group in the first name column; in the second 小计, then the group's parts.
void read_group_rows(const std::vector<Label>& labels, const RowContext& context,
                     std::vector<Row>& rows) {
    int total = -1, head = -1;
    std::string group;
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        const std::string inner = label.levels.size() > 1 ? label.levels[1] : std::string();
        const BareLabel part = bare_label(inner.empty() ? label.name : inner);
        const std::string& named = inner.empty() ? label.name : inner;
        const RowWord* word = find_word(context, named);
        if (word != nullptr && word->role == RowRole::kGrand) {
            row.at = word->measures;
            row.known = true;
            total = index;
        } else if (part.text == "小计" || (inner.empty() && !label.levels[0].empty())) {
            if (!label.levels[0].empty()) group = label.levels[0];
            const RowWord* above = find_word(context, group);
            row.known = above != nullptr;
            if (row.known) row.at = above->measures;
            row.label = group;
            row.parent = total;
            row.reason = "rows-under-total";
            head = index;
        } else {
            row.known = word != nullptr && head >= 0 && rows[static_cast<std::size_t>(head)].known;
            if (row.known) row.at = rows[static_cast<std::size_t>(head)].at.merged(word->measures);
            if (head >= 0 && !part.part_only) row.parent = head;
            row.label = group.empty() ? inner : group + " " + inner;
            row.reason = "rows-below-heading";
        }
        row.key = row.label;
        rows.push_back(std::move(row));
    }
}

// The level of a row is that of its last filled name column; its parent the last row above that
// is less deep.
void read_outline_rows(const std::vector<Label>& labels, const RowContext& context,
                       std::vector<Row>& rows) {
    const auto last_filled = [](const Label& label) {
        std::size_t last = 0;
        for (std::size_t i = 0; i < label.levels.size(); ++i) {
            if (!label.levels[i].empty()) last = i;
        }
        return last;
    };
    std::set<std::string> paths;
    std::vector<std::pair<std::size_t, int>> open;  // levels and rows that lead to here
    int total = -1;
    for (const Label& label : labels) {
        Row row = make_row(label);
        const int index = static_cast<int>(rows.size());
        const RowWord* word = find_word(context, label.name);
        if (is_grand_total(label.bare.text)) {
            row.known = true;
            total = index;
            rows.push_back(std::move(row));
            continue;
        }
        const std::size_t level = last_filled(label);
        while (!open.empty() && open.back().first >= level) open.pop_back();
        row.parent = open.empty() ? total : open.back().second;
        row.reason = open.empty() ? "rows-under-total" : "rows-below-heading";
        if (open.empty() && word != nullptr) {
            row.at = word->measures;
            row.known = true;
        } else {
            std::string path;
            std::size_t from = 0;
            if (!open.empty()) {
                const Row& above = rows[static_cast<std::size_t>(open.back().second)];
                row.at = above.at;
                path = above.at.at(Dimension::kProject);
                from = open.back().first + 1;
            }
            // Columns that are left out keep their place: "//租赁费".
            for (std::size_t i = from; i <= level; ++i)
                path += "/" + text::fold_label(label.levels[i]);
            // Two rows of one path are told apart by their order.
            row.at.set(Dimension::kProject, path);
            for (int n = 2; !paths.insert(row.at.to_string()).second; ++n)
                row.at.set(Dimension::kProject, path + "#" + std::to_string(n));
            row.known = true;
        }
        open.emplace_back(level, index);
        rows.push_back(std::move(row));
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
    for (int column : panel.groups[0].amounts) {
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

bool has_amount(const Grid& grid, std::size_t row, const ColumnGroup& group) {
    return std::any_of(group.amounts.begin(), group.amounts.end(), [&](int column) {
        return parse_number(cell_text(grid, row, column)).form == NumberForm::kNumber;
    });
}

std::string label_in(const Grid& grid, std::size_t row, const ColumnGroup& group) {
    for (const auto& columns : {group.codes, group.names}) {
        for (int column : columns) {
            if (std::string text = cell_text(grid, row, column); !text.empty()) return text;
        }
    }
    return {};
}

bool can_be_sum(const PrintedNumber& total, const std::vector<PrintedNumber>& parts) {
    // In units of the finest last place among them.
    int finest = total.decimals;
    for (const PrintedNumber& part : parts) finest = std::max(finest, part.decimals);
    const auto scaled = [&](const PrintedNumber& n) {
        __extension__ __int128 value = n.mantissa;
        for (int d = n.decimals; d < finest; ++d) value *= 10;
        return value;
    };
    const auto width = [&](const PrintedNumber& n) {
        __extension__ __int128 unit = n.form == NumberForm::kNumber ? 1 : 0;
        for (int d = n.decimals; d < finest; ++d) unit *= 10;
        return unit;
    };
    __extension__ __int128 gap = -scaled(total), slack = width(total);
    for (const PrintedNumber& part : parts) {
        gap += scaled(part);
        slack += width(part);
    }
    return 2 * (gap < 0 ? -gap : gap) <= slack;
}

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
    if (panel.groups[0].codes.empty() && panel.groups[0].names.empty()) {
        // A table of one row needs no label.
        for (const Label& label : labels) rows.emplace_back(make_row(label)).known = true;
        if (rows.size() == 1) return rows;
        for (Row& row : rows) row.known = false;
        return rows;
    }
    switch (context.panel.rows) {
        case RowKind::kWords:
        case RowKind::kFunctionNames:
            for (WordRows reader(context, rows); const Label& label : labels) reader.add(label);
            break;
        case RowKind::kFunctionCodes:
            read_code_rows(labels, context, Dimension::kFunction, rows);
            break;
        case RowKind::kEconomicCodes:
            read_code_rows(labels, context, Dimension::kEconomic, rows);
            break;
        case RowKind::kGovEconomicCodes:
            read_code_rows(labels, context, Dimension::kGovEconomic, rows);
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
        case RowKind::kGroups:
            read_group_rows(labels, context, rows);
            break;
        case RowKind::kOutline:
            read_outline_rows(labels, context, rows);
            break;
    }
    return rows;
}

}  // namespace mingzhang::recognise
