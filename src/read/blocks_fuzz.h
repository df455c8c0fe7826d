// What every reader promises of its blocks, for fuzzers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "model/source_document.h"

namespace mingzhang::read {

inline void require(bool holds) {
    if (!holds) std::abort();
}

inline void require_clean(const std::string& text) {
    require(text::is_utf8(text));
    require(text::trim(text) == text);
    require(text.find('\x1B') == std::string::npos);
}

// Every cell that a span covers is marked as such, and no other.
inline void require_spans(const Grid& grid) {
    std::size_t cells = 0, covered = 0, claimed = 0;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        require(grid.rows[r].size() == grid.rows.front().size());
        for (const GridCell& cell : grid.rows[r]) {
            ++cells;
            require((cell.column_span == 0) == (cell.row_span == 0));
            if (cell.column_span == 0) {
                ++covered;
                require(cell.text.empty());
                continue;
            }
            require(cell.column_span > 0 && cell.row_span > 0);
            claimed += static_cast<std::size_t>(cell.column_span) *
                           static_cast<std::size_t>(cell.row_span) -
                       1;
        }
    }
    require(covered == claimed && covered <= cells);
}

inline void require_sound(const SourceDocument& document) {
    int line = 0;
    for (const Block& block : document.blocks) {
        require(block.place.line > line);
        require_clean(block.text);
        if (block.kind == BlockKind::kTable) {
            require(!block.grid.rows.empty() && block.grid.spans_known);
            require_spans(block.grid);
        } else {
            require(block.text.find('\n') == std::string::npos);
            require(block.text.empty() == (block.kind == BlockKind::kPicture));
            line = block.place.line;
        }
        for (const auto& row : block.grid.rows) {
            ++line;
            for (const GridCell& cell : row) {
                require(cell.place.line > 0 && cell.place.line >= line);
                require(cell.text.find('\t') == std::string::npos);
                require_clean(cell.text);
            }
            line = row.front().place.line;
        }
    }
    for (const Remark& remark : document.remarks)
        for (const auto& [name, value] : remark.arguments) require_clean(value);
}

// A fuzzer's input that is no archive: parts, each after a line "=== name".
inline std::map<std::string, std::string> parts_of(std::string_view input) {
    constexpr std::string_view kMark = "=== ";
    std::map<std::string, std::string> parts;
    std::string name;
    while (!input.empty()) {
        const auto end = input.find('\n');
        const std::string_view line = input.substr(0, end);
        if (line.starts_with(kMark)) {
            name = std::string(line.substr(kMark.size()));
        } else {
            parts[name].append(line).push_back('\n');
        }
        if (end == std::string_view::npos) break;
        input.remove_prefix(end + 1);
    }
    return parts;
}

}  // namespace mingzhang::read
