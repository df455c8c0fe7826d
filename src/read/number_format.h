// A number as a spreadsheet displays it: its stored value and a number format → text.
// Decimal throughout: no amount passes through a floating-point number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::read {

// A number of a file: digits × 10^exponent. No leading or trailing zeros; zero has no digits.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;

    bool zero() const { return digits.empty(); }
};

// "-1.5", "2.1550999999999999E2"; nothing where it is no number, or one beyond 10^±400.
std::optional<Decimal> parse_decimal(std::string_view text);

// Half away from zero: to a number of significant digits, or of decimals.
Decimal rounded_to_digits(Decimal value, int digits);
Decimal rounded_to_decimals(Decimal value, int decimals);

// A parsed number format such as "#,##0.00_ ;[Red]\-#,##0.00\ ".
class NumberFormat {
  public:
    // What cannot be read as a format is General.
    explicit NumberFormat(std::string_view code);

    // As displayed, the space of padding included. The value is first rounded to 15 digits, as
    // spreadsheets do. A negative number that is told by its colour alone receives a sign.
    // `day_zero_1904`: dates count from 1904.
    std::string display(const Decimal& value, bool day_zero_1904 = false) const;
    std::string display_text(std::string_view text) const;

    struct Token {
        enum class Kind {
            kLiteral,
            kDigit,  // 0 # ?
            kPoint,
            kPercent,
            kExponent,  // E+ E-; text is its sign
            kGeneral,
            kText,     // @
            kDate,     // a run of y m d h s, AM/PM, …; text is the run
            kElapsed,  // [h] [mm] [ss]
        };
        Kind kind = Kind::kLiteral;
        std::string text;
    };
    enum class Condition { kNone, kLess, kLessEqual, kEqual, kNotEqual, kMoreEqual, kMore };
    struct Section {
        std::vector<Token> tokens;
        Condition condition = Condition::kNone;
        Decimal limit;
        bool coloured = false;
        bool grouped = false;  // thousands separators
        bool date = false;
        bool fraction = false;
        int numerals = 0;   // [DBNum1] … [DBNum3]
        int thousands = 0;  // how often the value is divided by 1000
        int percents = 0;
    };

  private:
    const Section* section_of(const Decimal& value, bool* absolute) const;

    std::vector<Section> sections_;
    std::optional<Section> text_section_;
};

// The format of an id that workbooks do not spell out, as a Chinese spreadsheet shows it; General
// for an unknown one.
std::string_view builtin_format(int id);

// 123 → "一百二十三"; `capital`: "壹佰贰拾叁". Below 10^16.
std::string chinese_number(std::uint64_t value, bool capital);
// 2026 → "二〇二六"; `capital`: "贰零贰陆".
std::string chinese_digits(std::string_view digits, bool capital);

}  // namespace mingzhang::read
