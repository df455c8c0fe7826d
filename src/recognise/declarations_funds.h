// The amounts of a form ("年度资金总额 = 其中：财政拨款 + 上年结转 + 其他资金") → figures and sums.
//
// A form of several years has the block twice, side by side: the first total of a row goes with
// the first part of each row below. Source: 项目支出绩效目标表, annexed to
// 中央部门预算绩效目标管理办法 (财预〔2015〕88号).
#pragma once

#include "model/disclosure.h"

namespace mingzhang::recognise {

// Appends the figures, with coordinates of their own, and the sums they must make. The year's total
// (else that of all years) becomes the form's amount where it has none. `unit` is the document's:
// a label with a unit ("项目资金（万元）") or a unit behind the number comes before it.
void read_form_funds(Declaration& form, Unit unit, int usual_decimals, Disclosure& out);

}  // namespace mingzhang::recognise
