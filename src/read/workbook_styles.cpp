#include "read/workbook_styles.h"

namespace mingzhang::read {
namespace {

bool drawn(const Node& side) {
    const std::string_view style = attribute(side, "style");
    return !style.empty() && style != "none";
}

bool has_both(const Node& border) {
    bool vertical = false, horizontal = false;
    for (const Node& side : border.children()) {
        if (!drawn(side)) continue;
        const std::string_view name = local_name(side);
        if (name == "left" || name == "right" || name == "start" || name == "end") vertical = true;
        if (name == "top" || name == "bottom") horizontal = true;
    }
    return vertical && horizontal;
}

}  // namespace

WorkbookStyles::WorkbookStyles(const Node& style_sheet) {
    for (const Node& format : children(child(style_sheet, "numFmts"), "numFmt"))
        add_code(integer(attribute(format, "numFmtId"), -1),
                 std::string(attribute(format, "formatCode")));
    read_cell_formats(style_sheet);
}

void WorkbookStyles::read_cell_formats(const Node& style_sheet) {
    std::vector<bool> borders;
    for (const Node& border : children(child(style_sheet, "borders"), "border"))
        borders.push_back(has_both(border));
    for (const Node& xf : children(child(style_sheet, "cellXfs"), "xf")) {
        const auto border = static_cast<std::size_t>(integer(attribute(xf, "borderId"), -1));
        add_format(integer(attribute(xf, "numFmtId"), 0),
                   border < borders.size() && borders[border]);
    }
}

void WorkbookStyles::add_code(int number_format, std::string code) {
    codes_.emplace(number_format, std::move(code));
}

void WorkbookStyles::add_format(int number_format, bool bordered) {
    formats_.push_back({number_format, bordered});
}

std::string WorkbookStyles::format_code(int id) const {
    const auto own = codes_.find(id);
    return own != codes_.end() ? own->second : std::string(builtin_format(id));
}

const NumberFormat& WorkbookStyles::format(int index) const {
    const auto at = static_cast<std::size_t>(index);
    const int id = at < formats_.size() ? formats_[at].number_format : 0;
    const auto found = parsed_.find(id);
    if (found != parsed_.end()) return found->second;
    return parsed_.emplace(id, NumberFormat(format_code(id))).first->second;
}

bool WorkbookStyles::bordered(int index) const {
    const auto at = static_cast<std::size_t>(index);
    return at < formats_.size() && formats_[at].bordered;
}

}  // namespace mingzhang::read
