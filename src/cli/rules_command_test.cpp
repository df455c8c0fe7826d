#include "cli/rules_command.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace mingzhang::cli
