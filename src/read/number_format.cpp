#include "read/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"

namespace mingzhang::read {
namespace {

using std::string_view;
using Token = NumberFormat::Token;
using Kind = NumberFormat::Token::Kind;
using Section = NumberFormat::Section;
using Condition = NumberFormat::Condition;

constexpr int kLargestExponent = 400;
constexpr std::size_t kMostDigits = 400;
constexpr std::size_t kLongestCode = 1024;  // Excel allows 255 characters
constexpr int kStoredDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

void trim_zeros(Decimal& value) {
    const auto first = value.digits.find_first_not_of('0');
    value.digits.erase(0, std::min(first, value.digits.size()));
    while (!value.digits.empty() && value.digits.back() == '0') {
        value.digits.pop_back();
        ++value.exponent;
    }
    if (!value.digits.empty()) return;
    value.exponent = 0;
    value.negative = false;
}

// Keeps the first `keep` digits, rounded; keep <= 0 leaves 0 or one unit above the first digit.
Decimal cut(Decimal value, int keep) {
    const int size = static_cast<int>(value.digits.size());
    if (keep >= size) return value;
    if (keep < 0) return {};
    const bool up = value.digits[static_cast<std::size_t>(keep)] >= '5';
    value.digits.resize(static_cast<std::size_t>(keep));
    value.exponent += size - keep;
    if (up) {
        int i = keep - 1;
        while (i >= 0 && value.digits[static_cast<std::size_t>(i)] == '9')
            value.digits[static_cast<std::size_t>(i--)] = '0';
        if (i >= 0) {
            ++value.digits[static_cast<std::size_t>(i)];
        } else {
            value.digits.insert(0, 1, '1');
        }
    }
    trim_zeros(value);
    return value;
}

// The number of digits before the decimal point; 0 or less below 1.
int magnitude(const Decimal& value) {
    return static_cast<int>(value.digits.size()) + value.exponent;
}

// At most 400 digits before the point; "0" below 1.
std::string whole_digits(const Decimal& value) {
    const int size = magnitude(value);
    if (size <= 0) return "0";
    std::string out = value.digits.substr(0, static_cast<std::size_t>(size));
    out.resize(static_cast<std::size_t>(size), '0');
    return out;
}

std::string decimal_digits(const Decimal& value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        const int at = magnitude(value) + i;
        const bool known = at >= 0 && at < static_cast<int>(value.digits.size());
        out.push_back(known ? value.digits[static_cast<std::size_t>(at)] : '0');
    }
    return out;
}

int compare(const Decimal& a, const Decimal& b) {
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    const int sign = a.negative ? -1 : 1;
    if (a.zero() || b.zero()) return (a.zero() ? 0 : sign) - (b.zero() ? 0 : sign);
    if (magnitude(a) != magnitude(b)) return magnitude(a) < magnitude(b) ? -sign : sign;
    return sign * a.digits.compare(b.digits);
}

// As "General": decimals up to 11 characters; beyond 15 digits an exponent.
std::string general(const Decimal& exact) {
    constexpr int kWidth = 11;
    const int size = magnitude(exact);
    const std::string sign = exact.negative ? "-" : "";
    if (exact.zero()) return "0";
    if (size > kStoredDigits || size < -4) {
        const Decimal value = rounded_to_digits(exact, 6);
        std::string out = sign + value.digits.substr(0, 1);
        if (value.digits.size() > 1) out += "." + value.digits.substr(1);
        const int exponent = magnitude(value) - 1;
        return out + fmt::format("E{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
    }
    const int decimals = std::max(0, size > 0 ? kWidth - 1 - size : kWidth - 2);
    const Decimal value = rounded_to_decimals(exact, decimals);
    if (value.zero()) return "0";
    std::string out = sign + whole_digits(value);
    if (value.exponent < 0) out += "." + decimal_digits(value, -value.exponent);
    return out;
}

// ------------------------------------------------------------------------------ Chinese digits

constexpr std::array<string_view, 10> kDigits{"〇", "一", "二", "三", "四",
                                              "五", "六", "七", "八", "九"};
constexpr std::array<string_view, 10> kCapitals{"零", "壹", "贰", "叁", "肆",
                                                "伍", "陆", "柒", "捌", "玖"};

// ------------------------------------------------------------------------------------- parsing

class FormatParser {
  public:
    explicit FormatParser(string_view code) : rest_(code) {}

    // One section up to ';' or the end.
    Section section() {
        Section out;
        while (!rest_.empty() && rest_.front() != ';') token(out);
        if (!rest_.empty()) rest_.remove_prefix(1);
        settle(out);
        return out;
    }
    bool done() const { return rest_.empty(); }

  private:
    string_view take_character() {
        std::size_t size = 1;
        while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0) == 0x80)
            ++size;
        const string_view c = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return c;
    }

