#include "base/text.h"

#include <fmt/format.h>
#include <iconv.h>
#include <utf8.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace mingzhang::text {
namespace {

using std::string_view;

unsigned char byte_at(string_view s, std::size_t i) { return static_cast<unsigned char>(s[i]); }

struct Step {
    std::size_t size = 1;  // bytes of the source
    char ascii = 0;        // what it folds to, or 0 where it stays
};

// Only characters with one of these lead bytes fold, or mean something to fold_label.
constexpr bool may_fold(char c) { return c == '\xC2' || c == '\xE2' || c == '\xE3' || c == '\xEF'; }

// The character at `i`, as far as folding is concerned.
Step fold_step(string_view s, std::size_t i) {
    const unsigned char lead = byte_at(s, i);
    const string_view rest = s.substr(i, 3);
    switch (lead) {
        case 0xC2:
            if (rest.starts_with("\xC2\xA0")) return {2, ' '};
            break;
        case 0xE2:
            if (rest == "\xE2\x88\x92" || rest == "\xE2\x80\x93") return {3, '-'};
            if (rest == "\xE2\x80\xAF" || rest == "\xE2\x80\x87") return {3, ' '};
            break;
        case 0xE3:
            if (rest == "\xE3\x80\x80") return {3, ' '};
            break;
        case 0xEF: {
            if (rest.size() < 3) break;
            const unsigned code = (byte_at(rest, 1) & 0x3Fu) << 6 | (byte_at(rest, 2) & 0x3Fu);
            if (code >= 0xF01 && code <= 0xF5E) return {3, static_cast<char>(code - 0xF01 + '!')};
            break;
        }
        default:
            break;
    }
    return {};
}

constexpr string_view kNone{};

constexpr uint32_t three_bytes(string_view s) {
    const auto byte = [&](std::size_t i) { return uint32_t{static_cast<unsigned char>(s[i])}; };
    return s.size() < 3 ? 0 : byte(0) << 16 | byte(1) << 8 | byte(2);
}

struct Shape {
    constexpr Shape(string_view character, string_view folded)
        : from(three_bytes(character)), to(folded) {}
    uint32_t from;
    string_view to;
};

// What fold_label makes of a character after folding; those to nothing are white space.
constexpr std::array kShapes{
    Shape{"〔", "("},       Shape{"【", "("},       Shape{"〖", "("},       Shape{"﹝", "("},
    Shape{"〕", ")"},       Shape{"】", ")"},       Shape{"〗", ")"},       Shape{"﹞", ")"},
    Shape{"“", "\""},       Shape{"”", "\""},       Shape{"「", "\""},      Shape{"」", "\""},
    Shape{"『", "\""},      Shape{"』", "\""},      Shape{"〝", "\""},      Shape{"〞", "\""},
    Shape{"‘", "\""},       Shape{"’", "\""},       Shape{"\u2002", kNone}, Shape{"\u2003", kNone},
    Shape{"\u2009", kNone}, Shape{"\u200B", kNone}, Shape{"\uFEFF", kNone},
};

const Shape* shape_of(string_view character) {
    const uint32_t from = three_bytes(character);
    const auto* found = std::find_if(kShapes.begin(), kShapes.end(),
                                     [&](const Shape& s) { return s.from == from; });
    return found == kShapes.end() ? nullptr : found;
}

constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr char unify_ascii(char c) {
    if (c == '[') return '(';
    if (c == ']') return ')';
    return c;
}

// Bytes that fold_label keeps, whatever stands around them.
constexpr bool kept(char c) { return !may_fold(c) && !is_ascii_space(c) && unify_ascii(c) == c; }

// Bytes of the white space that starts `s`, 0 where none does.
std::size_t leading_space(string_view s) {
    if (is_ascii_space(s.front())) return 1;
    if (s.starts_with("\u3000")) return 3;
    if (s.starts_with("\u00A0")) return 2;
    return 0;
}

std::size_t trailing_space(string_view s) {
    if (is_ascii_space(s.back())) return 1;
    if (s.ends_with("\u3000")) return 3;
    if (s.ends_with("\u00A0")) return 2;
    return 0;
}

std::size_t first_invalid(string_view s) {
    return static_cast<std::size_t>(utf8::find_invalid(s.begin(), s.end()) - s.begin());
}

// Whether `tail` is the beginning of a UTF-8 character that was cut off.
bool is_cut_character(string_view tail) {
    if (tail.empty()) return false;
    const unsigned char lead = byte_at(tail, 0);
    std::size_t length = 0;
    if (lead >= 0xC2 && lead <= 0xDF) length = 2;
    if (lead >= 0xE0 && lead <= 0xEF) length = 3;
    if (lead >= 0xF0 && lead <= 0xF4) length = 4;
    if (tail.size() >= length) return false;
    return std::all_of(tail.begin() + 1, tail.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
}

bool is_ascii(string_view s) {
    return std::all_of(s.begin(), s.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct CloseIconv {
    void operator()(void* cd) const { iconv_close(cd); }
};

struct Converted {
    std::string text;
    std::size_t wrong_at = string_view::npos;  // byte that cannot be decoded
    bool cut = false;                          // the last character is not complete
};

Converted convert(string_view bytes, const char* encoding) {
    const iconv_t opened = iconv_open("UTF-8", encoding);
    if (opened == reinterpret_cast<iconv_t>(-1)) return {{}, 0, false};
    const std::unique_ptr<void, CloseIconv> cd(opened);

    // Two bytes of GB18030 or UTF-16 make at most three of UTF-8, four make four.
    Converted out;
    out.text.resize(bytes.size() / 2 * 3 + 16);
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    char* to = out.text.data();
    std::size_t to_left = out.text.size();
    if (iconv(cd.get(), &in, &in_left, &to, &to_left) == static_cast<std::size_t>(-1)) {
        if (errno == EINVAL) {
            out.cut = true;
        } else {
            out.wrong_at = bytes.size() - in_left;
        }
    }
    out.text.resize(out.text.size() - to_left);
    return out;
}

constexpr auto kCutNote = "last-character-cut";

void note(std::vector<std::string>* notes, std::string what) {
    if (notes) notes->push_back(std::move(what));
}

// Control characters no text file holds in numbers. A vertical tab is a line break of Word's.
bool looks_binary(string_view s) {
    const auto controls = static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return (b < 0x20 && !is_ascii_space(c)) || b == 0x7F;
    }));
    return controls > 2 && controls * 50 > s.size();
}

Result<std::string> checked_text(std::string text, const std::string& where) {
    if (const auto nul = text.find('\0'); nul != std::string::npos) {
        return fail(where,
                    fmt::format("This is a binary file: byte {} of its text is zero", nul + 1));
    }
    if (looks_binary(text)) {
        return fail(where, "This is a binary file: it holds many control characters");
    }
    return text;
}

Result<std::string> decode_utf16(string_view bytes, bool big_endian, const std::string& where,
                                 std::vector<std::string>* notes) {
    const char* encoding = big_endian ? "UTF-16BE" : "UTF-16LE";
    Converted out = convert(bytes.substr(2), encoding);
    if (out.wrong_at != string_view::npos) {
        return fail(where,
                    fmt::format("The file begins like UTF-16, but byte {} belongs to no character",
                                out.wrong_at + 3));
    }
    note(notes, "decoded-utf16");
    if (out.cut) note(notes, kCutNote);
    return checked_text(std::move(out.text), where);
}

Result<std::string> decode_gb18030(string_view bytes, std::size_t not_utf8_at,
                                   const std::string& where, std::vector<std::string>* notes) {
    Converted out = convert(bytes, "GB18030");
    if (out.wrong_at != string_view::npos || !is_utf8(out.text)) {
        return fail(where,
                    fmt::format("The file is neither UTF-8 (byte {} is wrong) nor GB18030 (byte {} "
                                "is wrong)",
                                not_utf8_at + 1, std::min(out.wrong_at, bytes.size()) + 1),
                    "save it as UTF-8 text");
    }
    note(notes, "decoded-gb18030");
    if (out.cut) note(notes, kCutNote);
    return checked_text(std::move(out.text), where);
}

}  // namespace

