// both-directions, level-with-change and growth-from-zero.
#include <algorithm>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kBoth = "both-directions";
const std::string kLevel = "level-with-change";
const std::string kFromZero = "growth-from-zero";

// --- both-directions --------------------------------------------------------------------------

// What stands in the place of an amount in a form: "XX", "__", "××".
bool is_blank_to_fill(string_view s) {
    for (string_view blank : {"X", "x", "_", "×", "…"}) {
        if (s.starts_with(blank)) return true;
    }
    return false;
}

// "5万元以上": a limit, no change.
bool is_limit(string_view after) {
    return text::any_at(after, {"以上", "以下", "以内", "及以上", "的,"}) > 0;
}

// "增加（减少）" or "增加/减少" at `at`, before an amount or a reason; empty where there is none.
TextRange choice_at(const ChangeWords& words, string_view s, std::size_t at) {
    std::size_t first = 0, second = 0;
    const int direction = words.direction_at(s, at, first);
    std::size_t i = at + first;
    if (direction == 0 || i >= s.size() || (s[i] != '(' && s[i] != '/')) return {};
    const bool bracket = s[i] == '(';
    if (words.direction_at(s, ++i, second) != -direction) return {};
    i += second;
    if (bracket && (i >= s.size() || s[i++] != ')')) return {};
    const string_view rest = s.substr(i);
    const Quantity quantity = quantity_at(s, i);
    if (quantity.found() && is_limit(s.substr(quantity.range.end))) return {};
    const bool beside = quantity.found() || is_blank_to_fill(rest) ||
                        text::any_at(rest, {"的主要原因", "的原因", "主要原因"}) > 0;
    return beside ? TextRange{at, i} : TextRange{};
}

void find_choices(SentenceReading& reading, const Passage& passage) {
    const string_view s = passage.text;
    for (std::size_t at = s.find_first_of("(/"); at != string_view::npos;
         at = s.find_first_of("(/", at + 1)) {
        for (std::size_t back = 6; back <= 12 && back <= at; back += 3) {
            const TextRange choice = choice_at(reading.words(), s, at - back);
            if (choice.empty() || choice.end <= at) continue;
            reading.looked_at(kBoth);
            reading.report(kBoth, Severity::kError, passage, choice, std::string(choice.in(s)));
            break;
        }
    }
}

// --- level-with-change ------------------------------------------------------------------------

// "基本持平" is not quite level, "口径一致" and "一致性" speak of something else.
bool says_level(string_view s, TextRange word, const std::string& level) {
    const string_view before = s.substr(0, word.begin);
    for (string_view other : {"基本", "大体", "大致", "口径", "不", "未", "保持"}) {
        if (before.ends_with(other)) return false;
    }
    const string_view after = s.substr(word.end);
    if (text::any_at(after, {"性", "口径", "的", "标准"}) > 0) return false;
    return !level.empty();
}

bool is_comma(string_view s) { return s.empty() || s == "," || s == "、" || s == "("; }

// The change that stands directly beside a level word: nothing but a comma and a comparison, and
// not two comparisons with different years.
const Change* change_beside(const SentenceReading::Read& read, TextRange level) {
    const string_view s = read.passage.text;
    const auto after =
        std::partition_point(read.changes.begin(), read.changes.end(),
                             [&](const Change& change) { return change.end <= level.begin; });
    if (after != read.changes.begin()) {
        const Change& change = *(after - 1);
        const TextRange between{change.end, level.begin};
        if (!change.in_reason && is_comma(between.in(s))) return &change;
    }
    if (after == read.changes.end() || after->word.begin < level.end) return nullptr;
    const TextRange between{level.end, after->word.begin};
    return !after->in_reason && is_comma(between.in(s)) ? &*after : nullptr;
}

void find_level_words(SentenceReading& reading, const SentenceReading::Read& read) {
    const Passage& passage = read.passage;
    const string_view s = passage.text;
    for (const std::string& word : reading.words().level()) {
        for (std::size_t at = s.find(word); at != string_view::npos; at = s.find(word, at + 1)) {
            const TextRange level{at, at + word.size()};
            if (!says_level(s, level, word)) continue;
            reading.looked_at(kLevel);
            const Change* change = change_beside(read, level);
            if (change == nullptr || change->quantity.zero) continue;
            if (change->quantity.negative) {
                reading.could_not_tell(kLevel);
                continue;
            }
            reading.report(
                kLevel, Severity::kWarning, passage,
                {std::min(level.begin, change->word.begin), std::max(level.end, change->end)});
        }
    }
}

// --- growth-from-zero -------------------------------------------------------------------------

