#include "store/book_rules.h"

#include <gmock/gmock.h>

#include "store/random_book_test.h"

namespace mingzhang::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

BookLine money(const Coordinate& at, int64_t fen) {
    BookLine line;
    line.at = at;
    line.amount = Money::fen(fen);
    return line;
}

Coordinate of_fund(LineFile file, const std::string& fund, const std::string& vintage = "") {
    return implied_by(file).with(Dimension::kFund, fund).with(Dimension::kVintage, vintage);
}

// A project of 1280 yuan.
BookProject project(std::vector<CostLine> costs, const std::string& sharing = "", int share = -1) {
    BookProject out;
    out.name = "甲";
    out.place = {"projects/01-甲.toml", 1, {}};
    out.lines = {money(implied_by_project("甲").with(Dimension::kFunction, "2013902"), 128'000)};
    out.costs = std::move(costs);
    out.sharing = sharing;
    out.share = share;
    return out;
}

std::vector<std::string> found(const BookProject& p) {
    Book book;
    book.projects = {p};
    return shown(book_findings(book));
}

TEST(Costs, MakeTheAmountOfTheProject) {
    EXPECT_THAT(found(project({{"a", "4", "个", "320", ""}})), IsEmpty());
    EXPECT_THAT(found(project({{"a", "2", "个", "1,000", "0.5"}, {"b", "", "", "280.00", " "}})),
                IsEmpty());
    EXPECT_THAT(found(project({{"a", "4", "个", "320.005", ""}})),
                ElementsAre("projects/01-甲.toml:1 cost: costs-differ amount=1280.00 "
                            "costs=1280.02 project=甲"));
    EXPECT_THAT(found(project({{"a", "0.001", "个", "1", ""}})),
                ElementsAre("projects/01-甲.toml:1 cost: costs-differ amount=1280.00 costs=0.001 "
                            "project=甲"));
    EXPECT_THAT(found(project({})), IsEmpty());
}

TEST(Costs, ThatAreNoNumbersAreSaid) {
    EXPECT_THAT(found(project({{"a", "四", "个", "320", ""}, {"b", "1", "个", "", ""}})),
                ElementsAre("projects/01-甲.toml:1 cost.quantity: cost-unreadable item=a "
                            "project=甲 text=四",
                            "projects/01-甲.toml:1 cost.price: cost-unreadable item=b project=甲 "
                            "text="));
    const std::string huge(36, '9');
    EXPECT_THAT(found(project({{"a", huge, "个", huge, huge}})),
                ElementsAre("projects/01-甲.toml:1 cost.price: cost-unreadable item=a project=甲 "
                            "text=" +
                            huge));
}

TEST(Sharing, GivesOurPart) {
    const std::vector<CostLine> costs = {{"a", "1", "个", "3200", ""}};
    EXPECT_THAT(found(project(costs, "3:3:4", 2)), IsEmpty());
    EXPECT_THAT(found(project(costs, "3：3：4", 2)), IsEmpty());
    EXPECT_THAT(found(project(costs, "3:3:4", 1)),
                ElementsAre("projects/01-甲.toml:1 share: share-differs amount=1280.00 "
                            "costs=3200.00 part=960.00 project=甲 share=3 sharing=3:3:4"));
    EXPECT_THAT(found(project({{"a", "1", "", "1280", ""}}, "3:3:4")), IsEmpty());
    EXPECT_THAT(found(project(costs, "三三四", 2)),
                ElementsAre("projects/01-甲.toml:1 sharing: sharing-unreadable project=甲 share=2 "
                            "text=三三四"));
    EXPECT_THAT(found(project(costs, "3:3:4", 3)),
                ElementsAre("projects/01-甲.toml:1 share: sharing-unreadable project=甲 share=3 "
                            "text=3:3:4"));
    EXPECT_THAT(found(project({}, "0:0", 0)),
                ElementsAre("projects/01-甲.toml:1 sharing: sharing-unreadable project=甲 share=0 "
                            "text=0:0"));
}

TEST(Sharing, MayNotDivideIntoFen) {
    // A third of 3840.01 is 1280.00333…
    EXPECT_THAT(found(project({{"a", "1", "", "3840.01", ""}}, "1:2", 0)),
                ElementsAre("projects/01-甲.toml:1 share: ratio-not-dividing amount=1280.00 "
                            "costs=3840.01 part=1280.00 project=甲 share=1 sharing=1:2"));
    EXPECT_THAT(found(project({{"a", "1", "", "3839.99", ""}}, "1:2", 0)),
                ElementsAre("projects/01-甲.toml:1 share: ratio-not-dividing amount=1280.00 "
                            "costs=3839.99 part=1279.99 project=甲 share=1 sharing=1:2"));
    EXPECT_THAT(found(project({{"a", "1", "", "3841.01", ""}}, "1:2", 0)),
                ElementsAre("projects/01-甲.toml:1 share: share-differs amount=1280.00 "
                            "costs=3841.01 part=1280.33 project=甲 share=1 sharing=1:2"));
}

TEST(Projects, HaveAmountFunctionAndANameOfTheirOwn) {
    Book book;
    BookProject a = project({}), b = project({}), c = project({});
    b.name = " 甲";
    b.place = {"projects/02-甲.toml", 1, {}};
    b.lines[0].at.set(Dimension::kFunction, "");
    c.name = "丙";
    c.lines.clear();
    c.costs = {{"a", "1", "", "1", ""}};
    c.scope = "某中心";
    book.projects = {a, b, c};
    book.units = {"某中新"};
    EXPECT_THAT(
        shown(book_findings(book)),
        ElementsAre("projects/02-甲.toml:1 name: duplicate-project first=projects/01-甲.toml "
                    "project= 甲",
                    " function: project-without-function amount=1280.00 project= 甲",
                    "projects/01-甲.toml:1 scope: unit-unknown known=某中新 text=某中心",
                    "projects/01-甲.toml:1 amount: project-without-amount project=丙"));
    // The same project of another unit is another one.
    book.projects = {a, a};
    book.projects[1].scope = "某中新";
    EXPECT_THAT(shown(book_findings(book)), IsEmpty());
}

TEST(Lines, NameUnitsAndMayBeNegative) {
    Book book;
    book.department = "某部";
    const Coordinate basic = implied_by(LineFile::kBasic);
    BookLine negative = money(basic, -5);
    negative.place = {"basic.csv", 3, {}};
    book.of(LineFile::kBasic) = {money(basic.with(Dimension::kScope, "某部"), 1), negative};
    EXPECT_THAT(shown(book_findings(book)),
                ElementsAre("basic.csv:3 amount: negative-amount amount=-0.05"));
}

class Balance : public testing::Test {
  protected:
    std::vector<std::string> found() const { return shown(book_findings(book_)); }
    void put(LineFile file, const std::string& fund, int64_t fen, const std::string& vintage = "") {
        book_.of(file).push_back(money(of_fund(file, fund, vintage), fen));
    }

    Book book_;
};

TEST_F(Balance, CannotBeToldOfOneSide) {
    put(LineFile::kIncome, "general", 100);
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Balance, HoldsWithinEachFund) {
    put(LineFile::kIncome, "general", 100);
    put(LineFile::kIncome, "service", 20);
    put(LineFile::kIncome, "other", 5);
    put(LineFile::kBasic, "general", 60);
    put(LineFile::kOther, "unit_funds", 25);
    BookLine kept =
        money(of_fund(LineFile::kOther, "general").with(Dimension::kFlow, "year_end"), 40);
    book_.of(LineFile::kOther).push_back(kept);
    // Neither last year's nor how lines split adds anything.
    put(LineFile::kLastYear, "general", 7);
    put(LineFile::kFunctions, "general", 8);
    EXPECT_THAT(found(), IsEmpty());
    put(LineFile::kBasic, "general", 30);
    EXPECT_THAT(found(), ElementsAre("income.csv amount: not-balanced difference=-0.30 "
                                     "fund=general income=1.00 uses=1.30 vintage=all"));
}

TEST_F(Balance, IsThatOfAllMoneyWhereFundsAreNotTold) {
    put(LineFile::kIncome, "general", 100);
    put(LineFile::kBasic, "", 101);
    EXPECT_THAT(found(), ElementsAre("income.csv amount: not-balanced difference=-0.01 fund=all "
                                     "income=1.00 uses=1.01 vintage=all"));
}

TEST_F(Balance, JoinsFiscalFundsWhereTheyAreNotTold) {
    put(LineFile::kIncome, "general", 100);
    put(LineFile::kIncome, "government_fund", 10);
    put(LineFile::kBasic, "fiscal", 110);
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Balance, OfAVintageIsAWarning) {
    put(LineFile::kIncome, "general", 100, "current");
    put(LineFile::kIncome, "general", 10, "carry_over");
    put(LineFile::kBasic, "general", 90, "current");
    put(LineFile::kBasic, "general", 20, "carry_over");
    EXPECT_THAT(found(), ElementsAre("income.csv amount: not-balanced difference=-0.10 "
                                     "fund=general income=0.10 uses=0.20 vintage=carry_over"));
    EXPECT_EQ(book_findings(book_)[0].severity, Severity::kWarning);
    put(LineFile::kBasic, "general", 0);
    EXPECT_THAT(found(), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::store
