// reason-empty and reason-copied.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kEmpty = "reason-empty";
const std::string kCopied = "reason-copied";
constexpr std::size_t kShortestReason = 2;   // characters
constexpr std::size_t kShortestCopied = 12;  // characters: shorter ones are alike by chance

std::size_t characters(string_view s) {
    return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

struct Reason {
    TextRange marker;   // "主要原因是"
    TextRange content;  // to the mark that ends its clause or sentence
};

// Behind "原因" and the words that lead to the reason; 0 where none of them follows: "原因" as a
// noun gives no reason.
std::size_t marker_end(string_view s, std::size_t at) {
    const std::size_t begin = at;
    std::size_t length = 0;
    while (begins_with_any(s.substr(at), {"主要是", "主要为", "主要系", "是", "为", ":", "在于"},
                           length))
        at += length;
    return at == begin ? 0 : at;
}

// "人员增加" of "原因是人员增加，…"; a comma directly after the marker is only a pause.
TextRange clause_at(string_view s, std::size_t begin) {
    while (begin < s.size() && s[begin] == ',') ++begin;
    std::size_t end = begin;
    while (end < s.size() && s[end] != ',' && s[end] != ';' && !s.substr(end).starts_with("。"))
        ++end;
    return {begin, end};
}

std::vector<Reason> reasons_in(const Passage& passage) {
    constexpr string_view kReason = "原因", kMain = "主要";
    const string_view s = passage.text;
    std::vector<Reason> out;
    for (std::size_t at = s.find(kReason); at != string_view::npos; at = s.find(kReason, at + 1)) {
        const std::size_t end = marker_end(s, at + kReason.size());
        if (end == 0) continue;
        const bool main = s.substr(0, at).ends_with(kMain);
        out.push_back({{main ? at - kMain.size() : at, end}, clause_at(s, end)});
    }
    return out;
}

bool is_blank(string_view content) {
    while (content.starts_with("…")) content.remove_prefix(string_view("…").size());
    return content.find_first_not_of("._-") == string_view::npos;
}

// Whether what follows the last words of a passage belongs to something else: the next item of
// the same list, a heading, or the end.
enum class Following { kElsewhere, kUnclear };
Following following(const std::vector<SentenceReading::Read>& passages, std::size_t i) {
    const Passage& here = passages[i].passage;
    if (here.kind != Passage::Kind::kText) return Following::kUnclear;
    if (i + 1 == passages.size()) return Following::kElsewhere;
    const Passage& next = passages[i + 1].passage;
    if (next.kind == Passage::Kind::kHeading) return Following::kElsewhere;
    const bool item = here.depth > 0 && next.depth > 0 && next.depth <= here.depth;
    return next.kind == Passage::Kind::kText && item ? Following::kElsewhere : Following::kUnclear;
}

// The reason as it is compared: no amounts, no marks.
std::string bare_reason(string_view s) {
    std::string out;
    for (char c : s) {
        if ((c >= '0' && c <= '9') || c == '.' || c == ',' || c == '%') continue;
        out += c;
    }
    for (string_view mark : {"。", ";", "万元", "元"}) out = text::replace_all(out, mark, "");
    return out;
}

// The change that a reason speaks of: the last one before it, with no sentence between that says
// something else of its own.
const Change* change_before(const SentenceReading::Read& read, std::size_t offset) {
    const auto after =
        std::partition_point(read.changes.begin(), read.changes.end(),
                             [&](const Change& change) { return change.end <= offset; });
    const Passage& passage = read.passage;
    for (auto change = after; change != read.changes.begin();) {
        --change;
        if (change->end + kNear < offset ||
            passage.sentence_of(change->word.begin) + 1 < passage.sentence_of(offset))
            return nullptr;
        if (!change->in_reason) return &*change;
    }
    return nullptr;
}

struct Copy {
    const Passage* passage = nullptr;
    TextRange range;
    int direction = 0;
};

}  // namespace

void find_empty_reasons(SentenceReading& reading) {
    const auto& passages = reading.passages();
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage& passage = passages[i].passage;
        if (passage.kind == Passage::Kind::kHeading) continue;
        for (const Reason& reason : reasons_in(passage)) {
            reading.looked_at(kEmpty);
            const string_view content = reason.content.in(passage.text);
            const bool blank = is_blank(content);
            if (!blank && (characters(content) >= kShortestReason || content == "无")) continue;
            if (reason.content.end == passage.text.size() &&
                following(passages, i) == Following::kUnclear) {
                reading.could_not_tell(kEmpty);
                continue;
            }
            const std::string group(
                passage.text.substr(reason.marker.begin, reason.content.end - reason.marker.begin));
            reading.report(kEmpty, Severity::kError, passage,
                           {reason.marker.begin, reason.content.end}, group);
        }
    }
}

void find_copied_reasons(SentenceReading& reading) {
    std::map<std::string, std::map<std::string, Copy>> by_reason;  // reason → amount → where
    std::vector<std::string> order;
    for (const auto& read : reading.passages()) {
        const Passage& passage = read.passage;
        for (const Reason& reason : reasons_in(passage)) {
            const std::size_t end = passage.sentences[passage.sentence_of(reason.marker.begin)].end;
            if (end > reason.content.begin + kNear) continue;
            const std::string bare =
                bare_reason(TextRange{reason.content.begin, end}.in(passage.text));
            if (characters(bare) < kShortestCopied) continue;
            reading.looked_at(kCopied);
            const Change* change = change_before(read, reason.marker.begin);
            if (change == nullptr || change->quantity.zero) {
                reading.could_not_tell(kCopied);
                continue;
            }
            auto& copies = by_reason[bare];
            if (copies.empty()) order.push_back(bare);
            copies.emplace(std::string(change->quantity.digits.in(passage.text)),
                           Copy{&passage, {reason.content.begin, end}, change->direction});
        }
    }
    for (const std::string& reason : order) {
        const auto& copies = by_reason[reason];
        if (copies.size() < 2) continue;
        std::set<int> directions;
        std::vector<const Copy*> in_order;
        for (const auto& [amount, copy] : copies) {
            directions.insert(copy.direction);
            in_order.push_back(&copy);
        }
        std::stable_sort(in_order.begin(), in_order.end(), [](const Copy* a, const Copy* b) {
            return a->passage != b->passage ? a->passage < b->passage
                                            : a->range.begin < b->range.begin;
        });
        const Severity severity = directions.size() > 1 ? Severity::kWarning : Severity::kHint;
        for (const Copy* copy : in_order)
            reading.report(kCopied, severity, *copy->passage, copy->range, reason);
    }
}

}  // namespace mingzhang::check
