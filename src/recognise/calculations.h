// The figures of a running text with its calculations.
#pragma once

#include <optional>
#include <string_view>

#include "model/disclosure.h"

namespace mingzhang::recognise {

// What a whole text comes to: the result of its last calculation, else the last amount that 共需,
// 共计, 预计 or a like word leads to; and such an amount behind the calculation, which says it once
// more. Indices into Disclosure::figures.
struct StatedTotal {
    std::optional<int> amount, restated;
};

// Appends the text's figures (uncovered for `reason` where no calculation holds them) and its
// calculations.
StatedTotal read_calculations(std::string_view text, const Place& place, const char* reason,
                              Disclosure& disclosure);

}  // namespace mingzhang::recognise
