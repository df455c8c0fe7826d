#include "compile/small_book_test.h"

namespace mingzhang::compile {
namespace {

constexpr const char* kLines = R"(
    basic function=2010101 kind=personnel = 256630000
    project 培训 function=2010199 = 74330000
    income fund=general = 330960000
    income fund=government_fund = 0
    last-year flow=expenditure = 295410000
    last-year flow=income = 330960000
    last-year flow=expenditure kind=project = 0
    last-year flow=expenditure kind=basic = 256630100
    measures measure=units nature=count = 300
    measures measure=units nature=area = 12050
    measures measure=operating = 3)";

constexpr const char* kTable = R"(
[[table]]
id = "T01"
title = "{year}年收支表"
rows = "words"
columns = [{ heading = "项目", is = "name" }, { heading = "金额" }]
labels = [{ text = "支出总计", measures = { flow = "uses" } }]
)";

struct Made {
    std::vector<PublishedBlock> blocks;
    std::vector<BookFinding> findings;
};

Made made_of(const std::string& text) {
    static const Book book = book_of(kLines);
    static const Amounts amounts(book, lexicon().trees);
    static const pack::Pack pack = pack_of(kTable);
    const Source source{book, amounts, pack, lexicon(), code_lists()};
    const auto forms = [] {
        std::vector<PublishedBlock> blocks(1);
        blocks[0].text = "申报表";
        return blocks;
    };
    Made made;
    made.blocks = blocks_of({"1-说明", text}, source, forms, made.findings);
    return made;
}

// The text of its only paragraph, or how many blocks there are.
std::string paragraph_of(const std::string& text) {
    const Made made = made_of(text);
    if (made.blocks.size() != 1) return std::to_string(made.blocks.size()) + " blocks";
    return made.blocks[0].text;
}

std::string findings_of(const std::string& text) {
    std::string out;
    for (const BookFinding& finding : made_of(text).findings) {
        out += finding.place.file + ":" + std::to_string(finding.place.line) + " " + finding.rule +
               " " + finding.arguments.at("text") + "\n";
    }
    return out;
}

struct Case {
    const char *text, *printed;
};

