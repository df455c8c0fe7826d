// A publication as one web page that needs nothing from elsewhere: for screens from 360 pixels on,
// for screen readers, and for paper.
#pragma once

#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

// `chart_svgs` are SVG elements, one a chart in their order, whose ids no two share; they are put
// into the page as they are. A chart without one shows its slices as a table. Cover and contents
// come first, wherever they stand. Each amount has its exact value in yuan: <data
// value="752601.00">.
std::string html_of(const Publication& publication,
                    const std::vector<std::string>& chart_svgs = {});

}  // namespace mingzhang::publish
