// What two sequences have in common, and what stands in one alone: of paragraphs, of words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/differences.h"

namespace mingzhang::workflow {

// What may still be spent on finding the best answer: about a second in all. Where it is used up,
// what is found is right, but not always the shortest.
struct Effort {
    std::size_t steps = std::size_t{1} << 28;
};

// Pairs (index in `a`, index in `b`) of equal elements, rising in both: a longest common
// subsequence. Of long sequences that differ in much, a common one that holds to elements that
// both have once. Memory is linear beside 4 MB.
std::vector<std::pair<std::size_t, std::size_t>> common_elements(
    const std::vector<std::string_view>& a, const std::vector<std::string_view>& b, Effort& effort);

// The changes from one text's paragraphs to another's, in their order: added, removed, and changed
// with their words where two are more alike than not.
std::vector<Change> changed_paragraphs(const std::vector<std::string>& before,
                                       const std::vector<std::string>& after,
                                       const std::string& what, Effort& effort);

// Numbers and Latin words are compared as a whole, all else character by character.
std::vector<WordRun> changed_words(std::string_view before, std::string_view after, Effort& effort);

}  // namespace mingzhang::workflow
