#include "reconcile/witness.h"

#include <algorithm>
#include <cmath>

#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

constexpr int kSweeps = 32;
constexpr int kMostRounds = 4;
constexpr int kMostSteps = 60;
constexpr int kMostFailures = 60;

// What must be added to `sum` to bring it into low..high.
Wide shortfall(Wide sum, int64_t low, int64_t high) {
    if (low != kNoLow && sum < low) return low - sum;
    if (high != kNoHigh && sum > high) return high - sum;
    return 0;
}

// The same for Σ terms; 1 where the sum is too large to say.
Wide missing_in(const Component& component, int32_t c, const std::vector<int64_t>& values) {
    Sum sum;
    for (const Term& t : component.terms(c)) sum.add(t.coefficient, values[at(t.quantity)], kNoLow);
    return sum.open > 0 ? 1 : shortfall(sum.total, component.lows[at(c)], component.highs[at(c)]);
}

}  // namespace

int64_t WitnessFinder::clamp(int32_t quantity, int64_t value) const {
    return std::max(propagation_->low(quantity), std::min(propagation_->high(quantity), value));
}

bool WitnessFinder::find(const Component& component, Propagation& p, const Mask& left_out) {
    component_ = &component;
    propagation_ = &p;
    settled_.assign(component.quantity_ids.size(), 0);
    if (last_witness_holds()) return true;
    start_at_printed(left_out);
    if (holds()) return found_ = true;
    if (component.plain) return found_ = read_off_forest() && holds();
    start_at_middle();
    return found_ = search();
}

bool WitnessFinder::find_near(const Component& component, Propagation& p,
                              const std::vector<int64_t>& near) {
    component_ = &component;
    propagation_ = &p;
    values_ = near;
    settled_.assign(component.quantity_ids.size(), 0);
    for (int32_t q = 0; q < component.quantities(); ++q) values_[at(q)] = clamp(q, near[at(q)]);
    return found_ = holds() || search();
}

// What held while other figures of the same component were left out may hold now.
bool WitnessFinder::last_witness_holds() {
    if (!found_ || values_.size() != component_->quantity_ids.size()) return false;
    for (int32_t q = 0; q < component_->quantities(); ++q)
        if (!propagation_->interval(q).contains(values_[at(q)])) return false;
    return holds();
}

void WitnessFinder::start_at_printed(const Mask& left_out) {
    start_at_middle();
    std::vector<uint8_t> printed(values_.size(), 0);
    for (int32_t o = 0; o < component_->observations(); ++o) {
        const int32_t q = component_->observed[at(o)];
        if (printed[at(q)] || (!left_out.empty() && left_out[at(o)])) continue;
        printed[at(q)] = 1;
        values_[at(q)] = clamp(q, component_->printed[at(o)]);
    }
}

void WitnessFinder::start_at_middle() {
    values_.assign(component_->quantity_ids.size(), 0);
    for (int32_t q = 0; q < component_->quantities(); ++q) {
        const Interval bounds = propagation_->interval(q);
        values_[at(q)] = bounds.low != kNoLow && bounds.high != kNoHigh
                             ? static_cast<int64_t>((Wide{bounds.low} + bounds.high) / 2)
                             : clamp(q, 0);
    }
}

bool WitnessFinder::search() {
    const std::vector<int32_t> leaves = leaves_first();
    const std::vector<int32_t> totals(leaves.rbegin(), leaves.rend());
    for (int round = 0; round < kMostRounds; ++round)
        if (!approach() || assign(leaves) || assign(totals)) break;
    if (holds()) return true;
    sweep();
    return holds() || assign(leaves) || assign(totals) || dive(totals) || dive(leaves);
}

bool WitnessFinder::holds() {
    work_ += static_cast<int64_t>(component_->all_terms.size());
    for (int32_t c = 0; c < component_->constraints(); ++c)
        if (missing_in(*component_, c, values_) != 0) return false;
    return true;
}

