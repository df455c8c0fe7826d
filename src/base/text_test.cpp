#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mingzhang::text {
namespace {

using testing::ElementsAre;

TEST(Fold, FullWidthFormsBecomeAscii) {
    EXPECT_EQ(fold("１２３．４５％"), "123.45%");
    EXPECT_EQ(fold("（Ａ）"), "(A)");
    EXPECT_EQ(fold("部门\u3000预算\u00A0公开"), "部门 预算 公开");
    EXPECT_EQ(fold("−1 –2 －3"), "-1 -2 -3");
}

TEST(Fold, LeavesOtherShapes) {
    for (const char* same : {"〔2026〕", "①公务用车", "“三公”", "——", "《法》", "、。", "é😀"})
        EXPECT_EQ(fold(same), same);
}

TEST(Fold, MapPointsToTheSourceByte) {
    const std::string source = "金额：１５万元";
    const Folded folded = fold_with_map(source);
    EXPECT_EQ(folded.text, "金额:15万元");
    ASSERT_EQ(folded.origin.size(), folded.text.size() + 1);
    EXPECT_EQ(folded.origin.back(), source.size());
    EXPECT_EQ(folded.origin[folded.text.find('1')], source.find("１"));
    EXPECT_EQ(folded.origin[folded.text.find('5')], source.find("５"));
    EXPECT_EQ(folded.origin[folded.text.find("万")], source.find("万"));
}

RC_GTEST_PROP(FoldProperty, FoldingTwiceChangesNothing, (std::u32string points)) {
    std::u32string valid;
    for (const char32_t c : points) {
        const char32_t p = c % 0x10FFFF;
        if (p < 0xD800 || p > 0xDFFF) valid.push_back(p);
    }
    const std::string source = to_utf8(valid);
    const std::string once = fold(source);
    RC_ASSERT(is_utf8(once));
    RC_ASSERT(fold(once) == once);
    RC_ASSERT(fold_with_map(source).text == once);
    RC_ASSERT(fold_label(fold_label(source)) == fold_label(source));
    RC_ASSERT(code_points(source) == valid);
}

TEST(FoldLabel, UnifiesSpacesBracketsAndQuotes) {
    EXPECT_EQ(fold_label("公务用车购置及运行费 "), fold_label("公务用车购置及运行费"));
    EXPECT_EQ(fold_label("目 \u3000录\t"), "目录");
    EXPECT_EQ(fold_label("因公出国（境）费"), "因公出国(境)费");
    EXPECT_EQ(fold_label("晋财〔2026〕1号"), "晋财(2026)1号");
    EXPECT_EQ(fold_label("【甲】［乙］[丙]"), "(甲)(乙)(丙)");
    EXPECT_EQ(fold_label("“三公”"), "\"三公\"");
    EXPECT_EQ(fold_label("「三公」"), fold_label("“三公”"));
    EXPECT_NE(fold_label("人员经费"), fold_label("公用经费"));
}

TEST(Trim, AsciiNoBreakAndIdeographicSpace) {
    EXPECT_EQ(trim("\u3000\t 一 二\u00A0\r\n"), "一 二");
    EXPECT_EQ(trim(" \u3000 "), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Split, KeepsEmptyParts) {
    EXPECT_THAT(split("a\t\tb\t", '\t'), ElementsAre("a", "", "b", ""));
    EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(ReplaceAll, ReplacesEveryOccurrenceOnce) {
    EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
    EXPECT_EQ(replace_all("{year}年{year}", "{year}", "2026"), "2026年2026");
    EXPECT_EQ(replace_all("abc", "", "x"), "abc");
    EXPECT_EQ(replace_all("abc", "z", "x"), "abc");
}

std::string decoded(std::string bytes) {
    const auto out = decode(std::move(bytes), "file.txt");
    return out ? *out : out.error().to_string();
}

TEST(Decode, Utf8WithAndWithoutMark) {
    EXPECT_EQ(decoded("预算"), "预算");
    EXPECT_EQ(decoded("\xEF\xBB\xBF预算"), "预算");
    EXPECT_EQ(decoded(""), "");
}

TEST(Decode, Gb18030) {
    EXPECT_EQ(decoded("\xD4\xA4\xCB\xE3 1"), "预算 1");
    // A four-byte character: U+20000.
    EXPECT_EQ(decoded("\xD4\xA4\x95\x32\x82\x36"), "预\U00020000");
    std::vector<std::string> notes;
    ASSERT_TRUE(decode("\xD6\xD0", "f", &notes));
    EXPECT_THAT(notes, ElementsAre("decoded-gb18030"));
}

TEST(Decode, Utf16WithMark) {
    EXPECT_EQ(decoded(std::string("\xFF\xFE\x84\x98\x97\x7B\n\0", 8)), "预算\n");
    EXPECT_EQ(decoded(std::string("\xFE\xFF\x98\x84\x7B\x97\0\n", 8)), "预算\n");
    EXPECT_EQ(decoded(std::string("\xFE\xFF\x98\x84\x7B", 5)), "预");
    EXPECT_EQ(decoded("\xFF\xFE\x41\xDC\x41\x41"),
              "file.txt: The file begins like UTF-16, but byte 3 belongs to no character");
}

TEST(Decode, DropsALastCharacterThatIsCutOff) {
    const std::string utf8 = "预算";
    std::vector<std::string> notes;
    for (const std::size_t cut : {1u, 2u}) {
        notes.clear();
        const auto out = decode(utf8.substr(0, utf8.size() - cut), "f", &notes);
        ASSERT_TRUE(out) << cut;
        EXPECT_EQ(*out, "预");
        EXPECT_THAT(notes, ElementsAre("last-character-cut"));
    }
    EXPECT_EQ(decoded("\xD6\xD0\xB9"), "中");
    EXPECT_EQ(decoded("\xD6\xD0\x95\x32\x82"), "中");
    // Plain ASCII before it: two bytes of GB18030 rather than a cut UTF-8 character.
    EXPECT_EQ(decoded("1\xE4\xB8"), "1涓");
}

TEST(Decode, SaysWhatWasSeenAndAtWhichByte) {
    EXPECT_EQ(decoded(std::string("ab\0c", 4)), "file.txt: This is a binary file: byte 3 is zero");
    EXPECT_EQ(decoded("ab\xFF\xFF zz"),
              "file.txt: The file is neither UTF-8 (byte 3 is wrong) nor GB18030 (byte 3 is wrong) "
              "(save it as UTF-8 text)");
    EXPECT_EQ(decoded("\xEF\xBB\xBF预\xFFz"),
              "file.txt: The file begins like UTF-8, but byte 7 belongs to no character");
    EXPECT_EQ(decoded("\x01\x02\x03\x04 abc"),
              "file.txt: This is a binary file: it holds many control characters");
    EXPECT_EQ(decoded("\xD4\xA4\x01\x02\x03\x04"),
              "file.txt: This is a binary file: it holds many control characters");
}

TEST(Decode, AStrayControlCharacterIsNotBinary) {
    EXPECT_EQ(decoded("预算\f\r\n\t1\x1A"), "预算\f\r\n\t1\x1A");
}

TEST(Decode, OfAKnownEncoding) {
    EXPECT_EQ(decode_as("\xD4\xA4\xCB\xE3 1", "GB18030"), "预算 1");
    EXPECT_EQ(decode_as("caf\xE9", "CP1252"), "café");
    EXPECT_EQ(decode_as("a\xFF\xD4\xA4\xD4", "GB18030"), "a\uFFFD预\uFFFD");
    EXPECT_EQ(decode_as("a\xE9z", "no such encoding"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(decode_as("plain", "no such encoding"), "plain");
    EXPECT_EQ(decode_as("", "GB18030"), "");
}

TEST(Decode, Utf16WithoutMark) {
    EXPECT_EQ(decode_utf16le(std::string("\x84\x98\x41\0\x40\xD8\0\xDC", 8)), "预A\U00020000");
    EXPECT_EQ(decode_utf16le(std::string("\x40\xD8\x41\0\0\xDC\x41", 7)), "\uFFFDA\uFFFD");
    EXPECT_EQ(decode_utf16le("\x40"), "");
}

}  // namespace
}  // namespace mingzhang::text
