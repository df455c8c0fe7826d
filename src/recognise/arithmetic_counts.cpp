#include "recognise/arithmetic_counts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise::arithmetic {
namespace {

using std::string_view;
using Verdict = ArithmeticStep::Verdict;

constexpr std::size_t kHan = 3;  // bytes of a Chinese character
constexpr std::size_t kLeastNoun = 4 * kHan;
constexpr std::size_t kPlainNoun = 5 * kHan;  // shorter ones are too common: 参训人员
constexpr std::size_t kMostNoun = 30 * kHan;
constexpr std::size_t kMostGroups = 64;
constexpr std::size_t kMostPairs = 8;  // of one noun

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number together with the characters before it that name what it counts.
struct NamedCount {
    std::size_t token = 0;
    std::string_view noun;
    std::string_view year, place, state;  // 2026年, 全县, 现有; empty where not said
    bool whole = false;                   // 共
    bool labelled = false;                // behind a colon
    bool factor = false;
};

bool ends_with_han(string_view s) {
    if (s.size() < kHan) return false;
    const auto lead = static_cast<unsigned char>(s[s.size() - kHan]);
    return lead >= 0xE4 && lead <= 0xE9;
}

std::size_t year_before(string_view s) {  // bytes of "2026" at the end, or 0
    constexpr std::size_t kYear = 4;
    if (s.size() < kYear) return 0;
    const string_view year = s.substr(s.size() - kYear);
    const bool digits = std::all_of(year.begin(), year.end(), is_digit);
    if (!digits || !(year.starts_with("19") || year.starts_with("20"))) return 0;
    return s.size() > kYear && is_digit(s[s.size() - kYear - 1]) ? 0 : kYear;
}

// The characters right before `end`, a year in front included; none where something else than
// punctuation stands before them.
string_view run_before(string_view folded, std::size_t end) {
    std::size_t begin = end;
    while (end - begin <= kMostNoun && ends_with_han(folded.substr(0, begin))) begin -= kHan;
    const string_view run = folded.substr(begin, end - begin);
    if (run.size() > kMostNoun) return {};
    if (run.starts_with("年")) {
        const std::size_t year = year_before(folded.substr(0, begin));
        begin -= year;
        if (year == 0 || ends_with_han(folded.substr(0, begin))) return {};
    }
    const char before = begin == 0 ? ' ' : folded[begin - 1];
    const bool joined = is_digit(before) || (before >= 'a' && before <= 'z') ||
                        (before >= 'A' && before <= 'Z') || before == '%' || before == '-';
    return joined ? string_view{} : folded.substr(begin, end - begin);
}

template <class Words>
string_view take_front(string_view& s, const Words& words) {
    for (string_view word : words) {
        if (!s.starts_with(word)) continue;
        s.remove_prefix(word.size());
        return word;
    }
    return {};
}

string_view take_year(string_view& s) {
    constexpr std::size_t kYear = 4;
    if (s.empty() || !is_digit(s.front())) return {};
    const string_view year = s.substr(0, kYear);
    s.remove_prefix(kYear);
    constexpr string_view kYearWords[] = {"年度", "年"};
    take_front(s, kYearWords);
    return year;
}

// False where a second word of the same kind stands before the noun.
bool strip_scope(NamedCount& count) {
    for (;;) {
        std::string_view* kind = &count.year;
        string_view word = take_year(count.noun);
        if (word.empty()) {
            kind = &count.place;
            word = take_front(count.noun, kPlacesBeforeNoun);
        }
        if (word.empty()) {
            kind = &count.state;
            word = take_front(count.noun, kStatesBeforeNoun);
        }
        if (word.empty()) return true;
        if (!kind->empty()) return false;
        *kind = word;
    }
}

void strip_quantity(NamedCount& count) {
    for (bool again = true; again;) {
        again = false;
        for (string_view word : kQuantityAfterNoun) {
            if (!count.noun.ends_with(word)) continue;
            count.noun.remove_suffix(word.size());
            count.whole = count.whole || text::contains(word, "共");
            again = true;
        }
    }
}

bool recurs(const Thing& thing) {  // 服务时间3个月
    return std::find(std::begin(kRecurring), std::end(kRecurring), thing.measure) !=
           std::end(kRecurring);
}

std::optional<NamedCount> named_count(const Token& token, std::size_t index, string_view folded) {
    const Number& number = token.number;
    const bool counts = token.kind == TokenKind::kNumber && number.of == Of::kCount &&
                        number.per.empty() && !recurs(number.thing);
    if (!counts) return std::nullopt;
    NamedCount out;
    out.token = index;
    out.noun = run_before(folded, token.begin);
    if (out.noun.empty()) return std::nullopt;
    const auto begin = static_cast<std::size_t>(out.noun.data() - folded.data());
    out.labelled = folded.substr(0, begin).ends_with(':');
    strip_quantity(out);
    if (!strip_scope(out) || out.noun.size() < kLeastNoun) return std::nullopt;
    if (text::contains(out.noun, "每")) return std::nullopt;
    return out;
}

bool agree(string_view a, string_view b) { return a.empty() || b.empty() || a == b; }

Fraction value(const Token& token) {
    return Fraction::of(token.number.printed) * Fraction(token.number.unit);
}

// Decides on the counts of one noun.
class Group {
  public:
    Group(std::span<const Token> tokens, const Layout& layout, string_view folded,
          std::vector<NamedCount> counts)
        : tokens_(tokens), layout_(layout), folded_(folded), counts_(std::move(counts)) {}

