// What stands in a document one below the other, before it is decided which tables are tables:
// DOCX and HTML become this, and this becomes blocks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "read/block_builder.h"

namespace mingzhang::read {

struct StoryTable;

struct StoryItem {
    enum class Kind { kText, kHeading, kTable, kPicture, kRemark };

    Kind kind = Kind::kText;
    std::string text;
    int level = 0;
    std::string anchor;  // becomes Place::cell of what it becomes
    std::unique_ptr<StoryTable> table;
    Remark remark;
};
using Story = std::vector<StoryItem>;

struct StoryCell {
    int column = 0;  // 0-based; cells of a row do not overlap
    int column_span = 1;
    int row_span = 1;
    bool bordered = true;  // false where a border is known to be missing
    Story content;
};

// Covered cells are left out.
struct StoryTable {
    std::vector<std::vector<StoryCell>> rows;

    int columns() const;
};

void add_text(Story& story, std::string text);
void add_heading(Story& story, std::string text, int level);
void add_table(Story& story, StoryTable table);
void add_picture(Story& story);
void add_remark(Story& story, Remark remark);

// A table of which some rows have borders and others have none is read like a sheet: it may be one
// that was saved as a page. A table of one column, and one that only arranges others or the text of
// a page, give way to what they hold. A table inside the cell of another follows the outer one.
void add_story(const Story& story, BlockBuilder& out);

}  // namespace mingzhang::read
