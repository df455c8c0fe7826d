#include "publish/docx_table.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "publish/docx_styles.h"
#include "publish/table_shape.h"
#include "publish/text_layout.h"

namespace mingzhang::publish {
namespace {

constexpr int kWideMargin = 57, kNarrowMargin = 28;
constexpr int kNarrowFrom = 15;  // half points
constexpr int kRowHeight = 340;
constexpr int kDeepestIndent = 8;

bool is_amount(CellRole role) { return role == CellRole::kAmount; }

// Half letters of the widest part of a text that must not be broken.
int unbreakable(const PublishedCell& cell) {
    int widest = 0, word = 0;
    for (const char32_t c : text::code_points(xml_text(cell.text))) {
        const int columns = columns_of(c);
        const bool breaks = c == U'\n' || c == U' ' || c == U'\t';
        if (columns > 1 || breaks) word = 0;
        if (breaks) continue;
        word += columns;
        widest = std::max(widest, word);
        if (columns > 1) word = 0;
    }
    const bool whole = is_amount(cell.role) || cell.role == CellRole::kCode;
    return whole ? columns_of(xml_text(cell.text)) : widest;
}

int margin_of(int half_points) { return half_points > kNarrowFrom ? kWideMargin : kNarrowMargin; }

// What a table gets where the width allows it.
struct Room {
    int heading = 0, text = 0;  // half letters that stand in one line: of a heading, of other texts
    double half_letter = 0;  // twips for each half point; 5 in most fonts, but some that stand in
                             // for those that are missing are wider
};
constexpr Room kComfortable = {8, 16, 6.4}, kTight = {4, 8, 5.6}, kBare = {4, 4, 5.15};

// In half letters.
int needed(const PublishedCell& cell, const Room& room) {
    const int words = cell.role == CellRole::kHeading ? room.heading : room.text;
    const int whole = columns_of(xml_text(cell.text));
    return std::max(unbreakable(cell), std::min(whole, words)) + (cell.emphasis ? 1 : 0);
}

// Twips that each column needs at least.
std::vector<int> needs(const PublishedTable& table, const TableShape& shape, int half_points,
                       const Room& room) {
    std::vector<int> letters(static_cast<std::size_t>(shape.columns), kBare.text);
    for (int r = 0; r < static_cast<int>(shape.rows.size()); ++r) {
        for (int c = 0; c < shape.columns; ++c) {
            const ShapedCell& at =
                shape.rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
            if (at.column_span > 1 || !(at.origin == CellAt{r, c})) continue;
            int& most = letters[static_cast<std::size_t>(c)];
            most = std::max(most, needed(cell_at(table, {r, c}), room));
        }
    }
    std::vector<int> out;
    out.reserve(letters.size());
    for (const int count : letters)
        out.push_back(2 * margin_of(half_points) +
                      static_cast<int>(count * half_points * room.half_letter));
    return out;
}

// Shares of the width, but never less than is needed; the needs fit the width.
std::vector<int> divided(const std::vector<double>& shares, const std::vector<int>& needed,
                         int width) {
    std::vector<bool> fixed(needed.size());
    for (bool changed = true; changed;) {
        changed = false;
        double free_width = width, free_share = 0;
        for (std::size_t c = 0; c < needed.size(); ++c)
            fixed[c] ? free_width -= needed[c] : free_share += shares[c];
        for (std::size_t c = 0; c < needed.size(); ++c) {
            if (fixed[c] || shares[c] / free_share * free_width >= needed[c]) continue;
            fixed[c] = changed = true;
        }
        if (changed) continue;
        std::vector<int> out;
        for (std::size_t c = 0; c < needed.size(); ++c)
            out.push_back(fixed[c] ? needed[c]
                                   : static_cast<int>(shares[c] / free_share * free_width));
        return out;
    }
    return needed;
}

std::vector<int> shrunk(std::vector<int> needed, int width) {
    const double all = std::accumulate(needed.begin(), needed.end(), 0.0);
    for (int& n : needed) n = std::max(1, static_cast<int>(n / all * width));
    return needed;
}

class TableWriter {
  public:
    TableWriter(Node parent, const PublishedTable& table, const TableFit& fit)
        : table_(table), fit_(fit), shape_(shape_of(table)), node_(add(parent, "w:tbl")) {}

