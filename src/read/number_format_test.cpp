#include "read/number_format.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace mingzhang::read {
namespace {

std::string displayed(const char* format, const char* value) {
    const auto decimal = parse_decimal(value);
    if (!decimal) return "no number";
    return std::string(text::trim(NumberFormat(format).display(*decimal)));
}

struct Case {
    const char* format;
    const char* value;
    const char* displayed;
};

// The same cases as LibreOffice displays them, unless a line says otherwise.
TEST(NumberFormat, Numbers) {
    const Case cases[] = {
        {"General", "1234.5", "1234.5"},
        {"General", "215.50999999999999", "215.51"},
        {"General", "-0.001", "-0.001"},
        {"General", "2010301", "2010301"},
        {"General", "123456789012345", "123456789012345"},
        {"General", "1.5E+20", "1.5E+20"},
        {"General", "1E-5", "0.00001"},
        {"General", "1234567.891234", "1234567.891"},  // Excel: as wide as a cell usually is
        {"@", "215.51", "215.51"},
        {"0", "0.5", "1"},
        {"0.00", "0", "0.00"},
        {"0.00", "1.005", "1.01"},  // half away from zero of 15 digits, not of the binary number
        {"0.00", "2.6749999999999998", "2.68"},
        {"0.00", "-0.004", "0.00"},
        {"0.00", "99999.995", "100000.00"},
        {"#,##0.00", "1234567.5", "1,234,567.50"},
        {"#,##0", "-999.5", "-1,000"},
        {"00,000", "12", "00,012"},
        {"#.##", "1", "1"},
        {"#", "0", ""},
        {"0.0##", "1.25", "1.25"},
        {"0%", "0", "0%"},
        {"0.00%", "0.12345", "12.35%"},
        {"0.00E+00", "1234.5", "1.23E+03"},
        {"##0.0E+0", "12345", "12.3E+3"},
        {"0.00\"万元\"", "3", "3.00万元"},
        {"\"¥\"#,##0.00", "-2", "-¥2.00"},
        {"[$¥-804]#,##0.00", "2", "¥2.00"},
        {"000000", "201", "000201"},
        {"# ?/?", "0.5", "0.5"},  // fractions as decimals
    };
    for (const Case& c : cases) EXPECT_EQ(displayed(c.format, c.value), c.displayed) << c.format;
}

TEST(NumberFormat, Sections) {
    const Case cases[] = {
        {"0.00;-0.00;;@", "0", ""},
        {"0.00;-0.00;;@", "-1", "-1.00"},
        {"0.00;-0.00;;@", "1", "1.00"},
        {";;;", "5", ""},
        {"0.000;;", "-1", ""},
        {"#,##0.00_);(#,##0.00)", "-1234", "(1,234.00)"},
        {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", "-1.5", "-1.50"},
        {"_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", "0", "-"},
        {"_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", "-8", "-8.00"},
        {"0.00;0.00", "-1", "1.00"},
        {"0.00;[Red]0.00", "-1", "-1.00"},  // the colour is the sign
        {"[Red](0.00);[Blue]0.00", "1", "(1.00)"},
        {"[>=10000]0.0,\"千\";0.00", "12345", "12.3千"},
        {"[>=10000]0.0,\"千\";0.00", "123", "123.00"},
        {"[>=10000]0.0,\"千\";0.00", "-123", "-123.00"},
        {"[=0]\"\";0.00", "0", ""},
    };
    for (const Case& c : cases) EXPECT_EQ(displayed(c.format, c.value), c.displayed) << c.format;
}

TEST(NumberFormat, ScaledToThousandsAndTenThousands) {
    const Case cases[] = {
        {"#,##0.00,", "1234567", "1,234.57"},  {"0.0,,", "1250000", "1.3"},
        {"0!.0,", "123456", "12.3"},           {"0\\.0,", "1234567", "123.5"},
        {"0!.0000", "123456", "12.3456"},      {"0!.0000", "56", "0.0056"},
        {"0!.0,\"万\"", "-123456", "-12.3万"},
    };
    for (const Case& c : cases) EXPECT_EQ(displayed(c.format, c.value), c.displayed) << c.format;
}

TEST(NumberFormat, Dates) {
    const Case cases[] = {
        {"yyyy\"年\"m\"月\"d\"日\"", "46081", "2026年2月28日"},
        {"yyyy\"年\"m\"月\"d\"日\";@", "46082", "2026年3月1日"},
        {"yyyy/m/d", "61", "1900/3/1"},
        {"yyyy/m/d", "60", "1900/2/29"},
        {"yyyy/m/d", "59", "1900/2/28"},
        {"yyyy-mm-dd h:mm:ss", "46081.75", "2026-02-28 18:00:00"},
        {"yy-m-d", "46081", "26-2-28"},
        {"h:mm AM/PM", "0.75", "6:00 PM"},
        {"上午/下午h\"时\"mm\"分\"", "0.25", "上午6时00分"},
        {"[h]:mm:ss", "1.5", "36:00:00"},
        {"mm:ss", "0.0007", "01:00"},
        {"aaaa", "46081", "星期六"},
        {"mmm-yy", "46081", "Feb-26"},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "46081", "二〇二六年二月二十八日"},
        {"yyyy/m/d", "-1", "-1"},
        {"yyyy/m/d", "99999999", "99999999"},
    };
    for (const Case& c : cases) EXPECT_EQ(displayed(c.format, c.value), c.displayed) << c.format;
    EXPECT_EQ(NumberFormat("yyyy/m/d").display(*parse_decimal("44619"), true), "2026/2/28");
}

TEST(NumberFormat, BuiltIn) {
    EXPECT_EQ(displayed(builtin_format(4).data(), "1234.5"), "1,234.50");
    EXPECT_EQ(displayed(builtin_format(43).data(), "0"), "-");
    EXPECT_EQ(displayed(builtin_format(14).data(), "46081"), "2026/2/28");
    EXPECT_EQ(displayed(builtin_format(31).data(), "46081"), "2026年2月28日");
    EXPECT_EQ(displayed(builtin_format(999).data(), "7"), "7");
}

TEST(NumberFormat, Texts) {
    EXPECT_EQ(NumberFormat("0.00").display_text("甲"), "甲");
    EXPECT_EQ(NumberFormat("0.00;-0.00;;@\"(注)\"").display_text("甲"), "甲(注)");
    EXPECT_EQ(NumberFormat(";;;").display_text("甲"), "");
}

TEST(NumberFormat, ChineseNumerals) {
    EXPECT_EQ(displayed("[DBNum1][$-804]General", "20260301"), "二千零二十六万零三百零一");
    EXPECT_EQ(displayed("[DBNum2][$-804]General", "1234.5"), "壹仟贰佰叁拾肆.伍");
    EXPECT_EQ(displayed("[DBNum1]0", "2026"), "二〇二六");
    for (const auto& [value, text] :
         std::initializer_list<std::pair<std::uint64_t, const char*>>{{0, "〇"},
                                                                      {1, "一"},
                                                                      {10, "十"},
                                                                      {11, "十一"},
                                                                      {20, "二十"},
                                                                      {105, "一百零五"},
                                                                      {110, "一百一十"},
                                                                      {1001, "一千零一"},
                                                                      {10000, "一万"},
                                                                      {100500, "十万零五百"},
                                                                      {100000000, "一亿"}})
        EXPECT_EQ(chinese_number(value, false), text);
    EXPECT_EQ(chinese_number(1050, true), "壹仟零伍拾");
}

TEST(NumberFormat, WhatIsNoNumberOrNoFormat) {
    for (const char* value : {"", "-", ".", "1e", "1e99999", "abc", "1 2", "0x10", "1e500", "∞"})
        EXPECT_FALSE(parse_decimal(value)) << value;
    EXPECT_FALSE(parse_decimal(std::string(1000, '9')));
    EXPECT_EQ(displayed("", "1.5"), "1.5");
    EXPECT_EQ(displayed(std::string(2000, '0').c_str(), "1.5"), "1.5");
    for (const char* format : {"\"", "\\", "_", "*", "[", "[]", "[DBNum1", ";", ";;;;;;;", "E+",
                               "[$", "[<]", "[>=x]0", "%%%%", ",,,", "...", "0.0.0", "[h"})
        EXPECT_LT(displayed(format, "-1234.5").size(), 100u) << format;
}

// The digits of "0.00" are those of exact rounding.
RC_GTEST_PROP(NumberFormat, RoundsExactly, ()) {
    const auto thousandths = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    const std::string value = std::to_string(thousandths) + "E-3";
    const std::int64_t hundredths = (thousandths + 5) / 10;
    const std::string cents = std::to_string(hundredths % 100);
    RC_ASSERT(displayed("0.00", value.c_str()) ==
              std::to_string(hundredths / 100) + "." + (cents.size() < 2 ? "0" : "") + cents);
}

}  // namespace
}  // namespace mingzhang::read
