#include "reconcile/reconcile.h"

#include <algorithm>
#include <stdexcept>

#include "reconcile/coverage.h"
#include "reconcile/decide.h"
#include "reconcile/faults.h"
#include "reconcile/soft.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

class Reconciler {
  public:
    Reconciler(const System& system, const Options& options)
        : system_(system),
          options_(options),
          graph_(system),
          decider_(system),
          left_out_(system.observations().size(), 0),
          bounds_(at(system.quantity_count()), {kNoLow, kNoHigh}),
          widths_(at(system.quantity_count()), kNoHigh) {
        out_.witness.assign(at(system.quantity_count()), 0);
        out_.proven.assign(system.observations().size(), 0);
        out_.slack.assign(at(system.constraint_count()), kNoHigh);
        out_.components = graph_.size();
    }

    Reconciliation run() {
        for (int32_t k = 0; k < graph_.size(); ++k) {
            graph_.load(k, component_);
            const bool usable = decide();
            if (!out_.faults.empty() && !options_.find_faults) return stop();
            if (usable) keep();
            rough_ |= !usable;
            measure();
        }
        for (ConstraintId c = 0; c < system_.constraint_count(); ++c) {
            if (!system_.soft(c)) continue;
            out_.slack[at(c)] = slack(system_.terms(c), system_.low(c), system_.high(c), widths_);
            if (auto broken = try_soft(system_, graph_, c, left_out_, bounds_, rough_))
                out_.broken_soft.push_back(std::move(*broken));
        }
        sort_faults();
        for (const Fault& f : out_.faults)
            for (const auto& set : f.alternatives)
                for (const ObservationId o : set) out_.proven[at(o)] = 0;
        if (undecided_) out_.witness.clear();
        out_.verdict = !out_.faults.empty() ? Verdict::kContradiction
                       : undecided_         ? Verdict::kUndecided
                                            : Verdict::kConsistent;
        return std::move(out_);
    }

  private:
    // False when there is neither a witness nor a fixpoint to speak of.
    bool decide() {
        mask_.clear();
        Answer answer = decider_.decide(component_, mask_, true);
        if (answer == Answer::kNo) {
            const int64_t left = std::max<int64_t>(0, options_.work_limit - fault_work_);
            ComponentFaults found = find_faults(system_, component_, options_, left, decider_);
            fault_work_ += found.work;
            std::move(found.faults.begin(), found.faults.end(), std::back_inserter(out_.faults));
            mask_ = std::move(found.left_out);
            for (std::size_t o = 0; o < mask_.size(); ++o)
                if (mask_[o]) left_out_[at(component_.observation_ids[o])] = 1;
            if (mask_.empty()) {
                undecided_ = true;
                return false;
            }
            answer = found.rest;
        }
        undecided_ |= answer != Answer::kYes;
        return answer != Answer::kNo;
    }

    void keep() {
        const std::vector<int64_t>& witness = decider_.witness();
        const Propagation& fixpoint = decider_.fixpoint();
        for (int32_t q = 0; q < component_.quantities(); ++q) {
            const std::size_t id = at(component_.quantity_ids[at(q)]);
            out_.witness[id] = witness[at(q)];
            bounds_[id] = fixpoint.interval(q);
        }
    }

    void measure() {
        const std::vector<uint8_t> proven = bounded_by_rest(component_, mask_);
        for (std::size_t o = 0; o < proven.size(); ++o)
            out_.proven[at(component_.observation_ids[o])] = proven[o];
        const std::vector<int64_t> widths = own_widths(component_, mask_);
        for (std::size_t q = 0; q < widths.size(); ++q)
            widths_[at(component_.quantity_ids[q])] = widths[q];
        for (int32_t c = 0; c < component_.constraints(); ++c)
            out_.slack[at(component_.constraint_ids[at(c)])] =
                slack(component_.terms(c), component_.lows[at(c)], component_.highs[at(c)], widths);
    }

    void sort_faults() {
        const auto first = [](const Fault& f) {
            ObservationId least = std::numeric_limits<ObservationId>::max();
            for (const auto& set : f.alternatives)
                for (const ObservationId o : set) least = std::min(least, o);
            return least;
        };
        std::stable_sort(out_.faults.begin(), out_.faults.end(),
                         [&](const Fault& a, const Fault& b) { return first(a) < first(b); });
    }

    Reconciliation stop() {
        out_.witness.clear();
        out_.verdict = Verdict::kContradiction;
        return std::move(out_);
    }

    const System& system_;
    const Options& options_;
    Graph graph_;
    Decider decider_;
    Component component_;
    Mask mask_;                     // observations of the component left out
    Mask left_out_;                 // the same, of the system
    std::vector<Interval> bounds_;  // what the hard constraints leave
    bool rough_ = false;            // of some quantities no bounds are known
    std::vector<int64_t> widths_;
    bool undecided_ = false;
    int64_t fault_work_ = 0;
    Reconciliation out_;
};

}  // namespace

Reconciliation reconcile(const System& system, const Options& options) {
    for (const Observation& o : system.observations()) {
        if (o.quantity < 0 || o.quantity >= system.quantity_count())
            throw std::invalid_argument("an observation names a quantity that does not exist");
        if (o.interval.low == kNoHigh || o.interval.high == kNoLow)
            throw std::invalid_argument("an observation has its open ends exchanged");
    }
    return Reconciler(system, options).run();
}

}  // namespace mingzhang::reconcile
