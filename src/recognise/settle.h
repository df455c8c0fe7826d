// Tables that no pack describes leave open whether they take in last year's money, and whether
// they measure what their titles say at all. The numbers decide: a table is read the way that
// makes most of its figures those of other tables.
#pragma once

#include "model/disclosure.h"

namespace mingzhang::recognise {

// Table by table, in order, against those before it and those a pack describes. A table that
// disagrees with them under every reading is kept apart: bound within itself only.
void settle_readings(Disclosure& disclosure);

// 支出总计 of a sentence may be the expenditure, or what is kept as well; 收入 may take in last
// year's money. Where every amount of a passage under one name disagrees with the tables and all
// are what the tables show under a neighbouring one, that is what they mean. Where the tables show
// a measure of one fund alone and most of the text agrees with them, the text means that fund.
void settle_text(Disclosure& disclosure, const DimensionTrees& trees);

}  // namespace mingzhang::recognise
