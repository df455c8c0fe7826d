// Drawn lines become rules: collinear pieces that touch are one.
#pragma once

#include <vector>

#include "base/place.h"

namespace mingzhang::read {

struct Rule {
    float at = 0;  // y of a horizontal one, x of a vertical one: its middle
    float from = 0, to = 0;

    bool operator==(const Rule&) const = default;
};

struct Rules {
    std::vector<Rule> horizontal, vertical;  // by position, then from
};

// Pieces within kSameRule of each other are collinear; dots and dashes become one rule, too.
// Rules shorter than a character are left out.
Rules rules_of(const std::vector<Box>& lines);

inline constexpr float kSameRule = 1.8f;

}  // namespace mingzhang::read
