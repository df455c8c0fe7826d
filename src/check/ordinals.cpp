#include "check/ordinals.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingzhang::check {
namespace {

using std::size_t;
using std::string;
using std::string_view;

constexpr std::array<string_view, 10> kNumerals = {"一", "二", "三", "四", "五",
                                                   "六", "七", "八", "九", "十"};
constexpr size_t kLevels = 5;
constexpr int kMostSkipped = 2;
constexpr int kMostOrdinals = 99;
constexpr size_t kLongestTitleBytes = 150;

// Reads a numeral from 一 to 九十九 off the front of `s`; 0 where there is none.
int take_numeral(string_view& s) {
    int tens = 0, units = 0;
    bool any = false;
    for (bool found = true; found;) {
        found = false;
        for (size_t d = 0; d < kNumerals.size() && !found; ++d) {
            if (!s.starts_with(kNumerals[d])) continue;
            s.remove_prefix(kNumerals[d].size());
            any = found = true;
            if (d < 9) {
                if (units != 0) return 0;
                units = static_cast<int>(d) + 1;
            } else {
                if (tens != 0) return 0;
                tens = std::max(units, 1), units = 0;
            }
        }
    }
    return any ? 10 * tens + units : 0;
}

int take_digits(string_view& s) {
    int value = 0;
    size_t n = 0;
    while (n < s.size() && n < 3 && s[n] >= '0' && s[n] <= '9') value = 10 * value + (s[n++] - '0');
    s.remove_prefix(n);
    return value > kMostOrdinals ? 0 : value;
}

// Most lines do not: they need no folding.
bool may_begin_ordinal(string_view line) {
    if (line.empty()) return false;
    if ((line[0] >= '0' && line[0] <= '9') || line[0] == '(') return true;
    for (string_view begin : {"第", "（", "【", "［", "〔"})
        if (line.starts_with(begin)) return true;
    if (line.starts_with("\xEF\xBC")) return true;  // full-width digits and brackets
    return std::any_of(kNumerals.begin(), kNumerals.end(),
                       [&](string_view numeral) { return line.starts_with(numeral); });
}

bool take(string_view& s, string_view prefix) {
    if (!s.starts_with(prefix)) return false;
    s.remove_prefix(prefix.size());
    return true;
}

// "2026年" of "1. 2026年收支总表".
bool begins_with_year(string_view s) {
    return s.size() > 4 && s.starts_with("20") && s.substr(4).starts_with("年");
}

string numeral(int value) {
    string out;
    if (value >= 20) out += kNumerals[static_cast<size_t>(value / 10 - 1)];
    if (value >= 10) out += "十";
    if (value % 10 > 0) out += kNumerals[static_cast<size_t>(value % 10 - 1)];
    return out;
}

// Whether the text names the ordinal anywhere: "一、甲和二、乙" in one line. Marks may differ, and
// where a line begins with it, be lost.
bool names(string_view text, const Ordinal& ordinal, bool line) {
    const string folded = text::fold_label(text);
    const bool digits =
        ordinal.level == OrdinalLevel::kItem || ordinal.level == OrdinalLevel::kSubitem;
    const bool bracketed =
        ordinal.level == OrdinalLevel::kSection || ordinal.level == OrdinalLevel::kSubitem;
    const string written = digits ? std::to_string(ordinal.value) : numeral(ordinal.value);
    for (size_t at = folded.find(written); at != string::npos; at = folded.find(written, at + 1)) {
        const string_view before = string_view(folded).substr(0, at);
        const string_view after = string_view(folded).substr(at + written.size());
        if (digits && !before.empty() && before.back() >= '0' && before.back() <= '9') continue;
        const bool longer = std::any_of(kNumerals.begin(), kNumerals.end(),
                                        [&](string_view n) { return after.starts_with(n); });
        if (line && !longer && (before.empty() || before == "(")) return true;
        if (before.ends_with("(") != bracketed) continue;
        for (string_view mark : {"、", ".", "．", ",", ":", ")"})
            if (after.starts_with(mark)) return true;
        if ((line && before.empty()) || before.ends_with("第") || before.ends_with("是"))
            return true;
    }
    return false;
}

class Sequences {
  public:
    explicit Sequences(const SourceDocument& source) : source_(source) {}

    std::vector<OrdinalFault> run() {
        int file = 0;
        for (size_t b = 0; b < source_.blocks.size(); ++b) {
            const Block& block = source_.blocks[b];
            if (block.place.source != file) {
                reset_from(0, b);
                seen_first_ = {};
                file = block.place.source;
            }
            if (block.kind == BlockKind::kTable || block.text.empty()) continue;
            if (const auto ordinal = ordinal_of(block.text)) {
                follow(*ordinal, b);
            } else if (block.text.size() < kLongestTitleBytes &&
                       text::trim(block.text).starts_with("第")) {
                reset_from(1, b);  // "第一章": something begins anew
            }
        }
        settle_begun();
        std::stable_sort(out_.begin(), out_.end(),
                         [](const auto& a, const auto& b) { return a.block < b.block; });
        return std::move(out_);
    }

  private:
    struct Last {
        int value = 0;
        size_t block = 0;
        // The sequence began with its second; is it one?
        std::optional<Ordinal> begun;
        size_t begun_at = 0, begun_after = 0;
    };