// Moves all values at once so that the constraints broken now nearly hold, each quantity in
// proportion to its distance from its bounds (weighted least squares by conjugate gradients).
// Only a proposal, hence floating point; the bounds are kept. False when nothing is to be moved.
bool WitnessFinder::approach() {
    const std::size_t m = component_->constraint_ids.size(), n = values_.size();
    std::vector<double> weights(n), rest(m), scale(m, 0), multipliers(m, 0), direction(m), image(m),
        moves(n);
    double widest = 1;
    const auto distance = [&](std::size_t q) {
        const Interval b = propagation_->interval(static_cast<int32_t>(q));
        if (b.low == kNoLow || b.high == kNoHigh) return -1.0;
        return static_cast<double>(std::min(Wide{b.high} - values_[q], Wide{values_[q]} - b.low));
    };
    for (std::size_t q = 0; q < n; ++q) {
        weights[q] = distance(q);
        widest = std::max(widest, weights[q]);
    }
    for (double& w : weights) w = w < 0 ? 100 * widest * widest : w * w;
    double largest = 0;
    for (std::size_t c = 0; c < m; ++c) {
        const auto terms = component_->terms(static_cast<int32_t>(c));
        rest[c] = static_cast<double>(missing_in(*component_, static_cast<int32_t>(c), values_));
        // Inequalities that hold are left alone.
        if (rest[c] == 0 && component_->lows[c] != component_->highs[c]) continue;
        for (const Term& t : terms) {
            const auto a = static_cast<double>(t.coefficient);
            scale[c] += a * a * weights[at(t.quantity)];
        }
        if (scale[c] == 0) rest[c] = 0;
        largest = std::max(largest, std::abs(rest[c]));
    }
    if (largest == 0) return false;

    const auto spread = [&](const std::vector<double>& y) {  // moves = weights · Aᵀ y
        std::fill(moves.begin(), moves.end(), 0);
        for (std::size_t c = 0; c < m; ++c) {
            if (scale[c] == 0 || y[c] == 0) continue;
            for (const Term& t : component_->terms(static_cast<int32_t>(c)))
                moves[at(t.quantity)] += static_cast<double>(t.coefficient) * y[c];
        }
        for (std::size_t q = 0; q < n; ++q) moves[q] *= weights[q];
    };
    double length = 0;
    for (std::size_t c = 0; c < m; ++c) {
        direction[c] = scale[c] == 0 ? 0 : rest[c] / scale[c];
        length += rest[c] * direction[c];
    }
    for (int step = 0; step < kMostSteps && largest >= 1; ++step) {
        // Much cheaper than propagation, hence a fraction of it.
        work_ += static_cast<int64_t>(component_->all_terms.size()) / 8 + 1;
        spread(direction);
        double curvature = 0;
        for (std::size_t c = 0; c < m; ++c) {
            image[c] = 0;
            if (scale[c] == 0) continue;
            for (const Term& t : component_->terms(static_cast<int32_t>(c)))
                image[c] += static_cast<double>(t.coefficient) * moves[at(t.quantity)];
            curvature += direction[c] * image[c];
        }
        if (!(curvature > 0)) break;
        const double along = length / curvature;
        double next = 0;
        largest = 0;
        for (std::size_t c = 0; c < m; ++c) {
            if (scale[c] == 0) continue;
            multipliers[c] += along * direction[c];
            rest[c] -= along * image[c];
            next += rest[c] * rest[c] / scale[c];
            largest = std::max(largest, std::abs(rest[c]));
        }
        const double turn = next / length;
        length = next;
        for (std::size_t c = 0; c < m; ++c)
            if (scale[c] != 0) direction[c] = rest[c] / scale[c] + turn * direction[c];
    }
    spread(multipliers);
    // Not quite onto a bound, so that the next round can still move everything.
    double part = 1;
    for (std::size_t q = 0; q < n; ++q)
        if (weights[q] > 0 && std::abs(moves[q]) > 0.95 * std::sqrt(weights[q]))
            part = std::min(part, 0.95 * std::sqrt(weights[q]) / std::abs(moves[q]));
    for (std::size_t q = 0; q < n; ++q) {
        const double move = std::round(part * moves[q]);
        if (!(std::abs(move) < 4e18)) continue;
        const Wide value = Wide{values_[q]} + static_cast<int64_t>(move);
        if (fits(value)) values_[q] = clamp(static_cast<int32_t>(q), static_cast<int64_t>(value));
    }
    return true;
}

