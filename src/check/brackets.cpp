#include "check/brackets.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "check/findings.h"

namespace mingzhang::check {
namespace {

constexpr std::size_t kMostFindings = 100;
// So many paragraphs balance a kind for each that does not.
constexpr unsigned kBalancedForOne = 3;

struct BracketKind {
    std::u32string_view opening, closing;
};
constexpr std::array<BracketKind, 5> kKinds = {
    {{U"《", U"》"}, {U"（(", U"）)"}, {U"〔", U"〕"}, {U"【", U"】"}, {U"“", U"”"}}};

// A bit for each kind that stands in the text.
unsigned kinds_in(std::u32string_view text) {
    unsigned kinds = 0;
    for (const char32_t c : text) {
        const bool may_be = (c >= 0x2018 && c <= 0x201D) || (c >= 0x3008 && c <= 0x3015) ||
                            c == U'（' || c == U'）' || c == '(' || c == ')';
        for (std::size_t k = 0; may_be && k < kKinds.size(); ++k) {
            if (kKinds[k].opening.find(c) != std::u32string_view::npos ||
                kKinds[k].closing.find(c) != std::u32string_view::npos)
                kinds |= 1u << k;
        }
    }
    return kinds;
}

bool counts_up(char32_t c) {
    constexpr std::u32string_view kNumerals = U"一二三四五六七八九十①②③④⑤";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= U'０' && c <= U'９') ||
           kNumerals.find(c) != std::u32string_view::npos;
}

// "1）" at the beginning or behind a mark.
bool is_ordinal(std::u32string_view text, std::size_t closing) {
    std::size_t begin = closing;
    while (begin > 0 && closing - begin < 3 && counts_up(text[begin - 1])) --begin;
    if (begin == closing) return false;
    constexpr std::u32string_view kBefore = U"。；：，、;:,. 　\n\t";
    return begin == 0 || kBefore.find(text[begin - 1]) != std::u32string_view::npos;
}

// How a paragraph's ordinal is written: "（一）", "一）", or no ordinal in a bracket.
enum class OrdinalForm { kNone, kWhole, kBare };
struct Ordinal {
    OrdinalForm form = OrdinalForm::kNone;
    bool of_digits = false;
};

Ordinal ordinal_of(std::u32string_view text, const BracketKind& kind) {
    constexpr std::size_t kMostNumerals = 3;
    std::size_t begin = text.find_first_not_of(U" \t\n　");
    if (begin == std::u32string_view::npos) return {};
    const bool opened = kind.opening.find(text[begin]) != std::u32string_view::npos;
    if (opened) ++begin;
    std::size_t end = begin;
    while (end < text.size() && end - begin < kMostNumerals && counts_up(text[end])) ++end;
    const bool closed = end > begin && end < text.size() &&
                        kind.closing.find(text[end]) != std::u32string_view::npos;
    if (!closed) return {};
    return {opened ? OrdinalForm::kWhole : OrdinalForm::kBare, text[begin] < 0x4E00};
}

struct Balance {
    bool any = false;
    std::vector<std::size_t> open, closed;  // without a partner
};

Balance balance_of(std::u32string_view text, const BracketKind& kind) {
    Balance out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (kind.opening.find(text[i]) != std::u32string_view::npos) {
            out.any = true;
            out.open.push_back(i);
        } else if (kind.closing.find(text[i]) != std::u32string_view::npos) {
            if (!out.open.empty()) {
                out.any = true;
                out.open.pop_back();
            } else if (!is_ordinal(text, i)) {
                out.any = true;
                out.closed.push_back(i);
            }
        }
    }
    return out;
}

// What may go on: the running text, or one column of a table.
using Stream = std::pair<int, std::size_t>;

struct Fault {
    std::size_t order = 0;
    const Place* place = nullptr;
    std::u32string words;
    bool closing = false;
};

class Search {
  public:
    explicit Search(const BracketKind& kind) : kind_(kind) {}

    // A text without this kind.
    void pass(const Stream& stream) {
        if (!left_open_.empty()) left_open_.erase(stream);
    }

