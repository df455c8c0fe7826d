#include "workflow/explanation.h"

#include <algorithm>
#include <set>

#include "check/articulation.h"
#include "model/ledger.h"
#include "reconcile/reconcile.h"

namespace mingzhang::workflow {
namespace {

using check::Articulation;
using reconcile::Reconciliation;
using reconcile::Verdict;

// What is asked of a ledger beyond the document; the first that one ledger can fulfil is taken.
struct Wish {
    bool narrow, zeros_exact, soft_holds, lines, rest, income_follows;
};
constexpr Wish kWishes[] = {
    {true, true, true, true, false, true},     {true, true, true, true, false, false},
    {true, true, false, true, false, true},    {true, true, false, true, false, false},
    {false, true, true, true, false, true},    {false, true, true, true, false, false},
    {false, true, false, true, false, true},   {false, true, false, true, false, false},
    {false, true, true, true, true, false},    {false, true, false, true, true, false},
    {false, false, true, true, true, false},   {false, true, true, false, false, false},
    {false, true, false, false, false, false}, {false, false, false, false, false, false},
};

class Explainer {
  public:
    Explainer(const Disclosure& disclosure, const pack::Lexicon& lexicon)
        : disclosure_(disclosure),
          trees_(lexicon.trees),
          articulation_(check::articulate(disclosure, lexicon)) {}

    Explanation run() {
        leave_out_faults();
        name_quantities();
        find_wide();
        for (const Wish& wish : kWishes) {
            if (attempt(wish)) break;
        }
        return std::move(out_);
    }

  private:
    const Figure& figure_of(std::size_t observation) const {
        return disclosure_.figures[static_cast<std::size_t>(articulation_.figure_of[observation])];
    }

    bool prints_nothing(std::size_t observation) const {
        return articulation_.system.observations()[observation].value == 0 &&
               figure_of(observation).kind != FigureKind::kRate;
    }

    void leave_out_faults() {
        const Reconciliation all = reconcile::reconcile(articulation_.system);
        for (const reconcile::Fault& fault : all.faults) {
            const auto& leave =
                fault.alternatives.empty() ? fault.observations : fault.alternatives.front();
            left_out_.insert(leave.begin(), leave.end());
        }
        for (const reconcile::BrokenSoft& broken : all.broken_soft)
            broken_soft_.insert(broken.constraint);
        for (ObservationId o : left_out_)
            out_.left_out.push_back(articulation_.figure_of[static_cast<std::size_t>(o)]);
        std::sort(out_.left_out.begin(), out_.left_out.end());
    }

    // A quantity is nothing where every figure left shows it so.
    void name_quantities() {
        const System& system = articulation_.system;
        known_.resize(static_cast<std::size_t>(system.quantity_count()));
        std::vector<int8_t> zero(known_.size(), -1);
        for (std::size_t o = 0; o < system.observations().size(); ++o) {
            const Figure& figure = figure_of(o);
            const auto q = static_cast<std::size_t>(system.observations()[o].quantity);
            if (figure.coordinate) known_[q] = *figure.coordinate;
            if (left_out_.count(static_cast<ObservationId>(o)) > 0) continue;
            const bool nothing = prints_nothing(o);
            zero[q] = nothing && zero[q] != 0 ? 1 : 0;
        }
        name_compared();
        for (std::size_t q = 0; q < known_.size(); ++q) {
            if (known_[q] && known_[q]->at(Dimension::kMeasure).starts_with("?")) known_[q].reset();
            if (!known_[q]) continue;
            named_.push_back(q);
            quantities_.push_back({*known_[q], zero[q] == 1});
        }
    }

    // "比上年增加35.55万元" tells of last year's amount, which stands nowhere.
    void name_compared() {
        for (std::size_t c = 0; c < disclosure_.claims.size(); ++c) {
            const auto [of, base] = articulation_.quantities_of_claim[c];
            if (of < 0 || base < 0) continue;
            known_[static_cast<std::size_t>(of)] = disclosure_.claims[c].of;
            known_[static_cast<std::size_t>(base)] = disclosure_.claims[c].base;
        }
    }

    bool attempt(const Wish& wish) {
        System system;
        system.add_quantities(articulation_.system.quantity_count());
        observe(wish, system);
        constrain(wish, system);
        compile::Split split;
        if (wish.lines) {
            split = compile::split(quantities_, trees_, wish.rest);
            if (split.lines.empty()) return false;
        }
        const QuantityId first = system.add_quantities(static_cast<int32_t>(split.lines.size()));
        add_lines(split, first, system);
        if (wish.income_follows) follow_expenditure(split, first, system);
        reconcile::Options options;
        options.find_faults = false;
        const Reconciliation result = reconcile::reconcile(system, options);
        if (result.verdict != Verdict::kConsistent) return false;
        out_.income_follows = wish.income_follows;
        take(result.witness, split, first);
        return true;
    }

    void observe(const Wish& wish, System& system) const {
        const auto observations = articulation_.system.observations();
        for (std::size_t o = 0; o < observations.size(); ++o) {
            if (left_out_.count(static_cast<ObservationId>(o)) > 0) continue;
            Observation observation = observations[o];
            if (wish.narrow && wide_.count(static_cast<ObservationId>(o)) == 0)
                observation.interval = narrow(observation);
            if (wish.zeros_exact && prints_nothing(o)) observation.interval = {0, 0};
            system.observe(observation);
        }
    }

