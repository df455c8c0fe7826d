#include "publish/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

#include "base/file.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "publish/report_summary.h"
#include "publish/workbook_layout.h"
#include "publish/workbook_values.h"
#include "publish/xlsx_library.h"

namespace mingzhang::publish {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr const char* kBodyFont = "宋体";
constexpr const char* kTitleFont = "黑体";
constexpr double kBodySize = 10, kTextSize = 12;
constexpr double kLine = 13.5, kTextLine = 17, kAround = 5;  // in points
constexpr double kTallestRow = 409;
// A single column is never made smaller to fit a page, so it must be narrow enough by itself.
constexpr double kTextWidth = 78;
constexpr std::size_t kTallestText = 2000;  // bytes of a paragraph that fit a row of that height

std::string clean(const std::string& text) {
    std::string out;
    for (const auto line : text::split(text, '\n')) {
        if (!out.empty()) out += '\n';
        out += printable(line);
    }
    return out;
}

struct Look {
    double size = kBodySize;
    const char* font = kBodyFont;
    int align = LXW_ALIGN_LEFT;
    int indent = 0;
    bool bold = false, wrap = false, border = false, shaded = false, link = false;
    std::string number = {};  // "0.00", "@"

    auto key() const {
        return std::tie(size, font, align, indent, bold, wrap, border, shaded, link, number);
    }
    bool operator<(const Look& other) const { return key() < other.key(); }
};

// Rows of 说明, 0-based.
struct TextRow {
    std::string text;
    int level = 0;  // 0: a paragraph
    bool caption = false;
};

struct Entry {  // of the contents
    std::string text;
    int level = 0;
    std::string sheet;
    int row = 0;
};

struct PlannedTable {
    const PublishedTable* table;
    std::string title, sheet;
};

struct PlannedChart {
    const PublishedChart* chart;
    int row;
};

constexpr int kChartRows = 21;  // the picture below its figures

// What goes where.
class Plan {
  public:
    explicit Plan(const Publication& p) {
        contents = names_.take("目录");
        notes = names_.take("说明");
        charts_sheet = names_.take("图");
        for (const PublishedBlock& block : p.blocks) add(block, p.year);
    }

    std::string contents, notes, charts_sheet, contents_title = "目录";
    std::vector<TextRow> texts;
    std::vector<PlannedTable> tables;
    std::vector<PlannedChart> charts;
    std::vector<Entry> entries;

  private:
    void add(const PublishedBlock& block, int year) {
        switch (block.kind) {
            case PublishedKind::kContents:
                if (!block.text.empty()) contents_title = clean(block.text);
                break;
            case PublishedKind::kHeading:
                entries.push_back({clean(block.text), block.level, notes, next_text()});
                add_text(block);
                break;
            case PublishedKind::kParagraph:
                add_text(block);
                break;
            case PublishedKind::kTable:
                add_table(block.table, year);
                break;
            case PublishedKind::kChart:
                add_chart(block.chart);
                break;
            case PublishedKind::kCover:
            case PublishedKind::kPageBreak:
                break;
        }
    }

    int next_text() const { return static_cast<int>(texts.size()); }

    void add_text(const PublishedBlock& block) {
        if (block.text.empty()) return;
        const bool heading = block.kind == PublishedKind::kHeading;
        const int level = heading ? std::max(1, block.level) : 0;
        for (std::string& piece : pieces_of(clean(block.text), kTallestText))
            texts.push_back({std::move(piece), level, block.caption});
        if (heading) level_ = level;
        if (heading || block.caption) heading_ = clean(block.text);
    }

    void add_table(const PublishedTable& table, int year) {
        PlannedTable planned{&table, clean(table.title), ""};
        if (planned.title.empty()) planned.title = heading_;
        planned.sheet = names_.take(clean(wanted_sheet_name(table, heading_, year)));
        entries.push_back({planned.sheet, level_ + 1, planned.sheet, 0});
        tables.push_back(std::move(planned));
    }

    void add_chart(const PublishedChart& chart) {
        entries.push_back({"图：" + clean(chart.title), level_ + 1, charts_sheet, chart_row_});
        charts.push_back({&chart, chart_row_});
        chart_row_ += static_cast<int>(chart.slices.size()) + 3 + kChartRows;
    }

