#include "pack/pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "base/text.h"
#include "pack/parse.h"
#include "pack/shelf.h"

namespace mingzhang::pack {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kDimensions = R"([dimensions]
flow = { income = [], uses = ["expenditure", "year_end"] }
fund = { all = ["fiscal", "unit_funds"], fiscal = ["general", "state_capital"] }
kind = { all = ["basic", "project"] }
vintage = { all = ["current", "carry_over"] }
measure = { operating = [] }
)";

constexpr const char* kHead = R"(jurisdiction = "shanxi"
year = 2026
kind = "department-budget"
)";

constexpr const char* kTable = R"([[table]]
id = "T03"
title = "{year}年预算支出总表"
rows = "function-codes"
measures = { flow = "expenditure", vintage = "all" }
columns = [{ heading = ["项目", "科目编码"], is = "code" }, { heading = "合计" }]
)";

Lexicon lexicon() { return *parse_lexicon({{"dimensions.toml", kDimensions}}); }

Result<Pack> pack_of(const std::string& content) {
    return parse_pack({"p.toml", content}, "shanxi/2026/department-budget", lexicon());
}

// What is said about a pack of kHead and `rest`, whose first line is line 4.
std::string pack_error(const std::string& rest) {
    const auto pack = pack_of(kHead + rest);
    return pack ? "no error" : pack.error().to_string();
}

// What is said about a table with one more `line`, its line 10.
std::string table_error(const std::string& line) { return pack_error(kTable + line); }

// What is said about a lexicon file beside kDimensions.
std::string lexicon_error(const std::string& content) {
    const auto parsed = parse_lexicon({{"a.toml", content}, {"dimensions.toml", kDimensions}});
    return parsed ? "no error" : parsed.error().to_string();
}

Coordinate at(std::initializer_list<std::pair<Dimension, const char*>> members) {
    Coordinate c;
    for (const auto& [dimension, member] : members) c.set(dimension, member);
    return c;
}

// ---- what is read

TEST(Pack, TableOfOnePanel) {
    const auto pack = pack_of(std::string(kHead) + "unit = \"元\"\ndecimals = 0\n" + kTable +
                              "number = [\"表三\", \"预算公开表3\"]\ncomplete = [\"fund\"]\n");
    ASSERT_TRUE(pack) << pack.error().to_string();
    EXPECT_EQ(pack->id, "shanxi/2026/department-budget");
    EXPECT_EQ(pack->year, 2026);
    EXPECT_EQ(pack->kind, DocumentKind::kDepartmentBudget);
    EXPECT_EQ(pack->unit, Unit::kYuan);
    EXPECT_EQ(pack->decimals, 0);
    ASSERT_EQ(pack->tables.size(), 1U);
    const Table& table = pack->tables[0];
    EXPECT_EQ(table.id, "T03");
    EXPECT_THAT(table.number, ElementsAre("表三", "预算公开表3"));
    EXPECT_THAT(table.titles, ElementsAre("{year}年预算支出总表"));
    ASSERT_EQ(table.panels.size(), 1U);
    const Panel& panel = table.panels[0];
    EXPECT_EQ(panel.rows, RowKind::kFunctionCodes);
    EXPECT_EQ(panel.measures, at({{Dimension::kFlow, "expenditure"}}));
    EXPECT_THAT(panel.complete, ElementsAre(Dimension::kFund));
    ASSERT_EQ(panel.columns.size(), 2U);
    EXPECT_THAT(panel.columns[0].heading, ElementsAre("项目", "科目编码"));
    EXPECT_EQ(panel.columns[0].role, ColumnRole::kCode);
    EXPECT_THAT(panel.columns[1].heading, ElementsAre("合计"));
    EXPECT_EQ(panel.columns[1].role, ColumnRole::kAmount);
}

