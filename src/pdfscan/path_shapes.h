// The rectangles and straight lines of a path, on the displayed page.
#pragma once

#include <vector>

class GfxPath;

namespace mingzhang::pdfscan {

// Left <= right and top <= bottom, unlike a Box of any size and in double precision.
struct Rectangle {
    double left = 0, top = 0, right = 0, bottom = 0;
};

struct Shapes {
    std::vector<Rectangle> boxes;
    int others = 0;  // curves and slanting lines
};

struct Pen {
    double width = 0;  // before the transformation
    int cap = 0;       // 0 butt, 1 round, 2 square
};

// `transform` is the matrix [a b c d e f] of PDF, from the path to the page.
//
// A stroke has one box for each horizontal or vertical piece, as thick as the pen.
Shapes shapes_of_stroke(const GfxPath& path, const double* transform, const Pen& pen);
// A fill has one box for each subpath that is a rectangle, or so thin that it is seen as a line;
// a rectangle with a rectangular hole has four.
Shapes shapes_of_fill(const GfxPath& path, const double* transform, bool even_odd);

}  // namespace mingzhang::pdfscan
