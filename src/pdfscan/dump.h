// Pages as text, for people: mingzhang-pdfscan --dump FILE.
#pragma once

#include <cstdio>

#include "read/page.h"

namespace mingzhang::pdfscan {

// page NUMBER WIDTH HEIGHT CURVES [damaged]
// glyph CHARACTER U+CODE LEFT TOP RIGHT BOTTOM SIZE [bold] [turned] [invisible]
// line|area|image LEFT TOP RIGHT BOTTOM
void dump_page(const read::Page& page, std::FILE* out);

}  // namespace mingzhang::pdfscan
