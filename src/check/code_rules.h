// Codes of the classification beside their names, in tables and as "名称（2050202）" in sentences:
// what the list of the year says of them, where that row is attested; what the other tables of the
// document say; and whether a code can stand where it stands.
//
//   code-name-differs (warning)   code and name belong to different items: text, usual
//   code-out-of-place (warning)   under another parent, against the order of its column, or of no
//                                 class of that classification
//
// Names that contain each other are one name: forms shorten them.
#pragma once

#include <vector>

#include "codes/codes.h"
#include "model/disclosure.h"
#include "model/finding.h"
#include "model/source_document.h"

namespace mingzhang::check {

// In the order of the document; at most 100, one a place.
std::vector<Finding> code_findings(const SourceDocument& source, const Disclosure& disclosure,
                                   const codes::Lists& codes);

}  // namespace mingzhang::check
