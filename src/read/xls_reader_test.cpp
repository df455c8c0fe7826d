#include "read/xls_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "read/read.h"
#include "read/shown_test.h"
#include "read/xls_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

// Cell formats: 0 General, 1 "0.00", 2 ruled, 3 "#,##0.00_);(#,##0.00)", 4 a date, 5 a percentage,
// 6 "0.00;-0.00;;@".
const std::string kFormats = format_record(200, "#,##0.00_);(#,##0.00)") +
                             format_record(201, "0.00;-0.00;;@") + xf_record(0) + xf_record(2) +
                             xf_record(0, true) + xf_record(200) + xf_record(14) + xf_record(10) +
                             xf_record(201);

std::string label(int row, int column, const std::u16string& text, int format = 0) {
    return cell(xls::kLabel, row, column, format, wide_string(text));
}
std::string number(int row, int column, double value, int format = 0) {
    return cell(xls::kNumber, row, column, format, f64(value));
}

Result<SourceDocument> read_stream(const std::string& stream, bool by_libre_office = false) {
    return read_xls(XlsStream{stream, by_libre_office}, "a.xls");
}

SourceDocument read_sheet(const std::string& records, const std::string& globals = {}) {
    return read_stream(workbook_of(globals + kFormats, {{u"Sheet1", records}})).value();
}

// In a row after "x", so that they are a table.
std::string shown_cells(const std::string& records, const std::string& globals = {}) {
    return shown_blocks(read_sheet(label(1, 1, u"x") + records, globals));
}

TEST(Xls, KindsOfCells) {
    const std::string strings =
        record(xls::kSst, u32(2) + u32(2) + wide_string(u"甲\n乙") + u16(3) + "\0a\xE9\x62"s);
    const std::string rk = u32(0x3FF00000) /* 1 */;
    const std::string formula = std::string(6, '\0') + "\xFF\xFF" + std::string(6, '\0');
    const std::string truth = "\x01\0\x01\0\0\0\xFF\xFF"s + std::string(6, '\0');
    EXPECT_EQ(
        shown_cells(cell(xls::kLabelSst, 1, 2, 0, u32(0)) + cell(xls::kLabelSst, 1, 3, 0, u32(1)) +
                        number(1, 4, -12.5) + cell(xls::kRk, 1, 5, 0, rk) +
                        cell(xls::kBoolErr, 1, 6, 0, std::string("\x01\0", 2)) +
                        cell(xls::kFormula, 1, 7, 0, f64(3) + std::string(6, '\0')) +
                        cell(xls::kFormula, 1, 8, 0, formula) + record(xls::kShrFmla, "abc") +
                        record(xls::kString, wide_string(u"丙")) +
                        cell(xls::kFormula, 1, 9, 0, truth) +
                        cell(xls::kRString, 1, 10, 0, wide_string(u"丁") + u16(0)),
                    strings),
        "1 table\n1 |x |甲/乙 |a\u00E9b |-12.5 |1 |TRUE |3 |丙 |TRUE |丁\n");
}

TEST(Xls, NumbersOfThirtyBits) {
    // A whole number, one divided by 100, a negative one, a fraction divided by 100.
    const std::string many =
        u16(0) + u16(1) + u16(0) + u32(123 << 2 | 2) + u16(0) + u32(12345u << 2 | 3) + u16(0) +
        u32(static_cast<unsigned>(-7) << 2 | 2) + u16(1) + u32(0x40590000 | 1) + u16(4);
    EXPECT_EQ(shown_cells(record(xls::kMulRk, many)), "1 table\n1 |x |123 |123.45 |-7 |1.00\n");
}

TEST(Xls, NumbersAsDisplayed) {
    const std::string cells = number(1, 2, -1234567.891, 3) + number(1, 3, 0.1 + 0.2) +
                              number(1, 4, 46082, 4) + number(1, 5, 0.1234, 5) +
                              number(1, 6, -0.5, 6) + number(1, 7, 9876543210123.45, 3);
    EXPECT_EQ(
        shown_cells(cells),
        "1 table\n1 |x |(1,234,567.89) |0.3 |2026/3/1 |12.34% |-0.50 |9,876,543,210,123.45\n");
    EXPECT_EQ(shown_cells(number(1, 2, 44620, 4), record(xls::kDateMode, u16(1))),
              "1 table\n1 |x |2026/3/1\n");
}

