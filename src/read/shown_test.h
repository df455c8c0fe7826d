// Blocks as lines, for tests:
//
//   2 # heading          level: number of #
//   3 text
//   4 table
//   4 |a {2x1} |b        spans: rows x columns; "<" is covered, "?" cannot be read
//   6 picture
#pragma once

#include <fmt/format.h>

#include <string>

#include "base/text.h"
#include "model/source_document.h"

namespace mingzhang::read {

inline std::string shown_cell(const GridCell& cell) {
    if (cell.column_span == 0) return " |<";
    std::string out = " |" + text::replace_all(cell.text, "\n", "/");
    if (!cell.readable) out += "?";
    if (cell.column_span > 1 || cell.row_span > 1)
        out += fmt::format(" {{{}x{}}}", cell.row_span, cell.column_span);
    return out;
}

inline std::string shown_blocks(const SourceDocument& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        const std::string line = std::to_string(block.place.line) + " ";
        switch (block.kind) {
            case BlockKind::kHeading:
                out += line + std::string(static_cast<std::size_t>(block.level), '#') + " " +
                       block.text + "\n";
                break;
            case BlockKind::kParagraph:
                out += line + block.text + "\n";
                break;
            case BlockKind::kPicture:
                out += line + "picture\n";
                break;
            case BlockKind::kTable:
                out += line + "table\n";
                for (const auto& row : block.grid.rows) {
                    out += std::to_string(row.front().place.line);
                    for (const GridCell& cell : row) out += shown_cell(cell);
                    out += "\n";
                }
        }
    }
    return out;
}

// "hidden-rows! S C7 count=2": the ! of what could not be read.
inline std::string shown_remarks(const SourceDocument& document) {
    std::string out;
    for (const Remark& remark : document.remarks) {
        out += remark.id + (remark.unreadable ? "!" : "");
        if (!remark.place.sheet.empty()) out += " " + remark.place.sheet;
        if (!remark.place.cell.empty()) out += " " + remark.place.cell;
        for (const auto& [name, value] : remark.arguments) out += " " + name + "=" + value;
        out += "\n";
    }
    return out;
}

}  // namespace mingzhang::read
