// Generated disclosures for measuring: departments with a function tree × kind × vintage, an
// economic classification of basic expenditure, and totals repeated in other tables, printed in
// 万元 with two decimals.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "model/system.h"

namespace mingzhang::bench {

class Generator {
  public:
    explicit Generator(uint64_t seed) : random_(seed) {}

    // Adds one department of about `figures` figures: one component.
    void add_department(System& system, int figures) {
        constexpr std::size_t kKinds = 3, kVintages = 3;  // all, basic, project; all, now, carried
        using Cell = QuantityId;
        using Node = std::vector<Cell>;  // kind-major
        const std::size_t items = static_cast<std::size_t>(figures) / 13 + 1;
        amounts_.clear();
        first_ = system.quantity_count();
        const auto complete = [&](Node& node) {
            for (std::size_t v = 1; v < kVintages; ++v)
                node[v] = sum(system, node[v], {node[3 + v], node[6 + v]});
            for (std::size_t k = 0; k < kKinds; ++k)
                node[3 * k] = sum(system, node[3 * k], {node[3 * k + 1], node[3 * k + 2]});
        };
        const auto add_up = [&](const std::vector<Node>& children) {
            Node parent(kKinds * kVintages, -1);
            for (std::size_t i = 0; i < parent.size(); ++i) {
                std::vector<Cell> parts;
                for (const Node& child : children) parts.push_back(child[i]);
                parent[i] = sum(system, -1, parts);
            }
            complete(parent);
            return parent;
        };
        std::vector<Node> level;
        for (std::size_t i = 0; i < items; ++i) {
            Node node(kKinds * kVintages, -1);
            for (const std::size_t cell : {4, 5, 7, 8})
                node[cell] = leaf(system, cell % 3 == 2 && !chance(20));
            complete(node);
            level.push_back(node);
        }
        while (level.size() > 1) {
            std::vector<Node> above;
            for (std::size_t i = 0; i < level.size();) {
                const std::size_t take = std::min(level.size() - i, 2 + random_() % 5);
                above.push_back(add_up({level.begin() + static_cast<std::ptrdiff_t>(i),
                                        level.begin() + static_cast<std::ptrdiff_t>(i + take)}));
                i += take;
            }
            level = std::move(above);
        }
        const Node& root = level.front();
        economic(system, root[3]);
        for (std::size_t i = 0; i < amounts_.size(); ++i) print(system, i);
        for (const Cell cell : root)
            for (int repeat = 0; repeat < 4; ++repeat)
                print(system, static_cast<std::size_t>(cell - first_));
        for (std::size_t i = 0; i < amounts_.size(); ++i)
            if (chance(8)) print(system, i);
    }

    // Many departments of 700 to 3,000 figures, about `figures` in all.
    System departments(int64_t figures) {
        System system;
        while (static_cast<int64_t>(system.observations().size()) < figures) {
            const int64_t left = figures - static_cast<int64_t>(system.observations().size());
            add_department(system, static_cast<int>(std::min<int64_t>(
                                       left, 700 + static_cast<int64_t>(random_() % 2300))));
        }
        return system;
    }

    // The same system with figure `which` printed `by` last places higher.
    static System altered(const System& system, ObservationId which, int64_t by) {
        System out;
        out.add_quantities(system.quantity_count());
        for (std::size_t i = 0; i < system.observations().size(); ++i) {
            Observation o = system.observations()[i];
            if (static_cast<ObservationId>(i) == which) {
                o.value += by * o.step;
                o.interval = rounded(o.value);
            }
            out.observe(o);
        }
        for (ConstraintId c = 0; c < system.constraint_count(); ++c)
            out.constrain(system.terms(c), system.low(c), system.high(c), system.soft(c));
        return out;
    }

  private:
    static constexpr int64_t kStep = 10'000;

    static Interval rounded(int64_t value) {
        if (value == 0) return {-kStep / 2 + 1, kStep / 2 - 1};
        return value > 0 ? Interval{value - kStep / 2, value + kStep / 2 - 1}
                         : Interval{value - kStep / 2 + 1, value + kStep / 2};
    }
    bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }

    QuantityId leaf(System& system, bool zero) {
        amounts_.push_back(zero ? 0 : static_cast<int64_t>(random_() % 500'000'000));
        return system.add_quantity();
    }
    // `total` −1: a new quantity.
    QuantityId sum(System& system, QuantityId total, const std::vector<QuantityId>& parts) {
        if (total < 0) {
            int64_t amount = 0;
            for (const QuantityId p : parts)
                amount += amounts_[static_cast<std::size_t>(p - first_)];
            amounts_.push_back(amount);
            total = system.add_quantity();
        }
        system.sum(total, parts);
        return total;
    }
    // Basic expenditure again: personnel and public, each of some groups.
    void economic(System& system, QuantityId basic) {
        int64_t rest = amounts_[static_cast<std::size_t>(basic - first_)];
        std::vector<QuantityId> classes;
        for (int c = 0; c < 2; ++c) {
            std::vector<QuantityId> groups;
            for (int g = 0; g < 12; ++g) {
                const int64_t part = c == 1 && g == 11 ? rest : rest / 10;
                rest -= part;
                amounts_.push_back(part);
                groups.push_back(system.add_quantity());
            }
            classes.push_back(sum(system, -1, groups));
        }
        system.sum(basic, classes);
    }
    void print(System& system, std::size_t i) {
        const int64_t value = (amounts_[i] + kStep / 2) / kStep * kStep;
        system.observe({first_ + static_cast<QuantityId>(i), rounded(value), value, kStep});
    }

    std::mt19937_64 random_;
    QuantityId first_ = 0;
    std::vector<int64_t> amounts_;
};

}  // namespace mingzhang::bench