TEST(Pack, TableOfTwoPanelsWithRowWords) {
    const auto pack = pack_of(std::string(kHead) + R"(
sections = [{ title = ["第一部分 概况", "概况"] }, { title = "一、职责", level = 2 }]
[[table]]
id = "T01"
title = "收支总表"
  [[table.panel]]
  rows = "words"
  columns = [{ heading = "金额" }]
  row_words = [
    { words = "上年结转", measures = { vintage = "carry_over" }, role = "opens" },
    { words = ["合计", "总计"], role = "total", above = { vintage = "current" } },
  ]
  [[table.panel]]
  rows = "function-names"
  columns = [{ heading = "金额", measures = { function = "20139", year = "2025" } }]
)");
    ASSERT_TRUE(pack) << pack.error().to_string();
    ASSERT_EQ(pack->sections.size(), 2U);
    EXPECT_THAT(pack->sections[0].titles, ElementsAre("第一部分 概况", "概况"));
    EXPECT_EQ(pack->sections[0].level, 1);
    EXPECT_EQ(pack->sections[1].level, 2);
    const auto& panels = pack->tables[0].panels;
    ASSERT_EQ(panels.size(), 2U);
    ASSERT_EQ(panels[0].row_words.size(), 2U);
    EXPECT_EQ(panels[0].row_words[0].role, RowRole::kOpens);
    EXPECT_EQ(panels[0].row_words[0].measures, at({{Dimension::kVintage, "carry_over"}}));
    EXPECT_EQ(panels[0].row_words[1].role, RowRole::kTotal);
    EXPECT_EQ(panels[0].row_words[1].above, at({{Dimension::kVintage, "current"}}));
    EXPECT_EQ(panels[1].rows, RowKind::kFunctionNames);
    EXPECT_EQ(panels[1].columns[0].measures,
              at({{Dimension::kFunction, "20139"}, {Dimension::kYear, "2025"}}));
}