    SheetNames names_;
    std::string heading_;
    int level_ = 0, chart_row_ = 0;
};

std::string quoted(const std::string& sheet) {
    return "'" + text::replace_all(sheet, "'", "''") + "'";
}

// A workbook being written in a folder of its own.
class Book {
  public:
    explicit Book(const std::string& folder)
        : path_(folder + "/publication.xlsx"), book_(xlsx().workbook_new(path_.c_str())) {}

    lxw_workbook* raw() const { return book_; }

    lxw_format* format(const Look& look) {
        const auto found = formats_.find(look);
        if (found != formats_.end()) return found->second;
        return formats_[look] = make_format(look);
    }

    // Keeps the first place that could not be written.
    void note(lxw_error error, const std::string& where) {
        if (error != LXW_NO_ERROR && too_large_.empty()) too_large_ = where;
    }

    // The bytes of the file.
    Result<std::string> finish() {
        const bool written = xlsx().workbook_close(book_) == LXW_NO_ERROR;
        if (!too_large_.empty())
            return fail(too_large_, "This is larger than a workbook can hold",
                        "publish it in another format");
        if (!written) return fail(path_, "the workbook cannot be written", "is the disk full?");
        return read_file(path_, kMostBytes);
    }

  private:
    lxw_format* make_format(const Look& look) const {
        lxw_format* f = xlsx().workbook_add_format(book_);
        xlsx().format_set_font_name(f, look.font);
        xlsx().format_set_font_size(f, look.size);
        xlsx().format_set_align(f, static_cast<uint8_t>(look.align));
        xlsx().format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        if (look.indent > 0)
            xlsx().format_set_indent(f, static_cast<uint8_t>(std::min(look.indent, 15)));
        if (look.bold) xlsx().format_set_bold(f);
        if (look.wrap) xlsx().format_set_text_wrap(f);
        if (look.border) xlsx().format_set_border(f, LXW_BORDER_THIN);
        if (look.shaded) xlsx().format_set_bg_color(f, 0xEDEDED);
        if (look.link) {
            xlsx().format_set_font_color(f, 0x0563C1);
            xlsx().format_set_underline(f, LXW_UNDERLINE_SINGLE);
        }
        if (!look.number.empty()) xlsx().format_set_num_format(f, look.number.c_str());
        return f;
    }

    std::string path_;
    lxw_workbook* book_;
    std::map<Look, lxw_format*> formats_;
    std::string too_large_;
};

class Sheet {
  public:
    Sheet(Book& book, std::string name, const Publication& p)
        : book_(book),
          name_(std::move(name)),
          sheet_(xlsx().workbook_add_worksheet(book.raw(), name_.c_str())) {
        constexpr uint8_t kA4 = 9;
        constexpr double kSide = 0.7, kTopAndBottom = 0.8, kBelowWatermark = 1.1;  // in inches
        xlsx().worksheet_set_paper(sheet_, kA4);
        xlsx().worksheet_set_margins(sheet_, kSide, kSide,
                                     p.watermark.empty() ? kTopAndBottom : kBelowWatermark,
                                     kTopAndBottom);
        xlsx().worksheet_fit_to_pages(sheet_, 1, 0);
        xlsx().worksheet_center_horizontally(sheet_);
        xlsx().worksheet_set_footer(sheet_, "&C&P / &N");
        set_watermark(clean(p.watermark));
    }

    lxw_worksheet* raw() const { return sheet_; }
    const std::string& name() const { return name_; }

    void width(int column, double characters) {
        const auto c = static_cast<lxw_col_t>(column);
        xlsx().worksheet_set_column(sheet_, c, c, characters, nullptr);
    }

