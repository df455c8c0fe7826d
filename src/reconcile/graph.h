// The system cut into components that share no quantity, each with small ids of its own.
//
//   System ── Graph ── load(k) ──▶ Component ── restrict ──▶ a smaller Component
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/system.h"

namespace mingzhang::reconcile {

// Marks of observations (local ids): nonzero is left out. Empty: none is.
using Mask = std::vector<uint8_t>;

struct Touch {
    int32_t constraint;
    int64_t coefficient;
};

// Quantities, observations and constraints are numbered from 0 within the component, in the
// order of their ids in the system. Soft constraints are absent unless asked for.
struct Component {
    std::vector<QuantityId> quantity_ids;
    std::vector<ObservationId> observation_ids;
    std::vector<ConstraintId> constraint_ids;

    std::vector<int32_t> observed;  // quantity of each observation
    std::vector<Interval> intervals;
    std::vector<int64_t> printed;

    std::vector<int32_t> term_starts{0};  // of each constraint, then the end
    std::vector<Term> all_terms;
    std::vector<int64_t> lows, highs;

    // Derived by index().
    std::vector<uint8_t> unit;          // all coefficients of the constraint are ±1
    std::vector<int32_t> touch_starts;  // of each quantity
    std::vector<Touch> touches;
    std::vector<int32_t> sight_starts, sightings;  // observations of each quantity
    bool plain = false;  // a forest with coefficients ±1: propagation alone decides it

    int32_t quantities() const { return static_cast<int32_t>(quantity_ids.size()); }
    int32_t observations() const { return static_cast<int32_t>(observation_ids.size()); }
    int32_t constraints() const { return static_cast<int32_t>(constraint_ids.size()); }
    std::span<const Term> terms(int32_t constraint) const {
        return slice(all_terms, term_starts, constraint);
    }
    std::span<const Touch> constraints_of(int32_t quantity) const {
        return slice(touches, touch_starts, quantity);
    }
    std::span<const int32_t> observations_of(int32_t quantity) const {
        return slice(sightings, sight_starts, quantity);
    }

    // Local id of an observation or constraint of the system that is part of the component.
    int32_t local_observation(ObservationId id) const;
    int32_t local_constraint(ConstraintId id) const;

    void clear();
    void index();

  private:
    template <class T>
    static std::span<const T> slice(const std::vector<T>& all, const std::vector<int32_t>& starts,
                                    int32_t i) {
        const auto k = static_cast<std::size_t>(i);
        const auto begin = static_cast<std::size_t>(starts[k]);
        return std::span(all).subspan(begin, static_cast<std::size_t>(starts[k + 1]) - begin);
    }
    bool acyclic() const;
};

class Graph {
  public:
    explicit Graph(const System& system);

    int32_t size() const { return static_cast<int32_t>(quantity_starts_.size()) - 1; }
    void load(int32_t component, Component& out);
    // The components of all quantities of a soft constraint, together with it.
    void load_with(ConstraintId soft, Component& out);

  private:
    void load_all(std::span<const int32_t> components, ConstraintId soft, Component& out);
    void add_constraint(ConstraintId id, Component& out);

    const System& system_;
    std::vector<int32_t> component_of_;  // of each quantity
    std::vector<int32_t> quantity_starts_, quantities_;
    std::vector<int32_t> observation_starts_, observations_;
    std::vector<int32_t> constraint_starts_, constraints_;
    std::vector<int32_t> local_;  // of each quantity, valid for those of the component loaded last
};

// The part of a component made of some of its observations and constraints (local ids,
// ascending) and the quantities these touch.
void restrict(const Component& whole, std::span<const int32_t> observations,
              std::span<const int32_t> constraints, Component& out);

}  // namespace mingzhang::reconcile
