#include "workflow/compare.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "base/temporary_folder.h"
#include "base/text.h"
#include "store/book_folder.h"

namespace mingzhang::workflow {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Resources& resources() {
    static const Resources loaded = load_resources(".").value();
    return loaded;
}

std::string said(const Change& c) {
    std::string out = c.kind == ChangeKind::kAdded     ? "+ "
                      : c.kind == ChangeKind::kRemoved ? "- "
                      : c.kind == ChangeKind::kSame    ? "= "
                                                       : "~ ";
    for (const NamePart& part : c.name) out += part.member + " ";
    if (!c.label.empty()) out += c.label + " ";
    if (!c.before.empty()) out += c.before;
    if (c.kind == ChangeKind::kChanged) out += " → ";
    if (c.kind != ChangeKind::kSame) out += c.after;
    if (!c.difference.empty()) out += " " + c.difference;
    return c.may_be_equal ? out + " ?" : out;
}

// "basic ~ 2013901 30101 1.00 → 2.50 +1.50", one for each change.
std::vector<std::string> said(const Differences& differences) {
    std::vector<std::string> out;
    for (const ComparedSection& section : differences.sections) {
        std::string head = section.id;
        if (!section.title.empty()) head += " " + section.title;
        if (!section.title_before.empty()) head += " (" + section.title_before + ")";
        if (section.kind != ChangeKind::kChanged)
            head += " " + std::string(change_name(section.kind));
        if (section.changes.empty()) out.push_back(head);
        for (const Change& change : section.changes) out.push_back(head + " " + said(change));
    }
    return out;
}

std::vector<std::string> said(const Cause& cause) {
    std::vector<std::string> out = {said(cause.total)};
    for (const Change& part : cause.parts) out.push_back(said(part));
    if (!cause.rest.empty()) out.push_back(fmt::format("{} others {}", cause.others, cause.rest));
    return out;
}

// ---- ledgers

BookLine basic(const std::string& function, const std::string& economic, int64_t yuan) {
    BookLine line;
    line.at = implied_by(LineFile::kBasic)
                  .with(Dimension::kFunction, function)
                  .with(Dimension::kEconomic, economic)
                  .with(Dimension::kFund, "general");
    line.amount = Money::fen(yuan * 100);
    return line;
}

BookProject project(const std::string& name, int64_t yuan) {
    BookProject out;
    out.name = name;
    BookLine line;
    line.at = Coordinate()
                  .with(Dimension::kFlow, "expenditure")
                  .with(Dimension::kKind, "project")
                  .with(Dimension::kProject, text::fold_label(name))
                  .with(Dimension::kFund, "general");
    line.amount = Money::fen(yuan * 100);
    out.lines = {line};
    return out;
}

Book ledger() {
    Book book;
    book.title = "2026年度部门预算公开";
    book.department = "某局";
    book.year = 2026;
    book.of(LineFile::kBasic) = {basic("2013901", "30101", 10'000),
                                 basic("2013901", "30102", 5'000)};
    book.projects = {project("社区服务项目", 30'000)};
    book.projects[0].costs = {{"补贴", "10", "人", "3000", ""}};
    book.texts = {{"1-概况", "# 概况\n\n负责社区服务工作。\n\n下设3个科室。\n"}};
    return book;
}

std::vector<std::string> between(const Book& before, const Book& after) {
    return said(compare_ledgers(before, after, resources()));
}

TEST(CompareLedgers, EqualOnesHaveNoSections) {
    const Differences none = compare_ledgers(ledger(), ledger(), resources());
    EXPECT_TRUE(none.equal());
    EXPECT_THAT(none.causes, IsEmpty());
    EXPECT_THAT(said(none.totals.front()), HasSubstr("= expenditure 4.50"));
}

TEST(CompareLedgers, ShowLinesByCoordinateWithinTheirFile) {
    Book after = ledger();
    auto& lines = after.of(LineFile::kBasic);
    lines[0].amount = Money::fen(1'234'567);
    lines[1] = basic("2013902", "30102", 5'000);
    EXPECT_THAT(between(ledger(), after),
                ElementsAre("basic ~ 2013901 general 30101 1.00 → 1.234567 +0.234567",
                            "basic - 2013901 general 30102 0.50 -0.50",
                            "basic + 2013902 general 30102 0.50 +0.50"));
}

TEST(CompareLedgers, LinesOfOneCoordinateAreOneAmount) {
    Book after = ledger();
    auto& lines = after.of(LineFile::kBasic);
    lines = {basic("2013901", "30102", 2'000), basic("2013901", "30101", 10'000),
             basic("2013901", "30102", 3'000)};
    EXPECT_THAT(between(ledger(), after), IsEmpty());
    lines[1].government = "50101";
    EXPECT_THAT(between(ledger(), after),
                ElementsAre("basic + 2013901 general 30101 government 50101"));
}

TEST(CompareLedgers, KnowAProjectByANearName) {
    Book before = ledger(), after = ledger();
    before.projects[0].name = "社区工作者服务项目";
    after.projects = {project("某新项目", 1'000), project("社区工作者服务项日", 36'000)};
    after.projects[1].costs = {{"补贴", "12", "人", "3000", ""}};
    EXPECT_THAT(
        between(before, after),
        ElementsAre(
            "project 社区工作者服务项日 (社区工作者服务项目) ~ general 3.00 → 3.60 +0.60",
            "project 社区工作者服务项日 (社区工作者服务项目) ~ 补贴 10人 × 3000元 → 12人 × 3000元",
            "project 某新项目 added + general 0.10 +0.10"));
    EXPECT_THAT(between(after, before), Contains("project 某新项目 removed - general 0.10 -0.10"));
}

TEST(CompareLedgers, ShowFieldsAndIndicators) {
    Book before = ledger(), after = ledger();
    Declaration& a = before.projects[0].declaration;
    a.title = "绩效目标申报表";
    a.fields = {{"overview", "项目概况", "", "服务居民", {}},
                {"basis", "立项依据", "", "文件", {}}};
    Indicator count;
    count.second_level = "quantity";
    count.second_label = "数量指标";
    count.name = "服务人数";
    count.target.text = "≥100人";
    a.indicators = {count};
    Declaration& b = after.projects[0].declaration;
    b = a;
    b.fields = {{"overview", "项目概况", "", "服务居民和企业", {}}};
    b.indicators[0].target.text = "≥120人";
    EXPECT_THAT(between(before, after),
                ElementsAre("project 社区服务项目 ~ 项目概况 服务居民 → 服务居民和企业",
                            "project 社区服务项目 - 立项依据 文件",
                            "project 社区服务项目 ~ 数量指标 服务人数 ≥100人 → ≥120人"));
}

TEST(CompareLedgers, ShowTextsByParagraph) {
    Book after = ledger();
    after.department = "某委";
    after.texts[0].text = "# 概况\n\n负责社区服务工作。\n\n下设4个科室。\n\n另有一所。\n";
    EXPECT_THAT(between(ledger(), after), ElementsAre("department ~ department 某局 → 某委",
                                                      "text 1-概况 ~ 下设3个科室。 → 下设4个科室。",
                                                      "text 1-概况 + 另有一所。"));
}

TEST(CompareLedgers, TellWhatTheTotalsComeFrom) {
    Book after = ledger();
    after.of(LineFile::kBasic)[1].amount = Money::fen(400'000);
    after.projects[0] = project("社区服务项目", 50'000);
    const Differences differences = compare_ledgers(ledger(), after, resources());
    ASSERT_EQ(differences.causes.size(), 1u);
    EXPECT_THAT(
        said(differences.causes[0]),
        ElementsAre("~ expenditure 4.50 → 6.40 +1.90", "~ project 社区服务项目 3.00 → 5.00 +2.00",
                    "~ 2013901 general basic 30102 0.50 → 0.40 -0.10"));
    EXPECT_EQ(differences.causes[0].total.percent, "+42.22");
}

TEST(CompareLedgers, CountWhatIsTooMuchToTell) {
    Book after = ledger();
    for (int n = 0; n < 11; ++n)
        after.of(LineFile::kBasic).push_back(basic(fmt::format("20140{:02}", n), "30101", 100));
    const Differences differences = compare_ledgers(ledger(), after, resources());
    EXPECT_EQ(differences.causes.at(0).parts.size(), 8u);
    EXPECT_EQ(said(differences.causes[0]).back(), "3 others +0.03");
}

// ---- documents

CheckedFile document(const std::string& text) {
    read::PdfScanner scanner;
    return check_together({NamedBytes{"document.txt", text}}, resources(), scanner).value();
}

std::vector<std::string> between(const std::string& before, const std::string& after) {
    return said(compare_documents(document(before), document(after), resources()));
}

std::string three_public(int year, const std::string& abroad, const std::string& reception,
                         const std::string& unit = "万元") {
    const std::string y = std::to_string(year);
    return "某局" + y + "年部门预算\n" + y + "年“三公”经费支出表\n单位：" + unit + "\n项目\t" + y +
           "年预算数\n因公出国（境）费\t" + abroad + "\n公务接待费\t" + reception + "\n";
}

TEST(CompareDocuments, ShowFiguresByWhatTheyMeasure) {
    EXPECT_THAT(between(three_public(2026, "12.50", "3.20"), three_public(2026, "12.50", "3.20")),
                IsEmpty());
    EXPECT_THAT(between(three_public(2026, "12.50", "3.20"), three_public(2026, "12.50", "4.00")),
                ElementsAre("table 2026年“三公”经费支出表 ~ reception 3.20 → 4.00 +0.80"));
    EXPECT_THAT(between(three_public(2026, "12.50", "3.20"), three_public(2026, "12.50", "")),
                ElementsAre("table 2026年“三公”经费支出表 ~ reception 3.20 →  -3.20"));
}

TEST(CompareDocuments, TakeAnAmountInAnotherUnitAsTheSame) {
    EXPECT_THAT(between(three_public(2026, "12.50", "3.20"),
                        three_public(2026, "125012.00", "32000.00", "元")),
                testing::Each(testing::Not(HasSubstr("reception"))));
    EXPECT_THAT(
        between(three_public(2026, "12.50", "3.20"),
                three_public(2026, "125412.00", "32000.00", "元")),
        Contains("table 2026年“三公”经费支出表 ~ abroad 12.50 万元 → 125412.00 元 +0.0412 万元"));
}

TEST(CompareDocuments, OfTwoYearsCompareEachWithItsOwn) {
    const Differences differences =
        compare_documents(document(three_public(2025, "12.50", "3.20")),
                          document(three_public(2026, "12.50", "4.00")), resources());
    EXPECT_THAT(said(differences), Contains("document ~ year 2025 → 2026"));
    EXPECT_THAT(said(differences),
                Contains("table 2026年“三公”经费支出表 ~ reception 3.20 → 4.00 +0.80"));
    EXPECT_THAT(said(differences), testing::Each(testing::Not(HasSubstr("tables "))));
}

TEST(CompareDocuments, ShowParagraphs) {
    const std::string table = three_public(2026, "12.50", "3.20");
    EXPECT_THAT(between(table + "\n本局负责社区服务。\n", table + "\n本局负责社区服务和管理。\n"),
                ElementsAre("paragraphs ~ 本局负责社区服务。 → 本局负责社区服务和管理。"));
}

// ---- paths

class ComparePaths : public testing::Test {
  protected:
    std::string path(const std::string& name) const { return top_.path() + "/" + name; }
    std::string put(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    static Result<Differences> compare(const std::string& before, const std::string& after) {
        read::PdfScanner scanner;
        return compare_paths({before}, {after}, resources(), scanner);
    }

    TemporaryFolder top_{"compare-test"};
};

TEST_F(ComparePaths, FailsOnALedgerThatCannotBeReadWhole) {
    ASSERT_TRUE(store::write_book(ledger(), path("a")));
    ASSERT_TRUE(store::write_book(ledger(), path("b")));
    EXPECT_TRUE(compare(path("a"), path("b")).value().equal());
    put("b/basic.csv", "function,amount\n2013901,viel\n");
    EXPECT_THAT(compare(path("a"), path("b")).error().to_string(), HasSubstr("b/basic.csv:2"));
    EXPECT_FALSE(compare(path("a"), path("nowhere")));
}

TEST_F(ComparePaths, ALedgerIsHeldAgainstADocumentAsTheDocumentItMakes) {
    Book book = ledger();
    book.pack = "shanxi/2026/department-budget";
    book.of(LineFile::kMeasures) = {{Coordinate().with(Dimension::kMeasure, "reception"),
                                     Money::fen(3'200'000),
                                     false,
                                     {},
                                     {}}};
    book.texts = {{"1-表", "# 第二部分 表\n\n本局公务接待费{{amount measure=reception}}万元。\n"}};
    ASSERT_TRUE(store::write_book(book, path("a")));
    const std::string b =
        put("b.txt", "2026年度部门预算公开\n第二部分 表\n本局公务接待费4.10万元。\n");
    const auto differences = compare(path("a"), b);
    ASSERT_TRUE(differences) << differences.error().to_string();
    EXPECT_TRUE(differences->before.ledger);
    EXPECT_THAT(said(*differences),
                Contains("paragraphs ~ 本局公务接待费3.20万元。 → 本局公务接待费4.10万元。"));
    book.pack = "nowhere";
    ASSERT_TRUE(store::write_book(book, path("a")));
    EXPECT_THAT(compare(path("a"), b).error().to_string(), HasSubstr("there is no pack"));
}

}  // namespace
}  // namespace mingzhang::workflow
