#include "recognise/indicators_targets.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

using std::string_view;

// Longer cells are sentences.
constexpr std::size_t kLongestSignBytes = 30;
constexpr std::size_t kLongestTargetBytes = 160;
constexpr std::size_t kLongestUnit = 8;       // characters
constexpr std::size_t kLongestDeadline = 20;  // characters

struct Sign {
    string_view text;
    Comparison comparison;
};

// Longer ones before those they begin with.
constexpr std::array kSigns{
    Sign{"大于等于", Comparison::kAtLeast}, Sign{"大于或等于", Comparison::kAtLeast},
    Sign{"小于等于", Comparison::kAtMost},  Sign{"小于或等于", Comparison::kAtMost},
    Sign{"不少于", Comparison::kAtLeast},   Sign{"不低于", Comparison::kAtLeast},
    Sign{"不小于", Comparison::kAtLeast},   Sign{"至少", Comparison::kAtLeast},
    Sign{"不超过", Comparison::kAtMost},    Sign{"不高于", Comparison::kAtMost},
    Sign{"不多于", Comparison::kAtMost},    Sign{"不大于", Comparison::kAtMost},
    Sign{"至多", Comparison::kAtMost},      Sign{"控制在", Comparison::kAtMost},
    Sign{"大于", Comparison::kMoreThan},    Sign{"高于", Comparison::kMoreThan},
    Sign{"超过", Comparison::kMoreThan},    Sign{"多于", Comparison::kMoreThan},
    Sign{"小于", Comparison::kLessThan},    Sign{"低于", Comparison::kLessThan},
    Sign{"少于", Comparison::kLessThan},    Sign{"等于", Comparison::kEqual},
    Sign{"≥", Comparison::kAtLeast},        Sign{"≧", Comparison::kAtLeast},
    Sign{"⩾", Comparison::kAtLeast},        Sign{">=", Comparison::kAtLeast},
    Sign{"≤", Comparison::kAtMost},         Sign{"≦", Comparison::kAtMost},
    Sign{"⩽", Comparison::kAtMost},         Sign{"<=", Comparison::kAtMost},
    Sign{">", Comparison::kMoreThan},       Sign{"<", Comparison::kLessThan},
    Sign{"=", Comparison::kEqual},
};

constexpr std::array kEndings{
    Sign{"及以上", Comparison::kAtLeast}, Sign{"以上", Comparison::kAtLeast},
    Sign{"及以下", Comparison::kAtMost},  Sign{"以下", Comparison::kAtMost},
    Sign{"以内", Comparison::kAtMost},    Sign{"之内", Comparison::kAtMost},
    Sign{"左右", Comparison::kNone},      Sign{"(含)", Comparison::kNone},
};

bool drop_prefix(string_view& s, string_view prefix) {
    if (!s.starts_with(prefix)) return false;
    s.remove_prefix(prefix.size());
    return true;
}

Comparison take_sign(string_view& s) {
    for (const Sign& sign : kSigns)
        if (drop_prefix(s, sign.text)) return sign.comparison;
    return Comparison::kNone;
}

