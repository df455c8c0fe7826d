// amount-without-unit and percent-sign-missing.
#include <algorithm>

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
    bool bare = false;  // decimals, no unit, and a mark that ends the clause
};

// A number that is printed as amounts and rates are, and nothing after it that could be a unit.
bool is_bare(string_view s, const Quantity& quantity) {
    if (quantity.unit != Quantity::Unit::kNone || !quantity.has_decimals) return false;
    const string_view after = s.substr(quantity.range.end);
    return after.empty() || after[0] == ',' || after[0] == ';' || after.starts_with("。");
}

Stated stated_at(const Passage& passage, std::size_t word, const Quantity& quantity,
                 Quantity::Unit usual) {
    return {&passage,
            {word, quantity.range.end},
            quantity.unit == usual,
            is_bare(passage.text, quantity)};
}

// One without a unit among many with one is a slip; several are a way of writing.
void report(SentenceReading& reading, const std::string& rule, const std::vector<Stated>& all) {
    constexpr std::ptrdiff_t kUsual = 3;
    const auto with =
        std::count_if(all.begin(), all.end(), [](const Stated& s) { return s.has_unit; });
    const auto bare = std::count_if(all.begin(), all.end(), [](const Stated& s) { return s.bare; });
    reading.looked_at(rule, static_cast<int>(with + bare));
    if (with < kUsual || bare * 3 > with) {
        reading.could_not_tell(rule, static_cast<int>(bare));
        return;
    }
    for (const Stated& stated : all) {
        if (stated.bare) reading.report(rule, Severity::kWarning, *stated.passage, stated.range);
    }
}

// Behind a word that an amount follows: "增加", "支出预算为", "共计".
std::size_t amount_word_at(string_view s, std::size_t at) {
    std::size_t length = 0;
    if (begins_with_any(s.substr(at), {"增加了", "减少了", "增加", "减少"}, length)) return length;
    if (!begins_with_any(s.substr(at),
                         {"总预算", "预算数", "决算数", "执行数", "预算", "决算", "收入", "支出",
                          "总额", "金额", "合计", "总计", "共计"},
                         length))
        return 0;
    std::size_t link = 0;
    if (begins_with_any(s.substr(at + length), {"总计", "合计", "共计", "为", "共"}, link))
        length += link;
    return length;
}

// Behind "增长", "占总支出的": what follows is a rate.
std::size_t rate_word_at(string_view s, std::size_t at) {
    std::size_t length = 0;
    if (begins_with_any(s.substr(at), {"增长了", "增长"}, length)) return length;
    constexpr string_view kShare = "占";
    if (!s.substr(at).starts_with(kShare)) return 0;
    constexpr std::size_t kLongest = 60;
    for (length = kShare.size(); length < kLongest && at + length < s.size(); ++length) {
        const char c = s[at + length];
        if (c >= '0' && c <= '9') return length;
        if (c == ',' || c == ';' || c == '-') return 0;
    }
    return 0;
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
        } else if (const std::size_t m = rate_word_at(s, at)) {
            const Quantity quantity = quantity_at(s, at + m);
            if (quantity.found() && !shares_a_unit(s, at) && is_share_of_money(s.substr(at, m)))
                rates.push_back(stated_at(passage, at, quantity, Quantity::Unit::kPercent));
        }
    }
}

}  // namespace

void find_missing_units(SentenceReading& reading) {
    std::vector<Stated> amounts, rates;
    for (const auto& read : reading.passages()) {
        const Passage& passage = read.passage;
        if (passage.kind != Passage::Kind::kText || text::contains(passage.text, "单位:")) continue;
        collect(passage, amounts, rates);
    }
    report(reading, kAmount, amounts);
    report(reading, kPercent, rates);
}

}  // namespace mingzhang::check
