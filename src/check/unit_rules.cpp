// amount-without-unit and percent-sign-missing.
#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kAmount = "amount-without-unit";
const std::string kPercent = "percent-sign-missing";

struct Stated {
    const Passage* passage = nullptr;
    TextRange range;  // from the word to the number
    bool has_unit = false;
    bool bare = false;     // no unit, and a mark that ends the clause
    bool certain = false;  // nothing but a number with its unit can stand there
};

// Nothing stands after the number that could be its unit.
bool is_bare(string_view s, const Quantity& quantity) {
    if (quantity.unit != Quantity::Unit::kNone) return false;
    const string_view after = s.substr(quantity.range.end);
    return after.empty() || after[0] == ',' || after[0] == ';' || after.starts_with("。");
}

// Without decimals it need not be an amount or a rate, unless nothing else can stand there.
Stated stated_at(const Passage& passage, std::size_t word, const Quantity& quantity,
                 Quantity::Unit usual, bool certain = false) {
    return {&passage,
            {word, quantity.range.end},
            quantity.unit == usual,
            (quantity.has_decimals || certain) && is_bare(passage.text, quantity),
            certain};
}

// One without a unit among many with one is a slip; several are a way of writing.
void report(SentenceReading& reading, const std::string& rule, const std::vector<Stated>& all) {
    constexpr std::ptrdiff_t kUsual = 3;
    const auto with =
        std::count_if(all.begin(), all.end(), [](const Stated& s) { return s.has_unit; });
    const auto bare =
        std::count_if(all.begin(), all.end(), [](const Stated& s) { return s.bare && !s.certain; });
    reading.looked_at(rule, static_cast<int>(all.size()));
    const bool usual = with >= kUsual && bare * 3 <= with;
    if (!usual) reading.could_not_tell(rule, static_cast<int>(bare));
    for (const Stated& stated : all) {
        if (stated.bare && (usual || stated.certain))
            reading.report(rule, Severity::kWarning, *stated.passage, stated.range);
    }
}

// Behind a word that an amount follows: "增加", "支出预算为", "共计".
std::size_t amount_word_at(string_view s, std::size_t at) {
    const string_view rest = s.substr(at);
    const std::size_t change = text::any_at(rest, {"增加了", "减少了", "增加", "减少"});
    if (change > 0) return change;
    const std::size_t length =
        text::any_at(rest, {"总预算", "预算数", "决算数", "执行数", "预算", "决算", "收入", "支出",
                            "总额", "金额", "合计", "总计", "共计"});
    if (length == 0) return 0;
    return length + text::any_at(rest.substr(length), {"总计", "合计", "共计", "为", "共"});
}

// Behind the words before the next number, where no mark stands between; 0: there is none so near.
std::size_t next_number(string_view s, std::size_t at, std::size_t from) {
    constexpr std::size_t kLongest = 60;
    for (std::size_t length = from; length < kLongest && at + length < s.size(); ++length) {
        const char c = s[at + length];
        if (c >= '0' && c <= '9') return length;
        if (c == ',' || c == ';' || c == '-') return 0;
    }
    return 0;
}

// "容积率达2.5": a rate that is no percentage.
bool is_percentage(string_view before) {
    for (string_view other : {"容积", "汇", "倍", "频", "分辨", "换算"}) {
        if (before.ends_with(other)) return false;
    }
    return true;
}

// Behind "增长", "占总支出的", "完成预算的", "绿地率达": what follows is a rate. `certain` says
// whether nothing else can follow.
std::size_t rate_word_at(string_view s, std::size_t at, bool& certain) {
    constexpr string_view kShare = "占", kDone = "完成", kReaches = "率达", kOf = "的";
    const string_view rest = s.substr(at);
    const std::size_t change =
        text::any_at(rest, {"增长了", "增长", "下降了", "下降", "降低了", "降低", "上升了", "上升",
                            "增幅为", "增幅", "降幅为", "降幅"});
    if (change > 0) return change;
    if (rest.starts_with(kShare)) {
        certain = s.substr(0, at).ends_with("元,");
        return next_number(s, at, kShare.size());
    }
    if (rest.starts_with(kDone)) {
        const std::size_t length = next_number(s, at, kDone.size());
        const string_view words = rest.substr(0, length);
        certain = words.ends_with(kOf) && text::contains(words, "预算");
        return certain ? length : 0;
    }
    if (!rest.starts_with(kReaches) || !is_percentage(s.substr(0, at))) return 0;
    certain = true;
    return kReaches.size() + text::any_at(rest.substr(kReaches.size()), {"到", "成"});
}

