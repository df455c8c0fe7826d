#include "store/book_folder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/temporary_folder.h"
#include "store/department_file.h"
#include "store/line_table.h"
#include "store/random_book_test.h"

namespace mingzhang::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BookFolder : public testing::Test {
  protected:
    std::string path(const std::string& name = "ledger") const { return top_.path() + "/" + name; }
    std::string in_ledger(const std::string& name) const { return path() + "/" + name; }

    void put(const std::string& name, const std::string& content) {
        const fs::path file = in_ledger(name);
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
    }
    std::string content(const std::string& name) const {
        return read_file(in_ledger(name), 1 << 20).value_or("(none)");
    }
    std::vector<std::string> files() const {
        std::vector<std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(path()))
            if (!entry.is_directory()) out.push_back(fs::relative(entry.path(), path()).string());
        std::sort(out.begin(), out.end());
        return out;
    }
    // What basic.csv of this content says.
    ReadBook basic(const std::string& csv) {
        put("department.toml", "title = \"\"\n");
        put("basic.csv", csv);
        return read_book(path()).value();
    }

    TemporaryFolder top_{"book-test"};
};

BookLine line(LineFile file, const std::string& function, int64_t fen) {
    BookLine out;
    out.at = implied_by(file).with(Dimension::kFunction, function);
    out.amount = Money::fen(fen);
    return out;
}

