// Rounded observations of hidden integers, and the linear relations between them: the one
// question this project asks, without a word about budgets.
//
//   System ─┬─ quantities    hidden integers x0, x1, …          (fen, pieces)
//           ├─ observations  low ≤ x ≤ high, one a printed figure
//           └─ constraints   low ≤ Σ a·x ≤ high, hard or soft
//
// reconcile decides it; verify checks what reconcile says.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "model/figure.h"

namespace mingzhang {

using QuantityId = int32_t;
using ObservationId = int32_t;
using ConstraintId = int32_t;

// No bound on that side.
inline constexpr int64_t kNoLow = std::numeric_limits<int64_t>::min();
inline constexpr int64_t kNoHigh = std::numeric_limits<int64_t>::max();

struct Observation {
    QuantityId quantity = 0;
    Interval interval;  // verdicts use this
    int64_t value = 0;  // as printed, base units
    int64_t step = 1;   // worth of the last place; grades use value ± step, ends excluded

    // The grade's interval (reconcile.md 3): half-widths doubled, ends open.
    Interval graded() const { return {value - step + 1, value + step - 1}; }
};

struct Term {
    QuantityId quantity = 0;
    int64_t coefficient = 0;

    bool operator==(const Term&) const = default;
};

class System {
  public:
    QuantityId add_quantity() { return quantities_++; }
    QuantityId add_quantities(int32_t n) {
        quantities_ += n;
        return quantities_ - n;
    }
    ObservationId observe(Observation o) {
        observations_.push_back(o);
        return static_cast<ObservationId>(observations_.size() - 1);
    }
    // low ≤ Σ terms ≤ high; either side may be kNoLow / kNoHigh. Each quantity at most once.
    // Soft constraints are tried apart from the system, one by one.
    ConstraintId constrain(std::span<const Term> terms, int64_t low, int64_t high,
                           bool soft = false);
    // parent = Σ children
    ConstraintId sum(QuantityId parent, std::span<const QuantityId> children, bool soft = false);

    int32_t quantity_count() const { return quantities_; }
    std::span<const Observation> observations() const { return observations_; }
    int32_t constraint_count() const { return static_cast<int32_t>(lows_.size()); }
    std::span<const Term> terms(ConstraintId c) const {
        const auto i = static_cast<std::size_t>(c);
        return std::span(terms_).subspan(starts_[i], starts_[i + 1] - starts_[i]);
    }
    int64_t low(ConstraintId c) const { return lows_[static_cast<std::size_t>(c)]; }
    int64_t high(ConstraintId c) const { return highs_[static_cast<std::size_t>(c)]; }
    bool soft(ConstraintId c) const { return soft_[static_cast<std::size_t>(c)] != 0; }

  private:
    int32_t quantities_ = 0;
    std::vector<Observation> observations_;
    std::vector<Term> terms_;
    std::vector<std::size_t> starts_{0};
    std::vector<int64_t> lows_, highs_;
    std::vector<uint8_t> soft_;
};

// A proof that some observations and constraints contradict each other. Each line asserts
// Σ terms ≤ most; the last line has no terms and most < 0.
struct Certificate {
    enum class Source {
        kObservationHigh,  // x ≤ high of observation `index`
        kObservationLow,   // −x ≤ −low
        kConstraintHigh,   // Σ ≤ high of constraint `index`
        kConstraintLow,    // −Σ ≤ −low
        kStep              // Σ multiplier · earlier line, then divided and rounded down
    };
    struct Part {
        int32_t line = 0;
        int64_t multiplier = 0;  // > 0
    };
    struct Line {
        Source source = Source::kStep;
        int32_t index = 0;        // of the observation or constraint
        std::vector<Part> parts;  // steps only
        int64_t divisor = 1;      // steps only: divides every coefficient; most is floored
        std::vector<Term> terms;  // sorted by quantity, no zero coefficients
        int64_t most = 0;
    };
    std::vector<Line> lines;

    bool empty() const { return lines.empty(); }
};

}  // namespace mingzhang
