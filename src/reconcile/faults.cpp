#include "reconcile/faults.h"

#include <algorithm>

#include "reconcile/certificate.h"
#include "reconcile/fault_search.h"
#include "reconcile/linear_program.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

// Beyond so many faults in a component propagation alone has to do for the facts on each.
constexpr std::size_t kMostPrograms = 64;

void use_certificate(Fault& fault, const System& system, Certificate certificate) {
    fault.observations = observations_of(certificate);
    fault.constraints = constraints_of(certificate);
    fault.kappa = kappa(system, certificate);
    fault.certificate = std::move(certificate);
}

// Constraints that cannot hold while the quantity lies in `believed` and all else as allowed.
std::vector<ConstraintId> broken_by(const Component& component, const Propagation& rest,
                                    int32_t quantity, Interval believed) {
    std::vector<ConstraintId> out;
    for (const Touch& t : component.constraints_of(quantity)) {
        const Activity a = activity(component.terms(t.constraint), [&](int32_t q) {
            return q == quantity ? believed : rest.interval(q);
        });
        if (a.above(component.highs[at(t.constraint)]) || a.below(component.lows[at(t.constraint)]))
            out.push_back(component.constraint_ids[at(t.constraint)]);
    }
    return out;
}

// What the rest allows where another alternative than the first is left out.
void allow_alternatives(const Component& component, const std::vector<Cause>& causes,
                        int64_t work_left, Decider& decider, ComponentFaults& out) {
    const int64_t start = decider.work();
    int64_t programs = 0;
    for (std::size_t f = 0; f < std::min(out.faults.size(), kMostPrograms); ++f) {
        const auto& alternatives = causes[f].alternatives;
        for (std::size_t a = 1; a < std::min(alternatives.size(), kMostAllowed); ++a) {
            if (decider.work() - start + programs > work_left) return;
            Mask mask = out.left_out;
            for (const int32_t o : alternatives.front()) mask[at(o)] = 0;
            for (const int32_t o : alternatives[a]) mask[at(o)] = 1;
            if (decider.decide(component, mask, true) != Answer::kYes) continue;
            const Propagation& rest = decider.fixpoint();
            const int32_t quantity = component.observed[at(alternatives[a].front())];
            if (!component.plain) programs += program_work(component);
            out.faults[f].allowed[a] =
                component.plain ? rest.interval(quantity)
                                : OuterBounds(component, rest, decider.witness()).of(quantity);
        }
    }
}

}  // namespace

Component graded(const System& system, Component component) {
    for (int32_t o = 0; o < component.observations(); ++o) {
        const Interval wide = system.observations()[at(component.observation_ids[at(o)])].graded();
        Interval& i = component.intervals[at(o)];
        i.low = std::min(i.low, wide.low);
        i.high = std::max(i.high, wide.high);
    }
    return component;
}

ComponentFaults find_faults(const System& system, const Component& component,
                            const Options& options, int64_t work_left, Decider& decider) {
    ComponentFaults out;
    if (!options.find_faults) {
        Certificate certificate = decider.certificate();
        if (certificate.empty()) return out;
        out.faults.emplace_back();
        use_certificate(out.faults.back(), system,
                        irreducible(component, std::move(certificate), decider));
        return out;
    }
    FaultSearch search(system, component, options.max_fault_size, work_left, decider);
    const std::vector<Cause> causes = search.run();
    out.work = search.work();
    for (const Cause& cause : causes)
        if (!cause.alternatives.empty()) {
            out.left_out.resize(component.observed.size(), 0);
            for (const int32_t o : cause.alternatives.front()) out.left_out[at(o)] = 1;
        }
    if (!out.left_out.empty()) out.rest = decider.decide(component, out.left_out, true);
    // Numbers too large for a certificate can hide what is still wrong.
    if (out.rest == Answer::kNo) {
        out.left_out.clear();
        for (const Cause& cause : causes) {
            if (cause.certificate.empty()) continue;
            out.faults.emplace_back();
            out.faults.back().proven_smallest = cause.proven_smallest && cause.alternatives.empty();
            use_certificate(out.faults.back(), system, cause.certificate);
        }
        return out;
    }
    const Propagation& rest = decider.fixpoint();
    const Component wider = graded(system, component);
    OuterBounds outer(component, rest, decider.witness());
    Decider grader(system);

    for (const Cause& cause : causes) {
        Fault fault;
        for (const auto& set : cause.alternatives) {
            fault.alternatives.emplace_back();
            for (const int32_t o : set)
                fault.alternatives.back().push_back(component.observation_ids[at(o)]);
        }
        fault.proven_smallest = cause.proven_smallest;
        fault.certain = cause.proven_smallest && cause.alternatives.size() == 1;
        use_certificate(fault, system, cause.certificate);

        const int32_t first = cause.alternatives.front().front();
        const int32_t quantity = component.observed[at(first)];
        const bool quick = out.faults.size() >= kMostPrograms;
        fault.allowed.assign(fault.alternatives.size(), {kNoLow, kNoHigh});
        fault.allowed[0] = quick || component.plain ? rest.interval(quantity) : outer.of(quantity);
        fault.broken = broken_by(component, rest, quantity, component.intervals[at(first)]);

        Mask others = out.left_out;
        for (const int32_t o : cause.alternatives.front()) others[at(o)] = 0;
        fault.slip = (quick ? grader.propagate(wider, others)
                            : grader.decide(wider, others, false)) != Answer::kNo;
        out.faults.push_back(std::move(fault));
    }
    out.work += grader.work();
    allow_alternatives(component, causes, work_left, grader, out);
    return out;
}

}  // namespace mingzhang::reconcile
