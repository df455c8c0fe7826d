#include "model/source_document.h"

#include <algorithm>

namespace mingzhang {

std::size_t Grid::columns() const {
    std::size_t most = 0;
    for (const auto& row : rows) most = std::max(most, row.size());
    return most;
}

const GridCell* Grid::at(std::size_t row, std::size_t column) const {
    if (row >= rows.size() || column >= rows[row].size()) return nullptr;
    return &rows[row][column];
}

}  // namespace mingzhang
