// How the quantities of a document come from lines that add up: every combination of members that
// the document tells apart could be a line, and each quantity is the sum of those below it. Which
// amounts the lines can have is for reconcile to say.
//
//   quantities ──split──▶ views ─┬─ functions, basic by economic class, projects
//                                └─ income, income by function
#pragma once

#include <vector>

#include "model/book.h"

namespace mingzhang::compile {

enum class View { kFunctions, kBasic, kProjects, kIncome, kIncomeFunctions };

struct SplitLine {
    View view = View::kFunctions;
    Coordinate at;
};

// quantity = Σ lines
struct SplitSum {
    int quantity = 0;        // index into the quantities
    std::vector<int> lines;  // indices into Split::lines
};

struct Split {
    std::vector<SplitLine> lines;
    std::vector<SplitSum> sums;
};

struct KnownQuantity {
    Coordinate at;
    bool zero = false;  // nothing below it can be a line
};

inline constexpr std::size_t kMostSplitLines = 200'000;

// `rest`: a member may also have a part that no shown member names. Empty where the lines would be
// too many.
Split split(const std::vector<KnownQuantity>& quantities, const DimensionTrees& trees, bool rest);

}  // namespace mingzhang::compile
