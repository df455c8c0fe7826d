#include "read/xlsx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/shown_test.h"
#include "read/xlsx_sheet.h"
#include "read/zip_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;

constexpr auto kHead = R"(<?xml version="1.0" encoding="UTF-8"?>)";

// Cell formats: 0 General, 1 "0.00", 2 ruled, 3 ruled "#,##0.00", 4 "0.00;-0.00;;@".
constexpr auto kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="200" formatCode="0.00;-0.00;;@"/></numFmts>
    <borders><border/><border><left style="thin"/><right style="thin"/><top style="thin"/>
    <bottom style="thin"/></border></borders>
    <cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="2" borderId="0"/>
    <xf numFmtId="0" borderId="1"/><xf numFmtId="4" borderId="1"/>
    <xf numFmtId="200" borderId="0"/></cellXfs></styleSheet>)";

struct SheetSource {
    std::string name;
    std::string xml;  // what stands in <worksheet>
    std::string attributes;
};

// A workbook as its unpacked parts.
Parts workbook(const std::vector<SheetSource>& sheets, const std::string& strings = "",
               const std::string& properties = "") {
    std::string list, relations;
    Parts parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string n = std::to_string(i + 1);
        list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + n + "\" r:id=\"s" + n +
                "\" " + sheets[i].attributes + "/>";
        relations +=
            "<Relationship Id=\"s" + n + "\" Type=\"x/worksheet\" Target=\"sheet" + n + ".xml\"/>";
        parts["xl/sheet" + n + ".xml"] = kHead + ("<worksheet>" + sheets[i].xml + "</worksheet>");
    }
    relations += R"(<Relationship Id="t" Type="x/styles" Target="styles.xml"/>)";
    relations += R"(<Relationship Id="u" Type="x/sharedStrings" Target="strings.xml"/>)";
    parts["xl/workbook.xml"] =
        kHead + ("<workbook>" + properties + "<sheets>" + list + "</sheets></workbook>");
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + relations + "</Relationships>";
    parts["xl/styles.xml"] = kStyles;
    parts["xl/strings.xml"] = "<sst>" + strings + "</sst>";
    return parts;
}

Result<SourceDocument> read(const Parts& parts) {
    return read_xlsx(Package::of_parts(parts, "a.xlsx"), "a.xlsx");
}

// One sheet "Sheet1" of these rows.
SourceDocument read_rows(const std::string& rows, const std::string& after = "") {
    return read(workbook({{"Sheet1", "<sheetData>" + rows + "</sheetData>" + after, ""}})).value();
}

// "2|甲|1.5||=3" → a row of inline texts and numbers, each with cell format 0; "~" is blank but
// ruled, "!" before a content rules its cell.
std::string row(int number, const std::string& cells, bool ruled = false) {
    std::string out = "<row r=\"" + std::to_string(number) + "\">";
    int column = 0;
    for (const auto cell : text::split(cells, '|')) {
        ++column;
        const std::string where = " r=\"" + cell_name(number, column) + "\"";
        const std::string style = ruled ? "2" : "0";
        const std::string value(cell);
        if (value.empty() && !ruled) continue;
        if (value.find_first_not_of("0123456789.-") == std::string::npos && !value.empty()) {
            out += "<c" + where + " s=\"" + (ruled ? "3" : "1") + "\"><v>" + value + "</v></c>";
        } else {
            out += "<c" + where + " s=\"" + style + "\" t=\"inlineStr\"><is><t>" + value +
                   "</t></is></c>";
        }
    }
    return out + "</row>";
}

std::string merge(std::initializer_list<const char*> ranges) {
    std::string out = "<mergeCells>";
    for (const char* range : ranges) out += "<mergeCell ref=\"" + std::string(range) + "\"/>";
    return out + "</mergeCells>";
}

TEST(Xlsx, TitleUnitTableAndNote) {
    const std::string sheet = row(1, "表1") + row(2, "2026年收支总表") +
                              row(3, "部门：某局||单位：万元") + row(4, "收入||支出", true) +
                              row(5, "项目|金额|项目", true) +
                              row(6, "一、拨款|1234.5|一、公共", true) + row(7, "||", true) +
                              row(8, "合计|1234.5|合计", true) + row(9, "注：本表平衡。");
    EXPECT_EQ(shown_blocks(read_rows(sheet, merge({"A2:C2", "A3:B3", "A4:B4", "A9:C9"}))),
              "1 表1\n"
              "2 2026年收支总表\n"
              "3 部门：某局\n"
              "4 单位：万元\n"
              "5 table\n"
              "5 |收入 {1x2} |< |支出\n"
              "6 |项目 |金额 |项目\n"
              "7 |一、拨款 |1,234.50 |一、公共\n"
              "8 |合计 |1,234.50 |合计\n"
              "9 注：本表平衡。\n");
}