    void write() {
        properties();
        Node grid = add(node_, "w:tblGrid");
        for (const int width : fit_.widths)
            add(grid, "w:gridCol", {{"w:w", std::to_string(width)}});
        for (int r = 0; r < static_cast<int>(shape_.rows.size()); ++r) row(r);
    }

  private:
    void properties() {
        const int width = std::accumulate(fit_.widths.begin(), fit_.widths.end(), 0);
        Node properties = add(node_, "w:tblPr");
        add_value(properties, "w:tblStyle", "PublishedTable");
        add(properties, "w:tblW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
        add_value(properties, "w:jc", "center");
        add(properties, "w:tblLayout", {{"w:type", "fixed"}});
        Node margins = add(properties, "w:tblCellMar");
        for (const char* side : {"w:left", "w:right"})
            add(margins, side, {{"w:w", std::to_string(fit_.margin)}, {"w:type", "dxa"}});
        add(properties, "w:tblLook",
            {{"w:val", "0620"},
             {"w:firstRow", "1"},
             {"w:lastRow", "0"},
             {"w:firstColumn", "0"},
             {"w:lastColumn", "0"},
             {"w:noHBand", "1"},
             {"w:noVBand", "1"}});
        if (!table_.title.empty()) add_value(properties, "w:tblCaption", xml_text(table_.title));
    }

    void row(int r) {
        Node tr = add(node_, "w:tr");
        Node properties = add(tr, "w:trPr");
        if (!table_.form || r < shape_.header_rows) add(properties, "w:cantSplit");
        add(properties, "w:trHeight",
            {{"w:val", std::to_string(kRowHeight)}, {"w:hRule", "atLeast"}});
        if (r < shape_.header_rows) add(properties, "w:tblHeader");
        for (int c = 0; c < shape_.columns;) {
            const ShapedCell& at =
                shape_.rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
            cell(tr, {r, c}, at);
            c += at.column_span;
        }
    }

    void cell(Node tr, CellAt here, const ShapedCell& at) {
        const PublishedCell& cell = cell_at(table_, at.origin);
        Node tc = add(tr, "w:tc");
        Node properties = add(tc, "w:tcPr");
        const auto first = fit_.widths.begin() + here.column;
        const int width = std::accumulate(first, first + at.column_span, 0);
        add(properties, "w:tcW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
        if (at.column_span > 1) add_value(properties, "w:gridSpan", at.column_span);
        const bool covered = here.row > at.origin.row;
        if (at.row_span > 1) add_value(properties, "w:vMerge", covered ? "continue" : "restart");
        add_value(properties, "w:vAlign", "center");
        paragraph(tc, cell, covered);
    }

    void paragraph(Node tc, const PublishedCell& cell, bool covered) {
        const TableStyle style = cell.role == CellRole::kHeading ? TableStyle::kHeading
                                 : is_amount(cell.role)          ? TableStyle::kAmount
                                                                 : TableStyle::kText;
        Node p = add(tc, "w:p");
        Node properties = add(p, "w:pPr");
        add_value(properties, "w:pStyle", table_style(style, fit_.half_points));
        if (covered || cell.text.empty()) return;
        if (cell.indent > 0 && !is_amount(cell.role)) {
            const int levels = std::min(cell.indent, kDeepestIndent);
            add(properties, "w:ind",
                {{"w:leftChars", std::to_string(levels * 100)},
                 {"w:left", std::to_string(levels * fit_.half_points * 10)}});
        }
        add_run(p, cell.text, cell.emphasis ? "Strong" : nullptr);
    }

    const PublishedTable& table_;
    const TableFit& fit_;
    TableShape shape_;
    Node node_;
};

}  // namespace

TableFit fit_of(const PublishedTable& table, int width) {
    const TableShape shape = shape_of(table);
    const std::vector<double> shares = column_shares(table, shape.columns);
    std::vector<int> least;
    for (const Room& room : {kComfortable, kTight, kBare}) {
        for (const int size : kTableSizes) {
            // Rather wrap names than print them too small.
            if (room.text > kBare.text && size == kTableSizes.back()) continue;
            least = needs(table, shape, size, room);
            if (std::accumulate(least.begin(), least.end(), 0) > width) continue;
            return {size, margin_of(size), divided(shares, least, width)};
        }
    }
    const int smallest = kTableSizes.back();
    return {smallest, margin_of(smallest), shrunk(std::move(least), width)};
}

void add_table(Node parent, const PublishedTable& table, const TableFit& fit) {
    TableWriter(parent, table, fit).write();
}

}  // namespace mingzhang::publish