    static void literal(Section& out, string_view text) {
        if (!out.tokens.empty() && out.tokens.back().kind == Kind::kLiteral) {
            out.tokens.back().text += text;
        } else {
            out.tokens.push_back({Kind::kLiteral, std::string(text)});
        }
    }

    bool take(string_view word) {
        if (rest_.size() < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i)
            if (lower(rest_[i]) != lower(word[i])) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    void token(Section& out) {
        if (take("general") || take("g/通用格式")) {
            out.tokens.push_back({Kind::kGeneral, {}});
            return;
        }
        for (const char* half : {"am/pm", "a/p", "上午/下午"}) {
            if (!take(half)) continue;
            out.date = true;
            out.tokens.push_back({Kind::kDate, half});
            return;
        }
        const char c = rest_.front();
        switch (c) {
            case '"':
                quoted(out);
                return;
            case '\\':
            case '!':
                rest_.remove_prefix(1);
                if (!rest_.empty()) literal(out, take_character());
                return;
            case '_':
                rest_.remove_prefix(1);
                if (!rest_.empty()) take_character();
                literal(out, " ");
                return;
            case '*':
                rest_.remove_prefix(1);
                if (!rest_.empty()) take_character();
                return;
            case '[':
                bracket(out);
                return;
            default:
                break;
        }
        if (string_view("0#?").find(c) != string_view::npos) {
            out.tokens.push_back({Kind::kDigit, std::string(1, c)});
            rest_.remove_prefix(1);
        } else if (c == '.') {
            out.tokens.push_back({Kind::kPoint, "."});
            rest_.remove_prefix(1);
        } else if (c == ',') {
            comma(out);
        } else if (c == '%') {
            ++out.percents;
            out.tokens.push_back({Kind::kPercent, "%"});
            rest_.remove_prefix(1);
        } else if (c == '@') {
            out.tokens.push_back({Kind::kText, {}});
            rest_.remove_prefix(1);
        } else if (take("e+") || take("e-")) {
            out.tokens.push_back({Kind::kExponent, c == 'e' ? "e" : "E"});
        } else if (string_view("ymdhsaeg").find(lower(c)) != string_view::npos) {
            date_run(out);
        } else {
            literal(out, take_character());
        }
    }

    void quoted(Section& out) {
        rest_.remove_prefix(1);
        const auto end = rest_.find('"');
        literal(out, rest_.substr(0, end));
        rest_.remove_prefix(std::min(rest_.size(), end == string_view::npos ? end : end + 1));
    }

    // Between digits: thousands separators; after the last one: a division by 1000.
    void comma(Section& out) {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] == ',') ++count;
        rest_.remove_prefix(count);
        const bool after_digit = !out.tokens.empty() && out.tokens.back().kind == Kind::kDigit;
        const bool before_digit =
            !rest_.empty() && string_view("0#?").find(rest_.front()) != string_view::npos;
        if (after_digit && before_digit) {
            out.grouped = true;
        } else if (after_digit) {
            out.thousands += static_cast<int>(std::min<std::size_t>(count, 100));
        } else {
            literal(out, ",");
        }
    }

    void date_run(Section& out) {
        const char c = lower(rest_.front());
        std::size_t size = 0;
        while (size < rest_.size() && lower(rest_[size]) == c) ++size;
        rest_.remove_prefix(size);
        out.date = true;
        out.tokens.push_back({Kind::kDate, std::string(std::min<std::size_t>(size, 5), c)});
    }

    // [Red], [DBNum1], [$¥-804], [>=100], [h]
    void bracket(Section& out) {
        const auto end = rest_.find(']');
        if (end == string_view::npos) {
            literal(out, take_character());
            return;
        }
        const string_view inside = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        if (inside.empty()) return;
        if (inside.front() == '$') {
            literal(out, inside.substr(1, inside.find('-') - 1));
        } else if (string_view("<>=").find(inside.front()) != string_view::npos) {
            condition(out, inside);
        } else if (inside.size() == 6 && lower(inside[0]) == 'd' && lower(inside[2]) == 'n') {
            if (inside[5] >= '1' && inside[5] <= '3') out.numerals = inside[5] - '0';
        } else if (std::all_of(inside.begin(), inside.end(),
                               [&](char x) { return lower(x) == lower(inside[0]); }) &&
                   string_view("hms").find(lower(inside[0])) != string_view::npos) {
            out.date = true;
            out.tokens.push_back(
                {Kind::kElapsed,
                 std::string(std::min<std::size_t>(inside.size(), 9), lower(inside[0]))});
        } else {
            out.coloured = true;
        }
    }

    static void condition(Section& out, string_view inside) {
        constexpr std::array<std::pair<string_view, Condition>, 6> kConditions{{
            {"<=", Condition::kLessEqual},
            {">=", Condition::kMoreEqual},
            {"<>", Condition::kNotEqual},
            {"<", Condition::kLess},
            {">", Condition::kMore},
            {"=", Condition::kEqual},
        }};
        for (const auto& [sign, condition] : kConditions) {
            if (!inside.starts_with(sign)) continue;
            const auto limit = parse_decimal(inside.substr(sign.size()));
            if (limit) {
                out.condition = condition;
                out.limit = *limit;
            }
            return;
        }
    }

    // "m" is minutes after hours and before seconds; a "." before "0" in a time is its decimals.
    static void settle(Section& out) {
        for (std::size_t i = 0; i + 2 < out.tokens.size(); ++i)
            if (out.tokens[i].kind == Kind::kDigit && out.tokens[i + 1].text == "/" &&
                out.tokens[i + 2].kind == Kind::kDigit)
                out.fraction = true;
        if (!out.date) return;
        char before = 0;
        for (Token& token : out.tokens) {
            if (token.kind != Kind::kDate && token.kind != Kind::kElapsed) continue;
            if (token.text[0] == 'm' && token.kind == Kind::kDate && before == 'h')
                token.text.replace(0, token.text.size(), token.text.size(), 'n');
            before = token.text[0];
        }
        before = 0;
        for (auto token = out.tokens.rbegin(); token != out.tokens.rend(); ++token) {
            if (token->kind != Kind::kDate && token->kind != Kind::kElapsed) continue;
            if (token->text[0] == 'm' && token->kind == Kind::kDate && before == 's')
                token->text.replace(0, token->text.size(), token->text.size(), 'n');
            before = token->text[0];
        }
    }

    string_view rest_;
};

