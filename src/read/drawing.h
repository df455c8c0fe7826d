// What is drawn over a sheet or beside the text of a document.
#pragma once

#include <string>
#include <vector>

#include "read/xml.h"

namespace mingzhang::read {

struct Drawing {
    std::string cell;                // of a sheet: where its top left corner is
    std::vector<std::string> lines;  // of a text box
    bool picture = false;
    bool large_picture = false;  // it may show a table
    bool chart = false;
};

// Widths and heights in EMU (914,400 an inch): 8 × 3 cm, the smallest a table is readable in.
bool may_show_a_table(long long width, long long height);
// The size an <ext> or <extent> states; false where it states none.
bool may_show_a_table(const Node& extent);
// The same of cells that a picture goes over, at their usual size.
bool may_show_a_table_over(int columns, int rows);

// The drawings of a sheet, in the order of the part.
std::vector<Drawing> sheet_drawings(const Node& sheet_drawing);

}  // namespace mingzhang::read
