#include "compile/amounts.h"

#include "compile/small_book_test.h"

namespace mingzhang::compile {
namespace {

// What the amounts of a book are: "none", or fen.
std::string amount_of(const Book& book, const char* quantity) {
    const Amounts amounts(book, lexicon().trees);
    const auto amount = amounts.at(parse_coordinate(quantity).value());
    return amount ? std::to_string(amount->in_fen()) : "none";
}

struct Asked {
    const char* quantity;
    const char* fen;
};

void expect_all(const std::string& lines, std::initializer_list<Asked> asked) {
    const Book book = book_of(lines);
    for (const Asked& one : asked)
        EXPECT_EQ(amount_of(book, one.quantity), one.fen) << one.quantity << " of\n" << lines;
}

TEST(Amounts, IncomeIsTheSumOfIncomeLines) {
    expect_all(R"(
        income fund=general vintage=current = 10
        income fund=state_capital vintage=carry_over source=1030601 = 5
        basic fund=general function=2010101 kind=personnel = 7)",
               {{"flow=income", "15"},
                {"flow=income fund=fiscal", "15"},
                {"flow=income vintage=current", "10"},
                {"flow=income source=103", "5"},
                {"flow=income source=104", "none"},
                {"flow=income fund=unit_funds", "none"}});
}

TEST(Amounts, IncomeByFunctionIsWhatIsSpentOnIt) {
    expect_all(R"(
        income fund=general = 12
        basic fund=general function=2010101 kind=personnel = 7
        project 培训 fund=general function=2010199 = 5)",
               {{"flow=income function=201", "12"}, {"flow=income function=2010199", "5"}});
}

TEST(Amounts, IncomeByFunctionIsStatedWhereFunctionsSayIt) {
    expect_all(R"(
        income fund=general = 12
        functions flow=income function=2010101 = 12
        basic fund=general function=2010101 kind=personnel = 7)",
               {{"flow=income function=201", "12"}, {"flow=expenditure function=201", "7"}});
}

TEST(Amounts, ExpenditureIsBasicProjectAndOther) {
    expect_all(R"(
        basic fund=general function=2010101 kind=personnel economic=30101 = 7
        basic fund=general function=2010101 kind=public economic=30201 = 2
        project 培训@二中心 fund=unit_funds function=2010199 = 5
        other kind=remitted function=2010101 = 1
        other flow=year_end fund=general = 3)",
               {{"flow=expenditure", "15"},
                {"flow=uses", "18"},
                {"flow=year_end", "3"},
                {"flow=year_end fund=unit_funds", "none"},
                {"flow=expenditure kind=basic", "9"},
                {"flow=expenditure kind=personnel", "7"},
                {"flow=expenditure kind=project", "5"},
                {"flow=expenditure kind=remitted", "1"},
                {"flow=expenditure function=2010101", "10"},
                {"flow=expenditure kind=basic economic=301", "7"},
                {"flow=expenditure economic=302", "2"},
                {"flow=expenditure project=培训", "5"},
                {"flow=expenditure kind=project scope=二中心", "5"},
                {"flow=expenditure fund=government_fund", "none"}});
}

TEST(Amounts, NamesAreComparedWithoutTheirSpelling) {
    expect_all("project 培训（市级）@二 fund=general = 5",
               {{"flow=expenditure project=培训(市级)", "5"}});
    expect_all("basic scope=第一（分）局 = 5", {{"flow=expenditure scope=第一(分)局", "5"}});
    expect_all("measures scope=第一（分）局 measure=operating = 5",
               {{"measure=operating scope=第一(分)局", "5"}, {"measure=operating", "5"}});
}

TEST(Amounts, LinesOfAProjectAreOfItsUnit) {
    Book book = book_of("project 培训 fund=general = 5\nproject 培训 scope=三中心 = 2");
    book.projects[0].scope = "二（分）中心";
    EXPECT_EQ(amount_of(book, "flow=expenditure scope=二(分)中心"), "5");
    EXPECT_EQ(amount_of(book, "flow=expenditure scope=三中心"), "2");
    EXPECT_EQ(amount_of(book, "flow=expenditure project=培训"), "7");
}

TEST(Amounts, ProjectsMayNameEconomicClasses) {
    expect_all(R"(
        basic economic=30201 kind=public = 2
        project 培训 economic=30216 = 5)",
               {{"flow=expenditure economic=302", "7"},
                {"flow=expenditure kind=basic economic=302", "2"},
                {"flow=expenditure kind=project economic=302", "5"}});
}

TEST(Amounts, FunctionsStandInWhereLinesLeaveTheFunctionOpen) {
    const char* lines = R"(
        basic fund=general kind=personnel economic=30101 = 7
        project 培训 fund=general function=2010199 = 5
        functions kind=basic fund=general function=2010101 = 4
        functions kind=basic fund=general function=2050101 = 3)";
    expect_all(lines, {{"flow=expenditure function=2010101", "4"},
                       {"flow=expenditure function=201", "9"},
                       {"flow=expenditure function=201 kind=project", "5"},
                       {"flow=expenditure", "12"},
                       {"flow=expenditure kind=basic", "7"},
                       {"flow=income function=205", "3"}});
}

