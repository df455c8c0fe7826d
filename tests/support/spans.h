// The spans of tables whose format states none.
#pragma once

#include "model/source_document.h"

namespace mingzhang::tests {

// The spans a person sees in the heading of a table: a group goes on to the right over blank cells,
// and what stands above a blank cell of the last row goes on below.
void state_spans(Grid& grid);

}  // namespace mingzhang::tests
