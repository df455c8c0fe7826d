#include "read/docx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/docx_numbering.h"
#include "read/shown_test.h"
#include "read/zip_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;

Parts document(const std::string& body) {
    return {
        {"word/document.xml", "<w:document xmlns:w='x'><w:body>" + body + "</w:body></w:document>"},
        {"word/_rels/document.xml.rels",
         R"(<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/>
                <Relationship Id="b" Type="x/numbering" Target="numbering.xml"/>
                <Relationship Id="c" Type="x/footnotes" Target="footnotes.xml"/></Relationships>)"}};
}

SourceDocument read(const Parts& parts) {
    return read_docx(Package::of_parts(parts, "a.docx"), "a.docx").value();
}

std::string shown(const std::string& body) { return shown_blocks(read(document(body))); }

std::string p(const std::string& text, const std::string& properties = "") {
    return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string tc(const std::string& content, const std::string& properties = "") {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
}

std::string tr(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }

TEST(Docx, ParagraphsTabsAndBreaks) {
    EXPECT_EQ(shown(p("甲") + "<w:p/>" +
                    "<w:p><w:r><w:t xml:space='preserve'>一 </w:t><w:tab/><w:t>3</w:t></w:r>"
                    "<w:r><w:br/><w:t>乙</w:t><w:br w:type='page'/><w:t>丙</w:t></w:r></w:p>" +
                    "<w:p><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:sym w:font='Wingdings' "
                    "w:char='F0FE'/><w:softHyphen/></w:r></w:p>"),
              "1 甲\n2 一 \t3\n3 乙\n4 丙\n5 1-2☑\n");
}

TEST(Docx, HeadingsByStyleAndOutline) {
    Parts parts =
        document(p("题", "<w:pStyle w:val='2'/>") + p("节", "<w:pStyle w:val='own'/>") +
                 p("文", "<w:pStyle w:val='own'/><w:outlineLvl w:val='9'/>") +
                 p("款", "<w:outlineLvl w:val='4'/>") + p("圈", "<w:pStyle w:val='c1'/>"));
    parts["word/styles.xml"] =
        R"(<w:styles><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>
           <w:style w:styleId="base"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
           <w:style w:styleId="own"><w:basedOn w:val="base"/></w:style>
           <w:style w:styleId="c1"><w:basedOn w:val="c2"/></w:style>
           <w:style w:styleId="c2"><w:basedOn w:val="c1"/></w:style></w:styles>)";
    EXPECT_EQ(shown_blocks(read(parts)), "1 # 题\n2 ## 节\n3 文\n4 ##### 款\n5 圈\n");
}

TEST(Docx, NumbersOfParagraphs) {
    const auto item = [](const char* text, int level, int number = 1) {
        return p(text, "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" +
                           std::to_string(number) + "'/></w:numPr>");
    };
    Parts parts =
        document(item("甲", 0) + item("乙", 1) + item("丙", 1) + item("丁", 2) + item("戊", 0) +
                 item("己", 1) + item("点", 0, 3) + p("正文") + item("庚", 0, 2) + item("辛", 2) +
                 p("款", "<w:pStyle w:val='s'/>") + item("无", 0, 0) + item("2026年", 0, 4));
    parts["word/styles.xml"] =
        R"(<w:styles><w:style w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
           </w:style></w:styles>)";
    parts["word/numbering.xml"] =
        R"(<w:numbering><w:abstractNum w:abstractNumId="5">
           <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
           <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="s"/><w:lvlText w:val="（%2）"/></w:lvl>
           <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
           </w:abstractNum>
           <w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
           <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
           <w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
           <w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>
           <w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>)";
    EXPECT_EQ(shown_blocks(read(parts)),
              "1 一、甲\n2 （一）乙\n3 （二）丙\n4 1.1 丁\n5 二、戊\n6 （一）己\n7 点\n8 正文\n"
              "9 一、庚\n10 1.1 辛\n11 （二）款\n12 无\n13 3. 2026年\n");
}

TEST(Docx, FormatsOfNumbers) {
    const std::pair<const char*, const char*> cases[] = {
        {"decimal", "12"},
        {"chineseCountingThousand", "十二"},
        {"chineseLegalSimplified", "壹拾贰"},
        {"ideographDigital", "一二"},
        {"upperRoman", "XII"},
        {"lowerLetter", "l"},
        {"decimalEnclosedCircle", "⑫"},
        {"decimalEnclosedParen", "⑿"},
        {"decimalEnclosedFullstop", "⒓"},
        {"decimalFullWidth", "１２"},
        {"decimalZero", "12"},
        {"ideographTraditional", "12"},
        {"ideographZodiac", "亥"},
        {"none", ""},
        {"unheardOf", "12"},
    };
    for (const auto& [format, text] : cases) EXPECT_EQ(number_text(format, 12), text) << format;
}