TEST(Pack, LexiconFilesAddUp) {
    const auto parsed = parse_lexicon({{"columns.toml", R"(
columns = [{ words = ["基本支出", "基本"], measures = { kind = "basic" } }]
unit_labels = "单位"
)"},
                                       {"dimensions.toml", kDimensions},
                                       {"more.toml", R"(
columns = [{ words = "科目编码", is = "code" }]
kinds = [{ kind = "unit-budget", words = ["单位预算"] }]
[[identity]]
id = "balance"
left = { flow = "income" }
right = { flow = "uses" }
free = ["fund", "vintage"]
required = ["fund"]
hard = true
when_zero = [{ fund = "unit_funds" }]
when_same = [[{ flow = "income" }, { fund = "fiscal" }]]
)"}});
    ASSERT_TRUE(parsed) << parsed.error().to_string();
    ASSERT_EQ(parsed->columns.size(), 3U);
    EXPECT_THAT(parsed->columns[0].heading, ElementsAre("基本支出"));
    EXPECT_THAT(parsed->columns[1].heading, ElementsAre("基本"));
    EXPECT_EQ(parsed->columns[1].measures, at({{Dimension::kKind, "basic"}}));
    EXPECT_EQ(parsed->columns[2].role, ColumnRole::kCode);
    EXPECT_THAT(parsed->unit_labels, ElementsAre("单位"));
    EXPECT_EQ(parsed->kinds[0].kind, DocumentKind::kUnitBudget);
    ASSERT_EQ(parsed->identities.size(), 1U);
    const Identity& balance = parsed->identities[0];
    EXPECT_EQ(balance.left, at({{Dimension::kFlow, "income"}}));
    EXPECT_EQ(balance.right, at({{Dimension::kFlow, "uses"}}));
    EXPECT_THAT(balance.free, ElementsAre(Dimension::kFund, Dimension::kVintage));
    EXPECT_THAT(balance.required, ElementsAre(Dimension::kFund));
    EXPECT_TRUE(balance.hard);
    EXPECT_THAT(balance.when_zero, ElementsAre(at({{Dimension::kFund, "unit_funds"}})));
    EXPECT_THAT(balance.when_same, ElementsAre(testing::Pair(at({{Dimension::kFlow, "income"}}),
                                                             at({{Dimension::kFund, "fiscal"}}))));
    EXPECT_THAT(parsed->trees.children(Dimension::kFund, ""), ElementsAre("fiscal", "unit_funds"));
    EXPECT_THAT(parsed->trees.children(Dimension::kFlow, ""), ElementsAre());
    EXPECT_THAT(parsed->members.at(Dimension::kFlow),
                ElementsAre("income", "uses", "expenditure", "year_end"));
}

TEST(Pack, FillsYears) {
    EXPECT_EQ(fill("{year}年比{last_year}年", 2026), "2026年比2025年");
    EXPECT_EQ(fill("无", 2026), "无");
}

// ---- mistakes in packs

TEST(PackMistake, Syntax) {
    EXPECT_EQ(pack_error("[[table]\n"),
              "p.toml:4:9: Error while parsing table header: expected ']', saw '\\n' (the file is "
              "not valid TOML)");
}

TEST(PackMistake, KeyTooDeep) {
    std::string key = "a";
    for (int i = 0; i < 500'000; ++i) key += ".a";
    EXPECT_EQ(pack_error(key + " = 1\n"), "p.toml:4:1: a key with more than 32 dots");
}

TEST(PackMistake, UnknownKey) {
    EXPECT_EQ(table_error("measure = {}\n"),
              "p.toml:10:1: a table has no key \"measure\" (did you mean \"measures\"?)");
    EXPECT_EQ(pack_error("colour = 1\n"),
              "p.toml:4:1: the pack has no key \"colour\" (known: jurisdiction, year, kind, unit, "
              "decimals, inherits, titles, sections, charts, table)");
    EXPECT_EQ(
        table_error("panel = []\n"),
        "p.toml:7:1: a table with panels has no key \"rows\" (known: id, number, title, unit, "
        "panel)");
}

TEST(PackMistake, WrongType) {
    EXPECT_EQ(table_error("number = 3\n"),
              "p.toml:10:10: an integer where a string or an array of strings belongs (write a "
              "string or an array of strings)");
    EXPECT_EQ(table_error("number = [\"表三\", true]\n"),
              "p.toml:10:17: a boolean where a string belongs (write a string)");
    EXPECT_EQ(table_error("complete = \"fund\"\n"),
              "p.toml:10:12: a string where an array belongs (write an array)");
    EXPECT_EQ(table_error("row_words = [\"合计\"]\n"),
              "p.toml:10:14: a string where a table belongs (write a table)");
    EXPECT_EQ(pack_error("decimals = 2.0\n" + std::string(kTable)),
              "p.toml:4:12: a decimal number where an integer belongs (write an integer)");
    EXPECT_EQ(pack_error("decimals = 7\n" + std::string(kTable)),
              "p.toml:4:12: 7 is out of range (0 to 6)");
}

TEST(PackMistake, UnknownDimension) {
    EXPECT_EQ(table_error("complete = [\"fudn\"]\n"),
              "p.toml:10:13: unknown dimension \"fudn\" (did you mean \"fund\"?)");
    EXPECT_EQ(table_error("row_words = [{ words = \"合计\", measures = { vintge = \"all\" } }]\n"),
              "p.toml:10:43: unknown dimension \"vintge\" (did you mean \"vintage\"?)");
}

TEST(PackMistake, UnknownMember) {
    EXPECT_EQ(table_error("row_words = [{ words = \"合计\", measures = { kind = \"basics\" } }]\n"),
              "p.toml:10:50: kind has no member \"basics\" (did you mean \"basic\"?)");
    EXPECT_EQ(table_error("row_words = [{ words = \"合计\", measures = { measure = \"x\" } }]\n"),
              "p.toml:10:53: measure has no member \"x\" (known: operating)");
    EXPECT_EQ(
        table_error("row_words = [{ words = \"合计\", measures = { function = \"2O1\" } }]\n"),
        "p.toml:10:54: \"2O1\" is no function code (codes have digits only)");
}

TEST(PackMistake, UnknownChoices) {
    EXPECT_EQ(table_error("[[table]]\nid = \"T04\"\ntitle = \"表\"\nrows = \"function-code\"\n"),
              "p.toml:13:8: unknown rows \"function-code\" (did you mean \"function-codes\"?)");
    EXPECT_EQ(table_error("row_words = [{ words = \"合计\", role = \"sum\" }]\n"),
              "p.toml:10:37: unknown row role \"sum\" (known: part, total, opens, grand)");
    EXPECT_EQ(pack_error("[[table]]\nid = \"T1\"\ntitle = \"表\"\nrows = \"words\"\n"
                         "columns = [{ heading = \"金额\", is = \"amuont\" }]\n"),
              "p.toml:8:35: unknown column role \"amuont\" (did you mean \"amount\"?)");
}

TEST(PackMistake, UnknownKindOrUnit) {
    const auto pack = parse_pack({"p.toml",
                                  "jurisdiction = \"shanxi\"\nyear = 2026\n"
                                  "kind = \"departmentbudget\"\ntable = []\n"},
                                 "shanxi/2026/x", lexicon());
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().to_string(),
              "p.toml:3:8: unknown kind of document \"departmentbudget\" (did you mean "
              "\"department-budget\"?)");
    EXPECT_EQ(pack_error("unit = \"万圆\"\n" + std::string(kTable)),
              "p.toml:4:8: \"万圆\" is no unit of money (known: 元, 千元, 万元, 百万元, 亿元)");
    EXPECT_EQ(pack_error("unit = \"%\"\n" + std::string(kTable)),
              "p.toml:4:8: \"%\" is no unit of money (known: 元, 千元, 万元, 百万元, 亿元)");
}

TEST(PackMistake, DuplicateTable) {
    EXPECT_EQ(table_error(kTable),
              "p.toml:11:6: table id \"T03\" is given twice (first at p.toml:5:6)");
}

TEST(PackMistake, Headings) {
    const std::string start = "[[table]]\nid = \"T1\"\ntitle = \"表\"\nrows = \"words\"\n";
    EXPECT_EQ(pack_error(start + "columns = [{ heading = \" \" }]\n"),
              "p.toml:8:24: an empty text (write the words, or leave the key out)");
    EXPECT_EQ(pack_error(start + "columns = [{ heading = [] }]\n"),
              "p.toml:8:24: an empty array (write at least one text)");
    EXPECT_EQ(pack_error(start + "columns = [{ is = \"name\" }]\n"),
              "p.toml:8:12: a column without \"heading\" (add heading = …)");
    EXPECT_EQ(pack_error(start + "columns = []\n"),
              "p.toml:8:11: no columns (write at least one { heading = … })");
    EXPECT_EQ(pack_error(start + "columns = [{ heading = \"金额\" }, { heading = \"金 额\" }]\n"),
              "p.toml:8:32: heading \"金 额\" is given twice (first at p.toml:8:12)");
    EXPECT_EQ(pack_error(start + "columns = [{ heading = \"{yaer}年\" }]\n"),
              "p.toml:8:24: unknown placeholder {yaer} (known: {year}, {last_year})");
    EXPECT_EQ(pack_error(start + "columns = [{ heading = \"名称\", is = \"name\", measures = { "
                                 "kind = \"basic\" } }]\n"),
              "p.toml:8:12: measures of a column without amounts (leave out is or measures)");
}

TEST(PackMistake, AboveWithoutTotal) {
    EXPECT_EQ(table_error("row_words = [{ words = \"合计\", above = { kind = \"basic\" } }]\n"),
              "p.toml:10:14: \"above\" in a row that is no total (add role = \"total\")");
}

TEST(PackMistake, MissingKey) {
    EXPECT_EQ(pack_error("[[table]]\nid = \"T1\"\n"),
              "p.toml:4:1: a table without \"title\" (add title = …)");
    EXPECT_EQ(pack_error(""), "p.toml:1:1: the pack without \"table\" (add table = …)");
}

TEST(PackMistake, InTheWrongFolder) {
    const auto pack =
        parse_pack({"p.toml", std::string(kHead) + kTable}, "shanxi/2025/x", lexicon());
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().to_string(),
              "p.toml:2:8: \"2026\" in the pack \"shanxi/2025/x\" (a pack stands in "
              "packs/<jurisdiction>/<year>/)");
}

// ---- mistakes in the lexicon

TEST(LexiconMistake, Dimensions) {
    const auto error = [](const std::string& content) {
        const auto parsed = parse_lexicon({{"a.toml", content}});
        return parsed ? "no error" : parsed.error().to_string();
    };
    EXPECT_EQ(error("[dimensions]\nfunction = { all = [] }\n"),
              "a.toml:2:1: \"function\" is no closed dimension (known: flow, fund, kind, vintage, "
              "measure)");
    EXPECT_EQ(error("[dimensions]\nkind = { a = [\"c\"], b = [\"c\"] }\n"),
              "a.toml:2:26: \"c\" has two parents (\"a\" is the other)");
    EXPECT_EQ(error("[dimensions]\nkind = { a = [\"b\"], b = [\"a\"] }\n"),
              "a.toml:2:26: \"a\" is a part of itself (parts must form a tree)");
    EXPECT_EQ(error("[dimensions]\nkind = { a = [\"a\"] }\n"),
              "a.toml:2:15: \"a\" is a part of itself (parts must form a tree)");
}

TEST(LexiconMistake, Words) {
    EXPECT_EQ(lexicon_error("columns = [{ words = \"合计\" }, { words = [\"小计\", \"合计\"] }]\n"),
              "a.toml:1:30: column \"合计\" is given twice (first at a.toml:1:12)");
    EXPECT_EQ(lexicon_error("rows = [{ words = \"合计\", measures = { kind = \"bsaic\" } }]\n"),
              "a.toml:1:45: kind has no member \"bsaic\" (did you mean \"basic\"?)");
    EXPECT_EQ(lexicon_error("empty_note = \"空表\"\n"),
              "a.toml:1:1: the lexicon has no key \"empty_note\" (did you mean \"empty_notes\"?)");
    EXPECT_EQ(lexicon_error("kinds = [{ kind = \"budget\", words = \"预算\" }]\n"),
              "a.toml:1:19: unknown kind of document \"budget\" (known: department-budget, "
              "unit-budget, department-final-accounts, unit-final-accounts, other)");
}

TEST(LexiconMistake, Containments) {
    const auto error_of = [](const std::string& whole) {
        return lexicon_error(
            "[[containment]]\nid = \"x\"\nparts = [{ fund = \"fiscal\" }]\nwhole = " + whole +
            "\n");
    };
    EXPECT_EQ(error_of("{ measure = \"operating\" }"), "no error");
    EXPECT_EQ(error_of("{ flow = \"income\" }"),
              "a.toml:1:1: the whole is no special measure (give its measure)");
}

TEST(LexiconMistake, Relations) {
    EXPECT_EQ(lexicon_error("relations = [{ words = [\"增减\"], is = \"change\" }]\n"), "no error");
    EXPECT_EQ(lexicon_error("relations = [{ words = [\"增减\"], is = \"code\" }]\n"),
              "a.toml:1:14: a relation that is none (write change, ratio or share)");
}

TEST(LexiconMistake, Identities) {
    const std::string start =
        "[[identity]]\nid = \"x\"\nleft = { flow = \"income\" }\nright = { flow = \"uses\" }\n";
    EXPECT_EQ(lexicon_error(start), "no error");
    EXPECT_EQ(lexicon_error(start + start),
              "a.toml:5:1: identity \"x\" is given twice (first at a.toml:1:1)");
    EXPECT_EQ(lexicon_error(start + "required = [\"fund\"]\n"),
              "a.toml:1:1: fund is required but not free (add it to free)");
    EXPECT_EQ(lexicon_error(start + "free = [\"flow\"]\n"),
              "a.toml:1:1: flow is both free and given (leave it out of free, or of left and "
              "right)");
    EXPECT_EQ(lexicon_error(start + "hard = \"yes\"\n"),
              "a.toml:5:8: a string where a boolean belongs (write a boolean)");
    EXPECT_EQ(lexicon_error(start + "when_same = [[{}]]\n"),
              "a.toml:5:14: when_same needs pairs (write [[{ … }, { … }]])");
}

// ---- files

std::string ids(const Result<std::vector<const Pack*>>& packs) {
    std::string out;
    if (!packs) return packs.error().to_string();
    for (const Pack* pack : *packs) out += (out.empty() ? "" : " ") + pack->id;
    return out;
}

TEST(Load, NamesTheFileAtFault) {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(testing::TempDir()) / "pack_test_library";
    fs::remove_all(root);
    fs::create_directories(root / "lexicon");
    fs::create_directories(root / "shanxi" / "2026");
    std::ofstream(root / "lexicon" / "dimensions.toml") << kDimensions;
    std::ofstream(root / "lexicon" / ".swap.toml") << "not read";
    std::ofstream(root / "lexicon" / "README.md") << "not read";
    std::ofstream(root / "shanxi" / "2026" / "b.toml") << kHead << kTable;
    std::ofstream(root / "shanxi" / "2026" / "a.toml") << kHead << kTable;

    const auto library = load_library(root.string());
    ASSERT_TRUE(library) << library.error().to_string();
    EXPECT_EQ(ids(library->packs.all(library->lexicon)), "shanxi/2026/a shanxi/2026/b");

    const fs::path broken = root / "shanxi" / "2026" / "c.toml";
    std::ofstream(broken) << kHead << kTable << "hight = 1\n";
    const auto again = load_library(root.string());
    ASSERT_TRUE(again);
    const auto failed = again->packs.all(again->lexicon);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().where, broken.string() + ":10:1");
    EXPECT_EQ(failed.error().what, "a table has no key \"hight\"");
    fs::remove_all(root);
}

