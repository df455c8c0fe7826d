// Rates of exact amounts.
#pragma once

#include <optional>
#include <string>

#include "model/money.h"

namespace mingzhang::compile {

// part / whole in per cent, rounded half away from zero to `decimals` (0 to 6) places: "77.40". A
// nothing is "0". None where the whole is not above zero.
std::optional<std::string> percent_of(Money part, Money whole, int decimals);

}  // namespace mingzhang::compile