Book small_book() {
    Book book;
    book.title = "2026年度部门预算公开";
    book.department = "某县某部";
    book.year = 2026;
    book.pack = "shanxi/2026/department-budget";
    BookLine general = line(LineFile::kBasic, "2013901", 191'020'050);
    general.at.set(Dimension::kFund, "general");
    general.at.set(Dimension::kEconomic, "30101");
    BookLine personnel = line(LineFile::kBasic, "2080505", 1'000'000);
    personnel.at.set(Dimension::kKind, "personnel");
    personnel.open = true;
    personnel.government = "50102";
    book.of(LineFile::kBasic) = {general, personnel};
    BookLine cars;
    cars.at =
        Coordinate().with(Dimension::kMeasure, "vehicles_held").with(Dimension::kNature, "count");
    cars.amount = Money::fen(300);
    book.of(LineFile::kMeasures) = {cars};
    BookProject project;
    project.name = "社区工作者/生活补贴";
    project.costs = {{"补贴", "200", "人", "12", ""}};
    BookLine amount;
    amount.at = implied_by_project(project.name).with(Dimension::kFund, "general");
    amount.amount = Money::fen(240'000);
    project.lines = {amount};
    project.declaration.title = "绩效目标申报表";
    project.declaration.project = project.name;
    DeclarationField& field = project.declaration.fields.emplace_back();
    field.id = "overview";
    field.label = "项目概况";
    field.text = "第一行“引”\n第二行 \"x\"";
    book.projects = {project};
    book.texts = {{"2-概况", "# 概况\n"}, {"10-说明", "一、说明\n"}};
    return book;
}

TEST_F(BookFolder, IsReadableByPeople) {
    ASSERT_TRUE(write_book(small_book(), path()));
    EXPECT_THAT(files(), ElementsAre("basic.csv", "department.toml", "measures.csv",
                                     "projects/01-社区工作者_生活补贴.toml", "texts/10-说明.md",
                                     "texts/2-概况.md"));
    EXPECT_EQ(content("department.toml"),
              "title = \"2026年度部门预算公开\"\n"
              "department = \"某县某部\"\n"
              "date = \"\"\n"
              "year = 2026\n"
              "kind = \"department-budget\"\n"
              "pack = \"shanxi/2026/department-budget\"\n"
              "units = []\n");
    EXPECT_EQ(content("basic.csv"),
              "function,fund,kind,economic,government,amount,open\n"
              "2013901,general,basic,30101,,1910200.50,\n"
              "2080505,,personnel,,50102,10000.00,yes\n");
    EXPECT_EQ(content("measures.csv"), "measure,nature,amount\nvehicles_held,count,3\n");
    EXPECT_EQ(content("projects/01-社区工作者_生活补贴.toml"),
              "name = \"社区工作者/生活补贴\"\n"
              "\n[[amount]]\nfund = \"general\"\nyuan = \"2400.00\"\n"
              "\n[[cost]]\nitem = \"补贴\"\nquantity = \"200\"\nunit = \"人\"\nprice = \"12\"\n"
              "\n[declaration]\ntitle = \"绩效目标申报表\"\n"
              "\n[[declaration.field]]\nid = \"overview\"\nlabel = \"项目概况\"\n"
              "text = \"\"\"\n第一行“引”\n第二行 \"x\\\"\"\"\"\n");
    EXPECT_EQ(content("texts/2-概况.md"), "# 概况\n");
}

TEST_F(BookFolder, IsReadAsItWasWritten) {
    for (unsigned seed = 0; seed < 12; ++seed) {
        const Book book = RandomBook(seed, true).make();
        const auto written = write_book(book, path());
        ASSERT_TRUE(written) << seed << ": " << written.error().to_string();
        const auto read = read_book(path());
        ASSERT_TRUE(read) << seed << ": " << read.error().to_string();
        ASSERT_EQ(shown(read->book), shown(book)) << seed;
        for (const BookFinding& finding : read->findings)
            EXPECT_EQ(finding.rule, "duplicate-line") << seed;
        // What is there already is written the same.
        const auto stamp = fs::last_write_time(in_ledger("department.toml"));
        ASSERT_TRUE(write_book(read->book, path()));
        EXPECT_EQ(fs::last_write_time(in_ledger("department.toml")), stamp);
    }
}

TEST_F(BookFolder, KnowsThePlacesOfItsLines) {
    ASSERT_TRUE(write_book(small_book(), path()));
    const Book book = read_book(path()).value().book;
    EXPECT_EQ(book.of(LineFile::kBasic)[1].place, (BookPlace{"basic.csv", 3, ""}));
    EXPECT_EQ(book.projects[0].lines[0].place,
              (BookPlace{"projects/01-社区工作者_生活补贴.toml", 3, ""}));
}

TEST_F(BookFolder, TakesWhatPeopleAndSpreadsheetsWrite) {
    const ReadBook read = basic(
        "\xEF\xBB\xBF金额（元）, 资金性质,功能科目,支出类别\r\n"
        "\"1,234,567.8\",一般公共预算,2013901,人员经费\r\n"
        ",,,\r\n"
        "１２,政府性基金,2013901,all\r\n"
        "-5.1000,,,\r\n");
    EXPECT_THAT(shown(read.findings), IsEmpty());
    std::vector<std::string> lines;
    for (const BookLine& l : read.book.of(LineFile::kBasic))
        lines.push_back(l.at.to_string() + " " + std::to_string(l.amount.in_fen()));
    EXPECT_THAT(
        lines,
        ElementsAre("flow=expenditure function=2013901 fund=general kind=personnel 123456780",
                    "flow=expenditure function=2013901 fund=government_fund 1200",
                    "flow=expenditure kind=basic -510"));
}

TEST_F(BookFolder, TakesGB18030) {
    const ReadBook read =
        basic("amount,fund\n1,\xD2\xBB\xB0\xE3\xB9\xAB\xB9\xB2\xD4\xA4\xCB\xE3\n");
    EXPECT_THAT(shown(read.findings), IsEmpty());
    EXPECT_EQ(read.book.of(LineFile::kBasic)[0].at.at(Dimension::kFund), "general");
}

TEST_F(BookFolder, LeavesOutLinesWithMistakesAndSaysSo) {
    const ReadBook read = basic(
        "function,fund,amount,founds,open,fund\n"
        "1,general,1.005,,,\n"
        "2,generel,1,,,\n"
        "3,,12x,,,\n"
        "4,,,,,\n"
        "5,,99999999999999999999,,,\n"
        "6,,1,,maybe,\n"
        "7,,1,,,,8\n"
        "8,general,1,,,\n"
        "8,general,2,,,\n"
        "\"9\"x,,1,,,\n"
        "10,,1,,,\n"
        "11,\"general,1,,,\n"
        "12,,1,,,\n");
    EXPECT_THAT(
        shown(read.findings),
        ElementsAre(
            "basic.csv:1 founds: column-unknown known=fund text=founds",
            "basic.csv:1 fund: column-twice text=fund",
            "basic.csv:2 amount: amount-finer-than-fen text=1.005",
            "basic.csv:3 fund: member-unknown column=fund known=general text=generel",
            "basic.csv:4 amount: amount-unreadable text=12x",
            "basic.csv:5 amount: amount-missing text=",
            "basic.csv:6 amount: amount-too-large text=99999999999999999999",
            "basic.csv:7 open: open-unreadable text=maybe",
            "basic.csv:8: cell-without-column text=8",
            "basic.csv:10: duplicate-line first=9 text=flow=expenditure function=8 fund=general "
            "kind=basic",
            "basic.csv:11: quote-unbalanced", "basic.csv:13: quote-unbalanced"));
    std::vector<std::string> functions;
    for (const BookLine& l : read.book.of(LineFile::kBasic))
        functions.push_back(l.at.at(Dimension::kFunction));
    EXPECT_THAT(functions, ElementsAre("8", "8", "10", "12"));
}

TEST_F(BookFolder, NeedsAColumnOfAmounts) {
    EXPECT_THAT(shown(basic("function\n1\n").findings),
                ElementsAre("basic.csv:1 amount: column-missing"));
}

TEST_F(BookFolder, CountsHaveTwoDecimals) {
    EXPECT_THAT(shown(basic("nature,amount\ncount,1.255\n").findings),
                ElementsAre("basic.csv:2 amount: amount-finer-than-fen text=1.255"));
}

TEST_F(BookFolder, ReadsProjectsAsFarAsTheyCanBeRead) {
    put("department.toml", "year = 20260\nkind = \"预算\"\ncolour = \"red\"\n");
    put("projects/1-a.toml",
        "name = \"甲\"\n"
        "share = 2.5\n"
        "nam = \"x\"\n"
        "[[amount]]\nyuan = 12\n"
        "[[amount]]\nyuan = 1.5\n"
        "[[amount]]\nfund = \"gold\"\nyuan = \"1\"\n"
        "[[amount]]\nfunds = \"general\"\nyuan = \"1\"\n"
        "[[amount]]\nfund = \"general\"\n"
        "[declaration]\ndate = \"2026-02-30\"\ntitle = 5\n");
    put("projects/2-b.toml", "name = \n");
    put("projects/10-c.toml", "name = \"丙\"\n");
    const ReadBook read = read_book(path()).value();
    EXPECT_THAT(
        shown(read.findings),
        ElementsAre("department.toml:3 colour: key-unknown known=title, department, date, year, "
                    "kind, pack, units text=colour",
                    "department.toml:1 year: value-unreadable expected=value.number",
                    HasSubstr("department.toml:2 kind: kind-unknown"),
                    "projects/1-a.toml:3 nam: key-unknown known=name text=nam",
                    "projects/1-a.toml:2 share: value-unreadable expected=value.number",
                    "projects/1-a.toml:7 amount.yuan: value-unreadable expected=value.text",
                    HasSubstr("projects/1-a.toml:9 amount.fund: member-unknown"),
                    "projects/1-a.toml:12 amount.funds: column-unknown known=fund text=funds",
                    "projects/1-a.toml:14 amount.yuan: amount-missing text=",
                    "projects/1-a.toml:18 declaration.title: value-unreadable expected=value.text",
                    "projects/1-a.toml:17 declaration.date: date-unreadable text=2026-02-30",
                    HasSubstr("projects/2-b.toml:1: file-unreadable")));
    ASSERT_EQ(read.book.projects.size(), 2u);
    EXPECT_EQ(read.book.projects[0].lines.size(), 1u);
    EXPECT_EQ(read.book.projects[0].lines[0].amount, Money::fen(1200));
    EXPECT_EQ(read.book.projects[1].name, "丙");
}

TEST_F(BookFolder, NeedsADepartment) {
    EXPECT_EQ(read_book(path()).error().what, "There is no such folder");
    fs::create_directory(path());
    EXPECT_EQ(read_book(path()).error().what, "There is no ledger in this folder");
    put("department.toml", "title = \n");
    EXPECT_THAT(read_book(path()).error().to_string(), HasSubstr("/department.toml:1:9: "));
}

TEST_F(BookFolder, ReadsNoMoreThanItsLimits) {
    put("department.toml", "title = \"" + std::string(50, 'x') + "\"\n");
    put("basic.csv", "fund,amount\ngeneral,1\nother,2\n,3\n");
    put("other.csv", "amount\n" + std::string(200, '1') + "\n");
    for (const char* name : {"projects/1.toml", "projects/2.toml", "projects/3.toml"})
        put(name, "name = \"a\"\n");
    BookLimits limits;
    limits.file_bytes = 100;
    limits.lines = 2;
    limits.projects = 2;
    const ReadBook read = read_book(path(), limits).value();
    EXPECT_EQ(read.book.of(LineFile::kBasic).size(), 2u);
    EXPECT_EQ(read.book.projects.size(), 2u);
    EXPECT_THAT(shown(read.findings),
                ElementsAre("basic.csv:4: too-many-lines",
                            "other.csv: file-unreadable error=The file is larger than 100 bytes",
                            "projects: too-many-files count=2"));
}

TEST_F(BookFolder, KeepsFewOfManyMistakes) {
    std::string csv = "amount\n";
    for (int i = 0; i < 6000; ++i) csv += "x\n";
    const auto findings = basic(csv).findings;
    EXPECT_EQ(findings.size(), 5001u);
    EXPECT_EQ(shown(findings).back(), ": more-mistakes count=1000");
}

TEST_F(BookFolder, DirectoriesInsteadOfFilesAreFindings) {
    put("department.toml", "");
    fs::create_directory(in_ledger("basic.csv"));
    fs::create_directories(in_ledger("projects/1.toml"));
    put("texts", "a file");
    EXPECT_THAT(
        shown(read_book(path()).value().findings),
        ElementsAre("basic.csv: file-unreadable error=This is a directory, not a file",
                    "projects/1.toml: file-unreadable error=This is a directory, not a file",
                    "texts: file-unreadable error=This is not a folder"));
}

TEST_F(BookFolder, RemovesWhatIsNoLongerPartOfTheLedgerAndNothingElse) {
    ASSERT_TRUE(write_book(small_book(), path()));
    put("projects/hand-made.toml", "name = \"x\"\n");
    put("projects/notes.txt", "mine");
    put("projects/.hidden.toml", "mine");
    put("texts/pictures/1.md", "mine");
    put("README.md", "mine");
    put("other.csv.bak", "mine");
    Book book = small_book();
    book.projects[0].name = "乙";
    book.projects[0].lines.clear();
    book.texts.clear();
    book.of(LineFile::kMeasures).clear();
    ASSERT_TRUE(write_book(book, path()));
    EXPECT_THAT(files(), ElementsAre("README.md", "basic.csv", "department.toml", "other.csv.bak",
                                     "projects/.hidden.toml", "projects/01-乙.toml",
                                     "projects/notes.txt", "texts/pictures/1.md"));
}

TEST_F(BookFolder, IsNotWrittenOverForeignFiles) {
    put("basic.csv", "mine");
    const auto written = write_book(small_book(), path());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().what,
              "There are files of a ledger in this folder, but no department.toml");
    EXPECT_THAT(files(), ElementsAre("basic.csv"));
}

