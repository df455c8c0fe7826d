// The words that name the levels of an indicator table.
#pragma once

#include <optional>
#include <string_view>

namespace mingzhang::recognise {

// A cell that names a level. Where it is printed bare ("数量") it may as well be the name of an
// indicator ("满意度"), so the caller needs further evidence.
struct LevelWord {
    std::string_view id;
    bool bare = false;      // without 指标 or 目标
    bool numbered = false;  // "1. 产出指标"
};
std::optional<LevelWord> first_level_word(std::string_view cell);
// Of "成本指标" both exist: in older frames it is a second level of 产出, in newer ones a first.
std::optional<LevelWord> second_level_word(std::string_view cell);

// The first level a second level belongs to; cost is its own where the frame puts it first.
std::string_view first_level_of(std::string_view second_level, bool cost_first);

}  // namespace mingzhang::recognise
