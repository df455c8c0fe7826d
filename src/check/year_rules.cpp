// Years of headings and statements that are not the document's own.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;

constexpr const char* kTitle = "heading-of-another-year";
constexpr const char* kSelf = "year-compared-with-itself";
constexpr const char* kSentence = "sentence-of-another-year";

constexpr std::size_t kLongestTitle = 120;      // bytes, folded
constexpr std::size_t kLongestSubject = 120;    // bytes before the year of a statement
constexpr std::size_t kLongestStatement = 240;  // bytes from its year to its amount
constexpr int64_t kLeastTelling = 1'000;        // an amount of four digits is no coincidence
constexpr std::size_t kOwnForOne = 3, kLeastOwn = 2;

string first_letters(string_view s) {
    constexpr std::size_t kShown = 8;
    std::u32string letters = text::code_points(s);
    letters.resize(std::min(letters.size(), kShown));
    return text::to_utf8(letters);
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2025年", "2025年度" in a text.
struct Year {
    int value = 0;
    TextRange range;  // with 度
};

std::vector<Year> years_of(string_view s) {
    constexpr string_view kYear = "年", kOf = "度";
    std::vector<Year> out;
    for (std::size_t at = s.find("20"); at != string_view::npos; at = s.find("20", at + 2)) {
        if (at + 4 > s.size() || !is_digit(s[at + 2]) || !is_digit(s[at + 3])) continue;
        if (at > 0 && (is_digit(s[at - 1]) || s[at - 1] == '.')) continue;
        if (!s.substr(at + 4).starts_with(kYear)) continue;
        std::size_t end = at + 4 + kYear.size();
        if (s.substr(end).starts_with(kOf)) end += kOf.size();
        const int value = 2000 + 10 * (s[at + 2] - '0') + (s[at + 3] - '0');
        out.push_back({value, {at, end}});
    }
    return out;
}

// One of a span ("2024-2026年", "2024年至2026年"), a date, or an end of a year.
bool is_moment(string_view s, const Year& year) {
    const string_view before = s.substr(0, year.range.begin), after = s.substr(year.range.end);
    constexpr string_view kAnd = "、";
    if (before.ends_with(kAnd)) {
        const string_view listed = before.substr(0, before.size() - kAnd.size());
        if (listed.ends_with("年") || (!listed.empty() && is_digit(listed.back()))) return true;
    }
    if (!after.empty() && (is_digit(after[0]) || after[0] == '-' || after[0] == '/')) return true;
    return text::ends_with_any(before, {"-", "—", "至", "到", "~", "/"}) ||
           text::any_at(after, {"底", "末", "初", "以来", "以前", "以后", "之前", "之后", "至",
                                "、", "和", "及", "起", "前", "后", "—", "~"});
}

// --- headings -------------------------------------------------------------------------------

struct Title {
    string words;  // folded, without white space and dot leaders
    const Place* place = nullptr;
    bool contents = false;
    const Passage* passage = nullptr;
    Year year;
    string key;  // the words without the year
};

// The title of a part of such a document, whoever publishes it.
bool is_of_its_kind(string_view title, DocumentKind kind) {
    const bool of_accounts = text::contains(title, "决算");
    if (kind != DocumentKind::kOther && is_accounts(kind) != of_accounts) return false;
    const bool other = text::contains_any(
        title, {"执行", "完成", "上年", "结转", "结余", "总结", "工作", "任务", "报告", "通知",
                "批复", "关于", "《", "自评", "评价", "调整", "实施", "回顾"});
    return !other &&
           text::contains_any(title, {"部门预算", "单位预算", "部门决算", "单位决算", "预算表",
                                      "决算表", "报表", "情况说明", "编制说明", "总表", "预算公开",
                                      "决算公开", "预算情况", "决算情况"});
}

std::optional<Title> title_of(string_view printed, const Place& place) {
    Title title;
    title.place = &place;
    for (const char c : text::fold(printed)) {
        if (c == '\t') break;
        if (c != ' ' && c != '\n') title.words += c;
    }
    while (!title.words.empty() && (is_digit(title.words.back()) || title.words.back() == '.'))
        title.words.pop_back();
    while (title.words.ends_with("…")) title.words.resize(title.words.size() - 3);
    const std::vector<Year> years = years_of(title.words);
    if (years.size() != 1 || is_moment(title.words, years[0])) return std::nullopt;
    if (title.words.size() > kLongestTitle ||
        text::contains_any(title.words, {"。", ";", "元", "%"}))
        return std::nullopt;
    title.year = years[0];
    title.key = title.words;
    title.key.erase(title.year.range.begin, title.year.range.end - title.year.range.begin);
    return title;
}

class Years {
  public:
    explicit Years(SentenceReading& reading)
        : reading_(reading), disclosure_(reading.disclosure()), own_(disclosure_.year) {}

    void run() {
        if (own_ == 0) return;
        read_titles();
        if (cover_differs()) return;
        check_titles();
        check_statements();
    }

  private:
    // ---- titles

    void add_title(std::optional<Title> title, bool contents, const Passage* passage) {
        if (!title) return;
        title->contents = contents;
        title->passage = passage;
        titles_.push_back(*std::move(title));
    }

    void read_titles() {
        for (const DisclosureTable& table : disclosure_.tables) {
            table_lines_.insert(table.place.line);
            for (const Year& year : years_of(text::fold(table.title))) ++of_tables_[year.value];
        }
        std::set<int> contents;
        for (const ContentsEntry& entry : disclosure_.contents) contents.insert(entry.place.line);
        for (const auto& read : reading_.passages()) {
            const Passage& passage = read.passage;
            if (passage.kind != Passage::Kind::kHeading && passage.kind != Passage::Kind::kText)
                continue;
            for (const Passage::Part& part : passage.parts) {
                const bool entry = contents.count(part.place->line) > 0;
                if (!entry && (passage.parts.size() > 1 || passage.text.size() > kLongestTitle))
                    break;
                if (part.printed.size() > 4 * kLongestTitle) break;
                add_title(title_of(part.printed, *part.place), entry, &passage);
            }
        }
    }

    void report_title(const Title& title) {
        // Views of the passage: the year as it is printed there.
        const Passage& passage = *title.passage;
        const std::size_t part = [&] {
            for (const Passage::Part& p : passage.parts)
                if (p.place == title.place) return p.begin;
            return std::size_t{0};
        }();
        const std::size_t at = part + title.year.range.begin;
        const std::size_t length = title.year.range.end - title.year.range.begin;
        Finding* finding = reading_.report(kTitle, Severity::kError, passage,
                                           {at, std::min(at + length, passage.text.size())});
        if (finding == nullptr) return;
        finding->arguments["title"] = title.words;
        finding->arguments["year"] = std::to_string(own_);
        finding->key = fingerprint({kTitle, title.words});
    }

    // All tables agree on another year: the cover is what is wrong.
    bool cover_differs() {
        if (of_tables_.size() != 1 || of_tables_.count(own_) > 0) return false;
        const auto& [year, tables] = *of_tables_.begin();
        if (static_cast<std::size_t>(tables) < kOwnForOne) return false;
        const auto cover = std::find_if(titles_.begin(), titles_.end(), [&](const Title& title) {
            return title.year.value == own_ && is_of_its_kind(title.words, disclosure_.kind);
        });
        if (cover == titles_.end()) return true;
        own_ = year;
        report_title(*cover);
        return true;
    }

    // Whether the contents page gives the title its year and the body another, or the reverse.
    bool differs_from_twin(const Title& title) const {
        bool twin = false;
        for (const Title& other : titles_) {
            if (&other == &title || other.key != title.key) continue;
            if (other.year.value == title.year.value) return false;
            twin = twin || (other.year.value == own_ && other.contents != title.contents);
        }
        return twin;
    }

    void check_titles() {
        std::size_t own = 0, others = 0;
        for (const auto& [year, tables] : of_tables_)
            (year == own_ ? own : others) += static_cast<std::size_t>(tables);
        for (const Title& title : titles_) {
            if (table_lines_.count(title.place->line) > 0 ||
                !is_of_its_kind(title.words, disclosure_.kind))
                continue;
            ++(title.year.value == own_ ? own : others);
        }
        const bool usual = own >= kLeastOwn && own >= kOwnForOne * others;
        for (const Title& title : titles_) {
            if (table_lines_.count(title.place->line) > 0) continue;
            const bool told = usual && is_of_its_kind(title.words, disclosure_.kind);
            reading_.looked_at(kTitle);
            if (title.year.value == own_) continue;
            if (told || differs_from_twin(title))
                report_title(title);
            else
                reading_.could_not_tell(kTitle);
        }
    }

    // ---- statements

    struct Statement {
        const Passage* passage = nullptr;
        Year year;
        std::size_t begin = 0;  // of its sentence
        Quantity amount;        // not found where it states that there is none
        string frame;           // what follows the year, up to a number
    };

    static bool is_contrast(string_view s) {
        return text::contains_any(
            s, {"今年", "本年预算", "明年", "去年", "执行数", "执行率", "以前年度"});
    }

    // "某局2025年度支出预算100万元": the year is that of the amount.
    std::optional<Statement> statement_of(const Passage& passage, const Year& year) const {
        const string_view s = passage.text;
        if (is_moment(s, year)) return std::nullopt;
        const string_view before = passage.before(year.range.begin);
        if (before.size() > kLongestSubject ||
            before.find_first_of(",(\"0123456789") != string_view::npos)
            return std::nullopt;
        if (text::contains_any(
                before, {"其中", "比", "较", "《", "截至", "截止", "根据", "依据", "按照", "参照",
                         "“", "自从", "相比", "纳入", "至", "原因"}) ||
            text::ends_with_any(before, {"与", "和", "同", "从", "自", "于", "在", "因", "对", "以",
                                         "由", "是", "的", "将"}))
            return std::nullopt;
        const string_view rest =
            s.substr(year.range.end, std::min(kLongestStatement, s.size() - year.range.end));
        std::size_t end = std::min(rest.find("。"), rest.find(';'));
        string_view words = rest.substr(0, end);
        Statement out{&passage, year, year.range.begin - before.size(), {}, {}};
        const std::size_t digit = words.find_first_of("0123456789");
        if (digit != string_view::npos) {
            out.amount = quantity_at(s, year.range.end + digit);
            words = words.substr(0, digit);
        }
        out.frame = string(words);
        const bool none = text::contains_any(
            words.substr(0, std::min<std::size_t>(words.size(), 60)), {"无", "没有", "未安排"});
        const bool counted =
            digit != string_view::npos &&
            (out.amount.unit != Quantity::Unit::kNone || text::contains(words, "绩效目标"));
        if (!counted && !none) return std::nullopt;
        const bool other = text::contains_any(
            words, {"执行", "完成", "实际", "去年", "结余", "结转", "批复", "成立",     "自评",
                    "评价", "评估", "监控", "审计", "检查", "追加", "调整", "年度项目", "占用",
                    "报废", "处置", "中期", "规划", "计划", "新增", "季度", "半年",     "改革"});
        if (other || text::any_at(words, {"项目", "上年"})) return std::nullopt;
        const bool accounts = is_accounts(disclosure_.kind);
        if (!accounts && text::contains(words, "决算")) return std::nullopt;
        if (!text::contains_any(words, {"预算", "决算", "收入", "支出", "收支", "经费", "拨款",
                                        "采购", "绩效目标"}))
            return std::nullopt;
        return out;
    }

    // "比2025年", "与2025年度": where 2025 is the statement's own year.
    static bool compares_with_itself(const Statement& statement, const std::vector<Year>& years) {
        const string_view s = statement.passage->text;
        return std::any_of(years.begin(), years.end(), [&](const Year& year) {
            const bool later = year.range.begin > statement.year.range.begin &&
                               year.range.begin - statement.year.range.end < kNear;
            return later && year.value == statement.year.value &&
                   text::ends_with_any(s.substr(0, year.range.begin), {"比", "较", "与", "同"}) &&
                   text::contains_any(
                       s.substr(year.range.end, 60),
                       {"增", "减", "持平", "相比", "一致", "升", "降", "相同", "比"});
        });
    }

    // This year's and other years' amounts of the tables, in fen.
    void read_amounts() {
        if (amounts_read_) return;
        amounts_read_ = true;
        for (const Figure& figure : disclosure_.figures) {
            if (figure.table < 0 || !figure.coordinate || !figure.counts()) continue;
            const auto value = value_of(figure.number, figure.unit);
            if (!value || *value == 0) continue;
            const bool this_year = figure.coordinate->at(Dimension::kYear).empty();
            (this_year ? own_amounts_ : other_amounts_).insert(*value);
        }
    }

    static bool holds_amount(const std::set<int64_t>& amounts, Interval bounds) {
        const auto at = amounts.lower_bound(bounds.low);
        return at != amounts.end() && *at <= bounds.high;
    }

    // Whether the amount stands in a table for this year and for no other.
    bool stands_for_this_year(const Statement& statement) {
        if (statement.amount.unit != Quantity::Unit::kMoney) return false;
        const string_view s = statement.passage->text;
        const PrintedNumber number = parse_number(statement.amount.digits.in(s));
        if (number.form != NumberForm::kNumber || number.mantissa < kLeastTelling) return false;
        const bool wan = s.substr(statement.amount.digits.end).starts_with("万");
        const Unit of = wan ? Unit::kWanYuan : Unit::kYuan;
        const auto bounds_here = bounds(number, of, number.decimals);
        if (!bounds_here) return false;
        read_amounts();
        return holds_amount(own_amounts_, *bounds_here) &&
               !holds_amount(other_amounts_, *bounds_here);
    }

    // A list of years beside each other: "2025年预算10万元" / "2026年预算12万元".
    bool in_a_list_of_years(std::size_t p, const Statement& statement) const {
        const auto& passages = reading_.passages();
        for (const std::size_t other : {p - 1, p + 1}) {
            if (other >= passages.size()) continue;
            const string_view s = passages[other].passage.text;
            for (const Year& year : years_of(s.substr(0, kLongestSubject))) {
                if (year.value != own_) continue;
                const string_view rest = s.substr(year.range.end, kLongestStatement);
                const string_view frame = rest.substr(0, rest.find_first_of("0123456789"));
                if (frame.starts_with(statement.frame) || statement.frame.starts_with(frame))
                    return true;
            }
        }
        return false;
    }

    void check_statements() {
        std::vector<Statement> doubtful;
        std::size_t own = 0;
        const auto& passages = reading_.passages();
        for (std::size_t p = 0; p < passages.size(); ++p) {
            const Passage& passage = passages[p].passage;
            if (passage.kind == Passage::Kind::kOther || passage.kind == Passage::Kind::kCell)
                continue;
            const std::vector<Year> years = years_of(passage.text);
            for (const Year& year : years) {
                const auto statement = statement_of(passage, year);
                if (!statement) continue;
                reading_.looked_at(kSentence);
                own += year.value == own_ ? 1 : 0;
                reading_.looked_at(kSelf);
                reading_.could_not_tell(kSelf, years.size() == 1 ? 1 : 0);
                if (compares_with_itself(*statement, years)) {
                    report(kSelf, Severity::kError, *statement);
                    continue;
                }
                if (year.value == own_) continue;
                const bool told_apart =
                    std::any_of(years.begin(), years.end(),
                                [&](const Year& other) { return other.value != year.value; });
                const string_view sentence =
                    passage.sentences[passage.sentence_of(year.range.begin)].in(passage.text);
                if (stands_for_this_year(*statement)) {
                    report(kSentence, Severity::kWarning, *statement);
                } else if (told_apart || is_contrast(sentence) ||
                           in_a_list_of_years(p, *statement)) {
                    reading_.could_not_tell(kSentence);
                } else {
                    doubtful.push_back(*statement);
                }
            }
        }
        const bool usual = own >= kLeastOwn && own >= kOwnForOne * doubtful.size();
        for (const Statement& statement : doubtful) {
            if (usual)
                report(kSentence, Severity::kWarning, statement);
            else
                reading_.could_not_tell(kSentence);
        }
    }

    void report(const char* rule, Severity severity, const Statement& statement) {
        Finding* finding =
            reading_.report(rule, severity, *statement.passage, statement.year.range);
        if (finding == nullptr) return;
        finding->arguments["year"] = std::to_string(own_);
        finding->arguments["text"] += first_letters(statement.frame);
    }

    SentenceReading& reading_;
    const Disclosure& disclosure_;
    int own_ = 0;
    std::vector<Title> titles_;
    std::set<int> table_lines_;
    std::map<int, int> of_tables_;
    bool amounts_read_ = false;
    std::set<int64_t> own_amounts_, other_amounts_;
};

}  // namespace

void find_years_of_another(SentenceReading& reading) { Years(reading).run(); }

}  // namespace mingzhang::check
