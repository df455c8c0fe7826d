// The smallest sets of observations without which a contradictory component is consistent.
//
// Every such set takes one observation at least from each irreducible contradiction (core). So:
// disjoint cores give a lower bound; each is first repaired by itself; together these repairs
// are the smallest set if they suffice. Otherwise sets are searched by growing size.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "reconcile/decide.h"
#include "reconcile/reconcile.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

using ObservationSet = std::vector<int32_t>;  // local ids, ascending

// One independent cause; its alternatives are ordered, most likely first.
struct Cause {
    std::vector<ObservationSet> alternatives;
    bool proven_smallest = true;
    Certificate certificate;
};

class FaultSearch {
  public:
    // `component` is contradictory. `work_left` is what remains of the limit. Component and
    // decider must outlive this.
    FaultSearch(const System& system, const Component& component, int max_fault_size,
                int64_t work_left, Decider& decider);

    // Leaving out alternatives[0] of every cause makes the component consistent; causes without
    // alternatives cannot be repaired, or not within the limit.
    std::vector<Cause> run();
    int64_t work() const { return decider_.work() - work_before_ + minimiser_.work(); }

  private:
    struct Core {
        ObservationSet observations;
        Certificate certificate;
    };
    using Family = std::vector<ObservationSet>;  // sets that each repair something

    bool exhausted() const { return work() > work_limit_; }
    // A contradiction that remains without `set`; −1: none.
    int32_t core_without(const ObservationSet& set);
    int32_t add_core(Certificate certificate);
    int32_t known_core_without(const Mask& mask) const;
    Mask mask_of(const ObservationSet& set) const;
    std::vector<int32_t> disjoint_cores(ObservationSet without, std::size_t most);

    Family repairs_of(const ObservationSet& without, int32_t core);
    void extend(const ObservationSet& without, const ObservationSet& set, int size,
                std::set<ObservationSet>& seen, Family& found);
    bool choose(const std::vector<Family>& families, std::vector<ObservationSet>& chosen,
                int& tests);
    Family combinations(const std::vector<Family>& families);
    std::optional<ObservationSet> greedy();
    std::vector<Cause> unexplained() const;

    std::vector<Cause> from_families(const std::vector<Family>& families);
    std::vector<Cause> split(const Family& family);
    std::vector<Cause> replace_one_by_one(const std::vector<ObservationSet>& chosen,
                                          const std::vector<Family>& families);
    std::vector<Cause> finish(std::vector<Cause> causes, bool proven);

    // Likelihood of being wrong: compared in this order.
    struct Weight {
        int32_t restored = 0;   // singly broken constraints that hold without it
        int32_t supported = 0;  // what agrees with it
    };
    // A constraint with each quantity as its own observations have it.
    struct Alone {
        Activity activity;
        int32_t empty = 0;  // quantities whose observations disagree
    };
    bool breaks(int32_t constraint, const Alone& alone) const;
    bool restores(int32_t observation, const Touch& touch) const;
    // What the observations of a quantity leave it; which of them bound it, and what the others do.
    struct Narrowest {
        Interval all{kNoLow, kNoHigh}, next{kNoLow, kNoHigh};
        int32_t low = -1, high = -1;  // the observation that gives the bound
    };
    Narrowest narrowest_of(int32_t quantity) const;
    // That of all observations, or of all but one (-1: of all).
    Interval own_interval(int32_t quantity, int32_t without) const;
    const Weight& weight(int32_t observation);
    void sort_by_weight(Family& sets);

    const Component& component_;
    const int max_fault_size_;
    const int64_t work_limit_;
    Decider& decider_;
    const int64_t work_before_;
    Decider minimiser_;
    std::vector<Core> cores_;
    std::map<ObservationSet, int32_t> answers_;  // of core_without
    std::vector<Narrowest> narrowest_;           // of each quantity
    std::vector<Alone> alone_;                   // of each constraint
    std::map<int32_t, Weight> weights_;
};

}  // namespace mingzhang::reconcile
