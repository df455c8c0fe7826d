#include "read/ideographs.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mingzhang::read {
namespace {

std::string usual(std::string_view text) {
    std::u32string points = text::code_points(text);
    for (char32_t& c : points) c = usual_ideograph(c);
    return text::to_utf8(points);
}

TEST(Ideographs, RadicalsBecomeTheIdeographsTheyLookLike) {
    EXPECT_EQ(usual("⼀⽀⽬⼈⾏⿕"), "一支目人行龠");
    EXPECT_EQ(usual("⻚⻓⻋⻔⺠⻳"), "页长车门民龟");
}

TEST(Ideographs, CompatibilityFormsBecomeUnified) {
    EXPECT_EQ(usual("\uF98E\uFA08\uF9E4\uFAD9"), "年行理龎");
}

TEST(Ideographs, EverythingElseStays) {
    EXPECT_EQ(usual("支出1,234.5％〔〕①\uFFFD\uF8FF\u2FFF\uFADA\U00020000"),
              "支出1,234.5％〔〕①\uFFFD\uF8FF\u2FFF\uFADA\U00020000");
    EXPECT_EQ(usual("\u2E9A"), "\u2E9A");  // not assigned
}

}  // namespace
}  // namespace mingzhang::read
