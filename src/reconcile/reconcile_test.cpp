// Small cases by hand. Amounts of the 万元 cases are in fen: 29.63 is 29,630,000 ± 5,000.
#include "reconcile/reconcile.h"

#include <gmock/gmock.h>

#include <cmath>

#include "verify/verify.h"

namespace mingzhang::reconcile {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Interval rounded(int64_t value, int64_t step) {
    const int64_t half = step / 2;
    if (step == 1) return {value, value};
    if (value == 0) return {-half + 1, half - 1};
    return value > 0 ? Interval{value - half, value + half - 1}
                     : Interval{value - half + 1, value + half};
}

class Document {
  public:
    // A figure in 万元 with two decimals: wan(24629) is "246.29".
    ObservationId wan(QuantityId q, int64_t hundredths) { return figure(q, hundredths, 10'000); }
    ObservationId figure(QuantityId q, int64_t count, int64_t step) {
        return system.observe({q, rounded(count * step, step), count * step, step});
    }
    QuantityId quantity() { return system.add_quantity(); }
    ConstraintId sum(QuantityId total, std::vector<QuantityId> parts, bool soft = false) {
        return system.sum(total, parts, soft);
    }
    ConstraintId linear(std::vector<Term> terms, int64_t low, int64_t high, bool soft = false) {
        return system.constrain(terms, low, high, soft);
    }
    // Reconciles, and checks everything that comes with a proof.
    Reconciliation run(const Options& options = {}) const {
        Reconciliation r = reconcile(system, options);
        std::vector<ObservationId> left_out;
        for (const Fault& f : r.faults) {
            EXPECT_EQ(verify::check_certificate(system, f.certificate), "");
            if (!f.alternatives.empty())
                left_out.insert(left_out.end(), f.alternatives[0].begin(), f.alternatives[0].end());
        }
        for (const BrokenSoft& b : r.broken_soft)
            EXPECT_EQ(verify::check_certificate(system, b.certificate), "");
        if (!r.witness.empty()) {
            EXPECT_EQ(verify::check_witness(system, r.witness, left_out), "");
        }
        return r;
    }

    System system;
};

using Alternatives = std::vector<std::vector<ObservationId>>;

TEST(Reconcile, NothingIsConsistent) {
    const Reconciliation r = Document().run();
    EXPECT_EQ(r.verdict, Verdict::kConsistent);
    EXPECT_EQ(r.components, 0);
}

// 29.63 + 191.02 + 24.13 against 246.29.
TEST(Reconcile, ASumThatCannotHold) {
    Document d;
    const QuantityId total = d.system.add_quantities(4);
    d.wan(total, 24629);
    d.wan(1, 2963);
    d.wan(2, 19102);
    d.wan(3, 2413);
    const ConstraintId sum = d.sum(total, {1, 2, 3});
    const Reconciliation r = d.run();
    ASSERT_EQ(r.verdict, Verdict::kContradiction);
    ASSERT_THAT(r.faults, SizeIs(1));
    const Fault& f = r.faults[0];
    EXPECT_EQ(f.alternatives, (Alternatives{{0}, {1}, {2}, {3}}));
    EXPECT_FALSE(f.certain);
    EXPECT_TRUE(f.proven_smallest);
    EXPECT_FALSE(f.slip);
    EXPECT_THAT(f.observations, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(f.constraints, ElementsAre(sum));
    EXPECT_THAT(f.broken, ElementsAre(sum));
    // 244.78 with three roundings either way.
    EXPECT_EQ(f.allowed[0], (Interval{244'765'000, 244'794'997}));
    // 31.14 instead of 29.63.
    EXPECT_EQ(f.allowed[1], (Interval{31'125'002, 31'154'999}));
    EXPECT_NEAR(f.kappa, 151 / 2.0, 1e-9);
    EXPECT_THAT(r.proven, ElementsAre(0, 0, 0, 0));
}

struct Slip {
    int64_t other;  // beside 246.26
    bool consistent, slip;
};

TEST(Reconcile, TwoFiguresOfOneAmount) {
    for (const Slip& c : {Slip{24626, true, false}, Slip{24627, false, true},
                          Slip{24628, false, false}, Slip{24624, false, false}}) {
        Document d;
        const QuantityId q = d.quantity();
        d.wan(q, 24626);
        d.wan(q, c.other);
        const Reconciliation r = d.run();
        ASSERT_EQ(r.faults.empty(), c.consistent) << c.other;
        if (c.consistent) continue;
        EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{0}, {1}})) << c.other;
        EXPECT_THAT(r.faults[0].constraints, IsEmpty()) << c.other;
        EXPECT_EQ(r.faults[0].slip, c.slip) << c.other;
        EXPECT_DOUBLE_EQ(r.faults[0].kappa, std::abs(static_cast<double>(c.other - 24626)))
            << c.other;
    }
}

// 0.33 three times can be 1.00: [0.325, 0.335) each.
TEST(Reconcile, RoundedPartsMayMissTheirTotal) {
    struct Case {
        int64_t total;
        bool consistent;
    };
    // Parts reach 3 · 0.334999 = 1.004997 and 3 · 0.325 = 0.975.
    for (const Case& c : {Case{96, false}, Case{97, false}, Case{98, true}, Case{99, true},
                          Case{100, true}, Case{101, false}}) {
        Document d;
        d.system.add_quantities(4);
        d.wan(0, c.total);
        for (const QuantityId part : {1, 2, 3}) d.wan(part, 33);
        d.sum(0, {1, 2, 3});
        EXPECT_EQ(d.run().verdict == Verdict::kConsistent, c.consistent) << c.total;
    }
}

// The end above is open: parts below 0.335 cannot reach 1.005, one fen short.
TEST(Reconcile, TheUpperEndIsOpen) {
    for (const int64_t least : {1'004'997, 1'004'998}) {
        Document d;
        d.system.add_quantities(4);
        for (const QuantityId part : {1, 2, 3}) d.wan(part, 33);
        d.system.observe({0, {least, kNoHigh}, least, 1});
        d.sum(0, {1, 2, 3});
        EXPECT_EQ(d.run().verdict == Verdict::kConsistent, least == 1'004'997) << least;
    }
}

TEST(Reconcile, TwoTablesAgainstATotal) {
    Document d;
    const QuantityId total = d.system.add_quantities(5);
    const ObservationId wrong = d.wan(total, 20000);
    d.wan(1, 4000);
    d.wan(2, 6000);
    d.wan(3, 2500);
    d.wan(4, 7500);
    const ConstraintId first = d.sum(total, {1, 2}), second = d.sum(total, {3, 4});
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{wrong}}));
    EXPECT_TRUE(r.faults[0].certain);
    EXPECT_THAT(r.faults[0].broken, ElementsAre(first, second));
    EXPECT_EQ(r.faults[0].allowed[0], (Interval{99'990'000, 100'009'998}));
    // Each table still bounds the parts of the other.
    EXPECT_THAT(r.proven, ElementsAre(0, 1, 1, 1, 1));
}