    void height(int row, double points) {
        xlsx().worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), std::min(points, kTallestRow),
                                 nullptr);
    }

    void text(int row, int column, const std::string& text, const Look& look) {
        note(xlsx().worksheet_write_string(sheet_, static_cast<lxw_row_t>(row),
                                           static_cast<lxw_col_t>(column), text.c_str(),
                                           book_.format(look)),
             row, column);
    }

    void blank(int row, int column, const Look& look) {
        note(xlsx().worksheet_write_blank(sheet_, static_cast<lxw_row_t>(row),
                                          static_cast<lxw_col_t>(column), book_.format(look)),
             row, column);
    }

    void number(int row, int column, double value, const Look& look) {
        note(xlsx().worksheet_write_number(sheet_, static_cast<lxw_row_t>(row),
                                           static_cast<lxw_col_t>(column), value,
                                           book_.format(look)),
             row, column);
    }

    void formula(int row, int column, const std::string& sum, double value, const Look& look) {
        note(xlsx().worksheet_write_formula_num(sheet_, static_cast<lxw_row_t>(row),
                                                static_cast<lxw_col_t>(column), ("=" + sum).c_str(),
                                                book_.format(look), value),
             row, column);
    }

    void link(int row, int column, const Entry& to, const Look& look) {
        const std::string target = fmt::format("internal:{}!A{}", quoted(to.sheet), to.row + 1);
        note(xlsx().worksheet_write_url_opt(sheet_, static_cast<lxw_row_t>(row),
                                            static_cast<lxw_col_t>(column), target.c_str(),
                                            book_.format(look), to.text.c_str(), nullptr),
             row, column);
    }

    // Before what its first cell holds is written.
    void merge(int row, int column, int rows, int columns, const Look& look) {
        if (rows == 1 && columns == 1) return;
        note(xlsx().worksheet_merge_range(
                 sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                 static_cast<lxw_row_t>(row + rows - 1),
                 static_cast<lxw_col_t>(column + columns - 1), "", book_.format(look)),
             row, column);
    }

  private:
    void note(lxw_error error, int row, int column) {
        if (error != LXW_NO_ERROR)
            book_.note(error, fmt::format("{}!{}{}", name_, column_letters(column), row + 1));
    }

    // Large grey words at the head of each page: what a workbook has for a watermark.
    void set_watermark(const std::string& words) {
        constexpr std::size_t kLongest = 120;  // bytes; a header takes 255 characters
        if (words.empty()) return;
        const std::string shown = pieces_of(text::replace_all(words, "\n", " "), kLongest).front();
        const std::string header =
            fmt::format("&C&\"{}\"&KBFBFBF&36 {}", kTitleFont, text::replace_all(shown, "&", "&&"));
        xlsx().worksheet_set_header(sheet_, header.c_str());
    }

    Book& book_;
    std::string name_;
    lxw_worksheet* sheet_;
};

// ------------------------------------------------------------------------------------- contents

void write_contents(Book& book, const Plan& plan, const Publication& p) {
    Sheet sheet(book, plan.contents, p);
    xlsx().worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    sheet.width(0, kTextWidth);
    int row = 0;
    const auto line = [&](const std::string& text, const Look& look, double height) {
        if (text.empty()) return;
        sheet.height(row, height);
        sheet.text(row++, 0, text, look);
    };
    Look look;
    look.align = LXW_ALIGN_CENTER;
    look.wrap = true;
    look.font = kTitleFont;
    look.size = 20;
    const std::string title = clean(p.title);
    line(title, look, 20 + 26 * lines_in(title, kTextWidth / 2));
    look.size = 14;
    line(clean(p.department), look, 28);
    look.font = kBodyFont;
    look.size = kTextSize;
    line(clean(p.date), look, 22);
    ++row;
    look.font = kTitleFont;
    look.size = 14;
    line(plan.contents_title, look, 30);
    for (const Entry& entry : plan.entries) {
        Look link;
        link.size = kTextSize - 1;
        link.link = true;
        link.wrap = true;
        link.bold = entry.level == 1;
        link.indent = std::max(0, entry.level - 1) * 2;
        sheet.height(row, kTextLine * lines_in(entry.text, kTextWidth - 2 * link.indent) + 3);
        sheet.link(row++, 0, entry, link);
    }
}

// ---------------------------------------------------------------------------------------- texts

Look look_of(const TextRow& row) {
    Look look;
    look.wrap = true;
    look.size = row.level == 1 ? 15 : row.level == 2 ? 13 : kTextSize;
    if (row.level == 1 || row.level == 2) look.font = kTitleFont;
    look.bold = row.level > 2;
    if (row.level == 1 || row.caption) look.align = LXW_ALIGN_CENTER;
    return look;
}

void write_texts(Book& book, const Plan& plan, const Publication& p) {
    if (plan.texts.empty()) return;
    Sheet sheet(book, plan.notes, p);
    xlsx().worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    sheet.width(0, kTextWidth);
    for (std::size_t i = 0; i < plan.texts.size(); ++i) {
        const TextRow& row = plan.texts[i];
        const Look look = look_of(row);
        const bool paragraph = row.level == 0 && !row.caption;
        const std::string shown = paragraph ? "　　" + row.text : row.text;
        const double size = look.size / kBodySize;  // the width is in letters of body size
        const double around = row.level == 1 ? 16 : row.level > 1 ? 8 : kAround;
        const double line = kTextLine * look.size / kTextSize;
        sheet.height(static_cast<int>(i), line * lines_in(shown, kTextWidth / size) + around);
        sheet.text(static_cast<int>(i), 0, shown, look);
    }
}

