// From a page as it is displayed (points from its top left corner, base/place.h) to the page as its
// description is written.
#pragma once

#include <array>

#include "base/place.h"
#include "pdfmark/pdf.h"

namespace mingzhang::pdfmark {

struct Point {
    double x = 0, y = 0;
};

struct Rectangle {
    Point low, high;
};

struct PageFrame {
    Rectangle crop;               // what is displayed
    int quarters = 0;             // turns to the right when it is displayed: 0 to 3
    float width = 0, height = 0;  // as displayed

    Point point(float x, float y) const;
    Rectangle rectangle(const Box& box) const;
    // Top left, top right, bottom left, bottom right: the order of /QuadPoints.
    std::array<Point, 4> corners(const Box& box) const;
};

// The displayed part is the crop box within the media box, as mingzhang-pdfscan has it.
PageFrame frame_of(const Object& page);

}  // namespace mingzhang::pdfmark
