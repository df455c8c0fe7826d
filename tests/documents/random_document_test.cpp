// The properties of reconcile.md 7 on whole documents: printed, read, recognised, decided.
#include "random_document.h"

#include <algorithm>
#include <array>

#include "alterations.h"
#include "reconcile/reconcile.h"
#include "support.h"

namespace mingzhang::tests {
namespace {

const pack::Pack& a_pack(std::mt19937_64&) {
    const pack::Library& library = resources().library;
    static const auto all = library.packs.all(library.lexicon).value();
    return *library.packs.find("shanxi/2026/department-budget");
}

PrintOptions random_options(std::mt19937_64& random) {
    static constexpr std::array<PrintOptions, 5> kOptions = {
        PrintOptions{Unit::kWanYuan, 2}, PrintOptions{Unit::kWanYuan, 4},
        PrintOptions{Unit::kYuan, 2}, PrintOptions{Unit::kYuan, 0}, PrintOptions{Unit::kYiYuan, 2}};
    return kOptions[random() % kOptions.size()];
}

Department a_department(std::mt19937_64& random) {
    DepartmentSize size;
    size.units = 1 + static_cast<int>(random() % 3);
    size.functions = 1 + static_cast<int>(random() % 6);
    size.projects = 1 + static_cast<int>(random() % 5);
    return random_department(random, resources().codes, size);
}

std::string print(const Department& department, const pack::Pack& pack, const PrintOptions& options,
                  std::mt19937_64& random) {
    return print_document(department, pack, resources().codes, resources().library.lexicon.trees,
                          options, random);
}

std::string describe(const CheckReport& report) {
    std::string out;
    for (const Finding& finding : report.findings) {
        out += "\n" + finding.rule;
        for (const FindingPlace& place : finding.places) {
            out += " " + std::to_string(place.place.line) + ":" + place.column + ":" + place.text;
        }
        for (const FindingPlace& place : finding.alternatives) {
            out +=
                " or " + std::to_string(place.place.line) + ":" + place.column + ":" + place.text;
        }
    }
    return out;
}

// 1. Any ledger, printed with conventional rounding in any unit, is consistent.
TEST(RandomDocument, PrintedConventionallyIsConsistent) {
    for (int seed = first_case(); seed < cases(1000); ++seed) {
        std::mt19937_64 random(static_cast<uint64_t>(seed));
        const Department department = a_department(random);
        PrintOptions options = random_options(random);
        options.shuffle_tables = seed % 2 == 0;
        options.shuffle_rows = seed % 3 == 0;
        const std::string text = print(department, a_pack(random), options, random);
        const CheckReport report = checked(text);
        ASSERT_TRUE(report.tables_have_witness) << "seed " << seed << "\n" << text;
        ASSERT_TRUE(report.findings.empty())
            << "seed " << seed << ": " << report.findings[0].rule << " at line "
            << report.findings[0].places[0].place.line << "\n"
            << text;
    }
}

// 2. A single altered figure is reported exactly when no ledger explains the document, once, and
// first where it is the only cause.
TEST(RandomDocument, AnAlteredFigureIsReportedExactlyWhenProvable) {
    int provable = 0;
    for (int seed = first_case(); seed < cases(1000); ++seed) {
        std::mt19937_64 random(static_cast<uint64_t>(seed) + 1'000'000);
        const Department department = a_department(random);
        const std::string text = print(department, a_pack(random), random_options(random), random);
        const SourceDocument source = read::read_text(text, "test");
        const Disclosure before =
            recognise::recognise(source, resources().library, resources().codes).value();
        const auto all = alterations(before);
        if (all.empty()) continue;
        const Alteration& alteration = all[random() % all.size()];
        const Figure& figure = before.figures[static_cast<std::size_t>(alteration.figure)];
        const auto copy = altered(source, figure, alteration.text);
        ASSERT_TRUE(copy) << text;
        Disclosure disclosure =
            recognise::recognise(*copy, resources().library, resources().codes).value();
        const auto articulation = check::articulate(disclosure, resources().library.lexicon);
        const bool wrong = !feasible(articulation.system, {});
        const CheckReport report =
            check::check(std::move(disclosure), resources().library.lexicon, resources().codes);
        ASSERT_EQ(report.tables_have_witness, !wrong)
            << "seed " << seed << ", line " << figure.place.line << ": " << figure.text << " -> "
            << alteration.text << "\n"
            << text;
        provable += wrong ? 1 : 0;
        if (!wrong) continue;
        ASSERT_EQ(report.findings.size(), 1u)
            << "seed " << seed << ", line " << figure.place.line << ": " << figure.text << " -> "
            << alteration.text << describe(report) << "\n"
            << text;
        if (report.findings[0].alternatives.empty()) {
            EXPECT_EQ(report.findings[0].places[0].place, figure.place) << "seed " << seed;
            EXPECT_EQ(report.findings[0].places[0].text, alteration.text)
                << "seed " << seed << ", line " << figure.place.line << ": " << figure.text
                << describe(report) << "\n"
                << text;
        }
    }
    EXPECT_GT(provable, 0);
}

// 4. The same digits under another unit: the same verdict and the same figures proven.
TEST(RandomDocument, RelabellingTheUnitChangesNothing) {
    for (int seed = first_case(); seed < cases(1000); ++seed) {
        std::mt19937_64 random(static_cast<uint64_t>(seed) + 2'000'000);
        const Department department = a_department(random);
        const std::string text = print(department, a_pack(random), {}, random);
        std::string relabelled = text;
        for (std::size_t at = 0; (at = relabelled.find("单位：万元", at)) != std::string::npos;
             ++at) {
            relabelled.replace(at, std::string("单位：万元").size(), "单位：亿元");
        }
        ASSERT_NE(text, relabelled);
        const CheckReport a = checked(text), b = checked(relabelled);
        ASSERT_EQ(a.tables_have_witness, b.tables_have_witness) << text;
        ASSERT_EQ(a.coverage.size(), b.coverage.size());
        for (std::size_t i = 0; i < a.coverage.size(); ++i) {
            ASSERT_EQ(a.coverage[i].coverage, b.coverage[i].coverage) << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace mingzhang::tests
