#include "reconcile/graph.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace mingzhang::reconcile {

namespace {

// Disjoint sets; the root of a set is its least member.
class Sets {
  public:
    explicit Sets(int32_t n) : parent_(static_cast<std::size_t>(n)) {
        std::iota(parent_.begin(), parent_.end(), 0);
    }
    int32_t root(int32_t i) {
        while (at(i) != i) {
            at(i) = at(at(i));
            i = at(i);
        }
        return i;
    }
    // False when they were in one set already.
    bool join(int32_t a, int32_t b) {
        a = root(a);
        b = root(b);
        if (a == b) return false;
        at(std::max(a, b)) = std::min(a, b);
        return true;
    }

  private:
    int32_t& at(int32_t i) { return parent_[static_cast<std::size_t>(i)]; }
    std::vector<int32_t> parent_;
};

// Sorts 0..keys.size() by key, stable; an item with a negative key is left out.
void bucket(const std::vector<int32_t>& keys, int32_t buckets, std::vector<int32_t>& starts,
            std::vector<int32_t>& items) {
    starts.assign(static_cast<std::size_t>(buckets) + 1, 0);
    for (const int32_t k : keys)
        if (k >= 0) ++starts[static_cast<std::size_t>(k) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    items.resize(static_cast<std::size_t>(starts.back()));
    std::vector<int32_t> next(starts.begin(), starts.end() - 1);
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] >= 0)
            items[static_cast<std::size_t>(next[static_cast<std::size_t>(keys[i])]++)] =
                static_cast<int32_t>(i);
}

int32_t position(const std::vector<int32_t>& ascending, int32_t id) {
    return static_cast<int32_t>(std::lower_bound(ascending.begin(), ascending.end(), id) -
                                ascending.begin());
}

}  // namespace

int32_t Component::local_observation(ObservationId id) const {
    return position(observation_ids, id);
}
int32_t Component::local_constraint(ConstraintId id) const { return position(constraint_ids, id); }

void Component::clear() {
    quantity_ids.clear();
    observation_ids.clear();
    constraint_ids.clear();
    observed.clear();
    intervals.clear();
    printed.clear();
    term_starts.assign(1, 0);
    all_terms.clear();
    lows.clear();
    highs.clear();
}

void Component::index() {
    unit.assign(constraint_ids.size(), 1);
    touch_starts.assign(quantity_ids.size() + 1, 0);
    for (int32_t c = 0; c < constraints(); ++c)
        for (const Term& t : terms(c)) {
            if (t.coefficient != 1 && t.coefficient != -1) unit[static_cast<std::size_t>(c)] = 0;
            ++touch_starts[static_cast<std::size_t>(t.quantity) + 1];
        }
    std::partial_sum(touch_starts.begin(), touch_starts.end(), touch_starts.begin());
    touches.resize(all_terms.size());
    for (int32_t c = constraints() - 1; c >= 0; --c)
        for (const Term& t : terms(c))
            touches[static_cast<std::size_t>(
                --touch_starts[static_cast<std::size_t>(t.quantity) + 1])] = {c, t.coefficient};
    // Filling from the back moved each end to its start: shift them by one.
    touch_starts.erase(touch_starts.begin());
    touch_starts.push_back(static_cast<int32_t>(all_terms.size()));

    sight_starts.assign(quantity_ids.size() + 1, 0);
    for (const int32_t q : observed) ++sight_starts[static_cast<std::size_t>(q) + 1];
    std::partial_sum(sight_starts.begin(), sight_starts.end(), sight_starts.begin());
    sightings.resize(observed.size());
    for (int32_t o = observations() - 1; o >= 0; --o) {
        const auto q = static_cast<std::size_t>(observed[static_cast<std::size_t>(o)]);
        sightings[static_cast<std::size_t>(--sight_starts[q + 1])] = o;
    }
    sight_starts.erase(sight_starts.begin());
    sight_starts.push_back(static_cast<int32_t>(observed.size()));

    plain = std::find(unit.begin(), unit.end(), 0) == unit.end() && acyclic();
}

bool Component::acyclic() const {
    // More edges than a tree of all nodes has: a cycle for certain.
    if (all_terms.size() >= quantity_ids.size() + constraint_ids.size() && !all_terms.empty())
        return false;
    Sets sets(quantities() + constraints());
    for (int32_t c = 0; c < constraints(); ++c)
        for (const Term& t : terms(c))
            if (!sets.join(t.quantity, quantities() + c)) return false;
    return true;
}

