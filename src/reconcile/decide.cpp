#include "reconcile/decide.h"

#include <algorithm>

#include "reconcile/certificate.h"

namespace mingzhang::reconcile {

Answer Decider::propagate(const Component& component, const Mask& left_out) {
    component_ = &component;
    left_out_ = &left_out;
    program_certificate_ = {};
    if (!propagation_.start(component, left_out) || !propagation_.run()) return Answer::kNo;
    return component.plain ? Answer::kYes : Answer::kUnknown;
}

Answer Decider::decide(const Component& component, const Mask& left_out, bool want_witness) {
    const Answer quick = propagate(component, left_out);
    if (quick == Answer::kNo || (quick == Answer::kYes && !want_witness)) return quick;
    if (finder_.find(component, propagation_, left_out)) return Answer::kYes;

    program_work_ += program_work(component);
    Relaxation relaxation = relax(system_, component, left_out, finder_.values());
    if (relaxation.answer == Relaxation::Answer::kInfeasible) {
        program_certificate_ = std::move(relaxation.certificate);
        return Answer::kNo;
    }
    if (relaxation.answer == Relaxation::Answer::kFeasible &&
        finder_.find_near(component, propagation_, relaxation.near))
        return Answer::kYes;
    return Answer::kUnknown;
}

Certificate Decider::certificate() {
    if (!program_certificate_.empty()) return program_certificate_;
    Certificate found = explain(system_, *component_, propagation_);
    // A constraint that the figures break by themselves makes the shorter proof.
    if (!propagation_.start(*component_, *left_out_) || propagation_.find_single()) {
        Certificate single = explain(system_, *component_, propagation_);
        if (!single.empty() && (found.empty() || single.lines.size() < found.lines.size()))
            return single;
    }
    return found;
}

Certificate irreducible(const Component& whole, Certificate certificate, Decider& decider,
                        int64_t work_limit) {
    struct Source {
        bool observation;
        int32_t local;
        bool needed = false;
        bool tried = false;
    };
    std::vector<Source> sources;
    for (const ConstraintId c : constraints_of(certificate))
        sources.push_back({false, whole.local_constraint(c)});
    for (const ObservationId o : observations_of(certificate))
        sources.push_back({true, whole.local_observation(o)});

    Component part;
    const Mask nothing;
    std::vector<int32_t> observations, constraints;
    // Many at a time at first, then one by one.
    std::size_t chunk = sources.size() > 24 ? sources.size() / 4 : 1;
    const auto stop = [&] { return decider.work() > work_limit; };
    while (!stop()) {
        std::size_t taken = 0;
        observations.clear();
        constraints.clear();
        for (auto s = sources.rbegin(); s != sources.rend(); ++s) {
            s->tried = taken < chunk && !s->needed;
            taken += s->tried;
        }
        if (taken == 0) {
            if (chunk == 1) break;
            chunk /= 2;
            for (Source& s : sources) s.needed = false;
            continue;
        }
        for (const Source& s : sources)
            if (!s.tried) (s.observation ? observations : constraints).push_back(s.local);
        restrict(whole, observations, constraints, part);
        Certificate smaller;
        if (decider.decide(part, nothing, false) == Answer::kNo) smaller = decider.certificate();
        if (smaller.empty()) {
            for (Source& s : sources) s.needed |= s.tried;
            continue;
        }
        certificate = std::move(smaller);
        const std::vector<ObservationId> used = observations_of(certificate);
        const std::vector<ConstraintId> used_constraints = constraints_of(certificate);
        std::erase_if(sources, [&](const Source& s) {
            const auto& ids = s.observation ? used : used_constraints;
            const int32_t id = s.observation
                                   ? whole.observation_ids[static_cast<std::size_t>(s.local)]
                                   : whole.constraint_ids[static_cast<std::size_t>(s.local)];
            return !std::binary_search(ids.begin(), ids.end(), id);
        });
    }
    return certificate;
}

}  // namespace mingzhang::reconcile
