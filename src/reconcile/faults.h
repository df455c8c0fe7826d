// From a contradictory component to its faults: which observations, why, and what would hold.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/decide.h"
#include "reconcile/reconcile.h"

namespace mingzhang::reconcile {

struct ComponentFaults {
    std::vector<Fault> faults;
    Mask left_out;  // alternatives[0] of all faults; empty when no figure can be blamed
    // What the decider, left in that state, answered without them.
    Answer rest = Answer::kNo;
    int64_t work = 0;
};

// After `decider` has answered kNo for `component`. Empty without an exact proof of it.
ComponentFaults find_faults(const System& system, const Component& component,
                            const Options& options, int64_t work_left, Decider& decider);

// The grade's intervals: each at least as wide as the one verdicts use.
Component graded(const System& system, Component component);

}  // namespace mingzhang::reconcile
