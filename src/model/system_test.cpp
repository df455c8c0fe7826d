#include "model/system.h"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

namespace mingzhang {
namespace {

TEST(System, KeepsConstraintsInOrder) {
    System s;
    const QuantityId total = s.add_quantity();
    const QuantityId first = s.add_quantities(2);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(s.quantity_count(), 3);

    const std::vector<QuantityId> parts{1, 2};
    EXPECT_EQ(s.sum(total, parts), 0);
    const std::vector<Term> more{{1, 2}, {2, -3}};
    EXPECT_EQ(s.constrain(more, kNoLow, 7, true), 1);

    ASSERT_EQ(s.constraint_count(), 2);
    EXPECT_EQ(std::vector<Term>(s.terms(0).begin(), s.terms(0).end()),
              (std::vector<Term>{{0, 1}, {1, -1}, {2, -1}}));
    EXPECT_EQ(s.low(0), 0);
    EXPECT_EQ(s.high(0), 0);
    EXPECT_FALSE(s.soft(0));
    EXPECT_EQ(std::vector<Term>(s.terms(1).begin(), s.terms(1).end()), more);
    EXPECT_EQ(s.low(1), kNoLow);
    EXPECT_EQ(s.high(1), 7);
    EXPECT_TRUE(s.soft(1));
}

TEST(System, RefusesWhatIsNoConstraint) {
    System s;
    s.add_quantities(30);
    const auto constrain = [&](std::vector<Term> terms) { s.constrain(terms, 0, 0); };
    EXPECT_THROW(constrain({{0, 1}, {30, 1}}), std::invalid_argument);
    EXPECT_THROW(constrain({{-1, 1}}), std::invalid_argument);
    EXPECT_THROW(constrain({{0, 1}, {1, 0}}), std::invalid_argument);
    EXPECT_THROW(constrain({{0, 1}, {1, 1}, {0, -1}}), std::invalid_argument);

    std::vector<Term> many;
    for (QuantityId q = 0; q < 30; ++q) many.push_back({q, 1});
    EXPECT_NO_THROW(constrain(many));
    many[29].quantity = 3;
    EXPECT_THROW(constrain(many), std::invalid_argument);

    const std::vector<QuantityId> parts{1, 2};
    EXPECT_THROW(s.sum(1, parts), std::invalid_argument);
    EXPECT_EQ(s.constraint_count(), 1) << "a refused constraint leaves nothing behind";
}

TEST(Observation, GradedDoublesAndOpensTheInterval) {
    const Observation o{0, {57'985'000, 57'994'999}, 57'990'000, 10'000};
    EXPECT_EQ(o.graded(), (Interval{57'980'001, 57'999'999}));
}

}  // namespace
}  // namespace mingzhang
