// Charts are pictures: what is written in them are labels, no text and no figures of a table.
#pragma once

#include <vector>

#include "read/page_grid.h"
#include "read/page_text.h"

namespace mingzhang::read {

// Takes the runs that label a chart out of `runs`, and returns where the charts are. A chart is
//  - a frame with curves or bars in it and short texts about;
//  - three bars at least, of one width and different lengths, from one base;
//  - the marks of a legend on a page with curves: of its labels and those of its size near to it.
std::vector<Box> take_charts(const Page& page, const Grids& grids, std::vector<Run>& runs);

}  // namespace mingzhang::read
