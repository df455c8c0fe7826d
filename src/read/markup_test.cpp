#include "read/markup.h"

#include <gtest/gtest.h>

namespace mingzhang::read {
namespace {

struct Case {
    const char* source;
    const char* expected;
};

TEST(Plain, TagsBecomeLineBreaksOrNothing) {
    for (const auto& [source, expected] : std::initializer_list<Case>{
             {"<p>一</p> <p>二</p>", "一\n二"},
             {"一<br>二<BR/>三<br />四", "一\n二\n三\n四"},
             {"<P STYLE=\"color: red\">一</P>", "一"},
             {"<span lang=zh>合</span><b>计</b>", "合计"},
             {"<p></p>", ""},
             {"<o:p>甲</o:p>", "甲"},
         })
        EXPECT_EQ(plain(source), expected) << source;
}

TEST(Plain, WhatOnlyLooksLikeATagStays) {
    for (const char* same : {"1<2", "a<b", "≤3<p", "<预算>", "< p >", "<px>", "<paragraph>",
                             "a & b", "&unknown;", "R&D", "<", "&", "</", "<p", "<1>"})
        EXPECT_EQ(plain(same), same);
    const std::string endless = "<p " + std::string(1000, 'x') + ">";
    EXPECT_EQ(plain(endless), endless);
}

TEST(Plain, EntitiesBecomeCharactersOnce) {
    EXPECT_EQ(plain("&ldquo;三公&rdquo;&nbsp;经费"), "“三公” 经费");
    EXPECT_EQ(plain("&lt;p&gt;"), "<p>");
    EXPECT_EQ(plain("&amp;lt;"), "&lt;");
}

TEST(Plain, InvisibleCharactersVanish) {
    EXPECT_EQ(plain("1\u200B98.62"), "198.62");
    EXPECT_EQ(plain("\uFEFF合计"), "合计");
    EXPECT_EQ(plain("\x1B[31m合计\x07"), "[31m合计");
    EXPECT_EQ(plain("合\u202E计\u2066"), "合计");
    EXPECT_EQ(plain("合\u009B计"), "合计");
    EXPECT_EQ(plain("一\v二\u2028三"), "一\n二\n三");
}

TEST(Plain, TrimsEveryLine) {
    EXPECT_EQ(plain(" \u3000一 <p> \u3000二 三 </p> "), "一\n二 三");
    EXPECT_EQ(plain(" \u3000\u00A0"), "");
}

TEST(Visible, KeepsWhatLooksLikeMarkup) {
    EXPECT_EQ(visible(" <p>&amp; 1\u200B2 \r\n\v 三 "), "<p>&amp; 12\n三");
    EXPECT_EQ(visible("a\xFF\xE4\xB8"), "a\uFFFD\uFFFD");
}

}  // namespace
}  // namespace mingzhang::read
