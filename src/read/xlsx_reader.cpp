#include "read/xlsx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/text.h"
#include "read/block_builder.h"
#include "read/drawing.h"
#include "read/markup.h"
#include "read/sheet.h"
#include "read/xml.h"

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

class XlsxReader {
  public:
    XlsxReader(Package package, const std::string& path)
        : package_(std::move(package)), out_(path, "xlsx") {
        workbook_.path = path;
    }

    Result<SourceDocument> read() {
        const std::string part = package_.main_part("xl/workbook.xml");
        const auto xml = parse(part);
        if (!xml) return tl::make_unexpected(xml.error());
        relations_ = package_.relationships(part);
        workbook_.day_zero_1904 = flag(child((*xml)->root(), "workbookPr"), "date1904", false);
        if (const auto error = read_shared()) return tl::make_unexpected(*error);
        for (const Node& sheet : children(child((*xml)->root(), "sheets"), "sheet")) {
            if (const auto error = read_sheet_entry(sheet)) return tl::make_unexpected(*error);
            if (out_.full()) break;
        }
        return out_.finish();
    }

  private:
    Result<std::unique_ptr<Xml>> parse(const std::string& part) {
        auto bytes = package_.read(part);
        if (!bytes) return tl::make_unexpected(bytes.error());
        return parse_xml(*std::move(bytes), workbook_.path, part);
    }

    std::string related(string_view type) const {
        for (const auto& [id, relation] : relations_)
            if (relation.type == type && !relation.external) return relation.target;
        return {};
    }

    std::optional<Error> read_shared() {
        if (const std::string part = related("sharedStrings"); package_.has(part)) {
            const auto xml = parse(part);
            if (!xml) return xml.error();
            for (const Node& item : (*xml)->root().children())
                if (is(item, "si")) workbook_.strings.push_back(rich_text(item));
        }
        if (const std::string part = related("styles"); package_.has(part)) {
            const auto xml = parse(part);
            if (!xml) return xml.error();
            workbook_.styles = WorkbookStyles((*xml)->root());
        }
        return std::nullopt;
    }

    std::optional<Error> read_sheet_entry(const Node& sheet) {
        const std::string name = visible(attribute(sheet, "name"));
        const auto relation = relations_.find(std::string(attribute(sheet, "id")));
        const string_view state = attribute(sheet, "state");
        if (state == "hidden" || state == "veryHidden") {
            out_.remark({"hidden-sheet", false, place_on(name), {}});
            return std::nullopt;
        }
        if (relation == relations_.end() || !package_.has(relation->second.target)) {
            out_.remark({"sheet-not-read", true, place_on(name), {{"reason", "absent"}}});
            return std::nullopt;
        }
        if (relation->second.type == "chartsheet") {
            out_.remark({"chart-not-read", false, place_on(name), {}});
            out_.picture(place_on(name));
            return std::nullopt;
        }
        return read_work_sheet(name, relation->second.target);
    }

    std::optional<Error> read_work_sheet(const std::string& name, const std::string& part) {
        const auto xml = parse(part);
        if (!xml) return xml.error();
        auto content = read_sheet((*xml)->root(), name, workbook_);
        if (!content) return content.error();
        for (Remark& remark : content->remarks) {
            remark.place.sheet = name;
            out_.remark(std::move(remark));
        }
        add_name(name, content->rows);
        const auto place_of = [&](const SourceRow& row, int column) {
            return cell_place(name, *content, row, column);
        };
        lay_out_sheet(content->rows, place_of, out_);
        for (const auto& [id, relation] : package_.relationships(part))
            if (relation.type == "drawing" && !relation.external)
                add_drawing(name, relation.target);
        return std::nullopt;
    }

    // The place of a blank cell; the others have theirs.
    static Place cell_place(const std::string& name, const SheetContent& content,
                            const SourceRow& row, int column) {
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

    void add_name(const std::string& name, const std::vector<SourceRow>& rows) {
        const auto first = std::find_if(rows.begin(), rows.end(),
                                        [](const SourceRow& row) { return !row.cells.empty(); });
        if (first == rows.end() || is_default_name(name)) return;
        if (text::fold_label(first->cells[0].cell.text) == text::fold_label(name)) return;
        out_.heading(name, 1, place_on(name));
    }

    // Text boxes, pictures and charts, after the cells.
    void add_drawing(const std::string& sheet, const std::string& part) {
        if (!package_.has(part)) return;
        const auto xml = parse(part);
        if (!xml) {
            out_.remark({"picture-not-read", true, place_on(sheet), {}});
            return;
        }
        for (const Drawing& drawing : sheet_drawings((*xml)->root())) {
            Place place = place_on(sheet);
            place.cell = drawing.cell;
            for (const std::string& line : drawing.lines) out_.paragraph(line, place);
            if (drawing.chart) out_.remark({"chart-not-read", false, place, {}});
            if (drawing.large_picture) out_.remark({"picture-not-read", true, place, {}});
            if (drawing.chart || drawing.picture) out_.picture(place);
        }
    }

    Package package_;
    BlockBuilder out_;
    Workbook workbook_;
    std::map<std::string, Relationship> relations_;
};

}  // namespace

Result<SourceDocument> read_xlsx(Package package, const std::string& path) {
    return XlsxReader(std::move(package), path).read();
}

}  // namespace mingzhang::read