bool holds_text_mark(const Section& section) {
    return std::any_of(section.tokens.begin(), section.tokens.end(),
                       [](const Token& t) { return t.kind == Kind::kText; });
}

bool meets(const Decimal& value, const Section& section) {
    const int order = compare(value, section.limit);
    switch (section.condition) {
        case Condition::kLess:
            return order < 0;
        case Condition::kLessEqual:
            return order <= 0;
        case Condition::kEqual:
            return order == 0;
        case Condition::kNotEqual:
            return order != 0;
        case Condition::kMoreEqual:
            return order >= 0;
        case Condition::kMore:
            return order > 0;
        case Condition::kNone:
            break;
    }
    return false;
}

// ------------------------------------------------------------------------------------- numbers

int digits_after_point(const Section& section) {
    int count = 0;
    bool after = false;
    for (const Token& token : section.tokens) {
        if (token.kind == Kind::kExponent) break;
        if (token.kind == Kind::kPoint) after = true;
        if (after && token.kind == Kind::kDigit) ++count;
    }
    return count;
}

int digits_before_point(const Section& section) {
    int count = 0;
    for (const Token& token : section.tokens) {
        if (token.kind == Kind::kPoint || token.kind == Kind::kExponent) break;
        if (token.kind == Kind::kDigit) ++count;
    }
    return count;
}

// Writes the digits of one number into the places of its section.
class NumberWriter {
  public:
    NumberWriter(const Section& section, const Decimal& value)
        : section_(section), value_(value), places_(digits_before_point(section)) {}

