#include "base/toml_reader.h"

#include <gtest/gtest.h>

namespace mingzhang {
namespace {

std::string dots(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += ".a";
    return out;
}

std::string error_of(const std::string& content) {
    const auto table = parse_toml({"x.toml", content});
    return table ? "" : table.error().to_string();
}

TEST(ParseToml, RefusesKeysOfManyParts) {
    EXPECT_EQ(error_of("a" + dots(32) + " = 1\n"), "");
    const std::string many = "a" + dots(33);
    EXPECT_EQ(error_of("\n" + many + " = 1\n"), "x.toml:2:1: a key with more than 32 dots");
    EXPECT_NE(error_of("[" + many + "]\n"), "");
    EXPECT_NE(error_of("x = { " + many + " = 1 }\n"), "");
    EXPECT_NE(error_of("\"x\" . 'y' . " + many + " = 1\n"), "");
    EXPECT_NE(error_of("x = \"\"\"\n\\\"\"\"\"\n" + many + " = 1\n"), "");
    EXPECT_NE(error_of("x = 'a\\'\n" + many + " = 1\n"), "");
    EXPECT_NE(error_of("x = 1 # \"\n" + many + " = 1\n"), "");
}

TEST(ParseToml, TakesTextsOfManyDots) {
    const std::string many = "a" + dots(100000);
    EXPECT_EQ(error_of("x = \"" + many + "\"\n"), "");
    EXPECT_EQ(error_of("x = \"\\\"" + many + "\"\n"), "");
    EXPECT_EQ(error_of("x = '" + many + "'\n"), "");
    EXPECT_EQ(error_of("x = \"\"\"\n\"" + many + "\"\n\"\"\"\n"), "");
    EXPECT_EQ(error_of("x = '''" + many + "\n'" + many + "'''\n"), "");
    EXPECT_EQ(error_of("x = 1 # " + many + "\n"), "");
}

}  // namespace
}  // namespace mingzhang