// A text that goes on in CONTINUE records, there in bytes of another width.
TEST(Xls, LongTexts) {
    const std::string runs = u16(1) + u32(3);  // of one format, and phonetic hints of 3 bytes
    const std::string strings =
        record(xls::kSst, u32(3) + u32(3) + u16(4) + "\x01" + wide(u"甲乙")) +
        record(xls::kContinue, "\0ab"s + u16(2) + "\x0D"s + runs) +
        record(xls::kContinue, "\x01" + wide(u"丙丁") + "ru") + record(xls::kContinue, "nsph") +
        record(xls::kContinue, "o" + wide_string(u"戊"));
    EXPECT_EQ(
        shown_cells(cell(xls::kLabelSst, 1, 2, 0, u32(0)) + cell(xls::kLabelSst, 1, 3, 0, u32(1)) +
                        cell(xls::kLabelSst, 1, 4, 0, u32(2)),
                    strings),
        "1 table\n1 |x |甲乙ab |丙丁 |戊\n");
}

TEST(Xls, WhatCannotBeRead) {
    const std::string strings = record(xls::kSst, u32(9) + u32(9) + wide_string(u"甲") + u16(50));
    const std::string formula = std::string(6, '\0') + "\xFF\xFF" + std::string(6, '\0');
    const auto document = read_sheet(
        label(1, 1, u"x") + cell(xls::kLabelSst, 1, 2, 0, u32(1)) +
            cell(xls::kBoolErr, 1, 3, 0, "\x17\x01") + cell(xls::kFormula, 1, 4, 0, formula) +
            number(1, 5, std::numeric_limits<double>::infinity()) + cell(xls::kRk, 1, 6, 0, "a"),
        strings);
    EXPECT_EQ(shown_blocks(document), "1 table\n1 |x |? |#REF!? |? |? |?\n");
    EXPECT_EQ(shown_remarks(document),
              "damaged-cell! Sheet1 B1 count=3\n"
              "error-value! Sheet1 C1 count=1\n"
              "formula-without-value! Sheet1 D1 count=1\n");
}

// 0 where a text must be, or in a file of LibreOffice may be.
TEST(Xls, FormulasThatWereNotCalculated) {
    const auto formula = [](int column, const std::string& tokens) {
        return cell(xls::kFormula, 1, column, 0,
                    f64(0) + std::string(6, '\0') + u16(tokens.size()) + tokens);
    };
    const std::string reference = "\x44" + u32(7), area = "\x25" + std::string(8, '\0');
    const std::string both = reference + reference;
    const std::string row = label(1, 1, u"x") + formula(2, both + "\x08") /* A8&A8 */ +
                            formula(3, both + "\x03") /* A8+A8 */ + formula(4, reference) +
                            formula(5, area + "\x19\x10"s + u16(0)) /* SUM */ +
                            formula(6, reference + "\x42\x01"s + u16(4) + "\x15") /* (SUM) */ +
                            formula(7, "\x17\x01\0a"s + both + "\x42\x03"s + u16(1)) /* IF */;
    const std::string stream = workbook_of(kFormats, {{u"Sheet1", row}});
    EXPECT_EQ(shown_blocks(read_stream(stream).value()), "1 table\n1 |x |? |0 |0 |0 |0 |0\n");
    const auto other = read_stream(stream, true).value();
    EXPECT_EQ(shown_blocks(other), "1 table\n1 |x |? |0 |? |0 |0 |?\n");
    EXPECT_EQ(shown_remarks(other), "formula-without-value! Sheet1 B1 count=3\n");
}

TEST(Xls, WhatIsHiddenIsNotReadButSaid) {
    const std::string hidden_row = u16(1) + std::string(10, '\0') + u32(0x20);
    const std::string records =
        record(xls::kColInfo, u16(1) + u16(2) + u16(2048) + u16(0) + u16(1)) +
        record(xls::kRow, hidden_row) + label(1, 1, u"项目") + label(1, 2, u"旧") +
        label(1, 4, u"金额") + number(2, 1, 9) + label(3, 1, u"甲") + number(3, 3, 7) +
        number(3, 4, 1, 1) + record(xls::kWindow2, u16(0)) + label(4, 1, u"乙") +
        number(4, 4, 0, 1);
    const auto document = read_stream(workbook_of(kFormats, {{u"明细", records},
                                                             {u"底稿", label(1, 1, u"x"), 1},
                                                             {u"宏", label(1, 1, u"x"), 2},
                                                             {u"图", "", 0, 2},
                                                             {u"模块", "", 0, 6}}))
                              .value();
    EXPECT_EQ(shown_blocks(document),
              "1 # 明细\n2 table\n2 |项目 |金额\n3 |甲 |1.00\n4 乙\n5 picture\n");
    EXPECT_EQ(document.blocks[1].grid.at(1, 1)->place.cell, "D3");
    EXPECT_EQ(shown_remarks(document),
              "hidden-rows 明细 count=1\nhidden-columns 明细 count=2\nhidden-sheet 底稿\n"
              "hidden-sheet 宏\nchart-not-read 图\n");
}

