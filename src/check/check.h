// Proves a disclosure: builds its system, has it decided and verified, and says what is wrong
// and what was not covered.
#pragma once

#include "codes/codes.h"
#include "model/report.h"
#include "pack/pack.h"

namespace mingzhang::check {

CheckReport check(Disclosure disclosure, const pack::Lexicon& lexicon, const codes::Lists& codes);

}  // namespace mingzhang::check
