#include "model/ledger.h"

#include <gtest/gtest.h>

namespace mingzhang {
namespace {

DimensionTrees trees() {
    DimensionTrees out;
    out.add(Dimension::kKind, "", {"basic", "project"});
    out.add(Dimension::kKind, "basic", {"personnel", "public"});
    out.add(Dimension::kMeasure, "three_public", {"reception", "vehicles"});
    return out;
}

const Coordinate kSpent = Coordinate().with(Dimension::kFlow, "expenditure");

TEST(Ledger, SumsWhatLiesBelow) {
    Ledger ledger;
    const Coordinate run = kSpent.with(Dimension::kFunction, "2013901");
    ledger.add(run.with(Dimension::kKind, "personnel"), Money::fen(300));
    ledger.add(run.with(Dimension::kKind, "public"), Money::fen(20));
    ledger.add(kSpent.with(Dimension::kFunction, "2013902")
                   .with(Dimension::kKind, "project")
                   .with(Dimension::kProject, "甲"),
               Money::fen(1));
    ledger.add(Coordinate().with(Dimension::kFlow, "income"), Money::fen(5'000));

    const auto total = [&](const Coordinate& at) { return ledger.total(at, trees()).in_fen(); };
    EXPECT_EQ(total(kSpent), 321);
    EXPECT_EQ(total(kSpent.with(Dimension::kKind, "basic")), 320);
    EXPECT_EQ(total(kSpent.with(Dimension::kKind, "public")), 20);
    EXPECT_EQ(total(kSpent.with(Dimension::kFunction, "20139")), 321);
    EXPECT_EQ(total(kSpent.with(Dimension::kFunction, "2013901")), 320);
    EXPECT_EQ(total(kSpent.with(Dimension::kFunction, "208")), 0);
    EXPECT_EQ(total(kSpent.with(Dimension::kProject, "甲")), 1);
    EXPECT_EQ(total(kSpent.with(Dimension::kProject, "乙")), 0);
}

TEST(LiesBelow, AShallowEntryIsNotBelowADeeperPlace) {
    EXPECT_FALSE(lies_below(kSpent, kSpent.with(Dimension::kFunction, "201"), trees()));
    EXPECT_FALSE(lies_below(kSpent.with(Dimension::kFunction, "201"),
                            kSpent.with(Dimension::kFunction, "20139"), trees()));
    EXPECT_FALSE(lies_below(kSpent.with(Dimension::kKind, "basic"),
                            kSpent.with(Dimension::kKind, "public"), trees()));
}

TEST(LiesBelow, OnlyCodesDescendByPrefix) {
    EXPECT_FALSE(lies_below(Coordinate().with(Dimension::kProject, "甲乙"),
                            Coordinate().with(Dimension::kProject, "甲"), trees()));
}

TEST(LiesBelow, AnotherYearPhaseOrMeasureIsNotPartOfThisOne) {
    for (const Dimension d : {Dimension::kYear, Dimension::kPhase, Dimension::kMeasure}) {
        EXPECT_FALSE(lies_below(kSpent.with(d, "other"), kSpent, trees())) << dimension_name(d);
        EXPECT_TRUE(lies_below(kSpent.with(d, "other"), kSpent.with(d, "other"), trees()));
    }
    EXPECT_TRUE(lies_below(Coordinate().with(Dimension::kMeasure, "reception"),
                           Coordinate().with(Dimension::kMeasure, "three_public"), trees()));
}

TEST(LiesBelow, ATreeThatLeadsBackEnds) {
    DimensionTrees circle;
    circle.add(Dimension::kKind, "a", {"b"});
    circle.add(Dimension::kKind, "b", {"a"});
    EXPECT_FALSE(lies_below(Coordinate().with(Dimension::kKind, "c"),
                            Coordinate().with(Dimension::kKind, "a"), circle));
}

}  // namespace
}  // namespace mingzhang