TEST(Xlsx, TheSameWithoutBorders) {
    const std::string sheet = row(1, "2026年收支总表") + row(2, "|单位：万元") +
                              row(3, "项目|金额") + row(4, "一、拨款|1.5") + row(5, "二、其他") +
                              row(6, "三、上年|2") + row(7, "合计|3.5") + row(8, "注：无。");
    EXPECT_EQ(shown_blocks(read_rows(sheet)),
              "1 2026年收支总表\n"
              "2 单位：万元\n"
              "3 table\n"
              "3 |项目 |金额\n"
              "4 |一、拨款 |1.50\n"
              "5 |二、其他 |\n"
              "6 |三、上年 |2.00\n"
              "7 |合计 |3.50\n"
              "8 注：无。\n");
}

TEST(Xlsx, TitlesInsideTheBorders) {
    const std::string sheet = row(1, "收支总表|", true) + row(2, "单位：元|", true) +
                              row(3, "项目|金额", true) + row(4, "甲|1", true) +
                              row(5, "说明：略|", true);
    EXPECT_EQ(shown_blocks(read_rows(sheet, merge({"A1:B1", "A2:B2", "A5:B5"}))),
              "1 收支总表\n"
              "2 单位：元\n"
              "3 table\n"
              "3 |项目 |金额\n"
              "4 |甲 |1.00\n"
              "5 说明：略\n");
}

TEST(Xlsx, SeveralTablesOfASheet) {
    const std::string two = row(1, "表一") + row(2, "项目|金额") + row(3, "甲|1") + row(5, "表二") +
                            row(6, "项目|金额") + row(7, "乙|2") + row(9, "名称|数量") +
                            row(10, "丙|3") + row(12, "合计|6");
    EXPECT_EQ(shown_blocks(read_rows(two)),
              "1 表一\n"
              "2 table\n"
              "2 |项目 |金额\n"
              "3 |甲 |1.00\n"
              "4 表二\n"
              "5 table\n"
              "5 |项目 |金额\n"
              "6 |乙 |2.00\n"
              "7 table\n"
              "7 |名称 |数量\n"
              "8 |丙 |3.00\n"
              "9 |合计 |6.00\n");
}

TEST(Xlsx, SheetNamesAreHeadingsUnlessTheySayNothing) {
    const auto document =
        read(workbook({{"收支总表", row(1, "x"), ""},
                       {"目录", "<sheetData>" + row(1, "目 录") + "</sheetData>", ""},
                       {"Sheet3", "<sheetData>" + row(1, "甲") + "</sheetData>", ""},
                       {"表二", "<sheetData>" + row(1, "乙") + "</sheetData>", ""},
                       {"空", "", ""}}))
            .value();
    EXPECT_EQ(shown_blocks(document), "1 目 录\n2 甲\n3 # 表二\n4 乙\n");
    EXPECT_EQ(document.blocks[1].place.sheet, "Sheet3");
    EXPECT_EQ(document.blocks[1].place.cell, "A1");
}

TEST(Xlsx, TextsOfOneColumnAreParagraphs) {
    EXPECT_EQ(
        shown_blocks(read_rows(row(1, "一、职责") + row(3, "负责&#10;某事") + row(4, "完", true))),
        "1 一、职责\n2 负责\n3 某事\n4 完\n");
}

TEST(Xlsx, ContentsKeepTheirPages) {
    EXPECT_EQ(
        shown_blocks(read_rows(R"(<row r="1"><c t="str"><v>一、职责</v></c><c><v>1</v></c></row>
                                        <row r="2"><c t="str"><v>二、机构</v></c><c><v>3</v></c></row>)")),
        "1 一、职责\t1\n2 二、机构\t3\n");
}

TEST(Xlsx, KindsOfCells) {
    const std::string strings =
        R"(<si><t>甲</t></si><si><r><t>乙</t></r><rPh sb="0" eb="1"><t>yi</t>
        </rPh><r><t xml:space="preserve"> 丙</t></r></si><si><t>丁_x000D_戊</t></si>)";
    const std::string cells =
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
           <c r="C1" t="s"><v>2</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="str"><f>A1</f><v>己</v></c>
           <c r="F1" s="1"><f>1+1</f><v>2</v></c><c r="G1" t="d"><v>2026-03-01T00:00:00</v></c></row>)";
    const auto document =
        read(workbook({{"Sheet1", "<sheetData>" + cells + "</sheetData>", ""}}, strings)).value();
    EXPECT_EQ(shown_blocks(document), "1 table\n1 |甲 |乙 丙 |丁/戊 |TRUE |己 |2.00 |2026-03-01\n");
    EXPECT_TRUE(document.remarks.empty());
}