    std::string write() {
        scale();
        exact_ = value_;
        const int decimals = digits_after_point(section_);
        value_ = rounded_to_decimals(value_, decimals);
        whole_ = magnitude(value_) > 0 ? whole_digits(value_) : "";
        fraction_ = decimal_digits(value_, decimals);
        std::size_t used = fraction_.size();
        while (used > 0 && fraction_[used - 1] == '0') --used;
        significant_ = used;
        for (const Token& token : section_.tokens) add(token);
        return std::move(out_);
    }

  private:
    void scale() {
        if (value_.zero()) return;
        value_.exponent -= 3 * section_.thousands;
        value_.exponent += 2 * section_.percents;
        const bool scientific =
            std::any_of(section_.tokens.begin(), section_.tokens.end(),
                        [](const Token& t) { return t.kind == Kind::kExponent; });
        if (!scientific) return;
        const int before = std::max(1, places_);
        const auto exponent_of = [&](const Decimal& v) {
            const int e = magnitude(v) - 1;
            if (before == 1) return e;
            return (e >= 0 ? e / before : -((before - 1 - e) / before)) * before;
        };
        exponent_ = exponent_of(value_);
        Decimal shifted = value_;
        shifted.exponent -= exponent_;
        shifted = rounded_to_decimals(shifted, digits_after_point(section_));
        shifted.exponent += exponent_;
        if (!shifted.zero()) exponent_ = exponent_of(shifted);
        value_ = shifted;
        value_.exponent -= exponent_;
    }

    void add(const Token& token) {
        switch (token.kind) {
            case Kind::kDigit:
                if (after_exponent_) {
                    add_exponent_digits();
                } else if (after_point_) {
                    add_decimal(token.text[0]);
                } else {
                    add_whole(token.text[0]);
                }
                return;
            case Kind::kPoint:
                // Without a digit place before it the whole part still is shown.
                if (places_ == 0 && !after_point_) out_ += whole_;
                after_point_ = true;
                if (shows_decimals()) out_ += ".";
                return;
            case Kind::kExponent:
                after_exponent_ = true;
                out_ += "E";
                out_ += exponent_ < 0 ? "-" : "+";
                return;
            case Kind::kGeneral:
            case Kind::kText:
                out_ += general(exact_);
                return;
            default:
                out_ += token.text;
        }
    }

    // The first place takes all digits that have no place of their own.
    void add_whole(char place) {
        const int left = places_ - placed_++;  // this place and those after it
        const int have = static_cast<int>(whole_.size());
        int from = have - left;
        if (placed_ == 1) {
            for (int i = 0; i < from; ++i) digit(i);
        }
        if (from >= 0) {
            digit(from);
        } else if (place == '0') {
            padding('0', left);
        } else if (place == '?') {
            out_ += ' ';
        }
    }

    void digit(int at) {
        out_ += whole_[static_cast<std::size_t>(at)];
        separate(static_cast<int>(whole_.size()) - at - 1);
    }

    void padding(char c, int left) {
        out_ += c;
        separate(left - 1);
    }

    void separate(int digits_right) {
        if (section_.grouped && digits_right > 0 && digits_right % 3 == 0) out_ += ',';
    }

    // A point that no digit follows ("1." of "#.##") is left out.
    bool shows_decimals() const {
        if (significant_ > 0 || fraction_.empty()) return true;
        bool after = false;
        for (const Token& token : section_.tokens) {
            if (token.kind == Kind::kExponent) break;
            if (token.kind == Kind::kPoint) after = true;
            if (after && token.kind == Kind::kDigit && token.text == "0") return true;
        }
        return false;
    }

    void add_decimal(char place) {
        const std::size_t at = decimal_++;
        if (at < significant_ || place == '0') {
            out_ += fraction_[at];
        } else if (place == '?') {
            out_ += ' ';
        }
    }

    void add_exponent_digits() {
        if (exponent_written_) return;
        exponent_written_ = true;
        int width = 0;
        bool after = false;
        for (const Token& token : section_.tokens) {
            if (token.kind == Kind::kExponent) after = true;
            if (after && token.kind == Kind::kDigit) ++width;
        }
        out_ += fmt::format("{:0{}}", std::abs(exponent_), std::min(width, 4));
    }