TEST_F(BookFolder, LinksAreNotFollowedOutOfIt) {
    fs::create_directory(path("outside"));
    std::ofstream(path("outside/secret.csv")) << "amount\n1\n";
    std::ofstream(path("outside/1-a.toml")) << "name = \"a\"\n";
    put("department.toml", "");
    fs::create_symlink(path("outside/secret.csv"), in_ledger("basic.csv"));
    fs::create_directory_symlink(path("outside"), in_ledger("projects"));
    const auto read = read_book(path());
    EXPECT_THAT(shown(read.value().findings),
                ElementsAre("basic.csv: file-unreadable error=This symbolic link leads out of the "
                            "ledger",
                            "projects: file-unreadable error=This is not a folder"));
    EXPECT_FALSE(write_book(small_book(), path()));
    fs::remove(in_ledger("projects"));
    ASSERT_TRUE(write_book(small_book(), path()));
    EXPECT_FALSE(fs::is_symlink(in_ledger("basic.csv")));
    EXPECT_EQ(read_file(path("outside/secret.csv"), 100).value(), "amount\n1\n");
    EXPECT_TRUE(fs::exists(path("outside/1-a.toml")));
}

TEST_F(BookFolder, RefusesWhatCouldNotBeReadAgain) {
    const auto refused = [&](const std::function<void(Book&)>& change) {
        Book book = small_book();
        change(book);
        const auto written = write_book(book, path());
        EXPECT_FALSE(fs::exists(path()));
        return written ? "" : written.error().to_string();
    };
    EXPECT_EQ(refused([](Book& b) { b.title = "\xFF"; }), "department.toml: The text is no UTF-8");
    EXPECT_THAT(refused([](Book& b) { b.texts[0].text = std::string("a\0b", 3); }),
                HasSubstr("texts/2-概况.md: The text is no UTF-8, or holds control characters"));
    EXPECT_THAT(refused([](Book& b) { b.texts[0].name = "a/b"; }), HasSubstr("cannot name a file"));
    EXPECT_THAT(refused([](Book& b) { b.texts[0].name = "../b"; }), HasSubstr("cannot name"));
    EXPECT_THAT(refused([](Book& b) { std::swap(b.texts[0], b.texts[1]); }),
                HasSubstr("not in the order of their names"));
    EXPECT_THAT(
        refused([](Book& b) { b.of(LineFile::kBasic)[0].at.set(Dimension::kFund, "gold"); }),
        HasSubstr("basic.csv: There is no member fund=gold"));
}

