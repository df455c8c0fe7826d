// Performance targets that nobody could miss, measure or tell apart. Basis:
// 中央部门项目支出核心绩效 目标和指标设置及取值指引（财预〔2021〕101号）.
#pragma once

#include <vector>

#include "model/disclosure.h"

namespace mingzhang::check {

// One finding a rule, with a place for each target; of a missing level one for each form.
std::vector<Finding> target_findings(const Disclosure& disclosure);

}  // namespace mingzhang::check
