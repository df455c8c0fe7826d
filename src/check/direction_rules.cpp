// direction-differs, changes-sum and reason-against-change: a direction that what else the document
// says of the change speaks against.
#include <algorithm>
#include <deque>
#include <map>
#include <optional>

#include "base/text.h"
#include "check/findings.h"
#include "check/item_lists.h"
#include "check/sentence_reading.h"
#include "model/figure.h"
#include "recognise/prose_figures.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;
using Read = SentenceReading::Read;

const string kDiffers = "direction-differs";
const string kSum = "changes-sum";
const string kAgainst = "reason-against-change";

struct Amount {
    int64_t fen = 0;
    Interval interval;
};

std::optional<Amount> amount_at(string_view s, std::size_t at) {
    std::size_t end = at;
    const auto found = recognise::figure_at(s, at, end);
    if (!found || found->figure.kind != FigureKind::kAmount) return std::nullopt;
    const Figure& f = found->figure;
    const auto interval = bounds(f.number, f.unit, f.usual_decimals);
    const auto fen = value_of(f.number, f.unit);
    if (!interval || !fen) return std::nullopt;
    return Amount{*fen, *interval};
}

constexpr string_view kBothFlows[] = {"收入支出", "收支", "收、支", "收入、支出", "收入和支出"};

// A change of money, or that there is none.
struct Stated {
    const Read* read = nullptr;
    TextRange range;             // of its words
    int direction = 0;           // 0: level
    Amount by;                   // nothing where it is level
    std::optional<int64_t> now;  // the amount that changed
    bool compared = false;
    bool only_rate = false;
};

bool is_level_word(string_view s, TextRange word) {
    const string_view before = s.substr(0, word.begin);
    for (string_view other : {"基本", "大体", "大致", "口径", "不", "未"}) {
        if (before.ends_with(other)) return false;
    }
    return !text::any_at(s.substr(word.end), {"性", "口径", "的", "标准"});
}

// The last amount before `end` in the range that is not itself a change.
std::optional<int64_t> last_amount(const Read& read, TextRange range) {
    const string_view s = read.passage.text;
    std::optional<int64_t> last;
    for (std::size_t at = range.begin; at < range.end;) {
        if (s[at] < '0' || s[at] > '9') {
            ++at;
            continue;
        }
        const Quantity quantity = quantity_at(s, at);
        if (const auto amount = amount_at(s, at); amount && !in_a_change(read.changes, at))
            last = amount->fen;
        at = std::max(at + 1, quantity.range.end);
    }
    return last;
}

std::optional<int64_t> amount_before(const Read& read, std::size_t at) {
    const Passage& passage = read.passage;
    const std::size_t number = passage.sentence_of(at);
    const std::size_t near = at - std::min(at, kNear);
    const std::size_t begin = std::max(passage.sentences[number].begin, near);
    if (auto own = last_amount(read, {begin, at})) return own;
    if (number == 0) return std::nullopt;
    const TextRange previous = passage.sentences[number - 1];
    return last_amount(read, {std::max(previous.begin, near), previous.end});
}

// A sentence without an amount may be level in something else, unless it begins by comparing.
std::optional<int64_t> amount_of_level(const Read& read, std::size_t at) {
    const TextRange sentence = read.passage.sentences[read.passage.sentence_of(at)];
    const string_view s = sentence.in(read.passage.text);
    if (text::any_at(s, {"与", "比", "较", "同比"})) return amount_before(read, at);
    return last_amount(read, {std::max(sentence.begin, at - std::min(at, kNear)), at});
}

// Every change of money and every level word of a passage, in its order.
std::vector<Stated> statements_of(const SentenceReading& reading, const Read& read) {
    std::vector<Stated> out;
    const string_view s = read.passage.text;
    for (const Change& change : read.changes) {
        if (change.in_reason || change.quantity.negative || change.quantity.zero) continue;
        const TextRange range{change.word.begin, change.quantity.range.end};
        if (change.quantity.unit == Quantity::Unit::kPercent) {
            out.push_back({&read, range, change.direction, {}, {}, change.compared, true});
        } else if (const auto by = amount_at(s, change.quantity.digits.begin)) {
            out.push_back({&read, range, change.direction, *by,
                           amount_before(read, change.word.begin), change.compared, false});
        }
    }
    for (const string& word : reading.words().level()) {
        for (std::size_t at = s.find(word); at != string_view::npos; at = s.find(word, at + 1)) {
            const TextRange range{at, at + word.size()};
            if (!is_level_word(s, range)) continue;
            out.push_back({&read, range, 0, {}, amount_of_level(read, at), true, false});
        }
    }
    std::sort(out.begin(), out.end(),
              [](const Stated& a, const Stated& b) { return a.range.begin < b.range.begin; });
    return out;
}

