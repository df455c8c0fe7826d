#include "check/near_misses.h"

#include <gmock/gmock.h>

#include "check/paragraphs_test.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// "stands for usual @line", one a finding; each text is a paragraph.
std::vector<std::string> found(const std::vector<std::string>& words,
                               const std::vector<std::string>& texts) {
    const SourceDocument source = paragraphs(texts);
    std::vector<std::string> out;
    for (const Finding& f : near_misses(StandingWords(words), letters_of(source))) {
        out.push_back(f.places[0].text + " for " + f.suggestion.at(0) + " @" +
                      std::to_string(f.places[0].place.line));
    }
    return out;
}

const std::vector<std::string> kWords = {"财政拨款",       "公务接待费",   "机关运行经费",
                                         "一般公共预算",   "行政单位医疗", "事业单位医疗",
                                         "因公出国(境)费", "上年结转",     "对个人和家庭的补助"};

TEST(NearMisses, NoneWhereTheWordsStandAsTheyShould) {
    EXPECT_THAT(found(kWords, {"财政拨款安排的公务接待费和机关运行经费", "事业单位医疗"}),
                IsEmpty());
}

TEST(NearMisses, OneCharacterWrongMissingDoubledOrSwapped) {
    EXPECT_THAT(found(kWords, {"本年财政拔款收入", "其中公务接侍费5万元", "机关云行经费"}),
                ElementsAre("财政拔款 for 财政拨款 @1", "公务接侍费 for 公务接待费 @2",
                            "机关云行经费 for 机关运行经费 @3"));
    EXPECT_THAT(found(kWords, {"减少公务待费5万元"}), ElementsAre("公务待费 for 公务接待费 @1"));
    EXPECT_THAT(found(kWords, {"减少公务接接待费", "财政政拨款"}),
                ElementsAre("公务接接待费 for 公务接待费 @1", "财政政拨款 for 财政拨款 @2"));
    EXPECT_THAT(found(kWords, {"本机关行运经费", "按财拨政款"}),
                ElementsAre("机关行运经费 for 机关运行经费 @1", "财拨政款 for 财政拨款 @2"));
}

TEST(NearMisses, OfShortWordsThatTheDocumentWritesRightly) {
    const std::vector<std::string> words = {"财政拨款", "基本支出", "项目支出", "人员经费"};
    const auto beside = [&](const std::string& text) {
        return found(words, {"财政拨款、基本支出、项目支出和人员经费", text});
    };
    EXPECT_THAT(beside("安排财制拨款"), ElementsAre("财制拨款 for 财政拨款 @2"));
    EXPECT_THAT(beside("其中：元目支出"), ElementsAre("元目支出 for 项目支出 @2"));
    EXPECT_THAT(beside("用财拨款安排"), ElementsAre("财拨款 for 财政拨款 @2"));
    EXPECT_THAT(beside("使用财政拨安排"), ElementsAre("财政拨 for 财政拨款 @2"));
    EXPECT_THAT(beside("在基本支之外"), ElementsAre("基本支 for 基本支出 @2"));
    EXPECT_THAT(beside("财政拨款款收入"), ElementsAre("财政拨款款 for 财政拨款 @2"));
    // Words beside them, and what is put together otherwise.
    for (const char* right :
         {"基建支出", "成本支出", "各项支出", "三项支出", "财政拨付", "财政拨给某局", "人员费用",
          "人员费", "党员经费", "本支出", "项目出现变化", "财政部拨款", "专项支出", "财政拨款款项",
          "聘用人员经费"})
        EXPECT_THAT(beside(right), IsEmpty()) << right;
    // A line that ends within the word.
    EXPECT_THAT(found(words, {"财政拨款", "使用财政拨", "款安排"}), IsEmpty());
}

TEST(NearMisses, WhiteSpaceAndPunctuationAreNoSlip) {
    EXPECT_THAT(found(kWords, {"一般公 共预算", "财政、拨款", "因公出国（境）费"}), IsEmpty());
}

TEST(NearMisses, WhatStandsTwiceIsTheUsageOfTheDocument) {
    EXPECT_THAT(found(kWords, {"机关云行经费", "机关云行经费"}), IsEmpty());
}

TEST(NearMisses, OtherWordsAreNoSlips) {
    // Joining and counting characters, levels, and words that go on otherwise.
    EXPECT_THAT(found(kWords, {"本年结转", "对个人与家庭的补助", "公务接待时注意节约", "财政拨付"}),
                IsEmpty());
    // What a standing word holds, or the document says elsewhere.
    EXPECT_THAT(found({"公务接待费", "业务用费"}, {"公务业务费"}), IsEmpty());
    EXPECT_THAT(found(kWords, {"本机关执行经费", "提高执行力"}), IsEmpty());
}

TEST(NearMisses, TheYearBelongsToItsNumber) {
    EXPECT_THAT(found({"年度绩效目标"}, {"2024年绩效目标全覆盖"}), IsEmpty());
    EXPECT_THAT(found({"年度绩效目标"}, {"2024年度绩效日标全覆盖"}), SizeIs(1));
}

TEST(NearMisses, CannotBeToldOfWhatIsTooShort) {
    EXPECT_THAT(found({"会议费"}, {"会仪费"}), IsEmpty());
    EXPECT_THAT(found(kWords, {"安排财拨款收入"}), IsEmpty());
}

TEST(NearMisses, NothingWithoutWordsOrText) {
    EXPECT_THAT(near_misses(StandingWords(), Letters{}), IsEmpty());
    EXPECT_THAT(found(kWords, {""}), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
