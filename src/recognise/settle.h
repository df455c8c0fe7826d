// Tables that no pack describes leave open whether they take in last year's money, and whether
// they measure what their titles say at all. The numbers decide: a table is read the way that
// makes most of its figures those of other tables.
#pragma once

#include "model/disclosure.h"

namespace mingzhang::recognise {

// Table by table, in order, against those before it and those a pack describes. A table that
// disagrees with them under every reading is kept apart: bound within itself only.
void settle_readings(Disclosure& disclosure);

}  // namespace mingzhang::recognise
