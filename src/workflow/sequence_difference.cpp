#include "workflow/sequence_difference.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace mingzhang::workflow {
namespace {

using std::size_t;
using std::string_view;
using Ids = std::vector<uint32_t>;
using Pairs = std::vector<std::pair<size_t, size_t>>;

constexpr size_t kMostCells = size_t{1} << 20;  // of one table of lengths
constexpr size_t kMostCompared = 2000;  // words of a paragraph, to see whether two are alike
constexpr size_t kLeastCommon = 2;      // characters between two changes

struct Span {
    size_t a_begin, a_end, b_begin, b_end;

    size_t a_size() const { return a_end - a_begin; }
    size_t b_size() const { return b_end - b_begin; }
};

bool can_spend(size_t steps, Effort& effort) {
    if (steps > effort.steps) return false;
    effort.steps -= steps;
    return true;
}

class CommonElements {
  public:
    CommonElements(const Ids& a, const Ids& b, Effort& effort) : a_(a), b_(b), effort_(effort) {}

    Pairs run() {
        between({0, a_.size(), 0, b_.size()});
        std::sort(pairs_.begin(), pairs_.end());
        return std::move(pairs_);
    }

  private:
    // Spans wait in a list: the texts are not ours, and recursion could go as deep as they like.
    void between(Span whole) {
        std::vector<Span> waiting = {whole};
        while (!waiting.empty()) {
            Span span = trimmed(waiting.back());
            waiting.pop_back();
            if (span.a_size() == 0 || span.b_size() == 0) continue;
            if (span.b_size() <= kMostCells / span.a_size() &&
                can_spend(span.a_size() * span.b_size(), effort_)) {
                by_table(span);
                continue;
            }
            if (!can_spend(span.a_size() + span.b_size(), effort_)) continue;
            const Pairs anchors = unique_in_both(span);
            size_t i = span.a_begin, j = span.b_begin;
            for (const auto& [x, y] : anchors) {
                waiting.push_back({i, x, j, y});
                pairs_.emplace_back(x, y);
                i = x + 1;
                j = y + 1;
            }
            if (!anchors.empty()) waiting.push_back({i, span.a_end, j, span.b_end});
        }
    }

    Span trimmed(Span s) {
        while (s.a_size() > 0 && s.b_size() > 0 && a_[s.a_begin] == b_[s.b_begin])
            pairs_.emplace_back(s.a_begin++, s.b_begin++);
        while (s.a_size() > 0 && s.b_size() > 0 && a_[s.a_end - 1] == b_[s.b_end - 1])
            pairs_.emplace_back(--s.a_end, --s.b_end);
        return s;
    }

    // Lengths of the longest common subsequences of all ends.
    void by_table(const Span& s) {
        const size_t width = s.b_size() + 1;
        lengths_.assign((s.a_size() + 1) * width, 0);
        const auto length = [&](size_t i, size_t j) -> uint32_t& {
            return lengths_[i * width + j];
        };
        for (size_t i = s.a_size(); i-- > 0;) {
            for (size_t j = s.b_size(); j-- > 0;) {
                length(i, j) = a_[s.a_begin + i] == b_[s.b_begin + j]
                                   ? length(i + 1, j + 1) + 1
                                   : std::max(length(i + 1, j), length(i, j + 1));
            }
        }
        for (size_t i = 0, j = 0; i < s.a_size() && j < s.b_size();) {
            if (a_[s.a_begin + i] == b_[s.b_begin + j]) {
                pairs_.emplace_back(s.a_begin + i++, s.b_begin + j++);
            } else {
                length(i + 1, j) >= length(i, j + 1) ? ++i : ++j;
            }
        }
    }

    // The longest rising row of elements that stand once in each.
    Pairs unique_in_both(const Span& s) const {
        struct Seen {
            size_t in_a = 0, in_b = 0, at_b = 0;
        };
        std::unordered_map<uint32_t, Seen> seen;
        for (size_t i = s.a_begin; i < s.a_end; ++i) ++seen[a_[i]].in_a;
        for (size_t j = s.b_begin; j < s.b_end; ++j) {
            Seen& element = seen[b_[j]];
            ++element.in_b;
            element.at_b = j;
        }
        Pairs once;
        for (size_t i = s.a_begin; i < s.a_end; ++i) {
            const Seen& element = seen[a_[i]];
            if (element.in_a == 1 && element.in_b == 1) once.emplace_back(i, element.at_b);
        }
        return longest_rising(once);
    }

    static Pairs longest_rising(const Pairs& pairs) {
        constexpr size_t kNone = ~size_t{0};
        std::vector<size_t> ends, before(pairs.size(), kNone);  // ends: the least of each length
        for (size_t k = 0; k < pairs.size(); ++k) {
            const auto at = std::lower_bound(
                ends.begin(), ends.end(), pairs[k].second,
                [&](size_t end, size_t value) { return pairs[end].second < value; });
            if (at != ends.begin()) before[k] = *(at - 1);
            if (at == ends.end()) {
                ends.push_back(k);
            } else {
                *at = k;
            }
        }
        Pairs out;
        for (size_t k = ends.empty() ? kNone : ends.back(); k != kNone; k = before[k])
            out.push_back(pairs[k]);
        std::reverse(out.begin(), out.end());
        return out;
    }