TEST(Xlsx, WhatCannotBeRead) {
    const auto document = read_rows(
        R"(<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><f>SUM(A2:A9)</f></c>
           <c r="C1"><f>B1</f><v></v></c><c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="s"><v>7</v></c>
           <c r="F1"><v>abc</v></c><c r="G1" t="str"><f>A1</f><v></v></c></row>)");
    EXPECT_EQ(shown_blocks(document), "1 table\n1 |甲 |? |? |#REF!? |? |abc?\n");
    EXPECT_EQ(shown_remarks(document),
              "damaged-cell! Sheet1 E1 count=2\n"
              "error-value! Sheet1 D1 count=1\n"
              "formula-without-value! Sheet1 B1 count=2\n");
}

TEST(Xlsx, WhatIsHiddenIsNotReadButSaid) {
    const std::string hidden = R"(<cols><col min="2" max="3" hidden="1"/></cols><sheetData>)" +
                               row(1, "项目|旧|码|金额") + R"(<row r="2" hidden="1">
        <c r="A2"><v>9</v></c></row><row r="3" hidden="1"/>)" +
                               row(4, "甲|7|201|1") + R"(<row r="5"><c r="A5" t="str"><v>乙</v></c>
        <c r="D5" s="4"><v>0</v></c></row></sheetData>)";
    const auto document =
        read(workbook({{"明细", hidden, ""}, {"底稿", row(1, "x"), "state=\"hidden\""}})).value();
    EXPECT_EQ(shown_blocks(document), "1 # 明细\n2 table\n2 |项目 |金额\n3 |甲 |1.00\n4 乙\n");
    EXPECT_EQ(document.blocks[1].grid.at(1, 1)->place.cell, "D4");
    EXPECT_EQ(shown_remarks(document),
              "hidden-rows 明细 count=1\nhidden-columns 明细 count=2\nhidden-sheet 底稿\n");
}

TEST(Xlsx, HiddenNumbersAreCounted) {
    Parts parts = workbook({{"Sheet1",
                             "<sheetViews><sheetView showZeros=\"0\"/></sheetViews><sheetData>" +
                                 row(1, "甲|0|1") + row(2, "乙|2|0") + "</sheetData>",
                             ""}});
    EXPECT_EQ(shown_blocks(*read(parts)), "1 table\n1 |甲 | |1.00\n2 |乙 |2.00 |\n");
    const std::string none =
        R"(<styleSheet><numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts>
        <cellXfs><xf numFmtId="200"/><xf numFmtId="200"/></cellXfs></styleSheet>)";
    parts["xl/styles.xml"] = none;
    const auto document = read(parts);
    EXPECT_EQ(shown_remarks(*document), "hidden-values Sheet1 count=2\n");
}

TEST(Xlsx, MergedCells) {
    const std::string sheet = row(1, "甲|乙|丙|丁", true) + row(2, "1||3|4", true) +
                              row(3, "5|6|7|8", true) + row(4, "9|9|9|9", true);
    // What lies below a merged range is covered; ranges that overlap are none.
    EXPECT_EQ(shown_blocks(read_rows(sheet, merge({"A2:B3", "C3:D3"}))),
              "1 table\n"
              "1 |甲 |乙 |丙 |丁\n"
              "2 |1.00 {2x2} |< |3.00 |4.00\n"
              "3 |< |< |7.00 {1x2} |<\n"
              "4 |9.00 |9.00 |9.00 |9.00\n");
    // A merged range whose first column is hidden shows its text in the others.
    EXPECT_EQ(shown_blocks(read(workbook({{"Sheet1",
                                           "<cols><col min=\"1\" max=\"1\" width=\"0\"/></cols>"
                                           "<sheetData>" +
                                               row(1, "题||", true) + row(2, "|甲|1", true) +
                                               "</sheetData>" + merge({"A1:C1"}),
                                           ""}}))
                               .value()),
              "1 题\n2 table\n2 |甲 |1.00\n");
}

