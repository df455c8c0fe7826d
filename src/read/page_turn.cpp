#include "read/page_turn.h"

#include <cmath>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kFarthest = 100'000;

bool is_sound(const Box& b) {
    for (const float x : {b.left, b.top, b.right, b.bottom})
        if (!std::isfinite(x) || std::fabs(x) > kFarthest) return false;
    return b.left <= b.right && b.top <= b.bottom;
}

// Controls, blanks and marks of no width.
bool is_blank(char32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

void drop_unsound(std::vector<Box>& boxes) {
    std::erase_if(boxes, [](const Box& b) { return !is_sound(b); });
}

void drop_unsound(Page& page) {
    std::erase_if(page.glyphs, [](const Glyph& g) {
        return g.invisible || !is_sound(g.box) || is_blank(g.code);
    });
    for (Glyph& g : page.glyphs) {
        if (g.code > 0x10FFFF || (g.code >= 0xD800 && g.code <= 0xDFFF)) g.code = 0xFFFD;
        const bool sized = std::isfinite(g.size) && g.size > 0.1f && g.size < kFarthest;
        if (!sized) g.size = std::max(1.f, std::max(height(g.box), width(g.box)));
    }
    drop_unsound(page.lines);
    drop_unsound(page.areas);
    drop_unsound(page.images);
}

// Which way the turned glyphs run, by the steps from one to the next.
Turn turn_of(const Page& page) {
    std::size_t turned = 0, down = 0, up = 0, back = 0;
    const Glyph* last = nullptr;
    for (const Glyph& g : page.glyphs) {
        if (!g.turned) {
            last = nullptr;
            continue;
        }
        ++turned;
        if (last != nullptr) {
            const float dx = middle_x(g.box) - middle_x(last->box);
            const float dy = middle_y(g.box) - middle_y(last->box);
            const float near = 2 * std::max(g.size, last->size);
            if (std::fabs(dx) < g.size * 0.3f && std::fabs(dy) < near) ++(dy > 0 ? down : up);
            if (std::fabs(dy) < g.size * 0.3f && dx < 0 && -dx < near) ++back;
        }
        last = &g;
    }
    if (2 * turned <= page.glyphs.size() || down + up + back == 0) return Turn::kNone;
    if (back > down + up) return Turn::kHalf;
    return down > up ? Turn::kLeft : Turn::kRight;
}

// A box of a page of that size after the turn.
Box turned(const Box& b, Turn turn, float page_width, float page_height) {
    switch (turn) {
        case Turn::kLeft:
            return {b.top, page_width - b.right, b.bottom, page_width - b.left};
        case Turn::kRight:
            return {page_height - b.bottom, b.left, page_height - b.top, b.right};
        case Turn::kHalf:
            return {page_width - b.right, page_height - b.bottom, page_width - b.left,
                    page_height - b.top};
        case Turn::kNone:
            break;
    }
    return b;
}

}  // namespace

Box UprightPage::displayed(const Box& box) const {
    switch (turn) {
        case Turn::kLeft:
            return turned(box, Turn::kRight, page.width, page.height);
        case Turn::kRight:
            return turned(box, Turn::kLeft, page.width, page.height);
        default:
            return turned(box, turn, page.width, page.height);
    }
}

UprightPage upright(Page page) {
    drop_unsound(page);
    UprightPage out;
    out.width = page.width;
    out.height = page.height;
    out.turn = turn_of(page);
    if (out.turn != Turn::kNone) {
        const auto set_upright = [&](Box& b) { b = turned(b, out.turn, out.width, out.height); };
        for (Glyph& g : page.glyphs) {
            set_upright(g.box);
            g.turned = !g.turned;
        }
        for (auto* boxes : {&page.lines, &page.areas, &page.images})
            for (Box& b : *boxes) set_upright(b);
        if (out.turn != Turn::kHalf) std::swap(page.width, page.height);
    }
    out.page = std::move(page);
    return out;
}

}  // namespace mingzhang::read
