#include "check/repeated_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "check/common_words.h"
#include "check/findings.h"

namespace mingzhang::check {
namespace {

using std::u16string;
using std::u16string_view;

constexpr std::size_t kMostFindings = 100, kMostHits = 1000;
constexpr std::size_t kShortest = 2, kLongest = 10;

struct Repeat {
    std::size_t begin = 0, length = 0;  // of the words, which stand twice from there
};

// Words that end a phrase or begin one, but are no part of a longer word.
constexpr std::u16string_view kWhole[] = {u"增加", u"减少", u"增长", u"下降", u"上升", u"持平",
                                          u"万元", u"亿元", u"主要", u"其中", u"用于"};
// Words of which the standing words know all that they begin: 预算单位, 支出总表.
constexpr std::u16string_view kOfBudgets[] = {u"支出", u"收入", u"预算", u"决算", u"单位", u"部门",
                                              u"经费", u"安排", u"资金", u"金额", u"年度"};

template <class List>
bool is_one_of(const List& list, std::u16string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_ideograph(char16_t c) { return c >= 0x4E00; }

class Search {
  public:
    Search(const StandingWords& words, const Letters& letters) : words_(words), letters_(letters) {}

    std::vector<Repeat> run() {
        for (std::size_t length = kShortest; length <= kLongest; ++length) find(length);
        std::sort(hits_.begin(), hits_.end(),
                  [](const Repeat& a, const Repeat& b) { return a.begin < b.begin; });
        std::vector<Repeat> out;
        for (const Repeat& hit : hits_) {
            const bool over = !out.empty() && hit.begin < out.back().begin + 2 * out.back().length;
            if (!over && is_wrong(hit)) out.push_back(hit);
        }
        return out;
    }

  private:
    void find(std::size_t length) {
        const u16string& all = letters_.all;
        std::size_t same = 0;
        for (std::size_t i = 0; i + length < all.size(); ++i) {
            same = all[i] == all[i + length] && is_ideograph(all[i]) ? same + 1 : 0;
            if (same == length && hits_.size() < kMostHits)
                hits_.push_back({i + 1 - length, length});
        }
    }

    u16string_view words_of(const Repeat& hit) const {
        return u16string_view(letters_.all).substr(hit.begin, hit.length);
    }

    bool is_wrong(const Repeat& hit) const {
        const u16string_view word = words_of(hit);
        const bool one_letter =
            std::all_of(word.begin(), word.end(), [&](char16_t c) { return c == word[0]; });
        const bool counts = std::all_of(word.begin(), word.end(), counts_or_compares);
        if (one_letter || (counts && !is_one_of(kWhole, word)) || !is_known(word)) return false;
        // Nothing may stand between them, no white space either.
        const std::string twice = to_utf8(word) + to_utf8(word);
        if (!text::contains(letters_.part_at(hit.begin).text, twice)) return false;
        if (is_label(hit)) return false;
        const std::size_t end = hit.begin + 2 * hit.length;
        const std::size_t first = hit.begin == 0 ? 0 : hit.begin - 1;
        const u16string_view around = u16string_view(letters_.all).substr(first, end + 1 - first);
        if (letters_.times(around, 2) > 1) return false;
        return !may_end_and_begin(hit) || stands_once(hit);
    }

    // A cell over a page's end holds its label once for each page.
    bool is_label(const Repeat& hit) const {
        constexpr std::size_t kLongestLabel = 20;
        const Letters::Part& part = letters_.part_at(hit.begin);
        return part.cell &&
               letters_.all.find(Letters::kEdge, part.begin) - part.begin <= kLongestLabel;
    }

    bool is_known(u16string_view word) const {
        if (is_one_of(kWhole, word)) return true;
        const bool standing = word.size() == kShortest ? is_common_word(word[0], word[1]) ||
                                                             words_.joins(word[0], word[1])
                                                       : words_.holds(word);
        constexpr int kOften = 4;
        return standing || letters_.times(word, kOften) >= kOften;
    }

    // Whether the first can be the end of a longer word, and the second begin another.
    bool may_end_and_begin(const Repeat& hit) const {
        if (is_one_of(kWhole, words_of(hit))) return false;
        const char16_t before = hit.begin == 0 ? Letters::kEdge : letters_.all[hit.begin - 1];
        const char16_t behind = letters_.at(hit.begin + 2 * hit.length);
        const auto belongs = [](char16_t c) { return is_ideograph(c) && !joins_words(c); };
        if (is_one_of(kOfBudgets, words_of(hit)) && !words_.joins(words_of(hit).back(), behind))
            return false;
        return belongs(before) && belongs(behind);
    }

    // Whether the same stands elsewhere with the words once.
    bool stands_once(const Repeat& hit) const {
        constexpr std::size_t kAround = 2;
        std::size_t from = hit.begin, to = hit.begin + 2 * hit.length;
        while (from > 0 && hit.begin - from < kAround && is_ideograph(letters_.all[from - 1]))
            --from;
        const std::size_t end = to;
        while (to - end < kAround && is_ideograph(letters_.at(to))) ++to;
        u16string once(letters_.all, from, hit.begin + hit.length - from);
        once.append(letters_.all, end, to - end);
        return words_.holds(once) || letters_.times(once, 1) > 0;
    }

    const StandingWords& words_;
    const Letters& letters_;
    std::vector<Repeat> hits_;
};

}  // namespace

std::vector<Finding> repeated_words(const StandingWords& words, const Letters& letters) {
    std::vector<Finding> out;
    for (const Repeat& repeat : Search(words, letters).run()) {
        if (out.size() == kMostFindings) break;
        const std::string text =
            to_utf8(u16string_view(letters.all).substr(repeat.begin, 2 * repeat.length));
        Finding finding = finding_at("words-repeated", Severity::kWarning,
                                     place_at(*letters.part_at(repeat.begin).place, text));
        finding.suggestion = {text.substr(0, text.size() / 2)};
        finding.key = fingerprint({finding.rule, text});
        out.push_back(std::move(finding));
    }
    return out;
}

}  // namespace mingzhang::check
