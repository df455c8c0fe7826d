#include "read/story.h"

#include <algorithm>

#include "model/figure.h"
#include "read/layout.h"
#include "read/markup.h"

namespace mingzhang::read {
namespace {

using Kind = StoryItem::Kind;

bool is_text(const StoryItem& item) {
    return item.kind == Kind::kText || item.kind == Kind::kHeading;
}

std::size_t text_bytes(const Story& story) {
    std::size_t bytes = 0;
    for (const StoryItem& item : story)
        if (is_text(item)) bytes += item.text.size();
    return bytes;
}

bool holds_table(const StoryCell& cell) {
    return std::any_of(cell.content.begin(), cell.content.end(),
                       [](const StoryItem& item) { return item.kind == Kind::kTable; });
}

bool is_plain_text(const StoryCell& cell) {
    return !holds_table(cell) && text_bytes(cell.content) > 0;
}

// Tables inside, and hardly a row of texts beside each other.
bool arranges_tables(const StoryTable& table) {
    bool inside = false;
    int rows_of_texts = 0;
    for (const auto& row : table.rows) {
        for (const StoryCell& cell : row) inside = inside || holds_table(cell);
        if (std::count_if(row.begin(), row.end(), is_plain_text) >= 2) ++rows_of_texts;
    }
    return inside && rows_of_texts <= 1;
}

// A few rows, and one cell with many paragraphs: the column of a page.
bool arranges_text(const StoryTable& table) {
    constexpr std::size_t kFewRows = 3, kManyTexts = 8;
    if (table.rows.size() > kFewRows) return false;
    std::size_t all = 0, largest = 0;
    for (const auto& row : table.rows) {
        for (const StoryCell& cell : row) {
            const std::size_t bytes = text_bytes(cell.content);
            all += bytes;
            const auto texts = static_cast<std::size_t>(
                std::count_if(cell.content.begin(), cell.content.end(), is_text));
            if (texts >= kManyTexts) largest = std::max(largest, bytes);
        }
    }
    return largest * 2 > all;
}

// Recursion is as deep as tables are nested, which readers limit.
class StoryWriter {
  public:
    explicit StoryWriter(BlockBuilder& out) : out_(out) {}

    void add(const Story& story) {
        for (const StoryItem& item : story) {
            if (out_.full()) return;
            switch (item.kind) {
                case Kind::kText:
                    out_.paragraph(item.text, place_of(item));
                    break;
                case Kind::kHeading:
                    out_.heading(item.text, item.level, place_of(item));
                    break;
                case Kind::kPicture:
                    out_.picture();
                    break;
                case Kind::kRemark:
                    out_.remark(item.remark);
                    break;
                case Kind::kTable:
                    add(*item.table);
                    break;
            }
        }
    }

  private:
    static Place place_of(const StoryItem& item) {
        Place place;
        place.cell = item.anchor;
        return place;
    }

    void add(const StoryTable& table) {
        if (table.columns() < 2 || arranges_tables(table) || arranges_text(table)) {
            for (const auto& row : table.rows)
                for (const StoryCell& cell : row) add(cell.content);
            return;
        }
        std::vector<SourceRow> rows;
        for (const auto& row : table.rows) {
            SourceRow& added = rows.emplace_back();
            added.number = static_cast<int>(rows.size());
            for (const StoryCell& cell : row) add_cell(cell, added);
        }
        if (is_sheet(table, rows)) {
            keep_borders(table, rows);
            lay_out_sheet(
                std::move(rows), [](const SourceRow&, int) { return Place{}; }, out_);
        } else {
            lay_out_table(std::move(rows), out_);
        }
        for (const auto& row : table.rows)
            for (const StoryCell& cell : row) add_what_follows(cell.content);
    }

    static bool bordered(const std::vector<StoryCell>& row) {
        return std::any_of(row.begin(), row.end(), [](const StoryCell& c) { return c.bordered; });
    }

    // Every row of numbers has borders, and some row of text has none.
    static bool is_sheet(const StoryTable& table, const std::vector<SourceRow>& rows) {
        bool free = false, ruled = false;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto& cells = rows[r].cells;
            const bool has_border = bordered(table.rows[r]);
            ruled = ruled || has_border;
            if (has_border || cells.empty()) continue;
            free = true;
            const bool number = std::any_of(cells.begin(), cells.end(), [](const SourceCell& c) {
                return parse_number(c.cell.text).form == NumberForm::kNumber;
            });
            if (number && cells.size() > 1) return false;
        }
        return free && ruled;
    }

    static void keep_borders(const StoryTable& table, std::vector<SourceRow>& rows) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            rows[r].first_ruled = 0;
            rows[r].last_ruled = -1;
            for (const StoryCell& cell : table.rows[r]) {
                if (!cell.bordered) continue;
                if (!rows[r].ruled()) rows[r].first_ruled = cell.column;
                rows[r].last_ruled = cell.column + cell.column_span - 1;
            }
        }
        const auto nothing = [](const SourceRow& row) { return row.cells.empty() && !row.ruled(); };
        rows.erase(std::remove_if(rows.begin(), rows.end(), nothing), rows.end());
    }

    void add_cell(const StoryCell& source, SourceRow& row) {
        SourceCell cell;
        cell.column = source.column;
        row.last_ruled = std::max(row.last_ruled, source.column + source.column_span - 1);
        std::string text;
        for (const StoryItem& item : source.content) {
            if (item.kind == Kind::kRemark) out_.remark(item.remark);
            if (!is_text(item)) continue;
            text.append(item.text).push_back('\n');
            if (cell.cell.place.cell.empty()) cell.cell.place.cell = item.anchor;
        }
        std::replace(text.begin(), text.end(), '\t', ' ');
        cell.cell.text = visible(text);
        if (cell.cell.text.empty()) return;
        cell.cell.column_span = source.column_span;
        cell.cell.row_span = source.row_span;
        row.cells.push_back(std::move(cell));
    }

    void add_what_follows(const Story& content) {
        for (const StoryItem& item : content) {
            if (item.kind == Kind::kTable) add(*item.table);
            if (item.kind == Kind::kPicture) out_.picture();
        }
    }

    BlockBuilder& out_;
};

StoryItem& added(Story& story, Kind kind) {
    story.emplace_back();
    story.back().kind = kind;
    return story.back();
}

}  // namespace

int StoryTable::columns() const {
    int most = 0;
    for (const auto& row : rows)
        for (const StoryCell& cell : row) most = std::max(most, cell.column + cell.column_span);
    return most;
}

void add_text(Story& story, std::string text) {
    if (!text.empty()) added(story, Kind::kText).text = std::move(text);
}

void add_heading(Story& story, std::string text, int level) {
    if (text.empty()) return;
    StoryItem& item = added(story, Kind::kHeading);
    item.text = std::move(text);
    item.level = level;
}

void add_table(Story& story, StoryTable table) {
    if (table.rows.empty()) return;
    added(story, Kind::kTable).table = std::make_unique<StoryTable>(std::move(table));
}

void add_picture(Story& story) { added(story, Kind::kPicture); }

void add_remark(Story& story, Remark remark) {
    added(story, Kind::kRemark).remark = std::move(remark);
}

void add_story(const Story& story, BlockBuilder& out) { StoryWriter(out).add(story); }

}  // namespace mingzhang::read
