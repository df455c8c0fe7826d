#include "check/near_misses.h"

#include <gmock/gmock.h>

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "stands for usual @line", one a finding; each text is a paragraph.
std::vector<std::string> found(const std::vector<std::string>& words,
                               const std::vector<std::string>& texts) {
    SourceDocument source;
    for (const std::string& text : texts) {
        Block block;
        block.text = text;
        block.place.line = static_cast<int>(source.blocks.size()) + 1;
        source.blocks.push_back(block);
    }
    std::vector<std::string> out;
    for (const Finding& f : near_misses(StandingWords(words), source)) {
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

TEST(NearMisses, CannotBeToldOfWhatIsTooShort) {
    EXPECT_THAT(found({"会议费"}, {"会仪费"}), IsEmpty());
    EXPECT_THAT(found(kWords, {"安排财拨款收入"}), IsEmpty());
}

TEST(NearMisses, NothingWithoutWordsOrText) {
    EXPECT_THAT(near_misses(StandingWords(), SourceDocument{}), IsEmpty());
    EXPECT_THAT(found(kWords, {""}), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
