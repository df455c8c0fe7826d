// reason-empty, reason-copied, reason-is-purpose and purpose-copied.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kEmpty = "reason-empty";
const std::string kCopied = "reason-copied";
const std::string kIsPurpose = "reason-is-purpose";
const std::string kPurpose = "purpose-copied";
constexpr std::size_t kShortestReason = 2;  // characters
// Characters: shorter ones are alike by chance.
constexpr std::size_t kShortestCopied = 12;
constexpr std::size_t kShortestPurpose = 8;
constexpr std::size_t kLabelBytes = 24;

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
    while (const std::size_t length =
               text::any_at(s.substr(at), {"主要是", "主要为", "主要系", "是", "为", ":", "在于"}))
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

// "主要是" where it begins a clause: of "原因主要是" the reason is known already.
void add_short_markers(const Passage& passage, std::vector<Reason>& out) {
    constexpr string_view kMain = "主要是";
    const string_view s = passage.text;
    for (std::size_t at = s.find(kMain); at != string_view::npos; at = s.find(kMain, at + 1)) {
        const string_view before = s.substr(0, at);
        if (!before.ends_with(",") && !before.ends_with("。") && !before.ends_with(";")) continue;
        std::size_t end = at + kMain.size();
        if (s.substr(end).starts_with(":")) ++end;
        out.push_back({{at, end}, clause_at(s, end)});
    }
}

std::vector<Reason> purposes_in(const Passage& passage) {
    constexpr string_view kUsed = "主要用于";
    const string_view s = passage.text;
    std::vector<Reason> out;
    for (std::size_t at = s.find(kUsed); at != string_view::npos; at = s.find(kUsed, at + 1)) {
        std::size_t end = at + kUsed.size();
        if (s.substr(end).starts_with(":")) ++end;
        out.push_back({{at, end}, clause_at(s, end)});
    }
    return out;
}

// What a reason or a purpose speaks of: its amount, or the words before it.
struct Copy {
    const Passage* passage = nullptr;
    TextRange range;
    int direction = 0;
    std::string of;
};

// Those of one content, each that speaks of something else.
struct Copies {
    std::vector<Copy> reasons, purposes;
    std::vector<Copy> all_reasons;  // also those of which it is not known what they speak of

    static void add(std::vector<Copy>& to, Copy copy) {
        const bool known = std::any_of(to.begin(), to.end(),
                                       [&](const Copy& other) { return other.of == copy.of; });
        if (!known) to.push_back(std::move(copy));
    }
};

// "决算数小于预算数的主要原因": -1; 0 where nothing is compared so.
int compared_before(string_view clause) {
    for (string_view word : {"小于", "低于", "少于"})
        if (text::contains(clause, word)) return -1;
    for (string_view word : {"大于", "高于", "多于"})
        if (text::contains(clause, word)) return 1;
    return 0;
}

// The last number before the offset; empty where there is none.
std::string number_before(const Passage& passage, std::size_t offset) {
    const string_view s = passage.text;
    const std::size_t from = offset > kNear ? offset - kNear : 0;
    std::size_t end = offset;
    while (end > from && (s[end - 1] < '0' || s[end - 1] > '9')) --end;
    std::size_t begin = end;
    while (begin > from && ((s[begin - 1] >= '0' && s[begin - 1] <= '9') || s[begin - 1] == '.' ||
                            s[begin - 1] == ','))
        --begin;
    return std::string(s.substr(begin, end - begin));
}

// The words that name an item before what it is used for.
std::string label_before(const Passage& passage, std::size_t offset) {
    const std::string bare = bare_reason(passage.before(offset));
    const std::string label = bare.empty() && offset > 0
                                  ? bare_reason(passage.before(offset - string_view("。").size()))
                                  : bare;
    return label.substr(label.size() - std::min(label.size(), kLabelBytes));
}

class CopySearch {
  public:
    explicit CopySearch(SentenceReading& reading) : reading_(reading) {}