TEST(Xlsx, FarCellsAndHugeRangesCostNothing) {
    const auto document = read_rows(
        R"(<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>1</v></c></row>
           <row r="2"><c r="A2" t="str"><v>乙</v></c><c r="XFD2"><v>2</v></c></row>
           <row r="1048576"><c r="XFD1048576"><v>3</v></c></row><row r="2000000"><c><v>4</v></c></row>)",
        merge({"A1:A1048576", "B1:XFD1", "B2:XFC2"}));
    EXPECT_EQ(shown_blocks(document),
              "1 table\n"
              "1 |甲 {3x1} |1 {1x2} |<\n"
              "2 |< | |2\n"
              "3 |< | |3\n");
}

TEST(Xlsx, BordersOfWholeRowsMakeNoColumns) {
    std::string wide = "<row r=\"1\">";
    for (int c = 1; c <= 5000; ++c) wide += "<c s=\"2\"/>";
    EXPECT_EQ(
        shown_blocks(read_rows(wide + "</row>" + row(2, "甲|1", true) + row(3, "乙|2", true))),
        "1 table\n1 |甲 |1.00\n2 |乙 |2.00\n");
}

TEST(Xlsx, TooManyCells) {
    std::string rows;
    for (int r = 1; r <= 3001; ++r) {
        rows += "<row>";
        for (int c = 0; c < 100; ++c) rows += "<c><v>1</v></c>";
        rows += "</row>";
    }
    EXPECT_EQ(read(workbook({{"Sheet1", "<sheetData>" + rows + "</sheetData>", ""}})).error().what,
              "The file holds more than 300000 table cells: this is no disclosure");
    // A text of 1 MB in 100 cells.
    std::string many;
    for (int c = 0; c < 100; ++c) many += "<row><c t=\"s\"><v>0</v></c></row>";
    EXPECT_THAT(read(workbook({{"Sheet1", "<sheetData>" + many + "</sheetData>", ""}},
                              "<si><t>" + std::string(1'000'000, 'x') + "</t></si>"))
                    .error()
                    .what,
                HasSubstr("64 MiB of text"));
}

TEST(Xlsx, PicturesTextBoxesAndCharts) {
    Parts parts = workbook({{"Sheet1", "<sheetData>" + row(1, "甲") + "</sheetData>", ""}});
    parts["xl/_rels/sheet1.xml.rels"] =
        R"(<Relationships><Relationship Id="d" Type="x/drawing" Target="d.xml"/></Relationships>)";
    parts["xl/d.xml"] =
        R"(<wsDr><twoCellAnchor><from><col>1</col><row>2</row></from><to><col>7</col><row>20</row></to>
           <pic/></twoCellAnchor><oneCellAnchor><from><col>0</col><row>0</row></from><ext cx="100" cy="100"/>
           <pic/></oneCellAnchor><twoCellAnchor><sp><txBody><p><r><t>单位：</t></r><r><t>万元</t></r></p>
           </txBody></sp></twoCellAnchor><twoCellAnchor><graphicFrame/></twoCellAnchor></wsDr>)";
    const auto document = read(parts);
    EXPECT_EQ(shown_blocks(*document), "1 甲\n2 picture\n3 picture\n4 单位：万元\n5 picture\n");
    EXPECT_EQ(shown_remarks(*document), "picture-not-read! Sheet1 B3\nchart-not-read Sheet1\n");
}

TEST(Xlsx, DamagedParts) {
    Parts parts = workbook({{"Sheet1", "<sheetData>", ""}});
    EXPECT_THAT(read(parts).error().what,
                HasSubstr("The part xl/sheet1.xml of the file is no XML"));
    parts.erase("xl/sheet1.xml");
    EXPECT_EQ(shown_remarks(*read(parts)), "sheet-not-read! Sheet1 reason=absent\n");
    parts.erase("xl/workbook.xml");
    EXPECT_THAT(read(parts).error().what, HasSubstr("lacks its part xl/workbook.xml"));
}

TEST(Xlsx, CellNames) {
    EXPECT_EQ(cell_name(7, 3), "C7");
    EXPECT_EQ(cell_name(1048576, 16384), "XFD1048576");
    EXPECT_EQ(cell_name(1, 27), "AA1");
    for (const char* name : {"", "7", "A", "A0", "XFE1", "A1048577", "A-1", "AAAAAAAAAAAA1"})
        EXPECT_EQ(parse_cell_name(name).row, 0) << name;
    EXPECT_EQ(parse_cell_name("$XFD$9").column, 16384);
}

}  // namespace
}  // namespace mingzhang::read
