#include "check/articulation.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <unordered_map>

namespace mingzhang::check {
namespace {

constexpr Dimension kAllDimensions[] = {
    Dimension::kYear,        Dimension::kPhase,   Dimension::kFlow,    Dimension::kScope,
    Dimension::kFunction,    Dimension::kFund,    Dimension::kKind,    Dimension::kEconomic,
    Dimension::kGovEconomic, Dimension::kVintage, Dimension::kProject, Dimension::kSource,
    Dimension::kMeasure,     Dimension::kNature};

// A containment holds within each of their members.
constexpr Dimension kFreeOfWhole[] = {Dimension::kYear, Dimension::kPhase, Dimension::kFund};

class Articulator {
  public:
    Articulator(const Disclosure& disclosure, const pack::Lexicon& lexicon, Scope scope)
        : disclosure_(disclosure), lexicon_(lexicon), scope_(scope) {}

    Articulation run() {
        find_figures_in_sums();
        observe_figures();
        for (const Sum& sum : disclosure_.sums) add_sum(sum);
        add_trees();
        for (const pack::Identity& identity : lexicon_.identities) add_identity(identity);
        add_containments();
        out_.quantities_of_claim.resize(disclosure_.claims.size(), {-1, -1});
        for (std::size_t c = 0; c < disclosure_.claims.size(); ++c)
            if (in_scope(disclosure_.claims[c])) add_difference(c);
        for (std::size_t c = 0; c < disclosure_.claims.size(); ++c)
            if (in_scope(disclosure_.claims[c])) add_rate(c);
        if (scope_ == Scope::kDocument) add_exact_amounts();
        return std::move(out_);
    }

  private:
    bool in_scope(const Claim& claim) const {
        return scope_ == Scope::kDocument ||
               (claim.figure >= 0 &&
                disclosure_.figures[static_cast<std::size_t>(claim.figure)].table >= 0);
    }

    void find_figures_in_sums() {
        in_sum_.resize(disclosure_.figures.size(), false);
        for (const Sum& sum : disclosure_.sums) {
            in_sum_[static_cast<std::size_t>(sum.parent)] = true;
            for (int child : sum.children) in_sum_[static_cast<std::size_t>(child)] = true;
        }
    }

    void observe_figures() {
        out_.observation_of.resize(disclosure_.figures.size(), -1);
        quantity_of_.resize(disclosure_.figures.size(), -1);
        for (std::size_t i = 0; i < disclosure_.figures.size(); ++i) {
            const Figure& figure = disclosure_.figures[i];
            if (!figure.coordinate && !in_sum_[i]) continue;
            if (figure.table < 0 && scope_ == Scope::kTables) continue;
            const QuantityId quantity =
                figure.coordinate ? quantity_at(*figure.coordinate) : out_.system.add_quantity();
            quantity_of_[i] = quantity;
            if (figure.kind == FigureKind::kCount) {
                if (const auto count = hundredths(figure.number)) {
                    observe(i, {quantity, {*count, *count}, *count, 1});
                }
            } else if (figure.kind == FigureKind::kAmount) {
                observe_amount(i, quantity);
            }
        }
    }

    void observe(std::size_t figure, const Observation& observation) {
        out_.observation_of[figure] = out_.system.observe(observation);
        out_.figure_of.push_back(static_cast<int>(figure));
    }

    void observe_amount(std::size_t i, QuantityId quantity) {
        const Figure& figure = disclosure_.figures[i];
        const auto interval = bounds(figure.number, figure.unit, figure.usual_decimals);
        if (!interval) return;
        const int decimals = figure.counts()
                                 ? std::max(figure.number.decimals, figure.usual_decimals)
                                 : figure.usual_decimals;
        observe(i, {quantity, *interval, value_of(figure.number, figure.unit).value_or(0),
                    step_of(figure.unit, decimals)});
    }

    // Counts and areas are held in hundredths: 405.21 m².
    static std::optional<int64_t> hundredths(const PrintedNumber& number) {
        if (number.form != NumberForm::kNumber || number.decimals > 2) return std::nullopt;
        int64_t value = number.mantissa;
        for (int d = number.decimals; d < 2; ++d) {
            if (__builtin_mul_overflow(value, int64_t{10}, &value)) return std::nullopt;
        }
        return value;
    }

    QuantityId quantity_at(const Coordinate& at) {
        auto [hit, inserted] = by_coordinate_.try_emplace(at, -1);
        if (inserted) {
            hit->second = out_.system.add_quantity();
            coordinates_.push_back(&hit->first);
        }
        return hit->second;
    }

