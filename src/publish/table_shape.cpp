#include "publish/table_shape.h"

#include <algorithm>
#include <cmath>

namespace mingzhang::publish {
namespace {

class Shaper {
  public:
    explicit Shaper(const PublishedTable& table) : table_(table) {
        const auto rows = static_cast<int>(table.rows.size());
        std::size_t columns = table.widths.size();
        for (const auto& row : table.rows) columns = std::max(columns, row.size());
        shape_.columns = static_cast<int>(columns);
        shape_.header_rows = std::clamp(table.header_rows, 0, rows);
        taken_.assign(table.rows.size(), std::vector<bool>(columns));
        shape_.rows.assign(table.rows.size(), std::vector<ShapedCell>(columns));
    }

    TableShape shape() {
        for (int r = 0; r < rows(); ++r)
            for (int c = 0; c < shape_.columns; ++c)
                if (!taken(r, c)) take(r, c);
        return std::move(shape_);
    }

  private:
    int rows() const { return static_cast<int>(table_.rows.size()); }
    std::vector<bool>::reference taken(int r, int c) {
        return taken_[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
    }

    void take(int r, int c) {
        const PublishedCell& cell = cell_at(table_, {r, c});
        const int last_row = r < shape_.header_rows ? shape_.header_rows : rows();
        const int most_rows = std::clamp(cell.row_span, 1, last_row - r);
        const int most_columns = std::clamp(cell.column_span, 1, shape_.columns - c);
        int columns = 1;
        while (columns < most_columns && !taken(r, c + columns)) ++columns;
        int span = 1;
        while (span < most_rows && is_free(r + span, c, columns)) ++span;
        for (int row = r; row < r + span; ++row) {
            for (int column = c; column < c + columns; ++column) {
                taken(row, column) = true;
                shape_.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = {
                    {r, c}, columns, span};
            }
        }
    }

    bool is_free(int r, int c, int columns) {
        for (int column = c; column < c + columns; ++column)
            if (taken(r, column)) return false;
        return true;
    }

    const PublishedTable& table_;
    TableShape shape_;
    std::vector<std::vector<bool>> taken_;
};

}  // namespace

TableShape shape_of(const PublishedTable& table) { return Shaper(table).shape(); }

const PublishedCell& cell_at(const PublishedTable& table, CellAt at) {
    static const PublishedCell empty;
    const auto& row = table.rows[static_cast<std::size_t>(at.row)];
    const auto column = static_cast<std::size_t>(at.column);
    return column < row.size() ? row[column] : empty;
}

std::vector<double> column_shares(const PublishedTable& table, int columns) {
    std::vector<double> shares(static_cast<std::size_t>(columns), 1);
    for (std::size_t c = 0; c < std::min(shares.size(), table.widths.size()); ++c)
        if (std::isfinite(table.widths[c]) && table.widths[c] > 0)
            shares[c] = std::min(table.widths[c], 1e6);
    double all = 0;
    for (const double share : shares) all += share;
    for (double& share : shares) share /= all;
    return shares;
}

std::vector<bool> landscape_blocks(const std::vector<PublishedBlock>& blocks) {
    std::vector<bool> out(blocks.size());
    bool landscape = false;
    for (std::size_t i = blocks.size(); i-- > 0;) {
        const PublishedBlock& block = blocks[i];
        const bool leads = block.kind == PublishedKind::kHeading ||
                           (block.kind == PublishedKind::kParagraph && block.caption);
        if (!leads)
            landscape = block.kind == PublishedKind::kTable && block.table.landscape &&
                        !block.table.rows.empty();
        out[i] = landscape;
    }
    return out;
}

}  // namespace mingzhang::publish
