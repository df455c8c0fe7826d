// What every rule makes: places, and findings that begin with one.
#pragma once

#include <string>

#include "check/passages.h"
#include "model/disclosure.h"
#include "model/finding.h"

namespace mingzhang::check {

FindingPlace place_at(const Place& place, std::string text);
// The figure as printed, with its row, its column and the table it stands in.
FindingPlace place_of(const Disclosure& disclosure, const Figure& figure);
// Its row as a whole, by what stands there.
FindingPlace place_of_row(const Disclosure& disclosure, const Figure& figure, std::string text);
FindingPlace place_of(const Passage& passage, TextRange range);

// Its argument "text" is what stands there. The key is left to the rule.
Finding finding_at(const std::string& rule, Severity severity, FindingPlace place);

}  // namespace mingzhang::check
