#include "check/near_misses.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "check/common_words.h"
#include "check/findings.h"
#include "check/flat_table.h"

namespace mingzhang::check {

using std::u16string;
using std::u16string_view;

namespace {

constexpr std::size_t kMostFindings = 100;
constexpr std::size_t kShortest = 4, kLong = 6, kLongest = 40;

// Characters that hand, eye or ear take for each other.
constexpr std::array<u16string_view, 40> kAlike = {
    u"拨拔泼", u"待侍持", u"费废",   u"购构够", u"采彩菜", u"预予", u"基其", u"项顷",
    u"结给",   u"转传",   u"他它她", u"账帐",   u"制治",   u"份分", u"订定", u"付负副",
    u"需须",   u"贷货",   u"受授",   u"末未",   u"己已",   u"入人", u"日目", u"千干",
    u"今令",   u"管官菅", u"机几",   u"员圆园", u"公工",   u"务物", u"行形", u"运远",
    u"经径",   u"政正",   u"财材才", u"算蒜",   u"支枝",   u"差查", u"绩积", u"标表"};

bool alike(char16_t a, char16_t b) {
    return std::any_of(kAlike.begin(), kAlike.end(), [&](u16string_view group) {
        return group.find(a) != u16string_view::npos && group.find(b) != u16string_view::npos;
    });
}

constexpr char16_t kEdge = Letters::kEdge;

uint32_t pair_of(char16_t a, char16_t b) { return static_cast<uint32_t>(a) << 16 | b; }
uint32_t slot_of(uint32_t pair) { return pair * 0x9E3779B1u >> 16; }

}  // namespace

// Words by their first two and their last two characters: one slip leaves one of them whole, but
// where it swaps the middle of four.
struct TermIndex {
    // The two characters next to those that are the key, outermost last: a slip leaves one of them
    // near where it was.
    struct Entry {
        int word = 0;
        char16_t near = 0, far = 0;
        int next = -1;  // of the same key

        bool may_stand(char16_t a, char16_t b) const {
            return a == near || a == far || b == near || b == far;
        }
    };

    enum class Form { kLoose, kName, kFirm };

    void add(const std::string& text, Form form) {
        u16string letters;
        append_ideographs(
            text::contains(text, "{") ? text::replace_all(text, "year}年", "year}") : text,
            letters);
        letters += u'\0';
        for (std::size_t begin = 0; begin < letters.size();) {
            const std::size_t end = letters.find(u'\0', begin);
            add_word(u16string_view(letters).substr(begin, end - begin), form);
            begin = end + 1;
        }
    }

    u16string_view word(int number) const {
        const Word& word = words_[static_cast<std::size_t>(number)];
        return u16string_view(letters_).substr(word.begin, word.length);
    }
    // Whether the text stands within a standing word.
    bool holds(u16string_view text) const { return letters_.find(text) != u16string::npos; }
    // Whether other words stand one character beside it.
    Form form(int number) const { return words_[static_cast<std::size_t>(number)].form; }
    bool knows(u16string_view text) const {
        const int* number = known_.find(hash_of(text));
        return number != nullptr && word(*number) == text;
    }
    // Whether the two characters stand together in a standing word.
    bool joins(uint32_t pair) const { return pairs_.find(pair) != nullptr; }
    bool may_begin(uint32_t pair) const { return begins_[slot_of(pair)]; }
    bool may_end(uint32_t pair) const { return ends_[slot_of(pair)]; }
    // "财拨政款" → its word; null where it is none.
    const int* swapped(u16string_view four) const { return swapped_.find(key_of(four)); }

    template <class Take>
    void each_from_first(uint32_t pair, Take take) const {
        each_entry(by_first_, pair, take);
    }
    template <class Take>
    void each_from_last(uint32_t pair, Take take) const {
        each_entry(by_last_, pair, take);
    }

  private:
    struct Word {
        uint32_t begin = 0;
        uint16_t length = 0;
        Form form = Form::kLoose;
    };

    static uint64_t hash_of(u16string_view text) {
        uint64_t hash = text.size();
        for (const char16_t c : text) hash = (hash ^ c) * 0x100000001B3ULL + (hash >> 29);
        return hash | 1;
    }
    static uint64_t key_of(u16string_view four) {
        uint64_t key = 0;
        for (const char16_t c : four) key = key << 16 | c;
        return key;
    }