// --------------------------------------------------------------------------------------- tables

class TableWriter {
  public:
    TableWriter(Book& book, const PlannedTable& planned, const Publication& p)
        : sheet_(book, planned.sheet, p),
          table_(*planned.table),
          title_(planned.title),
          widths_(column_widths(table_)),
          live_(live_sums(table_)) {}

    void write() {
        for (std::size_t c = 0; c < widths_.size(); ++c)
            sheet_.width(static_cast<int>(c), widths_[c]);
        write_top();
        first_row_ = row_;
        write_rows();
        write_notes();
        set_page();
    }

  private:
    int columns() const { return static_cast<int>(widths_.size()); }
    double width() const {
        double sum = 0;
        for (const double w : widths_) sum += w;
        return sum;
    }

    // A row over all columns.
    void across(const std::string& text, const Look& look, double line) {
        sheet_.height(row_, line * lines_in(text, width() * kBodySize / look.size) + kAround);
        sheet_.merge(row_, 0, 1, columns(), look);
        sheet_.text(row_++, 0, text, look);
    }

    void write_top() {
        Look look;
        if (!table_.number.empty()) across(clean(table_.number), look, kLine);
        look.wrap = true;
        if (!title_.empty()) {
            Look title = look;
            title.font = kTitleFont;
            title.size = 16;
            title.align = LXW_ALIGN_CENTER;
            across(title_, title, 24);
        }
        const std::string department = clean(table_.department), unit = clean(table_.unit_line);
        if (department.empty() && unit.empty()) return;
        Look left, right;
        right.align = LXW_ALIGN_RIGHT;
        if (columns() == 1) {
            if (!department.empty()) across(department, look, kLine);
            if (!unit.empty()) across(unit, right, kLine);
            return;
        }
        // Beside each other, each over the blank cells next to it.
        sheet_.height(row_, kLine + kAround);
        if (!department.empty()) sheet_.text(row_, 0, department, left);
        if (!unit.empty()) sheet_.text(row_, columns() - 1, unit, right);
        ++row_;
    }

    void write_rows() {
        const std::vector<int> lines = row_lines(table_, widths_);
        for (std::size_t r = 0; r < table_.rows.size(); ++r, ++row_) {
            sheet_.height(row_, kLine * lines[r] + kAround);
            for (std::size_t c = 0; c < table_.rows[r].size(); ++c) write_cell(r, c);
        }
    }

    // What a cell covers, as far as it is there and covered by nothing else.
    CellAt span_of(std::size_t r, std::size_t c) const {
        const PublishedCell& cell = table_.rows[r][c];
        const auto covered = [&](std::size_t row, std::size_t column) {
            return row < table_.rows.size() && column < table_.rows[row].size() &&
                   table_.rows[row][column].column_span == 0;
        };
        int columns = 1, rows = 1;
        while (columns < cell.column_span && covered(r, c + static_cast<std::size_t>(columns)))
            ++columns;
        const auto row_covered = [&](std::size_t row) {
            for (int i = 0; i < columns; ++i) {
                if (!covered(row, c + static_cast<std::size_t>(i))) return false;
            }
            return true;
        };
        while (rows < cell.row_span && row_covered(r + static_cast<std::size_t>(rows))) ++rows;
        return {rows, columns};
    }

    Look look_of(const PublishedCell& cell) const {
        Look look;
        look.border = true;
        look.bold = cell.emphasis;
        look.indent = cell.indent;
        look.wrap = cell.role != CellRole::kAmount && cell.role != CellRole::kCode;
        if (cell.role == CellRole::kAmount) look.align = LXW_ALIGN_RIGHT;
        if (cell.role == CellRole::kCode) look.number = "@";
        if (cell.role == CellRole::kHeading) {
            look.align = LXW_ALIGN_CENTER;
            look.bold = look.shaded = true;
        }
        return look;
    }

