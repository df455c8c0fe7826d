#include "check/articulation.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace mingzhang::check {
namespace {

constexpr Dimension kAllDimensions[] = {
    Dimension::kYear,     Dimension::kPhase,       Dimension::kFlow,    Dimension::kScope,
    Dimension::kFunction, Dimension::kFund,        Dimension::kKind,    Dimension::kEconomic,
    Dimension::kGovEconomic, Dimension::kVintage,  Dimension::kProject, Dimension::kSource,
    Dimension::kMeasure};

class Articulator {
  public:
    Articulator(const Disclosure& disclosure, const pack::Lexicon& lexicon)
        : disclosure_(disclosure), lexicon_(lexicon) {}

    Articulation run() {
        find_figures_in_sums();
        observe_figures();
        for (const Sum& sum : disclosure_.sums) add_sum(sum);
        add_trees();
        for (const pack::Identity& identity : lexicon_.identities) add_identity(identity);
        return std::move(out_);
    }

  private:
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
            if (figure.kind != FigureKind::kAmount) continue;
            if (!figure.coordinate && !in_sum_[i]) continue;
            const QuantityId quantity = figure.coordinate ? quantity_at(*figure.coordinate)
                                                          : out_.system.add_quantity();
            quantity_of_[i] = quantity;
            const auto interval = bounds(figure.number, figure.unit, figure.usual_decimals);
            if (!interval) continue;
            const int decimals = figure.counts()
                                     ? std::max(figure.number.decimals, figure.usual_decimals)
                                     : figure.usual_decimals;
            out_.observation_of[i] = out_.system.observe(
                {quantity, *interval, value_of(figure.number, figure.unit).value_or(0),
                 step_of(figure.unit, decimals)});
            out_.figure_of.push_back(static_cast<int>(i));
        }
    }

    QuantityId quantity_at(const Coordinate& at) {
        auto [hit, inserted] = by_coordinate_.try_emplace(at, -1);
        if (inserted) {
            hit->second = out_.system.add_quantity();
            coordinates_.push_back(at);
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
        for (const std::string& child : children) {
            const Coordinate below = at.with(dimension, child);
            if (const QuantityId* quantity = find(below)) {
                parts.push_back(*quantity);
            } else if (!parts_of(below, dimension, parts)) {
                return false;
            }
        }
        return true;
    }

    void add_trees() {
        const std::vector<Coordinate> observed = coordinates_;
        for (const Coordinate& at : observed) {
            for (Dimension dimension : kAllDimensions) {
                std::vector<QuantityId> parts;
                if (parts_of(at, dimension, parts)) {
                    constrain(*find(at), std::move(parts), false, {"tree"});
                }
            }
        }
    }

    void add_identity(const pack::Identity& identity) {
        if (!binds(identity)) return;
        const std::vector<Coordinate> observed = coordinates_;
        for (const Coordinate& at : observed) {
            const auto right = counterpart(identity, at);
            if (!right) continue;
            const QuantityId* other = find(*right);
            if (other == nullptr) continue;
            constrain(*find(at), {*other}, !identity.hard, {identity.id, true});
        }
    }

    // The right side that answers `at` on the left: the free dimensions keep their members.
    static std::optional<Coordinate> counterpart(const pack::Identity& identity,
                                                 const Coordinate& at) {
        Coordinate right = identity.right;
        for (Dimension d : kAllDimensions) {
            const auto& free = identity.free;
            if (std::find(free.begin(), free.end(), d) == free.end()) {
                if (at.at(d) != identity.left.at(d)) return std::nullopt;
                continue;
            }
            right.set(d, at.at(d));
        }
        for (Dimension d : identity.required) {
            if (at.at(d).empty()) return std::nullopt;
        }
        return right;
    }

    bool binds(const pack::Identity& identity) const {
        const auto zero = [&](const Coordinate& at) {
            const auto interval = observed_interval(at);
            return interval && interval->contains(0);
        };
        const auto same = [&](const std::pair<Coordinate, Coordinate>& pair) {
            const auto a = observed_interval(pair.first), b = observed_interval(pair.second);
            return a && b && *a == *b;
        };
        return std::all_of(identity.when_zero.begin(), identity.when_zero.end(), zero) &&
               std::all_of(identity.when_same.begin(), identity.when_same.end(), same);
    }

    std::optional<Interval> observed_interval(const Coordinate& at) const {
        const QuantityId* quantity = find(at);
        if (quantity == nullptr) return std::nullopt;
        for (const Observation& o : out_.system.observations()) {
            if (o.quantity == *quantity) return o.interval;
        }
        return std::nullopt;
    }

    const Disclosure& disclosure_;
    const pack::Lexicon& lexicon_;
    Articulation out_;
    std::vector<bool> in_sum_;
    std::vector<QuantityId> quantity_of_;
    std::unordered_map<Coordinate, QuantityId, CoordinateHash> by_coordinate_;
    std::vector<Coordinate> coordinates_;  // in order of first appearance
    std::set<std::vector<QuantityId>> known_;
};

}  // namespace

Articulation articulate(const Disclosure& disclosure, const pack::Lexicon& lexicon) {
    return Articulator(disclosure, lexicon).run();
}

}  // namespace mingzhang::check
