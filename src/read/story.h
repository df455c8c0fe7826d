// What stands in a document one below the other, before it is decided which tables are tables:
// DOCX and HTML become this, and this becomes blocks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "read/block_builder.h"

namespace mingzhang::read {

struct FlowTable;

struct FlowItem {
    enum class Kind { kText, kHeading, kTable, kPicture, kRemark };

    Kind kind = Kind::kText;
    std::string text;
    int level = 0;
    std::unique_ptr<FlowTable> table;
    Remark remark;
};
using Flow = std::vector<FlowItem>;

struct FlowCell {
    int column = 0;  // 0-based; cells of a row do not overlap
    int column_span = 1;
    int row_span = 1;
    Flow content;
};

// Covered cells are left out.
struct FlowTable {
    std::vector<std::vector<FlowCell>> rows;

    int columns() const;
};

void add_text(Flow& flow, std::string text);
void add_heading(Flow& flow, std::string text, int level);
void add_table(Flow& flow, FlowTable table);
void add_picture(Flow& flow);
void add_remark(Flow& flow, Remark remark);

// A table of one column, and one that only arranges others or the text of a page, give way to what
// they hold. A table inside the cell of another follows the outer one.
void add_flow(const Flow& flow, BlockBuilder& out);

}  // namespace mingzhang::read