TEST(Reconcile, OneOfThreeFiguresOfAnAmount) {
    Document d;
    const QuantityId q = d.quantity();
    d.wan(q, 100);
    const ObservationId odd = d.wan(q, 150);
    d.wan(q, 100);
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{odd}}));
    EXPECT_TRUE(r.faults[0].certain);
    EXPECT_THAT(r.proven, ElementsAre(1, 0, 1));
}

TEST(Reconcile, TheFigureThatBreaksMostComesFirst) {
    // Row total 1 stands in its row and in the column of totals; one cell stands in its row.
    Document d;
    d.system.add_quantities(5);  // 0 all, 1 and 2 row totals, 3 and 4 cells of row 1
    d.wan(3, 1000);
    const ObservationId total = d.wan(1, 5500);
    d.wan(4, 2000);
    d.wan(0, 10000);
    d.wan(2, 7000);
    d.sum(1, {3, 4});
    d.sum(0, {1, 2});
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{total}}));
    EXPECT_THAT(r.faults[0].broken, SizeIs(2));
}

TEST(Reconcile, IndependentErrorsAreIndependentFaults) {
    // One component: a total of three groups, errors in two of them.
    Document d;
    d.system.add_quantities(10);
    std::vector<QuantityId> groups{1, 2, 3};
    d.sum(0, groups);
    ObservationId first = -1, second = -1;
    d.wan(0, 600);
    for (const QuantityId g : groups) {
        d.wan(g, 200);
        const QuantityId a = 2 + 2 * g, b = a + 1;
        const ObservationId o = d.wan(a, g == 1 ? 150 : g == 3 ? 70 : 100);
        if (g == 1) first = o;
        if (g == 3) second = o;
        d.wan(b, 100);
        d.sum(g, {a, b});
    }
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(2));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{first}, {first + 1}}));
    EXPECT_EQ(r.faults[1].alternatives, (Alternatives{{second}, {second + 1}}));
    EXPECT_EQ(r.components, 1);
}

