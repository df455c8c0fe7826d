// A publication with one of everything, for the tests of each format.
#pragma once

#include "model/publication.h"

namespace mingzhang::publish {

// Cover, contents, headings of two levels, paragraphs, a two-level heading with merged cells and
// sums, an empty table with its note, a wide and long table (60 rows, 9 columns), a form, a chart.
Publication sample_publication();

}  // namespace mingzhang::publish
