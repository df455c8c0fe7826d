// What a classification code looks like: 类 of three digits, each level below of two more.
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::codes {

// 1 for "201", 3 for "2013901"; 0 for what is no code.
int level_of(std::string_view code);
// "20139" of "2013901"; empty at level 1.
std::string_view parent_of(std::string_view code);

}  // namespace mingzhang::codes
