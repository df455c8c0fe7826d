#include "check/item_lists.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "recognise/prose_figures.h"

namespace mingzhang::check {
namespace {

using std::string_view;

constexpr std::size_t kLongestName = 150;  // bytes, from 类 to 项
constexpr std::size_t kMostAmounts = 4;    // of one item
constexpr std::size_t kMostFollowing = 2;  // passages that go on speaking of an item
constexpr std::size_t kMostStated = 12;    // amounts before a list
constexpr std::size_t kMostListed = 400;   // items of one list
constexpr std::size_t kMostStarts = 12;    // characters that may stand before a name

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// Where the character before `at` begins.
std::size_t previous(string_view s, std::size_t at) {
    do --at;
    while (at > 0 && is_continuation(s[at]));
    return at;
}

// "(类)", "(04项)", "(2050204)" end at this bracket.
bool closes_a_level(string_view s, std::size_t bracket) {
    const string_view before = s.substr(0, bracket);
    for (string_view level : {"类", "款", "项"}) {
        if (before.ends_with(level)) return true;
    }
    std::size_t digits = bracket;
    while (digits > 0 && is_digit(s[digits - 1])) --digits;
    const std::size_t n = bracket - digits;
    return digits > 0 && s[digits - 1] == '(' && (n == 3 || n == 5 || n == 7);
}

// The bracket that opens what ends at `close`; npos where none is so near.
std::size_t open_before(string_view s, std::size_t close) {
    constexpr std::size_t kLongest = 30;
    const std::size_t from = close - std::min(close, kLongest);
    const std::size_t open = s.substr(from, close - from).rfind('(');
    return open == string_view::npos ? open : from + open;
}

// "(一)", "(1)" before a name.
bool is_ordinal(string_view inside) {
    return !inside.empty() &&
           (inside.find_first_not_of("0123456789") == string_view::npos || inside.size() <= 6) &&
           !text::contains(inside, "室") && !text::contains(inside, "院") &&
           !text::contains(inside, "局") && !text::contains(inside, "境");
}

// Where the words begin that end at `end`: behind the last mark or number.
std::size_t words_begin(string_view s, std::size_t end, std::size_t least) {
    std::size_t at = end;
    while (at > least) {
        const std::size_t begin = previous(s, at);
        const string_view c = s.substr(begin, at - begin);
        if (c.size() == 1 && c[0] != ')' && c[0] != '(' && c[0] != '-') break;
        if (c == "。" || c == "“" || c == "”" || c == "《" || c == "》") break;
        if (c == "、" && begin > 0 && (is_digit(s[begin - 1]) || s[begin - 1] == ')')) break;
        if (c == ")") {
            const std::size_t open = open_before(s, begin);
            if (open == string_view::npos || open < least) break;
            if (is_ordinal(s.substr(open + 1, begin - open - 1))) break;
            at = open;
            continue;
        }
        if (c == "(") break;
        at = begin;
    }
    return at;
}

// What the words before a name may be that belong to no name.
string_view without_lead(string_view words) {
    for (bool again = true; again;) {
        again = false;
        for (string_view lead : {"其中", "主要包括", "包括", "主要用于", "用于", "分别为", "和",
                                 "及", "为", "一是", "二是", "三是", "四是"}) {
            if (!words.starts_with(lead)) continue;
            words.remove_prefix(lead.size());
            again = true;
        }
    }
    return words;
}

struct Found {
    TextRange range;
    std::vector<std::pair<int, std::string>> names;
    std::string code;
    int level = 0;
    bool bare = false;  // a class without a mark of its level: its amount stands directly behind
};

class PassageItems {
  public:
    PassageItems(string_view s, const recognise::ItemNames& names) : s_(s), names_(names) {}

    std::vector<Found> run() {
        find_marked();
        find_quoted();
        std::sort(found_.begin(), found_.end(),
                  [](const Found& a, const Found& b) { return a.range.begin < b.range.begin; });
        return std::move(found_);
    }

  private:
    void find_marked() {
        std::size_t least = 0;
        for (std::size_t at = s_.find(')'); at != string_view::npos; at = s_.find(')', at + 1)) {
            if (at < least || !closes_a_level(s_, at)) continue;
            const std::size_t open = open_before(s_, at);
            if (open == string_view::npos || open <= least) continue;
            const std::size_t nearest = at - std::min(at, kLongestName);
            std::size_t begin = words_begin(s_, open, std::max(least, nearest));
            while (begin < open && is_continuation(s_[begin])) ++begin;
            const auto item = named_from(begin, open);
            if (!item) continue;
            found_.push_back({{begin_, item->end}, item->names, item->code, item->level, false});
            least = item->end;
        }
    }

