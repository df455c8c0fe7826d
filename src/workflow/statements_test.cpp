// What whole documents say of their figures, in tables and in sentences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/check_file.h"

namespace mingzhang::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Resources& resources() {
    static const Resources loaded = load_resources(".").value();
    return loaded;
}

CheckReport report_of(const std::string& document) {
    read::PdfScanner scanner;
    return check_together({NamedBytes{"document.txt", document}}, resources(), scanner)
        .value()
        .report;
}

// "rate-mismatch warning 7.57 → 7.56"
std::vector<std::string> found(const std::string& document) {
    std::vector<std::string> out;
    for (const Finding& finding : report_of(document).findings) {
        std::string line = finding.rule + " " + std::string(severity_name(finding.severity)) + " " +
                           finding.places[0].text;
        if (!finding.suggestion.empty()) line += " → " + finding.suggestion[0];
        out.push_back(std::move(line));
    }
    return out;
}

// The text gives three amounts of the table as `amounts` and one change as `change`.
std::string with_change(const std::string& amounts, const std::string& change) {
    return "某局2026年部门预算\n2026年“三公”经费支出表\n单位：万元\n项目\t2026年预算数\n"
           "因公出国（境）费\t12.50\n公务接待费\t3.20\n公务用车运行维护费\t40.00\n\n" +
           amounts + "机关运行经费400.02万元，比上年增加" + change + "万元，增长7.57%。\n";
}

TEST(Statements, AChangeIsExactWhereTheTextDropsZeros) {
    const std::string exact =
        "因公出国（境）费12.5万元，公务接待费3.2万元，公务用车运行维护费40万元。";
    EXPECT_THAT(found(with_change(exact, "28.1")),
                ElementsAre("rate-mismatch warning 7.57 → 7.56"));
    EXPECT_THAT(found(with_change(exact, "28.15")), IsEmpty());
    EXPECT_THAT(found(with_change(exact, "约28.1")), IsEmpty());
    const std::string printed_whole =
        "因公出国（境）费12.50万元，公务接待费3.20万元，公务用车运行维护费40.00万元。";
    EXPECT_THAT(found(with_change(printed_whole, "28.1")), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::workflow