// "减少4万元，下降50，": what follows the amount of a change is its rate.
void collect_rates_of_changes(const SentenceReading& reading, const SentenceReading::Read& read,
                              std::vector<Stated>& rates) {
    const string_view s = read.passage.text;
    for (const Change& change : read.changes) {
        const std::size_t at = change.end + 1;
        if (change.quantity.unit != Quantity::Unit::kMoney || change.rate.found() ||
            at >= s.size() || s[change.end] != ',')
            continue;
        std::size_t length = 0;
        if (reading.words().direction_at(s, at, length) == 0) continue;
        const std::size_t link = text::any_at(s.substr(at + length), {"了", "幅", "约", "为"});
        const Quantity rate = quantity_at(s, at + length + link);
        if (rate.found() && rate.unit == Quantity::Unit::kNone)
            rates.push_back(stated_at(read.passage, at, rate, Quantity::Unit::kPercent, true));
    }
}

// Numbers of a list share the unit of the last: "分别为1.20，3.40万元".
bool shares_a_unit(string_view s, std::size_t at) {
    constexpr std::size_t kLongestList = 60;
    const std::size_t from = at - std::min(at, kLongestList);
    return text::contains(s.substr(from, at - from), "分别");
}

// "占地面积", "占比面积12.5": no share of money.
bool is_share_of_money(string_view words) {
    return !text::contains(words, "面积") && !text::contains(words, "占地") &&
           !text::contains(words, "占用") && !text::contains(words, "占有");
}

void collect(const Passage& passage, std::vector<Stated>& amounts, std::vector<Stated>& rates) {
    const string_view s = passage.text;
    for (std::size_t at = 0; at < s.size(); ++at) {
        if (static_cast<unsigned char>(s[at]) < 0xC0) continue;
        if (const std::size_t n = amount_word_at(s, at)) {
            const Quantity quantity = quantity_at(s, at + n);
            if (quantity.found() && !shares_a_unit(s, at))
                amounts.push_back(stated_at(passage, at, quantity, Quantity::Unit::kMoney));
            continue;
        }
        bool certain = false;
        const std::size_t m = rate_word_at(s, at, certain);
        if (m == 0) continue;
        const Quantity quantity = quantity_at(s, at + m);
        if (quantity.found() && !shares_a_unit(s, at) && is_share_of_money(s.substr(at, m)))
            rates.push_back(stated_at(passage, at, quantity, Quantity::Unit::kPercent, certain));
    }
}

}  // namespace

void find_missing_units(SentenceReading& reading) {
    std::vector<Stated> amounts, rates;
    for (const auto& read : reading.passages()) {
        const Passage& passage = read.passage;
        if (passage.kind != Passage::Kind::kText || text::contains(passage.text, "单位:")) continue;
        collect(passage, amounts, rates);
        collect_rates_of_changes(reading, read, rates);
    }
    // A rate that stands behind an amount and behind its own word is one.
    std::stable_sort(rates.begin(), rates.end(), [](const Stated& a, const Stated& b) {
        return std::tuple(a.passage, a.range.end, !a.certain) <
               std::tuple(b.passage, b.range.end, !b.certain);
    });
    rates.erase(std::unique(rates.begin(), rates.end(),
                            [](const Stated& a, const Stated& b) {
                                return a.passage == b.passage && a.range.end == b.range.end;
                            }),
                rates.end());
    report(reading, kAmount, amounts);
    report(reading, kPercent, rates);
}

}  // namespace mingzhang::check
