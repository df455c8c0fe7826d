// What `check` says of one document: everything a report needs and no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"

namespace mingzhang {

enum class Coverage { kProven, kConflicting, kUncovered, kUnreadable };

struct FigureCoverage {
    Coverage coverage = Coverage::kUncovered;
    std::string reason;  // reason id where uncovered
};

// How much a rule of sentences had to look at, and of how much it could not tell.
struct RuleCoverage {
    std::string rule;
    int looked_at = 0;
    int untold = 0;  // among those looked at

    bool operator==(const RuleCoverage&) const = default;
};

struct CheckReport {
    Disclosure disclosure;
    std::vector<FigureCoverage> coverage;  // parallel to disclosure.figures
    std::vector<Finding> findings;         // in page order, ids set
    std::vector<RuleCoverage> rules;       // of the rules of sentences
    bool tables_have_witness = false;
    bool document_has_witness = false;
    int hard_constraints = 0, soft_constraints = 0;
    // The hard constraint that could hide the largest error, in fen; none where there is none.
    std::optional<int64_t> widest_slack;
};

}  // namespace mingzhang
