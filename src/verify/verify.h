// The exact checker of witnesses and certificates. It shares no code with the solver: it
// includes neither reconcile nor any linear program, and recomputes everything in integers.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/system.h"

namespace mingzhang::verify {

// Empty when every observation (those in `left_out` apart) and every hard constraint holds for
// `witness`; else one line on the first that
// does not.
std::string check_witness(const System& system, const std::vector<int64_t>& witness,
                          const std::vector<ObservationId>& left_out = {});

// Empty when each line follows and the last line is false; else one line on the first fault.
std::string check_certificate(const System& system, const Certificate& certificate);

}  // namespace mingzhang::verify
