#include "read/page_rules.h"

#include <algorithm>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kShortest = 4;   // of a rule
constexpr float kDash = 6;       // the longest piece of a dashed line
constexpr float kDashGap = 4.5;  // between two pieces of one

bool continues(const Rule& a, const Rule& b) {
    const float gap = b.from - a.to;
    if (gap <= kSameRule) return true;
    return gap <= kDashGap && b.to - b.from <= kDash;
}

// Pieces at one position, joined.
void join(std::vector<Rule> pieces, std::vector<Rule>& out) {
    std::sort(pieces.begin(), pieces.end(),
              [](const Rule& a, const Rule& b) { return a.from < b.from; });
    std::vector<Rule> joined;
    std::size_t n = 0;  // pieces of the last one
    for (const Rule& piece : pieces) {
        if (!joined.empty() && continues(joined.back(), piece)) {
            Rule& last = joined.back();
            last.to = std::max(last.to, piece.to);
            ++n;
            last.at += (piece.at - last.at) / static_cast<float>(n);
        } else {
            joined.push_back(piece);
            n = 1;
        }
    }
    for (const Rule& rule : joined)
        if (rule.to - rule.from >= kShortest) out.push_back(rule);
}

std::vector<Rule> joined(std::vector<Rule> pieces) {
    std::sort(pieces.begin(), pieces.end(),
              [](const Rule& a, const Rule& b) { return a.at < b.at; });
    std::vector<Rule> out;
    for (std::size_t i = 0; i < pieces.size();) {
        std::vector<Rule> together;
        const float first = pieces[i].at;
        for (; i < pieces.size() && pieces[i].at - first <= kSameRule; ++i)
            together.push_back(pieces[i]);
        join(std::move(together), out);
    }
    std::sort(out.begin(), out.end(), [](const Rule& a, const Rule& b) {
        return a.at != b.at ? a.at < b.at : a.from < b.from;
    });
    return out;
}

}  // namespace

Rules rules_of(const std::vector<Box>& lines) {
    std::vector<Rule> horizontal, vertical;
    for (const Box& b : lines) {
        // The dots of a dotted line are as wide as they are high: parts of either kind.
        const bool dot = width(b) < kSameRule && height(b) < kSameRule;
        if (dot || width(b) >= height(b)) horizontal.push_back({middle_y(b), b.left, b.right});
        if (dot || height(b) > width(b)) vertical.push_back({middle_x(b), b.top, b.bottom});
    }
    return {joined(std::move(horizontal)), joined(std::move(vertical))};
}

}  // namespace mingzhang::read