TEST(Reconcile, SeveralMembersWhereNoSingleFigureExplainsIt) {
    // Two figures say 1.00 and two say 2.00: one of the pairs is wrong.
    Document d;
    const QuantityId q = d.quantity();
    d.wan(q, 100);
    d.wan(q, 200);
    d.wan(q, 100);
    d.wan(q, 200);
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{0, 2}, {1, 3}}));
    EXPECT_FALSE(r.faults[0].certain);
    EXPECT_TRUE(r.faults[0].proven_smallest);
}

TEST(Reconcile, BeyondTheLargestSetAnUpperBound) {
    Document d;
    const QuantityId q = d.quantity();
    for (int i = 0; i < 3; ++i) {
        d.wan(q, 100);
        d.wan(q, 200);
        d.wan(q, 300);
    }
    Options options;
    options.max_fault_size = 2;
    const Reconciliation r = d.run(options);
    ASSERT_FALSE(r.faults.empty());
    for (const Fault& f : r.faults) {
        EXPECT_FALSE(f.proven_smallest);
        EXPECT_FALSE(f.certain);
    }
    EXPECT_THAT(r.witness, SizeIs(1));
}

TEST(Reconcile, WithoutFindingFaultsTheFirstContradictionEnds) {
    Document d;
    d.system.add_quantities(2);
    for (const QuantityId q : {0, 1}) {
        d.wan(q, 100);
        d.wan(q, 300);
    }
    Options options;
    options.find_faults = false;
    const Reconciliation r = d.run(options);
    EXPECT_EQ(r.verdict, Verdict::kContradiction);
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_THAT(r.faults[0].observations, ElementsAre(0, 1));
    EXPECT_THAT(r.faults[0].alternatives, IsEmpty());
}

TEST(Reconcile, ConstraintsThatContradictEachOtherBlameNoFigure) {
    Document d;
    d.system.add_quantities(2);
    d.wan(0, 100);
    d.linear({{0, 1}, {1, 1}}, 10, 10);
    d.linear({{0, 1}, {1, 1}}, 12, kNoHigh);
    const Reconciliation r = d.run();
    EXPECT_EQ(r.verdict, Verdict::kContradiction);
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_THAT(r.faults[0].alternatives, IsEmpty());
    EXPECT_THAT(r.faults[0].constraints, ElementsAre(0, 1));
    EXPECT_THAT(r.witness, IsEmpty());
}

TEST(Reconcile, AConstraintWithoutTerms) {
    Document d;
    d.linear({}, 0, 0);
    EXPECT_EQ(d.run().verdict, Verdict::kConsistent);
    d.linear({}, 1, 1);
    EXPECT_EQ(d.run().verdict, Verdict::kContradiction);
}

TEST(Reconcile, AConstraintThatIsEmptyByItself) {
    Document d;
    d.system.add_quantities(2);
    d.linear({{0, 1}, {1, 1}}, 9, -19);
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_THAT(r.faults[0].constraints, ElementsAre(0));
    EXPECT_THAT(r.faults[0].alternatives, IsEmpty());
}

// −2^61 · 2^62 is beyond every sum that is looked at; it must not pass for "no bound broken".
TEST(Reconcile, SumsTooLargeToSayAreNotTakenToHold) {
    Document d;
    d.system.add_quantities(2);
    d.system.observe({0, {-(int64_t{1} << 61), 30}, 0, 1});
    d.system.observe({1, {0, 0}, 0, 1});
    d.linear({{0, int64_t{1} << 62}, {1, 1}}, 99, kNoHigh);
    d.linear({{0, 1}, {1, -1}}, kNoLow, -1);
    d.run();
}

TEST(Reconcile, AnEmptyIntervalIsAContradictionByItself) {
    Document d;
    d.system.add_quantity();
    d.system.observe({0, {5, 4}, 5, 1});
    const Reconciliation r = d.run();
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{0}}));
}