    // A name that nobody knows may have words before it that are not its own.
    std::optional<recognise::FoundItem> named_from(std::size_t begin, std::size_t open) {
        begin_ = begin;
        const auto whole = names_.item_at(s_, begin);
        if (whole && !whole->code.empty()) return whole;
        std::size_t at = begin;
        for (std::size_t i = 0; i < kMostStarts && at < open; ++i) {
            for (++at; at < open && is_continuation(s_[at]);) ++at;
            if (at >= open) break;
            auto later = names_.item_at(s_, at);
            if (!later || later->code.empty()) continue;
            begin_ = at;
            return later;
        }
        return whole;
    }

    // “一般公共服务支出-商贸事务-行政运行”
    void find_quoted() {
        constexpr string_view kOpen = "“", kClose = "”";
        for (std::size_t at = s_.find(kOpen); at != string_view::npos;
             at = s_.find(kOpen, at + 1)) {
            const std::size_t begin = at + kOpen.size();
            const string_view reach = s_.substr(begin, kLongestName);
            const std::size_t length = reach.find(kClose);
            if (length == string_view::npos) continue;
            const string_view inside = reach.substr(0, length);
            const auto path = text::split(inside, '-');
            if (path.size() < 2 || path.size() > 3) continue;
            const std::vector<string_view> names(path.begin(), path.end());
            Found item{{begin, begin + length + kClose.size()},
                       {},
                       names_.code_of(names),
                       static_cast<int>(names.size()),
                       false};
            for (std::size_t level = 0; level < names.size(); ++level)
                item.names.emplace_back(static_cast<int>(level) + 1, names[level]);
            constexpr string_view kItem = "科目";
            if (s_.substr(item.range.end).starts_with(kItem)) item.range.end += kItem.size();
            found_.push_back(std::move(item));
        }
    }