    const Section& section_;
    Decimal value_;
    Decimal exact_;  // before it is rounded to the decimals of the section
    int places_;
    int placed_ = 0;
    std::size_t decimal_ = 0;
    std::size_t significant_ = 0;
    int exponent_ = 0;
    bool after_point_ = false;
    bool after_exponent_ = false;
    bool exponent_written_ = false;
    std::string whole_;
    std::string fraction_;
    std::string out_;
};

// -------------------------------------------------------------------------------------- dates

struct Moment {
    int year = 1900, month = 1, day = 0, weekday = 0;
    int64_t days = 0;
    int64_t seconds = 0;  // of the day
};

// Days since 1970-01-01 → civil date (Howard Hinnant's days algorithm).
void set_date(Moment& moment, int64_t days_since_epoch) {
    const int64_t z = days_since_epoch + 719468;
    const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const int64_t doe = z - era * 146097;
    const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int64_t mp = (5 * doy + 2) / 153;
    moment.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    moment.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    moment.year = static_cast<int>(yoe + era * 400 + (moment.month <= 2 ? 1 : 0));
}

constexpr int64_t kLastDay = 2958465;  // 9999-12-31

// The day and second a serial number stands for; nothing outside 1900 to 9999.
std::optional<Moment> moment_of(const Decimal& value, bool day_zero_1904) {
    if (value.negative || magnitude(value) > 7) return std::nullopt;
    Moment moment;
    for (const char c : whole_digits(value)) moment.days = moment.days * 10 + (c - '0');
    constexpr int kFractionDigits = 12;
    int64_t fraction = 0;
    for (const char c : decimal_digits(value, kFractionDigits))
        fraction = fraction * 10 + (c - '0');
    constexpr int64_t kUnit = 1'000'000'000'000, kDay = 86400;
    moment.seconds = (fraction * kDay + kUnit / 2) / kUnit;
    if (moment.seconds == kDay) {
        moment.seconds = 0;
        ++moment.days;
    }
    const int64_t serial = day_zero_1904 ? moment.days + 1462 : moment.days;
    if (serial > kLastDay) return std::nullopt;
    moment.weekday = static_cast<int>((serial + 6) % 7);  // 0: Sunday
    if (serial == 60) {  // a 29 February 1900 that spreadsheets believe in
        moment.month = 2;
        moment.day = 29;
    } else if (serial > 0) {
        set_date(moment, serial - 25569 + (serial < 60 ? 1 : 0));
    }
    return moment;
}

class DateWriter {
  public:
    DateWriter(const Section& section, const Moment& moment) : section_(section), at_(moment) {
        for (const Token& token : section.tokens)
            if (token.kind == Kind::kDate && token.text.find('/') != std::string::npos)
                half_day_ = true;
    }

    std::string write() {
        for (const Token& token : section_.tokens) add(token);
        return std::move(out_);
    }

  private:
    void add(const Token& token) {
        if (token.kind == Kind::kDate) {
            add_part(token.text);
        } else if (token.kind == Kind::kElapsed) {
            const int64_t seconds = at_.days * 86400 + at_.seconds;
            const int64_t unit = token.text[0] == 'h' ? 3600 : token.text[0] == 'm' ? 60 : 1;
            out_ += fmt::format("{:0{}}", seconds / unit, token.text.size());
        } else if (token.kind == Kind::kDigit) {
            out_ += "0";  // fractions of a second are rounded away
        } else if (token.kind != Kind::kText && token.kind != Kind::kGeneral) {
            out_ += token.text;
        }
    }

    void number(int64_t value, std::size_t width) {
        const std::string digits = fmt::format("{:0{}}", value, std::min<std::size_t>(width, 4));
        if (section_.numerals == 0 || section_.numerals == 3) {
            out_ += digits;
        } else if (width >= 4) {
            out_ += chinese_digits(digits, section_.numerals == 2);
        } else {
            out_ += chinese_number(static_cast<std::uint64_t>(value), section_.numerals == 2);
        }
    }

