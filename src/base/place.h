// Where something stands in a source document.
#pragma once

#include <string>

namespace mingzhang {

// A rectangle on a page as it is displayed: points (1/72 inch) from its top left corner.
struct Box {
    float left = 0, top = 0, right = 0, bottom = 0;

    bool empty() const { return right <= left || bottom <= top; }
    bool operator==(const Box&) const = default;
};

struct Place {
    int source = 0;  // index of the file among those read together
    // 1-based, rising in reading order, one number for each row of a table: the line of a text,
    // else counted by the reader. Formats with pages or sheets are cited by those instead.
    int line = 0;
    int page = 0;       // 1-based page; 0 where the format has no pages
    Box box;            // on that page, else empty
    std::string sheet;  // workbook sheet, else empty
    std::string cell;   // workbook cell such as "C7", else empty

    bool operator==(const Place&) const = default;
};

}  // namespace mingzhang