// What is merged stands behind the cells; blank ruled cells belong to the table.
TEST(Xls, MergedAndRuledCells) {
    const std::string merged =
        record(xls::kMergedCells,
               u16(2) + u16(0) + u16(0) + u16(0) + u16(1) + u16(1) + u16(2) + u16(0) + u16(0));
    const std::string blanks = record(xls::kMulBlank, u16(1) + u16(1) + u16(2) + u16(2) + u16(2));
    EXPECT_EQ(shown_blocks(read_sheet(label(1, 1, u"收入", 2) + cell(xls::kBlank, 1, 2, 2, "") +
                                      label(1, 3, u"支出", 2) + label(2, 1, u"甲", 2) + blanks +
                                      cell(xls::kBlank, 3, 1, 2, "") + number(3, 2, 1, 2) +
                                      number(3, 3, 2, 2) + label(5, 1, u"注：无。") + merged)),
              "1 table\n1 |收入 {1x2} |< |支出\n2 |甲 {2x1} | |\n3 |< |1 |2\n4 注：无。\n");
}

TEST(Xls, CellsInAnyOrder) {
    EXPECT_EQ(shown_blocks(read_sheet(number(2, 2, 2.5) + label(1, 1, u"甲") + label(2, 1, u"乙") +
                                      number(1, 2, 1.5))),
              "1 table\n1 |甲 |1.5\n2 |乙 |2.5\n");
}

TEST(Xls, PicturesTextBoxesAndCharts) {
    const auto anchor = [](int column, int row, int last_column, int last_row) {
        std::string data = u16(0);
        for (const int at : {column, row, last_column, last_row})
            data += u16(static_cast<unsigned>(at)) + u16(0);
        return record(xls::kDrawing,
                      u16(0xF) + u16(0xF004) + u32(99) + u16(0) + u16(0xF010) + u32(18) + data);
    };
    const auto object = [](int kind) {
        return record(xls::kObj, u16(0x15) + u16(0x12) + u16(static_cast<unsigned>(kind)) +
                                     std::string(16, '\0'));
    };
    const auto text = [](const std::u16string& s) {
        std::string data(10, '\0');
        data += u16(s.size());
        data.resize(18);
        return record(xls::kTxo, data) + record(xls::kContinue, "\x01" + wide(s)) +
               record(xls::kContinue, std::string(16, '\0'));
    };
    const std::string chart = record(xls::kBof, u16(0x0600) + u16(0x20)) +
                              label(1, 1, u"in the chart") + record(xls::kEof);
    const auto document =
        read_sheet(label(1, 1, u"甲") + anchor(1, 2, 7, 20) + object(8) + anchor(0, 0, 1, 1) +
                   object(8) + anchor(2, 2, 3, 3) + object(6) + text(u"单位：\n万元") +
                   object(0x19) + text(u"a comment") + anchor(4, 4, 5, 5) + object(5) + chart);
    EXPECT_EQ(shown_blocks(document), "1 甲\n2 picture\n3 picture\n4 单位：\n5 万元\n6 picture\n");
    EXPECT_EQ(shown_remarks(document), "picture-not-read! Sheet1 B3\nchart-not-read Sheet1 E5\n");
}