// Two inequalities that chase each other one unit at a time are left to the linear program.
TEST(Reconcile, CreepingBoundsEndQuickly) {
    Document d;
    d.system.add_quantities(2);
    d.system.observe({0, {0, 1'000'000'000'000}, 5, 10});
    d.system.observe({1, {0, 1'000'000'000'000}, 5, 10});
    d.linear({{0, 1}, {1, -1}}, kNoLow, -1);
    const ConstraintId back = d.linear({{0, 1}, {1, -1}}, 0, kNoHigh);
    const Reconciliation r = d.run();
    EXPECT_EQ(r.verdict, Verdict::kContradiction);
    ASSERT_THAT(r.faults, SizeIs(1));
    EXPECT_THAT(r.faults[0].constraints, ElementsAre(0, back));
    EXPECT_THAT(r.faults[0].observations, IsEmpty());
}

// Growth of 5.0 % (d = 1, P = 50): 99·B ≤ 2000·(A − B) ≤ 101·B − 1.
TEST(Reconcile, RatesRoundToIntegers) {
    for (const int64_t now : {104'949, 104'950, 105'049, 105'050}) {
        Document d;
        d.system.add_quantities(2);
        d.figure(0, now, 1);
        d.figure(1, 100'000, 1);
        d.linear({{0, 2000}, {1, -2000 - 99}}, 0, kNoHigh);
        d.linear({{0, 2000}, {1, -2000 - 101}}, kNoLow, -1);
        const bool holds = now >= 104'950 && now < 105'050;
        EXPECT_EQ(d.run().verdict, holds ? Verdict::kConsistent : Verdict::kContradiction) << now;
    }
}

// 2x = y with y odd: no integer ledger, and a certificate that rounds.
TEST(Reconcile, ContradictionsOfIntegersAlone) {
    Document d;
    d.system.add_quantities(2);
    d.figure(1, 7, 1);
    d.linear({{0, 2}, {1, -1}}, 0, 0);
    const Reconciliation r = d.run();
    ASSERT_EQ(r.verdict, Verdict::kContradiction);
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{0}}));
}

TEST(Reconcile, FeasibleOnlyOverTheRationalsIsUndecided) {
    // 2x − 4y = 1 and 2x + 4y = 3: only x = 1, y = 1/4.
    Document d;
    d.system.add_quantities(2);
    d.linear({{0, 2}, {1, -4}}, 1, 1);
    d.linear({{0, 2}, {1, 4}}, 3, 3);
    const Reconciliation r = d.run();
    EXPECT_EQ(r.verdict, Verdict::kUndecided);
    EXPECT_THAT(r.witness, IsEmpty());
}

