// What a document says of its projects' performance targets, held against the projects it lists
// and the forms it annexes.
#pragma once

#include <vector>

#include "model/disclosure.h"

namespace mingzhang::check {

struct BrokenPromise {
    const char* rule;  // "declarations-missing", "projects-sum-impossible"
    int figure = -1;   // the count at fault, index into disclosure.figures
    Arguments arguments;
    std::vector<int> others;  // further figures: of the projects without a form, the claimed sum
};

// declarations-missing: so many published targets are claimed, another number of forms is annexed
//   (where at least one is).
// projects-sum-impossible: no choice of so many listed projects has the claimed sum; decided on
//   the intervals of the printed amounts.
std::vector<BrokenPromise> broken_promises(const Disclosure& disclosure);

}  // namespace mingzhang::check