    // Numbers whose last places were left out rather than nothing.
    void find_wide() {
        System system;
        system.add_quantities(articulation_.system.quantity_count());
        std::vector<ObservationId> observed;
        const auto observations = articulation_.system.observations();
        for (std::size_t o = 0; o < observations.size(); ++o) {
            if (left_out_.count(static_cast<ObservationId>(o)) > 0) continue;
            Observation observation = observations[o];
            observation.interval = narrow(observation);
            if (prints_nothing(o)) observation.interval = {0, 0};
            system.observe(observation);
            observed.push_back(static_cast<ObservationId>(o));
        }
        constrain({true, true, false, false, false, false}, system);
        for (const reconcile::Fault& fault : reconcile::reconcile(system).faults) {
            if (fault.alternatives.empty()) continue;
            for (ObservationId o : fault.alternatives.front())
                wide_.insert(observed[static_cast<std::size_t>(o)]);
        }
    }

    // Zeros that were dropped at the end of a number were zeros.
    static Interval narrow(const Observation& observation) {
        const auto own =
            interval_of(observation.value, observation.step, Rounding::kHalfAwayFromZero);
        if (!own) return observation.interval;
        const Interval both{std::max(own->low, observation.interval.low),
                            std::min(own->high, observation.interval.high)};
        return both.low <= both.high ? both : observation.interval;
    }

    void constrain(const Wish& wish, System& system) const {
        const System& from = articulation_.system;
        for (ConstraintId c = 0; c < from.constraint_count(); ++c) {
            if (from.soft(c) && (!wish.soft_holds || broken_soft_.count(c) > 0)) continue;
            system.constrain(from.terms(c), from.low(c), from.high(c));
        }
    }

    void add_lines(const compile::Split& split, QuantityId first, System& system) const {
        for (std::size_t i = 0; i < split.lines.size(); ++i) {
            const Term one[] = {{first + static_cast<QuantityId>(i), 1}};
            system.constrain(one, 0, kNoHigh);
        }
        for (const compile::SplitSum& sum : split.sums) {
            std::vector<Term> terms = {
                {static_cast<QuantityId>(named_[static_cast<std::size_t>(sum.quantity)]), -1}};
            for (int line : sum.lines) terms.push_back({first + line, 1});
            system.constrain(terms, 0, 0);
        }
    }

    // What a function receives is what is spent on it, in each fund and vintage.
    void follow_expenditure(const compile::Split& split, QuantityId first, System& system) const {
        for (std::size_t i = 0; i < split.lines.size(); ++i) {
            if (split.lines[i].view != compile::View::kIncomeFunctions) continue;
            const Coordinate spent = split.lines[i].at.with(Dimension::kFlow, "expenditure");
            std::vector<Term> terms = {{first + static_cast<QuantityId>(i), -1}};
            for (std::size_t j = 0; j < split.lines.size(); ++j) {
                if (split.lines[j].view == compile::View::kFunctions &&
                    lies_below(split.lines[j].at, spent, trees_)) {
                    terms.push_back({first + static_cast<QuantityId>(j), 1});
                }
            }
            system.constrain(terms, 0, 0);
        }
    }

    void take(const std::vector<int64_t>& witness, const compile::Split& split, QuantityId first) {
        for (std::size_t q : named_) out_.amounts[*known_[q]] = witness[q];
        const std::vector<bool> open = open_lines(witness, split, first);
        for (std::size_t i = 0; i < split.lines.size(); ++i) {
            const int64_t amount = witness[static_cast<std::size_t>(first) + i];
            if (amount == 0) continue;
            out_.lines.push_back({split.lines[i].view, split.lines[i].at, amount, open[i]});
        }
    }

    // Lines whose amounts the sums alone do not tell: those left after every sum with a single
    // line, or with nothing left to share, has told its own.
    std::vector<bool> open_lines(const std::vector<int64_t>& witness, const compile::Split& split,
                                 QuantityId first) const {
        std::vector<bool> open(split.lines.size(), true);
        for (bool changed = true; changed;) {
            changed = false;
            for (const compile::SplitSum& sum : split.sums) {
                int64_t left = witness[named_[static_cast<std::size_t>(sum.quantity)]];
                std::vector<int> lines;
                for (int line : sum.lines) {
                    if (open[static_cast<std::size_t>(line)]) {
                        lines.push_back(line);
                    } else {
                        left -= witness[static_cast<std::size_t>(first + line)];
                    }
                }
                if (lines.empty() || (lines.size() > 1 && left != 0)) continue;
                for (int line : lines) open[static_cast<std::size_t>(line)] = false;
                changed = true;
            }
        }
        return open;
    }

    const Disclosure& disclosure_;
    const DimensionTrees& trees_;
    const Articulation articulation_;
    std::set<ObservationId> left_out_, wide_;
    std::set<ConstraintId> broken_soft_;
    std::vector<std::optional<Coordinate>> known_;  // by quantity
    std::vector<std::size_t> named_;                // quantity of each of quantities_
    std::vector<compile::KnownQuantity> quantities_;
    Explanation out_;
};

}  // namespace

Explanation explain(const Disclosure& disclosure, const pack::Lexicon& lexicon) {
    return Explainer(disclosure, lexicon).run();
}

}  // namespace mingzhang::workflow
