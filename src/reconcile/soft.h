// Soft constraints, each tried apart from the system.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reconcile/decide.h"
#include "reconcile/reconcile.h"

namespace mingzhang::reconcile {

// `left_out` marks observations of the system; `bounds` is what the hard constraints leave of
// each quantity, at the fixpoint unless `rough`. None when the constraint can hold, or says nothing
// because a figure it needs is left out.
std::optional<BrokenSoft> try_soft(const System& system, Graph& graph, ConstraintId constraint,
                                   const Mask& left_out, const std::vector<Interval>& bounds,
                                   bool rough);

}  // namespace mingzhang::reconcile
