#include "recognise/declarations.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "recognise/declarations_fields.h"
#include "recognise/indicators_table.h"
#include "recognise/words.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kMostLinesBefore = 4;
constexpr size_t kLongestTitleBytes = 150;

// What the form of title `title` prints.
struct Frame {
    string_view title;
    std::array<string_view, 23> blocks;
};
// clang-format off
constexpr Frame kReserveFrame{
    "项目储备绩效申报表",
    {"supervisor", "unit", "project", "overview", "basis", "necessity", "measures", "subsidy",
     "plan", "funds_rules", "goal", "remark", "indicator_period", "quantity", "quality",
     "timeliness", "cost", "economic_benefit", "social_benefit", "ecological_benefit",
     "sustainability", "other_satisfaction", "service_satisfaction"}};
// clang-format on

Cells filled_cells(const std::vector<GridCell>& row) {
    Cells cells;
    for (const GridCell& cell : row)
        if (!text::trim(cell.text).empty()) cells.push_back(&cell);
    return cells;
}

class FormReader {
  public:
    explicit FormReader(const Grid& grid)
        : grid_(grid), indicators_(out_, prints_cost_parts(grid)) {}

    std::optional<Declaration> read(std::span<const Block> before) {
        read_lines_before(before);
        for (const auto& row : grid_.rows) {
            const Cells cells = filled_cells(row);
            if (!cells.empty()) read_row(cells, &row.front() != cells.front());
        }
        if (!is_form()) return std::nullopt;
        finish();
        return std::move(out_);
    }

  private:
    void read_lines_before(std::span<const Block> before) {
        for (size_t i = 0; i < std::min(before.size(), kMostLinesBefore); ++i) {
            const Block& block = before[before.size() - 1 - i];
            if (block.kind == BlockKind::kTable) return;
            if (is_title(block.text)) {
                out_.title = text::trim(block.text);
                out_.title_place = block.place;
                if (i + 1 < before.size()) read_heading(before[before.size() - 2 - i]);
                return;
            }
            if (auto labelled = labelled_text(block.text)) {
                DeclarationField field{std::string(labelled->id),
                                       std::move(labelled->label),
                                       {},
                                       std::move(labelled->text),
                                       block.place};
                out_.fields.insert(out_.fields.begin(), std::move(field));
            }
        }
    }

    void read_heading(const Block& block) {
        if (block.kind == BlockKind::kTable || block.text.size() > kLongestTitleBytes) return;
        if (!bare_label(block.text).ordinal) return;
        out_.heading = text::trim(block.text);
        out_.heading_place = block.place;
    }

    static bool is_title(const std::string& line) {
        if (line.size() > kLongestTitleBytes) return false;
        const std::string label = text::fold_label(line);
        return text::contains(label, "绩效") && text::contains(label, "表");
    }

    void read_row(const Cells& cells, bool indented) {
        if (indicators_.read_heading(cells)) {
            in_indicators_ = true;
            return;
        }
        if (indicators_.names_level(cells)) in_indicators_ = true;
        if (in_indicators_ && !leaves_indicators(cells)) {
            indicators_.read_row(cells);
            return;
        }
        in_indicators_ = false;
        read_fields(cells, indented);
    }

    // A label that begins a row ends the table, unless a value beside it makes it a name.
    bool leaves_indicators(const Cells& cells) const {
        if (is_indicator_period(cells[0]->text) && indicators_.names_level(cells)) return false;
        if (!field_label(cells[0]->text, false)) return false;
        return cells.size() == 1 || !is_compared_number(cells[1]->text);
    }

    void read_fields(const Cells& cells, bool indented) {
        if (indented && cells.size() == 1 && continues_field(*cells[0])) return;
        bool open = false;  // a field of this row waits for text
        for (size_t i = 0; i < cells.size(); ++i) {
            const GridCell& cell = *cells[i];
            if (auto label = field_label(cell.text, i == 0)) {
                add_field(*label, cell);
                if (i == 0 && !label->id.starts_with("funds_")) ++leading_labels_;
                open = true;
            } else if (open) {
                add_text(cell);
            } else if (i == 0 && cells.size() > 1) {
                add_field({}, cell);
                open = true;
            }
        }
    }

    // What a page break cut off the field above.
    bool continues_field(const GridCell& cell) {
        if (!in_fields_ || field_label(cell.text, true)) return false;
        out_.fields.back().text += text::trim(cell.text);
        return true;
    }

    void add_field(const FieldLabel& label, const GridCell& cell) {
        in_fields_ = true;
        out_.fields.push_back(
            {std::string(label.id),
             label.inner_value.empty() ? joined_lines(cell.text) : label_part(cell.text),
             label.usual, label.inner_value, cell.place});
    }

    static std::string label_part(string_view cell) {
        return joined_lines(cell.substr(0, std::min(cell.find(':'), cell.find("："))));
    }

    void add_text(const GridCell& cell) {
        DeclarationField& field = out_.fields.back();
        if (field.text.empty()) {
            field.place = cell.place;
        } else {
            field.text += ' ';
        }
        field.text += text::trim(cell.text);
    }

    bool is_form() const {
        const bool project = out_.field("project") != nullptr;
        return project && (!out_.levels.empty() || leading_labels_ >= 3);
    }

    void finish() {
        if (const DeclarationField* project = out_.field("project")) {
            out_.project = joined_lines(project->text);
            out_.place = project->place;
        } else {
            out_.place = grid_.rows.front().front().place;
        }
        for (const char* id : {"remark", "date"}) {
            const DeclarationField* field = out_.field(id);
            if (field != nullptr && !out_.date) out_.date = find_date(field->text);
        }
    }

    const Grid& grid_;
    Declaration out_;
    IndicatorTable indicators_;
    bool in_indicators_ = false;
    bool in_fields_ = false;
    int leading_labels_ = 0;
};

std::set<std::string> blocks_of(const Declaration& form) {
    std::set<std::string> blocks;
    for (const DeclarationField& field : form.fields)
        if (!field.id.empty()) blocks.insert(field.id);
    for (const IndicatorLevel& level : form.levels) blocks.insert(level.id);
    if (!form.indicator_period.empty()) blocks.insert("indicator_period");
    return blocks;
}

void add_missing(const std::string& block, const std::set<std::string>& present,
                 Declaration& form) {
    if (present.count(block) > 0) return;
    if (std::find(form.missing.begin(), form.missing.end(), block) == form.missing.end())
        form.missing.push_back(block);
}

}  // namespace

std::optional<Declaration> read_declaration(const Grid& grid, std::span<const Block> before) {
    auto form = FormReader(grid).read(before);
    if (form && text::contains(text::fold_label(form->title), kReserveFrame.title)) {
        const std::set<std::string> present = blocks_of(*form);
        for (const string_view block : kReserveFrame.blocks)
            add_missing(std::string(block), present, *form);
    }
    return form;
}

void find_missing_blocks(std::vector<Declaration>& forms) {
    if (forms.size() < 3) return;
    std::vector<std::set<std::string>> present;
    std::map<std::string, size_t> counts;
    for (const Declaration& form : forms) {
        // Which indicators a project needs is its own affair.
        std::set<std::string>& blocks = present.emplace_back();
        for (const DeclarationField& field : form.fields) {
            if (!field.id.empty()) blocks.insert(field.id);
        }
        for (const std::string& block : present.back()) ++counts[block];
    }
    for (size_t i = 0; i < forms.size(); ++i) {
        for (const auto& [block, count] : counts) {
            if (count + 1 >= forms.size()) add_missing(block, present[i], forms[i]);
        }
    }
}

}  // namespace mingzhang::recognise
