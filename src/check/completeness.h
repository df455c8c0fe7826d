// Whether a disclosure has the parts it should have: what its contents page promises, the sections
// of its form, notes of empty tables, titles of its own year, ordinals without a gap.
//
// What the form is, the pack says; without one, only what the document says of itself is held
// against it. A rule that cannot tell reports nothing.
#pragma once

#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::check {

// `pack` is the disclosure's, nullptr where it has none.
std::vector<Finding> completeness_findings(const SourceDocument& source,
                                           const Disclosure& disclosure, const pack::Pack* pack);

}  // namespace mingzhang::check
