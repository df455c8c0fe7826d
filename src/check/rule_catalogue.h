// The catalogue of all rules: rules/*.toml. A rule with a pattern is a rule of words; of the others
// the catalogue says what their code looks at, and shows it by examples.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/finding.h"

namespace mingzhang::check {

struct RuleEntry {
    std::string id;
    Severity severity = Severity::kWarning;
    bool blocks_publication = false;
    std::string basis;    // the regulation, standard or form it follows from
    std::string reads;    // what its code looks at; empty for a rule of words
    std::string unshown;  // why no text can be an example of it; empty where some are
    // Examples: texts without a finding, with one, and where it cannot be told (without). Of a rule
    // that is code they are documents, and none of the lists is empty unless it is `unshown`.
    std::vector<std::string> holds, violated, untold;
    std::string beside;  // the other document that these are held against; empty: none

    bool is_of_words() const { return reads.empty(); }
};

// All of `directory`/*.toml in the order of the files' names. A mistake fails as file:line:column.
Result<std::vector<RuleEntry>> load_rule_catalogue(const std::string& directory);

}  // namespace mingzhang::check