TEST(Docx, TablesWithSpans) {
    EXPECT_EQ(shown("<w:tbl><w:tblPr/>" +
                    tr(tc(p("项目"), "<w:vMerge w:val='restart'/>") +
                       tc(p("收入"), "<w:gridSpan w:val='2'/>")) +
                    tr(tc("<w:p/>", "<w:vMerge/>") + tc(p("本年")) + tc(p("上年"))) +
                    tr(tc(p("甲") + p("乙")) + tc(p("1.00")) + tc("<w:p/>")) +
                    "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc(p("2.00")) +
                    tc(p("3.00")) + "</w:tr></w:tbl>"),
              "1 table\n"
              "1 |项目 {2x1} |收入 {1x2} |<\n"
              "2 |< |本年 |上年\n"
              "3 |甲/乙 |1.00 |\n"
              "4 | |2.00 |3.00\n");
}

TEST(Docx, TitleUnitAndNoteInsideATable) {
    const std::string all = "<w:gridSpan w:val='3'/>";
    EXPECT_EQ(shown("<w:tbl>" + tr(tc(p("支出总表"), all)) +
                    tr(tc(p("部门：某局"), "<w:gridSpan w:val='2'/>") + tc(p("单位：万元"))) +
                    tr(tc(p("项目")) + tc(p("基本")) + tc(p("合计"))) +
                    tr(tc(p("甲")) + tc(p("1")) + tc(p("1"))) +
                    tr(tc(p("注：本表无其他数据。"), all)) + "</w:tbl>"),
              "1 支出总表\n2 部门：某局\n3 单位：万元\n4 table\n4 |项目 |基本 |合计\n5 |甲 |1 |1\n"
              "6 注：本表无其他数据。\n");
}

TEST(Docx, WrappersAndNestedTables) {
    const std::string inner =
        "<w:tbl>" + tr(tc(p("甲")) + tc(p("1.0"))) + tr(tc(p("乙")) + tc(p("2.0"))) + "</w:tbl>";
    // Only arranges the other table.
    EXPECT_EQ(shown("<w:tbl>" + tr(tc(p("题") + inner + p("注"))) + "</w:tbl>"),
              "1 题\n2 table\n2 |甲 |1.0\n3 |乙 |2.0\n4 注\n");
    // A form that holds one: it follows.
    EXPECT_EQ(shown("<w:tbl>" + tr(tc(p("名称")) + tc(p("某项目"))) +
                    tr(tc(p("金额")) + tc(p("3"))) + tr(tc(p("明细")) + tc(inner)) + "</w:tbl>"),
              "1 table\n1 |名称 |某项目\n2 |金额 |3\n3 |明细 |\n"
              "4 table\n4 |甲 |1.0\n5 |乙 |2.0\n");
}

TEST(Docx, TrackedChangesReadAsAccepted) {
    const auto read_document = read(
        document("<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
                 "<w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
                 "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" +
                 p("后") +
                 "<w:p><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>"
                 "<w:p><w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo></w:p><w:tbl>" +
                 tr(tc(p("甲")) + tc(p("1"))) + "<w:tr><w:trPr><w:del/></w:trPr>" + tc(p("乙")) +
                 tc(p("2")) + "</w:tr></w:tbl>"));
    EXPECT_EQ(shown_blocks(read_document), "1 共2万元\n2 前后\n3 移\n4 table\n4 |甲 |1\n");
    EXPECT_EQ(shown_remarks(read_document), "tracked-changes count=6\n");
}

TEST(Docx, FieldsShowTheirResult) {
    const auto field = [](const char* step) {
        return "<w:fldChar w:fldCharType='" + std::string(step) + "'/>";
    };
    EXPECT_EQ(shown("<w:p><w:r>" + field("begin") + "<w:instrText>TOC</w:instrText>" +
                    field("separate") + "</w:r><w:hyperlink><w:r><w:t>一、职责</w:t><w:tab/>" +
                    field("begin") + "<w:instrText>PAGEREF</w:instrText><w:t>码</w:t>" +
                    field("separate") + "<w:t>3</w:t>" + field("end") +
                    "</w:r></w:hyperlink></w:p><w:p><w:r>" + field("end") +
                    "<w:t>后</w:t></w:r>"
                    "<w:fldSimple w:instr='DATE'><w:r><w:t>2026</w:t></w:r></w:fldSimple></w:p>"
                    // Never ended: the next paragraph is displayed.
                    "<w:p><w:r>" +
                    field("begin") + "<w:t>隐</w:t></w:r></w:p>" + p("显")),
              "1 一、职责\t3\n2 后2026\n3 显\n");
}

