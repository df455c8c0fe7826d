#include "publish/text_layout.h"

#include <utf8.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace mingzhang::publish {
namespace {

using Range = std::pair<char32_t, char32_t>;

constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0xA4CF},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F}, Range{0x1F900, 0x1F9FF},
    Range{0x20000, 0x3FFFD},
};
constexpr std::array kZero = {
    Range{0x0300, 0x036F},
    Range{0x200B, 0x200F},
    Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF},
};
constexpr std::u32string_view kClosing = U"，。；：、！？）》」』】〕”’,.;:!?)]%";
constexpr std::u32string_view kOpening = U"（《「『【〔“‘([";

bool lies_in(char32_t c, const auto& ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Range& r) { return r.first <= c && c <= r.second; });
}

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (auto at = text.begin(); at != text.end();) {
        out.push_back(static_cast<char32_t>(utf8::next(at, text.end())));
    }
    return out;
}

std::string encoded(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) utf8::append(c, std::back_inserter(out));
    return out;
}

int columns_of_all(std::u32string_view text) {
    int columns = 0;
    for (const char32_t c : text) columns += columns_of(c);
    return columns;
}

// A line may end between the two.
bool may_break(char32_t before, char32_t after) {
    if (kClosing.find(after) != kClosing.npos || kOpening.find(before) != kOpening.npos) {
        return false;
    }
    return before == U' ' || columns_of(before) == 2 || columns_of(after) == 2;
}

// How much of `text` stands on a line of `width` columns: all of it, or up to the last possible
// break, or, where there is none, as much as fits.
std::size_t line_end(std::u32string_view text, int width) {
    int columns = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && may_break(text[i - 1], text[i])) last = i;
        columns += columns_of(text[i]);
        if (columns > width && text[i] != U' ') {
            if (last > 0) return last;
            return std::max<std::size_t>(i, 1);
        }
    }
    return text.size();
}

}  // namespace

int columns_of(char32_t c) {
    if (c < 0x0300) return 1;
    if (lies_in(c, kZero)) return 0;
    return lies_in(c, kWide) ? 2 : 1;
}

int columns_of(std::string_view text) { return columns_of_all(decoded(text)); }

std::string fitted(std::string_view text, int width) {
    std::u32string points = decoded(text);
    int columns = columns_of_all(points);
    if (columns > width) {
        while (!points.empty() && columns > width - 1) {
            columns -= columns_of(points.back());
            points.pop_back();
        }
        points.push_back(U'…');
        ++columns;
    }
    return encoded(points) +
           std::string(static_cast<std::size_t>(std::max(0, width - columns)), ' ');
}

std::string right_aligned(std::string_view text, int width) {
    const int missing = std::max(0, width - columns_of(text));
    return std::string(static_cast<std::size_t>(missing), ' ') + std::string(text);
}

std::string wrapped(std::string_view text, int width, int indent) {
    const std::u32string points = decoded(text);
    std::u32string_view rest = points;
    if (width <= indent) return std::string(text);
    std::string out;
    while (!rest.empty()) {
        const std::size_t end = line_end(rest, width - indent);
        std::u32string_view line = rest.substr(0, end);
        rest.remove_prefix(end);
        while (!rest.empty() && line.ends_with(U' ')) line.remove_suffix(1);
        if (!out.empty()) out.append("\n").append(static_cast<std::size_t>(indent), ' ');
        out += encoded(line);
    }
    return out;
}

}  // namespace mingzhang::publish