    void run() {
        for (const auto& read : reading_.passages()) {
            if (read.passage.kind == Passage::Kind::kHeading) continue;
            std::vector<Reason> reasons = reasons_in(read.passage);
            add_short_markers(read.passage, reasons);
            for (const Reason& reason : reasons) take_reason(read, reason);
            for (const Reason& purpose : purposes_in(read.passage))
                take_purpose(read.passage, purpose);
        }
        for (const std::string& content : order_) report(content, by_content_[content]);
    }

  private:
    // None: too short or too long to be told a copy.
    Copies* copies_of(const Passage& passage, const Reason& reason, std::size_t shortest,
                      TextRange& range) {
        const std::size_t end = passage.sentences[passage.sentence_of(reason.marker.begin)].end;
        if (end > reason.content.begin + kNear) return nullptr;
        range = {reason.content.begin, std::max(end, reason.content.begin)};
        const std::string bare = bare_reason(range.in(passage.text));
        if (characters(bare) < shortest) return nullptr;
        const auto [at, fresh] = by_content_.try_emplace(bare);
        if (fresh) order_.push_back(bare);
        return &at->second;
    }

    void take_reason(const SentenceReading::Read& read, const Reason& reason) {
        TextRange range;
        const Passage& passage = read.passage;
        Copies* copies = copies_of(passage, reason, kShortestPurpose, range);
        if (copies == nullptr) return;
        copies->all_reasons.push_back({&passage, range, 0, {}});
        if (characters(bare_reason(range.in(passage.text))) < kShortestCopied) return;
        reading_.looked_at(kCopied);
        const Change* change = change_before(read, reason.marker.begin);
        const int compared = compared_before(passage.before(reason.marker.begin));
        if (compared != 0) {
            Copies::add(copies->reasons,
                        {&passage, range, compared, number_before(passage, reason.marker.begin)});
        } else if (change == nullptr || change->quantity.zero) {
            reading_.could_not_tell(kCopied);
        } else {
            Copies::add(copies->reasons, {&passage, range, change->direction,
                                          std::string(change->quantity.digits.in(passage.text))});
        }
    }

    void take_purpose(const Passage& passage, const Reason& purpose) {
        TextRange range;
        Copies* copies = copies_of(passage, purpose, kShortestPurpose, range);
        if (copies == nullptr) return;
        reading_.looked_at(kPurpose);
        std::string label = label_before(passage, purpose.marker.begin);
        if (label.empty()) return reading_.could_not_tell(kPurpose);
        Copies::add(copies->purposes, {&passage, range, 0, std::move(label)});
    }

    void report(const std::string& content, const Copies& copies) {
        if (!copies.all_reasons.empty() && !copies.purposes.empty()) {
            for (const auto* list : {&copies.all_reasons, &copies.purposes})
                for (const Copy& copy : *list)
                    reading_.report(kIsPurpose, Severity::kWarning, *copy.passage, copy.range,
                                    content);
            return;
        }
        if (copies.purposes.size() > 1) {
            for (const Copy& copy : copies.purposes)
                reading_.report(kPurpose, Severity::kHint, *copy.passage, copy.range, content);
        }
        if (copies.reasons.size() < 2) return;
        const int direction = copies.reasons[0].direction;
        const bool both =
            std::any_of(copies.reasons.begin(), copies.reasons.end(),
                        [&](const Copy& copy) { return copy.direction != direction; });
        for (const Copy& copy : copies.reasons) {
            reading_.report(kCopied, both ? Severity::kWarning : Severity::kHint, *copy.passage,
                            copy.range, content);
        }
    }

    SentenceReading& reading_;
    std::map<std::string, Copies> by_content_;
    std::vector<std::string> order_;
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

void find_copied_reasons(SentenceReading& reading) { CopySearch(reading).run(); }

}  // namespace mingzhang::check
