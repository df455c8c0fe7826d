// reason-missing.
#include <algorithm>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kRule = "reason-missing";
constexpr int kUsual = 2;  // so many reasons in a document make them usual

bool holds_number_with_unit(string_view s) {
    return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           (text::contains(s, "元") || text::contains(s, "%"));
}

bool is_only_marks(string_view s) {
    for (string_view mark : {"。", "、", "”", "“", "…"}) {
        while (s.starts_with(mark)) s.remove_prefix(mark.size());
    }
    return s.find_first_not_of(",;:().") == string_view::npos;
}

enum class Told { kReason, kParts, kNothing, kUnclear };

// What the text after a change says of it.
Told told_by(string_view after) {
    if (is_only_marks(after)) return Told::kNothing;
    if (gives_reason(after)) return Told::kReason;
    if (text::contains(after, "其中") || text::contains(after, "具体")) return Told::kParts;
    return holds_number_with_unit(after) ? Told::kNothing : Told::kUnclear;
}

struct Statement {
    const Passage* passage = nullptr;
    TextRange range;  // from the direction word to the amount
    Told told = Told::kNothing;
    bool passed = false;      // another item or change has begun since
    bool outdone = false;     // and gave a reason of its own
    bool by_section = false;  // a reason was given for all that follows
};

class Search {
  public:
    explicit Search(SentenceReading& reading) : reading_(reading) {}

    void run() {
        for (const auto& read : reading_.passages()) {
            switch (read.passage.kind) {
                case Passage::Kind::kHeading:
                    close(Told::kNothing);
                    reason_of_section_ = false;
                    reasons_of_section_ = 0;
                    break;
                case Passage::Kind::kOther:
                    close(has_custom() ? Told::kNothing : Told::kUnclear);
                    break;
                case Passage::Kind::kCell:
                    take_cell(read);
                    break;
                case Passage::Kind::kText:
                    take_text(read);
                    break;
            }
        }
        close(Told::kNothing);
        report();
    }

  private:
    // Changes against last year that are no part of a reason.
    static std::vector<const Change*> stated(const SentenceReading::Read& read) {
        std::vector<const Change*> out;
        for (const Change& change : read.changes) {
            if (change.compared && !change.in_reason && !change.quantity.zero &&
                !change.quantity.negative && change.quantity.unit != Quantity::Unit::kNone)
                out.push_back(&change);
        }
        return out;
    }

    static bool is_led_by_reason(const Passage& passage, const Change& change) {
        return gives_reason(passage.before(change.word.begin));
    }

    // What stands between the change and the sentence of the next one, or the end.
    static Told read_after(const Passage& passage, const Change& change, std::size_t until) {
        const string_view all = passage.text;
        std::size_t begin = change.end;
        Told told = Told::kNothing;
        while (begin < until && told == Told::kNothing) {
            const std::size_t end =
                std::min(until, passage.sentences[passage.sentence_of(begin)].end);
            told = told_by(all.substr(begin, end - begin));
            begin = end;
        }
        return told;
    }

    std::vector<Statement> statements_of(const SentenceReading::Read& read) const {
        const std::vector<const Change*> changes = stated(read);
        const Passage& passage = read.passage;
        std::vector<Statement> out(changes.size());
        for (std::size_t i = changes.size(); i-- > 0;) {
            const Change& change = *changes[i];
            out[i] = {&passage, {change.word.begin, change.end}, Told::kReason};
            if (is_led_by_reason(passage, change)) continue;
            if (i + 1 == changes.size()) {
                out[i].told = read_after(passage, change, passage.text.size());
                continue;
            }
            const std::size_t here = passage.sentence_of(change.word.begin);
            const std::size_t next = passage.sentence_of(changes[i + 1]->word.begin);
            const TextRange sentence = passage.sentences[next];
            out[i].told =
                here == next ? out[i + 1].told : read_after(passage, change, sentence.begin);
            const string_view goes_on = string_view(passage.text).substr(sentence.begin);
            if (out[i].told == Told::kNothing && here != next && goes_on.starts_with("其中"))
                out[i].told = Told::kParts;
            // "甲增加5万元；乙减少2万元，主要原因是…": it may speak of both.
            if (out[i].told == Told::kNothing && passage.text[sentence.begin - 1] == ';' &&
                out[i + 1].told == Told::kReason)
                out[i].told = Told::kUnclear;
        }
        return out;
    }

