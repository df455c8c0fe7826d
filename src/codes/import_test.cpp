#include <gtest/gtest.h>

#include "codes/codes.h"

namespace mingzhang::codes {
namespace {

// The imported list as CSV without its header, or the error.
std::string imported(const std::string& text, const List& base = {}) {
    const auto list = import_official(text, "list.csv", base);
    if (!list) return list.error().to_string();
    const std::string csv = to_csv(*list);
    return csv.substr(csv.find('\n') + 1);
}

constexpr auto kTwoRows =
    "201,甲,1,,official\n"
    "20101,乙,2,201,official\n";

TEST(ImportOfficial, FindsTheHeader) {
    for (const char* header :
         {"科目编码,科目名称", "编码,名称", "代码,名称", "科目代码,科目名称", "code,name",
          "支出功能分类科目编码,科目名称", " 科目 编码 ,\"科目\n名称\""})
        EXPECT_EQ(imported(std::string(header) + "\n201,甲\n20101,乙\n"), kTwoRows) << header;
    EXPECT_EQ(imported("科目编码\t说明\t科目名称\n201\t某事\t甲\n20101\t\t乙\n"), kTwoRows);
    EXPECT_EQ(imported("2026年政府收支分类科目\n\n科目名称,科目编码\n甲,201\n乙,20101\n"),
              kTwoRows);
}

TEST(ImportOfficial, TakesCodesInThreeColumns) {
    const std::string expected =
        "201,甲,1,,official\n"
        "20101,乙,2,201,official\n"
        "2010101,丙,3,20101,official\n"
        "20102,丁,2,201,official\n";
    EXPECT_EQ(imported("类,款,项,科目名称\n201,,,甲\n201,01,,乙\n201,01,01,丙\n201,02,,丁\n"),
              expected);
    EXPECT_EQ(imported("科目编码,,,科目名称\n类,款,项,\n201,,,甲\n,01,,乙\n,,01,丙\n,02,,丁\n"),
              expected);
    EXPECT_EQ(imported("类\t款\t项\t名称\n201\t\t\t甲\n\t20101\t\t乙\n\t\t2010101\t丙\n"
                       "\t20102\t\t丁\n"),
              expected);
}

TEST(ImportOfficial, FoldsDigitsAndTakesQuotes) {
    EXPECT_EQ(imported("编码,名称\n２０１,\"甲\"\n'20101,乙\n"), kTwoRows);
    EXPECT_EQ(imported("编码,名称\n201,\"甲,乙\"\n"), "201,\"甲,乙\",1,,official\n");
}

TEST(ImportOfficial, SkipsRowsWithoutACodeAndRepeatedHeadings) {
    EXPECT_EQ(imported("编码,名称\n201,甲\n,说明\n编码,名称\n20101,乙\n"), kTwoRows);
    EXPECT_EQ(imported("类,款,名称\n201,,甲\n类,款,名称\n201,01,乙\n"), kTwoRows);
}

TEST(ImportOfficial, NamesTheLineOfAWrongRow) {
    EXPECT_EQ(imported("编码,名称\n201,甲\n201,乙\n"),
              "list.csv:3: Code 201 stands here again; it is in line 2 too");
    EXPECT_EQ(imported("编码,名称\n2010,甲\n"),
              "list.csv:2: Code 2010 has 4 digits (3, 5, 7 or 9 digits are one)");
    EXPECT_EQ(imported("编码,名称\n甲,201\n"),
              "list.csv:2: \"甲\" is no code (3, 5, 7 or 9 digits are one)");
    EXPECT_EQ(imported("编码,名称\n201,\n"), "list.csv:2: Code 201 has no name");
    EXPECT_EQ(imported("编码,名称\n201\n"), "list.csv:2: Code 201 has no name");
    EXPECT_EQ(imported("类,款,项,名称\n201,,,甲\n,,01,乙\n"),
              "list.csv:3: Code 20101 does not fit its columns (a row needs the 类 and 款 above "
              "it)");
    EXPECT_EQ(imported("编码,名称\n\"201,甲\n"), "list.csv:2: A quote is opened but never closed");
}

TEST(ImportOfficial, NeedsAHeaderAndRows) {
    const std::string hint = " (such as 科目编码 and 科目名称, or 类, 款, 项 and 科目名称)";
    EXPECT_EQ(imported("201,甲\n"),
              "list.csv:2: No header names a column of codes and a column of names" + hint);
    EXPECT_EQ(imported(""),
              "list.csv:1: No header names a column of codes and a column of names" + hint);
    EXPECT_EQ(imported("编码,名称\n"), "list.csv:2: No row below the header has a code");
}

TEST(ImportOfficial, MergesOverTheOldList) {
    List base;
    base.add({"201", "甲", 1, "", Attestation::kUnverified});
    base.add({"20105", "旧名", 2, "201", Attestation::kCorroborated});
    base.add({"20106", "取消", 2, "201", Attestation::kOfficial});
    EXPECT_EQ(imported("编码,名称\n201,甲\n20105,新名\n20107,新增\n", base),
              "201,甲,1,,official\n"
              "20105,新名,2,201,official\n"
              "20106,取消,2,201,historic\n"
              "20107,新增,2,201,official\n");
}

}  // namespace
}  // namespace mingzhang::codes