    void write_cell(std::size_t r, std::size_t c) {
        const PublishedCell& cell = table_.rows[r][c];
        const int column = static_cast<int>(c);
        if (cell.column_span < 1 || cell.row_span < 1) return;
        Look look = look_of(cell);
        const auto stored =
            cell.role == CellRole::kAmount ? stored_number(cell, table_) : std::nullopt;
        if (stored) look.number = stored->format;
        const CellAt span = span_of(r, c);
        sheet_.merge(row_, column, span.row, span.column, look);
        if (cell.text.empty()) return sheet_.blank(row_, column, look);
        if (!stored) return sheet_.text(row_, column, clean(cell.text), look);
        const std::string sum = live_[r][c] ? live_formula(cell, table_, first_row_) : "";
        if (sum.empty()) return sheet_.number(row_, column, stored->value, look);
        sheet_.formula(row_, column, sum, stored->value, look);
    }

    void write_notes() {
        Look look;
        look.wrap = true;
        for (const std::string& note : table_.notes) across(clean(note), look, kLine);
    }

    void set_page() {
        if (table_.landscape) xlsx().worksheet_set_landscape(sheet_.raw());
        const int rows = static_cast<int>(table_.rows.size());
        const int header = std::clamp(table_.header_rows, 0, rows);
        if (header > 0) {
            const auto below = static_cast<lxw_row_t>(first_row_ + header);
            xlsx().worksheet_freeze_panes(sheet_.raw(), below, 0);
            xlsx().worksheet_repeat_rows(sheet_.raw(), static_cast<lxw_row_t>(first_row_),
                                         below - 1);
        }
        if (rows == 0) return;
        // Codes are texts, and sums of some cells, because they are meant to be.
        const std::string range = fmt::format("A{}:{}{}", first_row_ + 1,
                                              column_letters(columns() - 1), first_row_ + rows);
        for (const uint8_t kind : {LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_DIFFERS,
                                   LXW_IGNORE_FORMULA_RANGE})
            xlsx().worksheet_ignore_errors(sheet_.raw(), kind, range.c_str());
    }

    Sheet sheet_;
    const PublishedTable& table_;
    std::string title_;
    std::vector<double> widths_;
    std::vector<std::vector<bool>> live_;
    int row_ = 0, first_row_ = 0;
};

// --------------------------------------------------------------------------------------- charts

// The unit that the words beside the slices use.
Unit unit_of(const PublishedChart& chart) {
    for (const Unit unit :
         {Unit::kYiYuan, Unit::kMillionYuan, Unit::kWanYuan, Unit::kThousandYuan, Unit::kYuan}) {
        for (const Slice& slice : chart.slices) {
            if (text::contains(slice.text, unit_name(unit))) return unit;
        }
    }
    return Unit::kWanYuan;
}

class ChartWriter {
  public:
    ChartWriter(Book& book, Sheet& sheet, const PlannedChart& planned)
        : book_(book), sheet_(sheet), chart_(*planned.chart), row_(planned.row) {}

    void write() {
        write_figures();
        if (!chart_.slices.empty()) insert_picture();
    }

  private:
    void write_figures() {
        Look title;
        title.font = kTitleFont;
        title.size = 14;
        title.align = LXW_ALIGN_CENTER;
        sheet_.height(row_, 28);
        sheet_.merge(row_, 0, 1, 3, title);
        sheet_.text(row_, 0, clean(chart_.title), title);
        const Unit unit = unit_of(chart_);
        Look head;
        head.border = head.bold = head.shaded = true;
        head.align = LXW_ALIGN_CENTER;
        const std::vector<std::string> heads = {"项目", fmt::format("金额（{}）", unit_name(unit)),
                                                "说明"};
        for (int c = 0; c < 3; ++c)
            sheet_.text(row_ + 1, c, heads[static_cast<std::size_t>(c)], head);
        int row = first_slice();
        for (const Slice& slice : chart_.slices) write_slice(row++, slice, unit);
    }

    void write_slice(int row, const Slice& slice, Unit unit) {
        PublishedTable table;
        table.unit = unit;
        PublishedCell cell;
        cell.text = slice.amount.print(unit, 2);
        cell.amount = slice.amount;
        Look look;
        look.border = look.wrap = true;
        sheet_.height(
            row, kLine * std::max(lines_in(slice.label, kLabel), lines_in(slice.text, kWords)) +
                     kAround);
        sheet_.text(row, 0, clean(slice.label), look);
        sheet_.text(row, 2, clean(slice.text), look);
        look.align = LXW_ALIGN_RIGHT;
        look.wrap = false;
        const auto stored = stored_number(cell, table);
        if (!stored) return sheet_.text(row, 1, cell.text, look);
        look.number = stored->format;
        sheet_.number(row, 1, stored->value, look);
    }

