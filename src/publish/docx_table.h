// The table of a DOCX file, without what stands above and below it.
#pragma once

#include "model/publication.h"
#include "publish/docx_xml.h"

namespace mingzhang::publish {

struct TableFit {
    int half_points = 0;      // of its text, one of kTableSizes
    int margin = 0;           // at both sides of a cell, in twips
    std::vector<int> widths;  // of the columns, in twips; together no more than was given
};

// A text size in which no amount, code or word is cut in a table of that width, the largest that
// leaves names some room, and the widths of the columns, as near to those that the table states as
// this allows. A table that is too wide even for the smallest text is cut.
TableFit fit_of(const PublishedTable& table, int width);

void add_table(Node parent, const PublishedTable& table, const TableFit& fit);

}  // namespace mingzhang::publish
