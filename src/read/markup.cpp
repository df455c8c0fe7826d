#include "read/markup.h"

#include <utf8.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::size_t kLongestTag = 256;
constexpr std::size_t kLongestEntity = 8;

constexpr std::array<string_view, 20> kBlockTags{"p",  "br", "div", "tr",    "td",    "th", "li",
                                                 "ul", "ol", "hr",  "table", "tbody", "h1", "h2",
                                                 "h3", "h4", "h5",  "h6",    "thead", "pre"};
constexpr std::array<string_view, 14> kInlineTags{
    "span", "b", "strong", "i", "em", "u", "s", "font", "a", "sup", "sub", "o:p", "img", "center"};

struct Entity {
    string_view name;
    string_view text;
};
constexpr std::array kEntities{
    Entity{"nbsp", " "},  Entity{"amp", "&"},    Entity{"lt", "<"},    Entity{"gt", ">"},
    Entity{"quot", "\""}, Entity{"ldquo", "“"},  Entity{"rdquo", "”"}, Entity{"middot", "·"},
    Entity{"mdash", "—"}, Entity{"hellip", "…"}, Entity{"emsp", " "},  Entity{"ensp", " "},
};

// What stands at the beginning of a text: its bytes, and what becomes of them.
struct Piece {
    std::size_t size = 0;  // 0: nothing special
    string_view becomes;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == ':'; }

template <std::size_t n>
bool holds(const std::array<string_view, n>& names, string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Piece tag_at(string_view s) {
    std::size_t i = s.size() > 1 && s[1] == '/' ? 2 : 1;
    std::array<char, 8> name{};
    std::size_t length = 0;
    while (i < s.size() && length < name.size() && is_name(s[i])) {
        name[length++] = is_letter(s[i]) ? static_cast<char>(s[i] | 0x20) : s[i];
        ++i;
    }
    if (i == s.size() || string_view("> /\t\n").find(s[i]) == string_view::npos) return {};
    const string_view known(name.data(), length);
    const bool block = holds(kBlockTags, known);
    if (!block && !holds(kInlineTags, known)) return {};
    const auto end = s.substr(0, kLongestTag).find('>', i);
    if (end == string_view::npos) return {};
    return {end + 1, block ? "\n" : ""};
}

Piece entity_at(string_view s) {
    const auto end = s.substr(0, kLongestEntity).find(';');
    if (end == string_view::npos) return {};
    for (const Entity& e : kEntities)
        if (s.substr(1, end - 1) == e.name) return {end + 1, e.text};
    return {};
}

// Control characters of two and three bytes, and characters without width.
Piece invisible_at(string_view s) {
    const auto byte = [&](std::size_t i) {
        return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u;
    };
    if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return {2, ""};
    if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return {3, ""};
    if (byte(0) != 0xE2) return {};
    const unsigned last = byte(2);
    const bool zero_width = byte(1) == 0x80 && last >= 0x8B && last <= 0x8F;
    const bool separator = byte(1) == 0x80 && (last == 0xA8 || last == 0xA9);
    const bool embedding = byte(1) == 0x80 && last >= 0xAA && last <= 0xAE;
    const bool isolate = byte(1) == 0x81 && last >= 0xA6 && last <= 0xA9;
    if (separator) return {3, "\n"};
    if (zero_width || embedding || isolate) return {3, ""};
    return {};
}

Piece special_at(string_view s) {
    const auto c = static_cast<unsigned char>(s.front());
    if (c == '<') return tag_at(s);
    if (c == '&') return entity_at(s);
    if (c == '\n' || c == '\t') return {};
    if (c == '\v' || c == '\r') return {1, "\n"};
    if (c < 0x20 || c == 0x7F) return {1, ""};
    if (c == 0xC2 || c == 0xE2 || c == 0xEF) return invisible_at(s);
    return {};
}

// Bytes special_at may have something to say of.
constexpr std::array<bool, 256> kMayBegin = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
    for (const unsigned c : {0x3Cu, 0x26u, 0x7Fu, 0xC2u, 0xE2u, 0xEFu}) table[c] = true;
    return table;
}();

std::string lines_trimmed(string_view s) {
    std::string out;
    for (const string_view line : text::split(s, '\n')) {
        const string_view kept = text::trim(line);
        if (kept.empty()) continue;
        if (!out.empty()) out.push_back('\n');
        out.append(kept);
    }
    return out;
}

// Whether what looks like a tag or an entity is one.
enum class Tags { kRemoved, kKept };

std::string cleaned(string_view source, Tags tags) {
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < source.size();) {
        const char c = source[i];
        const bool markup = c == '<' || c == '&';
        const bool may_begin =
            kMayBegin[static_cast<unsigned char>(c)] && !(markup && tags == Tags::kKept);
        const Piece piece = may_begin ? special_at(source.substr(i)) : Piece{};
        if (piece.size == 0) {
            ++i;
            continue;
        }
        out.append(source, copied, i - copied).append(piece.becomes);
        i += piece.size;
        copied = i;
    }
    if (copied > 0) {
        out.append(source, copied);
        source = out;
    }
    if (source.find('\n') != string_view::npos) return lines_trimmed(source);
    return std::string(text::trim(source));
}

}  // namespace

std::string plain(string_view source) { return cleaned(source, Tags::kRemoved); }

std::string visible(string_view source) {
    if (text::is_utf8(source)) return cleaned(source, Tags::kKept);
    std::string repaired;
    utf8::replace_invalid(source.begin(), source.end(), std::back_inserter(repaired));
    return cleaned(repaired, Tags::kKept);
}

}  // namespace mingzhang::read