    template <class Take>
    void each_entry(const FlatTable<uint32_t, int>& heads, uint32_t pair, Take take) const {
        const int* head = heads.find(pair);
        for (int at = head != nullptr ? *head : -1; at >= 0;) {
            const Entry& entry = entries_[static_cast<std::size_t>(at)];
            take(entry);
            at = entry.next;
        }
    }
    void add_entry(FlatTable<uint32_t, int>& heads, uint32_t pair, Entry entry) {
        const int at = static_cast<int>(entries_.size());
        int& head = heads.insert(pair, -1);
        entry.next = std::exchange(head, at);
        entries_.push_back(entry);
    }

    void add_word(u16string_view word, Form form) {
        for (std::size_t i = 0; i + 1 < word.size(); ++i)
            pairs_.insert(pair_of(word[i], word[i + 1]), true);
        if (word.size() < kShortest || word.size() > kLongest) return;
        const int number = static_cast<int>(words_.size());
        if (known_.insert(hash_of(word), number) != number) return;
        words_.push_back(
            {static_cast<uint32_t>(letters_.size()), static_cast<uint16_t>(word.size()), form});
        letters_ += word;
        letters_ += u'\0';
        const uint32_t first = pair_of(word[0], word[1]);
        const uint32_t last = pair_of(word[word.size() - 2], word.back());
        add_entry(by_first_, first, {number, word[2], word[3]});
        add_entry(by_last_, last, {number, word[word.size() - 3], word[word.size() - 4]});
        begins_[slot_of(first)] = ends_[slot_of(last)] = true;
        if (word.size() == kShortest) {
            const std::array<char16_t, kShortest> other = {word[0], word[2], word[1], word[3]};
            begins_[slot_of(pair_of(other[0], other[1]))] = true;
            swapped_.insert(key_of({other.data(), other.size()}), number);
        }
    }

    u16string letters_;                     // of the words, one after the other
    std::vector<Word> words_;               // of kShortest characters or more
    FlatTable<uint64_t, int> known_{3000};  // hash → its word
    FlatTable<uint32_t, bool> pairs_{4000};
    std::vector<Entry> entries_;
    FlatTable<uint32_t, int> by_first_{1000}, by_last_{1000};  // → the first of its entries
    FlatTable<uint64_t, int> swapped_;
    std::bitset<1 << 16> begins_, ends_;  // whether a pair of that slot may be a key
};

namespace {

// What stands at [begin, begin + length) is a word with one slip: its characters [from, to) stand
// beside others than in the word; where from = to, those before and behind it do.
struct Miss {
    std::size_t begin = 0, length = 0;
    int word = 0;
    std::size_t from = 0, to = 0;
};

class Search {
  public:
    Search(const TermIndex& index, const Letters& letters)
        : index_(index), text_(letters), letters_(letters.all) {}

    std::vector<Miss> run() {
        for (std::size_t i = 0; i + 1 < letters_.size(); ++i) {
            if (gap(i) || gap(i + 1)) continue;
            const uint32_t pair = pair_of(letters_[i], letters_[i + 1]);
            if (index_.may_begin(pair)) forwards(i, pair);
            if (index_.may_end(pair)) backwards(i + 2, pair);
        }
        if (misses_.empty()) return {};
        count_pairs();
        std::erase_if(misses_, [&](const Miss& miss) { return excused(miss); });
        std::sort(misses_.begin(), misses_.end(), [](const Miss& a, const Miss& b) {
            return a.begin != b.begin ? a.begin < b.begin : a.length > b.length;
        });
        std::vector<Miss> apart;  // of those over each other the longest
        for (const Miss& miss : misses_) {
            if (!apart.empty() && miss.begin < apart.back().begin + apart.back().length) {
                if (miss.length > apart.back().length) apart.back() = miss;
                continue;
            }
            apart.push_back(miss);
        }
        return apart;
    }
    u16string_view words_of(const Miss& miss) const {
        return u16string_view(letters_).substr(miss.begin, miss.length);
    }

  private:
    char16_t at(std::size_t i) const { return i < letters_.size() ? letters_[i] : kEdge; }
    char16_t before(std::size_t end, std::size_t n) const {
        return end >= n ? letters_[end - n] : kEdge;
    }
    bool gap(std::size_t i) const { return at(i) <= kEdge; }
    bool gap_before(std::size_t i) const { return i == 0 || gap(i - 1); }