// "95%以上": a comparison behind the number.
Comparison take_endings(string_view& s) {
    Comparison found = Comparison::kNone;
    for (bool again = true; again;) {
        again = false;
        for (const Sign& ending : kEndings) {
            if (!s.ends_with(ending.text)) continue;
            s.remove_suffix(ending.text.size());
            if (found == Comparison::kNone) found = ending.comparison;
            again = true;
            break;
        }
    }
    return found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at_start(string_view s) {
    std::size_t n = 0;
    while (n < s.size() && is_digit(s[n])) ++n;
    return n;
}

std::size_t characters(string_view s) {
    return static_cast<std::size_t>(std::count_if(
        s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// "2026年…", "2026-12-31".
bool starts_with_year(string_view s) {
    if (digits_at_start(s) != 4 || !(s.starts_with("19") || s.starts_with("20"))) return false;
    s.remove_prefix(4);
    if (s.starts_with("年")) return true;
    return s.size() > 1 && (s[0] == '-' || s[0] == '/') && is_digit(s[1]);
}

// "12月", "6月30日前".
bool starts_with_month(string_view s) {
    const std::size_t n = digits_at_start(s);
    return (n == 1 || n == 2) && s.substr(n).starts_with("月");
}

bool is_deadline(string_view s, Comparison comparison) {
    if (characters(s) > kLongestDeadline) return false;
    for (const string_view word : {"年底", "年末", "年终", "年内", "月底", "月末", "季度末"})
        if (text::contains(s, word)) return true;
    if (starts_with_year(s)) return true;
    if (!starts_with_month(s)) return false;
    return comparison == Comparison::kNone || text::contains(s, "日");
}

// "元/人·月", "元/每人/每月" → 元, 人, 月. False where that is no list of units.
bool read_units(string_view s, Target& target) {
    if (const auto cut = s.find_first_of("(,;:"); cut != string_view::npos) s = s.substr(0, cut);
    std::string one_separator(s);
    for (const string_view separator : {"·", "•", "每"})
        one_separator = text::replace_all(one_separator, separator, "/");
    bool first = !target.number.percent;
    for (const string_view unit : text::split(one_separator, '/')) {
        if (unit.empty()) continue;
        if (characters(unit) > kLongestUnit ||
            unit.find_first_of("0123456789") != string_view::npos)
            return false;
        if (first) {
            target.unit = unit;
        } else {
            target.per.emplace_back(unit);
        }
        first = false;
    }
    return true;
}

// The number at the start of `s` and its units.
bool read_number(string_view s, Target& target) {
    const auto end = std::min(s.find_first_not_of("0123456789,."), s.size());
    if (end == 0) return false;
    target.number = parse_number(s.substr(0, end));
    if (target.number.form != NumberForm::kNumber) return false;
    s.remove_prefix(end);
    if (drop_prefix(s, "%")) {
        target.number.percent = true;
        target.unit.assign(1, '%');
        if (!s.starts_with("/")) s = {};
    }
    return read_units(s, target);
}

bool holds_range(string_view s) {
    for (const string_view sign : {"-", "~", "—", "至", "到"}) {
        const auto at = s.find(sign);
        if (at != string_view::npos && at > 0 && at + sign.size() < s.size() &&
            is_digit(s[at + sign.size()]))
            return true;
    }
    return false;
}

std::string without_space(string_view cell) {
    std::string out = text::fold(cell);
    std::erase_if(out, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return out;
}

bool is_blank(string_view s) {
    return s.find_first_not_of("-/\\") == string_view::npos || s == "—" || s == "——";
}

}  // namespace

Target parse_target(string_view cell) {
    Target target;
    target.text = text::trim(cell);
    if (target.text.size() > kLongestTargetBytes) {
        target.kind = TargetKind::kWords;
        return target;
    }
    const std::string folded = without_space(cell);
    string_view rest = folded;
    if (is_blank(rest)) return target;

    target.comparison = take_sign(rest);
    for (const string_view filler : {"达到", "达", "约", "共"}) drop_prefix(rest, filler);
    if (is_deadline(rest, target.comparison)) {
        target.kind = TargetKind::kDeadline;
        return target;
    }
    const Comparison behind = take_endings(rest);
    Target numeric = target;
    if (numeric.comparison == Comparison::kNone) numeric.comparison = behind;
    if (!holds_range(rest) && read_number(rest, numeric)) {
        numeric.kind = TargetKind::kNumber;
        return numeric;
    }
    target.kind = TargetKind::kWords;
    return target;
}

Comparison lone_comparison(string_view cell) {
    if (cell.size() > kLongestSignBytes) return Comparison::kNone;
    const std::string folded = without_space(cell);
    string_view rest = folded;
    const Comparison comparison = take_sign(rest);
    return rest.empty() ? comparison : Comparison::kNone;
}

}  // namespace mingzhang::recognise