// Behind "上年", "去年", "2024年" where that is last year, at `at`; 0 where none stands there.
std::size_t last_year_at(string_view s, std::size_t at, int year) {
    const string_view rest = s.substr(at);
    const std::size_t length = text::any_at(rest, {"上年度", "上年", "去年"});
    if (length > 0) return at + length;
    if (year == 0) return 0;
    const std::string printed = std::to_string(year - 1) + "年";
    if (!rest.starts_with(printed)) return 0;
    at += printed.size();
    return at + (s.substr(at).starts_with("度") ? string_view("度").size() : 0);
}

// Behind a name of what was spent last year, at most so long: "培训费支出为".
std::size_t skip_name(string_view s, std::size_t at) {
    constexpr std::size_t kLongestName = 60;
    const std::size_t end = s.find_first_of("0123456789,;:-()", at);
    if (end == string_view::npos || end - at > kLongestName) return at;
    const string_view name = s.substr(at, end - at);
    for (string_view other : {"增", "减", "降", "升", "比", "较", "与", "占", "。", "、"}) {
        if (text::contains(name, other)) return at;
    }
    return end;
}

// "上年为0万元", "2025年培训费支出为0元", "上年无此项支出".
bool says_last_year_was_nothing(string_view s, int year) {
    for (std::size_t i = 0; i < s.size(); ++i) {
        if ((static_cast<unsigned char>(s[i]) & 0xC0U) == 0x80) continue;
        const std::size_t at = last_year_at(s, i, year);
        if (at == 0) continue;
        const Quantity quantity = quantity_at(s, skip_name(s, at));
        if (quantity.zero && quantity.unit == Quantity::Unit::kMoney) return true;
        if (text::any_at(s.substr(at), {"无此项", "没有此项", "无该项", "未安排", "无预算"}) > 0)
            return true;
    }
    return false;
}

// The last amount of money in the text; not found where none stands there.
Quantity last_amount(string_view s) {
    Quantity last;
    for (std::size_t i = 0; i < s.size();) {
        const Quantity quantity = quantity_at(s, i);
        if (quantity.unit == Quantity::Unit::kMoney) last = quantity;
        i = quantity.found() ? quantity.range.end : i + 1;
    }
    return last;
}

enum class Base { kZero, kOther, kUnclear };

// An amount that is all increase was nothing last year: "支出5万元，比上年增加5万元".
Base base_of(const SentenceReading::Read& read, const Change& change, int year) {
    const Passage& passage = read.passage;
    const string_view before = passage.before(change.word.begin);
    if (says_last_year_was_nothing(before, year)) return Base::kZero;
    if (change.quantity.unit != Quantity::Unit::kMoney || !change.compared) return Base::kUnclear;
    // The amount stands in the same sentence, or in the one before.
    string_view spoken = before;
    Quantity total = last_amount(spoken);
    const std::size_t number = passage.sentence_of(change.word.begin);
    if (!total.found() && number > 0) {
        spoken = passage.before(passage.sentences[number - 1].end - 1);
        total = last_amount(spoken);
    }
    if (!total.found() || text::contains(spoken, "其中")) return Base::kUnclear;
    const string_view printed = total.range.in(spoken);
    return printed == change.quantity.range.in(passage.text) ? Base::kZero : Base::kOther;
}

}  // namespace

void find_both_directions(SentenceReading& reading) {
    for (const auto& read : reading.passages()) {
        const Passage& passage = read.passage;
        if (passage.kind == Passage::Kind::kHeading) continue;
        find_choices(reading, passage);
        for (const Change& change : read.changes) {
            if (change.quantity.unit != Quantity::Unit::kMoney || !change.rate.found()) continue;
            reading.looked_at(kBoth);
            if (change.quantity.negative || change.rate.negative) {
                reading.could_not_tell(kBoth);
                continue;
            }
            const bool nothing = change.quantity.zero || change.rate.zero;
            if (nothing || change.direction == change.rate_direction) continue;
            reading.report(kBoth, Severity::kError, passage, {change.word.begin, change.end});
        }
    }
}

void find_level_with_change(SentenceReading& reading) {
    for (const auto& read : reading.passages()) find_level_words(reading, read);
}

void find_growth_from_zero(SentenceReading& reading) {
    for (const auto& read : reading.passages()) {
        for (const Change& change : read.changes) {
            if (change.in_reason || change.direction < 0 || change.quantity.zero) continue;
            const bool only_rate = change.quantity.unit == Quantity::Unit::kPercent;
            const Quantity& rate = only_rate ? change.quantity : change.rate;
            if (!rate.found() || rate.zero) continue;
            reading.looked_at(kFromZero);
            const Base base = base_of(read, change, reading.disclosure().year);
            if (base == Base::kUnclear) reading.could_not_tell(kFromZero);
            if (base != Base::kZero) continue;
            const TextRange word = only_rate ? change.word : change.rate_word;
            reading.report(kFromZero, Severity::kWarning, read.passage,
                           {word.begin, rate.range.end});
        }
    }
}

}  // namespace mingzhang::check