class Directions {
  public:
    Directions(SentenceReading& reading, const std::vector<ItemList>& lists)
        : reading_(reading), lists_(lists) {
        for (const Read& read : reading.passages()) {
            statements_.push_back(read.passage.kind == Passage::Kind::kText
                                      ? statements_of(reading, read)
                                      : std::vector<Stated>{});
        }
    }

    void run() {
        find_told_differently();
        for (std::size_t p = 0; p < statements_.size(); ++p) find_sums(p);
        for (const ItemList& list : lists_) find_sums_of_classes(list);
        for (const auto& passage : statements_) {
            for (const Stated& stated : passage) check_reason(stated);
        }
        for (std::size_t p = 0; p < statements_.size(); ++p) find_common_reason(p);
    }

  private:
    void report(const string& rule, Severity severity, const std::vector<const Stated*>& all) {
        Finding finding;
        finding.rule = rule;
        finding.severity = severity;
        for (const Stated* stated : all)
            finding.places.push_back(place_of(stated->read->passage, stated->range));
        finding.arguments["text"] = finding.places[0].text;
        finding.key = fingerprint({rule, string(all[0]->read->passage.before(all[0]->range.begin)),
                                   finding.places[0].text});
        reading_.add(std::move(finding));
    }

    // --- one amount, one change of it, two directions
    // ---------------------------------------------

    void find_told_differently() {
        std::map<std::pair<int64_t, int64_t>, std::vector<const Stated*>> same;
        std::map<int64_t, std::vector<const Stated*>> level, changed;
        for (const auto& passage : statements_) {
            for (const Stated& stated : passage) {
                if (!stated.now || *stated.now == 0) continue;
                if (stated.direction != 0) same[{*stated.now, stated.by.fen}].push_back(&stated);
                (stated.direction == 0 ? level : changed)[*stated.now].push_back(&stated);
            }
        }
        for (const auto& [amounts, all] : same) {
            reading_.looked_at(kDiffers, static_cast<int>(all.size()));
            if (all.size() < 2) {
                reading_.could_not_tell(kDiffers);
                continue;
            }
            std::vector<const Stated*> up, down;
            for (const Stated* stated : all) (stated->direction > 0 ? up : down).push_back(stated);
            if (up.empty() || down.empty()) continue;
            if (up.size() < down.size()) std::swap(up, down);
            if (up.size() == down.size()) down.insert(down.end(), up.begin(), up.end());
            report(kDiffers, Severity::kWarning, down);
        }
        // Another fund may have had money last year: level beside a change is only doubtful.
        for (const auto& [amount, all] : level) {
            const auto others = changed.find(amount);
            if (others == changed.end() || !is_telling(amount)) continue;
            reading_.looked_at(kDiffers, static_cast<int>(all.size()));
            for (const Stated* stated : all) report(kDiffers, Severity::kHint, {stated});
        }
    }

    // An amount that is unlikely to be another's by chance: 123.45万元 or more digits.
    static bool is_telling(int64_t fen) { return fen >= 100'000'000 && fen % 1'000'000 != 0; }

    // --- the changes of the parts make the change of the whole
    // ------------------------------------

    void find_sums(std::size_t p) {
        constexpr string_view kParts = "其中";
        const Read& read = reading_.passages()[p];
        const string_view s = read.passage.text;
        for (std::size_t at = s.find(kParts); at != string_view::npos;
             at = s.find(kParts, at + 1)) {
            const Stated* whole = nullptr;
            for (const Stated& stated : statements_[p]) {
                if (stated.range.end <= at && !stated.only_rate) whole = &stated;
            }
            if (whole == nullptr || !stands_before(*whole, at)) continue;
            check_sum(*whole, parts_behind(p, at + kParts.size()), 3);
        }
    }

    // Nothing but a rate and a full stop between the change and its parts.
    static bool stands_before(const Stated& whole, std::size_t at) {
        const string_view s = whole.read->passage.text;
        const string_view between = s.substr(whole.range.end, at - whole.range.end);
        return between.size() < 60 && !text::contains_any(between, {"万元", "原因", "亿元"});
    }

