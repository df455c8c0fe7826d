// The printed values that would hold in place of a figure at fault, and the slip of the hand
// that explains one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"

namespace mingzhang::check {

struct Candidate {
    std::string text;  // in the figure's own unit and decimals
    std::string slip;  // "slip.swapped", …; empty where no slip explains it
};

// Values that print inside `allowed`, those a slip explains first, then nearest the middle; at
// most `most`. None where the interval holds more than a thousand printed values and no slip
// leads into it.
std::vector<Candidate> candidates(const Figure& figure, Interval allowed, std::size_t most);

// part / whole in per cent, rounded half away from zero; none where whole is not positive.
std::optional<std::string> print_rate(int64_t part, int64_t whole, int decimals);

// The slip that turns `right` into `wrong` (both as printed, same unit), or empty.
std::string slip_between(const std::string& wrong, const std::string& right);

}  // namespace mingzhang::check
