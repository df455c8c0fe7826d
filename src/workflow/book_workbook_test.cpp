#include "store/book_workbook.h"

#include <gmock/gmock.h>

#include "read/read.h"
#include "store/random_book_test.h"
#include "workflow/book_sheets.h"
#include "workflow/resources.h"

namespace mingzhang::workflow {
namespace {

using store::shown;
using testing::ElementsAre;
using testing::IsEmpty;

store::ReadBook read_again(const std::string& bytes) {
    read::PdfScanner scanner;
    const auto document = read::read_bytes(bytes, "book.xlsx", scanner);
    if (!document) throw std::runtime_error(document.error().to_string());
    auto book = store::book_of_workbook(sheets_of(*document));
    if (!book) throw std::runtime_error(book.error().to_string());
    return std::move(*book);
}

Coordinate measure(const std::string& name) { return Coordinate().with(Dimension::kMeasure, name); }

BookLine line(const Coordinate& at, int64_t fen) {
    BookLine out;
    out.at = at;
    out.amount = Money::fen(fen);
    return out;
}

BookProject project(const std::string& name) {
    BookProject out;
    out.name = name;
    out.category = "特定目标类";
    BookLine general = line(store::implied_by_project(name)
                                .with(Dimension::kFunction, "2013902")
                                .with(Dimension::kFund, "general")
                                .with(Dimension::kVintage, "current"),
                            12'345'678'901);
    BookLine kept = line(general.at.with(Dimension::kVintage, "carry_over"), -1);
    kept.open = true;
    BookLine any_kind = line(Coordinate().with(Dimension::kFlow, "expenditure"), 100);
    any_kind.at.set(Dimension::kProject, name);
    out.lines = {general, kept, any_kind};
    out.costs = {{"补贴", "200", "人", "1,500.50", "12"}, {"印刷", "1", "批", "3000", ""}};
    out.sharing = "3:3:4";
    out.share = 2;
    Declaration& d = out.declaration;
    d.title = "项目绩效目标申报表";
    d.heading = "（一）" + name;
    d.date = std::chrono::year_month_day(std::chrono::year(2026), std::chrono::month(3),
                                         std::chrono::day(24));
    DeclarationField& field = d.fields.emplace_back();
    field.id = "overview";
    field.label = "项目概况";
    field.text = "=SUM(A1)，第一行\n第二行“引”<b>&amp;\n第三行";
    IndicatorLevel& level = d.levels.emplace_back();
    level.id = "quantity";
    level.label = "数量指标";
    IndicatorLevel& empty = d.levels.emplace_back();
    empty.id = "quality";
    empty.label = "质量指标";
    Indicator& indicator = d.indicators.emplace_back();
    indicator.first_level = "output";
    indicator.first_label = "产出指标";
    indicator.second_level = "quantity";
    indicator.second_label = "数量指标";
    indicator.name = "发放人数";
    indicator.target.text = "≥200人";
    store::complete_declaration(out);
    return out;
}

Book small_book() {
    Book book;
    book.title = "2026年度部门预算公开";
    book.department = "某县某部";
    book.year = 2026;
    book.kind = DocumentKind::kUnitBudget;
    book.pack = "shanxi/2026/department-budget";
    book.units = {"某中心", "某站"};
    for (std::size_t i = 0; i < kLineFiles; ++i) {
        const Coordinate implied = implied_by(static_cast<LineFile>(i));
        book.lines[i] = {line(implied.with(Dimension::kFund, "general"), 1'910'200'51),
                         line(implied.with(Dimension::kFund, "service"), 5)};
    }
    book.of(LineFile::kBasic)[0].government = "50101";
    book.of(LineFile::kBasic)[1].at.set(Dimension::kKind, "");
    book.of(LineFile::kMeasures)
        .push_back(line(measure("vehicles_held").with(Dimension::kNature, "count"), 3));
    // More digits than a number of a workbook has.
    book.of(LineFile::kMeasures).push_back(line(measure("operating"), 9'007'199'254'740'993));
    book.projects = {project("甲项目"), project("乙项目"), project("甲项目"), project("2")};
    book.projects[2].scope = "某站";
    book.projects[3].declaration.project = "二";
    book.texts = {{"1-概况", "# 第一部分 概况\n\n一、主要职责\n"}, {"2-说明", "说明"}};
    return book;
}

TEST(BookWorkbook, IsReadAsItWasWritten) {
    const Book book = small_book();
    const auto bytes = store::workbook_of(book);
    ASSERT_TRUE(bytes) << bytes.error().to_string();
    const store::ReadBook read = read_again(*bytes);
    EXPECT_THAT(shown(read.findings), IsEmpty());
    EXPECT_EQ(shown(read.book), shown(book));
    EXPECT_EQ(store::workbook_of(book).value(), *bytes);
}

TEST(BookWorkbook, OfAnEmptyBookIsToBeFilledIn) {
    const store::ReadBook read = read_again(store::workbook_of({}).value());
    EXPECT_THAT(shown(read.findings), IsEmpty());
    EXPECT_EQ(shown(read.book), shown(Book()));
}

TEST(BookWorkbook, KeepsWhatPeopleAddApart) {
    auto sheets = store::sheets_of(small_book());
    sheets.push_back({"我的草稿", {{"1"}}});
    sheets[1].rows.push_back({"一般公共予算", "当年", "100"});
    for (store::SheetText& sheet : sheets)
        if (sheet.name == "成本测算") sheet.rows.push_back({"甲项目", "x", "1", "", "1", ""});
    const auto read = store::book_of_workbook(sheets).value();
    EXPECT_THAT(shown(read.findings),
                ElementsAre("收入:4 fund: member-unknown column=fund known=一般公共预算 "
                            "text=一般公共予算",
                            "成本测算:10 所属项目: project-unknown known=甲项目 text=甲项目",
                            "我的草稿: sheet-unknown text=我的草稿"));
    EXPECT_EQ(shown(read.book), shown(small_book()));
    EXPECT_EQ(store::book_of_workbook({}).error().what, "There is no sheet 部门 in this workbook");
}

TEST(BookWorkbook, RefusesWhatItCannotHold) {
    Book book;
    book.title = std::string(32'768, 'x');
    EXPECT_EQ(store::workbook_of(book).error().to_string(),
              "部门:1: The text is longer than a cell of a workbook can be (write the ledger as a "
              "folder)");
    book.title = "a\x01";
    EXPECT_EQ(store::workbook_of(book).error().what, "The text holds control characters");
}

TEST(BookSheets, AreReadAsTheyWereWritten) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const Book book = store::RandomBook(seed, true).make();
        const auto read = store::book_of_workbook(store::sheets_of(book)).value();
        ASSERT_EQ(shown(read.book), shown(book)) << seed;
        for (const BookFinding& finding : read.findings)
            EXPECT_EQ(finding.rule, "duplicate-line") << seed;
    }
}

TEST(Words, AreThoseOfTheLexicon) {
    const Resources resources = load_resources(".").value();
    for (const auto& [d, members] : resources.library.lexicon.members) {
        EXPECT_THAT(store::member_words(d, store::Language::kIds),
                    testing::UnorderedElementsAreArray(members))
            << dimension_name(d);
        for (const std::string& word : store::member_words(d, store::Language::kChinese))
            EXPECT_TRUE(store::member_named(d, word)) << word;
    }
}

}  // namespace
}  // namespace mingzhang::workflow