// How far a term of Σ can move up or down, in units of Σ.
int64_t WitnessFinder::room(const Term& t, bool up) const {
    if (settled_[at(t.quantity)]) return 0;
    const int64_t bound =
        up == (t.coefficient > 0) ? propagation_->high(t.quantity) : propagation_->low(t.quantity);
    constexpr int64_t kPlenty = int64_t{1} << 60;
    if (bound == kNoLow || bound == kNoHigh) return kPlenty;
    const Wide way = (Wide{bound} - values_[at(t.quantity)]) * t.coefficient;
    return static_cast<int64_t>(std::min<Wide>(way < 0 ? -way : way, kPlenty));
}

// Moves the terms, each in proportion to its room, until the constraint holds.
bool WitnessFinder::settle(int32_t constraint) {
    const auto terms = component_->terms(constraint);
    work_ += static_cast<int64_t>(terms.size());
    const Wide missing = missing_in(*component_, constraint, values_);
    if (missing == 0) return true;
    const bool up = missing > 0;
    Wide left = up ? missing : -missing;
    Wide all = 0;
    for (const Term& t : terms) all += room(t, up);
    const Wide wanted = std::min(left, all);
    const auto move = [&](const Term& t, Wide amount) {
        const int64_t size = magnitude(t.coefficient);
        const Wide steps = size == 1 ? amount : amount / size;
        const Wide value = values_[at(t.quantity)] + ((t.coefficient > 0) == up ? steps : -steps);
        if (!fits(value)) return;
        values_[at(t.quantity)] = static_cast<int64_t>(value);
        left -= steps * size;
    };
    if (wanted > 0) {
        for (const Term& t : terms) {
            // A proposal of about the right size; what it leaves over is given to the terms in
            // turn below.
            const int64_t r = room(t, up);
            int64_t product = 0;
            const Wide share =
                fits(wanted) && fits(all) &&
                        !__builtin_mul_overflow(r, static_cast<int64_t>(wanted), &product)
                    ? product / static_cast<int64_t>(all)
                : (all >> 40) > 0 ? (wanted >> 20) * (r >> 20) / ((all >> 40) + 1)
                                  : Wide{0};
            move(t, std::min<Wide>({share, Wide{r}, left}));
        }
        const auto start = static_cast<std::size_t>(constraint) % terms.size();
        for (std::size_t k = 0; k < terms.size() && left > 0; ++k) {
            const Term& t = terms[(start + k) % terms.size()];
            move(t, std::min<Wide>(left, room(t, up)));
        }
    }
    return left == 0;
}

// Settles the constraints in turn; each undoes a little of the others.
void WitnessFinder::sweep() {
    for (int round = 0; round < kSweeps; ++round)
        for (int32_t c = 0; c < component_->constraints(); ++c) settle(c);
}

// From any quantity outwards. At the fixpoint each constraint can be settled by the quantities
// beyond it, wherever the one before it was put.
bool WitnessFinder::read_off_forest() {
    std::vector<uint8_t> done(component_->constraint_ids.size(), 0);
    std::vector<int32_t> frontier;
    for (int32_t root = 0; root < component_->quantities(); ++root) {
        if (settled_[at(root)]) continue;
        settled_[at(root)] = 1;
        frontier.push_back(root);
        while (!frontier.empty()) {
            const int32_t q = frontier.back();
            frontier.pop_back();
            for (const auto& [c, coefficient] : component_->constraints_of(q)) {
                if (done[at(c)]) continue;
                done[at(c)] = 1;
                if (!settle(c)) return false;
                for (const Term& t : component_->terms(c)) {
                    if (settled_[at(t.quantity)]) continue;
                    settled_[at(t.quantity)] = 1;
                    frontier.push_back(t.quantity);
                }
            }
        }
    }
    return true;
}

// Quantities that are no total of others, then the totals. A total is the only term of its sign.
std::vector<int32_t> WitnessFinder::leaves_first() const {
    std::vector<uint8_t> total_of(component_->quantity_ids.size(), 0);
    for (int32_t c = 0; c < component_->constraints(); ++c) {
        const auto terms = component_->terms(c);
        int positive = 0;
        for (const Term& t : terms) positive += t.coefficient > 0;
        const int negative = static_cast<int>(terms.size()) - positive;
        for (const Term& t : terms)
            if (terms.size() > 2 && (t.coefficient > 0 ? positive : negative) == 1)
                total_of[at(t.quantity)] = 1;
    }
    std::vector<int32_t> order;
    for (const int kind : {0, 1})
        for (int32_t q = 0; q < component_->quantities(); ++q)
            if (total_of[at(q)] == kind) order.push_back(q);
    return order;
}

