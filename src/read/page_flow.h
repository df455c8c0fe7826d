// What stands on a page, apart from each other and in reading order.
//
//   Page ─▶ PageFlow ─ items ─┬─ FlowLine    a line of running text
//                             ├─ TablePiece  a table, or its part on this page
//                             └─ Picture     an image or a chart
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "read/page_table.h"
#include "read/page_turn.h"

namespace mingzhang::read {

struct FlowLine {
    std::size_t page = 0;  // index into the pages
    TextLine line;
    std::u32string text;  // "title\tpage" of a line of a contents page
    float at = 0;         // height of the whole line it stands on
    bool beside = false;  // another text stands on the same line
    bool contents = false;
};

struct Picture {
    std::size_t page = 0;
    Box box;
};

using FlowItem = std::variant<FlowLine, TablePiece, Picture>;

struct PageFlow {
    UprightPage upright;
    PageText text;
    std::vector<FlowItem> items;
    bool too_complex = false;  // left out, or in part
};

// `before` is the page before, or nullptr: a few cells at the head of a page may end its table.
PageFlow flow_of(const Page& page, std::size_t index, const PageFlow* before);

inline constexpr std::size_t kMostGlyphs = 200'000;  // of a page; lines and areas alike

// Whether pictures or curves stand there and no text: the page was scanned, or drawn.
bool is_scanned(const PageFlow& flow);

const Box& box_of(const FlowItem& item);

}  // namespace mingzhang::read
