#include "check/sentence_rules.h"

#include <gmock/gmock.h>

#include "base/text.h"
#include "check/paragraphs_test.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A paragraph a line; "# " begins a heading, "| " a cell of a table.
SourceDocument document(const std::string& text) {
    SourceDocument source;
    for (std::string_view line : text::split(text, '\n')) {
        Block block;
        block.place.line = static_cast<int>(source.blocks.size()) + 1;
        if (line.starts_with("# ")) block.kind = BlockKind::kHeading;
        if (line.starts_with("| ")) {
            block.kind = BlockKind::kTable;
            GridCell cell;
            cell.text = line.substr(2);
            cell.place = block.place;
            block.grid.rows.push_back({cell});
        } else {
            block.text = line.starts_with("# ") ? line.substr(2) : line;
        }
        source.blocks.push_back(std::move(block));
    }
    return source;
}

SentenceReport report_of(const std::string& text) {
    Disclosure disclosure;
    disclosure.year = 2026;
    return apply_sentence_rules(document(text), disclosure, lexicon(), codes::Lists{});
}

// "rule: words @lines", one a finding.
std::vector<std::string> found(const std::string& text) {
    std::vector<std::string> out;
    for (const Finding& finding : report_of(text).findings) {
        std::string line = finding.rule + ": " + finding.places[0].text + " @";
        for (const FindingPlace& place : finding.places)
            line += std::to_string(place.place.line) + ",";
        line.pop_back();
        out.push_back(line);
    }
    return out;
}

RuleCoverage coverage(const std::string& rule, const std::string& text) {
    for (const RuleCoverage& covered : report_of(text).coverage) {
        if (covered.rule == rule) return covered;
    }
    return {};
}

// Two changes with their reasons: reasons are usual here.
const std::string kUsual =
    "收入比上年增加5.10万元，增长3.00%，主要原因是人员增加。\n"
    "支出比上年减少2.30万元，主要是会议减少。\n";

TEST(ReasonMissing, IsReportedWhereReasonsAreUsual) {
    const std::string bare = "# 甲\n机关运行经费9.00万元，比上年减少1.20万元，下降11.76%。\n# 乙";
    EXPECT_THAT(found(kUsual + bare), ElementsAre("reason-missing: 减少1.20万元，下降11.76% @4"));
    EXPECT_THAT(found(bare), IsEmpty());
    EXPECT_EQ(coverage("reason-missing", bare), (RuleCoverage{"reason-missing", 1, 1}));
}

TEST(ReasonMissing, AReasonMayStandInManyPlaces) {
    for (const char* told :
         {"甲支出比上年增加1.20万元。\n主要原因：人员增加。",
          "甲收入比上年增加1.20万元；事业收入0万元。\n甲支出比上年增加1.20万元。\n收支增加的原因是"
          "人员增加。",
          "由于人员增加，甲支出比上年增加1.20万元。",
          "甲支出比上年增加1.20万元，较2025年决算增加0.30万元，主要是人员增加。",
          "甲支出比上年增加1.20万元。其中：乙增加0.20万元，丙增加1.00万元。",
          "甲支出比上年增加1.20万元。\n其中：乙0.20万元，丙1.00万元。",
          "甲支出比上年增加1.20万元。新设了一个科室，人员到位。",
          "甲支出比上年增加1.20万元；乙支出比上年增加1.30万元，主要是人员增加。",
          "甲支出与上年持平。", "甲支出比上年增加0万元。",
          "支出减少，原因是乙比上年减少1.20万元。"}) {
        EXPECT_THAT(found(kUsual + "# 甲\n" + told), IsEmpty()) << told;
    }
}

TEST(ReasonMissing, EachItemOfAListNeedsItsOwn) {
    EXPECT_THAT(found("1.甲支出比上年增加1.20万元，主要原因是人员增加；\n"
                      "2.乙支出比上年增加1.30万元；\n"
                      "3.丙支出比上年减少1.40万元，主要原因是会议减少；"),
                ElementsAre("reason-missing: 增加1.30万元 @2"));
}

TEST(ReasonMissing, ALineThatWasFullGoesOnInTheNext) {
    EXPECT_THAT(
        found(kUsual + "# 甲\n本部门2026年机关运行经费预算9.00万元，比上年预算减少1.20万元\n"
                       "，下降11.76%，主要原因是压缩开支。"),
        IsEmpty());
}

TEST(ReasonEmpty, NothingFollows) {
    EXPECT_THAT(found("与上年持平，主要原因是。其中：甲0万元。"),
                ElementsAre("reason-empty: 主要原因是 @1"));
    EXPECT_THAT(found("甲增加1万元，主要原因：\n# 乙"), ElementsAre("reason-empty: 主要原因： @1"));
    EXPECT_THAT(found("甲增加1万元，主要原因是……。"), ElementsAre("reason-empty: 主要原因是…… @1"));
    EXPECT_THAT(found("甲增加1万元，主要原因是，2026年人员增加。"), IsEmpty());
    EXPECT_THAT(found("甲增加1万元，主要原因是：人员增加。"), IsEmpty());
    EXPECT_THAT(found("请说明增减的主要原因。"), IsEmpty());
}