// Keeps the values in `order`, but what a constraint leaves no choice about is computed from it.
bool WitnessFinder::assign(const std::vector<int32_t>& order) {
    scratch_ = values_;
    std::vector<uint8_t> known(component_->quantity_ids.size(), 0);
    std::vector<int32_t> unknown(component_->constraint_ids.size());
    std::vector<int32_t> forced;
    for (int32_t c = 0; c < component_->constraints(); ++c) {
        unknown[at(c)] = static_cast<int32_t>(component_->terms(c).size());
        if (unknown[at(c)] == 1) forced.push_back(c);
    }
    work_ += 2 * static_cast<int64_t>(component_->all_terms.size());
    const auto put = [&](int32_t q, int64_t value) {
        known[at(q)] = 1;
        scratch_[at(q)] = value;
        for (const auto& [c, coefficient] : component_->constraints_of(q)) {
            if (--unknown[at(c)] == 1) forced.push_back(c);
            if (unknown[at(c)] == 0 && missing_in(*component_, c, scratch_) != 0) return false;
        }
        return true;
    };
    // The one unknown term of a constraint, moved just far enough for it to hold.
    const auto force = [&](int32_t c) {
        for (const Term& t : component_->terms(c)) {
            if (known[at(t.quantity)]) continue;
            const Wide missing = missing_in(*component_, c, scratch_);
            if (missing == 0 && component_->lows[at(c)] != component_->highs[at(c)]) return true;
            const Wide value = scratch_[at(t.quantity)] + missing / t.coefficient;
            if (!fits(value) || missing % t.coefficient != 0) return false;
            const auto x = static_cast<int64_t>(value);
            return propagation_->interval(t.quantity).contains(x) && put(t.quantity, x);
        }
        return true;
    };
    std::size_t next = 0;
    while (true) {
        if (!forced.empty()) {
            const int32_t c = forced.back();
            forced.pop_back();
            if (unknown[at(c)] == 1 && !force(c)) return false;
            continue;
        }
        while (next < order.size() && known[at(order[next])]) ++next;
        if (next == order.size()) break;
        if (!put(order[next], scratch_[at(order[next])])) return false;
    }
    values_ = scratch_;
    return true;
}

// Fixes one quantity after the other near its value and propagates, with a bounded number of
// steps back.
bool WitnessFinder::dive(const std::vector<int32_t>& order) {
    struct Choice {
        std::size_t position;
        std::size_t mark;
        int tries;
    };
    const std::size_t begin = propagation_->mark();
    std::vector<Choice> choices;
    int failures = 0;
    std::size_t position = 0;
    int tries = 0;
    while (position < order.size()) {
        const int32_t q = order[position];
        if (tries == 0 && propagation_->fixed(q)) {
            ++position;
            continue;
        }
        const Interval bounds = propagation_->interval(q);
        const int64_t value = tries == 0   ? clamp(q, values_[at(q)])
                              : tries == 1 ? clamp(q, bounds.low == kNoLow ? 0 : bounds.low)
                                           : clamp(q, bounds.high == kNoHigh ? 0 : bounds.high);
        const std::size_t mark = propagation_->mark();
        if (tries < 3 && propagation_->guess(q, value)) {
            choices.push_back({position, mark, tries});
            ++position;
            tries = 0;
            continue;
        }
        propagation_->undo(mark);
        if (tries < 3 && ++failures > kMostFailures) break;
        if (tries < 2) {
            ++tries;
            continue;
        }
        if (choices.empty()) break;
        position = choices.back().position;
        tries = choices.back().tries + 1;
        propagation_->undo(choices.back().mark);
        choices.pop_back();
    }
    bool holds = position == order.size();
    if (holds) {
        scratch_.resize(values_.size());
        for (int32_t q = 0; q < component_->quantities(); ++q)
            scratch_[at(q)] = propagation_->low(q);
        for (int32_t c = 0; holds && c < component_->constraints(); ++c)
            holds = missing_in(*component_, c, scratch_) == 0;
        if (holds) values_ = scratch_;
    }
    propagation_->undo(begin);
    return holds;
}

}  // namespace mingzhang::reconcile
