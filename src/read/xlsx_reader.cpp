#include "read/xlsx_reader.h"

#include <map>
#include <memory>
#include <optional>

#include "read/block_builder.h"
#include "read/drawing.h"
#include "read/markup.h"
#include "read/sheet_blocks.h"
#include "read/xlsx_sheet.h"
#include "read/xml.h"

namespace mingzhang::read {
namespace {

using std::string_view;

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
            add_hidden_sheet(name, out_);
            return std::nullopt;
        }
        if (relation == relations_.end() || !package_.has(relation->second.target)) {
            add_absent_sheet(name, out_);
            return std::nullopt;
        }
        if (relation->second.type == "chartsheet") {
            add_chart_sheet(name, out_);
            return std::nullopt;
        }
        return read_work_sheet(name, relation->second.target);
    }

    std::optional<Error> read_work_sheet(const std::string& name, const std::string& part) {
        const auto xml = parse(part);
        if (!xml) return xml.error();
        auto content = read_sheet((*xml)->root(), name, workbook_);
        if (!content) return content.error();
        add_sheet(name, *std::move(content), out_);
        for (const auto& [id, relation] : package_.relationships(part))
            if (relation.type == "drawing" && !relation.external)
                add_drawing(name, relation.target);
        return std::nullopt;
    }

    void add_drawing(const std::string& sheet, const std::string& part) {
        if (!package_.has(part)) return;
        const auto xml = parse(part);
        if (!xml) {
            add_unknown_drawing(sheet, out_);
            return;
        }
        add_drawings(sheet, sheet_drawings((*xml)->root()), out_);
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
