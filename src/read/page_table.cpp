#include "read/page_table.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x250);
}

// The number that ends or begins a text.
std::u32string_view last_number(std::u32string_view s) {
    std::size_t n = 0;
    while (n < s.size() && is_number_sign(s[s.size() - 1 - n])) ++n;
    return s.substr(s.size() - n);
}

std::u32string_view first_number(std::u32string_view s) {
    std::size_t n = 0;
    while (n < s.size() && is_number_sign(s[n])) ++n;
    return s.substr(0, n);
}

std::size_t decimals(std::u32string_view number) {
    const auto point = number.find(U'.');
    return point == std::u32string_view::npos ? 0 : number.size() - point - 1;
}

// "1,234" and not "12,34": groups of three between commas.
bool is_grouped(std::u32string_view number) {
    const auto whole = number.substr(0, number.find(U'.'));
    std::size_t group = 0, commas = 0;
    for (std::size_t i = whole.size(); i-- > 0;) {
        if (whole[i] == U',') {
            if (group != 3) return false;
            group = 0;
            ++commas;
        } else if (is_digit(whole[i])) {
            ++group;
        }
    }
    return group >= 1 && (commas == 0 || group <= 3);
}

// Whether the parts are plainly one number that was cut: together they are one, and the first
// alone is not finished.
bool is_cut_number(std::u32string_view before, std::u32string_view after, bool full) {
    if (before.empty() || after.empty() || !is_digit(after.back())) return false;
    const std::u32string whole = std::u32string(before) + std::u32string(after);
    if (!is_number(whole) || !is_grouped(whole)) return false;
    if (!is_digit(before.back())) return before.back() == U'.' || before.back() == U',';
    if (after.front() == U',' || after.front() == U'.') return true;
    if (!is_digit(after.front())) return false;
    if (!is_grouped(before)) return true;
    return full && decimals(before) == 1 && after.size() == 1;
}

}  // namespace

bool is_number_sign(char32_t c) {
    static constexpr std::u32string_view kSigns = U".,-+%，．－％−";
    return is_digit(c) || kSigns.find(c) != std::u32string_view::npos;
}

bool is_number(std::u32string_view s) {
    std::size_t digits = 0, points = 0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (is_digit(s[i])) {
            ++digits;
            continue;
        }
        if (!is_number_sign(s[i])) return false;
        if (s[i] == U'.' || s[i] == U'．') ++points;
        const bool sign = s[i] == U'-' || s[i] == U'+' || s[i] == U'－' || s[i] == U'−';
        if (sign && i > 0) return false;
        if ((s[i] == U'%' || s[i] == U'％') && i + 1 < s.size()) return false;
    }
    return digits > 0 && points <= 1;
}

std::string_view joint(std::u32string_view before, std::u32string_view after, bool full) {
    if (before.empty() || after.empty()) return "";
    const char32_t a = before.back(), b = after.front();
    if (is_number_sign(a) && is_number_sign(b) && (is_digit(a) || is_digit(b)))
        return is_cut_number(last_number(before), first_number(after), full) ? "" : "\n";
    if (!full) return "\n";
    return (is_letter(a) || is_digit(a)) && (is_letter(b) || is_digit(b)) ? " " : "";
}

std::string joined_lines(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines,
                         float room) {
    std::string out;
    std::u32string last;
    std::set<int> ordinals;  // that items began with
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::u32string line = characters(glyphs, lines[i]);
        const int ordinal = ordinal_kind(line);
        std::string_view between;
        if (i > 0) {
            const float word = first_word(glyphs, lines[i]);
            const bool item = ordinal != 0 && ordinals.count(ordinal) > 0;
            between = joint(last, line, !item && is_full(lines[i - 1], word, room));
            out += between;
        }
        if (i == 0 || between == "\n") ordinals.insert(ordinal);
        out += text::to_utf8(line);
        last = std::move(line);
    }
    return out;
}

void set_text(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines, float room,
              PieceCell& cell) {
    if (lines.empty()) return;
    const TextLine& last = lines.back();
    room -= kCellPadding * last.size;
    cell.text = joined_lines(glyphs, lines, room);
    cell.readable = !text::contains(cell.text, "\uFFFD");
    cell.lines = static_cast<int>(lines.size());
    cell.left_over = room - kTolerance * last.size - width(last.box);
    cell.first_word = first_word(glyphs, lines.front());
}

}  // namespace mingzhang::read
