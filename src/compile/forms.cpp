#include "compile/forms.h"

#include <fmt/format.h>

#include <algorithm>

namespace mingzhang::compile {
namespace {

constexpr std::size_t kColumns = 5;

PublishedCell cell(std::string text, CellRole role, int columns = 1) {
    PublishedCell c;
    c.text = std::move(text);
    c.role = role;
    c.column_span = columns;
    return c;
}

PublishedCell covered() {
    PublishedCell c;
    c.column_span = c.row_span = 0;
    return c;
}

std::vector<PublishedCell> field_row(const DeclarationField& field) {
    std::vector<PublishedCell> row = {cell(field.label, CellRole::kHeading),
                                      cell(field.text, CellRole::kText, kColumns - 1)};
    row.resize(kColumns, covered());
    return row;
}

// Rows of the same text in a column are one cell, from `first` on.
void merge_down(std::vector<std::vector<PublishedCell>>& rows, std::size_t first,
                std::size_t column) {
    for (std::size_t r = first; r < rows.size();) {
        std::size_t next = r + 1;
        while (next < rows.size() && rows[next][column].text == rows[r][column].text &&
               (column == 0 || rows[next][column - 1].row_span == 0)) {
            rows[next++][column] = covered();
        }
        rows[r][column].row_span = static_cast<int>(next - r);
        r = next;
    }
}

struct FirstLevel {
    std::string_view id, label;
    std::vector<std::string_view> ends;  // of the ids of its second levels
};

const FirstLevel* first_level_of(const std::string& second) {
    static const FirstLevel kFirst[] = {
        {"cost", "成本指标", {"_cost"}},
        {"output", "产出指标", {"quantity", "quality", "timeliness", "cost"}},
        {"benefit", "效益指标", {"_benefit", "sustainability"}},
        {"satisfaction", "满意度指标", {"_satisfaction"}},
    };
    for (const FirstLevel& first : kFirst) {
        for (std::string_view end : first.ends) {
            if (second.ends_with(end)) return &first;
        }
    }
    return nullptr;
}

class FormMaker {
  public:
    explicit FormMaker(const Declaration& form) : form_(form) {}

    PublishedTable run() {
        out_.form = true;
        out_.header_rows = 0;
        out_.widths = {1.2, 1.1, 1.4, 3, 1.8};
        // The remark stands below the indicators.
        for (const DeclarationField& field : form_.fields) {
            if (field.id != "remark") out_.rows.push_back(field_row(field));
        }
        if (!form_.indicators.empty() || !form_.levels.empty()) add_indicators();
        for (const DeclarationField& field : form_.fields) {
            if (field.id == "remark") out_.rows.push_back(field_row(field));
        }
        return std::move(out_);
    }

  private:
    void add_indicators() {
        std::vector<PublishedCell> head;
        for (const char* label : {"目标类型", "一级指标", "二级指标", "三级指标", "指标值"})
            head.push_back(cell(label, CellRole::kHeading));
        out_.rows.push_back(std::move(head));
        const std::size_t first = out_.rows.size();
        std::vector<const Indicator*> left;
        for (const Indicator& indicator : form_.indicators) left.push_back(&indicator);
        for (std::size_t level = 0; level < form_.levels.size(); ++level) add_level(level, left);
        for (const Indicator* indicator : left)
            add_row(indicator->first_label, indicator->second_label, indicator);
        for (std::size_t column = 0; column < 3; ++column) merge_down(out_.rows, first, column);
    }

    // Its indicators, or an empty row. Where a later level is called the same, those of one first
    // level are its own.
    void add_level(std::size_t at, std::vector<const Indicator*>& left) {
        const IndicatorLevel& level = form_.levels[at];
        const bool repeats = std::any_of(
            form_.levels.begin() + static_cast<std::ptrdiff_t>(at) + 1, form_.levels.end(),
            [&](const IndicatorLevel& other) { return other.label == level.label; });
        std::vector<const Indicator*> others;
        const Indicator* own = nullptr;
        for (const Indicator* indicator : left) {
            const bool fits =
                indicator->second_label == level.label &&
                (own == nullptr || !repeats || own->first_label == indicator->first_label);
            if (!fits) {
                others.push_back(indicator);
                continue;
            }
            own = indicator;
            add_row(indicator->first_label, level.label, indicator);
        }
        if (own == nullptr) add_row(first_label_of(level.id, left), level.label, nullptr);
        left = std::move(others);
    }

    // What stands beside a level without indicators: what the form calls its first level, or what
    // first levels are called.
    std::string first_label_of(const std::string& level,
                               const std::vector<const Indicator*>& left) const {
        const FirstLevel* first = first_level_of(level);
        if (first == nullptr)
            return last_first_.empty() && !left.empty() ? left.front()->first_label : last_first_;
        for (const Indicator& indicator : form_.indicators) {
            if (indicator.first_level == first->id) return indicator.first_label;
        }
        return std::string(first->label);
    }

    void add_row(const std::string& first_level, const std::string& second,
                 const Indicator* indicator) {
        last_first_ = first_level;
        out_.rows.push_back(
            {cell(form_.indicator_period.empty() ? "绩效指标" : form_.indicator_period,
                  CellRole::kHeading),
             cell(first_level, CellRole::kHeading), cell(second, CellRole::kHeading),
             cell(indicator == nullptr ? "" : indicator->name, CellRole::kText),
             cell(indicator == nullptr ? "" : indicator->target.text, CellRole::kText)});
    }

    const Declaration& form_;
    PublishedTable out_;
    std::string last_first_;
};

}  // namespace

std::vector<PublishedBlock> form_of(const BookProject& project, std::size_t number,
                                    const std::string& department) {
    const Declaration& form = project.declaration;
    std::vector<PublishedBlock> blocks;
    const auto add_paragraph = [&](const std::string& text, bool caption) {
        if (text.empty()) return;
        PublishedBlock& block = blocks.emplace_back();
        block.text = text;
        block.caption = caption;
    };
    add_paragraph(form.heading, false);
    add_paragraph(form.title, true);
    if (form.field("supervisor") == nullptr)
        add_paragraph("主管部门（公章）：" + department, false);
    PublishedBlock& table = blocks.emplace_back();
    table.kind = PublishedKind::kTable;
    table.table = FormMaker(form).run();
    table.table.id = fmt::format("P{:02}", number);
    return blocks;
}

}  // namespace mingzhang::compile