TEST(Load, PacksOfAPlaceWhenATextNamesIt) {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(testing::TempDir()) / "mingzhang-shelf-test";
    fs::remove_all(root);
    fs::create_directories(root / "lexicon");
    std::ofstream(root / "lexicon" / "dimensions.toml") << kDimensions;
    for (const char* place : {"anyplace", "broken", "circle", "hunan"}) {
        fs::create_directories(root / place / "2026");
        std::ofstream(root / place / "2026" / "a.toml")
            << text::replace_all(kHead, "shanxi", place) << kTable;
    }
    std::ofstream(root / "hunan" / "place.toml") << "words = [\"湖南\", \"长沙\"]\n";
    std::ofstream(root / "broken" / "place.toml") << "words = \"破\"\n";
    std::ofstream(root / "broken" / "2026" / "a.toml") << "hight = 1\n";
    std::ofstream(root / "circle" / "place.toml") << "words = \"圆\"\n";
    std::ofstream(root / "circle" / "2026" / "a.toml")
        << "jurisdiction = \"circle\"\nyear = 2026\nkind = \"department-budget\"\n"
        << "inherits = \"circle/2026/a\"\n";
    const Library library = load_library(root.string()).value();
    const auto named = [&](const char* text) {
        return library.packs.named_in(text, DocumentKind::kOther, library.lexicon);
    };
    EXPECT_EQ(ids(named("")), "anyplace/2026/a");
    EXPECT_EQ(library.packs.find("hunan/2026/a"), nullptr);
    EXPECT_EQ(ids(named("长沙市某局")), "anyplace/2026/a hunan/2026/a");
    EXPECT_FALSE(library.packs.find("hunan/2026/a")->any_place);
    EXPECT_TRUE(library.packs.find("anyplace/2026/a")->any_place);
    EXPECT_EQ(named("破").error().where, (root / "broken/2026/a.toml").string() + ":1:1");
    EXPECT_EQ(named("圆").error().what, "there is no pack \"circle/2026/a\" to inherit from");
    EXPECT_EQ(ids(named("湖南")), "anyplace/2026/a hunan/2026/a");

    std::ofstream(root / "hunan" / "place.toml") << "word = 1\n";
    EXPECT_EQ(load_library(root.string()).error().where,
              (root / "hunan/place.toml").string() + ":1:1");
    fs::remove_all(root);
}

