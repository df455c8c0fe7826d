// A disclosure held against the ledger that it should state: every figure whose meaning is known,
// amounts, counts, differences and rates.
#pragma once

#include <vector>

#include "compile/amounts.h"
#include "model/disclosure.h"

namespace mingzhang::workflow {

// Findings "differs-from-ledger", in the order of the figures. What the ledger says nothing of is
// not reported.
std::vector<Finding> hold_against(const Disclosure& disclosure, const compile::Amounts& ledger);

}  // namespace mingzhang::workflow
