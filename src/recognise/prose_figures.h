// Amounts, rates and counts that stand in running text.
#pragma once

#include <string_view>
#include <vector>

#include "model/disclosure.h"

namespace mingzhang::recognise {

// Numbers directly before a money unit, a percent sign or a measure word ("256.61万元", "77.40%",
// "18个"). Years, dates, document numbers and ordinals are none. Place and reason are left to
// the caller.
std::vector<Figure> prose_figures(std::string_view text);

}  // namespace mingzhang::recognise
