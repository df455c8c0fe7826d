// Pages drawn by a byte code:
//
//   0 w h           a page, ×8 points        4 l t w h  an area, ×4 points
//   1 x y s n …     a text of n bytes        5 l t w h  an image, ×4 points
//   2 x y l         a horizontal rule        6 x y c r w h  a ruled table with numbers
//   3 x y l         a vertical rule          7 …        a box of four floats of any kind
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/page_layout.h"

namespace {

using mingzhang::Block;
using mingzhang::BlockKind;
using mingzhang::Box;
using mingzhang::Grid;
using mingzhang::GridCell;
using mingzhang::read::Glyph;
using mingzhang::read::Page;

constexpr std::u32string_view kLetters =
    U"0123456789.,%-—，：:（）()一二三、。第部分年表单位万元续合计支出收入甲乙…·页ab \uFFFD\u200B";

void require(bool holds) {
    if (!holds) std::abort();
}

class Drawing {
  public:
    Drawing(const uint8_t* data, std::size_t size) : data_(data), size_(size) {}

    std::vector<Page> pages() {
        begin_page(75, 105);
        while (at_ < size_) draw();
        return std::move(pages_);
    }

  private:
    uint8_t byte() { return at_ < size_ ? data_[at_++] : 0; }
    float number(float unit) { return unit * static_cast<float>(byte()); }

    void begin_page(uint8_t width, uint8_t height) {
        Page& page = pages_.emplace_back();
        page.number = static_cast<int>(pages_.size());
        page.width = 8 * static_cast<float>(width);
        page.height = 8 * static_cast<float>(height);
    }

    void draw() {
        const uint8_t op = byte();
        Page& page = pages_.back();
        switch (op % 8) {
            case 0: {
                const uint8_t width = byte();
                if (pages_.size() < 50) begin_page(width, byte());
                break;
            }
            case 1:
                text(op >= 128);
                break;
            case 2: {
                const float x = number(3), y = number(3), length = number(3);
                page.lines.push_back({x, y, x + length, y + 0.5f});
                break;
            }
            case 3: {
                const float x = number(3), y = number(3), length = number(3);
                page.lines.push_back({x, y, x + 0.5f, y + length});
                break;
            }
            case 4:
                page.areas.push_back(box());
                break;
            case 5:
                page.images.push_back(box());
                page.curves += op / 64;
                break;
            case 6:
                table();
                break;
            default:
                unsound();
        }
    }

    Box box() {
        const float x = number(4), y = number(4), width = number(4), height = number(4);
        return {x, y, x + width, y + height};
    }

    void letter(char32_t c, float x, float y, float size, bool turned) {
        const bool wide = c >= 0x2E80;
        Glyph g;
        g.code = c;
        g.box = {x, y, x + (wide ? size : size / 2), y + size};
        g.size = size;
        g.turned = turned;
        g.bold = size > 14;
        pages_.back().glyphs.push_back(g);
    }

    void text(bool turned) {
        float x = number(3), y = number(4);
        const float size = 4 + number(0.125f);
        for (int n = byte() % 64; n > 0; --n) {
            const char32_t c = kLetters[byte() % kLetters.size()];
            letter(c, x, y, size, turned);
            (turned ? y : x) += c >= 0x2E80 ? size : size / 2;
        }
    }

    void table() {
        const float x = number(2), y = number(4);
        const int columns = 1 + byte() % 8, rows = 1 + byte() % 16;
        const float wide = 10 + number(1), high = 8 + number(0.25f);
        const float right = x + wide * static_cast<float>(columns);
        const float bottom = y + high * static_cast<float>(rows);
        for (int c = 0; c <= columns; ++c) {
            const float at = x + wide * static_cast<float>(c);
            pages_.back().lines.push_back({at, y, at + 0.5f, bottom});
        }
        for (int r = 0; r <= rows; ++r) {
            const float at = y + high * static_cast<float>(r);
            pages_.back().lines.push_back({x, at, right, at + 0.5f});
            for (int c = 0; c < columns && r < rows; ++c)
                letter(kLetters[static_cast<std::size_t>(r * columns + c) % kLetters.size()],
                       x + wide * (static_cast<float>(c) + 0.5f), at + 1, high - 2, false);
        }
    }

    void unsound() {
        float f[4] = {};
        for (float& x : f) {
            uint8_t bytes[sizeof x];
            for (uint8_t& b : bytes) b = byte();
            std::memcpy(&x, bytes, sizeof x);
        }
        const Box b{f[0], f[1], f[2], f[3]};
        pages_.back().lines.push_back(b);
        pages_.back().images.push_back(b);
        pages_.back().glyphs.push_back({U'甲', b, f[0]});
    }

    const uint8_t* data_;
    std::size_t size_;
    std::size_t at_ = 0;
    std::vector<Page> pages_;
};

void check_text(const std::string& text) {
    require(mingzhang::text::is_utf8(text));
    require(mingzhang::text::trim(text) == text);
}

// Each slot is the first of its cell, or covered by one cell that begins above or left of it.
void check_spans(const Grid& grid) {
    std::vector<std::vector<int>> covered(grid.rows.size());
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        require(grid.rows[r].size() == grid.columns());
        covered[r].assign(grid.columns(), 0);
    }
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        for (std::size_t c = 0; c < grid.columns(); ++c) {
            const GridCell& cell = grid.rows[r][c];
            require((cell.column_span == 0) == (cell.row_span == 0));
            if (cell.column_span == 0) require(cell.text.empty());
            for (std::size_t i = 0; i < static_cast<std::size_t>(cell.row_span); ++i)
                for (std::size_t j = 0; j < static_cast<std::size_t>(cell.column_span); ++j)
                    ++covered.at(r + i).at(c + j);
        }
    }
    for (const auto& row : covered)
        for (const int n : row) require(n == 1);
}

void check_block(const Block& block, int& line) {
    require(block.place.line >= line);
    line = block.place.line;
    check_text(block.text);
    if (block.kind == BlockKind::kTable) {
        require(block.grid.rows.size() > 0 && block.grid.columns() > 1);
        check_spans(block.grid);
    }
    if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading)
        require(!block.text.empty());
    for (const auto& row : block.grid.rows) {
        require(row.front().place.line >= line);
        line = row.front().place.line;
        for (const GridCell& cell : row) {
            require(cell.place.line == line && cell.place.page >= block.place.page);
            require(cell.text.find('\t') == std::string::npos);
            check_text(cell.text);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    std::vector<mingzhang::Remark> remarks;
    int line = 1;
    for (const Block& block : mingzhang::read::lay_out(Drawing(data, size).pages(), remarks))
        check_block(block, line);
    return 0;
}
