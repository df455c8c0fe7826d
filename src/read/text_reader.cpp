#include "read/text_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "read/contents.h"
#include "read/markup.h"
#include "read/read.h"
#include "read/text_bars.h"

namespace mingzhang::read {
namespace {

using std::string_view;

// Characters rule rows and dividing lines are drawn with. The em dash is none of them: it stands
// for "nothing" in tables.
std::size_t rule_character(string_view s) {
    if (s.front() == '-' || s.front() == '=' || s.front() == '_' || s.front() == '*') return 1;
    if (s.starts_with("─") || s.starts_with("━")) return 3;
    return 0;
}

// The number of characters, if `s` is drawn of rule characters only.
std::optional<std::size_t> rule_length(string_view s) {
    std::size_t length = 0;
    while (!s.empty()) {
        const std::size_t size = rule_character(s);
        if (size == 0) return std::nullopt;
        s.remove_prefix(size);
        ++length;
    }
    return length;
}

constexpr std::size_t kShortestRule = 3;

bool is_dividing_line(string_view s) { return rule_length(s).value_or(0) >= kShortestRule; }

// "---------	-------	--	": single dashes would be a row of nothings.
bool is_rule_row(const Row& row) {
    std::size_t longest = 0;
    for (const GridCell& cell : row) {
        if (cell.text.empty()) continue;
        const auto length = rule_length(cell.text);
        if (!length || *length < 2) return false;
        longest = std::max(longest, *length);
    }
    return longest >= kShortestRule;
}

// Lines that a tab indents or ends: one text each, nothing beside it.
bool is_indented_text(const std::vector<Row>& rows) {
    return std::all_of(rows.begin(), rows.end(),
                       [](const Row& row) { return filled_cells(row) <= 1; });
}

class TextReader {
  public:
    TextReader(const std::string& text, const std::string& path) : source_(text), path_(path) {
        document_.path = path;
        document_.format = "text";
        if (text.find('\f') != std::string::npos) page_ = 1;
        if (text.find('\n') == std::string::npos) line_end_ = '\r';
    }

    Result<SourceDocument> read() {
        string_view rest = source_;
        for (line_ = 1; !rest.empty(); ++line_) {
            const auto end = rest.find(line_end_);
            read_line(rest.substr(0, end));
            if (is_too_large()) break;
            if (end == string_view::npos) break;
            rest.remove_prefix(end + 1);
        }
        if (!is_too_large()) {
            end_bars();
            end_table();
        }
        if (cells_ > kMostCells) return too_many(kMostCells, "table cells");
        if (paragraphs_ > kMostParagraphs) return too_many(kMostParagraphs, "paragraphs");
        return std::move(document_);
    }

  private:
    bool is_too_large() const { return cells_ > kMostCells || paragraphs_ > kMostParagraphs; }

    tl::unexpected<Error> too_many(std::size_t most, const char* what) const {
        return fail(path_, fmt::format("The file holds more than {} {}: this is no disclosure",
                                       most, what));
    }

    Place here() const {
        Place place;
        place.line = line_;
        place.page = page_;
        return place;
    }

    // A form feed begins a page, usually at the head of a line.
    void read_line(string_view line) {
        while (true) {
            const auto end = line.find('\f');
            read_piece(line.substr(0, end));
            if (end == string_view::npos) return;
            ++page_;
            line.remove_prefix(end + 1);
        }
    }

    void read_piece(string_view piece) {
        while (piece.ends_with('\r')) piece.remove_suffix(1);
        if (piece.find('\t') != string_view::npos) {
            end_bars();
            add_row(piece);
        } else if (is_with_bars(piece)) {
            add_bars(piece);
        } else if (is_text(piece)) {
            if (text_) end_bars();
            end_table();
            text_ = BarLine{piece, here()};
        }
    }

    bool is_with_bars(string_view piece) const {
        if (count_bars(piece) > 0) return true;
        return is_rule_between_rows(piece) && (!bars_.empty() || !is_dividing_line(piece)) &&
               !text_;
    }

