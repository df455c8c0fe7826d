#include "reconcile/decide.h"

#include <algorithm>

#include "reconcile/certificate.h"

namespace mingzhang::reconcile {

Answer Decider::decide(const Component& component, const Mask& left_out, bool want_witness) {
    component_ = &component;
    left_out_ = &left_out;
    program_certificate_ = {};
    if (!propagation_.start(component, left_out) || !propagation_.run()) return Answer::kNo;
    if (component.plain && !want_witness) return Answer::kYes;
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

Certificate irreducible(const Component& whole, Certificate certificate, Decider& decider) {
    struct Source {
        bool observation;
        int32_t local;
        bool needed = false;
    };
    std::vector<Source> sources;
    for (const ConstraintId c : constraints_of(certificate))
        sources.push_back({false, whole.local_constraint(c)});
    for (const ObservationId o : observations_of(certificate))
        sources.push_back({true, whole.local_observation(o)});

    Component part;
    const Mask nothing;
    std::vector<int32_t> observations, constraints;
    while (true) {
        // The last one not known to be needed is left out.
        const auto tried = std::find_if(sources.rbegin(), sources.rend(),
                                        [](const Source& s) { return !s.needed; });
        if (tried == sources.rend()) return certificate;
        observations.clear();
        constraints.clear();
        for (const Source& s : sources)
            if (&s != &*tried) (s.observation ? observations : constraints).push_back(s.local);
        restrict(whole, observations, constraints, part);
        if (decider.decide(part, nothing, false) != Answer::kNo) {
            tried->needed = true;
            continue;
        }
        Certificate smaller = decider.certificate();
        if (smaller.empty()) {
            tried->needed = true;
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
}

}  // namespace mingzhang::reconcile
