#include "cli/rules_command.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "base/file.h"

namespace mingzhang::cli {
namespace {

TEST(RulesPage, IsTheOneInTheDocuments) {
    const auto rules = check::load_rule_catalogue("rules");
    const auto catalogue = publish::load_catalogue("messages", "en");
    const auto page = read_file("docs/rules.md", 1 << 20);
    ASSERT_TRUE(rules && catalogue && page);
    EXPECT_EQ(*page, rules_page(*rules, *catalogue))
        << "write it anew: mingzhang rules --format markdown --lang en > docs/rules.md";
}

std::set<std::string> rule_ids() {
    std::set<std::string> ids;
    const auto rules = check::load_rule_catalogue("rules").value();
    for (const check::RuleEntry& rule : rules) ids.insert(rule.id);
    return ids;
}

// Every "word-word" that a source holds as a string.
std::set<std::string> hyphenated_strings(const std::string& source) {
    std::set<std::string> out;
    for (std::size_t at = source.find('"'); at != std::string::npos;
         at = source.find('"', at + 1)) {
        const std::size_t end = source.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at + 1);
        if (end == std::string::npos || source[end] != '"') continue;
        std::string word = source.substr(at + 1, end - at - 1);
        if (word.find('-') != std::string::npos && word.size() > 1) out.insert(std::move(word));
    }
    return out;
}

TEST(RuleCatalogue, HasEveryRuleThatHasAMessage) {
    const auto messages = publish::load_catalogue("messages", "en").value();
    const std::set<std::string> rules = rule_ids();
    for (const std::string& rule : rules) EXPECT_TRUE(messages.has(rule)) << rule;
    for (const auto& [id, text] : messages.templates()) {
        if (id.find('.') != std::string::npos || id == "restores") continue;
        EXPECT_EQ(rules.count(id), 1U) << id << " is in messages/, but not in rules/";
    }
}

// What the checking sources name is a rule of the catalogue, or a word for something else.
TEST(RuleCatalogue, HasEveryRuleThatIsReported) {
    const std::set<std::string> rules = rule_ids(), others = {"id-number"};
    const auto messages = publish::load_catalogue("messages", "en").value();
    const auto says_otherwise = [&](const std::string& word) {
        return std::any_of(messages.templates().begin(), messages.templates().end(),
                           [&](const auto& t) { return t.first.ends_with("." + word); });
    };
    for (const char* folder : {"src/check", "src/recognise", "src/model"}) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string path = entry.path().string();
            const bool test = path.ends_with("_test.cpp") || path.ends_with("_test.h");
            if (test || !path.ends_with(".cpp")) continue;
            const std::string source = read_file(path, 1 << 20).value();
            if (source.find("inding") == std::string::npos &&
                source.find("report(") == std::string::npos)
                continue;
            for (const std::string& word : hyphenated_strings(source)) {
                EXPECT_TRUE(rules.count(word) + others.count(word) > 0 || says_otherwise(word))
                    << path << " names " << word << ", which is not in rules/";
            }
        }
    }
}

}  // namespace
}  // namespace mingzhang::cli
