// What the forms of projects say against each other and against the tables, apart from amounts.
#pragma once

#include <vector>

#include "model/disclosure.h"

namespace mingzhang::check {

// project-name-differs (warning): the form's project is named otherwise in the table.
// declaration-block-missing (warning): a form lacks blocks that its kind, or the others, have.
// form-label-slip (notice): a label of the form is misprinted.
// indicator-product (hint): number × unit cost of all indicators is another amount than the
//   form's; ≤ and ≥ prove nothing, so it is for somebody to judge.
std::vector<Finding> form_findings(const Disclosure& disclosure);

}  // namespace mingzhang::check
