// Proves a disclosure: builds its system, has it decided and verified, and says what is wrong
// and what was not covered.
#pragma once

#include "codes/codes.h"
#include "model/report.h"
#include "pack/pack.h"

namespace mingzhang::check {

CheckReport check(Disclosure disclosure, const pack::Lexicon& lexicon, const codes::Lists& codes);

// Holds a checked disclosure against another of the same department: its figures may then be
// proven by what the other shows, or be at odds with it. The other becomes the last of its files.
// Both years must be known. The findings are to be numbered again.
void compare_with(CheckReport& report, const Disclosure& other, const pack::Lexicon& lexicon,
                  const codes::Lists& codes);

// Puts the findings in page order, with ids and keys.
void number_findings(CheckReport& report);

}  // namespace mingzhang::check
