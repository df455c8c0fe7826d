#include "publish/messages.h"

#include <gmock/gmock.h>

#include <fstream>

#include "model/disclosure.h"

namespace mingzhang::publish {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const Catalogue kCatalogue("en", {{"plain", "nothing to fill"},
                                  {"sum-mismatch", "{text} {@unit} cannot hold"},
                                  {"because", "because {@reason}"},
                                  {"braces", "{ {} {A} {text"},
                                  {"reason.plain-too", "qualified"},
                                  {"plain-too", "unqualified"},
                                  {"reason.row-unknown", "its row is unknown"},
                                  {"reason.deep", "see {text}"}});

TEST(Catalogue, FillsPlaceholders) {
    EXPECT_EQ(kCatalogue.say("plain"), "nothing to fill");
    EXPECT_EQ(kCatalogue.say({"sum-mismatch", {{"text", "215.51"}, {"unit", "万元"}}}),
              "215.51 万元 cannot hold");
    EXPECT_EQ(kCatalogue.say("sum-mismatch", {{"text", "{unit}"}, {"unit", "万元"}}),
              "{unit} 万元 cannot hold");
}

TEST(Catalogue, SaysArgumentsThatAreMessages) {
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "row-unknown"}}), "because its row is unknown");
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "plain"}}), "because nothing to fill");
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "plain-too"}}), "because qualified");
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "the moon"}}), "because the moon");
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "because"}}), "because because");
    EXPECT_EQ(kCatalogue.say("because", {{"reason", "deep"}}), "because reason.deep");
}

TEST(Catalogue, ShowsPlainlyWhatItCannotSay) {
    EXPECT_EQ(kCatalogue.say("new-rule"), "new-rule");
    EXPECT_EQ(kCatalogue.say("new-rule", {{"text", "1"}, {"unit", "元"}}),
              "new-rule (text=1, unit=元)");
    EXPECT_EQ(kCatalogue.say("sum-mismatch", {{"text", "1"}}), "sum-mismatch (text=1)");
    EXPECT_EQ(kCatalogue.say("braces"), "{ {} {A} {text");
}

Catalogue load(const std::string& language) {
    auto catalogue = load_catalogue("messages", language);
    if (!catalogue) throw std::runtime_error(catalogue.error().to_string());
    return *catalogue;
}

TEST(ErrorSentence, IsInTheWordsOfTheCatalogueWhereItHasThem) {
    const Catalogue zh = load_catalogue("messages", "zh").value();
    EXPECT_EQ(error_sentence({"a.pdf", "The file is empty", ""}, zh), "文件是空的");
    EXPECT_EQ(
        error_sentence(
            {"", "The file is protected by a password", "save a copy without a password"}, zh),
        "文件设了密码；请另存一份不设密码的");
    EXPECT_EQ(error_sentence({"", "Something new", "try this"}, zh), "Something new；try this");
}

TEST(Catalogues, HaveTheSameIdsAndPlaceholders) {
    const Catalogue zh = load("zh"), en = load("en");
    EXPECT_GT(zh.templates().size(), 100u);
    for (const auto& [id, text] : zh.templates()) {
        ASSERT_TRUE(en.has(id)) << id << " is missing in en.toml";
        EXPECT_EQ(placeholders(text), placeholders(en.templates().at(id))) << id;
    }
    for (const auto& [id, text] : en.templates()) {
        EXPECT_TRUE(zh.has(id)) << id << " is missing in zh.toml";
    }
}

TEST(Catalogues, NameWhatTheModelNames) {
    const Catalogue zh = load("zh");
    for (auto kind : {DocumentKind::kDepartmentBudget, DocumentKind::kUnitBudget,
                      DocumentKind::kDepartmentFinalAccounts, DocumentKind::kUnitFinalAccounts,
                      DocumentKind::kOther}) {
        EXPECT_TRUE(zh.has("kind." + std::string(kind_name(kind)))) << kind_name(kind);
    }
    for (auto severity :
         {Severity::kError, Severity::kWarning, Severity::kNotice, Severity::kHint}) {
        EXPECT_TRUE(zh.has("severity." + std::string(severity_name(severity))));
    }
    for (auto status :
         {TableStatus::kRecognised, TableStatus::kUnrecognised, TableStatus::kUnreadable}) {
        EXPECT_TRUE(zh.has("status." + std::string(table_status_name(status))));
    }
}

TEST(Catalogues, HaveNoStrayBraces) {
    for (const char* language : {"zh", "en"}) {
        const Catalogue catalogue = load(language);
        for (const auto& [id, text] : catalogue.templates()) {
            Arguments arguments;
            for (std::string_view name : placeholders(text)) {
                if (name.front() == '@') name.remove_prefix(1);
                arguments.emplace(name, "x");
            }
            EXPECT_EQ(catalogue.say(id, arguments).find_first_of("{}"), std::string::npos) << id;
        }
    }
}

class LoadCatalogue : public testing::Test {
  protected:
    std::string error_of(const std::string& content) {
        const std::string directory = testing::TempDir();
        std::ofstream(directory + "/qq.toml") << content;
        const auto catalogue = load_catalogue(directory, "qq");
        return catalogue ? "" : catalogue.error().to_string();
    }
};

TEST_F(LoadCatalogue, NamesFileLineAndColumn) {
    EXPECT_EQ(error_of("a = \"b\"\n"), "");
    EXPECT_THAT(error_of("a = \"b\"\nc = "), HasSubstr("qq.toml:2:"));
    EXPECT_THAT(error_of("a = \"b\"\n[d]\nc = 1\n"),
                HasSubstr("qq.toml:3:5: the message d.c is not a text (write it in quotes)"));
}

TEST_F(LoadCatalogue, NamesTheLanguagesThereAre) {
    EXPECT_EQ(load_catalogue("messages", "fr").error().to_string(),
              "messages: there are no messages in the language \"fr\" (there are: en, zh)");
    EXPECT_THAT(load_catalogue("messages", "../messages/zh").error().to_string(),
                StartsWith("messages: there are no messages in the language"));
    EXPECT_EQ(load_catalogue("no/such/folder", "zh").error().hint, "");
}

}  // namespace
}  // namespace mingzhang::publish
