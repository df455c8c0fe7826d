// Random ledgers, printed with rounding. Every verdict is certified: a witness that verify
// accepts proves consistency, a certificate that verify accepts proves contradiction; so these
// tests trust neither the solver nor a second one. MINGZHANG_CASES sets the number of cases.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <random>
#include <set>

#include "reconcile/reconcile.h"
#include "verify/verify.h"

namespace mingzhang::reconcile {
namespace {

int cases(int by_default) {
    const char* text = std::getenv("MINGZHANG_CASES");
    if (text == nullptr) return by_default;
    const int64_t wanted = std::clamp<int64_t>(std::atoll(text), 1, 1'000'000);
    return static_cast<int>(std::max<int64_t>(1, by_default * wanted / 1000));
}

class Random {
  public:
    explicit Random(uint64_t seed) : engine_(seed) {}
    int64_t between(int64_t low, int64_t high) {
        return low + static_cast<int64_t>(engine_() % static_cast<uint64_t>(high - low + 1));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class T>
    void shuffle(std::vector<T>& v) {
        for (std::size_t i = v.size(); i > 1; --i)
            std::swap(v[i - 1],
                      v[static_cast<std::size_t>(between(0, static_cast<int64_t>(i) - 1))]);
    }

  private:
    std::mt19937_64 engine_;
};

Observation printed(QuantityId q, int64_t amount, int64_t step) {
    const int64_t half = step / 2;
    const int64_t size = (std::abs(amount) + half) / step * step;
    const int64_t value = amount < 0 ? -size : size;
    if (step == 1) return {q, {value, value}, value, step};
    if (value == 0) return {q, {-half + 1, half - 1}, value, step};
    return value > 0 ? Observation{q, {value - half, value + half - 1}, value, step}
                     : Observation{q, {value - half + 1, value + half}, value, step};
}

// A ledger with the tables that show it.
class Ledger {
  public:
    Ledger(Random& random, int64_t largest) : random_(random), largest_(largest) {}

    QuantityId leaf() {
        const int64_t x = random_.chance(10) ? 0 : random_.between(-largest_ / 10, largest_);
        amounts_.push_back(x);
        return static_cast<QuantityId>(amounts_.size() - 1);
    }
    QuantityId total(const std::vector<QuantityId>& parts) {
        int64_t x = 0;
        for (const QuantityId p : parts) x += amount(p);
        amounts_.push_back(x);
        const auto t = static_cast<QuantityId>(amounts_.size() - 1);
        sums_.emplace_back(t, parts);
        return t;
    }
    QuantityId tree(int depth, int most) {
        if (depth == 0 || random_.chance(20)) return leaf();
        std::vector<QuantityId> parts;
        for (int64_t n = random_.between(2, most); n > 0; --n)
            parts.push_back(tree(depth - 1, most));
        return total(parts);
    }
    struct Table {
        std::vector<QuantityId> rows, columns;
        QuantityId all;
    };
    Table table(int64_t rows, int64_t columns) {
        std::vector<std::vector<QuantityId>> across(static_cast<std::size_t>(columns));
        Table t;
        for (int64_t r = 0; r < rows; ++r) {
            std::vector<QuantityId> row;
            for (auto& column : across) {
                row.push_back(leaf());
                column.push_back(row.back());
            }
            t.rows.push_back(total(row));
        }
        for (const auto& column : across) t.columns.push_back(total(column));
        t.all = total(t.rows);
        sums_.emplace_back(t.all, t.columns);
        return t;
    }
    // Each column of one table is split into a table of its own; the rows are repeated.
    void linked(int64_t rows, int64_t columns) {
        const Table t = table(rows, columns);
        for (const QuantityId column : t.columns) {
            // The same total, from other leaves.
            std::vector<QuantityId> parts;
            int64_t rest = amount(column);
            for (int64_t n = random_.between(1, 4); n > 0; --n) {
                parts.push_back(leaf());
                rest -= amount(parts.back());
            }
            amounts_.push_back(rest);
            parts.push_back(static_cast<QuantityId>(amounts_.size() - 1));
            sums_.emplace_back(column, parts);
        }
    }

