// Glyphs drawn twice: to look bold, by two layers, as a shadow.
#pragma once

#include <vector>

#include "read/page.h"

namespace mingzhang::pdfscan {

// Of glyphs of one code and size at (nearly) one place the first one stays. It is bold if the
// other was drawn a little aside, and seen if either was.
void unite_doubles(std::vector<read::Glyph>& glyphs);

}  // namespace mingzhang::pdfscan