    // A text alone on a line is a cell where the next line is its bar.
    void add_bars(string_view piece) {
        cells_ += count_bars(piece);
        if (text_ && is_single_bar(piece)) {
            bars_.push_back(*std::exchange(text_, std::nullopt));
        } else if (text_) {
            end_bars();
        }
        end_table();
        bars_.push_back({piece, here()});
    }

    static bool is_text(string_view piece) {
        const std::string text = plain(piece);
        return !text.empty() && !is_dividing_line(text);
    }

    // The lines with bars so far are a table or paragraphs; then follows the last line of text.
    void end_bars() {
        const std::vector<BarLine> lines = std::exchange(bars_, {});
        auto rows = lines.empty() ? std::nullopt : rows_between_bars(lines);
        if (rows) {
            table_ = *std::move(rows);
            end_table();
        } else {
            for (const BarLine& line : lines) add_text(line);
        }
        if (text_) add_text(*std::exchange(text_, std::nullopt));
    }

    void add_text(const BarLine& line) {
        std::string text = plain(line.text);
        if (!text.empty() && !is_dividing_line(text)) add_paragraph(std::move(text), line.place);
    }

    void add_row(string_view piece) {
        const auto count =
            static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\t')) + 1;
        cells_ += count;
        if (cells_ > kMostCells) return;
        Row row;
        row.reserve(count);
        for (const string_view cell : text::split(piece, '\t')) {
            GridCell& added = row.emplace_back();
            added.text = plain(cell);
            added.place = here();
        }
        if (!is_rule_row(row)) table_.push_back(std::move(row));
    }

    void add_paragraph(std::string paragraph, const Place& place) {
        ++paragraphs_;
        Block& block = document_.blocks.emplace_back();
        block.text = std::move(paragraph);
        block.place = place;
    }

    void end_table() {
        if (table_.empty()) return;
        std::vector<Row> rows = std::exchange(table_, {});
        if (!is_contents(rows) && !is_indented_text(rows)) {
            add_table(std::move(rows));
            return;
        }
        for (const Row& row : rows)
            if (filled_cells(row) > 0) add_paragraph(text_of(row), row.front().place);
    }

    // "部门：某部<tab>单位：万元" on top of a table is no row of it.
    static bool is_label_line(const Row& row) {
        constexpr std::size_t kMostLabels = 4;
        const auto is_label = [](const GridCell& cell) {
            return cell.text.empty() || text::contains(cell.text, "：") ||
                   text::contains(cell.text, ":");
        };
        const std::size_t filled = filled_cells(row);
        return filled > 0 && filled <= kMostLabels && std::all_of(row.begin(), row.end(), is_label);
    }

    void add_table(std::vector<Row> rows) {
        const auto first = std::find_if_not(rows.begin(), rows.end(), is_label_line);
        for (auto row = rows.begin(); row != first; ++row) {
            for (GridCell& cell : *row)
                if (!cell.text.empty()) add_paragraph(std::move(cell.text), cell.place);
        }
        rows.erase(rows.begin(), first);
        if (rows.empty()) return;
        Block& block = document_.blocks.emplace_back();
        block.kind = BlockKind::kTable;
        block.place = rows.front().front().place;
        block.grid.rows = std::move(rows);
    }

    const std::string& source_;
    const std::string& path_;
    SourceDocument document_;
    std::vector<Row> table_;       // of the pieces read so far
    std::vector<BarLine> bars_;    // consecutive lines with bars
    std::optional<BarLine> text_;  // the last line, if it has none: a bar may follow
    char line_end_ = '\n';
    int line_ = 0;
    int page_ = 0;  // 0 throughout where no form feed stands
    std::size_t cells_ = 0;
    std::size_t paragraphs_ = 0;
};

}  // namespace

Result<SourceDocument> read_bounded_text(const std::string& text, const std::string& path) {
    return TextReader(text, path).read();
}

SourceDocument read_text(const std::string& text, const std::string& path) {
    auto read = read_bounded_text(text, path);
    if (read) return *std::move(read);
    SourceDocument refused;
    refused.path = path;
    refused.format = "text";
    refused.remarks.push_back({"too-large", true, {}, {{"what", read.error().what}}});
    return refused;
}

}  // namespace mingzhang::read