    void forwards(std::size_t begin, uint32_t pair) {
        const char16_t third = at(begin + 2), fourth = at(begin + 3);
        index_.each_from_first(pair, [&](const TermIndex::Entry& entry) {
            if (entry.may_stand(third, fourth)) from_front(begin, entry.word);
        });
        const int* swap = index_.swapped(u16string_view(letters_).substr(begin, kShortest));
        if (swap != nullptr) add({begin, kShortest, *swap, 1, 3});
    }
    void backwards(std::size_t end, uint32_t pair) {
        const char16_t third = before(end, 3), fourth = before(end, 4);
        index_.each_from_last(pair, [&](const TermIndex::Entry& entry) {
            if (entry.may_stand(third, fourth)) from_back(end, entry.word);
        });
    }

    // How many characters of the word stand at `begin`, from its character `skip` on.
    std::size_t same(std::size_t begin, u16string_view word, std::size_t skip) const {
        std::size_t n = 0;
        while (skip + n < word.size() && at(begin + n) == word[skip + n]) ++n;
        return n;
    }

    // The slip lies behind the first two characters.
    void from_front(std::size_t begin, int number) {
        const u16string_view word = index_.word(number);
        const std::size_t i = 2 + same(begin + 2, word, 2), n = word.size();
        const std::size_t stands = begin + i;
        if (i == n) {
            // "财政拨款款": the last is doubled.
            if (at(begin + n) == word[n - 1]) add({begin, n + 1, number, n, n});
            return;
        }
        if (i + 1 == n) add({begin, n - 1, number, i, i});
        if (gap(stands)) return;
        if (i + 1 < n) {
            const std::size_t rest = n - i - 1;
            if (at(stands) == word[i + 1] && at(stands + 1) == word[i] &&
                same(stands + 2, word, i + 2) == n - i - 2)
                return add({begin, n, number, i, i + 2});
            if (same(stands, word, i + 1) == rest) return add({begin, n - 1, number, i, i});
        }
        if (at(stands) == word[i - 1] && same(stands + 1, word, i) == n - i)
            return add({begin, n + 1, number, i, i});
        if (same(stands + 1, word, i + 1) == n - i - 1) add({begin, n, number, i, i + 1});
    }

    // The slip lies in the first characters.
    void from_back(std::size_t end, int number) {
        const u16string_view word = index_.word(number);
        std::size_t left = word.size(), stands = end;
        while (left > 0 && stands > 0 && letters_[stands - 1] == word[left - 1]) --left, --stands;
        if (left == 0) {
            // "财财政拨款": the first is doubled.
            if (stands > 0 && letters_[stands - 1] == word[0])
                add({stands - 1, word.size() + 1, number, 1, 1});
            return;
        }
        if (left == 1) add({stands, word.size() - 1, number, 0, 0});
        if (gap_before(stands)) return;
        if (left == 1) add({stands - 1, word.size(), number, 0, 1});
        if (left == 2 && stands >= 2) {
            if (letters_[stands - 1] == word[0] && letters_[stands - 2] == word[1])
                add({stands - 2, word.size(), number, 0, 2});
            else if (letters_[stands - 1] == word[0])
                add({stands - 1, word.size() - 1, number, 1, 1});
            else if (letters_[stands - 2] == word[0])
                add({stands - 2, word.size(), number, 1, 2});
        }
        if (left == 3 && stands >= 3 && letters_[stands - 1] == word[1] &&
            letters_[stands - 2] == word[2] && letters_[stands - 3] == word[0])
            add({stands - 3, word.size(), number, 1, 3});
        if (left == 1 && stands >= 2 && letters_[stands - 1] == word[1] &&
            letters_[stands - 2] == word[0])
            add({stands - 2, word.size() + 1, number, 2, 2});
    }