TEST(ReasonEmpty, WhatFollowsInTheNextParagraphIsNotKnownToBeSomethingElse) {
    const std::string open = "甲增加1万元，主要原因：\n一是人员增加。";
    EXPECT_THAT(found(open), IsEmpty());
    EXPECT_EQ(coverage("reason-empty", open), (RuleCoverage{"reason-empty", 1, 1}));
}

TEST(ReasonCopied, UnderChangesOfDifferentItems) {
    const std::string reason = "原因是根据工作需要对项目支出进行了调整";
    EXPECT_THAT(found("甲比上年增加1万元，" + reason + "。\n乙比上年减少2万元，" + reason + "。"),
                ElementsAre("reason-copied: 根据工作需要对项目支出进行了调整。 @1,2"));
    EXPECT_THAT(found("甲比上年增加1万元，" + reason + "。\n甲共增加1万元，" + reason + "。"),
                IsEmpty());
    const auto hint =
        report_of("甲比上年增加1万元，" + reason + "。\n乙比上年增加2万元，" + reason + "。")
            .findings;
    ASSERT_EQ(hint.size(), 1u);
    EXPECT_EQ(hint[0].severity, Severity::kHint);
}

TEST(BothDirections, ChoicesAndOppositeWords) {
    EXPECT_THAT(found("比上年增加（减少）5万元。"),
                ElementsAre("both-directions: 增加（减少） @1"));
    EXPECT_THAT(found("收支增加/减少的主要原因是业务量增加。"),
                ElementsAre("both-directions: 增加/减少 @1"));
    EXPECT_THAT(found("比上年增加5万元，下降2%。"),
                ElementsAre("both-directions: 增加5万元，下降2% @1"));
    for (const char* fine :
         {"比上年增加5万元，增长2%。", "增加（减少）10%以上的应当说明。", "甲增加5万元，乙下降2%。",
          "比预算减少5万元，同比增长2%。", "收支增减（增加以正数填列）"}) {
        EXPECT_THAT(found(fine), IsEmpty()) << fine;
    }
}

TEST(LevelWithChange, OfOneQuantity) {
    EXPECT_THAT(found("甲1万元，与上年持平，增加5万元。"),
                ElementsAre("level-with-change: 持平，增加5万元 @1"));
    EXPECT_THAT(found("甲1万元，比上年增加5万元（持平）。"),
                ElementsAre("level-with-change: 增加5万元（持平 @1"));
    for (const char* fine :
         {"甲与预算持平，比上年增加5万元。", "甲与上年持平；乙增加5万元。",
          "甲与上年基本持平，增加5万元。", "甲与上年持平，原因是乙增加5万元，丙减少5万元。"}) {
        EXPECT_THAT(found(fine), IsEmpty()) << fine;
    }
}

TEST(GrowthFromZero, LastYearWasNothing) {
    EXPECT_THAT(found("2025年预算0万元，2026年预算5万元，增长100%。"),
                ElementsAre("growth-from-zero: 增长100% @1"));
    EXPECT_THAT(found("支出5.00万元，比上年增加5.00万元，增长100%。"),
                ElementsAre("growth-from-zero: 增长100% @1"));
    for (const char* fine :
         {"支出5.00万元，比上年增加4.00万元，增长400%。",
          "采购预算10万元，其中：货物5万元，比上年增加5万元，增长100%。",
          "2025年预算10万元，2026年预算20万元，增长100%。", "支出5.00万元，比上年增加5.00万元。"}) {
        EXPECT_THAT(found(fine), IsEmpty()) << fine;
    }
}

TEST(MissingUnits, AmongManyThatHaveThem) {
    const std::string amounts =
        "收入10.00万元，支出10.00万元，比上年增加1.00万元，增长5.00%。\n"
        "项目支出4.00万元，占40.00%。\n基本支出6.00万元，占60.00%。\n";
    EXPECT_THAT(found(amounts + "公用经费支出2.50，占25.00%。"),
                ElementsAre("amount-without-unit: 支出2.50 @4"));
    EXPECT_THAT(found(amounts + "公用经费占25.00。"),
                ElementsAre("percent-sign-missing: 占25.00 @4"));
    EXPECT_THAT(found(amounts + "支出分别为1.20，3.40万元。"), IsEmpty());
    EXPECT_THAT(found("公用经费支出2.50，占25.00。"), IsEmpty());
}

