#include "recognise/arithmetic_tokens.h"

#include <algorithm>
#include <array>
#include <optional>

#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise::arithmetic {
namespace {

using std::string_view;

constexpr std::size_t kMostDigits = 18;
constexpr std::size_t kMostTitle = 300;  // bytes in 《》
constexpr std::size_t kMostTag = 12;     // bytes of <p>
constexpr int kNounCharacters = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t character_size(string_view s) {
    const auto lead = static_cast<unsigned char>(s.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(size, s.size());
}

// Chinese characters, not their punctuation.
bool is_han(string_view s) {
    if (s.size() < 3) return false;
    const auto lead = static_cast<unsigned char>(s.front());
    return lead >= 0xE4 && lead <= 0xE9;
}

template <class Words>
string_view word_at(string_view s, const Words& words) {
    for (string_view word : words) {
        if (s.starts_with(word)) return word;
    }
    return {};
}

template <class Words>
bool ends_with_one(string_view s, const Words& words) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](string_view word) { return s.ends_with(word); });
}

string_view measure_at(string_view s) {
    return word_at(s, kNoMeasure).empty() ? word_at(s, kMeasureWords) : string_view{};
}

std::string noun_at(string_view s) {
    std::size_t n = 0;
    for (int i = 0; i < kNounCharacters && is_han(s.substr(n)); ++i) n += 3;
    return std::string(s.substr(0, n));
}

std::string alike(string_view measure) {
    for (const Alike& a : kAlike) {
        if (a.word == measure) return std::string(a.as);
    }
    return std::string(measure);
}

// Value of a Chinese numeral character; 10, 100, 1000 multiply.
int numeral_value(string_view s) {
    static constexpr std::pair<string_view, int> kNumerals[] = {
        {"〇", 0}, {"零", 0}, {"一", 1},  {"二", 2},   {"两", 2},
        {"三", 3}, {"四", 4}, {"五", 5},  {"六", 6},   {"七", 7},
        {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"千", 1000},
    };
    for (const auto& [word, value] : kNumerals) {
        if (s.starts_with(word)) return value;
    }
    return -1;
}

struct Numeral {
    std::size_t size = 0;
    int64_t value = 0;
};

// 四, 十二, 一百零五 at the beginning; none where 百 or 千 comes first ("千元").
std::optional<Numeral> numeral_at(string_view s) {
    constexpr int kMostCharacters = 8;
    Numeral out;
    int64_t digit = -1;
    for (int i = 0; i < kMostCharacters; ++i) {
        const int value = numeral_value(s.substr(out.size));
        if (value < 0) break;
        if (value >= 100 && digit < 0) break;
        if (value >= 10) {
            out.value += (digit < 0 ? 1 : digit) * value;
            digit = -1;
        } else {
            if (digit > 0) return std::nullopt;  // 三五名: no one number
            digit = value;
        }
        out.size += 3;
    }
    if (out.size == 0) return std::nullopt;
    out.value += std::max<int64_t>(digit, 0);
    return out;
}

class Lexer {
  public:
    Lexer(const text::Folded& folded, string_view source) : folded_(folded), source_(source) {}

    std::vector<Token> run() {
        while (at_ < s_.size() && tokens_.size() < kMostTokens) {
            if (!next()) add_word(character_size(rest()));
        }
        return std::move(tokens_);
    }

  private:
    bool next() {
        return separator() || ordinal() || skipped() || bracket() || number() || chinese_number() ||
               operation() || each() || mark_word();
    }

    string_view rest(std::size_t ahead = 0) const {
        return at_ + ahead < s_.size() ? s_.substr(at_ + ahead) : string_view{};
    }
    TokenKind last_kind() const { return tokens_.empty() ? TokenKind::kStop : tokens_.back().kind; }
    bool after_separator() const {
        const TokenKind kind = last_kind();
        return kind == TokenKind::kStop || kind == TokenKind::kComma || kind == TokenKind::kSpace ||
               kind == TokenKind::kListMark || kind == TokenKind::kOrdinal;
    }

    bool add(TokenKind kind, std::size_t size) {
        Token token;
        token.kind = kind;
        token.begin = at_;
        token.end = at_ + size;
        tokens_.push_back(std::move(token));
        at_ += size;
        return true;
    }
    bool add_word(std::size_t size) {
        if (last_kind() == TokenKind::kWord && !tokens_.empty() && tokens_.back().end == at_) {
            tokens_.back().end += size;
            at_ += size;
            return true;
        }
        return add(TokenKind::kWord, size);
    }

