#include "reconcile/fault_search.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "reconcile/certificate.h"
#include "reconcile/wide.h"

namespace mingzhang::reconcile {

namespace {

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::size_t kMostAlternatives = 64;
constexpr int kMostTests = 500;
// How much longer than the limit an upper bound may take, all in all.
constexpr int64_t kGreedyShare = 4;
// For making one contradiction irreducible after the limit is reached.
constexpr int64_t kLeastWork = 1'000'000;

ObservationSet united(const ObservationSet& a, const ObservationSet& b) {
    ObservationSet out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

ObservationSet without(const ObservationSet& a, const ObservationSet& b) {
    ObservationSet out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

ObservationSet all_of(const std::vector<ObservationSet>& sets) {
    ObservationSet out;
    for (const ObservationSet& s : sets) out = united(out, s);
    return out;
}

}  // namespace

FaultSearch::FaultSearch(const System& system, const Component& component, int max_fault_size,
                         int64_t work_left, Decider& decider)
    : component_(component),
      max_fault_size_(max_fault_size),
      work_limit_(work_left),
      decider_(decider),
      work_before_(decider.work()),
      minimiser_(system),
      alone_(component.constraint_ids.size()) {
    for (int32_t q = 0; q < component.quantities(); ++q) narrowest_.push_back(narrowest_of(q));
    for (int32_t c = 0; c < component.constraints(); ++c)
        for (const Term& t : component.terms(c)) {
            const Interval i = own_interval(t.quantity, -1);
            alone_[at(c)].activity.add(t, i.low, i.high);
            alone_[at(c)].empty += i.low > i.high;
        }
}

std::vector<Cause> FaultSearch::run() {
    const std::vector<int32_t> cores = disjoint_cores({}, component_.observed.size() + 1);
    if (cores.empty()) return {};
    for (const int32_t c : cores)
        if (cores_[at(c)].observations.empty()) return {Cause{{}, true, cores_[at(c)].certificate}};

    // Each core repaired by itself: the observations of all others are left out meanwhile.
    std::vector<Family> families;
    int larger = 0;
    for (const int32_t c : cores) {
        ObservationSet others;
        for (const int32_t d : cores)
            if (d != c) others = united(others, cores_[at(d)].observations);
        families.push_back(repairs_of(others, c));
        if (families.back().empty() || exhausted()) break;
        larger += families.back().front().size() > 1;
    }
    if (families.size() == cores.size() && !families.back().empty() && !exhausted()) {
        // Two repairs of several members might share one that no core shows: not proven.
        std::vector<Cause> causes = from_families(families);
        if (!causes.empty()) return finish(std::move(causes), larger <= 1);
    }
    for (auto size = static_cast<int>(cores.size()); size <= max_fault_size_ && !exhausted();
         ++size) {
        Family found;
        std::set<ObservationSet> seen;
        extend({}, {}, size, seen, found);
        if (!found.empty() && !exhausted()) return finish(split(found), true);
    }
    const auto upper_bound = greedy();
    if (!upper_bound) return unexplained();
    std::vector<Cause> causes;
    for (const int32_t o : *upper_bound) causes.push_back({{{o}}, false, {}});
    return finish(std::move(causes), false);
}

Mask FaultSearch::mask_of(const ObservationSet& set) const {
    Mask mask(component_.observed.size(), 0);
    for (const int32_t o : set) mask[at(o)] = 1;
    return mask;
}

int32_t FaultSearch::known_core_without(const Mask& mask) const {
    for (std::size_t i = 0; i < cores_.size(); ++i) {
        const ObservationSet& core = cores_[i].observations;
        if (std::none_of(core.begin(), core.end(), [&](int32_t o) { return mask[at(o)] != 0; }))
            return static_cast<int32_t>(i);
    }
    return -1;
}

int32_t FaultSearch::core_without(const ObservationSet& set) {
    const Mask mask = mask_of(set);
    if (const int32_t known = known_core_without(mask); known >= 0) return known;
    const auto [answer, fresh] = answers_.try_emplace(set, -1);
    if (!fresh) return answer->second;
    if (decider_.decide(component_, mask, false) != Answer::kNo) return -1;
    return answer->second = add_core(decider_.certificate());
}

int32_t FaultSearch::add_core(Certificate certificate) {
    if (certificate.empty()) return -1;
    const int64_t limit = minimiser_.work() + std::max(kLeastWork, work_limit_ - work());
    certificate = irreducible(component_, std::move(certificate), minimiser_, limit);
    Core core;
    for (const ObservationId id : observations_of(certificate))
        core.observations.push_back(component_.local_observation(id));
    core.certificate = std::move(certificate);
    cores_.push_back(std::move(core));
    return static_cast<int32_t>(cores_.size()) - 1;
}

std::vector<int32_t> FaultSearch::disjoint_cores(ObservationSet without, std::size_t most) {
    std::vector<int32_t> out;
    while (out.size() < most && !exhausted()) {
        const int32_t core = core_without(without);
        if (core < 0) break;
        out.push_back(core);
        if (cores_[at(core)].observations.empty()) break;
        without = united(without, cores_[at(core)].observations);
    }
    return out;
}

// The smallest sets that repair `core` when `without` is left out anyway.
FaultSearch::Family FaultSearch::repairs_of(const ObservationSet& without, int32_t core) {
    Family choices, found;
    for (const int32_t o : cores_[at(core)].observations) choices.push_back({o});
    sort_by_weight(choices);
    for (const ObservationSet& choice : choices) {
        if (found.size() == kMostAlternatives || exhausted()) break;
        if (core_without(united(without, choice)) < 0) found.push_back(choice);
    }
    if (!found.empty()) return found;
    for (int size = 2; found.empty() && size <= max_fault_size_ && !exhausted(); ++size) {
        std::set<ObservationSet> seen;
        extend(without, {}, size, seen, found);
    }
    sort_by_weight(found);
    return found;
}

// All sets of `set` and `size` observations more that repair what is left without `without`.
void FaultSearch::extend(const ObservationSet& without, const ObservationSet& set, int size,
                         std::set<ObservationSet>& seen, Family& found) {
    if (found.size() >= kMostAlternatives || exhausted() || !seen.insert(set).second) return;
    const ObservationSet gone = united(without, set);
    const int32_t core = core_without(gone);
    if (core < 0) {
        found.push_back(set);
        return;
    }
    if (size == 0 || disjoint_cores(gone, at(size) + 1).size() > at(size)) return;
    Family choices;
    for (const int32_t o : cores_[at(core)].observations) choices.push_back({o});
    sort_by_weight(choices);
    for (const ObservationSet& choice : choices)
        extend(without, united(set, choice), size - 1, seen, found);
}

std::vector<Cause> FaultSearch::from_families(const std::vector<Family>& families) {
    std::size_t count = 1;
    for (const Family& f : families) count = std::min(count * f.size(), kMostAlternatives + 1);
    if (count <= kMostAlternatives) {
        const Family all = combinations(families);
        return all.empty() ? std::vector<Cause>{} : split(all);
    }
    std::vector<ObservationSet> chosen;
    int tests = 0;
    if (!choose(families, chosen, tests)) return {};
    return replace_one_by_one(chosen, families);
}

// One set of each family, the likeliest first, that together repair all. While families remain,
// whatever belongs to them is left out.
bool FaultSearch::choose(const std::vector<Family>& families, std::vector<ObservationSet>& chosen,
                         int& tests) {
    if (chosen.size() == families.size()) return true;
    ObservationSet gone = all_of(chosen);
    for (std::size_t i = chosen.size() + 1; i < families.size(); ++i)
        gone = united(gone, all_of(families[i]));
    for (const ObservationSet& option : families[chosen.size()]) {
        if (++tests > kMostTests) return false;
        if (core_without(united(gone, option)) >= 0) continue;
        chosen.push_back(option);
        if (choose(families, chosen, tests)) return true;
        chosen.pop_back();
    }
    return false;
}

// All sets made of one set of each family that repair all; the smallest of them.
FaultSearch::Family FaultSearch::combinations(const std::vector<Family>& families) {
    Family all{{}};
    for (const Family& family : families) {
        Family longer;
        for (const ObservationSet& set : all)
            for (const ObservationSet& option : family) longer.push_back(united(set, option));
        all = std::move(longer);
    }
    std::erase_if(all, [this](const ObservationSet& set) { return core_without(set) >= 0; });
    std::size_t smallest = component_.observed.size();
    for (const ObservationSet& set : all) smallest = std::min(smallest, set.size());
    std::erase_if(all, [&](const ObservationSet& set) { return set.size() > smallest; });
    return all;
}

// The likeliest observation of every contradiction in turn, then without the superfluous as far
// as the limit allows. Contradictions that propagation finds come first: they are cheap. None
// when even that takes too long.
std::optional<ObservationSet> FaultSearch::greedy() {
    ObservationSet set;
    while (true) {
        if (work() > kGreedyShare * work_limit_) return std::nullopt;
        const Mask mask = mask_of(set);
        int32_t core = known_core_without(mask);
        if (core < 0)
            core = decider_.propagate(component_, mask) == Answer::kNo
                       ? add_core(decider_.certificate())
                       : core_without(set);
        if (core < 0) break;
        Family choices;
        for (const int32_t o : cores_[at(core)].observations) choices.push_back({o});
        if (choices.empty()) return std::nullopt;
        sort_by_weight(choices);
        set = united(set, choices.front());
    }
    for (const int32_t o : ObservationSet(set)) {
        if (exhausted()) break;
        ObservationSet fewer = without(set, {o});
        if (core_without(fewer) < 0) set = std::move(fewer);
    }
    return set;
}

// Contradictions that share no observation, and no word on which of theirs are wrong.
std::vector<Cause> FaultSearch::unexplained() const {
    std::vector<Cause> causes;
    Mask used(component_.observed.size(), 0);
    for (const Core& core : cores_) {
        const bool fresh = std::none_of(core.observations.begin(), core.observations.end(),
                                        [&](int32_t o) { return used[at(o)] != 0; });
        if (!fresh) continue;
        for (const int32_t o : core.observations) used[at(o)] = 1;
        causes.push_back({{}, false, core.certificate});
    }
    return causes;
}

// Independent factors of a family of sets: observations that never stand in one set together
// replace each other. Where that does not give the family back, it is one cause.
std::vector<Cause> FaultSearch::split(const Family& family) {
    const ObservationSet members = all_of(family);
    std::vector<std::size_t> group(members.size());
    std::iota(group.begin(), group.end(), 0);
    const auto together = [&](int32_t a, int32_t b) {
        return std::any_of(family.begin(), family.end(), [&](const ObservationSet& s) {
            return std::binary_search(s.begin(), s.end(), a) &&
                   std::binary_search(s.begin(), s.end(), b);
        });
    };
    for (std::size_t i = 0; i < members.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (group[i] != group[j] && !together(members[i], members[j]))
                std::replace(group.begin(), group.end(), group[i], group[j]);

    std::vector<Cause> causes;
    std::size_t product = 1;
    for (const std::size_t g : std::set<std::size_t>(group.begin(), group.end())) {
        ObservationSet in_group;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (group[i] == g) in_group.push_back(members[i]);
        std::set<ObservationSet> parts;
        for (const ObservationSet& s : family) {
            ObservationSet part;
            std::set_intersection(s.begin(), s.end(), in_group.begin(), in_group.end(),
                                  std::back_inserter(part));
            parts.insert(std::move(part));
        }
        product *= parts.size();
        causes.push_back({{parts.begin(), parts.end()}, true, {}});
    }
    if (product != std::set<ObservationSet>(family.begin(), family.end()).size())
        causes.assign(1, {family, true, {}});
    for (Cause& c : causes) sort_by_weight(c.alternatives);
    return causes;
}

// Too many combinations to try: each chosen set is replaced while the others stay.
std::vector<Cause> FaultSearch::replace_one_by_one(const std::vector<ObservationSet>& chosen,
                                                   const std::vector<Family>& families) {
    std::vector<Cause> causes;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        Cause cause{{chosen[i]}, true, {}};
        const ObservationSet others = without(all_of(chosen), chosen[i]);
        for (const ObservationSet& option : families[i])
            if (option != chosen[i] && core_without(united(others, option)) < 0)
                cause.alternatives.push_back(option);
        causes.push_back(std::move(cause));
    }
    return causes;
}

// Gives each cause a certificate: the shortest known contradiction that only it repairs.
std::vector<Cause> FaultSearch::finish(std::vector<Cause> causes, bool proven) {
    std::vector<int32_t> cause_of(component_.observed.size(), -1);
    ObservationSet all;
    for (std::size_t i = 0; i < causes.size(); ++i)
        for (const int32_t o : causes[i].alternatives.front()) {
            cause_of[at(o)] = static_cast<int32_t>(i);
            all.push_back(o);
        }
    std::sort(all.begin(), all.end());

    // `alone`: contradictions that no other cause repairs; `shared`: the others.
    std::vector<int32_t> alone(causes.size(), -1), shared(causes.size(), -1);
    const auto prefer = [this](int32_t& best, std::size_t core) {
        if (best < 0 || cores_[core].observations.size() < cores_[at(best)].observations.size())
            best = static_cast<int32_t>(core);
    };
    for (std::size_t c = 0; c < cores_.size(); ++c) {
        std::set<int32_t> repaired_by;
        for (const int32_t o : cores_[c].observations)
            if (cause_of[at(o)] >= 0) repaired_by.insert(cause_of[at(o)]);
        for (const int32_t i : repaired_by)
            prefer((repaired_by.size() == 1 ? alone : shared)[at(i)], c);
    }
    for (std::size_t i = 0; i < causes.size(); ++i) {
        int32_t best = alone[i];
        if (best < 0 && !exhausted()) best = core_without(without(all, causes[i].alternatives[0]));
        if (best < 0) best = shared[i];
        if (best >= 0) causes[i].certificate = cores_[at(best)].certificate;
        causes[i].proven_smallest = proven;
    }
    return causes;
}

FaultSearch::Narrowest FaultSearch::narrowest_of(int32_t quantity) const {
    Narrowest out;
    for (const int32_t o : component_.observations_of(quantity)) {
        const Interval& mine = component_.intervals[at(o)];
        out.next.low = std::max(out.next.low, std::min(mine.low, out.all.low));
        out.next.high = std::min(out.next.high, std::max(mine.high, out.all.high));
        if (out.low < 0 || mine.low > out.all.low) out.low = o, out.all.low = mine.low;
        if (out.high < 0 || mine.high < out.all.high) out.high = o, out.all.high = mine.high;
    }
    return out;
}

Interval FaultSearch::own_interval(int32_t quantity, int32_t without) const {
    const Narrowest& n = narrowest_[at(quantity)];
    const bool any = without >= 0;
    return {any && without == n.low ? n.next.low : n.all.low,
            any && without == n.high ? n.next.high : n.all.high};
}

bool FaultSearch::breaks(int32_t constraint, const Alone& alone) const {
    return alone.empty > 0 || alone.activity.above(component_.highs[at(constraint)]) ||
           alone.activity.below(component_.lows[at(constraint)]);
}

bool FaultSearch::restores(int32_t observation, const Touch& touch) const {
    const int32_t q = component_.observed[at(observation)];
    const Interval with = own_interval(q, -1), without = own_interval(q, observation);
    const Term term{q, touch.coefficient};
    Alone alone = alone_[at(touch.constraint)];
    alone.activity.remove(term, with.low, with.high);
    alone.activity.add(term, without.low, without.high);
    alone.empty += (without.low > without.high) - (with.low > with.high);
    return !breaks(touch.constraint, alone);
}

const FaultSearch::Weight& FaultSearch::weight(int32_t observation) {
    const auto [found, fresh] = weights_.try_emplace(observation);
    Weight& w = found->second;
    if (!fresh) return w;
    const int32_t q = component_.observed[at(observation)];
    for (const Touch& t : component_.constraints_of(q)) {
        if (!breaks(t.constraint, alone_[at(t.constraint)]))
            ++w.supported;
        else if (restores(observation, t))
            ++w.restored;
    }
    const Interval& mine = component_.intervals[at(observation)];
    for (const int32_t o : component_.observations_of(q)) {
        const Interval& other = component_.intervals[at(o)];
        w.supported += o != observation && other.low <= mine.high && mine.low <= other.high;
    }
    return w;
}

void FaultSearch::sort_by_weight(Family& sets) {
    const auto rank = [this](const ObservationSet& set) {
        std::pair<int32_t, int32_t> sum{0, 0};
        for (const int32_t o : set) {
            sum.first -= weight(o).restored;
            sum.second += weight(o).supported;
        }
        return sum;
    };
    std::sort(sets.begin(), sets.end(), [&](const ObservationSet& a, const ObservationSet& b) {
        const auto x = rank(a), y = rank(b);
        return x != y ? x < y : a < b;
    });
}

}  // namespace mingzhang::reconcile
