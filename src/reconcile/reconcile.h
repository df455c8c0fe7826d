// Decides whether one ledger explains every figure, and if none does, which figures are at
// fault (reconcile.md 3 to 5).
//
//   System ──reconcile──▶ Reconciliation ─┬─ verdict, witness
//                                         ├─ faults: alternatives, certificate, what would hold
//                                         ├─ broken soft constraints
//                                         └─ proven observations, slack of constraints
//
// Close to linear in the number of figures: propagation of integer bounds to a fixpoint, then a
// witness by fixing quantities one by one, then (where a component stays open) Clp for a
// proposal; every verdict is confirmed exactly, in integers, before it is returned.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system.h"

namespace mingzhang::reconcile {

enum class Verdict {
    kConsistent,     // an integer witness is given
    kUndecided,      // feasible over the rationals, no integer witness within the bound on work
    kContradiction,  // at least one fault
};

inline constexpr std::size_t kMostAllowed = 8;

// One cause. The alternatives are the smallest sets of observations whose removal makes the
// component consistent, most likely first; a set has several members only where no single
// observation explains the contradiction. No alternatives: the constraints contradict each other
// whatever the figures, the search was not asked for, or it ran out of work.
struct Fault {
    std::vector<std::vector<ObservationId>> alternatives;
    bool certain = false;  // one alternative only
    bool proven_smallest = true;

    // An irreducible contradiction that this fault is part of.
    Certificate certificate;
    std::vector<ObservationId> observations;  // in the certificate
    std::vector<ConstraintId> constraints;    // in the certificate

    // Per alternative: what the rest allows for the quantity of its first observation
    // (kNoLow/kNoHigh: unbounded, or beyond the first kMostAllowed alternatives).
    std::vector<Interval> allowed;
    // Hard constraints that cannot hold, taken one by one, while this figure is believed.
    std::vector<ConstraintId> broken;
    bool slip = false;   // the contradiction vanishes under the grade's wider intervals
    double kappa = 1.0;  // factor on the half-widths at which the certificate vanishes
};

struct BrokenSoft {
    ConstraintId constraint = 0;
    Certificate certificate;
    std::vector<ObservationId> observations;
    bool slip = false;
};

struct Reconciliation {
    Verdict verdict = Verdict::kConsistent;
    // A value for each quantity. On a contradiction: of the largest consistent part found, the
    // alternatives[0] of all faults left out. Empty where undecided.
    std::vector<int64_t> witness;
    std::vector<Fault> faults;  // independent causes, in order of their first observation
    std::vector<BrokenSoft> broken_soft;
    // Per observation: with it removed, the rest bounds its quantity on both sides without any
    // assumption of sign, and it belongs to no fault. Soft constraints do not count.
    std::vector<uint8_t> proven;
    // Per constraint: how large an error of one of its observed quantities it could hide
    // (sum of the interval widths of the others); kNoHigh where one is unbounded.
    std::vector<int64_t> slack;
    int32_t components = 0;
};

struct Options {
    bool find_faults = true;          // else the first contradiction ends the search
    int max_fault_size = 4;           // largest set searched before an upper bound is reported
    int64_t work_limit = 50'000'000;  // propagation steps spent on faults, deterministic
};

Reconciliation reconcile(const System& system, const Options& options = {});

}  // namespace mingzhang::reconcile