    bool separator() {
        const string_view s = rest();
        if (s[0] == ' ' || s[0] == '\t') {
            std::size_t n = 1;
            while (n < s.size() && (s[n] == ' ' || s[n] == '\t')) ++n;
            return add(TokenKind::kSpace, n);
        }
        if (s[0] == ',' || s[0] == ';') return add(TokenKind::kComma, 1);
        if (s.starts_with("、")) return add(TokenKind::kListMark, 3);
        if (s[0] == '\n' || s[0] == '\r' || s[0] == '!' || s[0] == '?') {
            return add(TokenKind::kStop, 1);
        }
        if (s.starts_with("。")) return add(TokenKind::kStop, 3);
        if (s[0] == '<') {
            const std::size_t close = s.substr(0, kMostTag).find('>');
            if (close != string_view::npos) return add(TokenKind::kStop, close + 1);
        }
        return false;
    }

    // Digits or Chinese numerals of an ordinal, at most two characters of either.
    static std::size_t ordinal_digits(string_view s) {
        std::size_t n = 0;
        while (n < s.size() && n < 3 && is_digit(s[n])) ++n;
        if (n > 0) return n < 3 ? n : 0;
        for (int i = 0; i < 3; ++i) {
            const int value = numeral_value(s.substr(n));
            if (value < 1 || value > 10) break;
            n += 3;
        }
        return n;
    }

    bool ordinal() {
        const string_view s = rest();
        const bool han = !is_digit(s.front()) && s.front() != '(';
        if (s.front() == '(') {
            const std::size_t n = ordinal_digits(s.substr(1));
            if (n == 0 || !s.substr(1 + n).starts_with(')')) return false;
            return add_ordinal(n + 2, is_digit(s[1]) ? '1' : '2');
        }
        if (s.starts_with("\xE2\x91")) return add_ordinal(3, '3');  // ① to ⑳
        if (!after_separator()) return false;
        const std::size_t n = ordinal_digits(s);
        if (n == 0) return false;
        const string_view after = s.substr(n);
        if (han && after.starts_with("是")) return add_ordinal(n + 3, '4');
        if (after.starts_with("、"))
            return listed(after) ? false : add_ordinal(n + 3, han ? '5' : '6');
        if (han || after.size() < 2) return false;
        if (after[0] == ')') return add_ordinal(n + 1, '7');
        return after[0] == '.' && !is_digit(after[1]) && add_ordinal(n + 1, '8');
    }
    // "3、5、7月": numbers of a list, no ordinals.
    static bool listed(string_view after) { return after.size() > 3 && is_digit(after[3]); }
    bool add_ordinal(std::size_t size, char shape) {
        add(TokenKind::kOrdinal, size);
        tokens_.back().mark = shape;
        return true;
    }

    // 《…》, 第…, years in brackets.
    bool skipped() {
        const string_view s = rest();
        if (s.starts_with("《")) {
            const std::size_t close = s.substr(0, kMostTitle).find("》");
            return close != string_view::npos && add_word(close + 3);
        }
        if (s.starts_with("第")) {
            std::size_t n = 3;
            while (n < s.size() && is_digit(s[n])) ++n;
            while (numeral_value(s.substr(n)) >= 0) n += 3;
            return n > 3 && add_word(n);
        }
        for (const auto& [open, close] : {std::pair<string_view, string_view>{"(", ")"},
                                          {"[", "]"},
                                          {"〔", "〕"},
                                          {"【", "】"}}) {
            const std::size_t n = open.size();
            if (s.starts_with(open) && year_at(s.substr(n)) && s.substr(n + 4).starts_with(close)) {
                return add_word(n + 4 + close.size());
            }
        }
        return false;
    }
    static bool year_at(string_view s) {
        return s.size() >= 4 && (s.starts_with("19") || s.starts_with("20")) && is_digit(s[2]) &&
               is_digit(s[3]) && (s.size() == 4 || !is_digit(s[4]));
    }

    bool bracket() {
        const char c = rest().front();
        if (c == '(' || c == '[' || c == '{') return add(TokenKind::kOpen, 1);
        if (c == ')' || c == ']' || c == '}') return add(TokenKind::kClose, 1);
        return false;
    }

