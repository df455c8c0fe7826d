#include "reconcile/coverage.h"

#include <algorithm>

#include "reconcile/propagate.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

// Is a side of a quantity bounded, by an observation or through constraints whose other
// quantities are bounded? The search never goes back through a quantity it came from.
class Coverage {
  public:
    Coverage(const Component& component, const Mask& left_out) : component_(component) {
        seen_.assign(2 * component.quantity_ids.size(), 0);
        on_path_.assign(component.quantity_ids.size(), 0);
        for (int32_t o = 0; o < component.observations(); ++o) {
            if (!left_out.empty() && left_out[at(o)]) continue;
            const int32_t q = component.observed[at(o)];
            const Interval& i = component.intervals[at(o)];
            seen_[at(Propagation::bound_of(q, kLow))] += i.low != kNoLow;
            seen_[at(Propagation::bound_of(q, kHigh))] += i.high != kNoHigh;
        }
        direct_.resize(component.constraint_ids.size());
        for (int32_t c = 0; c < component.constraints(); ++c) {
            const auto terms = component.terms(c);
            direct_[at(c)] = component.lows[at(c)] != kNoLow && component.highs[at(c)] != kNoHigh &&
                             std::all_of(terms.begin(), terms.end(), [&](const Term& t) {
                                 return seen(t.quantity, kLow) > 0 && seen(t.quantity, kHigh) > 0;
                             });
        }
    }

    bool proven(int32_t observation, bool counted) {
        const int32_t q = component_.observed[at(observation)];
        const Interval& i = component_.intervals[at(observation)];
        const int32_t own_low = counted && i.low != kNoLow, own_high = counted && i.high != kNoHigh;
        const bool low = seen(q, kLow) > own_low, high = seen(q, kHigh) > own_high;
        if (low && high) return true;
        for (const Touch& t : component_.constraints_of(q))
            if (direct_[at(t.constraint)]) return true;
        budget_ = kBudget;
        on_path_[at(q)] = 1;
        const bool found = (low || through(q, kLow, kDepth)) && (high || through(q, kHigh, kDepth));
        on_path_[at(q)] = 0;
        return found;
    }

  private:
    static constexpr int kDepth = 6;
    static constexpr int kBudget = 400;  // terms looked at for one observation

    int32_t seen(int32_t q, Side side) const { return seen_[at(Propagation::bound_of(q, side))]; }

    bool bounded(int32_t q, Side side, int depth) {
        if (on_path_[at(q)]) return false;
        if (seen(q, side) > 0) return true;
        if (depth == 0) return false;
        on_path_[at(q)] = 1;
        const bool found = through(q, side, depth - 1);
        on_path_[at(q)] = 0;
        return found;
    }

    bool through(int32_t q, Side side, int depth) {
        for (const Touch& touch : component_.constraints_of(q)) {
            // An upper bound of a term with a positive coefficient comes from Σ ≤ high.
            const bool forward = (side == kHigh) == (touch.coefficient > 0);
            if (forward ? component_.highs[at(touch.constraint)] == kNoHigh
                        : component_.lows[at(touch.constraint)] == kNoLow)
                continue;
            const auto terms = component_.terms(touch.constraint);
            const bool all = std::all_of(terms.begin(), terms.end(), [&](const Term& t) {
                if (t.quantity == q) return true;
                return --budget_ > 0 &&
                       bounded(t.quantity, forward == (t.coefficient > 0) ? kLow : kHigh, depth);
            });
            if (all) return true;
        }
        return false;
    }

    const Component& component_;
    std::vector<int32_t> seen_;    // observations of each bound
    std::vector<uint8_t> direct_;  // constraints all of whose quantities are observed
    std::vector<uint8_t> on_path_;
    int budget_ = 0;
};

}  // namespace

std::vector<uint8_t> bounded_by_rest(const Component& component, const Mask& left_out) {
    Coverage coverage(component, left_out);
    std::vector<uint8_t> out(component.observed.size());
    for (int32_t o = 0; o < component.observations(); ++o)
        out[at(o)] = coverage.proven(o, left_out.empty() || !left_out[at(o)]);
    return out;
}

std::vector<int64_t> own_widths(const Component& component, const Mask& left_out) {
    std::vector<Interval> own(component.quantity_ids.size(), {kNoLow, kNoHigh});
    for (int32_t o = 0; o < component.observations(); ++o) {
        if (!left_out.empty() && left_out[at(o)]) continue;
        Interval& i = own[at(component.observed[at(o)])];
        i.low = std::max(i.low, component.intervals[at(o)].low);
        i.high = std::min(i.high, component.intervals[at(o)].high);
    }
    std::vector<int64_t> out;
    for (const Interval& i : own) {
        const Wide width = Wide{i.high} - i.low;
        const bool bounded = i.low != kNoLow && i.high != kNoHigh && fits(width);
        out.push_back(!bounded ? kNoHigh : std::max<int64_t>(0, static_cast<int64_t>(width)));
    }
    return out;
}

int64_t slack(std::span<const Term> terms, int64_t low, int64_t high,
              std::span<const int64_t> widths) {
    if (low == kNoLow || high == kNoHigh) return kNoHigh;
    Sum all;
    for (const Term& t : terms) all.add(magnitude(t.coefficient), widths[at(t.quantity)], kNoHigh);
    if (all.open > 0) return kNoHigh;
    all.total += Wide{high} - low;
    Wide most = 0;
    for (const Term& t : terms) {
        const Wide size = magnitude(t.coefficient);
        most = std::max(most, (all.total - size * widths[at(t.quantity)]) / size);
    }
    return fits(most) ? static_cast<int64_t>(most) : kNoHigh;
}

}  // namespace mingzhang::reconcile