    void add_pairs(std::vector<CountPair>& to) const {
        const NamedCount* factor = only_factor();
        if (factor == nullptr) return;
        bool differs = false;
        std::size_t pairs = 0;
        for (const NamedCount& other : counts_) {
            if (other.factor || !same_scope(*factor, other) || pairs >= kMostPairs) continue;
            CountPair pair = pair_of(*factor, other);
            if (pair.decision.verdict != Verdict::kHolds) {
                if (differs || listed(*factor, other)) continue;
                differs = true;
            }
            to.push_back(std::move(pair));
            ++pairs;
        }
    }

  private:
    // None where several counts are multiplied: each may have its own.
    const NamedCount* only_factor() const {
        const NamedCount* out = nullptr;
        for (const NamedCount& count : counts_) {
            if (!count.factor) continue;
            if (out != nullptr && !(number(*out) == number(count))) return nullptr;
            if (out == nullptr) out = &count;
        }
        return out;
    }
    Fraction number(const NamedCount& count) const { return value(tokens_[count.token]); }

    static bool same_scope(const NamedCount& a, const NamedCount& b) {
        return agree(a.year, b.year) && agree(a.place, b.place);
    }

    // In two parts of one enumeration.
    bool listed(const NamedCount& a, const NamedCount& b) const {
        const int x = layout_.positions[a.token].section;
        const int y = layout_.positions[b.token].section;
        return !layout_.inside(x, y) && !layout_.inside(y, x);
    }

    CountPair pair_of(const NamedCount& factor, const NamedCount& other) const {
        CountPair out;
        out.factor = factor.token;
        out.earlier = std::min(factor.token, other.token);
        out.later = std::max(factor.token, other.token);
        const Token& earlier = tokens_[out.earlier];
        const Token& later = tokens_[out.later];
        const bool approximate = earlier.number.approximate || later.number.approximate;
        out.decision = decide(std::vector{value(later)}, stated(earlier, folded_), approximate);
        if (out.decision.verdict != Verdict::kFails) return out;
        if (stated(later, folded_).holds(value(earlier))) {  // 12035名 and 1.2万名
            out.decision = {};
            out.decision.verdict = Verdict::kHolds;
        } else if (!contradicts(factor, other, out)) {
            out.decision = {};
            out.decision.reason = kUnclear;
        }
        return out;
    }