    // Bytes of the digits at the beginning: thousands in ASCII commas, one point.
    std::size_t digits_size(string_view s) const {
        std::size_t n = 0;
        bool point = false;
        while (n < s.size()) {
            if (is_digit(s[n])) {
                ++n;
            } else if (s[n] == '.' && !point && n + 1 < s.size() && is_digit(s[n + 1])) {
                point = true;
                ++n;
            } else if (!point && thousands_at(s, n)) {
                n += 4;
            } else {
                break;
            }
        }
        return n;
    }
    bool thousands_at(string_view s, std::size_t n) const {
        const std::size_t offset = static_cast<std::size_t>(s.data() - s_.data()) + n;
        return n > 0 && s[n] == ',' && source_[folded_.origin[offset]] == ',' && s.size() > n + 3 &&
               is_digit(s[n + 1]) && is_digit(s[n + 2]) && is_digit(s[n + 3]) &&
               (s.size() == n + 4 || !is_digit(s[n + 4]));
    }

    bool number() {
        const string_view s = rest();
        if (!is_digit(s.front())) return false;
        const std::size_t n = digits_size(s);
        if (n > kMostDigits + 6 || no_amount(s, n)) return add_word(n);
        Number number;
        number.printed = parse_number(s.substr(0, n));
        if (number.printed.form != NumberForm::kNumber) return add_word(n);
        add_number(std::move(number), n);
        return true;
    }

    bool in_calculation() const {
        return last_kind() == TokenKind::kOperator || last_kind() == TokenKind::kEquals;
    }

    // Years, dates, numbers of documents, codes such as A4.
    bool no_amount(string_view s, std::size_t n) const {
        const string_view after = s.substr(n);
        if (at_ > 0 && is_letter(s_[at_ - 1]) && !in_calculation()) return true;
        if (after.starts_with("号") || after.starts_with("周年") || after.starts_with("周岁")) {
            return true;
        }
        if (in_calculation()) return false;
        if (n == 4 && year_at(s)) return !operator_at(after) && word_at(after, kUnitStarts).empty();
        if (n <= 2 && after.starts_with("月")) return true;
        return n <= 2 && after.starts_with("日") && tokens_.size() > 0 && before().ends_with("月");
    }
    static constexpr string_view kUnitStarts[] = {"元", "万", "亿", "千", "百", "名", "人", "个",
                                                  "本", "份", "条", "套", "台", "户", "次", "册",
                                                  "%",  "位", "张", "件", "平", "公", "米"};
    static bool operator_at(string_view s) {
        while (s.starts_with(' ')) s.remove_prefix(1);
        return !s.empty() && (string_view("*+=xX/").find(s[0]) != string_view::npos ||
                              s.starts_with("×") || s.starts_with("乘") || s.starts_with("≈"));
    }
    string_view before() const { return s_.substr(0, at_); }

    bool chinese_number() {
        static constexpr string_view kNeverBefore[] = {
            "统", "唯", "同", "之", "某", "逐", "任", "万", "几", "数", "一", "二",
            "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千"};
        const string_view s = rest();
        const std::optional<Numeral> numeral = numeral_at(s);
        if (!numeral) return false;
        const string_view after = s.substr(numeral->size);
        if (ends_with_one(before(), kNeverBefore) ||
            (measure_at(after).empty() && !after.starts_with("万元") && !after.starts_with("元"))) {
            return add_word(numeral->size);
        }
        Number number;
        number.printed = {NumberForm::kNumber, numeral->value, 0, false};
        add_number(std::move(number), numeral->size);
        return true;
    }

    void add_number(Number number, std::size_t size) {
        number.approximate = ends_with_one(before(), kApproximateBefore);
        number.digits_end = at_ + size;
        std::size_t n = size;
        read_unit(number, n);
        if (!word_at(rest(n), kApproximateAfter).empty()) number.approximate = true;
        add(TokenKind::kNumber, n);
        tokens_.back().number = std::move(number);
        join_ratio();
    }

    void read_unit(Number& number, std::size_t& n) const {
        std::size_t ahead = n;
        while (rest(ahead).starts_with(' ')) ++ahead;
        const string_view s = rest(ahead);
        if (s.starts_with('%')) {
            number.of = Of::kPercent;
            number.printed.percent = true;
            n = ahead + 1;
        } else if (read_money(number, s, ahead) || read_count(number, s, ahead)) {
            n = ahead;
            read_per(number, n);
        }
    }

