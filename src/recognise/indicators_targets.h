// The values in the last column of an indicator table.
#pragma once

#include <string_view>

#include "model/declaration.h"

namespace mingzhang::recognise {

// "≥ 95%", "不少于5次", "≤1280元/个/年", "年底", "大幅提升". Several numbers ("3-5次") are words.
Target parse_target(std::string_view cell);

// The comparison of a cell that holds nothing else ("≥", "大于等于"); kNone for any other.
Comparison lone_comparison(std::string_view cell);

}  // namespace mingzhang::recognise