Folded fold_with_map(string_view source) {
    Folded out;
    out.text.reserve(source.size());
    out.origin.reserve(source.size() + 1);
    for (std::size_t i = 0; i < source.size();) {
        const Step step = may_fold(source[i]) ? fold_step(source, i) : Step{};
        out.text.push_back(step.ascii ? step.ascii : source[i]);
        out.origin.push_back(static_cast<uint32_t>(i));
        i += step.size;
    }
    out.origin.push_back(static_cast<uint32_t>(source.size()));
    return out;
}

std::string fold(string_view source) {
    std::string out(source.size(), '\0');
    out.resize(fold_into(source, out.data()));
    return out;
}

std::size_t fold_into(string_view source, char* buffer) {
    char* to = buffer;
    for (std::size_t i = 0; i < source.size();) {
        const Step step = may_fold(source[i]) ? fold_step(source, i) : Step{};
        *to++ = step.ascii ? step.ascii : source[i];
        i += step.size;
    }
    return static_cast<std::size_t>(to - buffer);
}

std::string fold_label(string_view source) {
    std::string out;
    out.reserve(source.size());
    for (std::size_t i = 0; i < source.size();) {
        std::size_t end = i;
        while (end < source.size() && kept(source[end])) ++end;
        out.append(source, i, end - i);
        if ((i = end) == source.size()) break;
        const Step step = fold_step(source, i);
        const char c = step.ascii ? step.ascii : source[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            if (!is_ascii_space(c)) out.push_back(unify_ascii(c));
            i += step.size;
        } else if (const Shape* shape = shape_of(source.substr(i, 3))) {
            out.append(shape->to);
            i += 3;
        } else {
            out.push_back(c);
            i += 1;
        }
    }
    return out;
}

string_view trim(string_view s) {
    while (!s.empty() && leading_space(s) > 0) s.remove_prefix(leading_space(s));
    while (!s.empty() && trailing_space(s) > 0) s.remove_suffix(trailing_space(s));
    return s;
}

