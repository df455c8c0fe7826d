// Where something stands in a source document.
#pragma once

#include <string>

namespace mingzhang {

struct Place {
    int source = 0;     // index of the file among those read together
    int line = 0;       // 1-based line of a text; 0 where the format has no lines
    int page = 0;       // 1-based page; 0 where the format has no pages
    std::string sheet;  // workbook sheet, else empty
    std::string cell;   // workbook cell such as "C7", else empty

    bool operator==(const Place&) const = default;
};

}  // namespace mingzhang
