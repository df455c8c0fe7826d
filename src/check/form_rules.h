// What the forms of projects say against each other and against the tables, apart from amounts.
#pragma once

#include <vector>

#include "model/disclosure.h"

namespace mingzhang::check {

// project-name-differs (warning): the form's project is named otherwise in the table.
// form-title-differs (warning): the title of a form, or the heading above it, names another project
//   than the form does. Where most forms are titled by their project.
// form-without-project (warning): no table lists the project of the form. Where they list nearly
//   all others.
// project-without-form (warning): a project of the tables has no form. Where nearly all others have
//   one, and the document does not say how many it publishes.
// declaration-block-missing (warning): a form lacks blocks that its kind, or the others, have.
// form-label-slip (notice): a label of the form is misprinted.
// indicator-product (hint): number × unit cost of all indicators is another amount than the
//   form's; ≤ and ≥ prove nothing, so it is for somebody to judge.
std::vector<Finding> form_findings(const Disclosure& disclosure);

// A figure of each project that the tables list for this year and no form describes.
std::vector<int> projects_without_form(const Disclosure& disclosure);

}  // namespace mingzhang::check
