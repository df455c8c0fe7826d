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

using check::RuleEntry;

// Its message, with every argument left open.
std::string title(const RuleEntry& rule, const publish::Catalogue& catalogue) {
    Arguments open;
    const auto text = catalogue.templates().find(rule.id);
    if (text == catalogue.templates().end()) return rule.id;
    for (std::string_view name : publish::placeholders(text->second)) {
        if (name.starts_with('@')) name.remove_prefix(1);
        open.emplace(name, "…");
    }
    return catalogue.say(rule.id, open);
}

std::string severity(const RuleEntry& rule, const publish::Catalogue& catalogue) {
    return catalogue.say("severity." + std::string(severity_name(rule.severity)));
}

void print_terminal(const RuleEntry& rule, const publish::Catalogue& catalogue) {
    fmt::print("{}  {}\n  {}\n  {}\n", rule.id, severity(rule, catalogue), title(rule, catalogue),
               rule.basis);
    if (!rule.is_of_words()) fmt::print("  {}\n", rule.reads);
    for (const auto& [sign, examples] :
         {std::pair{"✗", &rule.violated}, {"✓", &rule.holds}, {"?", &rule.untold}}) {
        for (const std::string& example : *examples) {
            const std::string_view text = text::trim(example);
            fmt::print("  {} {}\n", sign, text::replace_all(std::string(text), "\n", "\n    "));
        }
    }
}

std::string joined(const std::vector<std::string>& examples) {
    std::string out;
    for (const std::string& example : examples) {
        out += (out.empty() ? "" : "<br>") + text::replace_all(example, "|", "\\|");
    }
    return out;
}

void add_word_rules(const std::vector<RuleEntry>& rules, const publish::Catalogue& catalogue,
                    std::string& page) {
    page +=
        "| rule | severity | says | basis | violated | holds | cannot be told |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const RuleEntry& rule : rules) {
        if (!rule.is_of_words()) continue;
        page += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", rule.id,
                            severity(rule, catalogue), title(rule, catalogue), rule.basis,
                            joined(rule.violated), joined(rule.holds), joined(rule.untold));
    }
}

void add_examples(std::string_view outcome, const std::vector<std::string>& examples,
                  std::string& page) {
    for (const std::string& example : examples)
        page += fmt::format("\n{}:\n\n```text\n{}\n```\n", outcome, text::trim(example));
}

void add_coded_rules(const std::vector<RuleEntry>& rules, const publish::Catalogue& catalogue,
                     std::string& page) {
    page += "| rule | severity | says | reads | basis |\n| --- | --- | --- | --- | --- |\n";
    for (const RuleEntry& rule : rules) {
        if (rule.is_of_words()) continue;
        page += fmt::format("| `{}` | {} | {} | {} | {} |\n", rule.id, severity(rule, catalogue),
                            title(rule, catalogue), rule.reads, rule.basis);
    }
    for (const RuleEntry& rule : rules) {
        if (rule.is_of_words()) continue;
        page += fmt::format("\n### `{}`\n", rule.id);
        add_examples("Violated", rule.violated, page);
        add_examples("Holds", rule.holds, page);
        add_examples("Cannot be told", rule.untold, page);
    }
}

}  // namespace

std::string rules_page(const std::vector<RuleEntry>& rules, const publish::Catalogue& catalogue) {
    std::string page =
        "# Rules\n\nMade by `mingzhang rules --format markdown --lang en`; the rules are in "
        "`rules/`, and every example is a test.\n\n## Words: patterns over single paragraphs and "
        "cells\n\n";
    add_word_rules(rules, catalogue, page);
    page +=
        "\n## Figures, sentences and parts: code\n\nExamples are small documents; a tab divides "
        "the cells of a table.\n\n";
    add_coded_rules(rules, catalogue, page);
    return page;
}

CLI::App* add_rules_command(CLI::App& app, RulesOptions& options) {
    CLI::App* rules = app.add_subcommand("rules", "list the rules with their examples");
    rules->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    rules->add_option("--format", options.format, "terminal or markdown")
        ->check(CLI::IsMember({"terminal", "markdown"}));
    return rules;
}

int run_rules(const RulesOptions& options) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto rules = check::load_rule_catalogue(*directory + "/rules");
    if (!rules) return complain(rules.error());
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error());
    if (options.format == "markdown") {
        fmt::print("{}", rules_page(*rules, *catalogue));
    } else {
        for (const RuleEntry& rule : *rules) print_terminal(rule, *catalogue);
    }
    return 0;
}

}  // namespace mingzhang::cli
