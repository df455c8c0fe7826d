// The blocks of a publication, one below the other, on pages.
#pragma once

#include <string>
#include <vector>

#include "model/publication.h"
#include "typeset/sheet.h"

namespace mingzhang::typeset {

// A bookmark.
struct OutlineEntry {
    std::string text, target;
    int level = 1;
};

struct Pages {
    std::vector<Sheet> sheets;  // one at least
    std::vector<OutlineEntry> outline;
};

Pages pages_of(const Publication& publication, TextCache& texts);

}  // namespace mingzhang::typeset
