// A publication as PDF, and its charts as pictures: loads the module of src/typeset.
#pragma once

#include <string>

#include "base/result.h"
#include "model/publication.h"

namespace mingzhang::publish {

// A4 after GB/T 9704-2012: contents with page numbers, bookmarks, links, a logical structure.
// Equal publications give equal bytes where the same fonts are installed. Fails where the module
// or a font with Chinese characters is missing.
Result<std::string> pdf_of(const Publication& publication);

// Bars with the words of the slices beside them. Fails as above.
Result<std::string> chart_svg(const PublishedChart& chart);
// `width` in pixels; the height follows from the number of slices.
Result<std::string> chart_png(const PublishedChart& chart, int width);

}  // namespace mingzhang::publish
