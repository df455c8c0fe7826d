#include "marked/page_words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"

namespace mingzhang::marked {
namespace {

using read::Glyph;
using read::Page;

constexpr std::size_t kMostLines = 100;
constexpr char32_t kMasked = '*';  // of personal numbers

struct Range {
    std::size_t begin = 0, end = 0;
};

bool is_blank(char32_t c) {
    return c <= ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF;
}

// A text without its blanks, as glyphs have none.
std::u32string letters_of(std::string_view text) {
    std::u32string out = text::code_points(text);
    std::erase_if(out, is_blank);
    return out;
}

// Glyphs in some order, and their characters.
struct Letters {
    std::vector<const Glyph*> glyphs;
    std::u32string text;

    explicit Letters(std::vector<const Glyph*> all) : glyphs(std::move(all)) {
        for (const Glyph* glyph : glyphs) text += glyph->code;
    }
};

float middle(float a, float b) { return (a + b) / 2; }

bool holds_middle(const Box& outer, const Box& inner) {
    const float x = middle(inner.left, inner.right), y = middle(inner.top, inner.bottom);
    return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
}

std::vector<const Glyph*> glyphs_in(const Page& page, const Box& box) {
    std::vector<const Glyph*> out;
    for (const Glyph& glyph : page.glyphs)
        if (!glyph.invisible && holds_middle(box, glyph.box)) out.push_back(&glyph);
    return out;
}

std::vector<const Glyph*> all_glyphs(const Page& page) {
    return glyphs_in(page, {0, 0, page.width, page.height});
}

// Line by line, each from left to right.
std::vector<const Glyph*> in_lines(std::vector<const Glyph*> glyphs) {
    const auto y = [](const Glyph* g) { return middle(g->box.top, g->box.bottom); };
    std::stable_sort(glyphs.begin(), glyphs.end(),
                     [&](const Glyph* a, const Glyph* b) { return y(a) < y(b); });
    for (std::size_t begin = 0; begin < glyphs.size();) {
        std::size_t end = begin + 1;
        while (end < glyphs.size() && y(glyphs[end]) - y(glyphs[begin]) < glyphs[begin]->size / 2)
            ++end;
        std::stable_sort(glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
                         glyphs.begin() + static_cast<std::ptrdiff_t>(end),
                         [](const Glyph* a, const Glyph* b) { return a->box.left < b->box.left; });
        begin = end;
    }
    return glyphs;
}

bool is_same(char32_t wanted, char32_t seen) { return wanted == seen || wanted == kMasked; }

bool is_at(const std::u32string& text, std::size_t at, std::u32string_view wanted) {
    return text.size() - at >= wanted.size() &&
           std::equal(wanted.begin(), wanted.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      is_same);
}

std::vector<std::size_t> all_of(const std::u32string& text, std::u32string_view wanted) {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; !wanted.empty() && at + wanted.size() <= text.size(); ++at)
        if (is_at(text, at, wanted)) out.push_back(at);
    return out;
}

// The range of `text` among `seen`, the letters of the same block or cell as far as they were
// found.
std::optional<Range> within(const std::u32string& text, Range range, const std::u32string& seen) {
    const std::u32string_view first = std::u32string_view(text).substr(0, seen.size());
    if (is_at(seen, 0, first)) {  // all of it, or what stands on the first of two pages
        if (range.begin >= seen.size()) return std::nullopt;
        return Range{range.begin, std::min(range.end, seen.size())};
    }
    const auto wanted = std::u32string_view(text).substr(range.begin, range.end - range.begin);
    const auto own = all_of(text, wanted), found = all_of(seen, wanted);
    if (own.size() != found.size()) return std::nullopt;
    const auto number = std::find(own.begin(), own.end(), range.begin) - own.begin();
    if (static_cast<std::size_t>(number) >= found.size()) return std::nullopt;
    const std::size_t begin = found[static_cast<std::size_t>(number)];
    return Range{begin, begin + wanted.size()};
}

// Where what follows the letters `on_first` of a text goes on, on the page that has `seen`.
std::optional<Range> after_break(const std::u32string& text, Range range, std::size_t on_first,
                                 const std::u32string& seen) {
    constexpr std::size_t kEnough = 40;
    if (range.begin < on_first) return std::nullopt;
    const auto rest = std::u32string_view(text).substr(on_first, kEnough);
    const auto found = all_of(seen, rest);
    if (found.empty()) return std::nullopt;
    const std::size_t at = found.front() + range.begin - on_first;
    const std::size_t size = range.end - range.begin;
    const auto wanted = std::u32string_view(text).substr(range.begin, size);
    if (at > seen.size() || !is_at(seen, at, wanted)) return std::nullopt;
    return Range{at, at + size};
}

// The same anywhere on a page, by what stands around it.
std::optional<Range> by_context(const std::u32string& text, Range range,
                                const std::u32string& seen) {
    constexpr std::size_t kContext = 12;
    const std::size_t begin = range.begin - std::min(range.begin, kContext);
    const std::size_t end = std::min(text.size(), range.end + kContext);
    const auto found = all_of(seen, std::u32string_view(text).substr(begin, end - begin));
    if (found.size() != 1) return std::nullopt;
    const std::size_t at = found.front() + range.begin - begin;
    return Range{at, at + range.end - range.begin};
}

bool goes_on(const Box& line, const Glyph& glyph) {
    const Box& b = glyph.box;
    if (glyph.turned) return std::min(line.right, b.right) - std::max(line.left, b.left) > 0;
    const float common = std::min(line.bottom, b.bottom) - std::max(line.top, b.top);
    return common > 0.5f * std::min(line.bottom - line.top, b.bottom - b.top) &&
           b.left > line.left - 1 && b.left - line.right < 4 * std::max(glyph.size, 1.0f);
}

std::vector<Box> lines_of(const std::vector<const Glyph*>& glyphs, Range range) {
    std::vector<Box> lines;
    for (std::size_t i = range.begin; i < range.end && i < glyphs.size(); ++i) {
        const Box& b = glyphs[i]->box;
        if (b.empty()) continue;
        if (!lines.empty() && goes_on(lines.back(), *glyphs[i])) {
            Box& line = lines.back();
            line = {std::min(line.left, b.left), std::min(line.top, b.top),
                    std::max(line.right, b.right), std::max(line.bottom, b.bottom)};
        } else if (lines.size() < kMostLines) {
            lines.push_back(b);
        }
    }
    return lines;
}

const Page* page_of(const std::vector<Page>& pages, int number) {
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const Page& page) { return page.number == number; });
    return found == pages.end() ? nullptr : &*found;
}

