// What the figures of a component prove of each other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/graph.h"

namespace mingzhang::reconcile {

// For each observation: with it removed, the others (without those left out) bound its quantity
// on both sides.
std::vector<uint8_t> bounded_by_rest(const Component& component, const Mask& left_out);

// For each quantity, high − low of its own observations together; kNoHigh where unbounded.
std::vector<int64_t> own_widths(const Component& component, const Mask& left_out);

// The largest error of one quantity that low ≤ Σ terms ≤ high can hide, where `width` gives the
// width of each; kNoHigh where one is unbounded. Quantities have the ids that `width` expects.
int64_t slack(std::span<const Term> terms, int64_t low, int64_t high,
              std::span<const int64_t> widths);

}  // namespace mingzhang::reconcile
