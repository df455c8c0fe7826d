#include "reconcile/propagate.h"

#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

void Propagation::clear(const Component& component) {
    component_ = &component;
    const std::size_t n = component.quantity_ids.size();
    bounds_.resize(2 * n);
    for (std::size_t i = 0; i < n; ++i) {
        bounds_[2 * i] = kNoLow;
        bounds_[2 * i + 1] = kNoHigh;
    }
    heads_.assign(2 * n, -1);
    changes_.assign(2 * n, 0);
    trail_.clear();
    queue_.assign(component.constraint_ids.size() + 1, 0);
    queued_.assign(component.constraint_ids.size(), 0);
    first_ = queued_count_ = 0;
    conflict_ = {};
}

void Propagation::start_from(const Component& component, const std::vector<Interval>& bounds,
                             int32_t constraint) {
    clear(component);
    for (std::size_t i = 0; i < component.quantity_ids.size(); ++i) {
        const Interval& given = bounds[at(component.quantity_ids[i])];
        bounds_[2 * i] = given.low;
        bounds_[2 * i + 1] = given.high;
    }
    enqueue(constraint);
}

bool Propagation::start(const Component& component, const Mask& left_out) {
    clear(component);
    work_ += static_cast<int64_t>(component.quantity_ids.size() + component.observed.size());
    for (int32_t o = 0; o < component.observations(); ++o) {
        if (!left_out.empty() && left_out[at(o)]) continue;
        const int32_t q = component.observed[at(o)];
        const Interval i = component.intervals[at(o)];
        const Reason reason{Reason::kObservation, o, kHigh};
        if (!tighten(q, kLow, i.low, reason, -1) || !tighten(q, kHigh, i.high, reason, -1)) {
            drain();
            return false;
        }
    }
    for (int32_t c = 0; c < component.constraints(); ++c) enqueue(c);
    return true;
}

void Propagation::enqueue(int32_t constraint) {
    if (queued_[at(constraint)]) return;
    queued_[at(constraint)] = 1;
    std::size_t end = first_ + queued_count_++;
    if (end >= queue_.size()) end -= queue_.size();
    queue_[end] = constraint;
}

void Propagation::drain() {
    for (; queued_count_ > 0; --queued_count_) {
        queued_[at(queue_[first_])] = 0;
        if (++first_ == queue_.size()) first_ = 0;
    }
}

bool Propagation::run() {
    const std::size_t begin = trail_.size();
    bool holds = true;
    while (holds && queued_count_ > 0) {
        const int32_t c = queue_[first_];
        if (++first_ == queue_.size()) first_ = 0;
        --queued_count_;
        queued_[at(c)] = 0;
        holds = visit(c);
    }
    drain();
    for (std::size_t i = begin; i < trail_.size(); ++i) changes_[at(trail_[i].bound)] = 0;
    return holds;
}

bool Propagation::find_single() {
    std::size_t fewest = 0;
    Conflict found;
    for (int32_t c = 0; c < component_->constraints(); ++c) {
        const auto terms = component_->terms(c);
        if (found.constraint >= 0 && terms.size() >= fewest) continue;
        const Activity a = activity(terms, [this](int32_t q) { return interval(q); });
        const bool above = a.above(component_->highs[at(c)]);
        const bool empty = component_->lows[at(c)] > component_->highs[at(c)];
        if (!above && !empty && !a.below(component_->lows[at(c)])) continue;
        fewest = terms.size();
        found = {c, above ? kHigh : kLow, -1};
    }
    if (found.constraint < 0) return false;
    drain();
    conflict_ = found;
    return true;
}

bool Propagation::guess(int32_t quantity, int64_t value) {
    return tighten(quantity, kLow, value, {}, -1) && tighten(quantity, kHigh, value, {}, -1) &&
           run();
}

void Propagation::undo(std::size_t mark) {
    drain();
    while (trail_.size() > mark) {
        const Entry& e = trail_.back();
        heads_[at(e.bound)] = e.previous;
        bounds_[at(e.bound)] = e.previous >= 0             ? trail_[at(e.previous)].value
                               : e.bound % 2 == Side{kLow} ? kNoLow
                                                           : kNoHigh;
        trail_.pop_back();
    }
}

int32_t Propagation::entry_before(int32_t bound, int32_t before) const {
    int32_t e = heads_[at(bound)];
    while (e >= before) e = trail_[at(e)].previous;
    return e;
}

bool Propagation::tighten(int32_t quantity, Side side, int64_t value, Reason reason,
                          int32_t visiting) {
    const auto bound = at(bound_of(quantity, side));
    if (side == kLow ? value <= bounds_[bound] : value >= bounds_[bound]) return true;
    if (reason.kind == Reason::kConstraint) {
        if (changes_[bound] == kMostChanges) return true;
        ++changes_[bound];
    }
    trail_.push_back({value, static_cast<int32_t>(bound), heads_[bound], reason});
    heads_[bound] = static_cast<int32_t>(trail_.size()) - 1;
    bounds_[bound] = value;
    for (const Touch& t : component_->constraints_of(quantity))
        if (t.constraint != visiting) enqueue(t.constraint);
    if (low(quantity) <= high(quantity)) return true;
    conflict_ = {-1, kHigh, quantity};
    return false;
}

bool Propagation::visit(int32_t c) {
    const auto terms = component_->terms(c);
    const int64_t floor = component_->lows[at(c)], ceiling = component_->highs[at(c)];
    work_ += static_cast<int64_t>(terms.size());
    const auto bounds = [this](int32_t q) { return interval(q); };
    Activity a = activity(terms, bounds);
    const bool above = a.above(ceiling);
    if (above || a.below(floor) || floor > ceiling) {
        conflict_ = {c, above ? kHigh : kLow, -1};
        return false;
    }
    // With coefficients ±1 one visit does all that the constraint can do by itself.
    const int32_t visiting = component_->unit[at(c)] ? c : -1;

    // What the bounds of the others leave for one term; `forward` is Σ ≤ ceiling.
    const auto narrow = [&](bool forward) {
        const Sum& sum = forward ? a.least : a.most;
        const Wide room = forward ? ceiling - sum.total : sum.total - floor;
        for (const Term& t : terms) {
            const bool up = (t.coefficient > 0) == forward;  // an upper bound results
            const int64_t size = magnitude(t.coefficient);
            const int64_t anchor = up ? low(t.quantity) : high(t.quantity);
            const int64_t none = up ? kNoLow : kNoHigh;
            const bool open = anchor == none;
            if (sum.open > (open ? 1 : 0)) continue;
            // x ≤ anchor + room/size, or x ≥ anchor − room/size; an open anchor counted as 0.
            const Wide step = size == 1 ? room : floor_divide(room, size);
            const Wide base = open ? 0 : anchor;
            const Wide value = up ? base + step : base - step;
            if (fits(value) && !tighten(t.quantity, up ? kHigh : kLow, static_cast<int64_t>(value),
                                        {Reason::kConstraint, c, forward ? kHigh : kLow}, visiting))
                return false;
        }
        return true;
    };
    const std::size_t before = trail_.size();
    if (ceiling != kNoHigh && a.least.open <= 1 && !narrow(true)) return false;
    if (trail_.size() != before) a = activity(terms, bounds);
    return floor == kNoLow || a.most.open > 1 || narrow(false);
}

}  // namespace mingzhang::reconcile
