// Lines of running text become paragraphs and headings, over page ends too.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "read/page_flow.h"

namespace mingzhang::read {

struct Paragraph {
    std::vector<FlowLine> lines;  // at least one
    std::u32string text;
    bool heading = false;
    int level = 0;  // from 1, the largest letters
};

using Part = std::variant<Paragraph, TablePiece, Picture>;

// What the pages hold, in reading order; their items are used up. A paragraph ends where
//  - its line is not full: the first word of the next one would have fitted;
//  - the next line is indented, set in other letters, further away or begins with an ordinal;
//  - a table stands between. A picture does not end it, but comes after it.
// Lines of a title that stand centred below each other are one.
std::vector<Part> parts_of(std::vector<PageFlow>& pages);

}  // namespace mingzhang::read
