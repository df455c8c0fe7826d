#include "model/ledger.h"

#include <algorithm>

namespace mingzhang {
namespace {

constexpr int kDeepestTree = 16;

bool is_code(Dimension d) {
    return d == Dimension::kFunction || d == Dimension::kEconomic || d == Dimension::kGovEconomic ||
           d == Dimension::kSource;
}

// Dimensions whose empty member is a member like others (this year, the budget, no special
// measure), not the sum of all.
bool root_is_a_member(Dimension d) {
    return d == Dimension::kYear || d == Dimension::kPhase || d == Dimension::kMeasure;
}

bool descends(const DimensionTrees& trees, Dimension d, const std::string& from,
              const std::string& member, int depth) {
    if (depth > kDeepestTree) return false;
    const auto& children = trees.children(d, from);
    return std::any_of(children.begin(), children.end(), [&](const std::string& child) {
        return child == member || descends(trees, d, child, member, depth + 1);
    });
}

bool member_below(Dimension d, const std::string& entry, const std::string& at,
                  const DimensionTrees& trees) {
    if (entry == at) return true;
    if (at.empty() && !root_is_a_member(d)) return true;
    if (at.empty() || entry.empty()) return false;
    if (is_code(d) && entry.starts_with(at)) return true;
    return descends(trees, d, at, entry, 0);
}

}  // namespace

Money Ledger::total(const Coordinate& at, const DimensionTrees& trees) const {
    Money sum;
    for (const LedgerEntry& entry : entries_)
        if (lies_below(entry.at, at, trees)) sum = sum + entry.amount;
    return sum;
}

bool lies_below(const Coordinate& entry, const Coordinate& at, const DimensionTrees& trees) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        if (at.at(d).empty() && !root_is_a_member(d)) continue;
        if (!member_below(d, entry.at(d), at.at(d), trees)) return false;
    }
    return true;
}

}  // namespace mingzhang
