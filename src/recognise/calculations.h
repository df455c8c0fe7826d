// The figures of a running text with its calculations.
#pragma once

#include <optional>
#include <string_view>

#include "model/disclosure.h"

namespace mingzhang::recognise {

// Appends the text's figures (uncovered for `reason` where no calculation holds them) and its
// calculations. Returns the figure that the whole text comes to: the result of its last
// calculation, else the last amount that 共需, 共计, 预计 or a like word leads to.
std::optional<int> read_calculations(std::string_view text, const Place& place,
                                     const char* reason, Disclosure& disclosure);

}  // namespace mingzhang::recognise