TEST(Docx, HiddenTextIsLeftOutAndSaid) {
    Parts parts = document(
        "<w:p><w:r><w:t>显</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='h'/><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r></w:p>" +
        p("隐", "<w:pStyle w:val='h'/>"));
    parts["word/styles.xml"] =
        "<w:styles><w:style w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    EXPECT_EQ(shown_blocks(read(parts)), "1 显见\n");
    EXPECT_EQ(shown_remarks(read(parts)), "hidden-text count=3\n");
}

TEST(Docx, TextBoxesControlsAlternativesAndNotes) {
    Parts parts =
        document("<w:sdt><w:sdtContent>" + p("控件") +
                 "</w:sdtContent></w:sdt>"
                 "<w:p><w:r><w:t>前</"
                 "w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>" +
                 p("单位：万元") +
                 "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                 "<w:txbxContent>" +
                 p("单位：万元") +
                 "</w:txbxContent></w:pict></mc:Fallback>"
                 "</mc:AlternateContent><w:t>后</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" +
                 "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></"
                 "m:oMath><w:r><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r>"
                 "</w:rt><w:rubyBase><w:r><w:t>一</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>");
    parts["word/footnotes.xml"] = "<w:footnotes><w:footnote w:type='separator'>" + p("线") +
                                  "</w:footnote><w:footnote w:id='2'>" + p("脚注") +
                                  "</w:footnote></w:footnotes>";
    EXPECT_EQ(shown_blocks(read(parts)), "1 控件\n2 前后\n3 单位：万元\n4 x=1一\n5 脚注\n");
}

TEST(Docx, PicturesChartsAndObjects) {
    const auto read_document = read(document(
        "<w:p><w:r><w:t>甲</w:t><w:drawing><wp:inline><wp:extent cx='5000000' cy='3000000'/>"
        "<pic:pic/></wp:inline></w:drawing></w:r></w:p>"
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='100' cy='100'/><pic:pic/></wp:inline>"
        "</w:drawing><w:drawing><c:chart/></w:drawing></w:r></w:p>"
        "<w:p><w:r><w:object><v:shape style='width:415.5pt;height:200pt'><v:imagedata/></v:shape>"
        "<o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r></w:p>"
        "<w:p><w:r><w:pict><v:shape "
        "style='width:415.5pt;height:20cm'><v:imagedata/></v:shape></w:pict>"
        "</w:r></w:p><w:altChunk/>"));
    EXPECT_EQ(shown_blocks(read_document),
              "1 甲\n2 picture\n3 picture\n4 picture\n5 picture\n6 picture\n");
    EXPECT_EQ(shown_remarks(read_document),
              "picture-not-read!\nchart-not-read\nembedded-object! kind=Excel.Sheet.12\n"
              "picture-not-read!\nembedded-document!\n");
}

TEST(Docx, DeepNestingEndsWithARemark) {
    std::string deep = p("底");
    for (int i = 0; i < 2000; ++i) deep = "<w:tbl>" + tr(tc(deep)) + "</w:tbl>";
    EXPECT_EQ(shown_remarks(read(document(p("甲") + deep))), "too-deep!\n");
    std::string inside = "<w:r><w:t>底</w:t></w:r>";
    for (int i = 0; i < 2000; ++i) inside = "<w:hyperlink>" + inside + "</w:hyperlink>";
    EXPECT_EQ(shown_remarks(read(document("<w:p>" + inside + "</w:p>"))), "too-deep!\n");
}

TEST(Docx, HugeSpansAreLimited) {
    EXPECT_EQ(shown("<w:tbl>" + tr(tc(p("甲"), "<w:gridSpan w:val='999999999'/>") + tc(p("1"))) +
                    tr(tc(p("乙"), "<w:gridSpan w:val='-5'/>") + tc(p("2"))) + "</w:tbl>"),
              "1 table\n1 |甲 {1x2} |< |1\n2 |乙 |2 |\n");
}

TEST(Docx, DamagedParts) {
    EXPECT_THAT(read_docx(Package::of_parts({{"word/document.xml", "<a>"}}, "a"), "a").error().what,
                HasSubstr("is no XML"));
    EXPECT_THAT(read_docx(Package::of_parts({}, "a"), "a").error().what,
                HasSubstr("lacks its part"));
    Parts parts = document(p("甲"));
    parts["word/styles.xml"] = "<broken";
    EXPECT_EQ(shown_blocks(read(parts)), "1 甲\n");
}

}  // namespace
}  // namespace mingzhang::read