    // In the same sentence, or in the numbered paragraphs that follow where this one ends there.
    std::vector<const Stated*> parts_behind(std::size_t p, std::size_t at) const {
        std::vector<const Stated*> parts;
        const Passage& passage = reading_.passages()[p].passage;
        const std::size_t rest = passage.text.size() - at;
        if (rest > 3) {
            const TextRange sentence = passage.sentences[passage.sentence_of(at)];
            for (const Stated& stated : statements_[p]) {
                if (stated.range.begin >= at && stated.range.begin < sentence.end)
                    parts.push_back(&stated);
            }
            return parts;
        }
        int depth = 0;
        for (std::size_t next = p + 1; next < statements_.size(); ++next) {
            const Passage& other = reading_.passages()[next].passage;
            if (depth == 0) depth = other.depth;
            if (depth == 0 || other.depth != depth || other.kind != Passage::Kind::kText) break;
            if (statements_[next].empty()) return {};
            parts.push_back(&statements_[next].front());
        }
        return parts;
    }

    // The items under the heading of a class, and the change of the class where the text tells it.
    void find_sums_of_classes(const ItemList& list) {
        if (list.level != 3) return;
        std::map<string, std::vector<const Stated*>> parts;
        std::map<string, bool> unclear;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (list.items[i].above.empty()) continue;
            const string name = class_name(list.items[i].above);
            const Stated* change = change_of(list, i);
            if (change == nullptr) unclear[name] = true;
            parts[name].push_back(change);
        }
        for (const ItemList& classes : lists_) {
            if (classes.level != 1) continue;
            for (std::size_t i = 0; i < classes.items.size(); ++i) {
                const auto items = parts.find(class_name(classes.items[i].name));
                if (items == parts.end() || unclear.count(items->first) > 0) continue;
                if (const Stated* whole = change_of(classes, i))
                    check_sum(*whole, items->second, 2);
            }
        }
    }

    // What the text says of the item's change; nullptr where it says nothing.
    const Stated* change_of(const ItemList& list, std::size_t i) {
        const ListedItem& item = list.items[i];
        const auto& all = reading_.passages();
        const auto p = static_cast<std::size_t>(
            std::find_if(all.begin(), all.end(),
                         [&](const Read& read) { return &read.passage == item.passage; }) -
            all.begin());
        const bool is_last =
            i + 1 == list.items.size() || list.items[i + 1].passage != item.passage;
        const std::size_t end = is_last ? item.passage->text.size() : list.items[i + 1].range.begin;
        for (const Stated& stated : statements_[p]) {
            if (stated.range.begin < item.range.end || stated.range.begin >= end) continue;
            return stated.only_rate ? nullptr : &stated;
        }
        const string_view rest =
            string_view(item.passage->text).substr(item.range.end, end - item.range.end);
        if (!text::contains_any(rest, {"今年新增", "本年新增", "新增支出", "新增科目"}))
            return nullptr;
        const ListedAmount& whole = item.amounts[0];
        const Amount by{value_of(whole.number, whole.unit).value_or(0), whole.interval};
        fresh_.push_back({&all[p], whole.range, 1, by, {}, true, false});
        return &fresh_.back();
    }

    void check_sum(const Stated& whole, const std::vector<const Stated*>& parts,
                   std::size_t least) {
        const bool rates = std::any_of(parts.begin(), parts.end(),
                                       [](const Stated* part) { return part->only_rate; });
        if (parts.size() < 2 || rates) return;
        reading_.looked_at(kSum);
        Interval rest = signed_by(whole);  // whole − parts: nothing where all is in order
        for (const Stated* part : parts) {
            const Interval by = signed_by(*part);
            rest = {rest.low - by.high, rest.high - by.low};
        }
        if (rest.contains(0)) return;
        // Which direction, turned, makes it hold?
        std::vector<const Stated*> turned;
        for (const Stated* part : parts) {
            const Interval by = signed_by(*part);
            if (is_exact(*part) &&
                Interval{rest.low + 2 * by.low, rest.high + 2 * by.high}.contains(0))
                turned.push_back(part);
        }
        const Interval by = signed_by(whole);
        if (is_exact(whole) && Interval{rest.low - 2 * by.high, rest.high - 2 * by.low}.contains(0))
            turned.push_back(&whole);
        if (!turned.empty()) return report(kSum, Severity::kWarning, turned);
        std::vector<const Stated*> level;
        for (const Stated* part : parts) {
            if (part->direction == 0) level.push_back(part);
        }
        if (whole.direction == 0) level.push_back(&whole);
        if (level.empty() || parts.size() < least) return reading_.could_not_tell(kSum);
        // What was nowhere named, or is no more, may make the rest.
        report(kSum, Severity::kHint, level);
    }

    // Printed finely enough that its being turned is no chance.
    static bool is_exact(const Stated& stated) {
        const Interval& by = stated.by.interval;
        return stated.direction != 0 && by.low > 20 * (by.high - by.low);
    }

    static Interval signed_by(const Stated& stated) {
        const Interval& by = stated.by.interval;
        if (stated.direction == 0) return {0, 0};
        return stated.direction > 0 ? by : Interval{-by.high, -by.low};
    }

    // --- the reason says the opposite
    // -------------------------------------------------------------

    void check_reason(const Stated& stated) {
        const string_view reason = reason_behind(stated);
        if (reason.empty() || !stated.compared) return;
        reading_.looked_at(kAgainst);
        if (text::contains_any(
                reason, {"上年",   "去年",   "往年",   "一次性",   "基数", "口径",   "结转",
                         "相抵",   "增减",   "调整到", "未增",     "不增", "没有增", "无新增",
                         "未新增", "零增长", "不再",   "有增有减", "退休", "离职",   "调出",
                         "划转",   "转隶",   "未提高", "未变",     "不变", "无变化"}) ||
            speaks_of_last_year(reason))
            return reading_.could_not_tell(kAgainst);
        const bool rises = text::contains_any(reason, {"增加", "增长", "新增", "提高", "上调",
                                                       "上涨", "增资", "增多", "扩大", "调增"});
        const bool falls =
            text::contains_any(reason, {"减少", "下降", "降低", "调减", "核减", "缩减", "减支"});
        const bool saves = text::contains_any(reason, {"压缩", "压减", "节约", "精简", "从严控制"});
        if (!rises && !falls && !saves) return reading_.could_not_tell(kAgainst);
        const bool against = stated.direction > 0   ? !rises
                             : stated.direction < 0 ? rises && !falls && !saves
                                                    : rises != falls && !saves;
        if (against) report(kAgainst, Severity::kHint, {&stated});
    }

    // "财政拨款收入支出增加的主要原因是": of both, told in the paragraphs before it.
    void find_common_reason(std::size_t p) {
        constexpr std::size_t kMostBefore = 4, kWord = 6;
        const string_view s = reading_.passages()[p].passage.text;
        const std::size_t at = std::min(s.find("的主要原因"), s.find("的原因"));
        if (at == string_view::npos || at < 2 * kWord || at > 90) return;
        std::size_t length = 0;
        const int direction = reading_.words().direction_at(s, at - kWord, length);
        if (direction == 0 || length != kWord) return;
        const string_view subject = s.substr(0, at - kWord);
        const bool both = std::any_of(std::begin(kBothFlows), std::end(kBothFlows),
                                      [&](string_view words) { return subject.ends_with(words); });
        if (!both) return;
        for (std::size_t before = p; before > 0 && before + kMostBefore > p; --before) {
            if (reading_.passages()[before - 1].passage.kind != Passage::Kind::kText) break;
            for (const Stated& stated : statements_[before - 1]) {
                if (stated.compared && stated.direction == -direction && !stated.only_rate)
                    report(kAgainst, Severity::kHint, {&stated});
            }
        }
    }

    // "较2025年增加" only compares.
    bool speaks_of_last_year(string_view reason) const {
        const string year = std::to_string(reading_.disclosure().year - 1);
        for (std::size_t at = reason.find(year); at != string_view::npos;
             at = reason.find(year, at + 1)) {
            const string_view before = reason.substr(0, at);
            const bool compares = before.ends_with("较") || before.ends_with("比") ||
                                  before.ends_with("与") || before.ends_with("同");
            if (!compares) return true;
        }
        return false;
    }

    // "主要原因是…" directly behind a change and its rate, up to the end of the sentence.
    static string_view reason_behind(const Stated& stated) {
        constexpr std::size_t kFarthest = 90, kLongest = 240;
        const Passage& passage = stated.read->passage;
        const string_view s = passage.text;
        const string_view behind = s.substr(stated.range.end, kFarthest);
        std::size_t at = string_view::npos;
        for (string_view word : {"原因是", "原因为", "原因:", "主要是", "主要为", "由于"})
            at = std::min(at, behind.find(word));
        if (at == string_view::npos) return {};
        if (text::contains_any(behind.substr(0, at), {"元", "比", "较", "其中", "持平"})) return {};
        at += stated.range.end;
        const TextRange sentence = passage.sentences[passage.sentence_of(at)];
        const std::size_t end = std::min(sentence.end, at + kLongest);
        return s.substr(at, end - at);
    }

    SentenceReading& reading_;
    const std::vector<ItemList>& lists_;
    std::vector<std::vector<Stated>> statements_;  // by passage
    std::deque<Stated> fresh_;                     // items that last year did not have
};

}  // namespace

void find_wrong_directions(SentenceReading& reading, const std::vector<ItemList>& lists) {
    Directions(reading, lists).run();
}

}  // namespace mingzhang::check
