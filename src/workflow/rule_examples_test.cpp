// Every example of a rule that is code goes through the whole program.
#include <gtest/gtest.h>

#include <algorithm>

#include "check/rule_catalogue.h"
#include "workflow/check_file.h"

namespace mingzhang::workflow {
namespace {

const Resources& resources() {
    static const Resources loaded = load_resources(".").value();
    return loaded;
}

CheckReport report_of(const std::string& example, const std::string& beside) {
    read::PdfScanner scanner;
    auto checked = check_together({NamedBytes{"example.txt", example}}, resources(), scanner);
    EXPECT_TRUE(checked) << checked.error().to_string() << example;
    if (!checked) return {};
    if (!beside.empty()) {
        const auto error = hold_beside(*checked, read::read_text(beside, "other.txt"), resources());
        EXPECT_FALSE(error) << error->to_string() << beside;
    }
    return checked->report;
}

bool reports(const CheckReport& report, const std::string& rule) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.rule == rule; });
}

class RuleExamples : public testing::TestWithParam<check::RuleEntry> {};

TEST_P(RuleExamples, AreWhatTheySay) {
    const check::RuleEntry& rule = GetParam();
    for (const std::string& example : rule.violated) {
        const CheckReport report = report_of(example, rule.beside);
        EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(),
                                [&](const Finding& finding) {
                                    return finding.rule == rule.id &&
                                           finding.severity == rule.severity &&
                                           finding.blocks_publication == rule.blocks_publication;
                                }))
            << example;
    }
    for (const std::string& example : rule.holds)
        EXPECT_FALSE(reports(report_of(example, rule.beside), rule.id)) << example;
    for (const std::string& example : rule.untold)
        EXPECT_FALSE(reports(report_of(example, rule.beside), rule.id)) << example;
}

// Where a rule counts, it looked at what holds, and could not tell what it says it cannot.
TEST_P(RuleExamples, AreCounted) {
    const check::RuleEntry& rule = GetParam();
    const auto counted = [&](const std::string& example) {
        const CheckReport report = report_of(example, rule.beside);
        const auto found =
            std::find_if(report.rules.begin(), report.rules.end(),
                         [&](const RuleCoverage& coverage) { return coverage.rule == rule.id; });
        return found == report.rules.end() ? RuleCoverage{rule.id, 1, 1} : *found;
    };
    for (const std::string& example : rule.holds)
        EXPECT_GT(counted(example).looked_at, 0) << example;
    for (const std::string& example : rule.untold) EXPECT_GT(counted(example).untold, 0) << example;
}

std::vector<check::RuleEntry> coded_rules() {
    std::vector<check::RuleEntry> rules = check::load_rule_catalogue("rules").value();
    std::erase_if(rules, [](const check::RuleEntry& rule) { return rule.is_of_words(); });
    return rules;
}

std::string name_of(const testing::TestParamInfo<check::RuleEntry>& rule) {
    std::string name = rule.param.id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, RuleExamples, testing::ValuesIn(coded_rules()), name_of);

}  // namespace
}  // namespace mingzhang::workflow