    // Whether two different counts cannot both be meant.
    bool contradicts(const NamedCount& factor, const NamedCount& other,
                     const CountPair& pair) const {
        return tells_whole(factor, other) && !of_another_part(factor, other) &&
               !(factor.labelled && other.labelled) && two_numbers_only() && !changes(pair) &&
               !divided(pair);
    }
    static bool tells_whole(const NamedCount& a, const NamedCount& b) {
        const auto scoped = [](const NamedCount& c) {
            return !c.place.empty() || !c.year.empty() || c.state == "现有" || c.state == "共有";
        };
        return scoped(a) || scoped(b) || ((a.whole || b.whole) && a.noun.size() >= kPlainNoun);
    }
    // 现有 one count and 需 another.
    static bool of_another_part(const NamedCount& a, const NamedCount& b) {
        const auto part = [](const NamedCount& c) { return c.state == "需" || c.state == "其中"; };
        const auto now = [](const NamedCount& c) { return c.state == "现有"; };
        return part(a) || part(b) || (now(a) && !b.year.empty()) || (now(b) && !a.year.empty());
    }
    bool two_numbers_only() const {
        std::vector<Fraction> distinct;
        for (const NamedCount& count : counts_) {
            const Fraction n = number(count);
            if (std::find(distinct.begin(), distinct.end(), n) != distinct.end()) continue;
            distinct.push_back(n);
            if (distinct.size() > 2) return false;
        }
        return true;
    }

    // Between them a change, or a year that neither is said to be of.
    bool changes(const CountPair& pair) const {
        const string_view between = folded_.substr(
            tokens_[pair.earlier].end, tokens_[pair.later].begin - tokens_[pair.earlier].end);
        const bool changed = std::any_of(std::begin(kChanges), std::end(kChanges),
                                         [&](auto word) { return text::contains(between, word); });
        return changed || another_year(between, pair);
    }
    bool another_year(string_view between, const CountPair& pair) const {
        for (std::size_t at = between.find("年"); at != string_view::npos;
             at = between.find("年", at + kHan)) {
            const std::size_t size = year_before(between.substr(0, at));
            if (size == 0) continue;
            const string_view year = between.substr(at - size, size);
            const bool known =
                std::any_of(counts_.begin(), counts_.end(), [&](const NamedCount& c) {
                    return c.year == year && (c.token == pair.earlier || c.token == pair.later);
                });
            if (!known) return true;
        }
        return false;
    }

    // Two groups of 60 make 120, and 50% of 120 are 60.
    bool divided(const CountPair& pair) const {
        constexpr std::size_t kBehind = 8;  // tokens
        const Fraction a = value(tokens_[pair.earlier]);
        const Fraction b = value(tokens_[pair.later]);
        const std::size_t end = std::min(tokens_.size(), pair.later + kBehind);
        for (std::size_t i = pair.earlier + 1; i < end; ++i) {
            const Number& by = tokens_[i].number;
            const bool divides = tokens_[i].kind == TokenKind::kNumber && i != pair.later &&
                                 (by.of == Of::kPercent || by.of == Of::kCount);
            if (divides && (a * value(tokens_[i]) == b || b * value(tokens_[i]) == a)) return true;
        }
        return false;
    }

    std::span<const Token> tokens_;
    const Layout& layout_;
    string_view folded_;
    std::vector<NamedCount> counts_;
};

}  // namespace

std::vector<CountPair> same_counts(std::span<const Token> tokens, const Layout& layout,
                                   std::string_view folded, std::span<const std::size_t> factors) {
    std::map<std::pair<string_view, std::string>, std::vector<NamedCount>> groups;
    for (std::size_t i = 0; i < tokens.size() && !factors.empty(); ++i) {
        std::optional<NamedCount> count = named_count(tokens[i], i, folded);
        if (!count) continue;
        count->factor = std::binary_search(factors.begin(), factors.end(), i);
        groups[{count->noun, tokens[i].number.thing.measure}].push_back(*count);
    }
    std::vector<CountPair> out;
    std::size_t read = 0;
    for (auto& [noun, counts] : groups) {
        if (counts.size() < 2) continue;
        if (++read > kMostGroups) break;
        Group(tokens, layout, folded, std::move(counts)).add_pairs(out);
    }
    return out;
}

}  // namespace mingzhang::recognise::arithmetic
