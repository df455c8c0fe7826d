#include "recognise/prose.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "recognise/count_lists.h"
#include "recognise/prose_figures.h"

namespace mingzhang::recognise {
namespace {

enum class Mark { kPart, kShare, kCompare, kDone, kReason, kComma, kSemicolon, kStop };

struct Token {
    enum class Type {
        kTerm,
        kItem,
        kYear,
        kFiller,
        kDirection,
        kLevel,
        kFigure,
        kMark,
        kUnknown
    } type;
    std::size_t begin = 0, end = 0;
    const Terms::Entry* term = nullptr;
    int direction = 0;
    Mark mark = Mark::kComma;
    std::optional<FoundFigure> figure;
    std::string
        basis;         // of a comparison or completion: "budget", "adjusted", "accounts", "unknown"
    std::string year;  // of a comparison, or of the words that follow: "-1" or a year
    std::string item;  // the code of an item, "?" where it is not known
};

struct MarkWord {
    std::string_view word;
    Mark mark;
    std::string_view basis = {};
};
constexpr MarkWord kMarkWords[] = {
    {"占年初预算数的", Mark::kDone, "budget"},
    {"占年初预算的", Mark::kDone, "budget"},
    {"占全年预算数的", Mark::kDone, "adjusted"},
    {"占全年预算的", Mark::kDone, "adjusted"},
    {"占调整预算数的", Mark::kDone, "adjusted"},
    {"占调整预算的", Mark::kDone, "adjusted"},
    {"占预算数的", Mark::kDone, "unknown"},
    {"占预算的", Mark::kDone, "unknown"},
    {"为年初预算数的", Mark::kDone, "budget"},
    {"为年初预算的", Mark::kDone, "budget"},
    {"为全年预算数的", Mark::kDone, "adjusted"},
    {"为全年预算的", Mark::kDone, "adjusted"},
    {"为调整预算数的", Mark::kDone, "adjusted"},
    {"为调整预算的", Mark::kDone, "adjusted"},
    {"为预算数的", Mark::kDone, "unknown"},
    {"为预算的", Mark::kDone, "unknown"},
    {"其中", Mark::kPart},
    {"主要包括", Mark::kPart},
    {"包括", Mark::kPart},
    {"主要用于", Mark::kPart},
    {"占", Mark::kShare},
    {"主要原因", Mark::kReason},
    {"原因是", Mark::kReason},
    {"主要是", Mark::kReason},
    {"原因", Mark::kReason},
    {"。", Mark::kStop},
    {"!", Mark::kStop},
    {";", Mark::kSemicolon},
    {",", Mark::kComma},
    {":", Mark::kComma},
    {"、", Mark::kComma},
    {"完成年初预算的", Mark::kDone, "budget"},
    {"完成预算的", Mark::kDone, "unknown"},
    {"完成年初预算数的", Mark::kDone, "budget"},
    {"完成预算数的", Mark::kDone, "unknown"},
    {"完成全年预算的", Mark::kDone, "adjusted"},
    {"完成全年预算数的", Mark::kDone, "adjusted"},
    {"完成调整预算的", Mark::kDone, "adjusted"},
    {"完成调整预算数的", Mark::kDone, "adjusted"},
    {"完成年初预算", Mark::kDone, "budget"},
    {"完成全年预算", Mark::kDone, "adjusted"},
    {"完成调整预算", Mark::kDone, "adjusted"},
    {"预算完成率", Mark::kDone, "unknown"},
    {"预算执行率", Mark::kDone, "unknown"},
};

// Apart from punctuation, few characters can begin a mark: the others are told apart at once.
constexpr std::string_view kComparisons[] = {"同比", "比", "较", "与"};

constexpr std::size_t start_of(std::string_view s) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    return s.size() < 3 || byte(0) < 0x80 ? 0 : 1 + ((byte(1) & 63U) << 6 | (byte(2) & 63U));
}

constexpr auto kWordStarts = [] {
    std::array<std::size_t, std::size(kMarkWords)> starts{};
    for (std::size_t i = 0; i < starts.size(); ++i) starts[i] = start_of(kMarkWords[i].word);
    return starts;
}();

constexpr auto kMarkStarts = [] {
    std::array<bool, 4097> starts{};
    starts[0] = true;
    for (const MarkWord& mark : kMarkWords) starts[start_of(mark.word)] = true;
    for (std::string_view word : kComparisons) starts[start_of(word)] = true;
    return starts;
}();

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t character_length(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// "比上年", "较2025年预算数", "与上年相比": length 0 where none stands at `s`.
std::size_t comparison_at(std::string_view s, int year, Token& token) {
    std::size_t n = 0;
    const auto eat = [&](std::initializer_list<std::string_view> words) {
        for (std::string_view word : words) {
            if (text::starts_with(s.substr(n), word)) {
                n += word.size();
                return true;
            }
        }
        return false;
    };
    if (eat({kComparisons[0]})) {
        token.year = "-1";
        token.basis = "unknown";
        return n;
    }
    if (!eat({kComparisons[1], kComparisons[2], kComparisons[3]})) return 0;
    if (eat({"上年度", "上年", "去年"})) {
        token.year = "-1";
    } else if (s.size() >= n + 4 && digit(s[n]) && digit(s[n + 1]) && digit(s[n + 2]) &&
               digit(s[n + 3])) {
        const std::string printed(s.substr(n, 4));
        token.year = std::atoi(printed.c_str()) == year - 1 ? "-1" : printed;
        n += 4;
        if (!eat({"年度", "年"})) return 0;
    } else {
        return 0;
    }
    if (eat({"当年预算执行数", "预算执行数", "预算执行", "全年预算执行数"})) {
        token.basis = "accounts";
    } else if (eat({"全年预算", "调整预算"})) {
        token.basis = "adjusted";
    } else if (eat({"年初预算", "部门预算", "预算"})) {
        token.basis = "budget";
    } else if (eat({"决算", "执行"})) {
        token.basis = "accounts";
    } else {
        token.basis = "unknown";
    }
    eat({"数", "安排"});
    eat({"相比", "比较", "对比"});
    return n;
}

class Tokeniser {
  public:
    Tokeniser(std::string_view s, const Terms& terms, const Terms* section, const ItemNames& items,
              int year)
        : s_(s), terms_(terms), section_(section), items_(items), year_(year) {}

    std::vector<Token> run() {
        while (at_ < s_.size()) next();
        return std::move(tokens_);
    }

  private:
    void next() {
        Token token;
        token.begin = at_;
        if (item(token) || term(token) || number(token) || mark(token)) {
            at_ = token.end;
        } else {
            token.type = Token::Type::kUnknown;
            at_ += character_length(s_[at_]);
            token.end = std::min(at_, s_.size());
        }
        tokens_.push_back(std::move(token));
    }

    bool item(Token& token) const {
        const auto found = items_.item_at(s_, at_);
        if (!found) return false;
        token.type = Token::Type::kItem;
        token.item = found->code.empty() ? "?" : found->code;
        token.end = found->end;
        return true;
    }

    bool mark(Token& token) const {
        const std::string_view rest = s_.substr(at_);
        const std::size_t start = start_of(rest);
        if (!kMarkStarts[start]) return false;
        token.type = Token::Type::kMark;
        if (const std::size_t n = comparison_at(rest, year_, token); n > 0) {
            token.mark = Mark::kCompare;
            token.end = at_ + n;
            return true;
        }
        for (std::size_t i = 0; i < kWordStarts.size(); ++i) {
            const MarkWord& word = kMarkWords[i];
            if (kWordStarts[i] != start || !text::starts_with(rest, word.word)) continue;
            token.mark = word.mark;
            token.basis = word.basis;
            token.end = at_ + word.word.size();
            return true;
        }
        return false;
    }

    // A mark wins over a shorter term ("其中" is a filler too), a longer term over a mark.
    bool term(Token& token) const {
        const Terms::Entry* found = terms_.longest(s_, at_);
        const Terms::Entry* own = section_ == nullptr ? nullptr : section_->longest(s_, at_);
        if (own != nullptr && (found == nullptr || own->word.size() >= found->word.size()))
            found = own;
        if (found == nullptr) return false;
        Token as_mark;
        if (found->kind == Terms::Kind::kFiller && mark(as_mark) &&
            as_mark.end >= at_ + found->word.size()) {
            return false;
        }
        token.end = at_ + found->word.size();
        token.term = found;
        switch (found->kind) {
            case Terms::Kind::kTerm:
            case Terms::Kind::kRestates:
                token.type = Token::Type::kTerm;
                break;
            case Terms::Kind::kFiller:
                token.type = Token::Type::kFiller;
                break;
            case Terms::Kind::kLevel:
                token.type = Token::Type::kLevel;
                break;
            default:
                token.type = Token::Type::kDirection;
                token.direction = found->kind == Terms::Kind::kUp ? 1 : -1;
        }
        return true;
    }

    // A figure, or a year or another number that is none.
    bool number(Token& token) const {
        if (!digit(s_[at_])) return false;
        std::size_t end = at_;
        token.figure = figure_at(s_, at_, end);
        if (token.figure) {
            token.type = Token::Type::kFigure;
            token.end = token.figure->end;
            return true;
        }
        const std::string_view rest = s_.substr(end);
        const bool date = text::starts_with(rest, "年") || text::starts_with(rest, "月") ||
                          text::starts_with(rest, "日");
        token.type = date ? Token::Type::kFiller : Token::Type::kUnknown;
        token.end = end;
        if (end - at_ == 4 && text::starts_with(rest, "年")) {
            const std::string printed(s_.substr(at_, 4));
            const int stated = std::atoi(printed.c_str());
            if (stated != year_) {
                token.type = Token::Type::kYear;
                token.year = stated == year_ - 1 ? "-1" : printed;
            }
        }
        return true;
    }

    std::string_view s_;
    const Terms& terms_;
    const Terms* section_;
    const ItemNames& items_;
    int year_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

// Everything since the last figure or punctuation mark.
struct Lead {
    Coordinate measures;
    bool any = false;       // a term stands in it
    bool restates = false;  // it names the topic once more
    std::string year;       // stated before its first term
    std::string done_basis;
    bool unknown = false;  // words that are not known stand behind its first term
    bool limited = false;  // or before it
    bool budget = false;   // 预算 stands in it
    bool share = false, done = false, parts = false;
    std::optional<Coordinate> base;  // of a share: the term after 占
    int direction = 0;
    std::string direction_word;
};

struct Item {
    Coordinate at;
    int figure = -1;
    bool bound = false;
    bool changed = false;   // a comparison followed it
    std::size_t begin = 0;  // of its amount in the passage
};

class Clauses {
  public:
    Clauses(const Passage& passage, std::vector<Token> tokens, const pack::Section* section,
            const DimensionTrees& trees, const std::string& own_phase, bool measures_only,
            Disclosure& out)
        : passage_(passage),
          tokens_(std::move(tokens)),
          trees_(trees),
          own_phase_(own_phase),
          measures_only_(measures_only),
          out_(out) {
        if (section != nullptr) context_ = section->measures;
    }

    void run() {
        for (const Token& token : tokens_) take(token);
        take_names(passage_.text.size());
        close_parts();
        add_count_sums(passage_.text, counts_, out_);
    }

  private:
    void take(const Token& token) {
        switch (token.type) {
            case Token::Type::kTerm:
                take_term(token);
                break;
            case Token::Type::kItem:
                take_item(token);
                break;
            case Token::Type::kYear:
                if (!lead_.any) lead_.year = token.year;
                break;
            case Token::Type::kFiller:
                note_budget(token);
                break;
            case Token::Type::kUnknown:
                // Words before the first term are the subject's; between term and figure they
                // could change what is meant.
                (lead_.any ? lead_.unknown : lead_.limited) = true;
                break;
            case Token::Type::kDirection:
                lead_.direction = token.direction;
                lead_.direction_word = passage_.text.substr(token.begin, token.end - token.begin);
                break;
            case Token::Type::kLevel:
                if (Item* of = lead_.any ? nullptr : changed_item(token.begin)) mark_changed(*of);
                break;
            case Token::Type::kFigure:
                names_from_ = std::string::npos;
                take_figure(token);
                lead_ = {};
                break;
            case Token::Type::kMark:
                take_mark(token);
        }
    }

    // In final accounts 预算 alone is not the accounts' own stage.
    void note_budget(const Token& token) {
        if (own_phase_ != "accounts") return;
        const std::string_view words =
            std::string_view(passage_.text).substr(token.begin, token.end - token.begin);
        if (words.starts_with("预算") || words.ends_with("预算")) lead_.budget = true;
    }

    void take_term(const Token& token) {
        if (lead_.share) {
            lead_.base = lead_.base.value_or(Coordinate{}).merged(token.term->measures);
            return;
        }
        // Once words between two terms are unknown, the lead stays unknown: the first term may
        // limit the second, or have nothing to do with it.
        lead_.measures = lead_.measures.merged(token.term->measures);
        const std::string& phase = token.term->measures.at(Dimension::kPhase);
        if (token.term->kind == Terms::Kind::kRestates || (!phase.empty() && phase == own_phase_)) {
            lead_.restates = true;
        }
        if (token.term->measures.at(Dimension::kFund).empty()) note_budget(token);
        lead_.any = true;
        if (!lead_.year.empty()) lead_.measures.set(Dimension::kYear, lead_.year);
    }

    // An item is spoken of until the next one is.
    void take_item(const Token& token) {
        close_parts();
        Coordinate at;
        at.set(Dimension::kFlow, "expenditure");
        if (token.item == "?") {
            at.set(Dimension::kMeasure, private_name() + "/item" + std::to_string(token.begin));
        } else {
            at.set(Dimension::kFunction, token.item);
        }
        lead_ = {};
        lead_.measures = at;
        lead_.any = true;
        topic_ = Item{settled(context_.merged(at)), -1, true, false};
        parts_ = false;
    }

    std::string private_name() const { return "?text" + std::to_string(passage_.place_at(0).line); }

    void take_mark(const Token& token) {
        switch (token.mark) {
            case Mark::kShare:
                lead_.share = true;
                break;
            case Mark::kDone:
                lead_.done = true;
                lead_.done_basis = token.basis;
                break;
            case Mark::kCompare:
                compare_ = &token;
                break;
            case Mark::kReason:
                reason_ = true;
                break;
            case Mark::kPart:
                heading_of_parts();
                parts_ = true;
                names_from_ = token.end;
                break;
            case Mark::kComma:
                heading_of_parts();
                lead_ = {};
                break;
            case Mark::kSemicolon:
                take_names(token.begin);
                heading_of_parts();
                reason_ = false;
                compare_ = nullptr;
                lead_ = {};
                break;
            case Mark::kStop:
                take_names(token.begin);
                close_parts();
                reason_ = false;
                compare_ = nullptr;
                parts_ = false;
                lead_ = {};
                break;
        }
    }

    // What stands behind 包括 without a single figure is a list of names.
    void take_names(std::size_t end) {
        const std::size_t begin = names_from_;
        names_from_ = std::string::npos;
        if (begin >= end || !last_ || !last_->bound) return;
        std::string_view list = std::string_view(passage_.text).substr(begin, end - begin);
        if (text::starts_with(list, ":")) list.remove_prefix(1);
        if (list.find_first_of("0123456789") != std::string_view::npos) return;
        NameList names;
        names.of = last_->at;
        names.place = passage_.place_at(begin);
        names.open_ended = list.ends_with("等");
        if (names.open_ended) list.remove_suffix(std::string_view("等").size());
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t next = std::min(list.find("、", at), list.size());
            names.names.emplace_back(list.substr(at, next - at));
            at = next + std::string_view("、").size();
        }
        if (names.names.size() > 1) out_.name_lists.push_back(std::move(names));
    }

    // "支出包括：", "…决算中，": a term without an amount of its own is what follows is part of.
    void heading_of_parts() {
        if (!lead_.any || lead_.share || lead_.direction != 0 || reason_) return;
        const Coordinate at = whole(lead_.measures);
        close_parts();
        topic_ = Item{at, -1, !lead_.unknown, false};
        lead_ = {};
    }

    Coordinate whole(const Coordinate& measures) const {
        const Coordinate base = topic_ ? topic_->at : context_;
        return settled(base.merged(measures));
    }

    // A special measure stands beside the flows of the ledger, in none of them; the document's own
    // stage goes without saying.
    Coordinate settled(Coordinate at) const {
        const std::string& measure = at.at(Dimension::kMeasure);
        if (!measure.empty() && measure[0] != '?') at.set(Dimension::kFlow, "");
        if (at.at(Dimension::kPhase) == own_phase_) at.set(Dimension::kPhase, "");
        return at;
    }

    bool below(Dimension d, const std::string& member, const std::string& above) const {
        if (member == above || above.empty()) return true;
        const auto& children = trees_.children(d, above);
        return std::any_of(children.begin(), children.end(),
                           [&](const std::string& child) { return below(d, member, child); });
    }

    // Whether a term can be a part of the topic: nothing it says goes against it.
    bool fits_topic(const Coordinate& measures) const {
        if (!topic_) return false;
        for (Dimension d : {Dimension::kFlow, Dimension::kFund, Dimension::kKind,
                            Dimension::kVintage, Dimension::kMeasure, Dimension::kPhase}) {
            if (!measures.at(d).empty() && !below(d, measures.at(d), topic_->at.at(d)))
                return false;
        }
        // A code is part of one that begins it.
        return std::all_of(kCoded.begin(), kCoded.end(), [&](Dimension d) {
            const std::string& code = measures.at(d);
            return code.empty() || code.starts_with(topic_->at.at(d));
        });
    }
    static constexpr std::array kCoded = {Dimension::kFunction, Dimension::kEconomic};

    void take_figure(const Token& token) {
        const int index = static_cast<int>(out_.figures.size());
        out_.figures.push_back(token.figure->figure);
        Figure& figure = out_.figures.back();
        figure.place = passage_.place_at(token.begin);
        figure.passage = passage_.place_at(0).line;
        figure.begin = static_cast<int>(token.begin - passage_.begin_of_paragraph(token.begin));
        figure.uncovered = "doubtful";
        if (figure.kind == FigureKind::kCount) counts_.push_back({index, token.begin, token.end});
        if (reason_) {
            figure.uncovered = "in-a-reason";
            return;
        }
        if (is_approximate(token)) {
            figure.uncovered = "approximate";
        } else if (is_threshold(token)) {
            figure.uncovered = "threshold";
        } else if (figure.kind == FigureKind::kRate) {
            take_rate(index, token.begin);
        } else if (lead_.direction != 0) {
            take_difference(index, token.begin);
        } else {
            take_amount(index, token.begin);
        }
    }

    // "约30万元"
    bool is_approximate(const Token& token) const {
        const std::string_view before = std::string_view(passage_.text).substr(0, token.begin);
        const std::string_view after = std::string_view(passage_.text).substr(token.end);
        return text::ends_with_any(before, {"约", "近"}) || after.starts_with("左右");
    }

    bool is_threshold(const Token& token) const {
        const std::string_view after = std::string_view(passage_.text).substr(token.end);
        for (std::string_view word : {"以上", "以下", "以内", "(含)", "(原值)", "以外"}) {
            if (text::starts_with(after, word)) return true;
        }
        return false;
    }

    void take_amount(int index, std::size_t begin) {
        Figure& figure = out_.figures[static_cast<std::size_t>(index)];
        const bool count = figure.kind == FigureKind::kCount;
        Item item{{}, index, false, false, begin};
        const bool budget = lead_.budget && lead_.measures.at(Dimension::kPhase).empty();
        if (budget) lead_.measures.set(Dimension::kPhase, "budget");
        if (lead_.any && !lead_.unknown && names_another_stage()) {
            close_parts();
            item.at = settled(topic_->at.merged(lead_.measures));
            item.bound = topic_->bound && !lead_.limited;
            topic_ = item;
            parts_ = false;
        } else if (lead_.any && !lead_.unknown && !says_too_little()) {
            const bool part = fits_topic(lead_.measures) &&
                              (parts_ || lead_.measures.at(Dimension::kFlow).empty());
            if (!part) close_parts();
            item.at = settled((part ? topic_->at : context_).merged(lead_.measures));
            // A part is limited by any unknown word, and is never the whole.
            item.bound = !part || (!lead_.limited && (lead_.restates || item.at != topic_->at));
            if (!part) {
                topic_ = item;
                if (budget) topic_->at.set(Dimension::kPhase, "");
                parts_ = false;
            }
        } else if (!lead_.any && !lead_.unknown && last_ && last_->bound && last_counted_ &&
                   !count) {
            item.at = last_->at;  // "项目18个，共计金额216.62万元"
            item.bound = true;
        }
        last_counted_ = count;
        if (item.bound) bind(figure, item.at, count);
        last_ = item;
        amounts_.push_back(item);
        if (item.bound && topic_ && topic_->figure != index && !count) siblings_.push_back(item);
        compare_ = nullptr;
    }

    // "经费年初预算20万元，全年预算25万元": the same at another stage.
    bool names_another_stage() const {
        const std::string& phase = lead_.measures.at(Dimension::kPhase);
        return topic_ && !phase.empty() && !fits_topic(lead_.measures) &&
               lead_.measures == Coordinate().with(Dimension::kPhase, phase);
    }

    // "共计支出4.50万元" after what was spoken of, "…维修支出20.00万元" after words that are not
    // known: not what the document spends in all.
    bool says_too_little() const {
        const std::string& named = lead_.measures.at(Dimension::kFlow);
        if (!topic_ || named.empty() || lead_.restates || parts_) return false;
        const Coordinate flow = Coordinate().with(Dimension::kFlow, named);
        if (lead_.measures.with(Dimension::kPhase, "").with(Dimension::kYear, "") != flow)
            return false;
        const std::string& measure = topic_->at.at(Dimension::kMeasure);
        return lead_.limited || (!measure.empty() && measure[0] != '?') ||
               !topic_->at.at(Dimension::kFunction).empty();
    }

    // As the rest of the document may know it: a passage without a pack keeps to itself.
    Coordinate known_as(Coordinate at) const {
        if (measures_only_ && at != Coordinate{} && at.at(Dimension::kMeasure).empty()) {
            at.set(Dimension::kMeasure, private_name());
        }
        return at;
    }

    void bind(Figure& figure, Coordinate at, bool count) const {
        if (count) at.set(Dimension::kNature, "count");
        const bool empty = at == Coordinate{};
        // A count is of something: of a measure, not of money.
        if (empty || (count && at.at(Dimension::kMeasure).empty())) return;
        figure.coordinate = known_as(std::move(at));
        figure.uncovered.clear();
    }

    // Parts beside a carry-over are this year's money.
    void close_parts() {
        const auto carried = [](const Item& item) {
            return item.at.at(Dimension::kVintage) == "carry_over";
        };
        if (std::any_of(siblings_.begin(), siblings_.end(), carried)) {
            for (Item& item : siblings_) {
                Figure& figure = out_.figures[static_cast<std::size_t>(item.figure)];
                if (!item.at.at(Dimension::kVintage).empty() || !figure.coordinate) continue;
                figure.coordinate->set(Dimension::kVintage, "current");
            }
            for (Claim& claim : out_.claims) {
                for (const Item& item : siblings_) {
                    if (claim.kind == ClaimKind::kShare && claim.of == item.at &&
                        item.at.at(Dimension::kVintage).empty()) {
                        claim.of.set(Dimension::kVintage, "current");
                    }
                }
            }
        }
        siblings_.clear();
        any_sibling_changed_ = false;
    }

    void claim(ClaimKind kind, int index, const Coordinate& of, const Coordinate& base, int sign,
               const std::string& word) {
        if (of == Coordinate{}) return;
        Figure& figure = out_.figures[static_cast<std::size_t>(index)];
        figure.uncovered.clear();
        out_.claims.push_back(
            {kind, index, known_as(of), known_as(base), sign, word, figure.place, figure.passage});
    }

    void take_rate(int index, std::size_t begin) {
        if (lead_.done) {
            if (!last_ || !last_->bound) return;
            const std::string basis = done_basis();
            if (basis.empty()) return;
            const Coordinate budget = settled(last_->at.with(Dimension::kPhase, basis));
            if (budget != last_->at) claim(ClaimKind::kShare, index, last_->at, budget, 1, "完成");
        } else if (lead_.share) {
            if (!last_ || !last_->bound || lead_.unknown) return;
            if (lead_.base) {
                claim(ClaimKind::kShare, index, last_->at, settled(context_.merged(*lead_.base)), 1,
                      "占");
            } else if (topic_ && topic_->bound && topic_->at != last_->at) {
                claim(ClaimKind::kShare, index, last_->at, topic_->at, 1, "占");
            }
        } else if (lead_.direction != 0) {
            change(ClaimKind::kGrowth, index, begin);
        }
    }

    // "完成预算的" of which budget: the only one that the passage gives for the item, that of the
    // year's beginning where it gives none; empty where it gives both.
    std::string done_basis() const {
        if (lead_.done_basis != "unknown") return lead_.done_basis;
        const auto given = [&](const char* phase) {
            const Coordinate at = settled(last_->at.with(Dimension::kPhase, phase));
            return std::any_of(amounts_.begin(), amounts_.end(),
                               [&](const Item& item) { return item.bound && item.at == at; });
        };
        const bool budget = given("budget"), adjusted = given("adjusted");
        if (budget && adjusted) return {};
        return adjusted ? "adjusted" : "budget";
    }

    void take_difference(int index, std::size_t begin) {
        change(ClaimKind::kDifference, index, begin);
    }

    // What a change is of: the term before it, else the last amount, or the whole whose parts
    // were just listed without changes of their own.
    void change(ClaimKind kind, int index, std::size_t begin) {
        if (compare_ != nullptr) {
            compared_year_ = compare_->year;
            compared_basis_ = compare_->basis;
        }
        Coordinate now;
        if (lead_.any) {
            if (lead_.unknown) return;
            now = settled(
                (fits_topic(lead_.measures) ? topic_->at : context_).merged(lead_.measures));
        } else {
            Item* of = changed_item(begin);
            if (of == nullptr || !of->bound) return;
            mark_changed(*of);
            now = of->at;
        }
        Coordinate then =
            now.with(Dimension::kYear, compared_year_.empty() ? "-1" : compared_year_);
        then.set(Dimension::kPhase, compared_basis_);
        then = settled(then);
        claim(kind, index, now, then, lead_.direction, lead_.direction_word);
        if (lead_.any) {
            last_ = Item{now, index, true, true, begin};
            change_of_ = &*last_;
            last_change_figure_ = index;
        }
    }

    // The whole is changed too where it is the item.
    void mark_changed(Item& item) {
        item.changed = true;
        if (topic_ && topic_->figure == item.figure) topic_->changed = true;
    }

    // "10.00万元(其中：运行费8.00万元)，比上年减少": behind the bracket it is what stood before it.
    void leave_brackets(std::size_t at) {
        constexpr std::size_t kNear = 1200;  // no text makes this slow
        std::size_t open = std::string::npos;
        int depth = 0;
        const std::string& text = passage_.text;
        if (at - last_->begin > kNear) return;
        for (std::size_t i = last_->begin; i < at && open == std::string::npos; ++i) {
            if (text[i] == '(') ++depth;
            if (text[i] == ')' && --depth < 0) open = text.rfind('(', last_->begin);
        }
        if (open == std::string::npos) return;
        const auto before = std::find_if(amounts_.rbegin(), amounts_.rend(),
                                         [&](const Item& item) { return item.begin < open; });
        if (before == amounts_.rend()) {
            last_.reset();
        } else {
            last_ = *before;
            siblings_.clear();
        }
    }

    Item* changed_item(std::size_t at) {
        if (last_) leave_brackets(at);
        if (!last_) return nullptr;
        if (change_of_ != nullptr && last_change_figure_ == last_->figure) return change_of_;
        last_change_figure_ = last_->figure;
        const bool listed = topic_ && topic_->figure >= 0 && !siblings_.empty() &&
                            siblings_.back().figure == last_->figure && siblings_.size() > 1 &&
                            !topic_->changed && !any_sibling_changed_;
        if (!listed) any_sibling_changed_ = true;
        change_of_ = listed ? &*topic_ : &*last_;
        return change_of_;
    }

    const Passage& passage_;
    std::vector<Token> tokens_;
    const DimensionTrees& trees_;
    const std::string& own_phase_;
    const bool measures_only_;
    Disclosure& out_;
    Coordinate context_;
    Lead lead_;
    std::optional<Item> topic_, last_;
    std::vector<Item> siblings_, amounts_;
    std::vector<CountAt> counts_;
    const Token* compare_ = nullptr;
    std::string compared_year_, compared_basis_;
    Item* change_of_ = nullptr;
    int last_change_figure_ = -1;
    std::size_t names_from_ = std::string::npos;
    bool parts_ = false, reason_ = false, last_counted_ = false, any_sibling_changed_ = false;
};

}  // namespace

void Passage::add(std::string_view paragraph, const Place& place) {
    places.emplace_back(text.size(), place);
    text += text::fold_label(paragraph);
}

namespace {

using Paragraphs = std::vector<std::pair<std::size_t, Place>>;

Paragraphs::const_iterator paragraph_at(const Paragraphs& places, std::size_t offset) {
    const auto after =
        std::upper_bound(places.begin(), places.end(), offset,
                         [](std::size_t value, const auto& entry) { return value < entry.first; });
    return after == places.begin() ? after : after - 1;
}

}  // namespace

const Place& Passage::place_at(std::size_t offset) const {
    return paragraph_at(places, offset)->second;
}

std::size_t Passage::begin_of_paragraph(std::size_t offset) const {
    return paragraph_at(places, offset)->first;
}

bool Passage::open() const {
    if (text.empty()) return false;
    for (std::string_view end : {"。", ":", ";", "!", ")"}) {
        if (text.size() >= end.size() &&
            text.compare(text.size() - end.size(), end.size(), end) == 0) {
            return false;
        }
    }
    return true;
}

void Terms::add(Kind kind, const std::string& word, const Coordinate& measures) {
    const std::string folded = text::fold_label(word);
    if (folded.empty()) return;
    auto& entries = by_start_[folded.substr(0, character_length(folded[0]))];
    // The first meaning given to a word stays.
    const auto same = [&](const Entry& e) { return e.word == folded; };
    if (std::any_of(entries.begin(), entries.end(), same)) return;
    const auto shorter = [&](const Entry& e) { return e.word.size() < folded.size(); };
    entries.insert(std::find_if(entries.begin(), entries.end(), shorter), {folded, kind, measures});
}

const Terms::Entry* Terms::longest(std::string_view s, std::size_t at) const {
    const auto hit = by_start_.find(std::string(s.substr(at, character_length(s[at]))));
    if (hit == by_start_.end()) return nullptr;
    for (const Entry& entry : hit->second) {
        if (text::starts_with(s.substr(at), entry.word)) return &entry;
    }
    return nullptr;
}

ProseReader::ProseReader(const pack::Lexicon& lexicon, const codes::Lists& codes,
                         const pack::Pack* pack, const Disclosure& document, int year)
    : lexicon_(lexicon),
      items_(document, codes),
      year_(year),
      own_phase_(is_accounts(document.kind) ? "accounts" : "budget"),
      measures_only_(pack == nullptr) {
    for (const pack::ProseWord& entry : lexicon.prose) {
        for (const std::string& word : entry.words)
            terms_.add(Terms::Kind::kTerm, word, entry.measures);
    }
    for (const pack::RowWord& row : lexicon.rows) {
        if (row.measures == Coordinate{} || !row.measures.at(Dimension::kFlow).empty()) continue;
        for (const std::string& word : row.words)
            terms_.add(Terms::Kind::kTerm, word, row.measures);
    }
    for (const codes::Entry& entry : codes.functional.entries()) {
        if (entry.level != 1) continue;
        Coordinate at;
        at.set(Dimension::kFunction, entry.code);
        terms_.add(Terms::Kind::kTerm, entry.name, at);
    }
    for (const std::string& word : lexicon.restating) terms_.add(Terms::Kind::kRestates, word);
    for (const std::string& word : lexicon.fillers) terms_.add(Terms::Kind::kFiller, word);
    for (const std::string& word : lexicon.up) terms_.add(Terms::Kind::kUp, word);
    for (const std::string& word : lexicon.down) terms_.add(Terms::Kind::kDown, word);
    for (const std::string& word : lexicon.level) terms_.add(Terms::Kind::kLevel, word);
    terms_.add(Terms::Kind::kFiller, document.department);
    if (pack == nullptr) return;
    for (const pack::Section& section : pack->sections) {
        Terms& own = section_terms_[&section];
        for (const pack::ProseWord& entry : section.words) {
            for (const std::string& word : entry.words)
                own.add(Terms::Kind::kTerm, word, entry.measures);
        }
    }
}

void ProseReader::read(const Passage& passage, const pack::Section* section,
                       Disclosure& out) const {
    const auto own = section_terms_.find(section);
    const Terms* extra = own == section_terms_.end() ? nullptr : &own->second;
    Clauses(passage, Tokeniser(passage.text, terms_, extra, items_, year_).run(), section,
            lexicon_.trees, own_phase_, measures_only_, out)
        .run();
}

}  // namespace mingzhang::recognise