    void reset_from(size_t level, size_t block) {
        for (size_t l = level; l < kLevels; ++l) last_[l] = Last{0, block, {}, 0, 0};
    }

    static size_t index(const Ordinal& ordinal) { return static_cast<size_t>(ordinal.level); }

    bool stands_between(size_t from, size_t to, const Ordinal& ordinal) const {
        for (size_t b = from; b <= to; ++b) {
            const Block& block = source_.blocks[b];
            if (names(block.text, ordinal, true)) return true;
            for (const auto& row : block.grid.rows)
                for (const GridCell& cell : row)
                    if (names(cell.text, ordinal, false)) return true;
        }
        return false;
    }

    void skipped(const Ordinal& found, size_t block, size_t from, int first) {
        OrdinalFault fault{OrdinalFault::Kind::kSkipped, block, found, {}};
        for (int value = first; value < found.value; ++value) {
            Ordinal missing{found.level, value, printed(found.level, value)};
            if (stands_between(from, block, missing)) return;
            fault.missing.push_back(std::move(missing));
        }
        out_.push_back(std::move(fault));
    }

    void follow(const Ordinal& ordinal, size_t b) {
        Last& last = last_[index(ordinal)];
        const int step = ordinal.value - last.value;
        if (ordinal.value == 1) seen_first_[index(ordinal)] = true;
        // The parts begin anew behind the contents page; other lists may stand within one another.
        const bool anew =
            last.value == 0 || (step < 0 && !last.begun && ordinal.level == OrdinalLevel::kPart);
        if (anew) {
            if (ordinal.value == 2) {
                const size_t after = last.block;
                last = {2, b, ordinal, b, after};
                return reset_from(index(ordinal) + 1, b);
            }
        } else if (step > 1 && step <= kMostSkipped + 1) {
            skipped(ordinal, b, last.block, last.value + 1);
        } else if (step == 0 && last.value > 1 && ordinal.level <= OrdinalLevel::kSection) {
            out_.push_back({OrdinalFault::Kind::kRepeated, b, ordinal, {}});
        } else if (step == 1 && last.begun && last.value == 2) {
            skipped(*last.begun, last.begun_at, last.begun_after, 1);
        }
        if (last.begun && step != 1) unsettled_.push_back(last);
        last = {ordinal.value, b, {}, 0, 0};
        reset_from(index(ordinal) + 1, b);
    }

    // "二、" and nothing more, in a document without any "一、".
    void settle_begun() {
        for (const Last& last : last_)
            if (last.begun) unsettled_.push_back(last);
        for (const Last& last : unsettled_) {
            const Ordinal& second = *last.begun;
            if (second.level > OrdinalLevel::kChapter || seen_first_[index(second)]) continue;
            skipped(second, last.begun_at, last.begun_after, 1);
        }
    }

    const SourceDocument& source_;
    std::array<Last, kLevels> last_;
    std::array<bool, kLevels> seen_first_{};
    std::vector<Last> unsettled_;
    std::vector<OrdinalFault> out_;
};

}  // namespace

std::optional<Ordinal> ordinal_of(string_view line) {
    constexpr size_t kMostBytes = 40;
    line = text::trim(line);
    if (!may_begin_ordinal(line)) return std::nullopt;
    const string folded = text::fold_label(line.substr(0, kMostBytes));
    string_view rest = folded;
    Ordinal ordinal;
    const bool part = take(rest, "第");
    const bool bracket = !part && take(rest, "(");
    const bool digits = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
    ordinal.value = digits ? take_digits(rest) : take_numeral(rest);
    if (ordinal.value == 0) return std::nullopt;
    if (part) {
        if (!take(rest, "部分")) return std::nullopt;
        ordinal.level = OrdinalLevel::kPart;
    } else if (bracket) {
        if (!take(rest, ")")) return std::nullopt;
        ordinal.level = digits ? OrdinalLevel::kSubitem : OrdinalLevel::kSection;
    } else {
        // "1.5万元" is a number.
        const bool mark = take(rest, "、") || (digits && (take(rest, ".") || take(rest, "．")));
        const bool number =
            digits && !rest.empty() && rest[0] >= '0' && rest[0] <= '9' && !begins_with_year(rest);
        if (!mark || number) return std::nullopt;
        ordinal.level = digits ? OrdinalLevel::kItem : OrdinalLevel::kChapter;
    }
    ordinal.written = folded.substr(0, folded.size() - rest.size());
    return ordinal;
}

string printed(OrdinalLevel level, int value) {
    switch (level) {
        case OrdinalLevel::kPart:
            return "第" + numeral(value) + "部分";
        case OrdinalLevel::kChapter:
            return numeral(value) + "、";
        case OrdinalLevel::kSection:
            return "（" + numeral(value) + "）";
        case OrdinalLevel::kItem:
            return std::to_string(value) + ".";
        case OrdinalLevel::kSubitem:
            return "（" + std::to_string(value) + "）";
    }
    return {};
}

std::vector<OrdinalFault> ordinal_faults(const SourceDocument& source) {
    return Sequences(source).run();
}

}  // namespace mingzhang::check