    const QuantityId* find(const Coordinate& at) const {
        auto hit = by_coordinate_.find(at);
        return hit == by_coordinate_.end() ? nullptr : &hit->second;
    }

    // Each relation once, however many places show it. A quantity that is its own only part, or
    // a part twice, tells nothing that can be bound.
    void constrain(QuantityId parent, std::vector<QuantityId> parts, bool soft, Reason reason) {
        std::sort(parts.begin(), parts.end());
        if (parts.empty() || std::adjacent_find(parts.begin(), parts.end()) != parts.end()) return;
        if (std::binary_search(parts.begin(), parts.end(), parent)) return;
        std::vector<QuantityId> key = parts;
        key.push_back(parent);
        if (!known_.insert(std::move(key)).second) return;
        out_.system.sum(parent, parts, soft);
        out_.reason_of.push_back(std::move(reason));
    }

    void add_sum(const Sum& sum) {
        std::vector<QuantityId> parts;
        for (int child : sum.children) {
            parts.push_back(quantity_of_[static_cast<std::size_t>(child)]);
        }
        const QuantityId parent = quantity_of_[static_cast<std::size_t>(sum.parent)];
        if (parent < 0 || std::count(parts.begin(), parts.end(), -1) > 0) return;
        constrain(parent, std::move(parts), false, {sum.reason});
    }

    // The observed quantities that make up `at` along `dimension`; a member that is not observed
    // gives way to its own children. False when something is missing.
    bool parts_of(const Coordinate& at, Dimension dimension, std::vector<QuantityId>& parts) const {
        const auto& children = lexicon_.trees.children(dimension, at.at(dimension));
        if (children.empty()) return false;
        const std::size_t before = parts.size();
        Coordinate below = at;
        for (const std::string& child : children) {
            below.set(dimension, child);
            if (const QuantityId* quantity = find(below)) {
                parts.push_back(*quantity);
            } else if (!parts_of(below, dimension, parts) && !is_nothing(dimension, child)) {
                return false;
            }
        }
        return parts.size() > before;
    }

    // Parts that are all optional need not be all there are.
    bool has_certain_part(Dimension dimension, const std::string& member) const {
        const auto& children = lexicon_.trees.children(dimension, member);
        return std::any_of(children.begin(), children.end(), [&](const std::string& child) {
            return !lexicon_.trees.is_optional(dimension, child);
        });
    }

    // A member the document shows nowhere, of those that not every document knows.
    bool is_nothing(Dimension dimension, const std::string& member) const {
        return lexicon_.trees.is_optional(dimension, member) &&
               shown_members_.count({dimension, member}) == 0;
    }

    void add_trees() {
        for (const Coordinate* at : coordinates_) {
            for (Dimension d : kAllDimensions) {
                if (!at->at(d).empty()) shown_members_.emplace(d, at->at(d));
            }
        }
        std::vector<QuantityId> parts;
        for (const Coordinate* at : coordinates_) {
            for (Dimension dimension : kAllDimensions) {
                if (disclosure_.open_dimensions.count(dimension) > 0) continue;
                if (!has_certain_part(dimension, at->at(dimension))) continue;
                parts.clear();
                if (parts_of(*at, dimension, parts)) {
                    constrain(*find(*at), parts, false, {"tree"});
                }
            }
        }
    }

    void add_identity(const pack::Identity& identity) {
        const auto slack = slack_of(identity);
        if (!slack) return;
        for (const Coordinate* left : coordinates_) {
            const Coordinate& at = *left;
            if (!on_left_side(identity, at)) continue;
            const QuantityId* other = find(counterpart(identity, at));
            if (other == nullptr) continue;
            const Reason reason{identity.id, true};
            if (*slack == 0) {
                constrain(*find(at), {*other}, !identity.hard, reason);
            } else if (*find(at) != *other) {
                const Term terms[] = {{*find(at), 1}, {*other, -1}};
                out_.system.constrain(terms, -*slack, *slack, !identity.hard);
                out_.reason_of.push_back(reason);
            }
        }
    }

    static bool on_left_side(const pack::Identity& identity, const Coordinate& at) {
        return at.agrees_outside(identity.free, identity.left) &&
               std::none_of(identity.required.begin(), identity.required.end(),
                            [&](Dimension d) { return at.at(d).empty(); });
    }

    // The right side that answers `at` on the left: the free dimensions keep their members.
    static Coordinate counterpart(const pack::Identity& identity, const Coordinate& at) {
        Coordinate right = identity.right;
        for (Dimension d : identity.free) right.set(d, at.at(d));
        return right;
    }