std::vector<string_view> split(string_view s, char separator) {
    std::vector<string_view> parts;
    while (true) {
        const auto end = s.find(separator);
        parts.push_back(s.substr(0, end));
        if (end == string_view::npos) return parts;
        s.remove_prefix(end + 1);
    }
}

bool contains(string_view s, string_view part) { return s.find(part) != string_view::npos; }

bool contains_any(string_view s, Words words) {
    return std::any_of(words.begin(), words.end(), [&](string_view w) { return contains(s, w); });
}

bool ends_with_any(string_view s, Words words) {
    return std::any_of(words.begin(), words.end(), [&](string_view w) { return s.ends_with(w); });
}

std::size_t any_at(string_view s, Words words) {
    for (const string_view word : words) {
        // The second byte tells Chinese characters apart sooner than the first.
        const std::size_t telling = word.size() > 1 ? 1 : 0;
        if (s.size() < word.size() || s[telling] != word[telling]) continue;
        if (s.starts_with(word)) return word.size();
    }
    return 0;
}

std::string replace_all(std::string s, string_view from, string_view to) {
    if (from.empty()) return s;
    std::string out;
    std::size_t done = 0;
    for (auto at = s.find(from); at != std::string::npos; at = s.find(from, done)) {
        out.append(s, done, at - done).append(to);
        done = at + from.size();
    }
    if (done == 0) return s;
    return out.append(s, done);
}

std::string chinese_number(int n) {
    constexpr std::string_view kDigits[] = {"",   "一", "二", "三", "四",
                                            "五", "六", "七", "八", "九"};
    std::string out;
    if (n >= 20) out += kDigits[n / 10 % 10];
    if (n >= 10) out += "十";
    return out + std::string(kDigits[n % 10]);
}

bool is_utf8(string_view bytes) { return first_invalid(bytes) == bytes.size(); }

std::u32string code_points(string_view s) {
    std::u32string out;
    out.reserve(s.size());
    utf8::utf8to32(s.begin(), s.end(), std::back_inserter(out));
    return out;
}

std::string to_utf8(std::u32string_view s) {
    std::string out;
    out.reserve(s.size() * 3);
    utf8::utf32to8(s.begin(), s.end(), std::back_inserter(out));
    return out;
}

Result<std::string> decode(std::string bytes, const std::string& where,
                           std::vector<std::string>* notes) {
    const string_view all = bytes;
    if (all.starts_with("\xFF\xFE")) return decode_utf16(all, false, where, notes);
    if (all.starts_with("\xFE\xFF")) return decode_utf16(all, true, where, notes);
    if (const auto nul = all.find('\0'); nul != string_view::npos) {
        return fail(where, fmt::format("This is a binary file: byte {} is zero", nul + 1));
    }

    const bool marked = all.starts_with("\xEF\xBB\xBF");
    const std::size_t wrong = first_invalid(all);
    if (wrong < bytes.size()) {
        const bool cut = is_cut_character(all.substr(wrong));
        if (!cut && marked) {
            return fail(where, fmt::format("The file begins like UTF-8, but byte {} belongs to no "
                                           "character",
                                           wrong + 1));
        }
        // Plain ASCII before the cut says nothing about the encoding.
        if (!cut || is_ascii(all.substr(0, wrong))) {
            return decode_gb18030(all, wrong, where, notes);
        }
        bytes.resize(wrong);
        note(notes, kCutNote);
    }
    if (marked) bytes.erase(0, 3);
    return checked_text(std::move(bytes), where);
}

std::string decode_as(string_view bytes, const char* encoding) {
    if (is_ascii(bytes)) return std::string(bytes);
    constexpr string_view kUnknown = "\uFFFD";
    const iconv_t opened = iconv_open("UTF-8", encoding);
    const bool known = opened != reinterpret_cast<iconv_t>(-1);
    const std::unique_ptr<void, CloseIconv> cd(known ? opened : nullptr);
    std::string out(bytes.size() * kUnknown.size(), '\0');
    char* to = out.data();
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    while (in_left > 0) {
        std::size_t to_left = out.size() - static_cast<std::size_t>(to - out.data());
        if (known && iconv(cd.get(), &in, &in_left, &to, &to_left) != static_cast<std::size_t>(-1))
            break;
        if (to_left < kUnknown.size() || in_left == 0) break;
        to = std::copy(kUnknown.begin(), kUnknown.end(), to);
        ++in;
        --in_left;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return out;
}

std::string decode_utf16le(string_view bytes) {
    std::u32string out;
    out.reserve(bytes.size() / 2);
    const auto unit = [&](std::size_t at) -> char32_t {
        return at + 1 < bytes.size() ? byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 : 0;
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const char32_t first = unit(at), second = unit(at + 2);
        const bool surrogate = first >= 0xD800 && first < 0xE000;
        if (surrogate && first < 0xDC00 && second >= 0xDC00 && second < 0xE000) {
            out.push_back(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            at += 2;
        } else {
            out.push_back(surrogate ? U'\uFFFD' : first);
        }
    }
    return to_utf8(out);
}

}  // namespace mingzhang::text