TEST(PercentSign, WhereNothingElseCanStand) {
    EXPECT_THAT(found("支出5万元，比上年减少4万元，下降50。主要原因是会议减少。"),
                ElementsAre("percent-sign-missing: 下降50 @1"));
    EXPECT_THAT(found("甲支出15.41万元，占97.47。乙支出0万元，占0；"),
                ElementsAre("percent-sign-missing: 占97.47 @1", "percent-sign-missing: 占0 @1"));
    EXPECT_THAT(found("支出决算15.41万元，完成年初预算的70。"),
                ElementsAre("percent-sign-missing: 完成年初预算的70 @1"));
    for (const char* fine : {"占地25，容积率达2.5，完成预算的1.2倍。", "人员由3人增长5，",
                             "比上年减少4万元，减少50%。", "总投资5万元，占地25。"}) {
        EXPECT_THAT(found(fine), IsEmpty()) << fine;
    }
}

TEST(NumberMissing, BeforeItsUnit) {
    EXPECT_THAT(found("支出预算万元，比上年增加5万元，增长%。"),
                ElementsAre("number-missing: 支出预算万元 @1", "number-missing: 增长% @1"));
    EXPECT_THAT(found("1.行政运行（项） 万元，主要用于办公。"),
                ElementsAre("number-missing: 1.行政运行（项） 万元 @1"));
    EXPECT_THAT(found("机要通信用车1辆、其他用车辆。房屋面积平方米。"),
                ElementsAre("number-missing: 其他用车辆 @1", "number-missing: 房屋面积平方米 @1"));
    for (const char* fine :
         {"购置公务用车辆，使用车辆2辆。", "金额单位为万元，达数万元，以万元为单位。",
          "收入预算 万元", "每平方米，三百平方米。", "上升百分比（%）。", "精确到万元。"}) {
        EXPECT_THAT(found(fine), IsEmpty()) << fine;
    }
}

TEST(DirectionDiffers, OneChangeOfOneAmount) {
    const std::string twice =
        "财政拨款收入8695.94万元，比2025年预算增加794.88万元。\n"
        "财政拨款支出8695.94万元，比2025年预算增加794.88万元。\n";
    EXPECT_THAT(found(twice + "一般公共预算支出8695.94万元，比2025年预算减少794.88万元。"),
                ElementsAre("direction-differs: 减少794.88万元 @3"));
    EXPECT_THAT(found(twice + "一般公共预算支出8695.94万元，与2025年预算持平。"),
                ElementsAre("direction-differs: 持平 @3"));
    EXPECT_THAT(found(twice + "政府性基金支出0万元，与2025年预算持平。人员与上年持平。"),
                IsEmpty());
}

TEST(ChangesSum, ThePartsChangeAsTheWhole) {
    const std::string whole = "收入50.00万元，比上年增加10.00万元。其中：";
    EXPECT_THAT(found(whole + "甲增加12.50万元，乙增加3.50万元，丙增加1.00万元。"),
                ElementsAre("changes-sum: 增加3.50万元 @1"));
    EXPECT_THAT(found(whole + "甲增加12.50万元，乙持平，丙增加1.00万元。"),
                ElementsAre("changes-sum: 持平 @1"));
    EXPECT_THAT(found("收入50.00万元，比上年减少10.00万元。其中：\n1.甲增加12.50万元；\n"
                      "2.乙减少3.50万元；\n3.丙增加1.00万元。"),
                ElementsAre("changes-sum: 减少10.00万元 @1"));
    for (const char* fine : {"甲增加12.50万元，乙减少3.50万元，丙增加1.00万元。",
                             "甲增加12.50万元，乙减少1.00万元。", "甲增加9.00万元，乙持平。"}) {
        EXPECT_THAT(found(whole + fine), IsEmpty()) << fine;
    }
}

TEST(ReasonAgainstChange, SaysTheOpposite) {
    for (const char* wrong :
         {"减少5.10万元，主要原因是人员增加。", "增加5.10万元，主要是压缩会议，减少次数。",
          "减少5.10%。主要原因是新增人员。"}) {
        EXPECT_THAT(found(std::string("经费8.00万元，比上年") + wrong), testing::SizeIs(1))
            << wrong;
    }
    for (const char* fine :
         {"减少5.10万元，主要原因是上年新增设备。", "减少5.10万元，主要原因是退休人员增加。",
          "增加5.10万元，主要原因是人员增加，会议减少。", "减少5.10万元，主要原因是厉行节约。",
          "增加5.10万元，主要原因是业务需要。"}) {
        EXPECT_THAT(found(std::string("经费8.00万元，比上年") + fine), IsEmpty()) << fine;
    }
}

// Linear in the text: no paragraph makes the program slow.
TEST(SentenceRules, ALongParagraphEndsSoon) {
    std::string text;
    while (text.size() < 2'000'000) text += "比上年增加5万元，主要原因是，与上年持平，占（";
    EXPECT_FALSE(report_of(text).coverage.empty());
}

}  // namespace
}  // namespace mingzhang::check
