// Pages drawn with characters, and blocks as text, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source_document.h"
#include "read/page.h"

namespace mingzhang::read {

// A page as wide as the drawing with margins of 60 points, and 840 points high. A character is 6
// points wide, a Chinese one 12; a line is 14 points high, the letters 12. "+", "-" and "|" draw
// rules.
//
//   +----+------+
//   |甲  |  1.00|
//   +----+------+
Page drawn(const std::vector<std::string_view>& lines, int number = 1);

// Adds a text at a point: 12 points high and as wide as its characters.
void write(Page& page, float x, float y, std::string_view text, float size = 12, bool bold = false);
// Adds a rule, half a point thick.
void rule(Page& page, float left, float top, float right, float bottom);

// "text", "# text" of a heading, "<picture>", "|a|b|" of a row; a cell that spans others is
// "a{rows×columns}", those that it covers are "^".
std::string shown(const std::vector<Block>& blocks);
std::string laid_out(const std::vector<Page>& pages);
std::string laid_out(const std::vector<std::string_view>& lines);

}  // namespace mingzhang::read
