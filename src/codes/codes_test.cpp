#include "codes/codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "codes/attestation.h"
#include "codes/code_form.h"

namespace mingzhang::codes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Entry entry(const char* code, const char* name) {
    return {code, name, level_of(code), std::string(parent_of(code)), Attestation::kAttested};
}

TEST(CodeForm, LevelsAndParents) {
    EXPECT_EQ(level_of("201"), 1);
    EXPECT_EQ(level_of("20139"), 2);
    EXPECT_EQ(level_of("2013901"), 3);
    EXPECT_EQ(level_of("103018401"), 4);
    for (const char* wrong : {"", "2", "20", "2013", "201390", "20139010101", "20a", "２０１"})
        EXPECT_EQ(level_of(wrong), 0) << wrong;
    EXPECT_EQ(parent_of("2013901"), "20139");
    EXPECT_EQ(parent_of("201"), "");
}

TEST(List, FindsByCodeAndByName) {
    List list;
    for (const char* code : {"310", "309", "31001", "30901"})
        list.add(entry(code, std::string(code).size() == 5 ? "房屋建筑物购建" : code));
    std::vector<std::string> order;
    for (const Entry& e : list.entries()) order.push_back(e.code);
    EXPECT_THAT(order, ElementsAre("309", "30901", "310", "31001"));
    ASSERT_NE(list.find("31001"), nullptr);
    EXPECT_EQ(list.find("31001")->code, "31001");
    EXPECT_EQ(list.find("3100"), nullptr);

    const auto same_name = list.named(" 房屋建筑物购建\u3000");
    ASSERT_EQ(same_name.size(), 2u);
    EXPECT_EQ(same_name[0]->code, "30901");
    EXPECT_EQ(same_name[1]->code, "31001");
    EXPECT_TRUE(list.named("甲").empty());
}

TEST(List, AddingACodeAgainReplacesIt) {
    List list;
    list.add(entry("201", "甲"));
    list.add(entry("201", "乙"));
    ASSERT_EQ(list.entries().size(), 1u);
    EXPECT_EQ(list.find("201")->name, "乙");
    EXPECT_TRUE(list.named("甲").empty());
}

TEST(Attestation, EveryStatusIsReadAgain) {
    for (const Attestation a :
         {Attestation::kOfficial, Attestation::kCorroborated, Attestation::kAttested,
          Attestation::kNameOnly, Attestation::kUnverified, Attestation::kHistoric})
        EXPECT_EQ(attestation_named(attestation_name(a)), a);
    EXPECT_EQ(attestation_named("attested-2017-19"), Attestation::kAttested);
    EXPECT_EQ(attestation_named("certain"), std::nullopt);
}

TEST(Load, TheListsOf2026) {
    const auto lists = load("codes", 2026);
    ASSERT_TRUE(lists) << lists.error().to_string();
    EXPECT_EQ(lists->year, 2026);
    EXPECT_EQ(lists->functional.entries().size(), 1225u);
    EXPECT_EQ(lists->department_economic.entries().size(), 109u);
    EXPECT_EQ(lists->government_economic.entries().size(), 81u);
    EXPECT_EQ(lists->revenue.entries().size(), 12u);
    EXPECT_EQ(lists->economic_mapping.size(), 166u);

    const Entry* run = lists->functional.find("2013901");
    ASSERT_NE(run, nullptr);
    EXPECT_EQ(run->name, "行政运行");
    EXPECT_EQ(run->level, 3);
    EXPECT_EQ(run->parent, "20139");
    EXPECT_NE(run->attestation, Attestation::kOfficial);
    EXPECT_GT(lists->functional.named("行政运行").size(), 10u);
}

TEST(Load, FunctionAndEconomicCodesHaveTheirParents) {
    const auto lists = load("codes", 2026);
    ASSERT_TRUE(lists) << lists.error().to_string();
    for (const List* list :
         {&lists->functional, &lists->department_economic, &lists->government_economic})
        for (const Entry& e : list->entries())
            EXPECT_TRUE(e.parent.empty() || list->find(e.parent)) << e.code;
}

