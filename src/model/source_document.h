// What a reader makes of a file: blocks in reading order, each with its place. It knows nothing
// of budgets; recognise makes a Disclosure of it.
//
//   SourceDocument ─ blocks ─┬─ Paragraph  text
//                            ├─ Heading    text, level
//                            ├─ Table      Grid ─ rows ─ cells (text, place, span)
//                            └─ Picture    what it shows is not known
#pragma once

#include <string>
#include <vector>

#include "base/place.h"
#include "model/remark.h"

namespace mingzhang {

struct GridCell {
    std::string text;  // as in the source, inner line breaks as '\n', ends trimmed
    Place place;
    int column_span = 1;  // > 1 only where the format says so; a covered cell has span 0
    int row_span = 1;
    bool readable = true;  // false: something stands there that could not be decoded
};

// Rows may be ragged: a text format loses trailing cells.
struct Grid {
    std::vector<std::vector<GridCell>> rows;
    // True where the format states spans (Office, ruled PDF); false where an empty cell beside a
    // heading may belong to it (tab-separated text).
    bool spans_known = false;

    std::size_t columns() const;
    // The cell at row, column, or nullptr where the row is shorter.
    const GridCell* at(std::size_t row, std::size_t column) const;
};

enum class BlockKind { kParagraph, kHeading, kTable, kPicture };

struct Block {
    BlockKind kind = BlockKind::kParagraph;
    std::string text;  // paragraphs and headings
    int level = 0;     // headings whose format gives one
    Grid grid;         // tables
    Place place;
};

// One of the files that a document consists of; Place::source is its index.
struct SourceFile {
    std::string path;
    int lines_before = 0;  // of the files before it: its own line 1 is this line + 1

    bool operator==(const SourceFile&) const = default;
};

struct SourceDocument {
    std::string path;    // as the user gave it; of several files the first one's
    std::string format;  // "text", "pdf", "xlsx", "xls", "docx", "html"
    std::vector<Block> blocks;
    std::vector<Remark> remarks;
    std::vector<SourceFile> files = {};  // where there are several; empty for one
};

// Several documents, each of one file, as one in their order. Lines go on rising from file to file.
// Their lines together must fit an int.
SourceDocument joined(std::vector<SourceDocument> documents);

// The line in its own file; 0 stays 0.
int line_in_file(const Place& place, const std::vector<SourceFile>& files);

}  // namespace mingzhang
