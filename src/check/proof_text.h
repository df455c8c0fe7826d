// A certificate as lines a person can verify with a pocket calculator.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/articulation.h"
#include "model/disclosure.h"
#include "model/finding.h"

namespace mingzhang::check {

// "29.63 + 191.02 + 24.13 is at most 244.795, 246.29 is at least 246.285", then one line for
// each relation used. `most_relations` limits the latter.
std::vector<Message> proof_lines(const Certificate& certificate, const Articulation& articulation,
                                 const Disclosure& disclosure);

// The rate that the printed amounts give in place of the one a claim states; none where they are
// not all printed.
std::optional<std::string> right_rate(int claim, const Articulation& articulation,
                                      const Disclosure& disclosure);

// Observations the certificate uses, heaviest first.
std::vector<ObservationId> observations_in(const Certificate& certificate);

}  // namespace mingzhang::check
