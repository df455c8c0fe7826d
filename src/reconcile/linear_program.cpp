#include "reconcile/linear_program.h"

#include <ClpSimplex.hpp>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <span>

#include "reconcile/certificate.h"
#include "reconcile/wide.h"

// Called by LAPACK for an argument that is wrong. Its own version stops the program too, but needs
// the Fortran runtime to say so.
extern "C" [[noreturn]] void xerbla_(const char*, const int*, std::size_t);
void xerbla_(const char*, const int*, std::size_t) { std::abort(); }

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

double relative(int64_t bound, Wide origin) { return static_cast<double>(Wide{bound} - origin); }

}  // namespace

// The constraints as rows over x − around, each scaled to a largest coefficient of 1. An elastic
// program may break them, at a cost; it minimises the breakage.
class Program {
  public:
    Program(const Component& component, const std::vector<int64_t>& around, bool elastic)
        : component_(component), elastic_(elastic) {
        for (int32_t c = 0; c < component.constraints(); ++c) {
            Wide origin = 0;
            int64_t largest = 1;
            for (const Term& t : component.terms(c)) {
                origin += Wide{t.coefficient} * around[at(t.quantity)];
                largest = std::max(largest, magnitude(t.coefficient));
            }
            const auto scale = static_cast<double>(largest);
            scales_.push_back(scale);
            const int64_t low = component.lows[at(c)], high = component.highs[at(c)];
            row_lows_.push_back(low == kNoLow ? -COIN_DBL_MAX : relative(low, origin) / scale);
            row_highs_.push_back(high == kNoHigh ? COIN_DBL_MAX : relative(high, origin) / scale);
        }
    }

    void add_quantity(int32_t q, Interval bounds, int64_t around, double cost) {
        for (const Touch& t : component_.constraints_of(q)) {
            rows_.push_back(t.constraint);
            coefficients_.push_back(static_cast<double>(t.coefficient) / scales_[at(t.constraint)]);
        }
        add_column(bounds.low == kNoLow ? -COIN_DBL_MAX : relative(bounds.low, around),
                   bounds.high == kNoHigh ? COIN_DBL_MAX : relative(bounds.high, around), cost);
    }

    // Once, after all quantities.
    bool solve() {
        if (elastic_) {
            for (int32_t c = 0; c < component_.constraints(); ++c) {
                if (component_.lows[at(c)] != kNoLow) add_slack(c, 1);
                if (component_.highs[at(c)] != kNoHigh) add_slack(c, -1);
            }
        }
        const auto columns = static_cast<int>(costs_.size());
        const int rows = component_.constraints();
        model_.setLogLevel(0);
        model_.loadProblem(columns, rows, starts_.data(), rows_.data(), coefficients_.data(),
                           lows_.data(), highs_.data(), costs_.data(), row_lows_.data(),
                           row_highs_.data());
        model_.setMaximumIterations(1000 + 20 * (columns + rows));
        model_.primal();
        return model_.status() == 0;
    }
    // Again, for the least of direction · x.
    bool solve_for(int32_t q, int direction) {
        model_.setObjectiveCoefficient(q, direction);
        model_.primal();
        model_.setObjectiveCoefficient(q, 0);
        return model_.status() == 0;
    }

    double objective() const { return model_.objectiveValue(); }
    double value(int32_t q) const { return model_.primalColumnSolution()[q]; }
    // Multipliers of the constraints as the system writes them.
    std::vector<double> multipliers() const {
        std::vector<double> y;
        for (int32_t c = 0; c < component_.constraints(); ++c)
            y.push_back(model_.dualRowSolution()[c] / scales_[at(c)]);
        return y;
    }

  private:
    void add_slack(int32_t row, double coefficient) {
        rows_.push_back(row);
        coefficients_.push_back(coefficient);
        add_column(0, COIN_DBL_MAX, 1);
    }
    void add_column(double low, double high, double cost) {
        lows_.push_back(low);
        highs_.push_back(high);
        costs_.push_back(cost);
        starts_.push_back(static_cast<CoinBigIndex>(rows_.size()));
    }