Graph::Graph(const System& system) : system_(system) {
    const int32_t n = system.quantity_count();
    Sets sets(n);
    for (ConstraintId c = 0; c < system.constraint_count(); ++c) {
        const auto terms = system.terms(c);
        if (system.soft(c) || terms.empty()) continue;
        for (const Term& t : terms) sets.join(terms.front().quantity, t.quantity);
    }
    component_of_.resize(static_cast<std::size_t>(n));
    int32_t count = 0;
    for (int32_t q = 0; q < n; ++q) {
        const int32_t root = sets.root(q);
        component_of_[static_cast<std::size_t>(q)] =
            root == q ? count++ : component_of_[static_cast<std::size_t>(root)];
    }
    const auto component = [&](QuantityId q) { return component_of_[static_cast<std::size_t>(q)]; };

    std::vector<int32_t> keys(static_cast<std::size_t>(system.constraint_count()));
    bool bare = false;
    for (ConstraintId c = 0; c < system.constraint_count(); ++c) {
        const auto terms = system.terms(c);
        bare |= terms.empty() && !system.soft(c);
        keys[static_cast<std::size_t>(c)] = system.soft(c)  ? -1
                                            : terms.empty() ? count
                                                            : component(terms.front().quantity);
    }
    if (bare) ++count;  // constraints without terms make a component of their own
    bucket(keys, count, constraint_starts_, constraints_);
    bucket(component_of_, count, quantity_starts_, quantities_);
    keys.clear();
    for (const Observation& o : system.observations()) keys.push_back(component(o.quantity));
    bucket(keys, count, observation_starts_, observations_);
    local_.resize(static_cast<std::size_t>(n));
}

void Graph::add_constraint(ConstraintId id, Component& out) {
    for (const Term& t : system_.terms(id)) {
        if (t.coefficient == std::numeric_limits<int64_t>::min())
            throw std::invalid_argument("a coefficient has no magnitude");
        if (t.coefficient != 0)
            out.all_terms.push_back({local_[static_cast<std::size_t>(t.quantity)], t.coefficient});
    }
    out.term_starts.push_back(static_cast<int32_t>(out.all_terms.size()));
    out.lows.push_back(system_.low(id));
    out.highs.push_back(system_.high(id));
}

void Graph::load_all(std::span<const int32_t> components, ConstraintId soft, Component& out) {
    const auto gather = [&](const std::vector<int32_t>& starts, const std::vector<int32_t>& items,
                            std::vector<int32_t>& to) {
        for (const int32_t k : components)
            to.insert(to.end(), items.begin() + starts[static_cast<std::size_t>(k)],
                      items.begin() + starts[static_cast<std::size_t>(k) + 1]);
        if (components.size() > 1) std::sort(to.begin(), to.end());
    };
    out.clear();
    gather(quantity_starts_, quantities_, out.quantity_ids);
    gather(observation_starts_, observations_, out.observation_ids);
    gather(constraint_starts_, constraints_, out.constraint_ids);
    if (soft >= 0)
        out.constraint_ids.insert(
            std::upper_bound(out.constraint_ids.begin(), out.constraint_ids.end(), soft), soft);

    for (std::size_t i = 0; i < out.quantity_ids.size(); ++i)
        local_[static_cast<std::size_t>(out.quantity_ids[i])] = static_cast<int32_t>(i);
    for (const ObservationId id : out.observation_ids) {
        const Observation& o = system_.observations()[static_cast<std::size_t>(id)];
        out.observed.push_back(local_[static_cast<std::size_t>(o.quantity)]);
        out.intervals.push_back(o.interval);
        out.printed.push_back(o.value);
    }
    for (const ConstraintId id : out.constraint_ids) add_constraint(id, out);
    out.index();
}

void Graph::load(int32_t component, Component& out) { load_all({&component, 1}, -1, out); }

void Graph::load_with(ConstraintId soft, Component& out) {
    std::vector<int32_t> components;
    for (const Term& t : system_.terms(soft))
        components.push_back(component_of_[static_cast<std::size_t>(t.quantity)]);
    std::sort(components.begin(), components.end());
    components.erase(std::unique(components.begin(), components.end()), components.end());
    load_all(components, soft, out);
}

void restrict(const Component& whole, std::span<const int32_t> observations,
              std::span<const int32_t> constraints, Component& out) {
    out.clear();
    std::vector<int32_t> kept;
    for (const int32_t o : observations)
        kept.push_back(whole.observed[static_cast<std::size_t>(o)]);
    for (const int32_t c : constraints)
        for (const Term& t : whole.terms(c)) kept.push_back(t.quantity);
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());

    for (const int32_t q : kept)
        out.quantity_ids.push_back(whole.quantity_ids[static_cast<std::size_t>(q)]);
    for (const int32_t o : observations) {
        const auto i = static_cast<std::size_t>(o);
        out.observation_ids.push_back(whole.observation_ids[i]);
        out.observed.push_back(position(kept, whole.observed[i]));
        out.intervals.push_back(whole.intervals[i]);
        out.printed.push_back(whole.printed[i]);
    }
    for (const int32_t c : constraints) {
        const auto i = static_cast<std::size_t>(c);
        out.constraint_ids.push_back(whole.constraint_ids[i]);
        for (const Term& t : whole.terms(c))
            out.all_terms.push_back({position(kept, t.quantity), t.coefficient});
        out.term_starts.push_back(static_cast<int32_t>(out.all_terms.size()));
        out.lows.push_back(whole.lows[i]);
        out.highs.push_back(whole.highs[i]);
    }
    out.index();
}

}  // namespace mingzhang::reconcile
