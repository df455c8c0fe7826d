#include "read/page_layout.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "read/page_flow.h"
#include "read/page_furniture.h"
#include "read/page_geometry.h"
#include "read/page_join.h"
#include "read/page_paragraphs.h"
#include "read/text_reader.h"

namespace mingzhang::read {
namespace {

class BlockWriter {
  public:
    explicit BlockWriter(const std::vector<PageFlow>& pages) : pages_(pages) {}

    // False where there are more than a disclosure has.
    bool write(const std::vector<Part>& parts) {
        std::size_t cells = 0, paragraphs = 0;
        for (const Part& part : parts) {
            if (const auto* table = std::get_if<TablePiece>(&part)) {
                cells += static_cast<std::size_t>(table->rows) *
                         static_cast<std::size_t>(table->columns());
            } else {
                ++paragraphs;
            }
            if (cells > kMostCells || paragraphs > kMostParagraphs) return false;
        }
        for (const Part& part : parts) std::visit([this](const auto& p) { add(p); }, part);
        return true;
    }

    std::vector<Block> blocks() { return std::move(blocks_); }

  private:
    Place place(std::size_t page, const Box& box) const {
        Place out;
        out.line = line_;
        out.page = pages_[page].upright.page.number;
        out.box = pages_[page].upright.displayed(box);
        return out;
    }

    void add(const Paragraph& paragraph) {
        const std::size_t page = paragraph.lines.front().page;
        Box box = paragraph.lines.front().line.box;
        for (const FlowLine& line : paragraph.lines)
            if (line.page == page) box = united(box, line.line.box);
        Block& block = blocks_.emplace_back();
        block.kind = paragraph.heading ? BlockKind::kHeading : BlockKind::kParagraph;
        block.level = paragraph.level;
        block.text = text::to_utf8(paragraph.text);
        block.place = place(page, box);
        line_ += static_cast<int>(paragraph.lines.size());
    }

    void add(const Picture& picture) {
        Block& block = blocks_.emplace_back();
        block.kind = BlockKind::kPicture;
        block.place = place(picture.page, picture.box);
        ++line_;
    }

    void add(const TablePiece& table) {
        Block& block = blocks_.emplace_back();
        block.kind = BlockKind::kTable;
        block.place = place(static_cast<std::size_t>(table.page), table.box);
        block.grid.spans_known = table.ruled;
        block.grid.rows.resize(static_cast<std::size_t>(table.rows));
        for (auto& row : block.grid.rows) row.resize(static_cast<std::size_t>(table.columns()));
        for (const PieceCell& cell : table.cells) add_cell(cell, block.grid);
        line_ += table.rows;
    }

    void add_cell(const PieceCell& cell, Grid& grid) {
        const auto row = static_cast<std::size_t>(cell.row);
        const auto column = static_cast<std::size_t>(cell.column);
        for (int r = 0; r < cell.row_span; ++r) {
            for (int c = 0; c < cell.column_span; ++c) {
                GridCell& covered = grid.rows[row + static_cast<std::size_t>(r)]
                                             [column + static_cast<std::size_t>(c)];
                covered.place = place(static_cast<std::size_t>(cell.page), cell.box);
                covered.place.line += cell.row + r;
                covered.column_span = covered.row_span = 0;
            }
        }
        GridCell& first = grid.rows[row][column];
        first.text = cell.text;
        first.readable = cell.readable;
        first.column_span = cell.column_span;
        first.row_span = cell.row_span;
    }

    const std::vector<PageFlow>& pages_;
    std::vector<Block> blocks_;
    int line_ = 1;
};

Remark remark(const char* id, int page) {
    Remark out;
    out.id = id;
    out.unreadable = true;
    out.place.page = page;
    return out;
}

Remark too_large() {
    Remark out = remark("too-large", 0);
    out.arguments["what"] = fmt::format(
        "The file holds more than {} table cells or {} paragraphs: this is no disclosure",
        kMostCells, kMostParagraphs);
    return out;
}

}  // namespace

std::vector<Block> lay_out(const std::vector<Page>& pages, std::vector<Remark>& remarks) {
    std::vector<PageFlow> flows;
    for (const Page& page : pages)
        flows.push_back(flow_of(page, flows.size(), flows.empty() ? nullptr : &flows.back()));
    drop_furniture(flows);
    for (const PageFlow& flow : flows) {
        const int number = flow.upright.page.number;
        if (flow.too_complex) remarks.push_back(remark("page-too-complex", number));
        if (is_scanned(flow)) remarks.push_back(remark("scanned-page", number));
    }
    BlockWriter writer(flows);
    if (!writer.write(join_tables(parts_of(flows), flows))) remarks.push_back(too_large());
    return writer.blocks();
}

}  // namespace mingzhang::read