TEST(Texts, FieldsSayWhatTheLinesSay) {
    const Case cases[] = {
        {"共{{amount flow=expenditure}}万元。", "共330.96万元。"},
        {"{{amount flow=expenditure | unit=元}}元", "3309600.00元"},
        {"{{amount flow=expenditure | decimals=4 unit=亿元}}亿元", "0.0331亿元"},
        {"{{ amount  flow=expenditure   kind=basic }}", "256.63"},
        {"{{amount flow=expenditure|decimals=0}}", "331"},
        {"{{amount flow=income fund=government_fund}}万元", "0万元"},
        {"{{amount measure=operating}}", "0.00"},
        {"{{count measure=units nature=count}}个", "3个"},
        {"{{count measure=units nature=area}}平方米", "120.5平方米"},
        {"占{{share flow=expenditure kind=basic / flow=expenditure}}%", "占77.54%"},
        {"{{share flow=expenditure kind=basic / flow=expenditure | decimals=0}}", "78"},
        {"{{share flow=income fund=government_fund / flow=income}}", "0"},
        {"{{difference flow=expenditure / year=-1 flow=expenditure}}", "35.55"},
        {"{{difference year=-1 flow=expenditure / flow=expenditure}}", "35.55"},
        {"{{growth flow=expenditure / year=-1 flow=expenditure}}", "12.03"},
        {"{{growth flow=expenditure / year=-1 flow=expenditure | decimals=1}}", "12.0"},
        {"{{year}}年比{{last-year}}年，{{department}}", "2026年比2025年，明县财政局"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(paragraph_of(c.text), c.printed) << c.text;
        EXPECT_EQ(findings_of(c.text), "") << c.text;
    }
}

TEST(Texts, WordsOfDirectionTurn) {
    const Case cases[] = {
        {"{{direction flow=expenditure / year=-1 flow=expenditure | 增加}}", "增加"},
        {"{{direction flow=expenditure / year=-1 flow=expenditure | 减少}}", "增加"},
        {"{{direction year=-1 flow=expenditure / flow=expenditure | 增长}}", "下降"},
        {"{{direction year=-1 flow=expenditure / flow=expenditure | 上升}}", "下降"},
        {"{{direction year=-1 flow=expenditure / flow=expenditure | 提高}}", "降低"},
        {"{{direction flow=income / year=-1 flow=income | 增加}}", "持平"},
        {"{{change flow=expenditure / year=-1 flow=expenditure | 比上年 减少 下降}}",
         "比上年增加35.55万元，增长12.03%"},
        {"{{change year=-1 flow=expenditure / flow=expenditure | 较2025年预算数 增加 增长}}",
         "较2025年预算数减少35.55万元，下降10.74%"},
        {"{{change flow=expenditure / year=-1 flow=expenditure | 比上年 增加}}",
         "比上年增加35.55万元"},
        {"{{change flow=expenditure / year=-1 flow=expenditure | 比上年 增加 增长 rate=1 unit=元 "
         "decimals=0}}",
         "比上年增加355500元，增长12.0%"},
        {"{{change flow=income / year=-1 flow=income | 比上年 增加 增长}}", "与上年持平"},
        {"{{change flow=income / year=-1 flow=income | 较上年预算 增加 增长}}", "与上年预算持平"},
        // From nothing there is no rate.
        {"{{change flow=expenditure kind=project / year=-1 flow=expenditure kind=project | 比上年 "
         "增加 增长}}",
         "比上年增加74.33万元"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(paragraph_of(c.text), c.printed) << c.text;
        EXPECT_EQ(findings_of(c.text), "") << c.text;
    }
}

TEST(Texts, OppositesAreWordsOfDirection) {
    EXPECT_EQ(opposite("增加"), "减少");
    EXPECT_EQ(opposite("下降"), "增长");
    EXPECT_EQ(opposite("升"), "降");
    EXPECT_EQ(opposite("持平"), "");
    EXPECT_EQ(opposite(""), "");
}

TEST(Texts, WhatMeansNothingIsAFindingAndStaysVisible) {
    const char* fields[] = {
        "amont flow=expenditure",
        "amount",
        "amount flow=expediture",
        "amount flow=expenditure fund=state_capital",
        "amount flows=expenditure",
        "amount expenditure",
        "amount flow=expenditure | unit=千万元",
        "amount flow=expenditure | unit=%",
        "amount flow=expenditure | unit=个",
        "amount flow=expenditure | decimals=two",
        "amount flow=expenditure | decimals=7",
        "amount flow=expenditure | decimals=99999999999999999999",
        "amount flow=expenditure | decimal=2",
        "amount flow=expenditure | 万元",
        "amount measure=units nature=count",
        "count flow=expenditure",
        "share flow=expenditure",
        "share flow=expenditure / flow=expenditure fund=state_capital",
        "growth flow=expenditure / year=-1 flow=expenditure kind=project",
        "share flow=expenditure / year=-1 flow=expenditure kind=project",
        "direction flow=expenditure / year=-1 flow=expenditure",
        "direction flow=expenditure / year=-1 flow=expenditure | 变化",
        "change flow=expenditure / year=-1 flow=expenditure | 比上年",
        "change flow=expenditure / year=-1 flow=expenditure | 比上年 变化 增长",
        "year flow=expenditure",
        "table T01",
        "",
    };
    for (const std::string field : fields) {
        EXPECT_EQ(paragraph_of("共{{" + field + "}}元"), "共〔" + field + "〕元");
        EXPECT_EQ(findings_of("\n共{{" + field + "}}元"),
                  "texts/1-说明.md:2 field-unknown " + field + "\n");
    }
}

TEST(Texts, BracesThatAreNotClosedAreAFinding) {
    const Case cases[] = {
        {"共{{amount flow=expenditure 万元", "共{{amount flow=expenditure 万元"},
        {"{{year}}年{{", "2026年{{"},
        {"{{", "{{"},
        {"{{year}} }}", "2026 }}"},
    };
    for (const Case& c : cases) EXPECT_EQ(paragraph_of(c.text), c.printed);
    EXPECT_EQ(findings_of("共{{amount flow=expenditure 万元"),
              "texts/1-说明.md:1 field-unknown {{amount flow=expenditure 万元\n");
}

TEST(Texts, ABackslashTakesTheMeaningFromWhatFollows) {
    const Case cases[] = {
        {"\\{{year}}", "{{year}}"},       {"\\# 号", "# 号"},
        {"\\| 竖线", "| 竖线"},           {"一\\{二", "一{二"},
        {"C:\\data", "C:\\data"},         {"\\\\{{year}}", "\\2026"},
        {"\\\\\\{{year}}", "\\{{year}}"}, {"末尾\\", "末尾\\"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(paragraph_of(c.text), c.printed) << c.text;
        EXPECT_EQ(findings_of(c.text), "") << c.text;
    }
}

// "h1 第一部分", "p …", "table T01 2x2", one a line.
std::string outline_of(const std::string& text) {
    std::string out;
    for (const PublishedBlock& block : made_of(text).blocks) {
        switch (block.kind) {
            case PublishedKind::kCover:
                out += "cover";
                break;
            case PublishedKind::kContents:
                out += "contents " + block.text;
                break;
            case PublishedKind::kHeading:
                out += "h" + std::to_string(block.level) + " " + block.text;
                break;
            case PublishedKind::kParagraph:
                out += "p " + block.text;
                break;
            case PublishedKind::kTable:
                out += "table " + block.table.id;
                for (const auto& row : block.table.rows) {
                    out += " [";
                    for (const PublishedCell& cell : row) out += cell.text + ";";
                    out += "]";
                }
                break;
            case PublishedKind::kChart:
                out += "chart " + block.chart.title;
                for (const Slice& slice : block.chart.slices)
                    out += " [" + slice.label + " " + slice.text + "]";
                break;
            case PublishedKind::kPageBreak:
                out += "page";
        }
        out += "\n";
    }
    return out;
}

TEST(Texts, LinesBecomeBlocks) {
    EXPECT_EQ(outline_of("{{cover}}\n\n {{contents}} \n# 第一部分 {{year}}年\n## 一、概况\n\n"
                         "第一段\r\n第二段\n#号\n{{page}}\n{{forms}}\n{{table T01}}\n"),
              "cover\ncontents 目录\nh1 第一部分 2026年\nh2 一、概况\np 第一段\np 第二段\np #号\n"
              "page\np 申报表\ntable T01 [项目;金额;] [支出总计;330.96;]\n");
}

TEST(Texts, HeadingsAreNoDeeperThanSix) {
    EXPECT_EQ(outline_of("###### 六\n####### 七"), "h6 六\nh6 七\n");
}

TEST(Texts, KeptTables) {
    EXPECT_EQ(outline_of("| 甲 | 乙\\|丙 |\n| 一\\n二 | |\n|三|\n段"),
              "table K1 [甲;乙|丙;] [一\n二;;] [三;;]\np 段\n");
    EXPECT_EQ(outline_of("| 甲 | 乙\n| 丙 | 丁 |"), "table K1 [甲;乙;] [丙;丁;]\n");
    EXPECT_EQ(outline_of("| \\\\n |"), "table K1 [\\n;]\n");
}

TEST(Texts, Charts) {
    EXPECT_EQ(outline_of("{{chart 支出结构 | flow=expenditure by=kind}}"),
              "chart 支出结构 [基本支出 256.63万元，77.54%] [项目支出 74.33万元，22.46%]\n");
    EXPECT_EQ(outline_of("{{chart 结构 | flow=expenditure by=function}}"),
              "chart 结构 [一般公共服务支出 330.96万元，100.00%]\n");
    EXPECT_EQ(outline_of("{{chart 无 | flow=expenditure fund=state_capital by=function}}"), "");
    EXPECT_EQ(findings_of("{{chart 结构 | flow=expenditure}}"),
              "texts/1-说明.md:1 chart-unknown 结构 | flow=expenditure\n");
    EXPECT_EQ(findings_of("{{chart 结构 | flow=expenditure flows=x by=kind}}"),
              "texts/1-说明.md:1 chart-unknown 结构 | flow=expenditure flows=x by=kind\n");
}

TEST(Texts, ATableThatNobodyKnowsIsAFindingAndStaysVisible) {
    EXPECT_EQ(findings_of("{{table T99}}"), "texts/1-说明.md:1 table-unknown T99\n");
    EXPECT_EQ(outline_of("{{table T99}}"), "p 〔table T99〕\n");
    EXPECT_EQ(outline_of("{{chart 结构}}"), "p 〔chart 结构〕\n");
}

TEST(Texts, Coordinates) {
    EXPECT_EQ(parse_coordinate("flow=income  fund=general")->to_string(),
              "flow=income fund=general");
    EXPECT_EQ(parse_coordinate("")->to_string(), "");
    EXPECT_EQ(parse_coordinate("project=甲=乙")->to_string(), "project=甲=乙");
    EXPECT_FALSE(parse_coordinate("flow"));
    EXPECT_FALSE(parse_coordinate("colour=red"));
}

}  // namespace
}  // namespace mingzhang::compile