    const Ids& a_;
    const Ids& b_;
    Effort& effort_;
    std::vector<uint32_t> lengths_;
    Pairs pairs_;
};

bool is_word_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// "共1,234.50万元" → 共 | 1,234.50 | 万 | 元
std::vector<string_view> words_of(string_view text) {
    std::vector<string_view> words;
    for (size_t begin = 0; begin < text.size();) {
        size_t end = begin + 1;
        if (is_word_byte(text[begin])) {
            while (end < text.size() && (is_word_byte(text[end]) ||
                                         ((text[end] == '.' || text[end] == ',') &&
                                          end + 1 < text.size() && is_word_byte(text[end + 1]))))
                ++end;
        } else {
            while (end < text.size() && continues(text[end])) ++end;
        }
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

size_t characters(string_view text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

void add_run(std::vector<WordRun>& runs, WordRun run) {
    if (run.before.empty() && run.after.empty()) return;
    if (!runs.empty() && runs.back().same == run.same) {
        runs.back().before += run.before;
        runs.back().after += run.after;
    } else {
        runs.push_back(std::move(run));
    }
}

// A character or two that happen to stand in both of two changed phrases tell nobody anything.
std::vector<WordRun> without_remnants(const std::vector<WordRun>& runs) {
    std::vector<WordRun> out;
    for (size_t i = 0; i < runs.size(); ++i) {
        WordRun run = runs[i];
        const bool between = i > 0 && i + 1 < runs.size();
        if (run.same && between && characters(run.before) < kLeastCommon) run.same = false;
        add_run(out, std::move(run));
    }
    return out;
}

// Pairs of neighbouring characters, sorted: how alike two paragraphs are costs no alignment.
std::vector<uint64_t> neighbours(string_view text) {
    std::vector<uint64_t> out;
    const auto words = words_of(text);
    for (size_t i = 0; i + 1 < words.size() && i < kMostCompared; ++i) {
        const uint64_t hash = std::hash<string_view>{}(words[i]) * 1'000'003u;
        out.push_back(hash ^ std::hash<string_view>{}(words[i + 1]));
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool are_alike(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
    size_t common = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (*x == *y) {
            ++common;
            ++x;
            ++y;
        } else {
            *x < *y ? ++x : ++y;
        }
    }
    return 4 * common > a.size() + b.size();
}

class Paragraphs {
  public:
    Paragraphs(const std::vector<std::string>& before, const std::vector<std::string>& after,
               const std::string& what, Effort& effort)
        : before_(before), after_(after), what_(what), effort_(effort) {}

    std::vector<Change> run() {
        const std::vector<string_view> a(before_.begin(), before_.end());
        const std::vector<string_view> b(after_.begin(), after_.end());
        size_t i = 0, j = 0;
        for (const auto& [x, y] : common_elements(a, b, effort_)) {
            place({i, x, j, y});
            i = x + 1;
            j = y + 1;
        }
        place({i, a.size(), j, b.size()});
        return std::move(changes_);
    }

  private:
    // Where paragraphs of the one stand in place of those of the other.
    void place(const Span& s) {
        std::vector<std::vector<uint64_t>> others;
        if (s.a_size() > 0) {
            for (size_t j = s.b_begin; j < s.b_end; ++j) others.push_back(neighbours(after_[j]));
        }
        size_t j = s.b_begin;
        for (size_t i = s.a_begin; i < s.a_end; ++i) {
            const auto own = neighbours(before_[i]);
            size_t partner = j;
            while (partner < s.b_end && !alike(own, others[partner - s.b_begin])) ++partner;
            if (partner == s.b_end) {
                add(ChangeKind::kRemoved, before_[i], "");
                continue;
            }
            for (; j < partner; ++j) add(ChangeKind::kAdded, "", after_[j]);
            add(ChangeKind::kChanged, before_[i], after_[j++]);
        }
        for (; j < s.b_end; ++j) add(ChangeKind::kAdded, "", after_[j]);
    }

    bool alike(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
        return can_spend(a.size() + b.size() + 1, effort_) && are_alike(a, b);
    }

    void add(ChangeKind kind, const std::string& before, const std::string& after) {
        Change change;
        change.kind = kind;
        change.what = what_;
        change.before = before;
        change.after = after;
        if (kind == ChangeKind::kChanged) change.words = changed_words(before, after, effort_);
        changes_.push_back(std::move(change));
    }

    const std::vector<std::string>& before_;
    const std::vector<std::string>& after_;
    const std::string& what_;
    Effort& effort_;
    std::vector<Change> changes_;
};

}  // namespace

Pairs common_elements(const std::vector<string_view>& a, const std::vector<string_view>& b,
                      Effort& effort) {
    std::unordered_map<string_view, uint32_t> numbers;
    const auto numbered = [&](const std::vector<string_view>& from) {
        Ids ids;
        ids.reserve(from.size());
        for (const string_view element : from) {
            const auto next = static_cast<uint32_t>(numbers.size());
            ids.push_back(numbers.emplace(element, next).first->second);
        }
        return ids;
    };
    const Ids left = numbered(a), right = numbered(b);
    return CommonElements(left, right, effort).run();
}

std::vector<WordRun> changed_words(string_view before, string_view after, Effort& effort) {
    const auto a = words_of(before), b = words_of(after);
    std::vector<WordRun> runs;
    size_t i = 0, j = 0;
    const auto apart = [&](size_t x, size_t y) {
        WordRun run;
        for (; i < x; ++i) run.before += a[i];
        for (; j < y; ++j) run.after += b[j];
        add_run(runs, std::move(run));
    };
    for (const auto& [x, y] : common_elements(a, b, effort)) {
        apart(x, y);
        add_run(runs, {true, std::string(a[i++]), std::string(b[j++])});
    }
    apart(a.size(), b.size());
    return without_remnants(runs);
}

std::vector<Change> changed_paragraphs(const std::vector<std::string>& before,
                                       const std::vector<std::string>& after,
                                       const std::string& what, Effort& effort) {
    return Paragraphs(before, after, what, effort).run();
}

}  // namespace mingzhang::workflow
