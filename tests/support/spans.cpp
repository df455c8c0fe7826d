#include "spans.h"

#include <algorithm>

#include "model/figure.h"

namespace mingzhang::tests {
namespace {

bool has_number(const std::vector<GridCell>& row) {
    return std::any_of(row.begin(), row.end(), [](const GridCell& cell) {
        return parse_number(cell.text).form == NumberForm::kNumber;
    });
}

}  // namespace

void state_spans(Grid& grid) {
    grid.spans_known = true;
    const std::size_t columns = grid.columns();
    for (auto& row : grid.rows) row.resize(columns);
    const auto first = std::find_if(grid.rows.begin(), grid.rows.end(), has_number);
    const auto rows = static_cast<std::size_t>(first - grid.rows.begin());
    if (rows < 2 || rows > 3) return;
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            GridCell& cell = grid.rows[r][c];
            for (std::size_t i = c + 1;
                 !cell.text.empty() && i < columns && grid.rows[r][i].text.empty() &&
                 !grid.rows[r + 1][i].text.empty();
                 ++i) {
                ++cell.column_span;
                grid.rows[r][i].column_span = grid.rows[r][i].row_span = 0;
            }
            GridCell& below = grid.rows[r + 1][c];
            if (cell.text.empty() || cell.column_span != 1 || !below.text.empty()) continue;
            cell.row_span = 2;
            below.column_span = below.row_span = 0;
        }
    }
}

}  // namespace mingzhang::tests
