#include "read/xlsx_sheet.h"

#include <algorithm>

#include "base/text.h"
#include "read/markup.h"

namespace mingzhang::read {
namespace {

using std::string_view;

CellRange parse_range(string_view name) {
    const auto colon = name.find(':');
    CellRange range{parse_cell_name(name.substr(0, colon)), {}};
    range.to = colon == string_view::npos ? range.from : parse_cell_name(name.substr(colon + 1));
    return range;
}

// "_x000D_" stands for the character 13.
std::string unescaped(string_view s) {
    constexpr std::size_t kSize = 7;
    std::string out;
    std::size_t done = 0;
    for (auto at = s.find("_x"); at != string_view::npos; at = s.find("_x", at + 1)) {
        if (at < done || at + kSize > s.size() || s[at + 6] != '_') continue;
        char32_t code = 0;
        bool hexadecimal = true;
        for (const char c : s.substr(at + 2, 4)) {
            const char small = static_cast<char>(c | 0x20);
            if (c >= '0' && c <= '9') {
                code = code * 16 + static_cast<char32_t>(c - '0');
            } else if (small >= 'a' && small <= 'f') {
                code = code * 16 + static_cast<char32_t>(small - 'a' + 10);
            } else {
                hexadecimal = false;
            }
        }
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        if (!hexadecimal || surrogate || code >= 0xFFFE) continue;
        out.append(s, done, at - done);
        out += text::to_utf8(std::u32string(1, code));
        done = at + kSize;
    }
    return done == 0 ? std::string(s) : out.append(s, done);
}

class SheetReader {
  public:
    SheetReader(const Node& sheet, const std::string& name, const Workbook& workbook)
        : sheet_(sheet), out_(name, workbook) {}

    Result<SheetContent> read() {
        for (const Node& view : children(child(sheet_, "sheetViews"), "sheetView"))
            out_.show_zeros(flag(view, "showZeros", true));
        read_columns();
        for (const Node& merged : children(child(sheet_, "mergeCells"), "mergeCell"))
            out_.merge(parse_range(attribute(merged, "ref")));
        read_rows();
        return out_.finish();
    }

  private:
    void read_columns() {
        for (const Node& columns : children(child(sheet_, "cols"), "col")) {
            if (!flag(columns, "hidden", false) && attribute(columns, "width") != "0") continue;
            out_.hide_columns(integer(attribute(columns, "min"), 0),
                              integer(attribute(columns, "max"), 0));
        }
    }

    void read_rows() {
        std::vector<std::pair<int, Node>> rows;
        int number = 0;
        for (const Node& row : child(sheet_, "sheetData").children()) {
            if (!is(row, "row")) continue;
            number = integer(attribute(row, "r"), number + 1);
            if (number < 1 || number > kMostSheetRows) continue;
            rows.emplace_back(number, row);
            if (flag(row, "hidden", false) || attribute(row, "ht") == "0") out_.hide_row(number);
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [r, row] : rows) {
            if (out_.full()) return;
            read_row(r, row);
        }
    }

    void read_row(int r, const Node& row) {
        int column = 0;
        for (const Node& c : row.children()) {
            if (!is(c, "c")) continue;
            const CellName name = parse_cell_name(attribute(c, "r"));
            column = name.row > 0 ? name.column : column + 1;
            if (column > kMostSheetColumns) return;
            read_cell(c, {{r, column}, integer(attribute(c, "s"), 0)});
        }
    }

    void read_cell(const Node& c, const SheetBuilder::At& at) {
        const string_view type = attribute(c, "t");
        Node formula, value, inline_string;
        for (const Node& part : c.children()) {
            if (is(part, "f")) formula = part;
            if (is(part, "v")) value = part;
            if (is(part, "is")) inline_string = part;
        }
        const string_view stored = value.child_value();
        if (type == "inlineStr") {
            out_.text(at, rich_text(inline_string));
        } else if (stored.empty()) {
            if (formula && type != "str") {
                out_.unreadable(at, "formula-without-value");
            } else {
                out_.blank(at);
            }
        } else if (type == "s") {
            out_.shared_string(at, integer(text::trim(stored), -1));
        } else if (type == "str") {
            out_.text(at, visible(unescaped(stored)));
        } else if (type == "b") {
            out_.as_it_is(at, stored == "1" || stored == "true" ? "TRUE" : "FALSE");
        } else if (type == "e") {
            out_.unreadable(at, "error-value", visible(stored));
        } else if (type == "d") {
            out_.as_it_is(at, visible(text::replace_all(std::string(stored), "T00:00:00", "")));
        } else if (const auto number = parse_decimal(stored)) {
            out_.number(at, *number);
        } else {
            out_.unreadable(at, "damaged-cell", visible(stored));
        }
    }

    const Node& sheet_;
    SheetBuilder out_;
};

}  // namespace

CellName parse_cell_name(string_view name) {
    CellName cell;
    std::size_t i = 0;
    if (i < name.size() && name[i] == '$') ++i;
    for (; i < name.size(); ++i) {
        const char c = static_cast<char>(name[i] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        cell.column = cell.column * 26 + (c - 'A' + 1);
        if (cell.column > kMostSheetColumns) return {};
    }
    if (i < name.size() && name[i] == '$') ++i;
    const int row = integer(name.substr(i), 0);
    if (cell.column == 0 || row < 1 || row > kMostSheetRows) return {};
    cell.row = row;
    return cell;
}

std::string rich_text(const Node& string_item) {
    std::string out;
    for (const Node& part : string_item.children()) {
        if (is(part, "t")) out += part.child_value();
        if (is(part, "r")) out += child(part, "t").child_value();
    }
    return visible(unescaped(out));
}

Result<SheetContent> read_sheet(const Node& work_sheet, const std::string& name,
                                const Workbook& workbook) {
    return SheetReader(work_sheet, name, workbook).read();
}

}  // namespace mingzhang::read
