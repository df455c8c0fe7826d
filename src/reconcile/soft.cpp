#include "reconcile/soft.h"

#include "reconcile/certificate.h"
#include "reconcile/faults.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

// Whether the constraint narrows any quantity below what the rest leaves.
bool says_something(const System& system, ConstraintId constraint,
                    const std::vector<Interval>& bounds) {
    const auto terms = system.terms(constraint);
    const Activity a = activity(terms, [&](QuantityId q) { return bounds[at(q)]; });
    const auto narrows = [&](const Sum& sum, Wide room) {
        if (sum.open > 1) return false;
        if (sum.open == 1 || room < 0) return true;
        for (const Term& t : terms) {
            const Interval& i = bounds[at(t.quantity)];
            if (i.low == kNoLow || i.high == kNoHigh ||
                (Wide{i.high} - i.low) * magnitude(t.coefficient) > room)
                return true;
        }
        return false;
    };
    const int64_t low = system.low(constraint), high = system.high(constraint);
    return (high != kNoHigh && narrows(a.least, high - a.least.total)) ||
           (low != kNoLow && narrows(a.most, a.most.total - low));
}

}  // namespace

std::optional<BrokenSoft> try_soft(const System& system, Graph& graph, ConstraintId constraint,
                                   const Mask& left_out, const std::vector<Interval>& bounds,
                                   bool rough) {
    if (!says_something(system, constraint, bounds)) return std::nullopt;
    Component component;
    graph.load_with(constraint, component);
    Mask mask(component.observed.size(), 0);
    std::vector<uint8_t> lost(component.quantity_ids.size(), 0);
    for (int32_t o = 0; o < component.observations(); ++o)
        if (left_out[at(component.observation_ids[at(o)])])
            mask[at(o)] = lost[at(component.observed[at(o)])] = 1;
    for (int32_t o = 0; o < component.observations(); ++o)
        if (!mask[at(o)]) lost[at(component.observed[at(o)])] = 0;
    const int32_t local = component.local_constraint(constraint);
    for (const Term& t : component.terms(local))
        if (lost[at(t.quantity)]) return std::nullopt;

    Propagation p;
    if (!rough) {
        p.start_from(component, bounds, local);
        if (p.run()) return std::nullopt;
    }
    if (p.start(component, mask) && p.run()) return std::nullopt;
    Certificate certificate = explain(system, component, p);
    if (p.start(component, mask) && p.find_single()) certificate = explain(system, component, p);
    if (certificate.empty()) return std::nullopt;

    Decider decider(system);
    BrokenSoft out;
    out.constraint = constraint;
    out.certificate = irreducible(component, std::move(certificate), decider);
    out.observations = observations_of(out.certificate);
    const Component wider = graded(system, component);
    out.slip = p.start(wider, mask) && p.run();
    return out;
}

}  // namespace mingzhang::reconcile
