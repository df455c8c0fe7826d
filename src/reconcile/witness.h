// Looks for integers inside the bounds of a component for which every constraint holds.
//
// The last witness → printed values → values that nearly fit → the last units assigned one by one →
// a bounded search with propagation. Finding nothing proves nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/graph.h"
#include "reconcile/propagate.h"

namespace mingzhang::reconcile {

class WitnessFinder {
  public:
    // `p` is at a fixpoint and is left as it was.
    bool find(const Component& component, Propagation& p, const Mask& left_out);
    // The same, starting from `near`.
    bool find_near(const Component& component, Propagation& p, const std::vector<int64_t>& near);

    // After success the witness; before, the last attempt: inside the bounds, nearly right.
    const std::vector<int64_t>& values() const { return values_; }
    int64_t work() const { return work_; }

  private:
    bool last_witness_holds();
    void start_at_printed(const Mask& left_out);
    void start_at_middle();
    bool search();
    bool holds();
    bool approach();
    void sweep();
    bool settle(int32_t constraint);
    bool read_off_forest();
    bool assign(const std::vector<int32_t>& order);
    bool dive(const std::vector<int32_t>& order);
    std::vector<int32_t> leaves_first() const;

    int64_t clamp(int32_t quantity, int64_t value) const;
    int64_t room(const Term& t, bool up) const;

    const Component* component_ = nullptr;
    Propagation* propagation_ = nullptr;
    std::vector<int64_t> values_, scratch_;
    bool found_ = false;            // values_ are a witness of the component looked at last
    std::vector<uint8_t> settled_;  // values that settle() must not move
    int64_t work_ = 0;
};

}  // namespace mingzhang::reconcile
