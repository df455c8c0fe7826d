#include "workflow/book_sheets.h"

#include <map>
#include <optional>

namespace mingzhang::workflow {
namespace {

struct CellAt {
    std::size_t row = 0, column = 0;  // 0-based
};

// "C7" → {6, 2}; none of what is no cell of a sheet.
std::optional<CellAt> cell_at(const std::string& name) {
    constexpr std::size_t kMostRows = 1'048'576, kMostColumns = 16'384;
    std::size_t i = 0, column = 0, row = 0;
    for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && column <= kMostColumns; ++i)
        column = column * 26 + static_cast<std::size_t>(name[i] - 'A' + 1);
    for (; i < name.size() && name[i] >= '0' && name[i] <= '9' && row <= kMostRows; ++i)
        row = row * 10 + static_cast<std::size_t>(name[i] - '0');
    if (i != name.size() || row == 0 || row > kMostRows || column == 0 || column > kMostColumns)
        return std::nullopt;
    return CellAt{row - 1, column - 1};
}

class Sheets {
  public:
    void put(const Place& place, const std::string& text) {
        if (place.sheet.empty()) return;
        const auto [at, fresh] = index_.try_emplace(place.sheet, out_.size());
        if (fresh) out_.push_back({place.sheet, {}});
        const auto cell = cell_at(place.cell);
        if (!cell || text.empty()) return;
        auto& rows = out_[at->second].rows;
        if (rows.size() <= cell->row) rows.resize(cell->row + 1);
        auto& row = rows[cell->row];
        if (row.size() <= cell->column) row.resize(cell->column + 1);
        // A paragraph for each line of a cell.
        std::string& there = row[cell->column];
        there = there.empty() ? text : there + "\n" + text;
    }
    std::vector<store::SheetText> take() { return std::move(out_); }

  private:
    std::vector<store::SheetText> out_;
    std::map<std::string, std::size_t> index_;
};

}  // namespace

std::vector<store::SheetText> sheets_of(const SourceDocument& document) {
    Sheets sheets;
    for (const Block& block : document.blocks) {
        if (block.kind == BlockKind::kPicture) continue;
        if (block.kind != BlockKind::kTable) {
            sheets.put(block.place, block.text);
            continue;
        }
        for (const auto& row : block.grid.rows)
            for (const GridCell& cell : row) sheets.put(cell.place, cell.text);
    }
    return sheets.take();
}

}  // namespace mingzhang::workflow
