// The same name written in two places: brackets, quotes, spaces and a slipped character differ.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::recognise {

enum class MatchKind {
    kNone,
    kExact,
    kFolded,  // only white space, widths, brackets and quotes differ
    kNear     // a few characters differ
};

// What stands here and there: "型" and "兴" in "新型" and "新兴".
struct NameDifference {
    std::string left, right;
    std::string left_context, right_context;  // with the character before
};

struct NameMatch {
    MatchKind kind = MatchKind::kNone;
    std::size_t index = 0;  // of the candidate, unless kNone
    std::size_t edits = 0;  // characters that differ after folding
    std::vector<NameDifference> differences;

    explicit operator bool() const { return kind != MatchKind::kNone; }
};

// The candidate that is the same project, or none where that is not certain.
//
// Near names differ by at most one character in eight, in the name and in each bracket group
// behind it ("…（工作经费）" and "…（人员工资）" are two projects), by three in all, never by
// digits, letters, numerals or levels of government (省, 市, …), and no other candidate is nearly
// as near.
NameMatch best_match(std::string_view name, const std::vector<std::string>& candidates);

// One match a name; no candidate is taken twice, the better match goes first.
std::vector<NameMatch> match_names(const std::vector<std::string>& names,
                                   const std::vector<std::string>& candidates);

// Insertions, deletions and substitutions from `a` to `b`; limit + 1 where it is more than limit.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

}  // namespace mingzhang::recognise
