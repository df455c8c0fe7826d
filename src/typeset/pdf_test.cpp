#include "typeset/pdf.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <limits>

#include "typeset/chart.h"
#include "typeset/flow.h"

namespace mingzhang::typeset {
namespace {

using std::string;
using testing::HasSubstr;
using testing::Not;

PublishedBlock text_block(string text, int level = 0) {
    PublishedBlock block;
    block.kind = level == 0 ? PublishedKind::kParagraph : PublishedKind::kHeading;
    block.text = std::move(text);
    block.level = level;
    return block;
}

PublishedBlock table_block(PublishedTable table) {
    PublishedBlock block;
    block.kind = PublishedKind::kTable;
    block.table = std::move(table);
    return block;
}

PublishedCell cell(string text, CellRole role = CellRole::kText, int columns = 1, int rows = 1) {
    PublishedCell c;
    c.text = std::move(text);
    c.role = role;
    c.column_span = columns;
    c.row_span = rows;
    return c;
}

PublishedTable table_of(std::size_t rows, std::size_t columns, const string& text,
                        CellRole role = CellRole::kText) {
    PublishedTable t;
    t.title = "示例表";
    t.rows.assign(rows, std::vector<PublishedCell>(columns, cell(text, role)));
    t.widths.assign(columns, 1.0);
    return t;
}

Publication with(std::vector<PublishedBlock> blocks) {
    Publication p;
    p.title = "示例";
    p.year = 2026;
    p.blocks = std::move(blocks);
    return p;
}

struct Laid {
    Fonts fonts;
    TextCache texts{fonts};
    Pages pages;

