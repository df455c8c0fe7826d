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

// ---- columns that follow from others

std::string changes_table(const std::string& changes, const std::string& rates) {
    const auto column = [](std::string cells) {
        std::vector<std::string> out{""};
        for (char c : cells) {
            if (c == ' ') {
                out.emplace_back();
            } else {
                out.back() += c;
            }
        }
        return out;
    };
    const auto change = column(changes), rate = column(rates);
    const char* rows[] = {"205\t教育支出\t120.00\t130.00\t100.00\t30.00",
                          "208\t社会保障和就业支出\t50.00\t40.00\t40.00\t0.00",
                          "221\t住房保障支出\t0.00\t25.00\t25.00\t0.00",
                          "合计\t\t170.00\t195.00\t165.00\t30.00"};
    std::string out =
        "某局2023年部门预算\n一般公共预算支出表\n单位：万元\n"
        "科目编码\t科目名称\t2022年执行数\t2023年预算数\t2023年预算数\t2023年预算数"
        "\t2023年预算数比2022年执行数\t2023年预算数比2022年执行数\n"
        "科目编码\t科目名称\t2022年执行数\t小计\t基本支出\t项目支出\t增减额\t增减%\n";
    for (std::size_t r = 0; r < 4; ++r)
        out += std::string(rows[r]) + "\t" + change[r] + "\t" + rate[r] + "\n";
    return out;
}

TEST(Statements, ColumnsOfChange) {
    EXPECT_THAT(found(changes_table("10.00 -10.00 25.00 25.00", "8.33 -20.00 100.00 14.71")),
                IsEmpty());
    EXPECT_THAT(found(changes_table("10.00 -10.00 25.00 25.00", "8.33 -20.00 — 14.71")), IsEmpty());
    EXPECT_THAT(found(changes_table("10.00 -10.00 25.00 25.00", "8.33% -20% — 14.71%")), IsEmpty());
    EXPECT_THAT(found(changes_table("10.00 -11.00 25.00 25.00", "8.33 -20.00 100.00 14.71")),
                ElementsAre("sum-mismatch error -11.00 → -10.00"));
    EXPECT_THAT(found(changes_table("10.00 -10.00 25.00 25.00", "8.33 -21.00 100.00 14.71")),
                ElementsAre("rate-mismatch error -21.00 → -20.00"));
    EXPECT_THAT(found(changes_table("10.00 -10.00 25.00 25.00", "8.33 -20.00 100.00 17.41")),
                ElementsAre("rate-mismatch error 17.41 → 14.71"));
}

TEST(Statements, EveryCellOfAColumnOfChangeIsCovered) {
    const CheckReport report =
        report_of(changes_table("10.00 -10.00 25.00 25.00", "8.33 -20.00 100.00 14.71"));
    std::vector<std::string> uncovered;
    for (std::size_t i = 0; i < report.coverage.size(); ++i) {
        if (report.coverage[i].coverage == Coverage::kUncovered)
            uncovered.push_back(report.disclosure.figures[i].text);
    }
    EXPECT_THAT(uncovered, ElementsAre("100.00"));  // growth from nothing
}

// Numbers that are no changes of the two columns are no errors either.
TEST(Statements, AColumnThatTheNumbersDoNotBearOutStaysApart) {
    EXPECT_THAT(found(changes_table("1.00 2.00 3.00 6.00", "1 2 3 4")), IsEmpty());
}

std::string shares_table(const std::string& last) {
    return "某局2025年度部门决算\n2025年度“三公”经费支出决算表\n单位：万元\n"
           "项目\t预算数\t决算数\t完成预算%\t占总额%\t比预算增减\n"
           "“三公”经费\t20.00\t18.00\t90.00\t100.00\t-2.00\n"
           "因公出国（境）费\t2.00\t1.00\t50.00\t5.56\t-1.00\n"
           "公务接待费\t3.00\t3.00\t100.00\t16.67\t0.00\n"
           "公务用车购置及运行维护费\t15.00\t14.00\t" +
           last + "\n";
}

TEST(Statements, ColumnsOfSharesAndCompletion) {
    EXPECT_THAT(found(shares_table("93.33\t77.78\t-1.00")), IsEmpty());
    EXPECT_THAT(found(shares_table("92.33\t77.78\t-1.00")),
                ElementsAre("rate-mismatch error 92.33 → 93.33"));
    EXPECT_THAT(found(shares_table("93.33\t77.78\t1.00")),
                ElementsAre("sum-mismatch error 1.00 → -1.00"));
}

// ---- quantities that are not money

TEST(Statements, ListsOfCounts) {
    const auto document = [](const std::string& sentence) {
        return "某局2026年部门预算\n" + sentence + "\n";
    };
    EXPECT_THAT(found(document("共有车辆5辆，其中：机要通信用车2辆、其他用车3辆。")), IsEmpty());
    EXPECT_THAT(found(document("共有车辆5辆，其中：机要通信用车1辆、其他用车3辆。")),
                ElementsAre("sum-mismatch error 5 → 4"));
    EXPECT_THAT(found(document("房屋面积900平方米，其中：办公用房300.50平方米，业务用房200平方米，"
                               "其他用房400平方米。")),
                ElementsAre("sum-mismatch error 900"));
    for (const char* open : {"共有车辆5辆，其中：机要通信用车1辆、应急保障用车3辆。",
                             "共有车辆5辆，其中：机要通信用车1辆、其他设备3台。",
                             "共有车辆5辆，其中机要通信用车1辆，其他情况见附表，另有其他用车3辆。",
                             "干部50人，其中：中共党员20人、其他女性干部40人。"}) {
        EXPECT_THAT(found(document(open)), IsEmpty()) << open;
    }
}

// ---- completion

TEST(Statements, CompletionOfTheBudgetThatIsNamed) {
    const auto document = [](const std::string& completion) {
        return "某局2025年度部门决算\n机关运行经费年初预算为20.00万元，全年预算为25."
               "00万元，支出决算为"
               "20.00万元，" +
               completion + "。\n";
    };
    EXPECT_THAT(found(document("完成年初预算的100.00%")), IsEmpty());
    EXPECT_THAT(found(document("完成全年预算的80.00%")), IsEmpty());
    EXPECT_THAT(found(document("完成全年预算的100.00%")),
                ElementsAre("rate-mismatch error 100.00 → 80.00"));
    EXPECT_THAT(found(document("为年初预算的80.00%")),
                ElementsAre("rate-mismatch error 80.00 → 100.00"));
    EXPECT_THAT(found(document("完成预算的80.00%")), IsEmpty());
    EXPECT_THAT(found(document("预算执行率100.00%")), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::workflow
