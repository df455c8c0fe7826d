#include "recognise/prose_items.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

constexpr std::size_t kLongestName = 90;  // bytes: thirty characters

// "(204类)", "(款)", "(2050202)": what stands in a bracket behind a name.
struct Bracket {
    std::size_t end = 0;
    std::string digits;
    std::size_t level = 0;  // 1 类, 2 款, 3 项; 0: a whole code
};

std::optional<Bracket> bracket_at(std::string_view s, std::size_t at) {
    if (at >= s.size() || s[at] != '(') return std::nullopt;
    Bracket bracket;
    std::size_t i = at + 1;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9') bracket.digits += s[i++];
    constexpr std::string_view kLevels[] = {"类", "款", "项"};
    for (std::size_t level = 0; level < 3; ++level) {
        if (!text::starts_with(s.substr(i), kLevels[level])) continue;
        bracket.level = level + 1;
        i += kLevels[level].size();
        break;
    }
    const std::size_t n = bracket.digits.size();
    if (bracket.level == 0 && n != 3 && n != 5 && n != 7) return std::nullopt;
    if (i >= s.size() || s[i] != ')') return std::nullopt;
    bracket.end = i + 1;
    return bracket;
}

bool holds_stop(std::string_view s) {
    for (std::string_view stop : {",", "。", ";", ":", "”", "“"}) {
        if (text::contains(s, stop)) return true;
    }
    return false;
}

// Where the name that begins at `at` ends: at the next bracket that says what it is.
std::optional<std::pair<std::string_view, Bracket>> segment_at(std::string_view s, std::size_t at) {
    if (at >= s.size() || (s[at] >= '0' && s[at] <= '9')) return std::nullopt;
    const std::string_view reach = s.substr(at, kLongestName);
    for (std::size_t i = reach.find('(', 1); i < reach.size(); i = reach.find('(', i + 1)) {
        const std::string_view name = reach.substr(0, i);
        if (holds_stop(name)) break;
        if (auto bracket = bracket_at(s, at + i)) return std::pair{name, *bracket};
    }
    return std::nullopt;
}

std::string without_ending(std::string_view name) {
    constexpr std::string_view kEnding = "支出";
    return std::string(name.ends_with(kEnding) && name.size() > kEnding.size()
                           ? name.substr(0, name.size() - kEnding.size())
                           : name);
}

}  // namespace

ItemNames::ItemNames(const Disclosure& tables, const codes::Lists& codes) : codes_(codes) {
    for (const Figure& figure : tables.figures) {
        if (figure.table < 0 || !figure.coordinate) continue;
        const std::string& code = figure.coordinate->at(Dimension::kFunction);
        if (code.empty() || figure.row_key != code) continue;
        const std::string label = text::fold_label(figure.row_label);
        if (!text::starts_with(label, code)) continue;
        by_name_[without_ending(label.substr(code.size()))].insert(code);
    }
}

std::set<std::string> ItemNames::codes_named(std::string_view name, std::size_t length,
                                             std::string_view above) const {
    std::set<std::string> found;
    const auto take = [&](const std::string& code) {
        if (code.size() == length && text::starts_with(code, above)) found.insert(code);
    };
    const std::string bare = without_ending(name);
    if (const auto own = by_name_.find(bare); own != by_name_.end()) {
        for (const std::string& code : own->second) take(code);
    }
    if (!found.empty()) return found;
    for (const std::string& official : {std::string(name), bare + "支出", bare}) {
        for (const codes::Entry* entry : codes_.functional.named(official)) take(entry->code);
    }
    return found;
}

std::string ItemNames::code_of(const std::vector<std::string_view>& path) const {
    std::set<std::string> candidates = {""};
    std::size_t length = 1;
    for (std::string_view name : path) {
        length += 2;
        std::set<std::string> next;
        for (const std::string& above : candidates) next.merge(codes_named(name, length, above));
        candidates = std::move(next);
    }
    return candidates.size() == 1 ? *candidates.begin() : "";
}

std::optional<FoundItem> ItemNames::item_at(std::string_view s, std::size_t at) const {
    std::optional<FoundItem> item;
    // Codes that the names so far can mean.
    std::set<std::string> candidates = {""};
    std::size_t last_level = 0;
    for (std::size_t i = at; auto segment = segment_at(s, i);) {
        const auto& [name, bracket] = *segment;
        if (item && bracket.level <= last_level) break;
        std::set<std::string> next;
        for (const std::string& above : candidates) {
            const std::size_t length =
                bracket.level == 0 ? bracket.digits.size() : 2 * bracket.level + 1;
            if (bracket.level == 0) {
                next.insert(bracket.digits);
            } else if (!bracket.digits.empty() && above.size() + bracket.digits.size() == length) {
                next.insert(above + bracket.digits);
            } else {
                const auto named = codes_named(name, length, above);
                next.insert(named.begin(), named.end());
            }
        }
        candidates = std::move(next);
        last_level = bracket.level;
        const auto level =
            static_cast<int>(bracket.level == 0 ? bracket.digits.size() / 2 : bracket.level);
        if (!item) item.emplace();
        item->end = bracket.end;
        item->level = level;
        item->names.emplace_back(level, name);
        i = bracket.end;
        if (bracket.level == 0) break;
    }
    if (!item) return std::nullopt;
    if (candidates.size() == 1) item->code = *candidates.begin();
    for (std::string_view after : {"支出", "科目", "”"}) {
        if (text::starts_with(s.substr(item->end), after)) item->end += after.size();
    }
    return item;
}

}  // namespace mingzhang::recognise
