// A chart of bars: readable where one slice dominates, and in grey print.
#pragma once

#include <cairo.h>

#include "model/publication.h"
#include "typeset/words.h"

namespace mingzhang::typeset {

// What it takes of a page that leaves it `width`; points.
double chart_height(const PublishedChart& chart, double width, TextCache& texts);
void draw_chart(cairo_t* cairo, const PublishedChart& chart, double x, double y, double width,
                TextCache& texts);

std::string chart_svg(const PublishedChart& chart);
std::string chart_png(const PublishedChart& chart, int width);

}  // namespace mingzhang::typeset
