// Proves a disclosure: builds its system, has it decided and verified, and says what is wrong
// and what was not covered.
#pragma once

#include "model/report.h"
#include "pack/pack.h"

namespace mingzhang::check {

CheckReport check(Disclosure disclosure, const pack::Lexicon& lexicon);

}  // namespace mingzhang::check