    const Component& component_;
    bool elastic_;
    std::vector<CoinBigIndex> starts_{0};
    std::vector<int> rows_;
    std::vector<double> coefficients_, lows_, highs_, costs_, row_lows_, row_highs_, scales_;
    ClpSimplex model_;
};

namespace {

// The multipliers times `factor`, rounded; none unless all come within `tolerance` of integers.
std::optional<std::vector<int64_t>> whole(const std::vector<double>& y, double factor,
                                          double tolerance) {
    std::vector<int64_t> out;
    for (const double v : y) {
        const double scaled = v * factor, rounded = std::round(scaled);
        if (std::abs(rounded) > 1e15 || std::abs(scaled - rounded) > tolerance) return std::nullopt;
        out.push_back(static_cast<int64_t>(rounded));
    }
    return out;
}

constexpr int kSmallDenominators = 60;
// Beyond this many terms (a quarter for mere bounds) propagation has to do: a program would take
// too long.
constexpr std::size_t kMostTerms = 100'000;
// So many quantities are near another.
constexpr std::size_t kNear = 60;

// The tightest observation of each quantity on one side, −1: none.
std::vector<int32_t> tightest(const Component& component, const Mask& left_out, Side side) {
    std::vector<int32_t> best(component.quantity_ids.size(), -1);
    for (int32_t o = 0; o < component.observations(); ++o) {
        if (!left_out.empty() && left_out[at(o)]) continue;
        const Interval& i = component.intervals[at(o)];
        if (side == kLow ? i.low == kNoLow : i.high == kNoHigh) continue;
        int32_t& b = best[at(component.observed[at(o)])];
        if (b < 0 || (side == kLow ? i.low > component.intervals[at(b)].low
                                   : i.high < component.intervals[at(b)].high))
            b = o;
    }
    return best;
}

// Σ y · constraint, and the observations that cancel what is left of each quantity.
Certificate farkas(const System& system, const Component& component, const std::vector<int64_t>& y,
                   const std::vector<int32_t>& low_observation,
                   const std::vector<int32_t>& high_observation) {
    Combination sources;
    std::vector<Wide> left(component.quantity_ids.size(), 0);
    for (int32_t c = 0; c < component.constraints(); ++c) {
        const int64_t multiplier = y[at(c)];
        if (multiplier == 0) continue;
        sources[constraint_key(component, c, multiplier > 0 ? kLow : kHigh)] =
            magnitude(multiplier);
        for (const Term& t : component.terms(c))
            left[at(t.quantity)] -= Wide{multiplier} * t.coefficient;
    }
    for (int32_t q = 0; q < component.quantities(); ++q) {
        const Wide rest = left[at(q)];
        if (rest == 0) continue;
        const int32_t o = rest > 0 ? low_observation[at(q)] : high_observation[at(q)];
        if (o < 0) return {};
        sources[observation_key(component, o, rest > 0 ? kLow : kHigh)] = rest > 0 ? rest : -rest;
    }
    return certificate_of(system, sources);
}

// The least of `direction` · x that D · y proves; none when a needed bound is missing.
std::optional<Wide> proven_least(const Component& component, const std::vector<Interval>& bounds,
                                 int32_t quantity, int direction, const std::vector<int64_t>& y,
                                 int64_t denominator) {
    std::vector<Wide> left(component.quantity_ids.size(), 0);
    left[at(quantity)] = Wide{direction} * denominator;
    Sum sum;
    for (int32_t c = 0; c < component.constraints(); ++c) {
        const int64_t multiplier = y[at(c)];
        if (multiplier == 0) continue;
        if (multiplier > 0)
            sum.add(multiplier, component.lows[at(c)], kNoLow);
        else
            sum.add(multiplier, component.highs[at(c)], kNoHigh);
        for (const Term& t : component.terms(c))
            left[at(t.quantity)] -= Wide{multiplier} * t.coefficient;
    }
    for (int32_t q = 0; q < component.quantities(); ++q) {
        const Wide rest = left[at(q)];
        if (rest == 0) continue;
        if (!fits(rest)) return std::nullopt;
        if (rest > 0)
            sum.add(static_cast<int64_t>(rest), bounds[at(q)].low, kNoLow);
        else
            sum.add(static_cast<int64_t>(rest), bounds[at(q)].high, kNoHigh);
    }
    if (sum.open > 0) return std::nullopt;
    return -floor_divide(-sum.total, denominator);
}

}  // namespace