// The lines of the range, in whichever order of the glyphs it is found first.
template <class Find>
std::vector<Box> lines_by(const std::vector<const Glyph*>& glyphs, Find find) {
    for (const Letters& letters : {Letters(glyphs), Letters(in_lines(glyphs))}) {
        if (const std::optional<Range> range = find(letters.text)) {
            if (auto lines = lines_of(letters.glyphs, *range); !lines.empty()) return lines;
        }
    }
    return {};
}

}  // namespace

PageWords find_words(const std::vector<Page>& pages, const Place& place, std::string_view around,
                     std::size_t begin, std::size_t end) {
    PageWords out{place.page, {}};
    const Page* page = page_of(pages, place.page);
    if (page == nullptr || place.box.empty()) return out;
    const std::vector<const Glyph*> inside = glyphs_in(*page, place.box);
    const std::u32string text = letters_of(around);
    const Range range{letters_of(around.substr(0, begin)).size(),
                      letters_of(around.substr(0, end)).size()};
    if (range.begin < range.end) {
        out.lines =
            lines_by(inside, [&](const std::u32string& seen) { return within(text, range, seen); });
        if (!out.lines.empty()) return out;
        // A paragraph that goes on has its box on its first page.
        if (const Page* next = page_of(pages, place.page + 1)) {
            out.lines = lines_by(all_glyphs(*next), [&](const std::u32string& seen) {
                return after_break(text, range, inside.size(), seen);
            });
            if (!out.lines.empty()) return {next->number, std::move(out.lines)};
        }
        out.lines = lines_by(all_glyphs(*page), [&](const std::u32string& seen) {
            return by_context(text, range, seen);
        });
        if (!out.lines.empty()) return out;
    }
    out.lines = lines_of(in_lines(inside), {0, inside.size()});
    if (out.lines.empty()) out.lines.push_back(place.box);
    return out;
}

}  // namespace mingzhang::marked
