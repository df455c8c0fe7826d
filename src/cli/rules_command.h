// `mingzhang rules`: lists the rules, as text or as the page docs/rules.md.
#pragma once

#include <string>
#include <vector>

#include "check/rule_catalogue.h"
#include "publish/messages.h"

namespace CLI {
class App;
}

namespace mingzhang::cli {

struct RulesOptions {
    std::string language = "zh";
    std::string format = "terminal";
};

CLI::App* add_rules_command(CLI::App& app, RulesOptions& options);
// The exit code.
int run_rules(const RulesOptions& options);

// The page docs/rules.md.
std::string rules_page(const std::vector<check::RuleEntry>& rules,
                       const publish::Catalogue& catalogue);

}  // namespace mingzhang::cli