    const string_view s_;
    const recognise::ItemNames& names_;
    std::vector<Found> found_;
    std::size_t begin_ = 0;
};

struct Amount {
    ListedAmount amount;
    bool of_change = false;
};

std::vector<Amount> amounts_of(const SentenceReading::Read& read) {
    std::vector<Amount> out;
    const string_view s = read.passage.text;
    for (std::size_t at = 0; at < s.size();) {
        if (!is_digit(s[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        const auto found = recognise::figure_at(s, at, end);
        if (found && found->figure.kind == FigureKind::kAmount) {
            const Figure& f = found->figure;
            if (const auto interval = bounds(f.number, f.unit, f.usual_decimals)) {
                const bool change = in_a_change(read.changes, at);
                out.push_back({{{at, found->end}, f.text, f.number, f.unit, *interval}, change});
            }
        }
        at = end;
    }
    return out;
}

class ListReader {
  public:
    ListReader(const std::vector<SentenceReading::Read>& passages,
               const recognise::ItemNames& names)
        : passages_(passages), names_(names) {}

    std::vector<ItemList> run() {
        for (const auto& read : passages_) take(read);
        for (int level = 1; level <= 3; ++level) close(level);
        return std::move(out_);
    }

  private:
    ItemList& open(int level) { return open_[static_cast<std::size_t>(level - 1)]; }

    void close(int level) {
        ItemList& list = open(level);
        list.silent =
            std::erase_if(list.items, [](const ListedItem& i) { return i.amounts.empty(); });
        if (list.items.size() > 1) {
            list.open_ended = ends_open(list.items.back());
            out_.push_back(std::move(list));
        }
        list = {};
        list.level = level;
        last_ = nullptr;
    }

    void close_all() {
        for (int level = 1; level <= 3; ++level) close(level);
        above_.clear();
        stated_.clear();
    }

    static bool ends_open(const ListedItem& item) {
        const string_view s = item.amount_passages.back()->text;
        return s.substr(item.amounts.back().range.end).starts_with("等");
    }

    void take(const SentenceReading::Read& read) {
        const Passage& passage = read.passage;
        if (passage.kind == Passage::Kind::kCell) return;
        if (passage.kind == Passage::Kind::kOther) return close_all();
        std::vector<Found> items = PassageItems(passage.text, names_).run();
        if (items.empty() && passage.kind == Passage::Kind::kHeading) return close_all();
        const std::vector<Amount> amounts = amounts_of(read);
        add_bare_classes(passage.text, amounts, items);
        const std::size_t first = items.empty() ? std::string::npos : items[0].range.begin;
        for (const Amount& a : amounts) {
            if (!a.of_change && a.amount.range.begin < first && stated_.size() < kMostStated)
                stated_.push_back(a.amount.interval);
        }
        if (items.empty()) return go_on(read, amounts);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::size_t end =
                i + 1 < items.size() ? items[i + 1].range.begin : passage.text.size();
            take_item(passage, items[i], end, amounts);
        }
        following_ = 0;
    }

    // A paragraph that names no item goes on speaking of the last one.
    void go_on(const SentenceReading::Read& read, const std::vector<Amount>& amounts) {
        if (last_ == nullptr || read.passage.depth > 0 || ++following_ > kMostFollowing) {
            last_ = nullptr;
            return;
        }
        add_amounts(*last_, read.passage, {0, read.passage.text.size()}, amounts);
    }

    void add_bare_classes(string_view s, const std::vector<Amount>& amounts,
                          std::vector<Found>& items) const {
        const std::size_t marked = items.size();
        for (const Amount& a : amounts) {
            if (a.of_change) continue;
            const std::size_t end = a.amount.range.begin;
            const std::size_t begin = words_begin(s, end, end - std::min<std::size_t>(end, 90));
            const string_view name = without_lead(s.substr(begin, end - begin));
            const std::size_t from = end - name.size();
            const bool inside = std::any_of(
                items.begin(), items.begin() + static_cast<std::ptrdiff_t>(marked),
                [&](const Found& item) { return item.range.end > from && item.range.begin < end; });
            if (inside || name.size() < 6 || name.size() > 90) continue;
            std::string code = names_.code_of({name});
            if (code.empty()) continue;
            items.push_back({{from, end}, {{1, std::string(name)}}, std::move(code), 1, true});
        }
        if (items.size() == marked) return;
        std::sort(items.begin(), items.end(),
                  [](const Found& a, const Found& b) { return a.range.begin < b.range.begin; });
    }

    void take_item(const Passage& passage, const Found& found, std::size_t end,
                   const std::vector<Amount>& amounts) {
        if (found.level < 1 || found.level > 3) return;
        ListedItem item;
        item.passage = &passage;
        item.range = found.range;
        item.name = found.names.back().second;
        item.names = found.names;
        item.code = found.code;
        item.above = above_;
        // The amount of a class without a mark stands directly behind its name.
        const std::size_t last = found.bare ? std::min(end, found.range.end + 60) : end;
        add_amounts(item, passage, {found.range.end, last}, amounts);
        if (found.bare && item.amounts.size() > 1) {
            item.amounts.resize(1);
            item.amount_passages.resize(1);
        }
        ItemList& list = open(found.level);
        if (item.amounts.empty() && found.level == 1) {
            above_ = item.name;
            return;
        }
        if (begins_another(list, item)) close(found.level);
        if (open(found.level).items.size() >= kMostListed) close(found.level);
        if (open(found.level).items.empty()) open(found.level).stated = stated_;
        open(found.level).items.push_back(std::move(item));
        last_ = found.bare ? nullptr : &open(found.level).items.back();
    }

    // The list begins again with an item that it has, or a passage of its own kind.
    static bool begins_another(const ItemList& list, const ListedItem& item) {
        if (list.items.empty()) return false;
        const Passage& before = *list.items.back().passage;
        const bool inline_before =
            list.items.size() > 1 && list.items[list.items.size() - 2].passage == &before;
        if (inline_before && item.passage != &before) return true;
        const bool known = !item.code.empty() && std::any_of(list.items.begin(), list.items.end(),
                                                             [&](const ListedItem& other) {
                                                                 return other.code == item.code;
                                                             });
        if (!known) return false;
        const string_view text = item.passage->text;
        const bool first = !is_digit(text[0]) || (text[0] == '1' && !is_digit(text[1]));
        return item.passage == &before || item.passage->depth == 0 || first;
    }

    static void add_amounts(ListedItem& item, const Passage& passage, TextRange range,
                            const std::vector<Amount>& amounts) {
        for (const Amount& a : amounts) {
            if (a.of_change || a.amount.range.begin < range.begin ||
                a.amount.range.begin >= range.end || item.amounts.size() >= kMostAmounts)
                continue;
            item.amounts.push_back(a.amount);
            item.amount_passages.push_back(&passage);
        }
    }

    const std::vector<SentenceReading::Read>& passages_;
    const recognise::ItemNames& names_;
    std::array<ItemList, 3> open_ = {
        ItemList{1, {}, {}, false, 0}, {2, {}, {}, false, 0}, {3, {}, {}, false, 0}};
    std::string above_;           // the 类 of the last heading that names one
    ListedItem* last_ = nullptr;  // of an open list
    std::size_t following_ = 0;
    std::vector<Interval> stated_;  // since the last heading
    std::vector<ItemList> out_;
};

}  // namespace

std::string class_name(std::string name) {
    constexpr string_view kEnding = "支出";
    if (name.ends_with(kEnding) && name.size() > kEnding.size())
        name.resize(name.size() - kEnding.size());
    return name;
}

std::vector<ItemList> item_lists(const std::vector<SentenceReading::Read>& passages,
                                 const recognise::ItemNames& names) {
    return ListReader(passages, names).run();
}

}  // namespace mingzhang::check
