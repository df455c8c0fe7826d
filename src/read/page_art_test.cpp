#include "read/page_art_test.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "read/page_layout.h"
#include "read/page_text.h"

namespace mingzhang::read {
namespace {

constexpr float kColumn = 6, kRow = 14, kSize = 12, kLeft = 60, kTop = 60;

bool is_drawn_beside(char32_t c) { return c == U'-' || c == U'+'; }
bool is_drawn_below(char32_t c) { return c == U'|' || c == U'+'; }

struct Cell {
    char32_t code = U' ';
    bool wide = false;
};

// By column; the second half of a Chinese character is missing.
using Row = std::map<int, Cell>;

Row row_of(std::string_view line) {
    Row row;
    int column = 0;
    for (const char32_t c : text::code_points(line)) {
        row[column] = {c, is_wide(c)};
        column += is_wide(c) ? 2 : 1;
    }
    return row;
}

char32_t code_at(const std::vector<Row>& rows, std::size_t row, int column) {
    if (row >= rows.size()) return U' ';
    const auto found = rows[row].find(column);
    return found == rows[row].end() ? U' ' : found->second.code;
}

float x_of(int column) { return kLeft + kColumn * static_cast<float>(column); }
float y_of(std::size_t row) { return kTop + kRow * static_cast<float>(row); }

}  // namespace

void write(Page& page, float x, float y, std::string_view text, float size, bool bold) {
    for (const char32_t c : text::code_points(text)) {
        const float wide = is_wide(c) ? size : size / 2;
        if (c != U' ') {
            Glyph& g = page.glyphs.emplace_back();
            g.code = c;
            g.box = {x, y, x + wide, y + size};
            g.size = size;
            g.bold = bold;
        }
        x += wide;
    }
}

void rule(Page& page, float left, float top, float right, float bottom) {
    if (top == bottom) {
        page.lines.push_back({left, top - 0.25f, right, top + 0.25f});
    } else {
        page.lines.push_back({left - 0.25f, top, left + 0.25f, bottom});
    }
}

Page drawn(const std::vector<std::string_view>& lines, int number) {
    Page page;
    page.number = number;
    page.height = 840;
    std::vector<Row> rows;
    int columns = 0;
    for (const std::string_view line : lines) {
        const Row& row = rows.emplace_back(row_of(line));
        if (row.empty()) continue;
        const auto& [column, cell] = *row.rbegin();
        columns = std::max(columns, column + (cell.wide ? 2 : 1));
    }
    page.width = columns == 0 ? 600 : 2 * kLeft + kColumn * static_cast<float>(columns);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const float y = y_of(r), middle = y + kRow / 2;
        for (const auto& [column, cell] : rows[r]) {
            const float x = x_of(column);
            const bool line = is_drawn_beside(cell.code) || is_drawn_below(cell.code);
            if (is_drawn_beside(cell.code) && is_drawn_beside(code_at(rows, r, column + 1)))
                rule(page, x + kColumn / 2, middle, x + 1.5f * kColumn, middle);
            if (is_drawn_below(cell.code) && is_drawn_below(code_at(rows, r + 1, column)))
                rule(page, x + kColumn / 2, middle, x + kColumn / 2, middle + kRow);
            if (!line) write(page, x, y + 1, text::to_utf8({&cell.code, 1}), kSize);
        }
    }
    return page;
}

std::string shown(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        if (block.kind == BlockKind::kPicture) out += "<picture>\n";
        if (block.kind == BlockKind::kHeading) out += "# ";
        if (!block.text.empty()) out += block.text + "\n";
        for (const auto& row : block.grid.rows) {
            for (const GridCell& cell : row) {
                out += "|" + (cell.column_span == 0 ? "^" : cell.text);
                if (cell.column_span > 1 || cell.row_span > 1)
                    out += fmt::format("{{{}×{}}}", cell.row_span, cell.column_span);
            }
            out += "|\n";
        }
    }
    return out;
}

std::string laid_out(const std::vector<Page>& pages) {
    std::vector<Remark> remarks;
    std::string out = shown(lay_out(pages, remarks));
    for (const Remark& remark : remarks)
        out += fmt::format("remark {} page {}\n", remark.id, remark.place.page);
    return out;
}

std::string laid_out(const std::vector<std::string_view>& lines) {
    return laid_out(std::vector<Page>{drawn(lines)});
}

}  // namespace mingzhang::read
