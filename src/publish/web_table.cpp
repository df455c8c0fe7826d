#include "publish/web_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "publish/html_page.h"
#include "publish/table_shape.h"

namespace mingzhang::publish {
namespace {

constexpr int kDeepestIndent = 8;

class TableWriter {
  public:
    TableWriter(const PublishedTable& table, std::string id, std::string label)
        : table_(table), id_(std::move(id)), label_(std::move(label)), shape_(shape_of(table)) {
        for (int r = 0; r < shape_.header_rows; ++r)
            for (int c = 0; c < shape_.columns; ++c)
                merged_ = merged_ || shaped(r, c).column_span > 1;
    }

    std::string write() {
        const std::string name = table_.title.empty()    ? label_
                                 : table_.number.empty() ? id_ + "-title"
                                                         : fmt::format("{0}-number {0}-title", id_);
        add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" {}>\n<table>\n",
            name.empty() ? "aria-label=\"表格\"" : fmt::format("aria-labelledby=\"{}\"", name));
        caption();
        columns();
        rows("thead", 0, shape_.header_rows);
        rows("tbody", shape_.header_rows, static_cast<int>(shape_.rows.size()));
        add("</table>\n</div>\n");
        return std::move(out_);
    }

  private:
    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    const ShapedCell& shaped(int r, int c) const {
        return shape_.rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
    }
    bool is_origin(int r, int c) const { return shaped(r, c).origin == CellAt{r, c}; }

    void caption() {
        const bool line = !table_.department.empty() || !table_.unit_line.empty();
        if (table_.title.empty() && table_.number.empty() && !line) return;
        add("<caption>");
        if (!table_.number.empty())
            add("<div class=\"number\" id=\"{}-number\">{}</div>", id_, escaped(table_.number));
        if (!table_.title.empty())
            add("<div class=\"title\" id=\"{}-title\">{}</div>", id_, escaped(table_.title));
        if (line) {
            const char* gap = table_.department.empty() || table_.unit_line.empty() ? "" : " ";
            add("<div class=\"line\">{}{}{}</div>", part(table_.department), gap,
                part(table_.unit_line, " class=\"unit\""));
        }
        add("</caption>\n");
    }

    static std::string part(const std::string& text, const char* attribute = "") {
        return text.empty() ? "" : fmt::format("<span{}>{}</span>", attribute, escaped(text));
    }

    void columns() {
        add("<colgroup>");
        for (const double share : column_shares(table_, shape_.columns))
            add("<col style=\"width:{:.2f}%\">", share * 100);
        add("</colgroup>\n");
    }

    void rows(const char* part, int from, int to) {
        if (from == to) return;
        add("<{}>\n", part);
        for (int r = from; r < to; ++r) {
            add("<tr>");
            for (int c = 0; c < shape_.columns; ++c)
                if (is_origin(r, c)) cell(r, c);
            add("</tr>\n");
        }
        add("</{}>\n", part);
    }

    void cell(int r, int c) {
        const PublishedCell& cell = cell_at(table_, {r, c});
        const std::string scope = scope_of(r, c);
        const char* tag = scope.empty() ? "td" : "th";
        add("<{}{}", tag, scope.empty() ? headers(r, c) : fmt::format(" scope=\"{}\"", scope));
        if (!scope.empty() && merged_) add(" id=\"{}\"", cell_id(r, c));
        if (shaped(r, c).column_span > 1) add(" colspan=\"{}\"", shaped(r, c).column_span);
        if (shaped(r, c).row_span > 1) add(" rowspan=\"{}\"", shaped(r, c).row_span);
        add("{}>{}</{}>", classes(cell), content(cell), tag);
    }

    std::string cell_id(int r, int c) const { return fmt::format("{}-r{}c{}", id_, r + 1, c + 1); }

    // "col", "row"; empty for what heads nothing.
    std::string scope_of(int r, int c) const {
        const PublishedCell& cell = cell_at(table_, {r, c});
        if (cell.text.empty()) return {};
        if (r < shape_.header_rows) return shaped(r, c).column_span > 1 ? "colgroup" : "col";
        if (cell.role == CellRole::kName) return table_.form ? "" : "row";
        if (cell.role != CellRole::kHeading) return {};
        for (int right = c + 1; right < shape_.columns; ++right)
            if (is_origin(r, right) && cell_at(table_, {r, right}).role != CellRole::kHeading)
                return "row";
        return "col";
    }

    // Where headings are merged, what heads a cell is said: those above it, and the one that begins
    // its row or its part of it.
    std::string headers(int r, int c) const {
        if (!merged_ || r < shape_.header_rows) return {};
        std::string ids;
        CellAt last{-1, -1};
        for (int above = 0; above < shape_.header_rows; ++above) {
            const CellAt at = shaped(above, c).origin;
            if (at == last || scope_of(at.row, at.column).empty()) continue;
            ids += " " + cell_id(at.row, at.column);
            last = at;
        }
        for (int left = c - 1; left >= 0; --left) {
            const CellAt at = shaped(r, left).origin;
            if (scope_of(at.row, at.column) != "row") continue;
            ids += " " + cell_id(at.row, at.column);
            break;
        }
        return ids.empty() ? ids : fmt::format(" headers=\"{}\"", ids.substr(1));
    }

    static std::string classes(const PublishedCell& cell) {
        std::string names;
        if (cell.role == CellRole::kAmount) names += " num";
        if (cell.role == CellRole::kCode) names += " code";
        if (cell.role == CellRole::kName) names += " name";
        if (cell.emphasis) names += " total";
        if (cell.indent > 0) names += fmt::format(" in{}", std::min(cell.indent, kDeepestIndent));
        return names.empty() ? names : fmt::format(" class=\"{}\"", names.substr(1));
    }

    static std::string content(const PublishedCell& cell) {
        const std::string text = with_breaks(cell.text);
        if (!cell.amount || cell.text.empty()) return text;
        return fmt::format("<data value=\"{}\">{}</data>", cell.amount->print(Unit::kYuan, 2),
                           text);
    }

    const PublishedTable& table_;
    std::string id_, label_;
    TableShape shape_;
    bool merged_ = false;  // headings over several columns
    std::string out_;
};

}  // namespace

std::string web_table(const PublishedTable& table, const std::string& id,
                      const std::string& label) {
    return TableWriter(table, id, label).write();
}

}  // namespace mingzhang::publish
