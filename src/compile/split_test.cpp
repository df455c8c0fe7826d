#include "compile/split.h"

#include <algorithm>

#include "compile/small_book_test.h"

namespace mingzhang::compile {
namespace {

const char* name_of(View view) {
    constexpr const char* kNames[] = {"functions", "basic", "projects", "income",
                                      "income-functions"};
    return kNames[static_cast<std::size_t>(view)];
}

// "functions flow=… ", one a line; then "quantity = line + line" by number.
std::string split_of(std::vector<std::string> quantities, bool rest = false) {
    std::vector<KnownQuantity> known;
    for (std::string& quantity : quantities) {
        const bool zero = quantity.ends_with(" = 0");
        if (zero) quantity.erase(quantity.size() - 4);
        known.push_back({parse_coordinate(quantity).value(), zero});
    }
    const Split split = compile::split(known, lexicon().trees, rest);
    std::string out;
    for (const SplitLine& line : split.lines)
        out += std::string(name_of(line.view)) + " " + line.at.to_string() + "\n";
    for (const SplitSum& sum : split.sums) {
        out += std::to_string(sum.quantity) + " =";
        for (int line : sum.lines) out += " " + std::to_string(line);
        out += "\n";
    }
    return out;
}

TEST(Split, FunctionsByKind) {
    EXPECT_EQ(split_of({"flow=expenditure", "flow=expenditure kind=basic",
                        "flow=expenditure kind=project = 0", "flow=expenditure function=201",
                        "flow=expenditure function=2010101 kind=basic"}),
              "functions flow=expenditure function=2010101 kind=basic\n"
              "0 = 0\n1 = 0\n2 =\n3 = 0\n4 = 0\n");
}

TEST(Split, WhatIsShownAsNothingHasNoLines) {
    EXPECT_EQ(split_of({"flow=expenditure function=201", "flow=expenditure function=205 = 0",
                        "flow=expenditure"}),
              "functions flow=expenditure function=201\n0 = 0\n1 =\n2 = 0\n");
}

TEST(Split, RestIsWhatNoShownMemberNames) {
    EXPECT_EQ(split_of({"flow=expenditure", "flow=expenditure function=201",
                        "flow=expenditure function=20101"},
                       true),
              "functions flow=expenditure function=201\n"
              "functions flow=expenditure function=20101\n"
              "functions flow=expenditure\n"
              "0 = 0 1 2\n1 = 0 1\n2 = 1\n");
}

TEST(Split, ProjectsKeepTheirUnits) {
    EXPECT_EQ(split_of({"flow=expenditure kind=project scope=一 project=甲",
                        "flow=expenditure kind=project scope=二 project=甲",
                        "flow=expenditure kind=project scope=二"}),
              "projects flow=expenditure scope=一 kind=project project=甲\n"
              "projects flow=expenditure scope=二 kind=project project=甲\n"
              "0 = 0\n1 = 1\n2 = 1\n");
}

TEST(Split, IncomeByFundAndVintage) {
    EXPECT_EQ(
        split_of({"flow=income", "flow=income fund=general vintage=current",
                  "flow=income fund=government_fund = 0", "flow=income fund=state_capital = 0",
                  "flow=income fund=unit_funds = 0", "flow=income vintage=carry_over = 0"}),
        "income flow=income fund=general vintage=current\n"
        "0 = 0\n1 = 0\n2 =\n3 =\n4 =\n5 =\n");
}

TEST(Split, SumsHoldOnlyWhereLinesLieInsideOrOutside) {
    // The lines are not told apart by units, so no sum is known of one.
    const std::string out =
        split_of({"flow=expenditure function=201", "flow=expenditure scope=一 function=201"});
    EXPECT_EQ(out, "functions flow=expenditure function=201\n0 = 0\n");
}

TEST(Split, NothingKnownNothingSplit) {
    EXPECT_EQ(split_of({}), "");
    EXPECT_EQ(split_of({"measure=operating", "flow=uses", "year=-1 flow=income"}), "");
}

TEST(Split, TooManyLinesAreNone) {
    std::vector<std::string> quantities = {
        "flow=expenditure function=201 fund=general vintage=current",
        "flow=expenditure function=201 kind=public vintage=carry_over",
        "flow=expenditure function=201 kind=operation_project",
        "flow=expenditure function=201 fund=other kind=remitted"};
    for (int i = 0; i < 5000; ++i)
        quantities.push_back("flow=expenditure function=" + std::to_string(2'000'000 + i));
    EXPECT_EQ(split_of(quantities), "");
}

}  // namespace
}  // namespace mingzhang::compile
