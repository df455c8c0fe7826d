#include "check/change_statements.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::check {
namespace {

using std::string_view;

bool digit(char c) { return c >= '0' && c <= '9'; }

bool digit_at(string_view s, std::size_t at) { return at < s.size() && digit(s[at]); }

constexpr string_view kReasonBegins[] = {"原因", "主要是", "由于", "一是", "二是", "三是", "四是"};

// Where the first of the words begins, else the size of the text.
template <class Words>
std::size_t first_of(string_view s, const Words& words) {
    std::size_t first = s.size();
    for (string_view word : words) first = std::min(first, s.find(word));
    return first;
}

// ",003" of "1,003.69": exactly three digits.
bool group_at(string_view s, std::size_t at) {
    return at < s.size() && s[at] == ',' && digit_at(s, at + 1) && digit_at(s, at + 2) &&
           digit_at(s, at + 3) && !digit_at(s, at + 4);
}

std::size_t digits_end(string_view s, std::size_t at, bool& has_decimals) {
    while (digit_at(s, at) || group_at(s, at)) ++at;
    if (at < s.size() && s[at] == '.' && digit_at(s, at + 1)) {
        has_decimals = true;
        for (++at; digit_at(s, at);) ++at;
    }
    return at;
}

std::size_t comparison_at(string_view s) {
    if (const std::size_t n = text::any_at(s, {"同比"})) return n;
    const std::size_t n = text::any_at(s, {"比", "较", "与", "和", "同"});
    if (n == 0) return 0;
    const string_view rest = s.substr(n);
    if (const std::size_t last = text::any_at(rest, {"上年", "去年", "上一年"})) return n + last;
    constexpr string_view kYear = "年";
    const bool year = rest.size() > 4 && rest.starts_with("20") && digit(rest[2]) &&
                      digit(rest[3]) && rest.substr(4).starts_with(kYear);
    return year ? n + 4 + kYear.size() : 0;
}

}  // namespace

Quantity quantity_at(string_view s, std::size_t at) {
    Quantity out;
    std::size_t begin = at;
    if (begin < s.size() && s[begin] == '-') {
        out.negative = true;
        ++begin;
    }
    if (!digit_at(s, begin)) return out;
    const std::size_t end = digits_end(s, begin, out.has_decimals);
    out.digits = {begin, end};
    out.zero = s.substr(begin, end - begin).find_first_not_of("0.,") == string_view::npos;
    const string_view rest = s.substr(end);
    std::size_t unit = text::any_at(rest, {"万元", "亿元", "千元", "元", "万"});
    if (unit > 0) out.unit = Quantity::Unit::kMoney;
    if (unit == 0 && (unit = text::any_at(rest, {"%", "个百分点", "‰"})) > 0)
        out.unit = Quantity::Unit::kPercent;
    out.range = {at, end + unit};
    return out;
}

bool in_a_change(const std::vector<Change>& changes, std::size_t at) {
    const auto next = std::partition_point(changes.begin(), changes.end(),
                                           [&](const Change& c) { return c.end <= at; });
    return next != changes.end() && next->word.begin < at;
}

ChangeWords::ChangeWords(const pack::Lexicon& lexicon) : level_(lexicon.level) {
    for (const std::string& word : lexicon.up) words_.emplace_back(text::fold(word), 1);
    for (const std::string& word : lexicon.down) words_.emplace_back(text::fold(word), -1);
}

int ChangeWords::direction_at(string_view s, std::size_t at, std::size_t& length) const {
    for (const auto& [word, direction] : words_) {
        if (!s.substr(at).starts_with(word)) continue;
        length = word.size();
        return direction;
    }
    return 0;
}

Change ChangeWords::change_at(string_view s, TextRange word, int direction) const {
    Change out;
    std::size_t at = word.end + text::any_at(s.substr(word.end), {"了", "额", "数", "约", "为"});
    out.quantity = quantity_at(s, at);
    if (out.quantity.unit == Quantity::Unit::kNone) return {};
    out.word = word;
    out.direction = direction;
    out.end = out.quantity.range.end;
    if (out.quantity.unit != Quantity::Unit::kMoney) return out;
    at = out.end + text::any_at(s.substr(out.end), {",", "、"});
    std::size_t length = 0;
    int rate_direction = at < s.size() ? direction_at(s, at, length) : 0;
    if (rate_direction == 0 && at < s.size()) {
        if ((length = text::any_at(s.substr(at), {"增幅", "升幅"})) > 0) rate_direction = 1;
        if (length == 0 && (length = text::any_at(s.substr(at), {"降幅", "减幅"})) > 0)
            rate_direction = -1;
    }
    if (rate_direction == 0) return out;
    const std::size_t number =
        at + length + text::any_at(s.substr(at + length), {"了", "幅", "约", "为"});
    const Quantity rate = quantity_at(s, number);
    if (rate.unit != Quantity::Unit::kPercent) return out;
    out.rate = rate;
    out.rate_word = {at, at + length};
    out.rate_direction = rate_direction;
    out.end = rate.range.end;
    return out;
}

std::vector<Change> ChangeWords::found_in(string_view s) const {
    std::vector<std::pair<TextRange, int>> words;
    for (const auto& [word, direction] : words_) {
        for (std::size_t at = s.find(word); at != string_view::npos; at = s.find(word, at + 1))
            words.push_back({{at, at + word.size()}, direction});
    }
    std::sort(words.begin(), words.end(),
              [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    std::vector<Change> out;
    for (const auto& [word, direction] : words) {
        if (!out.empty() && word.begin < out.back().end) continue;
        const Change change = change_at(s, word, direction);
        if (change.direction != 0) out.push_back(change);
    }
    return out;
}

std::vector<Change> ChangeWords::changes(const Passage& passage) const {
    std::vector<Change> out = found_in(passage.text);
    std::size_t known = passage.sentences.size();
    std::size_t comparison = 0, reason = 0;
    for (Change& change : out) {
        const std::size_t number = passage.sentence_of(change.word.begin);
        const TextRange range = passage.sentences[number];
        if (number != known) {
            const string_view sentence = range.in(passage.text);
            const TextRange first = comparison_in(sentence);
            comparison = first.empty() ? range.end : range.begin + first.begin;
            reason = range.begin + first_of(sentence, kReasonBegins);
            known = number;
        }
        change.compared = comparison < change.word.begin;
        change.in_reason = reason < change.word.begin;
    }
    return out;
}

TextRange comparison_in(string_view s) {
    for (std::size_t at = 0; at < s.size(); ++at) {
        if (static_cast<unsigned char>(s[at]) < 0xC0) continue;
        if (const std::size_t n = comparison_at(s.substr(at))) return {at, at + n};
    }
    return {};
}

bool gives_reason(string_view s) {
    if (text::contains_any(s, {"原因", "主要是", "主要为", "主要系", "由于", "因为", "所致",
                               "主要用于", "影响", "考虑", "随着", "为了", "根据", "按照", "鉴于"}))
        return true;
    constexpr string_view kBecause = "因", kAbroad = "因公";
    for (std::size_t at = s.find(kBecause); at != string_view::npos;
         at = s.find(kBecause, at + 1)) {
        if (!s.substr(at).starts_with(kAbroad)) return true;
    }
    return false;
}

}  // namespace mingzhang::check