    bool read_money(Number& number, string_view s, std::size_t& ahead) const {
        for (const MoneyWord& money : kMoneyWords) {
            if (!s.starts_with(money.word)) continue;
            const string_view after = s.substr(money.word.size());
            const string_view measure = measure_at(after);
            number.unit = money.yuan;
            ahead += money.word.size();
            if (!money.word.ends_with("元") && !measure.empty()) {  // 3万册
                number.of = Of::kCount;
                number.thing = {alike(measure), noun_at(after.substr(measure.size()))};
                ahead += measure.size();
                return true;
            }
            number.of = Of::kMoney;
            number.unit_name = std::string(money.word);
            number.standard = after.starts_with("的标准") || after.starts_with("标准") ||
                              after.starts_with("的单价");
            return true;
        }
        return false;
    }

    bool read_count(Number& number, string_view s, std::size_t& ahead) const {
        const string_view measure = measure_at(s);
        if (measure.empty()) return false;
        number.of = Of::kCount;
        number.thing = {alike(measure), noun_at(s.substr(measure.size()))};
        ahead += measure.size();
        return true;
    }

    // "/每月/每人", "/人·月", "每人" behind a unit.
    void read_per(Number& number, std::size_t& n) const {
        constexpr std::size_t kMostPer = 4;
        while (number.per.size() < kMostPer) {
            std::size_t ahead = n;
            const bool slash = rest(ahead).starts_with('/');
            const bool dot = rest(ahead).starts_with("·") && !number.per.empty();
            if (slash) ahead += 1;
            if (dot) ahead += string_view("·").size();
            const bool every = rest(ahead).starts_with("每");
            if (every) ahead += 3;
            if (!slash && !dot && !(every && number.of == Of::kMoney)) return;
            const string_view measure = word_at(rest(ahead), kMeasureWords);
            if (measure.empty() && !is_han(rest(ahead))) return;
            const std::size_t size = measure.empty() ? 3 : measure.size();
            number.per.push_back({alike(rest(ahead).substr(0, size)), noun_at(rest(ahead + size))});
            n = ahead + size;
        }
    }

    // A number right behind "number:" belongs to the ratio that ends there.
    void join_ratio() {
        const bool goes_on = rest().starts_with(':') && rest().size() > 1 && is_digit(rest()[1]);
        Token number = std::move(tokens_.back());
        tokens_.pop_back();
        if (open_ratio_ && last_kind() == TokenKind::kRatio && tokens_.back().end == number.begin) {
            tokens_.back().end = number.end;
            tokens_.back().parts.push_back(std::move(number));
        } else if (goes_on) {
            Token ratio;
            ratio.kind = TokenKind::kRatio;
            ratio.begin = number.begin;
            ratio.end = number.end;
            ratio.parts.push_back(std::move(number));
            tokens_.push_back(std::move(ratio));
        } else {
            tokens_.push_back(std::move(number));
        }
        open_ratio_ = goes_on;
        if (goes_on) {
            ++at_;
            ++tokens_.back().end;
        }
    }

    bool after_number() const {
        return last_kind() == TokenKind::kNumber || last_kind() == TokenKind::kClose;
    }

    bool operation() {
        struct Sign {
            string_view word;
            char mark;
            bool needs_number;  // behind it, too: otherwise an ordinary character
        };
        static constexpr Sign kSigns[] = {
            {"*", '*', false},     {"×", '*', false},   {"✕", '*', false},   {"÷", '/', false},
            {"乘以", '*', false},  {"乘", '*', false},  {"除以", '/', true}, {"加上", '+', true},
            {"减去", '-', true},   {"加", '+', true},   {"减", '-', true},   {"+", '+', false},
            {"x", '*', true},      {"X", '*', true},    {"/", '/', true},    {"-", '-', true},
            {"约等于", '=', true}, {"等于", '=', true}, {"=", '=', false},   {"≈", '=', false},
            {"≒", '=', false},
        };
        const string_view s = rest();
        for (const Sign& sign : kSigns) {
            if (!s.starts_with(sign.word)) continue;
            string_view after = s.substr(sign.word.size());
            while (after.starts_with(' ')) after.remove_prefix(1);
            const bool number_next = !after.empty() && (is_digit(after[0]) || after[0] == '(');
            if (sign.needs_number && !(number_next && (after_number() || spaced_number())))
                continue;
            add(sign.mark == '=' ? TokenKind::kEquals : TokenKind::kOperator, sign.word.size());
            tokens_.back().mark = sign.mark;
            return true;
        }
        return false;
    }
    bool spaced_number() const {
        return tokens_.size() > 1 && last_kind() == TokenKind::kSpace &&
               (tokens_[tokens_.size() - 2].kind == TokenKind::kNumber ||
                tokens_[tokens_.size() - 2].kind == TokenKind::kClose);
    }

