// Certificates: built line by line, explained from a trail, checked, and read.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "reconcile/graph.h"
#include "reconcile/propagate.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

// Source lines to be added up. Keys sort in the order the lines will have.
using SourceKey = std::pair<Certificate::Source, int32_t>;  // index in the system
using Combination = std::map<SourceKey, Wide>;

SourceKey observation_key(const Component& component, int32_t observation, Side side);
SourceKey constraint_key(const Component& component, int32_t constraint, Side side);

// The certificate that one combination of source lines is; empty when it proves nothing.
Certificate certificate_of(const System& system, const Combination& combination);

// The reasons of the conflict `p` stands at, resolved. Bounds that were rounded to integers keep
// a line of their own. Empty when the numbers grow too large to write down.
Certificate explain(const System& system, const Component& component, const Propagation& p);

// Every line recomputed exactly, and the last one false.
bool proves(const System& system, const Certificate& certificate);

// The sources, ascending.
std::vector<ObservationId> observations_of(const Certificate& certificate);
std::vector<ConstraintId> constraints_of(const Certificate& certificate);

// The factor on the half-widths (step / 2 around the printed value) at which the certificate
// stops being contradictory; roundings to integers are ignored.
double kappa(const System& system, const Certificate& certificate);

}  // namespace mingzhang::reconcile
