#include "recognise/indicators_table.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "recognise/indicators_levels.h"
#include "recognise/indicators_targets.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kLongestHeadingBytes = 60;
constexpr size_t kMostLevelColumns = 3;  // period, first and second level stand before a name

void add_note(const GridCell& cell, Indicator& indicator) {
    if (!indicator.note.empty()) indicator.note += ' ';
    indicator.note += joined_lines(cell.text);
}

// The value stands in `cells[at]`; those from `notes` on are remarks.
void set_target(const Cells& cells, size_t at, const std::string& value, size_t notes,
                Indicator& indicator) {
    indicator.target = parse_target(joined_lines(value));
    indicator.place = cells[at]->place;
    for (size_t i = notes; i < cells.size(); ++i) add_note(*cells[i], indicator);
}

// "≥ | 95 | %".
void fill_split_value(const Cells& cells, Indicator& indicator) {
    std::string value = cells[1]->text + cells[2]->text;
    size_t notes = 3;
    if (cells.size() > 3 && parse_target(cells[2]->text).unit.empty() &&
        parse_target(value + cells[3]->text).kind == TargetKind::kNumber) {
        value += cells[3]->text;
        notes = 4;
    }
    set_target(cells, 2, value, notes, indicator);
}

}  // namespace

struct IndicatorTable::HeadingWord {
    string_view word;
    Role role;
};

std::optional<IndicatorTable::Role> IndicatorTable::heading_role(string_view cell) {
    static constexpr std::array kHeadings{
        HeadingWord{"目标类型", Role::kPeriod},  HeadingWord{"一级指标", Role::kLevel},
        HeadingWord{"二级指标", Role::kLevel},   HeadingWord{"一级目标", Role::kLevel},
        HeadingWord{"二级目标", Role::kLevel},   HeadingWord{"三级指标", Role::kName},
        HeadingWord{"三级目标", Role::kName},    HeadingWord{"指标内容", Role::kName},
        HeadingWord{"指标名称", Role::kName},    HeadingWord{"指标性质", Role::kSign},
        HeadingWord{"运算符号", Role::kSign},    HeadingWord{"指标值", Role::kValue},
        HeadingWord{"指标目标值", Role::kValue}, HeadingWord{"目标值", Role::kValue},
        HeadingWord{"年度指标值", Role::kValue}, HeadingWord{"计量单位", Role::kUnit},
        HeadingWord{"度量单位", Role::kUnit},
    };
    if (cell.size() > kLongestHeadingBytes) return std::nullopt;
    const std::string label = text::fold_label(cell);
    for (const HeadingWord& heading : kHeadings)
        if (label == heading.word) return heading.role;
    // Two headings in one cell: "三级指标 指标值".
    if (label.starts_with("三级指标")) return Role::kName;
    return std::nullopt;
}

std::string joined_lines(string_view cell) {
    return text::replace_all(std::string(text::trim(cell)), "\n", "");
}

bool is_compared_number(string_view cell) {
    const Target target = parse_target(cell);
    return target.kind == TargetKind::kNumber && target.comparison != Comparison::kNone;
}

bool is_indicator_period(string_view cell) {
    if (cell.size() > kLongestHeadingBytes) return false;
    const std::string label = text::fold_label(cell);
    for (const string_view word :
         {"实施期绩效目标", "实施期目标", "实施期绩效指标", "年度绩效目标", "年度目标",
          "年度绩效指标", "长期绩效指标", "绩效指标", "分解目标"})
        if (label == word) return true;
    return false;
}

bool prints_cost_parts(const Grid& grid) {
    for (const auto& row : grid.rows) {
        for (const GridCell& cell : row) {
            if (!text::contains(cell.text, "成本")) continue;
            const auto word = second_level_word(cell.text);
            if (word && word->id.ends_with("_cost")) return true;
        }
    }
    return false;
}

bool IndicatorTable::read_heading(const Cells& cells) {
    std::vector<Role> roles;
    size_t known = 0;
    for (const GridCell* cell : cells) {
        const auto role = heading_role(cell->text);
        if (role && *role != Role::kPeriod) ++known;
        if (!is_indicator_period(cell->text)) roles.push_back(role.value_or(Role::kOther));
    }
    if (known < 2) return false;
    const auto name = std::find(roles.begin(), roles.end(), Role::kName);
    behind_levels_.assign(name, roles.end());
    return true;
}