    void read(const std::u32string& letters, const Place& place, const Stream& stream,
              std::size_t order) {
        note_ordinal(letters, place, order);
        Balance balance = balance_of(letters, kind_);
        if (!balance.any) {
            pass(stream);
            return;
        }
        const auto before = left_open_.find(stream);
        if (before != left_open_.end() && !balance.closed.empty()) {
            balance.closed.erase(balance.closed.begin());
            faults_[before->second].place = nullptr;
            --unbalanced_;
        }
        if (before != left_open_.end()) left_open_.erase(before);
        const bool whole = balance.open.empty() && balance.closed.empty();
        ++(whole ? balanced_ : unbalanced_);
        if (whole) return;
        if (!balance.open.empty() && balance.closed.empty()) left_open_[stream] = faults_.size();
        const bool closing = balance.open.empty();
        const std::size_t at = closing ? balance.closed[0] : balance.open.back();
        constexpr std::size_t kAround = 8;
        const std::size_t from = closing ? at - std::min(at, kAround) : at;
        faults_.push_back(
            {order, &place, letters.substr(from, closing ? at - from + 1 : kAround + 1), closing});
    }

    void report(std::vector<std::pair<std::size_t, Finding>>& out) const {
        for (const bool of_digits : {false, true}) {
            const auto& bare = bare_ordinals_[of_digits ? 1 : 0];
            const auto whole = static_cast<std::size_t>(whole_ordinals_[of_digits ? 1 : 0]);
            if (whole >= kBalancedForOne * std::max<std::size_t>(bare.size(), 1)) report(bare, out);
        }
        if (balanced_ >= kBalancedForOne * unbalanced_) report(faults_, out);
    }

  private:
    // "一）" where the others are "（一）".
    void note_ordinal(const std::u32string& letters, const Place& place, std::size_t order) {
        const Ordinal ordinal = ordinal_of(letters, kind_);
        const std::size_t of_digits = ordinal.of_digits ? 1 : 0;
        constexpr std::size_t kShown = 10;
        if (ordinal.form == OrdinalForm::kWhole) ++whole_ordinals_[of_digits];
        if (ordinal.form == OrdinalForm::kBare)
            bare_ordinals_[of_digits].push_back({order, &place, letters.substr(0, kShown), true});
    }

    void report(const std::vector<Fault>& faults,
                std::vector<std::pair<std::size_t, Finding>>& out) const {
        for (const Fault& fault : faults) {
            if (fault.place == nullptr) continue;
            std::string words = text::to_utf8(fault.words);
            std::replace(words.begin(), words.end(), '\n', ' ');
            Finding finding = finding_at("brackets-unbalanced", Severity::kWarning,
                                         place_at(*fault.place, words));
            finding.arguments["bracket"] =
                text::to_utf8((fault.closing ? kind_.closing : kind_.opening).substr(0, 1));
            finding.key = fingerprint({finding.rule, words});
            out.emplace_back(fault.order, std::move(finding));
        }
    }

    const BracketKind& kind_;
    std::map<Stream, std::size_t> left_open_;  // its fault
    std::vector<Fault> faults_;
    unsigned balanced_ = 0, unbalanced_ = 0;
    std::array<int, 2> whole_ordinals_{};  // of ideographs, of digits
    std::array<std::vector<Fault>, 2> bare_ordinals_;
};

}  // namespace

std::vector<Finding> unbalanced_brackets(const SourceDocument& source) {
    std::vector<Search> searches(kKinds.begin(), kKinds.end());
    std::size_t order = 0;
    const auto read = [&](const std::string& text, const Place& place, const Stream& stream) {
        ++order;
        if (text.empty()) return;
        const std::u32string letters = text::code_points(text);
        const unsigned kinds = kinds_in(letters);
        for (std::size_t k = 0; k < searches.size(); ++k) {
            if ((kinds >> k & 1u) == 0)
                searches[k].pass(stream);
            else
                searches[k].read(letters, place, stream, order);
        }
    };
    int table = 0;
    for (const Block& block : source.blocks) {
        read(block.text, block.place, {-1, 0});
        ++table;
        for (const auto& row : block.grid.rows)
            for (std::size_t column = 0; column < row.size(); ++column)
                read(row[column].text, row[column].place, {table, column});
    }
    std::vector<std::pair<std::size_t, Finding>> found;
    for (const Search& search : searches) search.report(found);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Finding> out;
    for (auto& [place_in_order, finding] : found)
        if (out.size() < kMostFindings) out.push_back(std::move(finding));
    return out;
}

}  // namespace mingzhang::check