    void add(Miss miss) {
        if (misses_.size() < 100'000) misses_.push_back(miss);
    }

    // How often the pairs that slips made stand in the document.
    void count_pairs() {
        for (const Miss& miss : misses_)
            each_pair(miss, [&](uint32_t pair) { counts_.insert(pair, 0); });
        std::vector<bool> wanted(1 << 16);
        counts_.each([&](uint32_t pair, int) { wanted[slot_of(pair)] = true; });
        for (std::size_t i = 0; i + 1 < letters_.size(); ++i) {
            const uint32_t pair = pair_of(letters_[i], letters_[i + 1]);
            if (!wanted[slot_of(pair)]) continue;
            if (int* count = counts_.find(pair)) ++*count;
        }
    }

    // Each two characters that stand beside each other because of the slip, also with what stands
    // before and after the whole.
    template <class Take>
    void each_pair(const Miss& miss, Take take) const {
        const std::size_t first = miss.begin + miss.from, last = miss.begin + miss.to;
        for (std::size_t i = first == 0 ? 0 : first - 1; i < last; ++i)
            if (!gap(i) && !gap(i + 1)) take(pair_of(at(i), at(i + 1)));
    }

    // The whole text.
    bool alone(const Miss& miss) const {
        return (miss.begin == 0 || letters_[miss.begin - 1] == kEdge) &&
               at(miss.begin + miss.length) == kEdge;
    }

    // Short words lie close to others, and what begins as a standing word may go on otherwise.
    bool weak(const Miss& miss, u16string_view stands, u16string_view word) const {
        const std::size_t end = miss.begin + miss.length;
        if (alone(miss) && word.size() >= kLong) return false;
        if (stands.size() < word.size()) return word.size() == kShortest && !alone(miss);
        if (miss.to - miss.from != 1 || alike(stands[miss.from], word[miss.from])) return false;
        const bool first = miss.from == 0, last = miss.to == word.size();
        if (!first && !last) return word.size() == kShortest && !alone(miss);
        return word.size() < kLong || !(first ? gap_before(miss.begin) : gap(end));
    }

    bool excused(const Miss& miss) {
        const u16string_view stands = words_of(miss);
        if (index_.knows(stands) || belongs_to_number(miss)) return true;
        const u16string_view word = index_.word(miss.word);
        if (stands.size() < word.size() &&
            (belongs_beside(miss, word) || shortened(word.substr(miss.from, 2))))
            return true;
        return (at_edge(miss, stands, word) || may_be_right(miss, stands, word)) &&
               !is_plain(miss, stands, word);
    }

    // "2024年绩效目标": not the first character of 年度绩效目标.
    bool belongs_to_number(const Miss& miss) const {
        return miss.from == 1 && gap_before(miss.begin) &&
               u16string_view(u"年月日").find(at(miss.begin)) != u16string_view::npos;
    }

    // 公务车, 运行费.
    static bool shortened(u16string_view left_out) {
        return left_out == u"用车" || left_out == u"经费";
    }

    // Where the one character before or behind what is left out belongs to the words beside it:
    // 各项 | 支出.
    bool belongs_beside(const Miss& miss, u16string_view word) const {
        const char16_t p = before(miss.begin, 1), q = at(miss.begin + miss.length);
        return (miss.from == 1 && is_common_word(p, word[0])) ||
               (miss.from + 2 == word.size() && is_common_word(word.back(), q));
    }

    // Where the whole word stands, or what is left of it, and only what stands beside it tells.
    bool at_edge(const Miss& miss, u16string_view stands, u16string_view word) const {
        if (stands.size() < word.size()) return miss.from == 0 || miss.from + 1 == word.size();
        if (stands.size() == word.size()) return false;
        if (miss.from == word.size()) return !gap(miss.begin + miss.length);
        return miss.from == 1 && !gap_before(miss.begin);
    }

    bool may_be_right(const Miss& miss, u16string_view stands, u16string_view word) const {
        if (weak(miss, stands, word)) return true;
        const bool replaced = stands.size() == word.size() && miss.to - miss.from == 1;
        if (replaced && joins_words(stands[miss.from])) return true;
        const bool inside = miss.from > 0 && miss.to < word.size();
        if (replaced && counts_or_compares(stands[miss.from]) &&
            (counts_or_compares(word[miss.from]) || word.size() < kLong || !inside))
            return true;
        // One that is left out or replaced and only joins: 的, 和.
        if (stands.size() <= word.size() && miss.to - miss.from < 2 &&
            u16string_view(u"的和与及").find(word[miss.from]) != u16string_view::npos)
            return true;
        // Doubled inside: the whole word stands around it.
        if (stands.size() > word.size() && miss.from > 1 && miss.from < word.size()) return false;
        int pairs = 0, common = 0;
        each_pair(miss, [&](uint32_t pair) {
            ++pairs;
            const bool word_of_language = is_common_word(static_cast<char16_t>(pair >> 16),
                                                         static_cast<char16_t>(pair & 0xFFFF));
            const bool known = index_.joins(pair) || *counts_.find(pair) > 1;
            common += known || word_of_language ? 1 : 0;
        });
        const bool swapped = miss.to - miss.from == 2;
        const bool long_label = alone(miss) && word.size() >= kLong;
        return swapped || long_label ? common == pairs : common > 0;
    }

    // ---- slips that no right word explains, of words that the document writes rightly elsewhere

    // Whether two characters are a word, of the language or, beside a short word, of this document.
    bool is_word(char16_t a, char16_t b, u16string_view beside) const {
        if (is_common_word(a, b)) return true;
        if (beside.size() >= kLong || joins_words(a) || joins_words(b)) return false;
        const int* count = counts_.find(pair_of(a, b));
        return count != nullptr && *count > 1 && !index_.joins(pair_of(a, b));
    }
    // Whether a part of a word is a word: a slip beside it may be one of its own.
    static bool is_whole(u16string_view part, bool behind) {
        constexpr u16string_view kAlone =
            u"因对钱本上下前后年月日各每某另该此一二三四五六七八九十不无未";
        if (part.size() == 1)
            return kAlone.find(part[0]) != u16string_view::npos || joins_words(part[0]);
        const std::size_t i = behind ? 0 : part.size() - 2;
        return is_common_word(part[i], part[i + 1]);
    }

    static bool is_gap(char16_t c) { return c <= kEdge; }
    // Whether what follows the first character can end another word: "学教育", "业收入".
    static bool is_suffix(char16_t c) {
        constexpr u16string_view kSuffixes =
            u"学费员部局率数额类性化业金款品室所院校处科股站厅委办会团队组区场馆园点线网体物器机车"
            u"房地"
            u"权力量法制度期级者人家师生民工";
        return kSuffixes.find(c) != u16string_view::npos;
    }
    static bool goes_on_as_suffix(u16string_view word) {
        return is_suffix(word[1]) && is_common_word(word[2], word[3]);
    }
    // A line that ends within the word, and the next one that goes on.
    bool is_cut(const Miss& miss, u16string_view word) const {
        const std::size_t end = miss.begin + miss.length;
        if (miss.from == 0)
            return before(miss.begin, 1) == kEdge && before(miss.begin, 2) == word[0];
        return at(end) == kEdge && at(end + 1) == word.back();
    }
    // Of the words that all budgets are made of, and that join freely: 支出预算, 收入合计.
    static bool is_loose(u16string_view word) {
        constexpr std::array<u16string_view, 16> kLoose = {
            u"支出", u"收入", u"预算", u"决算", u"总计", u"合计", u"小计", u"总表",
            u"总额", u"收支", u"经费", u"部门", u"单位", u"本年", u"当年", u"金额"};
        for (std::size_t i = 0; i < word.size(); i += 2)
            if (std::find(kLoose.begin(), kLoose.end(), word.substr(i, 2)) == kLoose.end())
                return false;
        return true;
    }

    bool is_plain(const Miss& miss, u16string_view stands, u16string_view word) {
        const bool plain = stands.size() > word.size()   ? is_plainly_doubled(miss, word)
                           : stands.size() < word.size() ? is_plainly_missing(miss, word)
                           : miss.to - miss.from == 2    ? is_plainly_swapped(miss, stands)
                                                         : is_plainly_wrong(miss, stands, word);
        // Names of items are many, and short ones close to other names: 高等教育, 高校教育.
        const TermIndex::Form form = index_.form(miss.word);
        const bool short_name = form == TermIndex::Form::kName && word.size() == kShortest;
        const bool replaced = stands.size() == word.size() && miss.to - miss.from == 1;
        const bool inside =
            stands.size() < word.size() && miss.from > 0 && miss.from + 1 < word.size();
        const bool attached = !gap_before(miss.begin) && !gap(miss.begin + miss.length);
        if (short_name && (replaced || (inside && attached))) return false;
        const bool firm = form != TermIndex::Form::kLoose;
        if (!plain || !firm || is_loose(word)) return false;
        // "公务接待费" stands whole in "公务接待费支出", whatever "公务接待费用" is.
        const u16string_view rest =
            miss.from == 0 ? word.substr(1) : word.substr(0, word.size() - 1);
        const bool at_end = miss.from == 0 || miss.from + 1 == word.size();
        if (at_end && stands.size() <= word.size() && index_.knows(rest)) return false;
        if (text_.times(word, 1) < 1) return false;
        // What stands twice is the usage of the document.
        std::size_t begin = miss.begin, end = miss.begin + miss.length;
        if (stands.size() < word.size() && miss.from == 0 && begin > 0) --begin;
        if (stands.size() < word.size() && miss.from + 1 == word.size()) ++end;
        return text_.times(u16string_view(letters_).substr(begin, end - begin), 2) < 2;
    }

    bool is_plainly_wrong(const Miss& miss, u16string_view stands, u16string_view word) const {
        const std::size_t k = miss.from, n = word.size();
        const char16_t here = stands[k];
        constexpr u16string_view kOfNames = u"收支其有国";
        const bool names = kOfNames.find(word[k]) != u16string_view::npos;
        if (counts_or_compares(here) && counts_or_compares(word[k]) && !names) return false;
        const bool first = k == 0, last = k + 1 == n;
        if (!first && is_word(word[k - 1], here, word)) return false;
        if (!last && is_word(here, word[k + 1], word)) return false;
        const bool left = !first && is_whole(word.substr(0, k), false);
        const bool right = !last && is_whole(word.substr(k + 1), true);
        const bool attached = !gap_before(miss.begin);
        // It belongs to a word beside, and one is missing here.
        if (first && is_common_word(before(miss.begin, 1), here)) return false;
        if (last && is_common_word(here, at(miss.begin + n))) return false;
        // "下属预算单位" and "所属预算单位".
        if (first && counts_or_compares(word[0]) && is_common_word(here, word[1])) return false;
        if (first) return !right && !(attached && goes_on_as_suffix(word));
        if (last) return !left && word[n - 2] != u'总' && !joins_words(here);
        // "采购品目大类" and "采购品目分类".
        constexpr u16string_view kSorting = u"大小多少高低新旧老初末内外前后上下省市县区乡镇";
        const bool sorting = kSorting.find(word[k]) != u16string_view::npos;
        return !(joins_words(here) || counts_or_compares(here) || sorting) || !(left && right);
    }

    bool is_plainly_swapped(const Miss& miss, u16string_view stands) const {
        bool words = true;
        const std::size_t from = std::max<std::size_t>(miss.from, 1);
        for (std::size_t i = from; i <= miss.to && i < stands.size(); ++i)
            words = words && is_word(stands[i - 1], stands[i], stands);
        return !words;
    }

    bool is_plainly_doubled(const Miss& miss, u16string_view word) const {
        const char16_t p = before(miss.begin, 1), q = at(miss.begin + miss.length);
        if (miss.from == word.size()) return !is_common_word(word.back(), q);
        return miss.from != 1 || !is_common_word(p, word[0]);
    }

    bool is_plainly_missing(const Miss& miss, u16string_view word) const {
        const std::size_t k = miss.from, n = word.size();
        const char16_t p = before(miss.begin, 1), q = at(miss.begin + miss.length);
        if (joins_words(word[k])) return false;
        if (k == 0) {
            if (is_cut(miss, word)) return false;
            const bool attached = !is_gap(p);
            constexpr u16string_view kPointing = u"本该此各每某";
            // "本支出", and "2025年预算"; but a text does not begin with 年.
            const bool pointing = p != kEdge ? counts_or_compares(word[1])
                                             : kPointing.find(word[1]) != u16string_view::npos;
            if (attached && (is_word(p, word[1], word) || goes_on_as_suffix(word))) return false;
            return !pointing && !is_whole(word.substr(1), true);
        }
        if (k + 1 == n) {
            if (is_cut(miss, word) || word[n - 2] == u'总') return false;
            // "收、支"
            if (word[n - 2] == u'收' && q == 0 && at(miss.begin + miss.length + 1) == u'支')
                return false;
            return !is_word(word[n - 2], q, word) && !is_whole(word.substr(0, k), false);
        }
        if (is_word(word[k - 1], word[k + 1], word)) return false;
        if ((k == 1 && (counts_or_compares(p) || (!is_gap(p) && is_suffix(word[0])))) ||
            (k + 2 == n && word[n - 1] == u'费'))
            return false;
        constexpr u16string_view kNouns = u"表额数类";
        const bool noun = k + 2 == n && kNouns.find(word[n - 1]) != u16string_view::npos;
        return !(is_whole(word.substr(0, k), false) &&
                 (noun || is_whole(word.substr(k + 1), true)));
    }

    const TermIndex& index_;
    const Letters& text_;
    const u16string& letters_;
    std::vector<Miss> misses_;
    FlatTable<uint32_t, int> counts_;
};

}  // namespace

bool StandingWords::joins(char16_t first, char16_t second) const {
    return index_ != nullptr && index_->joins(pair_of(first, second));
}

bool StandingWords::holds(u16string_view text) const {
    return index_ != nullptr && index_->holds(text);
}

StandingWords::StandingWords(const std::vector<std::string>& words) {
    auto index = std::make_shared<TermIndex>();
    for (const std::string& word : words) index->add(word, TermIndex::Form::kFirm);
    index_ = std::move(index);
}

StandingWords::StandingWords(const pack::Lexicon& lexicon, const codes::Lists& codes,
                             const pack::Pack* pack) {
    using Form = TermIndex::Form;
    auto index = std::make_shared<TermIndex>();
    const auto add = [&](const std::vector<std::string>& words, Form form) {
        for (const std::string& word : words) index->add(word, form);
    };
    const auto add_columns = [&](const std::vector<pack::Column>& columns) {
        for (const pack::Column& column : columns) add(column.heading, Form::kLoose);
    };
    // Terms and names of items before titles and headings, which are put together freely.
    for (const pack::ProseWord& word : lexicon.prose) add(word.words, Form::kFirm);
    for (const pack::RowWord& word : lexicon.rows) add(word.words, Form::kFirm);
    add(lexicon.standing, Form::kFirm);
    for (const codes::List* list : {&codes.functional, &codes.department_economic,
                                    &codes.government_economic, &codes.revenue}) {
        for (const codes::Entry& entry : list->entries()) index->add(entry.name, Form::kName);
    }
    add_columns(lexicon.columns);
    add_columns(lexicon.groups);
    for (const pack::ProseWord& word : lexicon.titles) add(word.words, Form::kLoose);
    for (const pack::KindWords& words : lexicon.kinds) add(words.words, Form::kLoose);
    add(lexicon.unit_labels, Form::kLoose);
    add(lexicon.department_labels, Form::kLoose);
    add(lexicon.declaration_titles, Form::kLoose);
    if (pack != nullptr) {
        for (const pack::Section& section : pack->sections) {
            add(section.titles, Form::kLoose);
            for (const pack::ProseWord& word : section.words) add(word.words, Form::kLoose);
        }
        for (const pack::Table& table : pack->tables) {
            add(table.titles, Form::kLoose);
            for (const pack::Panel& panel : table.panels) {
                add_columns(panel.columns);
                for (const pack::RowWord& word : panel.row_words) add(word.words, Form::kLoose);
                for (const pack::PrintedLabel& label : panel.labels)
                    index->add(label.text, Form::kLoose);
            }
        }
    }
    index_ = std::move(index);
}

StandingWords StandingWordsOfPacks::of(const pack::Pack* pack, const pack::Lexicon& lexicon,
                                       const codes::Lists& codes) const {
    const std::lock_guard lock(made_->mutex);
    StandingWords& words = made_->words[pack == nullptr ? "" : pack->id];
    if (words.index() == nullptr) words = StandingWords(lexicon, codes, pack);
    return words;
}

std::vector<Finding> near_misses(const StandingWords& words, const Letters& letters) {
    if (words.index() == nullptr) return {};
    Search search(*words.index(), letters);
    std::vector<Finding> out;
    for (const Miss& miss : search.run()) {
        if (out.size() == kMostFindings) break;
        const std::string text = to_utf8(search.words_of(miss));
        const std::string usual = to_utf8(words.index()->word(miss.word));
        Finding finding = finding_at("near-miss", Severity::kWarning,
                                     place_at(*letters.part_at(miss.begin).place, text));
        finding.arguments["usual"] = usual;
        finding.suggestion = {usual};
        finding.key = fingerprint({finding.rule, text, usual});
        out.push_back(std::move(finding));
    }
    return out;
}

}  // namespace mingzhang::check
