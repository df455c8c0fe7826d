// Text as people compare it: UTF-8 with full-width forms folded to half width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang::text {

// A folded text and, for each of its bytes, the offset of the source byte it came from
// (origin.size() == text.size() + 1; the last entry is the source's size).
struct Folded {
    std::string text;
    std::vector<uint32_t> origin;
};

// Full-width ASCII (U+FF01..FF5E) to ASCII, the ideographic and no-break spaces to ' ', the
// minus signs − － – to '-'. Nothing else changes: 〔〕 and ① stay. Input must be valid UTF-8.
Folded fold_with_map(std::string_view source);
std::string fold(std::string_view source);
// The same into a buffer of at least source.size() bytes; returns the bytes written.
std::size_t fold_into(std::string_view source, char* buffer);

// For comparing labels: folded, all white space removed, bracket and quote shapes unified
// (〔【［[（ → "(", “”「」" → "\""). "公务用车购置及运行费 " and "公务用车购置及运行费" are equal.
std::string fold_label(std::string_view source);

std::string_view trim(std::string_view s);  // ASCII, no-break and ideographic white space
std::vector<std::string_view> split(std::string_view s, char separator);
inline bool starts_with(std::string_view s, std::string_view prefix) {
    return s.starts_with(prefix);
}
bool contains(std::string_view s, std::string_view part);
using Words = std::initializer_list<std::string_view>;
bool contains_any(std::string_view s, Words words);
bool ends_with_any(std::string_view s, Words words);
// Bytes of the first of the words that begins `s`; 0 where none does.
std::size_t any_at(std::string_view s, Words words);
std::string replace_all(std::string s, std::string_view from, std::string_view to);

// 1 to 99 in Chinese numerals: "二十一".
std::string chinese_number(int n);
bool is_utf8(std::string_view bytes);
// Code points of a valid UTF-8 text.
std::u32string code_points(std::string_view s);
std::string to_utf8(std::u32string_view s);

// UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030 → UTF-8. A last
// character that is cut off (half a file) is dropped. Fails when the bytes are none of these, or
// are a binary file: NUL, or many control characters. `notes` receives what had to be done:
// "decoded-utf16", "decoded-gb18030", "last-character-cut".
Result<std::string> decode(std::string bytes, const std::string& where,
                           std::vector<std::string>* notes = nullptr);

// Text of a known encoding, by its name for iconv ("GB18030", "CP1252") → UTF-8. What is no
// character of it, or all where iconv knows no such encoding, becomes U+FFFD, byte by byte.
std::string decode_as(std::string_view bytes, const char* encoding);
// The same of UTF-16, little-endian; the last byte of an odd number is dropped.
std::string decode_utf16le(std::string_view bytes);

}  // namespace mingzhang::text