TEST(Load, MissingFolder) {
    const auto library = load_library("no-such-folder");
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().where, "no-such-folder/lexicon");
    EXPECT_EQ(library.error().hint, "packs are expected in this folder");
}

// ---- the project's own data

const std::vector<const Pack*>& own() {
    static const Library library = load_library("packs").value();
    static const std::vector<const Pack*> packs = library.packs.all(library.lexicon).value();
    return packs;
}

TEST(OwnPacks, Load) {
    const auto library = load_library("packs");
    ASSERT_TRUE(library) << library.error().to_string();
    const auto packs = library->packs.all(library->lexicon);
    ASSERT_TRUE(packs) << packs.error().to_string();
    EXPECT_FALSE(packs->empty());
    EXPECT_FALSE(library->lexicon.identities.empty());
}

TEST(OwnPacks, ShanxiHasThirteenTables) {
    for (const Pack* each : own()) {
        const Pack& pack = *each;
        if (pack.id != "shanxi/2026/department-budget") continue;
        EXPECT_EQ(pack.jurisdiction, "shanxi");
        EXPECT_EQ(pack.unit, Unit::kWanYuan);
        ASSERT_EQ(pack.tables.size(), 13U);
        EXPECT_EQ(pack.tables[0].panels.size(), 2U);
        EXPECT_EQ(fill(pack.tables[12].titles[0], pack.year), "2026年项目支出预算表（上年结转）");
        return;
    }
    FAIL() << "no pack shanxi/2026/department-budget";
}