    // What the identity's conditions leave open: two amounts that print alike may differ by their
    // rounding, a printed zero may be as large. None where a condition is not met.
    std::optional<int64_t> slack_of(const pack::Identity& identity) const {
        int64_t slack = 0;
        for (const Coordinate& at : identity.when_zero) {
            const auto interval = observed_interval(at);
            if (!interval || !interval->contains(0)) return std::nullopt;
            slack += interval->high;
        }
        for (const auto& [first, second] : identity.when_same) {
            const auto a = observed_interval(first), b = observed_interval(second);
            if (!a || !b || *a != *b) return std::nullopt;
            slack += a->high - a->low;
        }
        return slack;
    }

    std::optional<Interval> observed_interval(const Coordinate& at) const {
        const QuantityId* quantity = find(at);
        if (quantity == nullptr) return std::nullopt;
        for (const Observation& o : out_.system.observations()) {
            if (o.quantity == *quantity) return o.interval;
        }
        return std::nullopt;
    }

    void add_containments() {
        for (const Coordinate* at : coordinates_) {
            const std::string& measure = at->at(Dimension::kMeasure);
            if (measure.empty() || measure[0] == '?') continue;
            for (const pack::Containment& held : lexicon_.containments) {
                if (at->agrees_outside(kFreeOfWhole, held.whole)) add_containment(held, *at);
            }
        }
    }

    // Σ parts ≤ whole
    void add_containment(const pack::Containment& held, const Coordinate& at) {
        std::vector<Term> terms = {{*find(at), 1}};
        for (Coordinate part : held.parts) {
            for (Dimension d : kFreeOfWhole) part.set(d, at.at(d));
            if (const QuantityId* quantity = find(part)) terms.push_back({*quantity, -1});
        }
        if (terms.size() == 1) return;
        out_.system.constrain(terms, 0, kNoHigh, true);
        out_.reason_of.push_back({held.id, true});
    }

    // Whether the text prints 2354.4 for 2,354.40 of the tables, and never for 2,354.38: then what
    // it prints with fewer decimals is exact.
    bool drops_zeros() const {
        std::unordered_map<QuantityId, int64_t> shown;
        std::set<QuantityId> exact;
        for (std::size_t i = 0; i < disclosure_.figures.size(); ++i) {
            const Figure& figure = disclosure_.figures[i];
            if (figure.kind != FigureKind::kAmount || out_.observation_of[i] < 0) continue;
            const auto value = value_of(figure.number, figure.unit);
            if (!value || *value == 0) continue;
            if (figure.table >= 0) {
                if (figure.number.decimals >= figure.usual_decimals)
                    shown.emplace(quantity_of_[i], *value);
            } else if (is_short(figure)) {
                const auto other = shown.find(quantity_of_[i]);
                if (other == shown.end()) continue;
                if (other->second != *value) return false;
                exact.insert(quantity_of_[i]);
            }
        }
        return exact.size() >= kExactForCustom;
    }

    static bool is_short(const Figure& figure) {
        return figure.number.form == NumberForm::kNumber &&
               figure.number.decimals < figure.usual_decimals &&
               (figure.unit == Unit::kWanYuan || figure.unit == Unit::kYiYuan);
    }

    // Soft: one amount may still be rounded where the others are not.
    void add_exact_amounts() {
        std::vector<Observation> changes;
        for (std::size_t c = 0; c < disclosure_.claims.size(); ++c) {
            const Claim& claim = disclosure_.claims[c];
            if (claim.kind != ClaimKind::kDifference || out_.quantities_of_claim[c].first < 0)
                continue;
            const auto i = static_cast<std::size_t>(claim.figure);
            const ObservationId o = out_.observation_of[i];
            if (disclosure_.figures[i].table >= 0 || !is_short(disclosure_.figures[i]) || o < 0)
                continue;
            changes.push_back(out_.system.observations()[static_cast<std::size_t>(o)]);
        }
        if (changes.empty() || !drops_zeros()) return;
        for (const Observation& change : changes) {
            const auto exact = interval_of(change.value, change.step, Rounding::kHalfAwayFromZero);
            if (!exact || change.value == 0) continue;
            const Term term[] = {{change.quantity, 1}};
            out_.system.constrain(term, exact->low, exact->high, true);
            out_.reason_of.push_back({"zeros-dropped", false});
        }
    }

