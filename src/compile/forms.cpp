#include "compile/forms.h"

#include <fmt/format.h>

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
        std::size_t next = 0;
        for (const IndicatorLevel& level : form_.levels) {
            // Indicators stand in the order of their levels.
            const std::size_t before = next;
            while (next < form_.indicators.size() &&
                   form_.indicators[next].second_label == level.label) {
                add_row(form_.indicators[next].first_label, level.label, &form_.indicators[next]);
                ++next;
            }
            if (next == before) {
                const bool more = next < form_.indicators.size();
                add_row(more ? form_.indicators[next].first_label : last_first_, level.label,
                        nullptr);
            }
        }
        for (; next < form_.indicators.size(); ++next) {
            const Indicator& indicator = form_.indicators[next];
            add_row(indicator.first_label, indicator.second_label, &indicator);
        }
        for (std::size_t column = 0; column < 3; ++column) merge_down(out_.rows, first, column);
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
