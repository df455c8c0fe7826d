// Random ledgers are published, read back and held against themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "random_document.h"
#include "support.h"
#include "workflow/build_book.h"

namespace mingzhang::tests {
namespace {

using D = Dimension;
using workflow::PublishedFormat;

constexpr const char* kPack = "shanxi/2026/department-budget";

const pack::Pack& the_pack() {
    const pack::Library& library = resources().library;
    static const auto all = library.packs.all(library.lexicon).value();
    return *library.packs.find(kPack);
}

const DimensionTrees& trees() { return resources().library.lexicon.trees; }

// ------------------------------------------------------------------------------- a random ledger

BookLine line_of(Coordinate at, Money amount) {
    BookLine line;
    line.at = std::move(at);
    line.amount = amount;
    return line;
}

void add_to_project(Book& book, const LedgerEntry& entry) {
    const std::string& name = entry.at.at(D::kProject);
    const std::string& unit = entry.at.at(D::kScope);
    const auto known =
        std::find_if(book.projects.begin(), book.projects.end(),
                     [&](const BookProject& p) { return p.name == name && p.scope == unit; });
    BookProject& project = known == book.projects.end() ? book.projects.emplace_back() : *known;
    project.name = name;
    project.scope = unit;
    project.lines.push_back(line_of(entry.at.with(D::kEconomic, ""), entry.amount));
}

// Of the money of each fund and vintage, what comes in is what goes out.
void add_income(Book& book, const Ledger& ledger) {
    std::map<Coordinate, Money> sums;
    for (const LedgerEntry& entry : ledger.entries()) {
        if (!entry.at.at(D::kMeasure).empty()) continue;
        const std::string& fund = entry.at.at(D::kFund);
        Coordinate at = Coordinate()
                            .with(D::kFlow, "income")
                            .with(D::kFund, fund)
                            .with(D::kVintage, entry.at.at(D::kVintage));
        if (fund == "government_fund") at.set(D::kSource, "1030148");
        if (fund == "state_capital") at.set(D::kSource, "1030601");
        Money& sum = sums[at];
        sum = sum + entry.amount;
    }
    for (const auto& [at, amount] : sums) book.of(LineFile::kIncome).push_back(line_of(at, amount));
}

// More, less, or the same as this year.
void add_last_year(Book& book, const Ledger& ledger, std::mt19937_64& random) {
    for (const char* kind : {"basic", "project"}) {
        const Coordinate at = Coordinate().with(D::kFlow, "expenditure").with(D::kKind, kind);
        const int64_t now = ledger.total(at, trees()).in_fen();
        constexpr int64_t kPercent[] = {100, 0, 40, 95, 130, 1000};
        const int64_t then = now / 100 * kPercent[random() % std::size(kPercent)];
        book.of(LineFile::kLastYear).push_back(line_of(at.with(D::kYear, "-1"), Money::fen(then)));
    }
}

struct RandomBook {
    Book book;
    Ledger ledger;
};

RandomBook random_book(std::mt19937_64& random) {
    DepartmentSize size;
    size.units = 1 + static_cast<int>(random() % 3);
    size.functions = 1 + static_cast<int>(random() % 6);
    size.projects = static_cast<int>(random() % 5);
    Department department = random_department(random, resources().codes, size);
    RandomBook out;
    out.book.title = "2026年度部门预算公开";
    out.book.department = department.name;
    out.book.year = the_pack().year;
    out.book.pack = kPack;
    out.book.units = department.units;
    for (const LedgerEntry& entry : department.ledger.entries()) {
        if (!entry.at.at(D::kMeasure).empty()) {
            out.book.of(LineFile::kMeasures).push_back(line_of(entry.at, entry.amount));
        } else if (!entry.at.at(D::kProject).empty()) {
            add_to_project(out.book, entry);
        } else {
            out.book.of(LineFile::kBasic).push_back(line_of(entry.at, entry.amount));
        }
    }
    add_income(out.book, department.ledger);
    add_last_year(out.book, department.ledger, random);
    out.ledger = std::move(department.ledger);
    return out;
}

// ------------------------------------------------------------------------------------- its texts

struct Sentence {
    const char *text, *of;  // left out where that is nothing
};

constexpr Sentence kSentences[] = {
    {"{{year}}年部门预算收入总计{{amount flow=income}}万元。", "flow=income"},
    {"{{year}}年支出预算{{amount flow=expenditure}}万元，{{change flow=expenditure / year=-1 "
     "flow=expenditure | 比上年 增加 增长}}。",
     "flow=expenditure"},
    {"基本支出{{amount flow=expenditure kind=basic}}万元，占支出预算的{{share flow=expenditure "
     "kind=basic / flow=expenditure}}%。",
     "flow=expenditure kind=basic"},
    {"项目支出{{amount flow=expenditure kind=project}}万元，占支出预算的{{share flow=expenditure "
     "kind=project / flow=expenditure | decimals=1}}%。",
     "flow=expenditure kind=project"},
    {"一般公共预算当年支出{{amount flow=expenditure fund=general vintage=current}}万元。",
     "flow=expenditure fund=general vintage=current"},
    {"上年结转收入{{amount flow=income vintage=carry_over}}万元。",
     "flow=income vintage=carry_over"},
    {"机关运行经费财政拨款预算{{amount measure=operating fund=fiscal}}万元。",
     "measure=operating fund=fiscal"},
    {"“三公”经费财政拨款预算{{amount measure=three_public fund=fiscal}}万元。",
     "measure=three_public fund=fiscal"},
    {"{{year}}年项目支出{{amount flow=expenditure kind=project | unit=元}}元。",
     "flow=expenditure kind=project"},
};

// What is spent answers for what comes in.
Money total(const Ledger& ledger, std::string_view coordinate) {
    Coordinate at;
    for (std::string_view word : text::split(coordinate, ' ')) {
        const std::size_t equals = word.find('=');
        at.set(*dimension_named(word.substr(0, equals)), std::string(word.substr(equals + 1)));
    }
    if (at.at(D::kFlow) == "income") at.set(D::kFlow, "expenditure");
    return ledger.total(at, trees());
}

std::vector<BookText> texts_of(const Ledger& ledger) {
    std::string tables = "# 第二部分 {{year}}年部门预算报表\n\n";
    for (const pack::Table& table : the_pack().tables) tables += "{{table " + table.id + "}}\n\n";
    std::string prose = "# 第三部分 {{year}}年度部门预算情况说明\n\n";
    for (const Sentence& sentence : kSentences) {
        if (total(ledger, sentence.of) != Money()) prose += std::string(sentence.text) + "\n\n";
    }
    return {{"0-封面", "{{cover}}\n"}, {"1-报表", tables}, {"2-说明", prose}};
}

// ---------------------------------------------------------------------------------- what is read

std::string described(const Finding& finding) {
    std::string out = "\n" + finding.rule;
    for (const auto& [name, value] : finding.arguments) out += " " + name + "=" + value;
    for (const FindingPlace& place : finding.places) {
        out += " | " + place.table + " " + place.row_label + " " + place.column + " " + place.text +
               " line " + std::to_string(place.place.line);
    }
    return out;
}

std::string wrong_in(const workflow::BuiltFile& file) {
    std::string out;
    const CheckReport& report = file.checked->report;
    for (const Finding& finding : report.findings) {
        if (finding.severity == Severity::kError) out += described(finding);
    }
    for (std::size_t i = 0; i < report.coverage.size(); ++i) {
        const Figure& figure = report.disclosure.figures[i];
        if (figure.table < 0) continue;
        const FigureCoverage& coverage = report.coverage[i];
        const bool explained =
            coverage.coverage == Coverage::kUncovered && !coverage.reason.empty();
        if (coverage.coverage == Coverage::kProven || explained) continue;
        out += "\nnot proven: " + figure.row_label + " " + figure.column_label + " " + figure.text;
    }
    const auto known = std::count_if(
        report.disclosure.tables.begin(), report.disclosure.tables.end(),
        [](const DisclosureTable& t) { return t.status == TableStatus::kRecognised; });
    if (static_cast<std::size_t>(known) != the_pack().tables.size())
        out += "\n" + std::to_string(known) + " tables";
    return out.empty() ? "" : file.name + out;
}

TEST(RandomBook, WhatIsPublishedSaysWhatTheLedgerSays) {
    read::PdfScanner scanner;
    for (int seed = first_case(); seed < cases(100); ++seed) {
        std::mt19937_64 random(static_cast<uint64_t>(seed));
        RandomBook made = random_book(random);
        made.book.texts = texts_of(made.ledger);
        std::vector<PublishedFormat> formats = {PublishedFormat::kHtml, PublishedFormat::kXlsx};
        if (seed % 10 == 0) {
            formats.push_back(PublishedFormat::kDocx);
            formats.push_back(PublishedFormat::kPdf);
        }
        const auto built = workflow::build_book(made.book, {formats, ""}, resources(), scanner);
        ASSERT_TRUE(built) << "seed " << seed << ": " << built.error().to_string();
        for (const BookFinding& finding : built->findings)
            ADD_FAILURE() << "seed " << seed << ": " << finding.rule << " "
                          << finding.arguments.at("text");
        for (const workflow::BuiltFile& file : built->files)
            EXPECT_EQ(wrong_in(file), "") << "seed " << seed;
    }
}

// -------------------------------------------------------------------------------- one line moved

// Every known amount, by table, row and coordinate, as printed; blanks are left out.
using Printed = std::map<std::pair<std::string, Coordinate>, std::string>;

bool says_what(const Coordinate& at) {
    return !at.at(D::kFlow).empty() || !at.at(D::kMeasure).empty();
}

Printed printed_by(const Book& book, read::PdfScanner& scanner) {
    const auto built =
        workflow::build_book(book, {{PublishedFormat::kHtml}, ""}, resources(), scanner);
    if (!built) throw std::runtime_error(built.error().to_string());
    const Disclosure& disclosure = built->files.front().checked->report.disclosure;
    Printed out;
    for (const Figure& figure : disclosure.figures) {
        const bool amount = figure.coordinate && says_what(*figure.coordinate) && !figure.derived &&
                            figure.kind == FigureKind::kAmount &&
                            figure.number.form == NumberForm::kNumber;
        if (!amount) continue;
        const std::string where =
            figure.table < 0 ? "text " + std::string(unit_name(figure.unit))
                             : disclosure.tables[static_cast<std::size_t>(figure.table)].id + " " +
                                   figure.row_label;
        out.emplace(std::pair(where, *figure.coordinate), figure.text);
    }
    return out;
}

// Whether a figure of that coordinate counts the line. A function receives what is spent on it.
bool counts(Coordinate figure, const Coordinate& line) {
    if (figure.at(D::kFlow) == "income" && !figure.at(D::kFunction).empty())
        figure.set(D::kFlow, "expenditure");
    return lies_below(line, figure, trees());
}

std::vector<BookLine*> lines_of(Book& book) {
    std::vector<BookLine*> out;
    for (LineFile file : {LineFile::kIncome, LineFile::kBasic, LineFile::kMeasures}) {
        for (BookLine& line : book.of(file)) out.push_back(&line);
    }
    for (BookProject& project : book.projects) {
        for (BookLine& line : project.lines) out.push_back(&line);
    }
    return out;
}

TEST(RandomBook, AChangedLineMovesWhatCountsItAndNothingElse) {
    read::PdfScanner scanner;
    for (int seed = first_case(); seed < cases(100); ++seed) {
        std::mt19937_64 random(static_cast<uint64_t>(seed) + 1'000'000);
        RandomBook made = random_book(random);
        made.book.texts = texts_of(made.ledger);
        const std::vector<BookLine*> lines = lines_of(made.book);
        if (lines.empty()) continue;
        const Printed before = printed_by(made.book, scanner);
        BookLine& line = *lines[random() % lines.size()];
        // Whole 万元, so that no rounding hides the change.
        const Money more = Money::fen(1'000'000).times(1 + static_cast<int64_t>(random() % 1'000));
        line.amount = line.amount + more;
        const Printed after = printed_by(made.book, scanner);
        Coordinate at = line.at;
        for (D d : {D::kScope, D::kProject}) at.set(d, text::fold_label(at.at(d)));
        EXPECT_EQ(before.size(), after.size()) << "seed " << seed;
        for (const auto& [figure, text] : before) {
            const auto again = after.find(figure);
            ASSERT_NE(again, after.end()) << "seed " << seed << " " << figure.first;
            EXPECT_EQ(again->second != text, counts(figure.second, at))
                << "seed " << seed << ": " << figure.first << " " << figure.second.to_string()
                << " was " << text << ", is " << again->second << "; changed " << at.to_string();
        }
    }
}

}  // namespace
}  // namespace mingzhang::tests