Relaxation relax(const System& system, const Component& component, const Mask& left_out,
                 const std::vector<int64_t>& around) {
    const std::vector<int32_t> low_observation = tightest(component, left_out, kLow);
    const std::vector<int32_t> high_observation = tightest(component, left_out, kHigh);
    Program program(component, around, true);
    for (int32_t q = 0; q < component.quantities(); ++q) {
        const int32_t low = low_observation[at(q)], high = high_observation[at(q)];
        program.add_quantity(q,
                             {low < 0 ? kNoLow : component.intervals[at(low)].low,
                              high < 0 ? kNoHigh : component.intervals[at(high)].high},
                             around[at(q)], 0);
    }
    Relaxation out;
    if (component.all_terms.size() > kMostTerms || !program.solve()) return out;
    if (program.objective() > 1e-6) {
        const std::vector<double> y = program.multipliers();
        double smallest = 0, largest = 0;
        for (const double v : y) {
            if (std::abs(v) < 1e-12) continue;
            if (smallest == 0 || std::abs(v) < smallest) smallest = std::abs(v);
            largest = std::max(largest, std::abs(v));
        }
        const auto attempt = [&](double factor, double tolerance) {
            const auto integers = whole(y, factor, tolerance);
            if (!integers) return false;
            out.certificate =
                farkas(system, component, *integers, low_observation, high_observation);
            return !out.certificate.empty();
        };
        bool proven = false;
        for (int d = 1; smallest > 0 && !proven && d <= kSmallDenominators; ++d)
            proven = attempt(d / smallest, 1e-6);
        for (const int bits : {10, 20, 30, 40})
            if (largest > 0 && !proven) proven = attempt(std::ldexp(1 / largest, bits), 1);
        if (proven) {
            out.answer = Relaxation::Answer::kInfeasible;
            return out;
        }
    }
    // Without an exact proof of the contrary the point is only a proposal.
    out.answer = Relaxation::Answer::kFeasible;
    for (int32_t q = 0; q < component.quantities(); ++q) {
        const double step = std::round(program.value(q));
        const Wide x =
            Wide{around[at(q)]} + (std::abs(step) < 1e18 ? static_cast<int64_t>(step) : int64_t{0});
        out.near.push_back(fits(x) ? static_cast<int64_t>(x) : around[at(q)]);
    }
    return out;
}

// The program over some of the constraints. Quantities that are not free stay where they are
// around the figures.
class Region {
  public:
    Region(const Component& whole, std::span<const int32_t> constraints,
           const std::vector<uint8_t>& free, const Propagation& fixpoint,
           const std::vector<int64_t>& around) {
        restrict(whole, {}, constraints, component_);
        std::vector<uint8_t> moves;
        for (const QuantityId id : component_.quantity_ids) {
            const auto& ids = whole.quantity_ids;
            const auto q = std::lower_bound(ids.begin(), ids.end(), id) - ids.begin();
            bounds_.push_back(fixpoint.interval(static_cast<int32_t>(q)));
            around_.push_back(around[static_cast<std::size_t>(q)]);
            moves.push_back(free[static_cast<std::size_t>(q)]);
        }
        program_ = std::make_unique<Program>(component_, around_, false);
        for (int32_t q = 0; q < component_.quantities(); ++q) {
            const int64_t here = around_[at(q)];
            program_->add_quantity(q, moves[at(q)] ? bounds_[at(q)] : Interval{here, here}, here,
                                   0);
        }
        program_->solve();
    }

    struct Least {
        std::optional<Wide> proven;  // direction · x is nowhere less
        Wide reached = 0;            // … and so much somewhere, by the program's word
    };
    std::optional<Least> least(QuantityId id, int direction) {
        const auto& ids = component_.quantity_ids;
        const auto q =
            static_cast<int32_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
        if (!program_->solve_for(q, direction)) return std::nullopt;
        const double reached = std::ceil(direction * program_->value(q) - 1e-6);
        if (!(std::abs(reached) < 1e18)) return std::nullopt;
        return Least{proven(q, direction),
                     Wide{direction} * around_[at(q)] + static_cast<int64_t>(reached)};
    }