    System print(const std::vector<int64_t>& steps, int shown, int repeated) {
        System s;
        s.add_quantities(static_cast<int32_t>(amounts_.size()));
        const auto step = [&] {
            return steps[static_cast<std::size_t>(
                random_.between(0, static_cast<int64_t>(steps.size()) - 1))];
        };
        const int64_t usual = step();
        for (std::size_t q = 0; q < amounts_.size(); ++q) {
            if (random_.chance(shown))
                s.observe(printed(static_cast<QuantityId>(q), amounts_[q], usual));
            if (random_.chance(repeated))
                s.observe(printed(static_cast<QuantityId>(q), amounts_[q], step()));
        }
        for (const auto& [t, parts] : sums_) s.sum(t, parts);
        return s;
    }

  private:
    int64_t amount(QuantityId q) const { return amounts_[static_cast<std::size_t>(q)]; }
    Random& random_;
    int64_t largest_;
    std::vector<int64_t> amounts_;
    std::vector<std::pair<QuantityId, std::vector<QuantityId>>> sums_;
};

Ledger any_ledger(Random& random, int64_t largest, int64_t size) {
    Ledger ledger(random, largest);
    switch (random.between(0, 2)) {
        case 0:
            ledger.tree(3, static_cast<int>(size) + 1);
            break;
        case 1:
            ledger.table(random.between(1, size), random.between(1, size));
            break;
        default:
            ledger.linked(random.between(1, size), random.between(1, size));
    }
    return ledger;
}

// The system with some observations and constraints only.
System part(const System& s, const std::set<ObservationId>& without,
            const std::vector<ConstraintId>* constraints = nullptr) {
    System out;
    out.add_quantities(s.quantity_count());
    for (std::size_t o = 0; o < s.observations().size(); ++o)
        if (!without.contains(static_cast<ObservationId>(o))) out.observe(s.observations()[o]);
    for (ConstraintId c = 0; c < s.constraint_count(); ++c)
        if (constraints == nullptr ||
            std::find(constraints->begin(), constraints->end(), c) != constraints->end())
            out.constrain(s.terms(c), s.low(c), s.high(c), s.soft(c));
    return out;
}

System altered(const System& s, ObservationId which, int64_t by) {
    System out;
    out.add_quantities(s.quantity_count());
    for (std::size_t i = 0; i < s.observations().size(); ++i) {
        Observation o = s.observations()[i];
        if (static_cast<ObservationId>(i) == which) o = printed(o.quantity, o.value + by, o.step);
        out.observe(o);
    }
    for (ConstraintId c = 0; c < s.constraint_count(); ++c)
        out.constrain(s.terms(c), s.low(c), s.high(c));
    return out;
}

std::string show(const System& s) {
    std::string out;
    for (std::size_t o = 0; o < s.observations().size(); ++o) {
        const Observation& x = s.observations()[o];
        out += fmt::format("o{}: x{} = {} / {}\n", o, x.quantity, x.value, x.step);
    }
    for (ConstraintId c = 0; c < s.constraint_count(); ++c) {
        out += fmt::format("c{}:", c);
        for (const Term& t : s.terms(c)) out += fmt::format(" {:+}·x{}", t.coefficient, t.quantity);
        out += "\n";
    }
    return out;
}

// Consistent or not, by proof; fails the test where there is none.
bool consistent(const System& s) {
    Options quick;
    quick.find_faults = false;
    const Reconciliation r = reconcile(s, quick);
    if (r.verdict == Verdict::kConsistent) {
        EXPECT_EQ(verify::check_witness(s, r.witness), "") << show(s);
        return true;
    }
    EXPECT_EQ(r.verdict, Verdict::kContradiction) << show(s);
    for (const Fault& f : r.faults)
        EXPECT_EQ(verify::check_certificate(s, f.certificate), "") << show(s);
    return false;
}

using Sets = std::set<std::set<ObservationId>>;

// All smallest sets of at most two observations without which `s` is consistent.
Sets smallest_repairs(const System& s) {
    Sets out;
    const auto n = static_cast<ObservationId>(s.observations().size());
    for (ObservationId a = 0; a < n; ++a)
        if (consistent(part(s, {a}))) out.insert({a});
    if (!out.empty()) return out;
    for (ObservationId a = 0; a < n; ++a)
        for (ObservationId b = 0; b < a; ++b)
            if (consistent(part(s, {a, b}))) out.insert({a, b});
    return out;
}

// Every choice of one alternative of each fault.
Sets repairs_of(const Reconciliation& r) {
    Sets out{{}};
    for (const Fault& f : r.faults) {
        Sets longer;
        for (const auto& chosen : out)
            for (const auto& set : f.alternatives) {
                auto with = chosen;
                with.insert(set.begin(), set.end());
                longer.insert(with);
            }
        out = longer;
    }
    return out;
}

void expect_sound(const System& s, const Reconciliation& r) {
    std::vector<ObservationId> left_out;
    for (const Fault& f : r.faults) {
        EXPECT_EQ(verify::check_certificate(s, f.certificate), "") << show(s);
        ASSERT_FALSE(f.alternatives.empty()) << show(s);
        left_out.insert(left_out.end(), f.alternatives[0].begin(), f.alternatives[0].end());
        EXPECT_EQ(f.certain, f.alternatives.size() == 1 && f.proven_smallest);
    }
    EXPECT_EQ(verify::check_witness(s, r.witness, left_out), "") << show(s);
    // What the witness says lies inside what the rest allows.
    for (const Fault& f : r.faults) {
        const auto o = static_cast<std::size_t>(f.alternatives[0][0]);
        const auto q = static_cast<std::size_t>(s.observations()[o].quantity);
        EXPECT_TRUE(f.allowed[0].contains(r.witness[q])) << show(s);
    }
}

// Without any one of its observations or constraints the rest of a certificate holds.
void expect_irreducible(const System& s, const Fault& f) {
    std::set<ObservationId> others;
    for (std::size_t o = 0; o < s.observations().size(); ++o)
        others.insert(static_cast<ObservationId>(o));
    for (const ObservationId o : f.observations) others.erase(o);
    for (const ObservationId o : f.observations) {
        auto without = others;
        without.insert(o);
        EXPECT_TRUE(consistent(part(s, without, &f.constraints))) << "o" << o << "\n" << show(s);
    }
    for (const ConstraintId c : f.constraints) {
        std::vector<ConstraintId> rest = f.constraints;
        std::erase(rest, c);
        EXPECT_TRUE(consistent(part(s, others, &rest))) << "c" << c << "\n" << show(s);
    }
}

TEST(ReconcileProperty, RoundedLedgersAreConsistent) {
    for (int i = 0; i < cases(1000); ++i) {
        Random random(static_cast<uint64_t>(i));
        Ledger ledger = any_ledger(random, 10'000'000, 6);
        const System s = ledger.print({100, 1000, 10'000}, 90, 30);
        const Reconciliation r = reconcile(s);
        ASSERT_EQ(r.verdict, Verdict::kConsistent) << "case " << i << "\n" << show(s);
        ASSERT_EQ(verify::check_witness(s, r.witness), "") << "case " << i << "\n" << show(s);
    }
}

// Narrow intervals leave little room: most of the work is in the last units.
TEST(ReconcileProperty, NarrowIntervalsAreConsistentToo) {
    for (int i = 0; i < cases(1000); ++i) {
        Random random(static_cast<uint64_t>(i) + 1'000'000);
        Ledger ledger = any_ledger(random, 100, 5);
        const System s = ledger.print({1, 2, 4, 10}, 90, 30);
        const Reconciliation r = reconcile(s);
        ASSERT_EQ(r.verdict, Verdict::kConsistent) << "case " << i << "\n" << show(s);
        ASSERT_EQ(verify::check_witness(s, r.witness), "") << "case " << i << "\n" << show(s);
    }
}

TEST(ReconcileProperty, OneAlteredFigureIsFoundExactlyWhenNoLedgerExists) {
    int contradictions = 0, certain = 0;
    for (int i = 0; i < cases(300) && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        Random random(static_cast<uint64_t>(i) + 2'000'000);
        const bool tiny = random.chance(50);
        Ledger ledger = any_ledger(random, tiny ? 60 : 1'000'000, 3);
        const System right =
            tiny ? ledger.print({2, 4, 10}, 95, 20) : ledger.print({100, 10'000}, 95, 20);
        const auto count = static_cast<int64_t>(right.observations().size());
        if (count == 0) continue;
        const auto which = static_cast<ObservationId>(random.between(0, count - 1));
        const int64_t step = right.observations()[static_cast<std::size_t>(which)].step;
        const System s = altered(right, which, step * random.between(1, 9));

        const bool holds = consistent(s);
        const Reconciliation r = reconcile(s);
        ASSERT_EQ(r.verdict, holds ? Verdict::kConsistent : Verdict::kContradiction) << show(s);
        if (holds) continue;
        ++contradictions;
        expect_sound(s, r);
        const Sets expected = smallest_repairs(s);
        EXPECT_EQ(repairs_of(r), expected) << show(s);
        for (const Fault& f : r.faults) expect_irreducible(s, f);
        if (expected.size() == 1) {
            ++certain;
            EXPECT_EQ(r.faults[0].alternatives[0][0], which) << show(s);
            EXPECT_TRUE(r.faults[0].certain) << show(s);
        }
    }
    // The test must not have passed for want of cases.
    EXPECT_GT(contradictions, cases(300) / 3);
    EXPECT_GT(certain, 0);
}

TEST(ReconcileProperty, TwoAlteredFigures) {
    int pairs = 0;
    for (int i = 0; i < cases(40) && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        Random random(static_cast<uint64_t>(i) + 3'000'000);
        Ledger ledger = any_ledger(random, 1'000'000, 3);
        System s = ledger.print({100, 10'000}, 95, 20);
        const auto count = static_cast<int64_t>(s.observations().size());
        if (count < 2) continue;
        for (int k = 0; k < 2; ++k) {
            const auto which = static_cast<ObservationId>(random.between(0, count - 1));
            s = altered(
                s, which,
                s.observations()[static_cast<std::size_t>(which)].step * random.between(3, 30));
        }
        const Reconciliation r = reconcile(s);
        if (r.verdict == Verdict::kConsistent) continue;
        expect_sound(s, r);
        const Sets expected = smallest_repairs(s);
        ASSERT_FALSE(expected.empty()) << show(s);
        if (expected.size() <= 64) {
            EXPECT_EQ(repairs_of(r), expected) << show(s);
        }
        for (const Fault& f : r.faults) expect_irreducible(s, f);
        pairs += r.faults.size() == 2;
    }
    EXPECT_GT(pairs, cases(40) / 5);
}

TEST(ReconcileProperty, OrderChangesNothing) {
    for (int i = 0; i < cases(150) && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        Random random(static_cast<uint64_t>(i) + 4'000'000);
        Ledger ledger = any_ledger(random, 1'000'000, 3);
        System s = ledger.print({100, 10'000}, 95, 20);
        const auto count = static_cast<int64_t>(s.observations().size());
        if (count == 0) continue;
        for (int k = 0; k < 2; ++k) {
            const auto which = static_cast<ObservationId>(random.between(0, count - 1));
            s = altered(s, which, 10'000 * random.between(1, 30));
        }

        std::vector<int32_t> quantities(static_cast<std::size_t>(s.quantity_count()));
        std::vector<int32_t> observations(static_cast<std::size_t>(count));
        std::vector<int32_t> constraints(static_cast<std::size_t>(s.constraint_count()));
        for (auto* order : {&quantities, &observations, &constraints}) {
            std::iota(order->begin(), order->end(), 0);
            random.shuffle(*order);
        }
        System other;
        other.add_quantities(s.quantity_count());
        for (const int32_t o : observations) {
            Observation moved = s.observations()[static_cast<std::size_t>(o)];
            moved.quantity = quantities[static_cast<std::size_t>(moved.quantity)];
            other.observe(moved);
        }
        for (const int32_t c : constraints) {
            std::vector<Term> terms;
            for (const Term& t : s.terms(c))
                terms.push_back({quantities[static_cast<std::size_t>(t.quantity)], t.coefficient});
            random.shuffle(terms);
            other.constrain(terms, s.low(c), s.high(c));
        }

        const Reconciliation a = reconcile(s), b = reconcile(other);
        ASSERT_EQ(a.verdict, b.verdict) << show(s);
        Sets renamed;
        for (const auto& set : repairs_of(b)) {
            std::set<ObservationId> back;
            for (const ObservationId o : set)
                back.insert(observations[static_cast<std::size_t>(o)]);
            renamed.insert(back);
        }
        EXPECT_EQ(repairs_of(a), renamed) << show(s);
        EXPECT_EQ(a.faults.size(), b.faults.size()) << show(s);
    }
}

TEST(ReconcileProperty, TheSameInputGivesTheSameAnswer) {
    Random random(5'000'000);
    Ledger ledger(random, 1'000'000);
    ledger.linked(5, 4);
    const System s = altered(ledger.print({10'000}, 100, 20), 3, 120'000);
    const Reconciliation a = reconcile(s), b = reconcile(s);
    EXPECT_EQ(a.witness, b.witness);
    ASSERT_EQ(a.faults.size(), b.faults.size());
    for (std::size_t i = 0; i < a.faults.size(); ++i)
        EXPECT_EQ(a.faults[i].alternatives, b.faults[i].alternatives);
}

}  // namespace
}  // namespace mingzhang::reconcile