    void add_part(const std::string& part) {
        if (part.find('/') != std::string::npos) {
            const bool chinese = part[0] != 'a';
            const bool morning = at_.seconds < 43200;
            out_ += chinese ? (morning ? "上午" : "下午") : (morning ? "AM" : "PM");
            return;
        }
        const std::size_t size = part.size();
        switch (part[0]) {
            case 'y':
                if (size <= 2) {
                    number(at_.year % 100, 2);
                } else {
                    number(at_.year, 4);
                }
                return;
            case 'e':
                number(at_.year, 4);
                return;
            case 'm':
                month(size);
                return;
            case 'd':
                day(size);
                return;
            case 'a':
                if (size >= 3) weekday(size == 4 ? "星期" : "");
                return;
            case 'h': {
                const int64_t hour = at_.seconds / 3600;
                number(half_day_ ? (hour + 11) % 12 + 1 : hour, size);
                return;
            }
            case 'n':
                number(at_.seconds / 60 % 60, size);
                return;
            case 's':
                number(at_.seconds % 60, size);
                return;
            default:
                return;
        }
    }

    void month(std::size_t size) {
        constexpr std::array<string_view, 12> kMonths{
            "January", "February", "March",     "April",   "May",      "June",
            "July",    "August",   "September", "October", "November", "December"};
        const string_view name = kMonths[static_cast<std::size_t>(at_.month - 1)];
        if (size <= 2) number(at_.month, size);
        if (size == 3) out_ += name.substr(0, 3);
        if (size == 4) out_ += name;
        if (size == 5) out_ += name.substr(0, 1);
    }

    void day(std::size_t size) {
        constexpr std::array<string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
        const string_view name = kDays[static_cast<std::size_t>(at_.weekday)];
        if (size <= 2) number(at_.day, size);
        if (size == 3) out_ += name.substr(0, 3);
        if (size >= 4) out_ += name;
    }

    void weekday(string_view before) {
        constexpr std::array<string_view, 7> kDays{"日", "一", "二", "三", "四", "五", "六"};
        out_ += before;
        out_ += kDays[static_cast<std::size_t>(at_.weekday)];
    }

    const Section& section_;
    const Moment& at_;
    bool half_day_ = false;
    std::string out_;
};

// -------------------------------------------------------------------------------------- signs

bool shows_sign(const Section& section) {
    for (const Token& token : section.tokens) {
        if (token.kind != Kind::kLiteral) continue;
        for (const char* sign : {"-", "(", "（", "－", "−", "△", "▲", "负"})
            if (text::contains(token.text, sign)) return true;
    }
    return false;
}

std::string with_chinese_digits(const std::string& shown, bool capital) {
    std::string out;
    for (std::size_t i = 0; i < shown.size();) {
        std::size_t end = i;
        while (end < shown.size() && is_digit(shown[end])) ++end;
        if (end > i) {
            out += chinese_digits(string_view(shown).substr(i, end - i), capital);
            i = end;
        } else {
            out += shown[i++];
        }
    }
    return out;
}

// [DBNum1] and [DBNum2] over General name the whole number; over digit places each digit.
std::string in_numerals(const Section& section, const Decimal& value, std::string shown) {
    if (section.numerals != 1 && section.numerals != 2) return shown;
    const bool capital = section.numerals == 2;
    const bool names = digits_before_point(section) == 0 && magnitude(value) <= 16;
    if (!names) return with_chinese_digits(shown, capital);
    std::uint64_t whole = 0;
    for (const char c : whole_digits(value))
        whole = whole * 10 + static_cast<std::uint64_t>(c - '0');
    std::string named = chinese_number(whole, capital);
    if (value.exponent < 0)
        named += "." + chinese_digits(decimal_digits(value, -value.exponent), capital);
    std::string out;
    for (const Token& token : section.tokens)
        out += token.kind == Kind::kGeneral ? named : token.text;
    return out;
}

bool shows_a_digit(string_view shown) {
    return shown.find_first_of("123456789") != string_view::npos || !text::contains(shown, "0");
}

bool is_plain_general(const Section& section) {
    return section.tokens.size() == 1 && section.tokens[0].kind == Kind::kGeneral;
}

}  // namespace

