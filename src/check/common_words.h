// Whether two characters together are a word of the language: 基建, 出差, 购车. Not a dictionary:
// it holds what stands next to the characters of budget terms, so that a right word is not taken
// for a slip of a term. It never says that something is wrong.
#pragma once

#include <string_view>

namespace mingzhang::check {

bool is_common_word(char16_t first, char16_t second);

}  // namespace mingzhang::check
