// One page of a document that was laid out, not typed: what stands where. A PDF becomes a list of
// these (pdf_scan.h), and page_layout.h makes blocks of them.
//
// Coordinates are points (1/72 inch) from the top left corner of the page as it is displayed:
// the page's own rotation is applied, y grows downwards.
#pragma once

#include <vector>

#include "base/place.h"

namespace mingzhang::read {

struct Glyph {
    // One Unicode code point; a ligature becomes several glyphs. U+FFFD: a glyph that nothing in
    // the file gives a meaning.
    char32_t code = 0;
    Box box;                 // advance width × ascent to descent of the font
    float size = 0;          // of the font on the page, in points
    bool bold = false;       // by the font's name, weight, or by being stroked as well as filled
    bool turned = false;     // does not run from left to right on the displayed page
    bool invisible = false;  // there, but not drawn: the text that was recognised in a scan
};

struct Page {
    int number = 0;  // 1-based
    float width = 0, height = 0;
    std::vector<Glyph> glyphs;  // in the order they were drawn; spaces are left out
    // White on white is left out, here and among areas.
    // Horizontal and vertical lines: stroked ones, the sides of stroked rectangles, and filled
    // rectangles thinner than 4 pt. A box as thick as the line is.
    std::vector<Box> lines;
    std::vector<Box> areas;   // filled rectangles that are not lines (shaded cells, bars)
    std::vector<Box> images;  // pictures
    int curves = 0;           // path pieces that are neither: charts, logos
    bool damaged = false;     // its description is broken in places: something may be missing
};

}  // namespace mingzhang::read