std::optional<Decimal> parse_decimal(string_view s) {
    s = text::trim(s);
    Decimal value;
    if (!s.empty() && (s.front() == '-' || s.front() == '+')) {
        value.negative = s.front() == '-';
        s.remove_prefix(1);
    }
    bool point = false, any = false;
    std::size_t i = 0;
    for (; i < s.size() && (is_digit(s[i]) || (s[i] == '.' && !point)); ++i) {
        if (s[i] == '.') {
            point = true;
            continue;
        }
        any = true;
        if (value.digits.size() >= kMostDigits) return std::nullopt;
        if (value.digits.empty() && s[i] == '0') {
            if (point) --value.exponent;
            continue;
        }
        value.digits.push_back(s[i]);
        if (point) --value.exponent;
    }
    if (!any) return std::nullopt;
    s.remove_prefix(i);
    if (!s.empty() && lower(s.front()) == 'e') {
        s.remove_prefix(1);
        const bool negative = !s.empty() && s.front() == '-';
        if (!s.empty() && (s.front() == '-' || s.front() == '+')) s.remove_prefix(1);
        if (s.empty() || s.size() > 4) return std::nullopt;
        int exponent = 0;
        for (const char c : s) {
            if (!is_digit(c)) return std::nullopt;
            exponent = exponent * 10 + (c - '0');
        }
        value.exponent += negative ? -exponent : exponent;
        s = {};
    }
    if (!s.empty()) return std::nullopt;
    trim_zeros(value);
    if (std::abs(magnitude(value)) > kLargestExponent) return std::nullopt;
    return value;
}

Decimal rounded_to_digits(Decimal value, int digits) { return cut(std::move(value), digits); }

Decimal rounded_to_decimals(Decimal value, int decimals) {
    const int keep = magnitude(value) + decimals;
    return cut(std::move(value), keep);
}

std::string chinese_number(std::uint64_t value, bool capital) {
    constexpr std::array<string_view, 4> kSmall{"", "十", "百", "千"};
    constexpr std::array<string_view, 4> kSmallCapital{"", "拾", "佰", "仟"};
    constexpr std::array<string_view, 4> kLarge{"", "万", "亿", "万亿"};
    const auto& digits = capital ? kCapitals : kDigits;
    const string_view zero = "零";
    if (value == 0) return capital ? "零" : "〇";
    const std::string decimal = std::to_string(value);
    if (decimal.size() > 16) return decimal;
    std::string out;
    bool gap = false, group = false;
    for (std::size_t i = 0; i < decimal.size(); ++i) {
        const std::size_t right = decimal.size() - 1 - i;
        const auto digit = static_cast<std::size_t>(decimal[i] - '0');
        if (digit == 0) {
            gap = !out.empty();
        } else {
            if (gap) out += zero;
            gap = false;
            group = true;
            const bool short_ten = !capital && digit == 1 && right % 4 == 1 && out.empty();
            if (!short_ten) out += digits[digit];
            out += (capital ? kSmallCapital : kSmall)[right % 4];
        }
        if (right % 4 == 0) {
            if (group) out += kLarge[right / 4];
            group = false;
        }
    }
    return out;
}

std::string chinese_digits(string_view digits, bool capital) {
    std::string out;
    for (const char c : digits)
        out += is_digit(c)
                   ? std::string((capital ? kCapitals : kDigits)[static_cast<std::size_t>(c - '0')])
                   : std::string(1, c);
    return out;
}

NumberFormat::NumberFormat(string_view code) {
    constexpr std::size_t kMostSections = 4;
    if (code.size() > kLongestCode || code.empty()) code = "General";
    FormatParser parser(code);
    while (!parser.done() && sections_.size() < kMostSections)
        sections_.push_back(parser.section());
    if (code.back() == ';' && sections_.size() < kMostSections) sections_.emplace_back();
    if (sections_.size() == kMostSections ||
        (sections_.size() > 1 && holds_text_mark(sections_.back()))) {
        text_section_ = sections_.back();
        sections_.pop_back();
    } else if (sections_.size() == 1 && holds_text_mark(sections_[0])) {
        text_section_ = sections_[0];
    }
}

const Section* NumberFormat::section_of(const Decimal& value, bool* absolute) const {
    *absolute = false;
    const bool conditions = std::any_of(sections_.begin(), sections_.end(), [](const Section& s) {
        return s.condition != Condition::kNone;
    });
    if (conditions) {
        for (const Section& section : sections_) {
            if (section.condition == Condition::kNone || !meets(value, section)) continue;
            *absolute = value.negative && (section.condition == Condition::kLess ||
                                           section.condition == Condition::kLessEqual);
            return &section;
        }
        for (const Section& section : sections_)
            if (section.condition == Condition::kNone) return &section;
        return nullptr;
    }
    if (value.negative && sections_.size() >= 2) {
        *absolute = true;
        return &sections_[1];
    }
    if (value.zero() && sections_.size() >= 3) return &sections_[2];
    return &sections_[0];
}

