#include "read/docx_numbering.h"

#include <algorithm>

#include "base/text.h"
#include "read/number_format.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr int kLargest = 1'000'000;

std::string roman(int value) {
    constexpr std::array<std::pair<int, string_view>, 13> kParts{{{1000, "M"},
                                                                  {900, "CM"},
                                                                  {500, "D"},
                                                                  {400, "CD"},
                                                                  {100, "C"},
                                                                  {90, "XC"},
                                                                  {50, "L"},
                                                                  {40, "XL"},
                                                                  {10, "X"},
                                                                  {9, "IX"},
                                                                  {5, "V"},
                                                                  {4, "IV"},
                                                                  {1, "I"}}};
    if (value > 5000) return std::to_string(value);
    std::string out;
    for (const auto& [worth, letters] : kParts) {
        for (; value >= worth; value -= worth) out += letters;
    }
    return out;
}

// 1 A … 26 Z 27 AA 28 BB, as Word counts.
std::string letters(int value, char first) {
    if (value < 1 || value > 26 * 20) return std::to_string(value);
    return std::string(static_cast<std::size_t>((value - 1) / 26 + 1),
                       static_cast<char>(first + (value - 1) % 26));
}

std::string small(std::string s) {
    for (char& c : s)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return s;
}

// One of a run of characters, else decimal.
std::string enclosed(int value, char32_t first, int count) {
    if (value < 1 || value > count) return std::to_string(value);
    return text::to_utf8(std::u32string(1, first + static_cast<char32_t>(value - 1)));
}

std::string full_width(int value) {
    std::u32string out;
    for (const char c : std::to_string(value)) out += U'０' + static_cast<char32_t>(c - '0');
    return text::to_utf8(out);
}

std::string one_of(int value, string_view characters) {
    const std::u32string all = text::code_points(characters);
    if (value < 1 || static_cast<std::size_t>(value) > all.size()) return std::to_string(value);
    return text::to_utf8(all.substr(static_cast<std::size_t>(value - 1), 1));
}

bool is_any(string_view format, std::initializer_list<string_view> names) {
    return std::find(names.begin(), names.end(), format) != names.end();
}

}  // namespace

std::string number_text(string_view format, int value) {
    value = std::clamp(value, 0, kLargest);
    const auto whole = static_cast<std::uint64_t>(value);
    if (is_any(format, {"none", "bullet"})) return {};
    if (is_any(format, {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                        "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"}))
        return chinese_number(whole, false);
    if (is_any(format, {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}))
        return chinese_number(whole, true);
    if (is_any(format, {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}))
        return chinese_digits(std::to_string(value), false);
    if (format == "upperRoman") return roman(value);
    if (format == "lowerRoman") return small(roman(value));
    if (format == "upperLetter") return letters(value, 'A');
    if (format == "lowerLetter") return letters(value, 'a');
    if (format == "decimalZero") return (value < 10 ? "0" : "") + std::to_string(value);
    if (is_any(format, {"decimalFullWidth", "decimalFullWidth2"})) return full_width(value);
    if (is_any(format, {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}))
        return enclosed(value, U'①', 20);
    if (format == "decimalEnclosedParen") return enclosed(value, U'⑴', 20);
    if (format == "decimalEnclosedFullstop") return enclosed(value, U'⒈', 20);
    if (format == "ideographEnclosedCircle") return enclosed(value, U'㊀', 10);
    if (format == "ideographTraditional") return one_of(value, "甲乙丙丁戊己庚辛壬癸");
    if (format == "ideographZodiac") return one_of(value, "子丑寅卯辰巳午未申酉戌亥");
    return std::to_string(value);
}

DocxNumbering::Level DocxNumbering::read_level(const Node& node) {
    const auto value = [&](const char* name) { return attribute(child(node, name), "val"); };
    Level level;
    // Formats that Word knows only since 2010 stand in an alternative.
    Node format = child(node, "numFmt");
    if (!format) format = descendant(node, {"AlternateContent", "Fallback", "numFmt"});
    if (format) level.format = attribute(format, "val");
    level.text = value("lvlText");
    level.style = value("pStyle");
    level.start = integer(value("start"), 1);
    level.restart = integer(value("lvlRestart"), -1);
    level.decimal_only = child(node, "isLgl") && flag(child(node, "isLgl"), "val", true);
    level.tight = value("suff") == "nothing";
    return level;
}

