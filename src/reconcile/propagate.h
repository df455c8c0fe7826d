// Integer bounds of every quantity of a component, tightened until nothing changes. Each change
// is kept on a trail with its reason, so that a contradiction can be explained and a guess can
// be taken back.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/graph.h"

namespace mingzhang::reconcile {

enum Side : int32_t { kLow = 0, kHigh = 1 };

class Propagation {
  public:
    // One bound of one quantity, as an index: 2 · quantity + side.
    static int32_t bound_of(int32_t quantity, Side side) { return 2 * quantity + side; }

    struct Reason {
        enum Kind : int8_t { kObservation, kConstraint, kGuess } kind = kGuess;
        int32_t index = 0;
        Side side = kHigh;  // of the constraint: which of low ≤ Σ ≤ high was used
    };
    struct Entry {
        int64_t value;
        int32_t bound;
        int32_t previous;  // entry of the same bound before this one, −1: none
        Reason reason;
    };
    // A constraint that cannot hold, or (constraint < 0) a quantity whose bounds crossed.
    struct Conflict {
        int32_t constraint = -1;
        Side side = kHigh;
        int32_t quantity = -1;
    };

    // Bounds from the observations alone, all constraints queued. The component must outlive
    // this. False: two observations of one quantity disagree.
    bool start(const Component& component, const Mask& left_out);
    // Bounds as given for the quantities of the system, one constraint queued. What follows can
    // be tested, but not explained.
    void start_from(const Component& component, const std::vector<Interval>& bounds,
                    int32_t constraint);
    // To the fixpoint; false on a contradiction.
    bool run();
    // The constraint with the fewest terms that the present bounds already contradict becomes
    // the conflict; false if there is none.
    bool find_single();

    // Guesses a value inside the bounds and runs.
    bool guess(int32_t quantity, int64_t value);
    std::size_t mark() const { return trail_.size(); }
    void undo(std::size_t mark);

    int64_t low(int32_t q) const { return bounds_[static_cast<std::size_t>(2 * q)]; }
    int64_t high(int32_t q) const { return bounds_[static_cast<std::size_t>(2 * q + 1)]; }
    Interval interval(int32_t q) const { return {low(q), high(q)}; }
    bool fixed(int32_t q) const { return low(q) == high(q); }

    const Conflict& conflict() const { return conflict_; }
    const std::vector<Entry>& trail() const { return trail_; }
    // The last entry of a bound before entry number `before`.
    int32_t entry_before(int32_t bound, int32_t before) const;

    // Terms, quantities and observations visited since construction.
    int64_t work() const { return work_; }

  private:
    bool visit(int32_t constraint);
    bool tighten(int32_t quantity, Side side, int64_t value, Reason reason, int32_t visiting);
    void enqueue(int32_t constraint);
    void drain();
    void clear(const Component& component);

    const Component* component_ = nullptr;
    std::vector<int64_t> bounds_;
    std::vector<int32_t> heads_;
    std::vector<Entry> trail_;
    std::vector<int32_t> queue_;  // a ring
    std::size_t first_ = 0, queued_count_ = 0;
    std::vector<uint8_t> queued_;
    // Bounds that creep by one unit at a time (cycles of inequalities) are left to the linear
    // program after so many changes in one run.
    static constexpr uint8_t kMostChanges = 40;
    std::vector<uint8_t> changes_;
    Conflict conflict_;
    int64_t work_ = 0;
};

}  // namespace mingzhang::reconcile