std::string NumberFormat::display(const Decimal& stored, bool day_zero_1904) const {
    Decimal value = rounded_to_digits(stored, kStoredDigits);
    bool absolute = false;
    const Section* section = section_of(value, &absolute);
    if (section == nullptr) return general(value);
    const bool negative = value.negative;
    if (section->date) {
        const auto moment = moment_of(value, day_zero_1904);
        return moment ? DateWriter(*section, *moment).write() : general(value);
    }
    if (section->tokens.empty()) return sections_.size() == 1 ? general(value) : std::string{};
    if (is_plain_general(*section) && section->numerals == 0 && sections_.size() == 1)
        return general(value);
    value.negative = false;
    std::string shown = section->fraction ? general(value) : NumberWriter(*section, value).write();
    shown = in_numerals(*section, value, std::move(shown));
    const bool by_colour_alone = absolute && section->coloured && !shows_sign(*section);
    // "-0.00" would be the only zero with a sign.
    if (negative && (!absolute || by_colour_alone) && shows_a_digit(shown)) shown.insert(0, 1, '-');
    return shown;
}

std::string NumberFormat::display_text(string_view shown) const {
    if (!text_section_) return std::string(shown);
    std::string out;
    for (const Token& token : text_section_->tokens) {
        if (token.kind == Kind::kText || token.kind == Kind::kGeneral) {
            out += shown;
        } else {
            out += token.text;
        }
    }
    return out;
}

string_view builtin_format(int id) {
    switch (id) {
        case 1:
            return "0";
        case 2:
            return "0.00";
        case 3:
            return "#,##0";
        case 4:
            return "#,##0.00";
        case 5:
            return "\"¥\"#,##0;\"¥\"\\-#,##0";
        case 6:
            return "\"¥\"#,##0;[Red]\"¥\"\\-#,##0";
        case 7:
            return "\"¥\"#,##0.00;\"¥\"\\-#,##0.00";
        case 8:
            return "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00";
        case 9:
            return "0%";
        case 10:
            return "0.00%";
        case 11:
            return "0.00E+00";
        case 12:
            return "# ?/?";
        case 13:
            return "# ?\?/?\?";
        case 14:
            return "yyyy/m/d";
        case 15:
            return "d-mmm-yy";
        case 16:
            return "d-mmm";
        case 17:
            return "mmm-yy";
        case 18:
            return "h:mm AM/PM";
        case 19:
            return "h:mm:ss AM/PM";
        case 20:
            return "h:mm";
        case 21:
            return "h:mm:ss";
        case 22:
            return "yyyy/m/d h:mm";
        case 27:
        case 36:
        case 50:
        case 52:
        case 57:
            return "yyyy\"年\"m\"月\"";
        case 28:
        case 29:
        case 51:
        case 53:
        case 54:
        case 58:
            return "m\"月\"d\"日\"";
        case 30:
            return "m-d-yy";
        case 31:
            return "yyyy\"年\"m\"月\"d\"日\"";
        case 32:
            return "h\"时\"mm\"分\"";
        case 33:
            return "h\"时\"mm\"分\"ss\"秒\"";
        case 34:
        case 55:
            return "上午/下午h\"时\"mm\"分\"";
        case 35:
        case 56:
            return "上午/下午h\"时\"mm\"分\"ss\"秒\"";
        case 37:
            return "#,##0 ;\\-#,##0 ";
        case 38:
            return "#,##0 ;[Red]\\-#,##0 ";
        case 39:
            return "#,##0.00 ;\\-#,##0.00 ";
        case 40:
            return "#,##0.00 ;[Red]\\-#,##0.00 ";
        case 41:
            return "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ";
        case 42:
            return "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ";
        case 43:
            return "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ";
        case 44:
            return "_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ \"¥\"* \"-\"?\?_ ;_ @_ ";
        case 45:
            return "mm:ss";
        case 46:
            return "[h]:mm:ss";
        case 47:
            return "mmss.0";
        case 48:
            return "##0.0E+0";
        case 49:
            return "@";
        default:
            return "General";
    }
}

}  // namespace mingzhang::read
