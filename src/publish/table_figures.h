// The cells of a published table one by one, each with the labels of its row and column.
#pragma once

#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

struct TableFigure {
    int row = 0;                      // 1-based, as printed below the heading
    std::string code, label, column;  // the headings from the outermost: "2026年预算数/合计"
    const PublishedCell* cell = nullptr;
};

// Every cell below the heading that prints an amount or a text, row by row; blank ones are left
// out. In a table of several panels side by side (revenue left, expenditure right) the code and
// label are those of the cell's own panel. In a declaration, labels are the headings to the left,
// and the column is the heading straight above cells of the same width.
std::vector<TableFigure> figures_of(const PublishedTable& table);

}  // namespace mingzhang::publish