DocxNumbering::DocxNumbering(const Node& numbering) {
    std::map<std::string, int> by_style;  // abstract numberings that a style names
    std::map<int, std::string> links_to;  // and those that refer to such a style
    const auto index = [](const Node& level) {
        return static_cast<std::size_t>(integer(attribute(level, "ilvl"), -1));
    };
    for (const Node& node : children(numbering, "abstractNum")) {
        const int id = integer(attribute(node, "abstractNumId"), -1);
        Levels& levels = abstracts_[id];
        for (const Node& level : children(node, "lvl"))
            if (index(level) < kLevels) levels[index(level)] = read_level(level);
        if (const Node link = child(node, "styleLink"))
            by_style.emplace(std::string(attribute(link, "val")), id);
        if (const Node link = child(node, "numStyleLink"))
            links_to.emplace(id, std::string(attribute(link, "val")));
    }
    for (const Node& node : children(numbering, "num")) {
        Number number;
        number.abstract = integer(attribute(child(node, "abstractNumId"), "val"), -1);
        if (const auto link = links_to.find(number.abstract); link != links_to.end()) {
            const auto target = by_style.find(link->second);
            if (target != by_style.end()) number.abstract = target->second;
        }
        for (const Node& change : children(node, "lvlOverride")) {
            const std::size_t level = index(change);
            if (level >= kLevels) continue;
            if (const Node start = child(change, "startOverride"))
                number.starts[level] = integer(attribute(start, "val"), 1);
            if (const Node own = child(change, "lvl")) number.levels[level] = read_level(own);
        }
        numbers_.emplace(integer(attribute(node, "numId"), -1), std::move(number));
    }
}

const DocxNumbering::Level& DocxNumbering::level_of(const Number& number, std::size_t level) const {
    const auto own = number.levels.find(level);
    return own != number.levels.end() ? own->second : abstracts_.at(number.abstract)[level];
}

std::string DocxNumbering::next(NumberReference reference, const std::string& style) {
    const auto found = numbers_.find(reference.number);
    if (found == numbers_.end()) return {};
    Number& number = found->second;
    const auto abstract = abstracts_.find(number.abstract);
    if (abstract == abstracts_.end()) return {};
    auto level = static_cast<std::size_t>(std::max(0, reference.level));
    if (reference.level < 0 && !style.empty()) {
        for (std::size_t i = 0; i < kLevels; ++i)
            if (abstract->second[i].style == style) level = i;
    }
    if (level >= kLevels) return {};

    auto [counter, fresh] = counters_.try_emplace(number.abstract);
    std::array<int, kLevels>& counts = counter->second;
    if (fresh) counts.fill(-1);
    if (!number.used) {
        number.used = true;
        for (std::size_t i = 0; i < kLevels; ++i)
            if (number.starts[i]) counts[i] = -1;
    }
    const auto start = [&](std::size_t i) {
        return number.starts[i].value_or(level_of(number, i).start);
    };
    for (std::size_t i = 0; i < level; ++i)
        if (counts[i] < 0) counts[i] = start(i);
    if (counts[level] < 0) {
        counts[level] = start(level);
    } else if (counts[level] < kLargest) {
        ++counts[level];
    }
    for (std::size_t i = level + 1; i < kLevels; ++i) {
        const int restart = level_of(number, i).restart;
        if (restart < 0 || (restart > 0 && level < static_cast<std::size_t>(restart)))
            counts[i] = -1;
    }
    return text_of(number, level);
}

std::string DocxNumbering::text_of(const Number& number, std::size_t level) const {
    const Level& shown = level_of(number, level);
    if (shown.format == "bullet") return {};
    const auto& counts = counters_.at(number.abstract);
    std::string out;
    const std::string& pattern = shown.text;
    for (std::size_t i = 0; i < pattern.size() && out.size() < 200; ++i) {
        const bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                           pattern[i + 1] <= '9';
        if (!place) {
            out += pattern[i];
            continue;
        }
        const auto at = static_cast<std::size_t>(pattern[++i] - '1');
        if (at > level) continue;
        const std::string& format = level_of(number, at).format;
        out += number_text(shown.decimal_only ? "decimal" : format, std::max(0, counts[at]));
    }
    // "1." and "2026" must not become 1.2026.
    const bool ascii = !out.empty() && static_cast<unsigned char>(out.back()) < 0x80;
    if (ascii && out.back() != ' ' && (!shown.tight || out.back() == '.')) out += ' ';
    return out;
}

}  // namespace mingzhang::read
