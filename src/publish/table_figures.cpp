#include "publish/table_figures.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::publish {
namespace {

constexpr const char* kBetween = "/";

std::string one_line(const std::string& text) { return text::replace_all(text, "\n", ""); }

void append(std::string& path, const std::string& text) {
    if (text.empty()) return;
    if (!path.empty()) path += kBetween;
    path += one_line(text);
}

// Of every place the cell that covers it, itself where nothing does.
class Cover {
  public:
    explicit Cover(const PublishedTable& table) {
        for (const auto& row : table.rows) owners_.emplace_back(row.size(), nullptr);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            for (std::size_t c = 0; c < table.rows[r].size(); ++c) mark(table.rows[r][c], r, c);
        }
    }

    const PublishedCell* at(std::size_t r, std::size_t c) const {
        return r < owners_.size() && c < owners_[r].size() ? owners_[r][c] : nullptr;
    }

  private:
    void mark(const PublishedCell& cell, std::size_t row, std::size_t column) {
        const auto rows = static_cast<std::size_t>(std::max(0, cell.row_span));
        const auto columns = static_cast<std::size_t>(std::max(0, cell.column_span));
        for (std::size_t r = row; r < std::min(row + rows, owners_.size()); ++r) {
            for (std::size_t c = column; c < std::min(column + columns, owners_[r].size()); ++c) {
                if (owners_[r][c] == nullptr) owners_[r][c] = &cell;
            }
        }
    }

    std::vector<std::vector<const PublishedCell*>> owners_;
};

// A label that begins a row, or a panel of it.
bool is_label(const PublishedCell& cell) {
    return cell.role == CellRole::kName || cell.role == CellRole::kCode ||
           cell.role == CellRole::kHeading;
}

class TableWalk {
  public:
    explicit TableWalk(const PublishedTable& table)
        : table_(table),
          cover_(table),
          header_(static_cast<std::size_t>(
              std::clamp(table.header_rows, 0, static_cast<int>(table.rows.size())))) {}

    std::vector<TableFigure> walk() {
        set_columns();
        for (std::size_t r = header_; r < table_.rows.size(); ++r) walk_row(r);
        return std::move(out_);
    }

  private:
    // The headings of each column, from the outermost.
    void set_columns() {
        for (std::size_t r = 0; r < header_; ++r) {
            columns_.resize(std::max(columns_.size(), table_.rows[r].size()));
            for (std::size_t c = 0; c < table_.rows[r].size(); ++c) {
                const PublishedCell* cell = cover_.at(r, c);
                if (cell != nullptr && (r == 0 || cell != cover_.at(r - 1, c)))
                    append(columns_[c], cell->text);
            }
        }
    }

    void walk_row(std::size_t r) {
        TableFigure labels;
        labels.row = static_cast<int>(r - header_) + 1;
        bool in_labels = true;
        const PublishedCell* last = nullptr;
        for (std::size_t c = 0; c < table_.rows[r].size(); ++c) {
            const PublishedCell* cell = cover_.at(r, c);
            if (cell == nullptr || cell == last) continue;
            last = cell;
            if (is_label(*cell)) {
                if (!in_labels) labels.code = labels.label = "";
                in_labels = true;
                if (cell->role == CellRole::kCode) labels.code = one_line(cell->text);
                if (cell->role != CellRole::kCode) append(labels.label, cell->text);
                continue;
            }
            in_labels = table_.form && in_labels;
            if (cell == &table_.rows[r][c]) add(labels, *cell, r, c);
        }
    }

    void add(const TableFigure& labels, const PublishedCell& cell, std::size_t r, std::size_t c) {
        if (cell.text.empty() && !cell.amount) return;
        TableFigure figure = labels;
        figure.cell = &cell;
        figure.column = table_.form ? heading_above(cell, r, c) : column(c);
        out_.push_back(std::move(figure));
    }

    std::string column(std::size_t c) const { return c < columns_.size() ? columns_[c] : ""; }

    std::string heading_above(const PublishedCell& cell, std::size_t r, std::size_t c) const {
        while (r-- > 0 && c < table_.rows[r].size()) {
            const PublishedCell& above = table_.rows[r][c];
            if (above.column_span != cell.column_span) return "";
            if (above.role == CellRole::kHeading) return one_line(above.text);
        }
        return "";
    }

    const PublishedTable& table_;
    Cover cover_;
    std::size_t header_;
    std::vector<std::string> columns_;
    std::vector<TableFigure> out_;
};

}  // namespace

std::vector<TableFigure> figures_of(const PublishedTable& table) { return TableWalk(table).walk(); }

}  // namespace mingzhang::publish
