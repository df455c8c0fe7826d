// Clp as a source of proposals. Whatever it says is confirmed in integers here, or dropped.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/graph.h"
#include "reconcile/propagate.h"

namespace mingzhang::reconcile {

struct Relaxation {
    enum class Answer { kFeasible, kInfeasible, kUnknown };
    Answer answer = Answer::kUnknown;
    std::vector<int64_t> near;  // kFeasible: integers near a rational solution
    Certificate certificate;    // kInfeasible: exact
};

// Is there a rational solution? `around` is any point near the figures; it keeps numbers small.
Relaxation relax(const System& system, const Component& component, const Mask& left_out,
                 const std::vector<int64_t>& around);

// Bounds of a quantity that follow from the bounds of `fixpoint` and all constraints together;
// never narrower than the truth, never wider than those of `fixpoint`.
Interval outer_bounds(const Component& component, const Propagation& fixpoint, int32_t quantity,
                      const std::vector<int64_t>& around);

// What a call costs, in the unit of propagation work.
int64_t program_work(const Component& component);

}  // namespace mingzhang::reconcile
