// What the text of final accounts must say of the "three public" expenses: how many groups and
// persons went abroad, how many vehicles were bought and are held, how many were received.
#pragma once

#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"

namespace mingzhang::check {

// Speaks only where the text tells of these expenses at all, the table shows one that is not zero
// and nowhere in the document stands a word for its counts.
std::vector<Finding> required_count_findings(const SourceDocument& source,
                                             const Disclosure& disclosure);

}  // namespace mingzhang::check
