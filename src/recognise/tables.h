// One table of a pack, bound to a grid: its figures with coordinates and its sums.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/headings.h"
#include "recognise/relations.h"

namespace mingzhang::recognise {

struct TableInput {
    const Grid& grid;
    const pack::Table& table;
    const HeaderReading& header;
    const pack::Lexicon& lexicon;
    const RowWords& lexicon_rows;
    const codes::Lists& codes;
    const std::vector<std::string>& units;  // folded names, the department's first
    int index;                              // into disclosure.tables
    int usual_decimals;
    const HeadingWords& headings;
    // Where the lexicon alone describes the table: the headings above its columns, whose totals
    // are bound where the numbers bear them out.
    const std::vector<HeadingPath>* inferred = nullptr;
};

// The figure of a cell that holds a number nobody understood, with text, unit (a rate's is its
// own) and place; table, labels and reason are left to the caller. None where it holds no number.
std::optional<Figure> unread_figure(const GridCell& cell, Unit unit);

// Appends the table's figures and sums, and to `statements` what its columns of changes, ratios and
// shares say.
void read_table(const TableInput& input, Disclosure& disclosure,
                std::vector<TableStatement>& statements);

// Folded names of the units that a table of kind "units" lists below its total.
std::vector<std::string> units_listed(const Grid& grid, const pack::Table& table,
                                      const HeaderReading& header);

}  // namespace mingzhang::recognise