TEST(Amounts, FunctionsAddNothing) {
    // Of all kinds together.
    expect_all(R"(
        basic kind=personnel economic=30101 = 7
        project 培训 = 5
        functions function=2010101 = 8
        functions function=2050101 = 4)",
               {{"flow=expenditure", "12"},
                {"flow=expenditure kind=basic", "7"},
                {"flow=expenditure function=201", "8"},
                {"flow=uses", "12"}});
    // Lines that all have a function know better.
    expect_all(R"(
        basic kind=personnel function=2010101 = 7
        project 培训 function=2050101 = 5
        functions function=2010101 = 7
        functions function=2050101 = 5)",
               {{"flow=expenditure", "12"}, {"flow=expenditure function=205", "5"}});
    // Basic lines have one, projects have none.
    expect_all(R"(
        basic kind=personnel function=2010101 = 7
        project 培训 = 5
        functions function=2010101 = 9
        functions function=2050101 = 3)",
               {{"flow=expenditure", "12"}, {"flow=expenditure function=201", "9"}});
}

TEST(Amounts, FunctionsKnowKindsThatNoOtherLineKnows) {
    expect_all(R"(
        functions kind=basic function=2010101 = 4
        functions kind=project function=2050101 = 3
        functions function=2080101 = 1)",
               {{"flow=expenditure", "8"},
                {"flow=expenditure kind=basic", "4"},
                {"flow=expenditure function=208", "1"}});
    expect_all(R"(
        basic kind=personnel function=2010101 = 4
        other kind=remitted function=2010101 = 1
        functions kind=subsidy function=2050101 = 3)",
               {{"flow=expenditure", "8"}, {"flow=expenditure kind=subsidy", "3"}});
}

TEST(Amounts, ANothingThatIsSaidIsZero) {
    expect_all(R"(
        income fund=general = 5
        income fund=government_fund = 0
        basic fund=general function=2010101 = 5
        other fund=government_fund kind=basic = 0
        other fund=state_capital function=223 = 0)",
               {{"flow=income fund=government_fund", "0"},
                {"flow=expenditure kind=basic fund=government_fund", "0"},
                {"flow=expenditure fund=state_capital", "0"},
                {"flow=expenditure function=201", "5"},
                {"flow=expenditure", "5"}});
}

TEST(Amounts, StatedMeasuresAreSummedByMeasureFundAndUnit) {
    const char* lines = R"(
        measures measure=abroad fund=general scope=一中心 = 1
        measures measure=abroad fund=general scope=二中心 = 2
        measures measure=reception fund=general scope=二中心 = 4
        measures measure=vehicle_running fund=government_fund = 8
        measures measure=vehicles nature=count = 300
        procurement measure=goods = 16
        procurement measure=services = 32
        measures measure=sme_reserved = 64)";
    expect_all(lines, {{"measure=abroad", "3"},
                       {"measure=abroad fund=fiscal", "3"},
                       {"measure=abroad scope=二中心", "2"},
                       {"measure=three_public fund=general", "7"},
                       {"measure=three_public", "15"},
                       {"measure=three_public scope=二中心", "6"},
                       {"measure=vehicles", "8"},
                       {"measure=vehicles nature=count", "300"},
                       {"measure=procurement", "48"},
                       {"measure=sme_reserved", "64"},
                       {"measure=operating", "none"}});
}

TEST(Amounts, WhatIsStatedWinsOverItsParts) {
    expect_all(R"(
        measures measure=three_public = 9
        measures measure=abroad = 1
        measures flow=expenditure function=205 = 3
        basic function=2050101 = 2)",
               {{"measure=three_public", "9"},
                {"measure=abroad", "1"},
                {"flow=expenditure function=205", "3"},
                {"flow=expenditure function=2050101", "2"}});
}

TEST(Amounts, UnitsMayStateThemByDifferentParts) {
    expect_all(R"(
        measures measure=abroad scope=一中心 = 1
        measures measure=three_public scope=二中心 = 2)",
               {{"measure=three_public", "3"}, {"measure=three_public scope=一中心", "1"}});
}

TEST(Amounts, LastYearIsStatedOrTheSumOfItsParts) {
    expect_all(R"(
        last-year flow=expenditure function=2010101 kind=basic fund=general = 4
        last-year flow=expenditure function=2010199 kind=project fund=general = 2
        last-year flow=expenditure function=2050101 kind=project fund=unit_funds = 1
        last-year flow=income = 7
        last-year measure=three_public = 3
        basic function=2010101 = 100)",
               {{"year=-1 flow=income", "7"},
                {"year=-1 flow=expenditure", "7"},
                {"year=-1 flow=expenditure function=201", "6"},
                {"year=-1 flow=expenditure kind=project", "3"},
                {"year=-1 flow=expenditure fund=general function=201", "6"},
                {"year=-1 measure=three_public", "3"},
                {"year=-1 flow=year_end", "none"},
                {"flow=expenditure", "100"}});
}

TEST(Amounts, LinesOfOneCoordinateAddUp) {
    expect_all(
        "measures measure=operating = 1\nmeasures measure=operating = 2\n"
        "income = 3\nincome = 4",
        {{"measure=operating", "3"}, {"flow=income", "7"}});
}

TEST(Amounts, NothingIsKnownOfWhatDoesNotSayWhereItFlows) {
    expect_all("income vintage=carry_over = 5\nbasic vintage=carry_over = 4",
               {{"vintage=carry_over", "none"}, {"", "none"}, {"fund=general", "none"}});
}

TEST(Amounts, AnEmptyBookKnowsNothing) {
    expect_all("", {{"flow=income", "none"}, {"flow=expenditure", "none"}, {"", "none"}});
}

}  // namespace
}  // namespace mingzhang::compile