bool IndicatorTable::names_level(const Cells& cells) const {
    for (size_t i = 0; i < std::min(cells.size(), kMostLevelColumns); ++i) {
        const auto first = first_level_word(cells[i]->text);
        const auto second = second_level_word(cells[i]->text);
        if ((first && !first->bare) || (second && !second->bare)) return true;
    }
    return false;
}

void IndicatorTable::read_row(const Cells& cells) {
    size_t next = 0;
    if (is_indicator_period(cells[0]->text)) {
        if (out_.indicator_period.empty()) out_.indicator_period = joined_lines(cells[0]->text);
        ++next;
    }
    const bool first = take_first_level(cells, next);
    if (first) ++next;
    if (take_second_level(cells, next)) {
        ++next;
    } else if (first) {
        second_ = {};
    }
    if (next < cells.size()) add_indicator({cells.begin() + static_cast<long>(next), cells.end()});
}

bool IndicatorTable::take_first_level(const Cells& cells, size_t at) {
    if (at >= cells.size()) return false;
    const auto word = first_level_word(cells[at]->text);
    if (!word) return false;
    if (word->id == "cost" && !cost_first_ && !word->numbered) return false;
    // A bare first level has a second level beside it: "满意度" alone is a name.
    if (word->bare && (at + 1 == cells.size() || !second_level_word(cells[at + 1]->text)))
        return false;
    first_ = {std::string(word->id), joined_lines(cells[at]->text)};
    return true;
}

bool IndicatorTable::take_second_level(const Cells& cells, size_t at) {
    if (at >= cells.size()) return false;
    const auto word = second_level_word(cells[at]->text);
    // A bare word is a level only with a name and a value behind it.
    if (!word || (word->bare && cells.size() - at < 3)) return false;
    Level level{std::string(word->id), joined_lines(cells[at]->text)};
    const bool same = level.id == second_.id && level.label == second_.label;
    second_ = std::move(level);
    if (!same) out_.levels.push_back({second_.id, second_.label, cells[at]->place, 0});
    return true;
}

void IndicatorTable::add_indicator(const Cells& cells) {
    Indicator indicator;
    indicator.first_label = first_.label;
    indicator.second_level = second_.id;
    indicator.second_label = second_.label;
    indicator.first_level =
        second_.id.empty() ? first_.id : first_level_of(second_.id, cost_first_);
    indicator.under_other_level = !first_.id.empty() && first_.id != indicator.first_level;
    indicator.place = cells[0]->place;
    fill(cells, indicator);
    if (!second_.id.empty()) ++out_.levels.back().indicators;
    out_.indicators.push_back(std::move(indicator));
}

void IndicatorTable::fill(const Cells& cells, Indicator& indicator) const {
    const bool nameless = is_compared_number(cells[0]->text) &&
                          (cells.size() == 1 || !is_compared_number(cells[1]->text));
    if (nameless) {
        set_target(cells, 0, cells[0]->text, 1, indicator);
        return;
    }
    indicator.name = joined_lines(cells[0]->text);
    if (cells.size() == 1) return;
    if (cells.size() > 2 && cells.size() == behind_levels_.size()) {
        fill_by_heading(cells, indicator);
    } else if (cells.size() > 2 && lone_comparison(cells[1]->text) != Comparison::kNone) {
        fill_split_value(cells, indicator);
    } else {
        set_target(cells, 1, cells[1]->text, 2, indicator);
    }
}

void IndicatorTable::fill_by_heading(const Cells& cells, Indicator& indicator) const {
    std::string sign, value, unit;
    for (size_t i = 1; i < cells.size(); ++i) {
        const std::string& cell = cells[i]->text;
        switch (behind_levels_[i]) {
            case Role::kSign:
                if (lone_comparison(cell) != Comparison::kNone) sign = cell;
                break;
            case Role::kValue:
                if (value.empty()) {
                    value = cell;
                    indicator.place = cells[i]->place;
                    break;
                }
                add_note(*cells[i], indicator);
                break;
            case Role::kUnit:
                unit = cell;
                break;
            default:
                add_note(*cells[i], indicator);
        }
    }
    indicator.target = parse_target(joined_lines(sign + value + unit));
}

}  // namespace mingzhang::recognise
