#include "read/block_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "read/markup.h"
#include "read/text_reader.h"

namespace mingzhang::read {

BlockBuilder::BlockBuilder(std::string path, std::string format) {
    document_.path = std::move(path);
    document_.format = std::move(format);
}

Block& BlockBuilder::add(BlockKind kind, const Place& place) {
    Block& block = document_.blocks.emplace_back();
    block.kind = kind;
    block.place = place;
    block.place.line = ++line_;
    return block;
}

void BlockBuilder::count_text(std::size_t bytes) {
    text_bytes_ += bytes;
    if (text_bytes_ > kMostTextBytes && problem_.empty()) {
        problem_ = fmt::format("The file holds more than {} MiB of text: this is no disclosure",
                               kMostTextBytes >> 20);
    }
}

void BlockBuilder::paragraph(std::string_view text, const Place& place) {
    const std::string clean = visible(text);
    if (clean.empty()) return;
    for (const std::string_view line : text::split(clean, '\n')) {
        if (++paragraphs_ > kMostParagraphs && problem_.empty()) {
            problem_ = fmt::format("The file holds more than {} paragraphs: this is no disclosure",
                                   kMostParagraphs);
        }
        count_text(line.size());
        if (full()) return;
        add(BlockKind::kParagraph, place).text = std::string(line);
    }
}

void BlockBuilder::heading(std::string_view text, int level, const Place& place) {
    std::string clean = visible(text);
    if (clean.empty()) return;
    std::replace(clean.begin(), clean.end(), '\n', ' ');
    ++paragraphs_;
    count_text(clean.size());
    if (full() || paragraphs_ > kMostParagraphs) return;
    Block& block = add(BlockKind::kHeading, place);
    block.text = std::move(clean);
    block.level = level;
}

void BlockBuilder::picture(const Place& place) {
    if (++paragraphs_ > kMostParagraphs) return;
    add(BlockKind::kPicture, place);
}

void BlockBuilder::table(Grid grid) {
    if (grid.rows.empty()) return;
    for (const auto& row : grid.rows) {
        cells_ += row.size();
        for (const GridCell& cell : row) count_text(cell.text.size());
    }
    if (cells_ > kMostCells && problem_.empty()) {
        problem_ = fmt::format("The file holds more than {} table cells: this is no disclosure",
                               kMostCells);
    }
    if (full()) return;
    Place place = grid.rows.front().empty() ? Place{} : grid.rows.front().front().place;
    Block& block = add(BlockKind::kTable, place);
    --line_;
    block.grid = std::move(grid);
    for (auto& row : block.grid.rows) {
        ++line_;
        for (GridCell& cell : row) cell.place.line = line_;
    }
}

void BlockBuilder::remark(Remark remark) {
    constexpr std::size_t kMostRemarks = 1000;
    if (document_.remarks.size() >= kMostRemarks) return;
    if (remark.place.line == 0) remark.place.line = line_ + 1;
    for (auto& [name, value] : remark.arguments) value = visible(value);
    document_.remarks.push_back(std::move(remark));
}

Result<SourceDocument> BlockBuilder::finish() {
    if (full()) return fail(document_.path, problem_);
    return std::move(document_);
}

}  // namespace mingzhang::read
