// A published budget becomes a book, the book is published in the same form and read again: every
// figure of its tables and sentences is the one that was printed.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "support.h"
#include "workflow/build_book.h"
#include "workflow/import_book.h"

namespace mingzhang::tests {
namespace {

// The figures of the pack's tables, "T03 <coordinate>" → as printed; blanks are nothing.
std::map<std::string, PrintedNumber> figures_of(const Disclosure& disclosure) {
    std::map<std::string, PrintedNumber> figures;
    for (const Figure& figure : disclosure.figures) {
        if (figure.table < 0 || !figure.coordinate || figure.derived) continue;
        const DisclosureTable& table = disclosure.tables[static_cast<std::size_t>(figure.table)];
        const bool private_row = figure.coordinate->at(Dimension::kMeasure).starts_with("?");
        if (table.status != TableStatus::kRecognised || table.inferred || private_row) continue;
        figures.emplace(table.id + " " + figure.coordinate->to_string(), figure.number);
    }
    return figures;
}

// Those of sentences whose meaning is known: amounts and counts by their coordinate, changes and
// rates by what they compare. What the same sentences say twice is one.
std::map<std::string, PrintedNumber> said_in(const Disclosure& disclosure,
                                             const std::set<int>& left_out) {
    std::map<std::string, PrintedNumber> said;
    for (std::size_t i = 0; i < disclosure.figures.size(); ++i) {
        const Figure& figure = disclosure.figures[i];
        if (figure.begin < 0 || !figure.coordinate || left_out.count(static_cast<int>(i)) > 0 ||
            figure.coordinate->at(Dimension::kMeasure).starts_with("?")) {
            continue;
        }
        said.emplace(figure.coordinate->to_string(), figure.number);
    }
    for (const Claim& claim : disclosure.claims) {
        if (claim.figure < 0 || claim.of == claim.base || left_out.count(claim.figure) > 0)
            continue;
        const Figure& figure = disclosure.figures[static_cast<std::size_t>(claim.figure)];
        if (figure.begin < 0 || claim.of.at(Dimension::kMeasure).starts_with("?")) continue;
        said.emplace(std::to_string(static_cast<int>(claim.kind)) + " " + claim.word + " " +
                         claim.of.to_string() + " / " + claim.base.to_string(),
                     figure.number);
    }
    return said;
}

std::string shown(const PrintedNumber& number) {
    return std::to_string(number.mantissa) + "e-" + std::to_string(number.decimals);
}

// As it would be printed with so many decimals.
PrintedNumber rounded(PrintedNumber number, int decimals) {
    for (; number.decimals < decimals; ++number.decimals) number.mantissa *= 10;
    int64_t unit = 1;
    for (; number.decimals > decimals; --number.decimals) unit *= 10;
    const int64_t half = number.mantissa < 0 ? -unit / 2 : unit / 2;
    number.mantissa = (number.mantissa + (unit > 1 ? half : 0)) / unit;
    return number;
}

bool is_nothing(const PrintedNumber& number) {
    return number.form != NumberForm::kNumber || number.mantissa == 0;
}

// "T03 flow=…: 12e-1 was 13e-1", one a line; empty where all is as it was.
std::string differences(const std::map<std::string, PrintedNumber>& before,
                        const std::map<std::string, PrintedNumber>& after) {
    std::string out;
    for (const auto& [at, number] : before) {
        const auto again = after.find(at);
        const bool missing = again == after.end();
        if (is_nothing(number) && (missing || is_nothing(again->second))) continue;
        if (!missing && shown(rounded(again->second, number.decimals)) == shown(number)) continue;
        out += at + ": " + (missing ? "missing" : shown(again->second)) + " was " + shown(number) +
               "\n";
    }
    return out;
}

// Of the tables and the sentences. What contradicts itself in the document cannot be printed as it
// was.
std::string differences(const std::vector<std::string>& paths) {
    read::PdfScanner scanner;
    const auto checked = workflow::check_together(paths, resources(), scanner);
    if (!checked) return checked.error().to_string();
    const auto imported = workflow::import_book(*checked, resources());
    if (!imported) return imported.error().to_string();
    const Disclosure& disclosure = checked->report.disclosure;
    std::map<std::string, PrintedNumber> before = figures_of(disclosure);
    const std::vector<int>& indices = imported->explanation.left_out;
    const std::set<int> left_out(indices.begin(), indices.end());
    for (int index : left_out) {
        const Figure& figure = disclosure.figures[static_cast<std::size_t>(index)];
        if (figure.table < 0 || !figure.coordinate) continue;
        const auto& table = disclosure.tables[static_cast<std::size_t>(figure.table)];
        before.erase(table.id + " " + figure.coordinate->to_string());
    }
    const auto built = workflow::build_book(
        imported->book, {{workflow::PublishedFormat::kHtml}, ""}, resources(), scanner);
    if (!built) return built.error().to_string();
    const Disclosure& again = built->files.front().checked->report.disclosure;
    return differences(before, figures_of(again)) +
           differences(said_in(disclosure, left_out), said_in(again, {}));
}

class BookRoundTrip : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(BookRoundTrip, PrintsEveryFigureAgain) {
    std::vector<std::string> paths;
    for (const std::string& name : GetParam()) {
        const bool own = name.starts_with("examples/");
        paths.push_back(own ? name : "../shared/documents/" + name);
        if (!std::filesystem::exists(paths.back())) GTEST_SKIP() << paths.back() << " is not here";
    }
    EXPECT_EQ(differences(paths), "");
}

INSTANTIATE_TEST_SUITE_P(
    Budgets, BookRoundTrip,
    testing::Values(std::vector<std::string>{"examples/social-work-department/disclosure.txt"},
                    std::vector<std::string>{"shanxi-2026-budget-social-work-department.txt"},
                    std::vector<std::string>{"central-2023-budget-southwest-university.pdf"},
                    std::vector<std::string>{"jiangsu-2018-budget-cppcc-narrative.pdf",
                                             "jiangsu-2018-budget-cppcc-tables.pdf"},
                    std::vector<std::string>{"jiangsu-2019-budget-procuratorate.pdf"},
                    std::vector<std::string>{"shanghai-2025-budget-commerce-commission.pdf"},
                    std::vector<std::string>{"shanghai-2025-unit-budget-district-office.pdf"},
                    std::vector<std::string>{"shanghai-2026-unit-budget-justice-bureau.pdf"}));

}  // namespace
}  // namespace mingzhang::tests