TEST(BookFiles, AreReadAsTheyWereWritten) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        const Book book = RandomBook(seed, true).make();
        Book read;
        FindingList findings;
        std::size_t most = 1000;
        ASSERT_TRUE(read_department(department_toml(book), "d", read, findings)) << seed;
        for (std::size_t i = 0; i < kLineFiles; ++i) {
            const Coordinate implied = implied_by(static_cast<LineFile>(i));
            read.lines[i] =
                lines_of_csv(csv_of(book.lines[i], implied), "l", implied, findings, most);
        }
        for (const BookProject& project : book.projects) {
            const auto again = read_project(project_toml(project), "p", findings, most);
            ASSERT_TRUE(again) << seed << shown(findings.take()).front();
            read.projects.push_back(*again);
        }
        read.texts = book.texts;
        ASSERT_EQ(shown(read), shown(book)) << seed;
        for (const BookFinding& finding : findings.take())
            EXPECT_EQ(finding.rule, "duplicate-line") << seed;
    }
}

TEST(NaturalOrder, TakesNumbersByValue) {
    EXPECT_TRUE(natural_less("2-b", "10-a"));
    EXPECT_FALSE(natural_less("10-a", "2-b"));
    EXPECT_TRUE(natural_less("a2b", "a02c"));
    EXPECT_TRUE(natural_less("02", "2"));
    EXPECT_FALSE(natural_less("2", "2"));
    EXPECT_TRUE(natural_less("概", "概1"));
}

TEST(ProjectFileName, IsSafeAndShort) {
    EXPECT_EQ(project_file_name(0, " a/b:c "), "projects/01-a_b_c.toml");
    EXPECT_EQ(project_file_name(99, ""), "projects/100.toml");
    EXPECT_EQ(project_file_name(1, "../.."), "projects/02-.._.toml");
    std::string name;
    for (int i = 0; i < 40; ++i) name += "长";
    const std::string file = project_file_name(0, name);
    EXPECT_EQ(file.size(), std::string("projects/").size() + 3 + 17 * 3 + 5);
}

}  // namespace
}  // namespace mingzhang::store