  private:
    std::optional<Wide> proven(int32_t quantity, int direction) const {
        const std::vector<double> y = program_->multipliers();
        std::optional<Wide> best;
        const auto attempt = [&](int64_t denominator, double tolerance) {
            const auto integers = whole(y, static_cast<double>(denominator), tolerance);
            if (!integers) return false;
            const auto bound =
                proven_least(component_, bounds_, quantity, direction, *integers, denominator);
            if (bound && (!best || *bound > *best)) best = bound;
            return bound.has_value();
        };
        for (int d = 1; d <= kSmallDenominators; ++d)
            if (attempt(d, 1e-6)) return best;
        for (const int bits : {20, 30}) attempt(int64_t{1} << bits, 1);
        return best;
    }

    Component component_;
    std::vector<Interval> bounds_;
    std::vector<int64_t> around_;
    std::unique_ptr<Program> program_;
};

OuterBounds::OuterBounds(const Component& component, const Propagation& fixpoint,
                         std::vector<int64_t> around)
    : component_(component), fixpoint_(fixpoint), around_(std::move(around)) {}

OuterBounds::~OuterBounds() = default;

Interval OuterBounds::of(int32_t quantity) {
    Interval out = fixpoint_.interval(quantity);
    if (component_.all_terms.size() > kMostTerms / 4 || component_.constraints_of(quantity).empty())
        return out;
    const std::unique_ptr<Region> near = near_by(quantity);
    auto low = least_near(*near, quantity, 1);
    auto high = low ? least_near(*near, quantity, -1) : std::nullopt;
    if (!low) low = least(quantity, 1);
    if (!high) high = least(quantity, -1);
    if (low && fits(*low)) out.low = std::max(out.low, static_cast<int64_t>(*low));
    if (high && fits(*high)) out.high = std::min(out.high, static_cast<int64_t>(-*high));
    return out;
}

// The least of direction · x over all ledgers, from below.
std::optional<Wide> OuterBounds::least(int32_t quantity, int direction) {
    if (!everywhere_) everywhere_ = region(std::vector<uint8_t>(around_.size(), 1));
    const auto found = everywhere_->least(component_.quantity_ids[at(quantity)], direction);
    return found ? found->proven : std::nullopt;
}

// The same, where a ledger reaches it that differs from the one around only near the quantity.
std::optional<Wide> OuterBounds::least_near(Region& near, int32_t quantity, int direction) const {
    const auto found = near.least(component_.quantity_ids[at(quantity)], direction);
    return found && found->proven >= found->reached ? found->proven : std::nullopt;
}

std::unique_ptr<Region> OuterBounds::near_by(int32_t quantity) const {
    std::vector<uint8_t> free(around_.size(), 0);
    std::vector<int32_t> reached{quantity};
    free[at(quantity)] = 1;
    for (std::size_t i = 0; i < reached.size() && reached.size() < kNear; ++i)
        for (const Touch& touch : component_.constraints_of(reached[i]))
            for (const Term& t : component_.terms(touch.constraint)) {
                if (free[at(t.quantity)]) continue;
                free[at(t.quantity)] = 1;
                reached.push_back(t.quantity);
            }
    return region(free);
}

std::unique_ptr<Region> OuterBounds::region(const std::vector<uint8_t>& free) const {
    std::vector<int32_t> constraints;
    for (int32_t c = 0; c < component_.constraints(); ++c) {
        const auto terms = component_.terms(c);
        if (std::any_of(terms.begin(), terms.end(),
                        [&](const Term& t) { return free[at(t.quantity)] != 0; }))
            constraints.push_back(c);
    }
    return std::make_unique<Region>(component_, constraints, free, fixpoint_, around_);
}

int64_t program_work(const Component& component) {
    return 500 * static_cast<int64_t>(component.all_terms.size()) + 10'000;
}

}  // namespace mingzhang::reconcile
