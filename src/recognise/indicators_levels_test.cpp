#include "recognise/indicators_levels.h"

#include <gtest/gtest.h>

#include <string>

namespace mingzhang::recognise {
namespace {

std::string level(const std::optional<LevelWord>& word) {
    if (!word) return "";
    return std::string(word->id) + (word->bare ? " bare" : "") +
           (word->numbered ? " numbered" : "");
}

TEST(LevelWords, AreKnownWithOrdinalsAndSuffixes) {
    const struct {
        const char* cell;
        const char *first, *second;
    } cases[] = {
        {"1. 产出指标", "output numbered", ""},
        {"3.满意度指标", "satisfaction numbered", ""},
        {"二、效益指标", "benefit numbered", ""},
        {"效果目标", "benefit", ""},
        {"数量指标", "", "quantity"},
        {"数 量\n指 标", "", "quantity"},
        {"成本指标", "cost", "cost"},
        {"经济成本指标", "", "economic_cost"},
        {"环境效益指标", "", "ecological_benefit"},
        {"服务对象满意度指标", "", "service_satisfaction"},
        {"其他满意度指标", "", "other_satisfaction"},
        {"满意度", "satisfaction bare", ""},
        {"质量", "", "quality bare"},
        {"培训数量", "", ""},
        {"指标", "", ""},
        {"", "", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(level(first_level_word(c.cell)), c.first) << c.cell;
        EXPECT_EQ(level(second_level_word(c.cell)), c.second) << c.cell;
    }
}

}  // namespace
}  // namespace mingzhang::recognise