// Bytes in a code page, the borders elsewhere in the format.
TEST(Xls, Excel95) {
    const auto bytes = [](const std::string& s, std::size_t length_size) {
        return little(s.size(), length_size) + s;
    };
    const std::string ruled =
        u16(0) + u16(2) + u32(0) + u16(0) + u16(1 << 6) + u16(1 << 3) + u16(0);
    const std::string globals = record(xls::kBof, u16(0x0500) + u16(5)) +
                                record(xls::kCodePage, u16(936)) + record(xls::kXf, ruled);
    const std::string sheet_name = bytes("\xB1\xED\xD2\xBB", 1);
    const std::size_t at = globals.size() + 4 + 6 + sheet_name.size() + 4;
    const std::string stream = globals + record(xls::kBoundSheet, u32(at) + u16(0) + sheet_name) +
                               record(xls::kEof) + record(xls::kBof, u16(0x0500) + u16(0x10)) +
                               cell(xls::kLabel, 1, 1, 0, bytes("\xCF\xEE\xC4\xBF", 2)) +
                               cell(xls::kLabel, 1, 2, 0, bytes("\xBD\xF0\xB6\xEE", 2)) +
                               cell(xls::kRString, 2, 1, 0, bytes("\xBC\xD7", 2) + "\0"s) +
                               number(2, 2, 1.5) + record(xls::kEof);
    EXPECT_EQ(shown_blocks(read_stream(stream).value()),
              "1 # 表一\n2 table\n2 |项目 |金额\n3 |甲 |1.50\n");
    PdfScanner scanner;
    EXPECT_EQ(read_bytes(compound_of({{"Book", stream}}), "a.xls", scanner)->blocks.size(), 2u);
}

std::string error_of(const std::string& stream) {
    const auto read = read_stream(stream);
    return read ? "" : read.error().to_string();
}

TEST(Xls, WhatIsNoWorkbookOfTheseYears) {
    EXPECT_EQ(error_of(workbook_of(record(xls::kFilePass, u16(1)), {{u"a", ""}})),
              "a.xls: The file is protected by a password (save a copy without a password)");
    EXPECT_EQ(error_of(record(0x0409, u16(0x0400) + u16(0x10))),
              "a.xls: This is an Excel file of before 1993, which cannot be read (open it and save "
              "it as XLSX)");
    EXPECT_THAT(error_of(""), HasSubstr("This Excel file is damaged: it holds no record"));
    EXPECT_THAT(error_of(workbook_of("", {})), HasSubstr("it names no sheet"));
    const std::string good = workbook_of(kFormats, {{u"a", label(1, 1, u"甲")}});
    EXPECT_THAT(error_of(good.substr(0, 40)), HasSubstr("it ends before its sheets"));
}

TEST(Xls, SheetsThatAreCutOffOrShareTheirCells) {
    const std::string good = workbook_of(kFormats, {{u"甲表", label(1, 1, u"甲")}});
    const auto cut = read_stream(good.substr(0, good.size() - 3)).value();
    EXPECT_EQ(shown_blocks(cut), "1 # 甲表\n2 甲\n");
    EXPECT_EQ(shown_remarks(cut), "sheet-not-read! 甲表 reason=cut-off\n");
    std::string twice = workbook_of("", {{u"a", label(1, 1, u"甲")}, {u"b", label(1, 1, u"乙")}});
    const std::size_t first = 8, size = 4 + 4 + 2 + 2 + 2;  // of their BOUNDSHEET records
    twice.replace(first + size + 4, 4, twice.substr(first + 4, 4));
    EXPECT_EQ(shown_remarks(read_stream(twice).value()), "sheet-not-read! b reason=absent\n");
}

// Saved by LibreOffice: a merged heading, hidden rows, formats, a formula, two lines in a cell.
TEST(Xls, AFileOfLibreOffice) {
    const auto document = read_document("tests/fuzz/seeds/xls_fuzz/workbook.xls").value();
    EXPECT_EQ(document.format, "xls");
    EXPECT_EQ(shown_blocks(document),
              "1 # 收支总表\n"
              "2 预算公开表1\n"
              "3 2026年收支总表\n"
              "4 单位：万元\n"
              "5 table\n"
              "5 |收入 {1x2} |< |支出 {2x1} |完成/日期 {2x1}\n"
              "6 |项目 |金额 |< |<\n"
              "7 |一、拨款 |1,234.50 |(0.13) |2026年3月1日\n"
              "8 |二、其他 |12.34% |2010301 |\n"
              "9 |合计 |1,243.62 |1.00 |?\n"
              "10 注：无。\n");
    EXPECT_EQ(shown_remarks(document),
              "formula-without-value! 收支总表 D9 count=1\n"
              "hidden-rows 收支总表 count=1\n"
              "hidden-sheet 底稿\n");
}

}  // namespace
}  // namespace mingzhang::read