class LoadFiles : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "codes_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        std::filesystem::create_directory(folder_ + "/2026");
        for (const char* file : {"functional", "dept_economic", "gov_economic", "revenue"})
            write(file, std::string(kHeader) + "301,甲,1,,attested\n");
        write("economic_mapping", "dept_code,gov_code,unit_kind,status\n301,301,any,unverified\n");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ + "/2026/" + file + ".csv") << text;
    }
    // Of loading, without the folder.
    std::string error() const {
        const auto lists = load(folder_, 2026);
        if (lists) return "loaded";
        const std::string text = lists.error().to_string();
        return text.starts_with(folder_) ? text.substr(folder_.size() + 6) : text;
    }
    std::string error_of_row(const std::string& row) const {
        write("functional", kHeader + row + "\n");
        return error();
    }

    static constexpr auto kHeader = "code,name,level,parent,status\n";
    std::string folder_;
};

TEST_F(LoadFiles, Holds) {
    EXPECT_EQ(error(), "loaded");
    EXPECT_EQ(error_of_row("20101,丙,2,201,historic\n201,\"甲,乙\",1,,official"), "loaded");
}

TEST_F(LoadFiles, NamesTheLineOfAWrongRow) {
    EXPECT_EQ(error_of_row("2013,甲,1,,attested"),
              "functional.csv:2: \"2013\" is no code (3, 5, 7 or 9 digits are one)");
    EXPECT_EQ(error_of_row("201, ,1,,attested"), "functional.csv:2: Code 201 has no name");
    EXPECT_EQ(error_of_row("201,甲,2,,attested"),
              "functional.csv:2: Code 201 is of level 1, not \"2\"");
    EXPECT_EQ(error_of_row("20101,甲,2,202,attested"),
              "functional.csv:2: The parent of 20101 is \"201\", not \"202\"");
    EXPECT_THAT(error_of_row("201,甲,1,,certain"),
                HasSubstr("functional.csv:2: Unknown status \"certain\" (known are official, "));
    EXPECT_EQ(error_of_row("201,甲,1,,attested\n\n201,乙,1,,attested"),
              "functional.csv:4: Code 201 stands here twice");
    EXPECT_EQ(error_of_row("201,甲,1,attested"),
              "functional.csv:2: The row has 4 fields instead of 5: "
              "code,name,level,parent,status");
    EXPECT_EQ(error_of_row("201,\"甲,1,,attested"),
              "functional.csv:2: A quote is opened but never closed");
}

TEST_F(LoadFiles, NamesAWrongHeaderOrAMissingFile) {
    write("functional", "code;name\n");
    EXPECT_EQ(error(), "functional.csv:1: The first line is not \"code,name,level,parent,status\"");
    std::filesystem::remove(folder_ + "/2026/functional.csv");
    EXPECT_EQ(error(), "functional.csv: There is no such file (check the spelling of the path)");
}

TEST_F(LoadFiles, TheMappingNamesKnownCodes) {
    const std::string header = "dept_code,gov_code,unit_kind,status\n";
    write("economic_mapping", header + "302,301,any,attested\n");
    EXPECT_EQ(error(), "economic_mapping.csv:2: No departmental economic code \"302\"");
    write("economic_mapping", header + "301,302,any,attested\n");
    EXPECT_EQ(error(), "economic_mapping.csv:2: No government economic code \"302\"");
    write("economic_mapping", header + "301,301,some,attested\n");
    EXPECT_EQ(error(),
              "economic_mapping.csv:2: Unknown kind of unit \"some\" (known are admin, inst, any)");
}

TEST_F(LoadFiles, WhatToCsvWritesIsLoadedAgain) {
    List list;
    list.add({"201", "甲,\"乙\"", 1, "", Attestation::kOfficial});
    list.add({"20101", "丙", 2, "201", Attestation::kHistoric});
    write("functional", to_csv(list));
    const auto lists = load(folder_, 2026);
    ASSERT_TRUE(lists) << lists.error().to_string();
    EXPECT_EQ(to_csv(lists->functional), to_csv(list));
    EXPECT_EQ(lists->functional.find("201")->name, "甲,\"乙\"");
}

}  // namespace
}  // namespace mingzhang::codes