    void insert_picture() {
        lxw_chart* pie = xlsx().workbook_add_chart(book_.raw(), LXW_CHART_PIE);
        lxw_chart_series* series = xlsx().chart_add_series(pie, range(0).c_str(), range(1).c_str());
        xlsx().chart_title_set_name_range(pie, sheet_.name().c_str(), static_cast<lxw_row_t>(row_),
                                          0);
        xlsx().chart_legend_set_position(pie, LXW_CHART_LEGEND_BOTTOM);
        xlsx().chart_series_set_labels(series);
        xlsx().chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
        xlsx().chart_series_set_labels_leader_line(series);
        set_labels(series);
        lxw_chart_options options{};
        constexpr double kPictureWidth = 1.29, kPictureHeight = 1.2;  // of 480 × 288 pixels
        options.x_scale = kPictureWidth;
        options.y_scale = kPictureHeight;
        std::string description = clean(chart_.title);
        options.description = description.data();
        xlsx().worksheet_insert_chart_opt(
            sheet_.raw(), static_cast<lxw_row_t>(first_slice() + slices() + 1), 0, pie, &options);
    }

    // The words beside each slice. As text: not every program reads them from a cell.
    void set_labels(lxw_chart_series* series) {
        std::vector<std::string> words;
        for (const Slice& slice : chart_.slices) {
            const std::string text = clean(slice.text);
            words.push_back(text.starts_with('=') ? " " + text : text);  // else a formula
        }
        std::vector<lxw_chart_data_label> labels(words.size());
        std::vector<lxw_chart_data_label*> list;
        for (std::size_t i = 0; i < words.size(); ++i) {
            labels[i].value = words[i].data();
            list.push_back(&labels[i]);
        }
        list.push_back(nullptr);
        xlsx().chart_series_set_labels_custom(series, list.data());
    }

    int first_slice() const { return row_ + 2; }
    int slices() const { return static_cast<int>(chart_.slices.size()); }
    std::string range(int column) const {
        const std::string letters = column_letters(column);
        return fmt::format("={}!${}${}:${}${}", quoted(sheet_.name()), letters, first_slice() + 1,
                           letters, first_slice() + slices());
    }

  public:
    static constexpr double kLabel = 40, kAmount = 18, kWords = 30;

  private:
    Book& book_;
    Sheet& sheet_;
    const PublishedChart& chart_;
    int row_;
};

void write_charts(Book& book, const Plan& plan, const Publication& p) {
    if (plan.charts.empty()) return;
    Sheet sheet(book, plan.charts_sheet, p);
    xlsx().worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    sheet.width(0, ChartWriter::kLabel);
    sheet.width(1, ChartWriter::kAmount);
    sheet.width(2, ChartWriter::kWords);
    for (const PlannedChart& planned : plan.charts) ChartWriter(book, sheet, planned).write();
}

// A day of the budget's year, so that the bytes are the same whenever it is written.
time_t fixed_day(int year) {
    const std::chrono::year y(std::clamp(year, 1970, 2999));
    const std::chrono::sys_days day = y / std::chrono::January / 1;
    return day.time_since_epoch() / std::chrono::seconds(1);
}

void set_properties(Book& book, const Publication& p) {
    std::string title = clean(p.title), department = clean(p.department);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = department.data();
    properties.company = department.data();
    properties.created = fixed_day(p.year == 0 ? 2000 : p.year);
    xlsx().workbook_set_properties(book.raw(), &properties);
}

}  // namespace

Result<std::string> xlsx_of(const Publication& publication) {
    if (!xlsx().library.loaded()) return xlsx().library.missing("XLSX");
    const TemporaryFolder folder("workbook");
    if (folder.path().empty())
        return fail("XLSX", "no temporary folder can be made", "TMPDIR names the folder for it");
    const Plan plan(publication);
    Book book(folder.path());
    set_properties(book, publication);
    write_contents(book, plan, publication);
    write_texts(book, plan, publication);
    for (const PlannedTable& table : plan.tables) TableWriter(book, table, publication).write();
    write_charts(book, plan, publication);
    return book.finish();
}

}  // namespace mingzhang::publish