    void take_cell(const SentenceReading::Read& read) {
        for (Statement& statement : statements_of(read)) {
            if (statement.told == Told::kNothing && !read.passage.text.ends_with("。"))
                statement.told = Told::kUnclear;
            done_.push_back(statement);
        }
    }

    void take_text(const SentenceReading::Read& read) {
        const std::vector<Statement> statements = statements_of(read);
        if (statements.empty()) return take_other_text(read.passage);
        const bool reasons = std::any_of(statements.begin(), statements.end(),
                                         [](const auto& s) { return s.told == Told::kReason; });
        for (Statement& before : open_) {
            before.passed = true;
            before.outdone = before.outdone || reasons;
        }
        // What has reasons of its own is not told by the one of its section.
        if (reasons) reason_of_section_ = false;
        reasons_of_section_ += reasons ? 1 : 0;
        for (Statement statement : statements) {
            if (statement.told != Told::kNothing) {
                done_.push_back(statement);
                continue;
            }
            statement.by_section = reason_of_section_;
            open_.push_back(statement);
        }
    }

    // A paragraph without a change of its own may give the reason for those before it.
    void take_other_text(const Passage& passage) {
        if (gives_reason(passage.text) && text::contains(passage.text, "原因")) {
            reason_of_section_ = true;
            return close(Told::kReason);
        }
        if (open_.empty() || is_title(passage.text)) return;
        if (is_next_item(passage) || (has_custom() && speaks_of_another_amount(passage))) {
            for (Statement& before : open_) before.passed = true;
            return;
        }
        const Told told = told_by(passage.text);
        close(told == Told::kNothing && holds_number_with_unit(passage.text) ? Told::kParts : told);
    }

    // "3." after "2. …增加5万元；" speaks of something else.
    bool is_next_item(const Passage& passage) const {
        const int depth = open_.back().passage->depth;
        return depth > 0 && passage.depth > 0 && passage.depth <= depth;
    }

    // Where the changes of a section have their reasons beside them.
    bool has_custom() const { return reasons_of_section_ >= kUsual; }

    // "2026年收支总表", "单位：万元": a line without any mark of a sentence gives no reason.
    static bool is_title(const std::string& line) {
        constexpr std::size_t kLongestTitle = 120;
        return line.size() <= kLongestTitle && line.find_first_of(",;") == std::string::npos &&
               !text::contains(line, "。") && !gives_reason(line);
    }

    static bool speaks_of_another_amount(const Passage& passage) {
        return !passage.sentences.empty() &&
               holds_number_with_unit(passage.sentences[0].in(passage.text));
    }

    void close(Told told) {
        for (Statement& statement : open_) {
            const bool may = told == Told::kReason ? !statement.outdone : !statement.passed;
            if (statement.told == Told::kNothing && may) statement.told = told;
            if (statement.told == Told::kNothing && statement.by_section && !statement.outdone)
                statement.told = Told::kUnclear;
            done_.push_back(statement);
        }
        open_.clear();
    }

    int count(Told told) const {
        return static_cast<int>(
            std::count_if(done_.begin(), done_.end(),
                          [&](const Statement& statement) { return statement.told == told; }));
    }

    void report() {
        const int with = count(Told::kReason), without = count(Told::kNothing);
        const bool usual = with >= kUsual && with >= without - 1;
        reading_.looked_at(kRule, static_cast<int>(done_.size()));
        reading_.could_not_tell(kRule, count(Told::kUnclear) + (usual ? 0 : without));
        if (!usual) return;
        for (const Statement& statement : done_) {
            if (statement.told == Told::kNothing)
                reading_.report(kRule, Severity::kWarning, *statement.passage, statement.range);
        }
    }

    SentenceReading& reading_;
    std::vector<Statement> open_;  // a later paragraph may still give the reason
    std::vector<Statement> done_;
    bool reason_of_section_ = false;
    int reasons_of_section_ = 0;  // passages that give their own
};

}  // namespace

void find_missing_reasons(SentenceReading& reading) { Search(reading).run(); }

}  // namespace mingzhang::check
