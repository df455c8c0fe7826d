// Names without amounts: lists of parts in the text, pairs of economic items, terms explained.
#pragma once

#include <vector>

#include "codes/codes.h"
#include "model/disclosure.h"

namespace mingzhang::check {

// name-not-in-table (warning): the text lists a part of 人员经费 or 公用经费 that its table lacks.
// name-missing (warning): a closed list (without 等) leaves out an item that has an amount.
// economic-pair-unusual (warning): departmental and government item do not go together in the
//   list of the year, where that pair's row is attested.
// glossary-term-unused (hint): a term is explained but never used.
std::vector<Finding> name_findings(const Disclosure& disclosure, const codes::Lists& codes);

}  // namespace mingzhang::check
