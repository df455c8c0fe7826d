// What kind of value a formula of a BIFF8 workbook can have, as its outermost operation tells.
#pragma once

#include <string_view>

namespace mingzhang::read {

enum class FormulaKind { kNumber, kText, kAny };

// `tokens` in the order of their evaluation (MS-XLS 2.5.198); kAny where one is not known.
FormulaKind formula_kind(std::string_view tokens);

}  // namespace mingzhang::read
