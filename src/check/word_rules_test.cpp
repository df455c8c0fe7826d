#include "check/word_rules.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "check/paragraphs_test.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const WordRules& rules() {
    static const WordRules loaded = load_word_rules("rules").value();
    return loaded;
}

// "rule: words @lines", one a finding.
std::vector<std::string> found(SourceDocument& source) {
    std::vector<std::string> out;
    for (const Finding& finding : apply_word_rules(rules(), source)) {
        std::string line = finding.rule + ": " + finding.places[0].text + " @";
        for (const FindingPlace& place : finding.places)
            line += std::to_string(place.place.line) + ",";
        line.pop_back();
        out.push_back(line);
    }
    return out;
}

bool reports(const WordRule& rule, const std::string& text) {
    SourceDocument source = paragraphs({text});
    return !apply_word_rules(WordRules({rule}), source).empty();
}

TEST(WordRules, DoWhatTheirExamplesSay) {
    ASSERT_FALSE(rules().list().empty());
    for (const WordRule& rule : rules().list()) {
        EXPECT_FALSE(rule.holds.empty() || rule.violated.empty() || rule.untold.empty()) << rule.id;
        for (const auto& text : rule.holds) EXPECT_FALSE(reports(rule, text)) << rule.id << text;
        for (const auto& text : rule.violated) EXPECT_TRUE(reports(rule, text)) << rule.id << text;
        for (const auto& text : rule.untold) EXPECT_FALSE(reports(rule, text)) << rule.id << text;
    }
}

TEST(WordRules, TheSameWordsAreOneFindingWithAllPlaces) {
    SourceDocument source = paragraphs({"XX局", "甲局", "XX局和××局"});
    EXPECT_THAT(found(source), ElementsAre("placeholder-left: XX @1,3", "placeholder-left: ×× @3"));
}

TEST(WordRules, PersonalNumbersAreMaskedInTheDocumentItself) {
    SourceDocument source = paragraphs({"身份证11010519491231002X，手机13800001111。"});
    EXPECT_THAT(found(source), ElementsAre("personal-id-number: 110*************2X @1",
                                           "personal-mobile-number: 138******11 @1"));
    EXPECT_EQ(source.blocks[0].text, "身份证110*************2X，手机138******11。");
}

TEST(WordRules, NumbersThatOnlyLookPersonalAreNotTouched) {
    for (const char* text :
         {"110105194912310021", "11010519490231002X", "总额11010519491231002元"}) {
        SourceDocument source = paragraphs({text});
        EXPECT_THAT(found(source), ElementsAre()) << text;
        EXPECT_EQ(source.blocks[0].text, text);
    }
}

TEST(WordRules, SentencesAndCellsAreToldApart) {
    SourceDocument source;
    Block table;
    table.kind = BlockKind::kTable;
    GridCell cell;
    cell.text = "比上年增加0万元";
    cell.place.line = 4;
    table.grid.rows.push_back({cell});
    source.blocks.push_back(table);
    EXPECT_THAT(found(source), ElementsAre());
}

TEST(WordRules, Calendar) {
    EXPECT_FALSE(is_impossible_date("2024年2月29日"));
    EXPECT_TRUE(is_impossible_date("2025年2月29日"));
    EXPECT_TRUE(is_impossible_date("4月31日"));
    EXPECT_TRUE(is_impossible_date("0月1日"));
    EXPECT_FALSE(is_impossible_date("12月31日"));
}

std::string error_of(const std::string& toml) {
    const auto folder = std::filesystem::temp_directory_path() / "mingzhang-word-rules-test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.toml") << toml;
    const auto loaded = load_rule_catalogue(folder.string());
    std::filesystem::remove_all(folder);
    return loaded ? "none" : loaded.error().to_string();
}

TEST(WordRules, MistakesInAFileAreNamedWithTheirPlace) {
    const std::string head =
        "[[rule]]\nid = \"a\"\nseverity = \"error\"\nbasis = \"b\"\n"
        "holds = []\nviolated = []\nuntold = []\n";
    EXPECT_THAT(error_of(head + "pattern = '(a'\n"), HasSubstr("a.toml:8:11: this is no pattern"));
    EXPECT_THAT(error_of(head + "pattern = 'a*'\n"), HasSubstr("matches nothing at all"));
    EXPECT_THAT(error_of(head + "patern = 'a'\n"), HasSubstr("did you mean \"pattern\"?"));
    EXPECT_THAT(error_of(head), HasSubstr("a rule without \"pattern\""));
    EXPECT_THAT(error_of(head + "pattern = 'a'\n" + head + "pattern = 'b'\n"),
                HasSubstr("a second rule a"));
    EXPECT_THAT(error_of(head + "reads = \"c\"\n"),
                HasSubstr("a.toml:1:1: a rule without examples of all three kinds"));
    EXPECT_THAT(error_of(head + "pattern = 'a'\nreads = \"c\"\n"),
                HasSubstr("a rule with \"pattern\" and \"reads\""));
    EXPECT_THAT(error_of("[[rule"), HasSubstr("a.toml:1:"));
}

// No pattern can make the program hang: RE2 is linear whatever a rule says.
TEST(WordRules, AWildPatternEndsSoon) {
    const auto folder = std::filesystem::temp_directory_path() / "mingzhang-word-rules-wild";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.toml")
        << "[[rule]]\nid = \"a\"\nseverity = \"error\"\nbasis = \"b\"\npattern = '(a+)+(a+)+b'\n"
           "holds = []\nviolated = []\nuntold = []\n";
    const auto wild = load_word_rules(folder.string()).value();
    std::filesystem::remove_all(folder);
    SourceDocument source = paragraphs({std::string(50'000, 'a')});
    EXPECT_TRUE(apply_word_rules(wild, source).empty());
}

}  // namespace
}  // namespace mingzhang::check
