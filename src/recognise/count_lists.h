// Lists of counts and areas that a sentence gives completely:
// "车辆55辆，其中：一般公务用车13辆、执法 执勤用车40辆、其他用车2辆".
#pragma once

#include <string_view>
#include <vector>

#include "model/disclosure.h"

namespace mingzhang::recognise {

struct CountAt {
    int figure = 0;                  // index into Disclosure::figures
    std::size_t begin = 0, end = 0;  // of the number with its measure word
};

// Appends a Sum for each list of `text` (folded) that is complete: all parts are of one sort (用车,
// 编制, …), are counted as the whole is, and the last takes in all others (其他).
void add_count_sums(std::string_view text, const std::vector<CountAt>& counts, Disclosure& out);

}  // namespace mingzhang::recognise
