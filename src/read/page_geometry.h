// Boxes and intervals on a page, in points.
#pragma once

#include <algorithm>
#include <vector>

#include "base/place.h"

namespace mingzhang::read {

inline float width(const Box& b) { return b.right - b.left; }
inline float height(const Box& b) { return b.bottom - b.top; }
inline float middle_x(const Box& b) { return (b.left + b.right) / 2; }
inline float middle_y(const Box& b) { return (b.top + b.bottom) / 2; }

inline Box united(const Box& a, const Box& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

inline bool holds(const Box& b, float x, float y) {
    return b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
}

inline bool holds_middle(const Box& outer, const Box& inner) {
    return holds(outer, middle_x(inner), middle_y(inner));
}

// The common length of two intervals; negative where a gap is between them.
inline float overlap(float a_from, float a_to, float b_from, float b_to) {
    return std::min(a_to, b_to) - std::max(a_from, b_from);
}

// Positions in rising order, those within `width` of the first of them as one, their mean.
std::vector<float> clusters(std::vector<float> positions, float width);

// The index of the position nearest to `at`; -1 where there is none.
int nearest(const std::vector<float>& positions, float at);

// The slot between edges[i] and edges[i + 1] that holds `at`; -1 outside.
int slot(const std::vector<float>& edges, float at);

}  // namespace mingzhang::read
