// A page whose text was turned, set upright: a landscape table on a portrait page.
#pragma once

#include "read/page.h"

namespace mingzhang::read {

// How a page was turned to stand upright.
enum class Turn { kNone, kLeft, kHalf, kRight };

struct UprightPage {
    Page page;
    Turn turn = Turn::kNone;
    float width = 0, height = 0;  // as displayed

    // A box of `page` where it is displayed.
    Box displayed(const Box& box) const;
};

// Turns the whole page where most of its glyphs run in another direction. Dropped are blanks, what
// is not drawn (a guess at what a scan shows is no text), and glyphs and boxes that are not finite
// or far outside of any paper. A glyph without a size gets one, one that is no character U+FFFD.
UprightPage upright(Page page);

}  // namespace mingzhang::read