TEST(Reconcile, SoftConstraintsAreTriedApart) {
    Document d;
    d.system.add_quantities(4);
    d.wan(0, 300);
    d.wan(1, 100);
    d.wan(2, 200);
    d.wan(3, 250);
    d.sum(0, {1, 2});
    const ConstraintId holds = d.linear({{0, 1}, {3, -1}}, 0, kNoHigh, true);
    const ConstraintId breaks = d.linear({{2, 1}, {3, -1}}, 0, 0, true);
    const Reconciliation r = d.run();
    EXPECT_EQ(r.verdict, Verdict::kConsistent);
    ASSERT_THAT(r.broken_soft, SizeIs(1));
    EXPECT_EQ(r.broken_soft[0].constraint, breaks);
    EXPECT_THAT(r.broken_soft[0].observations, ElementsAre(2, 3));
    EXPECT_FALSE(r.broken_soft[0].slip);
    EXPECT_EQ(r.slack[static_cast<std::size_t>(holds)], kNoHigh);
    EXPECT_EQ(r.slack[static_cast<std::size_t>(breaks)], 9'999);
}

TEST(Reconcile, ASoftConstraintOnAFaultyFigureSaysNothing) {
    Document d;
    d.system.add_quantities(6);
    d.wan(0, 999);  // wrong
    for (const QuantityId q : {1, 2, 3, 4}) d.wan(q, 100);
    d.wan(5, 100);
    d.sum(0, {1, 2});
    d.sum(0, {3, 4});
    d.linear({{0, 1}, {5, -1}}, 0, 0, true);
    const Reconciliation r = d.run();
    EXPECT_THAT(r.faults, SizeIs(1));
    EXPECT_THAT(r.broken_soft, IsEmpty());
}

TEST(Reconcile, ProvenMeansBoundedOnBothSidesByTheRest) {
    Document d;
    d.system.add_quantities(7);
    for (const QuantityId q : {0, 1, 2}) d.wan(q, q == 0 ? 200 : 100);  // 0 = 1 + 2
    d.sum(0, {1, 2});
    d.wan(3, 50);  // alone
    d.wan(4, 10);  // 4 ≤ 0: bounded above only
    d.linear({{4, 1}, {0, -1}}, kNoLow, 0);
    d.wan(5, 200);  // 5 = 6, and 6 = 1 + 2 without a figure of its own
    d.sum(6, {1, 2});
    d.sum(5, {6});
    EXPECT_THAT(d.run().proven, ElementsAre(1, 1, 1, 0, 0, 1));
}

TEST(Reconcile, ProvenNeverLeansOnTheFigureItself) {
    // 1 has no figure; it is bounded only through 0 = 1 + 2, so 0 = 1 + 2 proves nothing of 0.
    Document d;
    d.system.add_quantities(3);
    d.wan(0, 300);
    d.wan(2, 100);
    d.sum(0, {1, 2});
    EXPECT_THAT(d.run().proven, ElementsAre(0, 0));
}

TEST(Reconcile, SlackIsWhatTheOthersLeave) {
    Document d;
    d.system.add_quantities(4);
    for (const QuantityId q : {0, 1, 2}) d.wan(q, q == 0 ? 200 : 100);
    d.sum(0, {1, 2});
    d.sum(3, {1, 2});
    EXPECT_THAT(d.run().slack, ElementsAre(2 * 9'999, kNoHigh));
}

TEST(Reconcile, TheWitnessKeepsPrintedValuesThatAddUp) {
    Document d;
    d.system.add_quantities(3);
    d.wan(0, 300);
    d.wan(1, 100);
    d.wan(2, 200);
    d.sum(0, {1, 2});
    EXPECT_THAT(d.run().witness, ElementsAre(3'000'000, 1'000'000, 2'000'000));
}

TEST(Reconcile, HugeAmountsDoNotOverflow) {
    Document d;
    const int64_t big = 9'000'000'000'000'000'000;
    d.system.add_quantities(3);
    for (const QuantityId q : {0, 1, 2}) d.system.observe({q, {big, big}, big, 1});
    d.sum(0, {1, 2});
    EXPECT_EQ(d.run().verdict, Verdict::kContradiction);
    Document free;
    free.system.add_quantities(3);
    for (const QuantityId q : {1, 2}) free.system.observe({q, {big, big}, big, 1});
    free.sum(0, {1, 2});
    EXPECT_NE(free.run().verdict, Verdict::kConsistent);
}

// No single row or column is wrong, only all of them together.
TEST(Reconcile, ContradictionsThatOnlyALinearProgramFinds) {
    // Each of 3 pairs sums to at least 10, all three to at most 14.
    Document d;
    d.system.add_quantities(4);
    for (const QuantityId q : {0, 1, 2}) d.system.observe({q, {0, 10}, 5, 10});
    d.system.observe({3, {0, 14}, 7, 14});
    d.linear({{0, 1}, {1, 1}}, 10, kNoHigh);
    d.linear({{1, 1}, {2, 1}}, 10, kNoHigh);
    d.linear({{0, 1}, {2, 1}}, 10, kNoHigh);
    d.sum(3, {0, 1, 2});
    const Reconciliation r = d.run();
    ASSERT_EQ(r.verdict, Verdict::kContradiction);
    EXPECT_EQ(r.faults[0].alternatives, (Alternatives{{3}}));
    EXPECT_THAT(r.faults[0].constraints, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(r.faults[0].observations, ElementsAre(3));
    EXPECT_EQ(r.faults[0].allowed[0], (Interval{15, 30}));
}

TEST(Reconcile, ObservationsThatSayNothingAreRefused) {
    System system;
    system.observe({0, {0, 1}, 0, 1});
    EXPECT_THROW(reconcile(system), std::invalid_argument);
    System exchanged;
    exchanged.add_quantity();
    exchanged.observe({0, {kNoHigh, kNoLow}, 0, 1});
    EXPECT_THROW(reconcile(exchanged), std::invalid_argument);
}

}  // namespace
}  // namespace mingzhang::reconcile
