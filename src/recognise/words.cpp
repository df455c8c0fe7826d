#include "recognise/words.h"

#include <array>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

constexpr std::string_view kChineseDigits[] = {"一", "二", "三", "四", "五", "六",
                                               "七", "八", "九", "十", "百"};

// Bytes of the leading run of Chinese or ASCII digits.
std::size_t digit_run(std::string_view s) {
    std::size_t n = 0;
    for (bool found = true; found;) {
        found = false;
        if (n < s.size() && s[n] >= '0' && s[n] <= '9') {
            ++n;
            found = true;
            continue;
        }
        for (std::string_view digit : kChineseDigits) {
            if (text::starts_with(s.substr(n), digit)) {
                n += digit.size();
                found = true;
                break;
            }
        }
    }
    return n;
}

// How deep an ordinal stands in the usual order: 一、 （一） 1. （1） ①.
int ordinal_depth(std::string_view ordinal) {
    if (ordinal.empty()) return 0;
    if (static_cast<unsigned char>(ordinal[0]) == 0xE2) return 5;
    const bool bracket = ordinal[0] == '(';
    const char first = ordinal[bracket ? 1 : 0];
    return (first >= '0' && first <= '9' ? 3 : 1) + (bracket ? 1 : 0);
}

// Bytes of a leading ordinal, 0 where there is none.
std::size_t ordinal_length(std::string_view s) {
    if (s.empty()) return 0;
    // ① to ⑳ are U+2460..U+2473.
    if (s.size() >= 3 && s[0] == '\xE2' && s[1] == '\x91' &&
        static_cast<unsigned char>(s[2]) >= 0xA0 && static_cast<unsigned char>(s[2]) <= 0xB3) {
        return 3;
    }
    const bool bracket = s[0] == '(';
    const std::size_t begin = bracket ? 1 : 0;
    const std::size_t digits = digit_run(s.substr(begin));
    if (digits == 0) return 0;
    const std::string_view rest = s.substr(begin + digits);
    if (bracket) return text::starts_with(rest, ")") ? begin + digits + 1 : 0;
    for (std::string_view mark : {"、", ".", "．", ")"}) {
        if (text::starts_with(rest, mark)) {
            // "1.5" is a number, not an ordinal; "1.2026年收支总表" has one.
            const std::string_view after = rest.substr(mark.size());
            const bool year =
                after.size() > 4 && after.starts_with("20") && after.substr(4).starts_with("年");
            if (mark == "." && !year && !after.empty() && after[0] >= '0' && after[0] <= '9')
                return 0;
            return digits + mark.size();
        }
    }
    return 0;
}

}  // namespace

BareLabel bare_label(std::string_view label) {
    BareLabel bare{text::fold_label(label)};
    std::string_view rest = bare.text;
    for (bool again = true; again;) {
        again = false;
        for (std::string_view mark : {"其中:", "其中,", "其中"}) {
            if (text::starts_with(rest, mark)) {
                rest.remove_prefix(mark.size());
                bare.part_only = true;
                again = true;
                break;
            }
        }
        if (const std::size_t n = ordinal_length(rest); n > 0 && n < rest.size()) {
            bare.depth = ordinal_depth(rest.substr(0, n));
            rest.remove_prefix(n);
            bare.ordinal = true;
            again = true;
        }
    }
    bare.text = std::string(rest);
    return bare;
}

std::string without_years(std::string_view label) {
    const std::string folded = text::fold_label(label);
    std::string out;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const bool year = folded.size() - i >= 4 && folded[i] == '2' && folded[i + 1] == '0' &&
                          std::isdigit(static_cast<unsigned char>(folded[i + 2])) &&
                          std::isdigit(static_cast<unsigned char>(folded[i + 3]));
        if (year) {
            out += "{Y}";
            i += 3;
        } else {
            out += folded[i];
        }
    }
    return out;
}

RowWords::RowWords(const std::vector<pack::RowWord>& rows) {
    for (const pack::RowWord& row : rows) {
        for (const std::string& word : row.words) by_label_.emplace(text::fold_label(word), &row);
    }
}

const pack::RowWord* RowWords::find(std::string_view label) const {
    if (by_label_.empty()) return nullptr;
    if (auto hit = by_label_.find(text::fold_label(label)); hit != by_label_.end()) {
        return hit->second;
    }
    auto hit = by_label_.find(bare_label(label).text);
    return hit == by_label_.end() ? nullptr : hit->second;
}

ColumnWords::ColumnWords(const std::vector<pack::Column>& columns) {
    for (const pack::Column& column : columns) {
        if (column.heading.size() == 1) {
            by_label_.emplace(without_years(pack::fill(column.heading[0], 2000)), &column);
        }
    }
}

const pack::Column* ColumnWords::find(std::string_view label) const {
    auto hit = by_label_.find(without_years(label));
    return hit == by_label_.end() ? nullptr : hit->second;
}

}  // namespace mingzhang::recognise