    explicit Laid(const Publication& publication) : pages(pages_of(publication, texts)) {}
};

// All text of a page, as it would be read.
string text_of(const Sheet& sheet) {
    string out;
    for (const Mark& mark : sheet.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (text == nullptr) continue;
        for (auto i = text->line.first; i < text->line.last; ++i) {
            const Cluster& c = text->words->clusters()[i];
            out += text->words->text().substr(c.begin, c.end - c.begin);
        }
        out += '|';
    }
    return out;
}

// Whether all marks of text and rules are within the type area.
bool inside(const Sheet& sheet) {
    constexpr double kTolerance = 1;
    for (const Mark& mark : sheet.marks) {
        double left = sheet.left(), right = left, top = sheet.top(), bottom = top;
        if (const auto* text = std::get_if<TextMark>(&mark)) {
            const Setting& s = text->setting;
            left = text->x;
            right = text->x + text->line.width * s.size +
                    s.spread * spaces_in(*text->words, text->line);
            top = text->y - s.size;
            bottom = text->y;
        } else if (const auto* rule = std::get_if<RuleMark>(&mark)) {
            left = rule->x;
            right = rule->x + rule->width;
            top = rule->y;
            bottom = rule->y + rule->height;
        }
        if (left < sheet.left() - kTolerance || top < sheet.top() - kTolerance ||
            right > sheet.left() + sheet.width() + kTolerance ||
            bottom > sheet.bottom() + kTolerance)
            return false;
    }
    return true;
}

void expect_pdf(const Publication& publication) {
    const Pdf pdf = pdf_of(publication);
    EXPECT_EQ(pdf.what, "");
    EXPECT_TRUE(pdf.bytes.starts_with("%PDF-1."));
    if (const char* folder = std::getenv("MINGZHANG_TYPESET_SHOW")) {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        std::ofstream(string(folder) + "/" + test->name() + ".pdf") << pdf.bytes;
    }
}

TEST(Pdf, AnEmptyPublicationIsAnEmptyPage) { expect_pdf(Publication{}); }

TEST(Pdf, ControlCharactersAndBrokenTextAreLeftOut) {
    const string text = string("甲\0乙", 7) + "\x01\x1b[31m丙\xff\xfe丁\xe5\xe5" + "\u202e戊\ufffe";
    EXPECT_EQ(cleaned(text), "甲�乙[31m丙��丁��戊");
    Publication p =
        with({text_block(text, 1), text_block(text), table_block(table_of(2, 2, text))});
    p.title = p.department = p.watermark = p.date = text;
    PublishedBlock cover, contents;
    cover.kind = PublishedKind::kCover;
    contents.kind = PublishedKind::kContents;
    contents.text = text;
    p.blocks.insert(p.blocks.begin(), {cover, contents});
    expect_pdf(p);
}

TEST(Pdf, WhatNoFontShowsBecomesASign) {
    const Laid laid(with({text_block("甲\U000F1234乙\U000F1235丙")}));
    EXPECT_THAT(text_of(laid.pages.sheets[0]), HasSubstr("甲〓乙〓丙"));
}

TEST(Pdf, LongWordsAreBroken) {
    const string word(5'000, 'x');
    PublishedTable table = table_of(3, 4, word);
    table.rows[1][1].role = CellRole::kCode;
    const Publication p = with({text_block(word, 1), text_block(word), table_block(table)});
    for (const Sheet& sheet : Laid(p).pages.sheets) EXPECT_TRUE(inside(sheet));
    expect_pdf(p);
}

TEST(Pdf, ACellHigherThanAPageGoesOn) {
    string text;
    for (int i = 0; i < 3'000; ++i) text += "项目概况";
    PublishedTable table = table_of(3, 2, "短");
    table.form = true;
    table.header_rows = 0;
    table.rows[1][1] = cell(text);
    const Publication p = with({table_block(table)});
    const Laid laid(p);
    EXPECT_GT(laid.pages.sheets.size(), 2U);
    std::size_t words = 0;
    for (const Sheet& sheet : laid.pages.sheets) {
        EXPECT_TRUE(inside(sheet));
        const string shown = text_of(sheet);
        for (auto at = shown.find("概"); at != string::npos; at = shown.find("概", at + 1)) ++words;
    }
    EXPECT_EQ(words, 3'000U);
    expect_pdf(p);
}

TEST(Pdf, EveryRowOfALongTableIsShownOnceBelowItsHeading) {
    PublishedTable table = table_of(2'000, 3, "");
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        table.rows[r][0] = cell(r == 0 ? "编号" : "行" + std::to_string(r) + "。", CellRole::kName);
    const Publication p = with({table_block(table)});
    const Laid laid(p);
    string all;
    for (const Sheet& sheet : laid.pages.sheets) {
        EXPECT_TRUE(inside(sheet));
        EXPECT_THAT(text_of(sheet), HasSubstr("编号|行"));
        all += text_of(sheet);
    }
    for (std::size_t r = 1; r < 2'000; ++r) {
        const string row = "行" + std::to_string(r) + "。";
        EXPECT_EQ(all.find(row), all.rfind(row)) << row;
        EXPECT_NE(all.find(row), string::npos) << row;
    }
}

TEST(Pdf, ThirtyColumnsBecomeALandscapePage) {
    const Publication p = with({table_block(table_of(60, 30, "1234.56", CellRole::kAmount)),
                                table_block(table_of(5, 120, "1234567.89", CellRole::kAmount))});
    const Laid laid(p);
    EXPECT_TRUE(laid.pages.sheets[0].landscape);
    for (const Sheet& sheet : laid.pages.sheets) EXPECT_TRUE(inside(sheet));
    expect_pdf(p);
}

TEST(Pdf, OneColumnAndNoRows) {
    expect_pdf(with({table_block(table_of(40, 1, "甲")), table_block(table_of(0, 0, "")),
                     table_block(table_of(3, 0, ""))}));
}

TEST(Pdf, SpansThatCannotBeAreCut) {
    PublishedTable table = table_of(6, 4, "甲");
    table.rows[0][0] = cell("乙", CellRole::kHeading, 99, 2);
    table.rows[2][1] = cell("丙", CellRole::kHeading, -3, 1'000'000);
    table.rows[3][0] = cell("丁", CellRole::kHeading, std::numeric_limits<int>::max(), 2);
    table.rows[5].resize(2);
    table.header_rows = std::numeric_limits<int>::max();
    table.widths = {-1, std::numeric_limits<double>::quiet_NaN(),
                    std::numeric_limits<double>::infinity()};
    expect_pdf(with({table_block(table)}));
}

TEST(Pdf, ACellThatReachesOverManyPagesGoesOn) {
    PublishedTable table = table_of(300, 3, "甲");
    table.rows[1][0] = cell("乙", CellRole::kHeading, 1, 299);
    for (std::size_t r = 2; r < 300; ++r) table.rows[r][0] = cell("", CellRole::kText, 0, 0);
    const Publication p = with({table_block(table)});
    for (const Sheet& sheet : Laid(p).pages.sheets) EXPECT_TRUE(inside(sheet));
    expect_pdf(p);
}

TEST(Pdf, AHeadingStaysWithWhatFollows) {
    for (int lines = 14; lines < 23; ++lines) {
        std::vector<PublishedBlock> blocks;
        for (int i = 0; i < lines; ++i) blocks.push_back(text_block("段"));
        blocks.push_back(text_block("标题", 2));
        blocks.push_back(text_block("标题", 3));
        blocks.push_back(text_block("正文"));
        const Laid laid(with(blocks));
        for (const Sheet& sheet : laid.pages.sheets)
            EXPECT_FALSE(text_of(sheet).ends_with("标题|")) << lines;
    }
}

TEST(Pdf, AManyLineHeadingOrNoteEndsSomewhere) {
    string text;
    for (int i = 0; i < 5'000; ++i) text += "很长的标题，";
    PublishedTable table = table_of(3, 2, "甲");
    table.title = table.number = table.department = table.unit_line = text;
    table.notes = {text, text};
    std::vector<PublishedBlock> blocks = {text_block(text, 1), text_block(text, 2),
                                          table_block(table)};
    for (PublishedBlock& block : blocks) block.caption = block.level == 0;
    expect_pdf(with(blocks));
}

TEST(Pdf, HeaderRowsThatFillAPageAreNotRepeated) {
    PublishedTable table = table_of(80, 2, "甲");
    table.header_rows = 70;
    expect_pdf(with({table_block(table)}));
}

TEST(Lines, PunctuationBeginsNoLineAndNumbersKeepTheirUnits) {
    const Fonts fonts;
    TextCache texts(fonts);
    const SharedWords words = texts.words(
        Face::kBody,
        "预算安排75.26万元，占60.14%；“三公”经费（含出国）1.20亿元，共12人、2026年2月。");
    for (double width = 7; width < 20; width += 0.5) {
        string shown;
        for (const Line& line : broken(*words, width)) {
            EXPECT_LE(line.width, width + 1e-6);
            for (auto i = line.first; i < line.last; ++i) {
                const Cluster& c = words->clusters()[i];
                shown += words->text().substr(c.begin, c.end - c.begin);
            }
            shown += '\n';
        }
        EXPECT_THAT(shown, HasSubstr("75.26万元，"));
        EXPECT_THAT(shown, HasSubstr("60.14%；"));
        EXPECT_THAT(shown, HasSubstr("1.20亿元，"));
        EXPECT_THAT(shown, HasSubstr("12人、"));
        EXPECT_THAT(shown, HasSubstr("2026年"));
        for (const char* end : {"“\n", "（\n", "\n”", "\n）", "\n，", "\n。", "\n、"})
            EXPECT_THAT(shown, Not(HasSubstr(end)));
    }
}

TEST(Chart, EqualChartsAreEqualBytes) {
    const PublishedChart chart = {"结构 <&>",
                                  {{"甲", Money::fen(188'260'000), "188.26万元，94.78%"},
                                   {"乙", Money::fen(10'370'000), "10.37万元，5.22%"},
                                   {"丙", Money::fen(0), "0.00万元，0.00%"}}};
    const string svg = chart_svg(chart);
    EXPECT_THAT(svg, HasSubstr("<title>结构 &lt;&amp;&gt;</title>"));
    EXPECT_THAT(svg, HasSubstr("甲：188.26万元，94.78%"));
    EXPECT_EQ(svg, chart_svg(chart));
    EXPECT_EQ(chart_png(chart, 900), chart_png(chart, 900));
    EXPECT_TRUE(chart_png(chart, 900).starts_with("\x89PNG"));
}

TEST(Chart, AnyChartCanBeDrawn) {
    PublishedChart chart = {"标题\n很长", {}};
    EXPECT_NE(chart_png(chart, -5), "");
    for (int i = 0; i < 120; ++i)
        chart.slices.push_back({string(200, 'w') + "\x01", Money::fen(-i), string(100, '9')});
    chart.slices[0].amount = Money::fen(std::numeric_limits<int64_t>::max());
    EXPECT_NE(chart_svg(chart), "");
    EXPECT_NE(chart_png(chart, 1'000'000), "");
    PublishedBlock block;
    block.kind = PublishedKind::kChart;
    block.chart = chart;
    expect_pdf(with({text_block("甲"), block, text_block("乙")}));
}

}  // namespace
}  // namespace mingzhang::typeset