    // of − base = sign · figure
    void add_difference(std::size_t index) {
        const Claim& claim = disclosure_.claims[index];
        if (claim.kind != ClaimKind::kDifference) return;
        const auto figure = static_cast<std::size_t>(claim.figure);
        const QuantityId of = quantity_at(claim.of), base = quantity_at(claim.base);
        if (of == base) return;
        out_.quantities_of_claim[index] = {of, base};
        const QuantityId difference = out_.system.add_quantity();
        observe_amount(figure, difference);
        const Term terms[] = {{of, 1}, {base, -1}, {difference, -claim.sign}};
        out_.system.constrain(terms, 0, 0);
        out_.reason_of.push_back({"difference", false, static_cast<int>(index)});
    }

    // 200·10^d·A − 2P·B lies in [−B, B − 1] where P/10^d per cent is printed (reconcile.md 2).
    // B's own upper bound stands for B there: wider, and the same for every reading of B. For a
    // growth rate A is of − base, for a fall base − of.
    void add_rate(std::size_t index) {
        const Claim& claim = disclosure_.claims[index];
        if (claim.kind != ClaimKind::kShare && claim.kind != ClaimKind::kGrowth) return;
        const auto i = static_cast<std::size_t>(claim.figure);
        const Figure& figure = disclosure_.figures[i];
        const QuantityId* of = find(claim.of);
        const QuantityId* base = find(claim.base);
        if (of == nullptr || base == nullptr || *of == *base || figure.number.decimals > 4) return;
        const auto known = interval_of_base(claim);
        // A base of nothing has no rate: what is printed cannot hold then.
        if (!known || known->high <= 0 || known->low < -known->high) return;
        int64_t scale = 200;
        for (int d = 0; d < figure.number.decimals; ++d) scale *= 10;
        const int64_t twice = 2 * figure.number.mantissa;
        if (std::abs(twice) > kLargestRate ||
            known->high > kLargestProduct / (scale + std::abs(twice))) {
            return;
        }
        const bool growth = claim.kind == ClaimKind::kGrowth;
        const int64_t of_factor = growth ? claim.sign * scale : scale;
        const int64_t base_factor = growth ? -claim.sign * scale - twice : -twice;
        out_.quantities_of_claim[index] = {*of, *base};
        const QuantityId rest = out_.system.add_quantity();
        std::vector<Term> terms = {{*of, of_factor}, {rest, -1}};
        if (base_factor != 0) terms.push_back({*base, base_factor});
        // Halves go away from zero.
        const int64_t low = figure.number.mantissa <= 0 ? 1 - known->high : -known->high;
        const int64_t high = figure.number.mantissa < 0 ? known->high : known->high - 1;
        observe(i, {rest, {low, high}, 0, 2 * known->high});
        out_.system.constrain(terms, 0, 0);
        out_.reason_of.push_back({growth ? "growth" : "share", false, static_cast<int>(index)});
    }

    // What the printed figures say of a base: itself, or the amount less its difference.
    std::optional<Interval> interval_of_base(const Claim& claim) const {
        if (auto own = observed_interval(claim.base)) return own;
        const auto now = observed_interval(claim.of);
        if (!now) return std::nullopt;
        for (const Claim& other : disclosure_.claims) {
            if (other.kind != ClaimKind::kDifference || other.of != claim.of ||
                other.base != claim.base) {
                continue;
            }
            const ObservationId o = out_.observation_of[static_cast<std::size_t>(other.figure)];
            if (o < 0) continue;
            const Interval change =
                out_.system.observations()[static_cast<std::size_t>(o)].interval;
            return other.sign > 0 ? Interval{now->low - change.high, now->high - change.low}
                                  : Interval{now->low + change.low, now->high + change.high};
        }
        return std::nullopt;
    }

    // So many amounts must be exact: rounded ones would be one time in ten.
    static constexpr std::size_t kExactForCustom = 3;
    static constexpr int64_t kLargestRate = 20'000'000;
    static constexpr int64_t kLargestProduct = int64_t{1} << 61;

    const Disclosure& disclosure_;
    const pack::Lexicon& lexicon_;
    const Scope scope_;
    Articulation out_;
    std::vector<bool> in_sum_;
    std::vector<QuantityId> quantity_of_;
    std::unordered_map<Coordinate, QuantityId, CoordinateHash> by_coordinate_;
    std::vector<const Coordinate*> coordinates_;  // in order of first appearance
    std::set<std::vector<QuantityId>> known_;
    std::set<std::pair<Dimension, std::string>> shown_members_;
};

}  // namespace

Articulation articulate(const Disclosure& disclosure, const pack::Lexicon& lexicon, Scope scope) {
    return Articulator(disclosure, lexicon, scope).run();
}

}  // namespace mingzhang::check
