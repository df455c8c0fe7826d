#include "read/sheet_blocks.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::read {
namespace {

using std::string_view;

Place place_on(const std::string& sheet) {
    Place place;
    place.sheet = sheet;
    return place;
}

// "Sheet1", "工作表2": nobody gave it.
bool is_default_name(string_view name) {
    for (const string_view word : {"Sheet", "sheet", "工作表"}) {
        if (!name.starts_with(word)) continue;
        const string_view rest = name.substr(word.size());
        return rest.find_first_not_of("0123456789 ()") == string_view::npos;
    }
    return false;
}

// The place of a blank cell; the others have theirs.
Place blank_place(const std::string& name, const SheetContent& content, const SourceRow& row,
                  int column) {
    const auto found =
        std::lower_bound(content.rows.begin(), content.rows.end(), row.number,
                         [](const SourceRow& a, int number) { return a.number < number; });
    const auto r = static_cast<std::size_t>(found - content.rows.begin());
    Place place = place_on(name);
    const auto c = static_cast<std::size_t>(column);
    if (r < content.row_names.size() && c < content.columns.size())
        place.cell = cell_name(content.row_names[r], content.columns[c]);
    return place;
}

void add_name(const std::string& name, const std::vector<SourceRow>& rows, BlockBuilder& out) {
    const auto first = std::find_if(rows.begin(), rows.end(),
                                    [](const SourceRow& row) { return !row.cells.empty(); });
    if (first == rows.end() || is_default_name(name)) return;
    if (text::fold_label(first->cells[0].cell.text) == text::fold_label(name)) return;
    out.heading(name, 1, place_on(name));
}

}  // namespace

void add_sheet(const std::string& name, SheetContent content, BlockBuilder& out) {
    for (Remark& remark : content.remarks) {
        remark.place.sheet = name;
        out.remark(std::move(remark));
    }
    add_name(name, content.rows, out);
    const auto place_of = [&](const SourceRow& row, int column) {
        return blank_place(name, content, row, column);
    };
    lay_out_sheet(content.rows, place_of, out);
}

void add_drawings(const std::string& sheet, const std::vector<Drawing>& drawings,
                  BlockBuilder& out) {
    for (const Drawing& drawing : drawings) {
        Place place = place_on(sheet);
        place.cell = drawing.cell;
        for (const std::string& line : drawing.lines) out.paragraph(line, place);
        if (drawing.chart) out.remark({"chart-not-read", false, place, {}});
        if (drawing.large_picture) out.remark({"picture-not-read", true, place, {}});
        if (drawing.chart || drawing.picture) out.picture(place);
    }
}

void add_unknown_drawing(const std::string& sheet, BlockBuilder& out) {
    out.remark({"picture-not-read", true, place_on(sheet), {}});
}

void add_hidden_sheet(const std::string& name, BlockBuilder& out) {
    out.remark({"hidden-sheet", false, place_on(name), {}});
}

void add_chart_sheet(const std::string& name, BlockBuilder& out) {
    out.remark({"chart-not-read", false, place_on(name), {}});
    out.picture(place_on(name));
}

void add_absent_sheet(const std::string& name, BlockBuilder& out) {
    out.remark({"sheet-not-read", true, place_on(name), {{"reason", "absent"}}});
}

void add_cut_sheet(const std::string& name, BlockBuilder& out) {
    out.remark({"sheet-not-read", true, place_on(name), {{"reason", "cut-off"}}});
}

}  // namespace mingzhang::read
