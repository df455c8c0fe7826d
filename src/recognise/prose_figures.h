// Amounts, rates and counts that stand in running text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/disclosure.h"

namespace mingzhang::recognise {

struct FoundFigure {
    Figure figure;
    std::size_t begin = 0, end = 0;  // of the number with its unit, in the folded text
};

// The number that begins at `begin` of a folded text, if a money unit, a percent sign or a
// measure word follows it ("256.61万元", "77.40%", "18个"). Years, dates, document numbers and
// ordinals are none. `number_end` receives the end of the digits, whatever they are.
std::optional<FoundFigure> figure_at(std::string_view folded, std::size_t begin,
                                     std::size_t& number_end);

// All of a text, which need not be folded. Place and reason are left to the caller.
std::vector<Figure> prose_figures(std::string_view text);

}  // namespace mingzhang::recognise
