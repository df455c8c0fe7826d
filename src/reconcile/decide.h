// Is there a ledger for this component? Propagation, then a witness, then a linear program.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "reconcile/graph.h"
#include "reconcile/linear_program.h"
#include "reconcile/propagate.h"
#include "reconcile/witness.h"

namespace mingzhang::reconcile {

enum class Answer {
    kYes,      // a witness, or (where none was asked for) certain to have one
    kNo,       // a contradiction
    kUnknown,  // no contradiction over the rationals, no witness found
};

class Decider {
  public:
    explicit Decider(const System& system) : system_(system) {}

    // Component and mask must outlive the calls below.
    Answer decide(const Component& component, const Mask& left_out, bool want_witness);

    // kNo when propagation alone finds a contradiction; certificate() then explains it.
    Answer propagate(const Component& component, const Mask& left_out);

    // After kYes with a witness asked for.
    const std::vector<int64_t>& witness() const { return finder_.values(); }
    // After kYes or kUnknown: what propagation leaves.
    const Propagation& fixpoint() const { return propagation_; }
    // After kNo: a contradiction that is short, but not irreducible. Call it once.
    Certificate certificate();

    int64_t work() const { return propagation_.work() + finder_.work() + program_work_; }

  private:
    const System& system_;
    const Component* component_ = nullptr;
    const Mask* left_out_ = nullptr;
    Propagation propagation_;
    WitnessFinder finder_;
    Certificate program_certificate_;
    int64_t program_work_ = 0;
};

// Drops observations and constraints while the rest stays contradictory, until none can be
// spared or `work_limit` of the decider is reached. `whole` is a component that holds all of the
// certificate's sources.
Certificate irreducible(const Component& whole, Certificate certificate, Decider& decider,
                        int64_t work_limit = std::numeric_limits<int64_t>::max());

}  // namespace mingzhang::reconcile
