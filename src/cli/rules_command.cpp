#include "cli/rules_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/text.h"
#include "cli/complain.h"
#include "publish/messages.h"
#include "workflow/resources.h"

namespace mingzhang::cli {
namespace {

using check::WordRule;

std::string title(const WordRule& rule, const publish::Catalogue& catalogue) {
    return catalogue.say(rule.id, {{"text", "…"}});
}

std::string severity(const WordRule& rule, const publish::Catalogue& catalogue) {
    return catalogue.say("severity." + std::string(severity_name(rule.severity)));
}

void print_terminal(const WordRule& rule, const publish::Catalogue& catalogue) {
    fmt::print("{}  {}\n  {}\n  {}\n", rule.id, severity(rule, catalogue), title(rule, catalogue),
               rule.basis);
    for (const auto& [sign, examples] :
         {std::pair{"✗", &rule.violated}, {"✓", &rule.holds}, {"?", &rule.untold}}) {
        for (const std::string& example : *examples) fmt::print("  {} {}\n", sign, example);
    }
}

std::string joined(const std::vector<std::string>& examples) {
    std::string out;
    for (const std::string& example : examples) {
        out += (out.empty() ? "" : "<br>") + text::replace_all(example, "|", "\\|");
    }
    return out;
}

}  // namespace

std::string rules_page(const check::WordRules& rules, const publish::Catalogue& catalogue) {
    std::string page =
        "# Rules of words\n\nMade by `mingzhang rules --format markdown --lang en`; the rules are "
        "in `rules/`.\n\n| rule | severity | says | basis | violated | holds | cannot be told |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const WordRule& rule : rules.list()) {
        page += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", rule.id,
                            severity(rule, catalogue), title(rule, catalogue), rule.basis,
                            joined(rule.violated), joined(rule.holds), joined(rule.untold));
    }
    return page;
}

CLI::App* add_rules_command(CLI::App& app, RulesOptions& options) {
    CLI::App* rules = app.add_subcommand("rules", "list the rules of words with their examples");
    rules->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    rules->add_option("--format", options.format, "terminal or markdown")
        ->check(CLI::IsMember({"terminal", "markdown"}));
    return rules;
}

int run_rules(const RulesOptions& options) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto rules = check::load_word_rules(*directory + "/rules");
    if (!rules) return complain(rules.error());
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error());
    if (options.format == "markdown") {
        fmt::print("{}", rules_page(*rules, *catalogue));
    } else {
        for (const WordRule& rule : rules->list()) print_terminal(rule, *catalogue);
    }
    return 0;
}

}  // namespace mingzhang::cli
