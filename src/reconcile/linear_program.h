// Clp as a source of proposals. Whatever it says is confirmed in integers here, or dropped.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "reconcile/graph.h"
#include "reconcile/propagate.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

class Region;

struct Relaxation {
    enum class Answer { kFeasible, kInfeasible, kUnknown };
    Answer answer = Answer::kUnknown;
    std::vector<int64_t> near;  // kFeasible: integers near a rational solution
    Certificate certificate;    // kInfeasible: exact
};

// Is there a rational solution? `around` is any point near the figures; it keeps numbers small.
Relaxation relax(const System& system, const Component& component, const Mask& left_out,
                 const std::vector<int64_t>& around);

// Bounds of single quantities that follow from the bounds of a fixpoint and all constraints
// together: never narrower than the truth, never wider than those of the fixpoint. Component and
// fixpoint must outlive this.
class OuterBounds {
  public:
    OuterBounds(const Component& component, const Propagation& fixpoint,
                std::vector<int64_t> around);
    ~OuterBounds();
    Interval of(int32_t quantity);

  private:
    std::optional<Wide> least(int32_t quantity, int direction);
    std::optional<Wide> least_near(Region& near, int32_t quantity, int direction) const;
    std::unique_ptr<Region> near_by(int32_t quantity) const;
    std::unique_ptr<Region> region(const std::vector<uint8_t>& free) const;

    const Component& component_;
    const Propagation& fixpoint_;
    std::vector<int64_t> around_;
    std::unique_ptr<Region> everywhere_;  // made when first needed
};

// What a call costs, in the unit of propagation work.
int64_t program_work(const Component& component);

}  // namespace mingzhang::reconcile