TEST(OwnPacks, EveryPanelHasLabelsAndAmountsAndDistinctCoordinates) {
    for (const Pack* each : own()) {
        const Pack& pack = *each;
        for (const Table& table : pack.tables) {
            for (const Panel& panel : table.panels) {
                std::set<std::string> coordinates;
                std::size_t amounts = 0;
                for (const Column& column : panel.columns) {
                    if (column.role != ColumnRole::kAmount) continue;
                    ++amounts;
                    coordinates.insert(panel.measures.merged(column.measures).to_string() + "@" +
                                       std::to_string(static_cast<int>(column.phase)));
                }
                EXPECT_GT(amounts, 0U) << pack.id << " " << table.id;
                // A table of one row needs no labels.
                EXPECT_TRUE(amounts < panel.columns.size() || panel.rows == RowKind::kWords)
                    << pack.id << " " << table.id;
                EXPECT_EQ(coordinates.size(), amounts) << pack.id << " " << table.id;
            }
        }
    }
}

std::string line(const std::string& text) {
    return std::string(1, '\n').append(text).append(1, '\n');
}

TEST(OwnPacks, TitlesStandInTheRealDocument) {
    const std::string path = "../shared/documents/shanxi-2026-budget-social-work-department.txt";
    std::ifstream file(path);
    if (!file) GTEST_SKIP() << path << " is not here";
    const std::string document((std::istreambuf_iterator<char>(file)), {});
    for (const Pack* each : own()) {
        const Pack& pack = *each;
        if (pack.id != "shanxi/2026/department-budget") continue;
        for (const Table& table : pack.tables) {
            EXPECT_THAT(document, HasSubstr(line(fill(table.titles[0], 2026))));
            for (const Panel& panel : table.panels) {
                for (const Column& column : panel.columns) {
                    for (const std::string& label : column.heading) {
                        EXPECT_THAT(document, HasSubstr(fill(label, 2026))) << table.id;
                    }
                }
            }
        }
        for (const Section& section : pack.sections) {
            EXPECT_THAT(document, HasSubstr(line(fill(section.titles[0], 2026))));
        }
    }
}

}  // namespace
}  // namespace mingzhang::pack
