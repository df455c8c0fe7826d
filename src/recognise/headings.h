// The header of a grid: which rows it has, the path of headings above each column, and which of
// a pack's columns each column is.
#pragma once

#include <string>
#include <vector>

#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/words.h"

namespace mingzhang::recognise {

using HeadingPath = std::vector<std::string>;  // outermost first, no empty or repeated labels

// Paths above the columns when the first `rows` rows are the header. In a format that does not
// state spans an empty cell continues its left neighbour as far as the heading above reaches.
std::vector<HeadingPath> heading_paths(const Grid& grid, std::size_t rows);

// The first row that holds an amount: no header reaches it.
std::size_t first_row_with_number(const Grid& grid);

struct ColumnBinding {
    int panel = -1;  // of the pack's table; -1: not understood
    pack::ColumnRole role = pack::ColumnRole::kText;
    Coordinate measures;  // of the column alone
    std::string label;    // innermost heading
};

struct HeaderReading {
    std::size_t rows = 0;
    std::vector<ColumnBinding> columns;
    int matched = 0;  // columns bound to one of the pack's
    int missing = 0;  // columns of the pack that were not found
};

// The number of header rows under which most columns of `table` are found.
HeaderReading read_header(const Grid& grid, const pack::Table& table, int year,
                          const ColumnWords& lexicon);

}  // namespace mingzhang::recognise