    bool each() {
        const string_view s = rest();
        for (string_view average : {"人均", "户均", "村均"}) {
            if (s.starts_with(average)) return add_each(average.size(), average.substr(0, 3), {});
        }
        if (!s.starts_with("每")) return false;
        std::size_t n = 3;
        if (s.substr(n).starts_with("一")) n += 3;
        const string_view measure = word_at(s.substr(n), kMeasureWords);
        if (!measure.empty()) {
            return add_each(n + measure.size(), measure, noun_at(s.substr(n + measure.size())));
        }
        if (!is_han(s.substr(n))) return false;
        return add_each(n + 3, {}, noun_at(s.substr(n)));
    }
    bool add_each(std::size_t size, string_view measure, std::string noun) {
        add(TokenKind::kEach, size);
        tokens_.back().each = {alike(measure), std::move(noun)};
        return true;
    }

    bool mark_word() {
        const string_view s = rest();
        if (s.starts_with("等")) return open_list(s.substr(3)) && add(TokenKind::kOpenList, 3);
        if (s.starts_with("共") && counted_together(s.substr(3))) {
            add(TokenKind::kTotal, 3);
            tokens_.back().total = TotalWord::kNeed;
            return true;
        }
        if (s.starts_with("计") && after_separator() && s.size() > 3 && is_digit(s[3])) {
            return add(TokenKind::kTotal, 3);
        }
        for (const MarkWord& mark : kMarkWords) {
            if (!s.starts_with(mark.word)) continue;
            if (mark.kind == TokenKind::kPrice && !price_follows(s.substr(mark.word.size()))) {
                return false;
            }
            add(mark.kind, mark.word.size());
            tokens_.back().total = mark.total;
            tokens_.back().reason = mark.reason;
            return true;
        }
        return false;
    }
    static bool price_follows(string_view after) {
        static constexpr string_view kBetween[] = {"为", "是", "按", "约", ":", " ", "每"};
        return !after.empty() && (is_digit(after[0]) || !word_at(after, kBetween).empty());
    }
    bool counted_together(string_view after) const {
        return !after.empty() && is_digit(after[0]) && !before().ends_with("中") &&
               !before().ends_with("公");
    }
    static bool open_list(string_view after) {
        if (after.starts_with("级") || after.starts_with("次")) return false;
        return after.empty() || string_view(",;\n ").find(after[0]) != string_view::npos ||
               after.starts_with("。") || after.starts_with("、") || after.starts_with("共") ||
               after.starts_with("合计");
    }

    const text::Folded& folded_;
    string_view source_;
    string_view s_ = folded_.text;
    std::size_t at_ = 0;
    bool open_ratio_ = false;
    std::vector<Token> tokens_;
};

bool shares_beginning(const std::string& a, const std::string& b) {
    constexpr std::size_t kTwoCharacters = 6;
    const string_view head = string_view(b).substr(0, kTwoCharacters);
    return !head.empty() && a.find(head) != std::string::npos;
}

}  // namespace

bool same_thing(const Thing& per, const Thing& counted) {
    // 每村 and 277个村
    if (per.measure.empty()) {
        return shares_beginning(per.noun, counted.noun) ||
               shares_beginning(counted.noun, per.noun) ||
               (!counted.measure.empty() && per.noun.starts_with(counted.measure)) ||
               (!counted.noun.empty() && per.noun.starts_with(counted.noun.substr(0, 3)));
    }
    if (per.measure != counted.measure) return counted.noun.starts_with(per.measure);
    if (per.measure != "个" || per.noun.empty() || counted.noun.empty()) return true;
    return shares_beginning(per.noun, counted.noun) || shares_beginning(counted.noun, per.noun);
}

std::vector<Token> tokens_of(const text::Folded& folded, std::string_view source) {
    return Lexer(folded, source).run();
}

}  // namespace mingzhang::recognise::arithmetic
