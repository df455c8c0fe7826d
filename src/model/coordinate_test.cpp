#include "model/coordinate.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace mingzhang {
namespace {

Coordinate at(std::initializer_list<std::pair<Dimension, const char*>> members) {
    Coordinate c;
    for (const auto& [d, member] : members) c.set(d, member);
    return c;
}

TEST(Dimension, NamesLeadBack) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        EXPECT_FALSE(dimension_name(d).empty());
        EXPECT_EQ(dimension_named(dimension_name(d)), d) << dimension_name(d);
    }
    EXPECT_EQ(dimension_named("colour"), std::nullopt);
    EXPECT_EQ(dimension_name(Dimension::kGovEconomic), "gov_economic");
    EXPECT_EQ(dimension_name(Dimension::kMeasure), "measure");
}

TEST(Coordinate, PrintsItsMembers) {
    EXPECT_EQ(Coordinate().to_string(), "");
    EXPECT_EQ(at({{Dimension::kKind, "basic"}, {Dimension::kFlow, "expenditure"}}).to_string(),
              "flow=expenditure kind=basic");
}

TEST(Coordinate, MergedTakesTheOthersMembers) {
    const Coordinate table = at({{Dimension::kFlow, "expenditure"}, {Dimension::kFund, "fiscal"}});
    const Coordinate column = at({{Dimension::kFund, "general"}, {Dimension::kKind, "basic"}});
    EXPECT_EQ(table.merged(column).to_string(), "flow=expenditure fund=general kind=basic");
    EXPECT_EQ(table.merged(Coordinate()), table);
    EXPECT_EQ(table.with(Dimension::kFund, "").to_string(), "flow=expenditure");
}

TEST(Coordinate, SingleDifference) {
    const Coordinate all = at({{Dimension::kFlow, "expenditure"}});
    const Coordinate basic = all.with(Dimension::kKind, "basic");
    EXPECT_EQ(all.single_difference(basic), Dimension::kKind);
    EXPECT_EQ(all.single_difference(all), std::nullopt);
    EXPECT_EQ(all.single_difference(basic.with(Dimension::kFund, "general")), std::nullopt);
}

TEST(Coordinate, HashTellsDimensionsApart) {
    std::unordered_set<Coordinate, CoordinateHash> seen;
    for (std::size_t i = 0; i < kDimensions; ++i)
        seen.insert(Coordinate().with(static_cast<Dimension>(i), "201"));
    EXPECT_EQ(seen.size(), kDimensions);
    std::unordered_set<std::size_t> hashes;
    for (const Coordinate& c : seen) hashes.insert(CoordinateHash()(c));
    EXPECT_EQ(hashes.size(), kDimensions);
    EXPECT_TRUE(seen.count(Coordinate().with(Dimension::kFlow, "201")));
}

TEST(DimensionTrees, ChildrenAndKnownMembers) {
    DimensionTrees trees;
    trees.add(Dimension::kKind, "", {"basic", "project"});
    trees.add(Dimension::kKind, "basic", {"personnel", "public"});
    trees.add(Dimension::kVintage, "", {"current", "carry_over"});
    EXPECT_EQ(trees.children(Dimension::kKind, "basic"),
              (std::vector<std::string>{"personnel", "public"}));
    EXPECT_TRUE(trees.children(Dimension::kKind, "project").empty());
    EXPECT_TRUE(trees.children(Dimension::kFund, "").empty());
    EXPECT_TRUE(trees.known(Dimension::kKind, "public"));
    EXPECT_TRUE(trees.known(Dimension::kKind, "basic"));
    EXPECT_TRUE(trees.known(Dimension::kFund, ""));
    EXPECT_FALSE(trees.known(Dimension::kKind, "current"));
    EXPECT_FALSE(trees.known(Dimension::kFund, "basic"));
}

}  // namespace
}  // namespace mingzhang
