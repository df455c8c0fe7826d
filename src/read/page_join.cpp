#include "read/page_join.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/page_geometry.h"
#include "read/page_seam.h"

namespace mingzhang::read {
namespace {

constexpr float kSameColumn = 4;          // points between edges of one column
constexpr float kAlignedColumn = 15;      // where only the texts tell the columns
constexpr float kAdjoining = 6;           // points between pieces on one page
constexpr float kNearBottom = 0.5f;       // of the page's height
constexpr float kSpareRow = 12;           // points that may stay empty above a page's end
constexpr float kSpareLines = 40;         // that a row may leave empty which is cut
constexpr std::size_t kMostCaptions = 5;  // paragraphs above a table
constexpr std::size_t kLongestCaption = 80;

using Edges = std::vector<float>;

float tolerance(const TablePiece& a, const TablePiece& b) {
    return a.ruled && b.ruled ? kSameColumn : kAlignedColumn;
}

bool among(const Edges& edges, float at, float near) {
    const int i = nearest(edges, at);
    return i >= 0 && std::fabs(edges[static_cast<std::size_t>(i)] - at) <= near;
}

bool all_among(const Edges& some, const Edges& all, float near) {
    return std::all_of(some.begin(), some.end(), [&](float at) { return among(all, at, near); });
}

Edges moved(Edges edges, float by) {
    for (float& at : edges) at += by;
    return edges;
}

// How far a piece is to be moved so that it is as wide as the table; margins may differ from page
// to page.
std::optional<float> shift_between(const TablePiece& table, const TablePiece& piece) {
    const float by = table.edges.front() - piece.edges.front();
    if (std::fabs(table.edges.back() - piece.edges.back() - by) > tolerance(table, piece))
        return std::nullopt;
    return by;
}

// Whether the gaps between aligned columns meet, all moved by `by`.
bool same_gaps(const std::vector<Gap>& table, const std::vector<Gap>& piece, float by) {
    return std::equal(table.begin(), table.end(), piece.begin(), piece.end(),
                      [&](const Gap& a, const Gap& b) {
                          return overlap(a.from, a.to, b.from + by, b.to + by) >= 0;
                      });
}

// Whether one has the columns of the other, or some of them.
bool same_columns(const TablePiece& table, const TablePiece& piece, float by) {
    const bool ruled = table.ruled && piece.ruled;
    if (!ruled && table.columns() != piece.columns()) return false;
    if (!table.ruled && !piece.ruled) return same_gaps(table.gaps, piece.gaps, by);
    const float near = tolerance(table, piece);
    return all_among(piece.edges, table.edges, near) || all_among(table.edges, piece.edges, near);
}

// Edges of both, those of `table` where they are the same.
Edges united(const Edges& table, const Edges& piece, float near) {
    Edges out = table;
    for (const float at : piece)
        if (!among(table, at, near)) out.push_back(at);
    std::sort(out.begin(), out.end());
    return out;
}

// Columns counted by other edges, which hold the old ones; false where two of them are one there,
// or an outer one is not.
bool set_edges(TablePiece& piece, const Edges& edges) {
    std::vector<int> index;
    for (const float at : piece.edges) index.push_back(nearest(edges, at));
    if (index.front() != 0 || index.back() + 1 != static_cast<int>(edges.size()) ||
        std::adjacent_find(index.begin(), index.end(), std::greater_equal<>()) != index.end())
        return false;
    for (PieceCell& cell : piece.cells) {
        const auto column = static_cast<std::size_t>(cell.column);
        const int end = index[column + static_cast<std::size_t>(cell.column_span)];
        cell.column = index[column];
        cell.column_span = end - cell.column;
    }
    piece.edges = edges;
    return true;
}

std::string squeezed(const std::string& s) { return text::fold_label(s); }

using RowCells = std::vector<const PieceCell*>;

std::vector<RowCells> rows_of(const TablePiece& piece) {
    std::vector<RowCells> rows(static_cast<std::size_t>(piece.rows));
    for (const PieceCell& cell : piece.cells)
        rows[static_cast<std::size_t>(cell.row)].push_back(&cell);
    return rows;
}

bool same_row(const RowCells& a, const RowCells& b) {
    if (a.size() != b.size()) return false;
    return std::equal(a.begin(), a.end(), b.begin(), [](const PieceCell* x, const PieceCell* y) {
        return x->column == y->column && x->column_span == y->column_span &&
               squeezed(x->text) == squeezed(y->text);
    });
}

bool has_text(const RowCells& row) {
    return std::any_of(row.begin(), row.end(),
                       [](const PieceCell* cell) { return !cell->text.empty(); });
}

bool has_amount(const RowCells& row) {
    return std::any_of(row.begin(), row.end(), [](const PieceCell* cell) {
        const std::u32string s = text::code_points(cell->text);
        return is_number(s) && s.find(U'.') != std::u32string::npos;
    });
}

// Leading rows of `piece` that repeat those of `table`: its heading, not its amounts.
int repeated_rows(const TablePiece& table, const TablePiece& piece) {
    const auto of_table = rows_of(table), of_piece = rows_of(piece);
    std::size_t n = 0;
    while (n < of_table.size() && n < of_piece.size() && same_row(of_table[n], of_piece[n]) &&
           !has_amount(of_piece[n]))
        ++n;
    // All of the last heading row's cells end there.
    for (; n > 0; --n) {
        const bool cut =
            std::any_of(piece.cells.begin(), piece.cells.end(), [&](const PieceCell& cell) {
                const auto row = static_cast<std::size_t>(cell.row);
                return row < n && row + static_cast<std::size_t>(cell.row_span) > n;
            });
        if (!cut) break;
    }
    return n > 0 && std::any_of(of_piece.begin(), of_piece.begin() + static_cast<std::ptrdiff_t>(n),
                                has_text)
               ? static_cast<int>(n)
               : 0;
}

void drop_rows(TablePiece& piece, int n) {
    std::erase_if(piece.cells, [&](const PieceCell& cell) { return cell.row < n; });
    for (PieceCell& cell : piece.cells) cell.row -= n;
    piece.rows -= n;
}

std::string without_continued(std::string s) {
    for (const char* word : {"(续)", "(续表)", "续表", "(续上表)", "续"})
        s = text::replace_all(std::move(s), word, "");
    return s;
}

// How far down text and tables go on the pages of each size.
std::vector<float> text_bottoms(const std::vector<PageFlow>& pages,
                                const std::vector<Part>& parts) {
    std::map<long, float> by_height;
    const auto at = [&](std::size_t page) -> float& {
        return by_height[std::lround(pages[page].upright.page.height)];
    };
    for (const Part& part : parts) {
        if (const auto* paragraph = std::get_if<Paragraph>(&part)) {
            for (const FlowLine& line : paragraph->lines)
                at(line.page) = std::max(at(line.page), line.line.box.bottom);
        } else if (const auto* table = std::get_if<TablePiece>(&part)) {
            float& bottom = at(static_cast<std::size_t>(table->page));
            bottom = std::max(bottom, table->bottom);
        }
    }
    std::vector<float> out;
    for (std::size_t page = 0; page < pages.size(); ++page) out.push_back(at(page));
    return out;
}

class TableJoin {
  public:
    TableJoin(std::vector<Part> parts, const std::vector<PageFlow>& pages)
        : parts_(std::move(parts)), pages_(pages), bottoms_(text_bottoms(pages, parts_)) {}

    std::vector<Part> run() {
        for (Part& part : parts_) {
            auto* piece = std::get_if<TablePiece>(&part);
            if (piece == nullptr || (!joined(*piece) && !piece->weak)) {
                out_.push_back(std::move(part));
            } else if (piece->weak && !joined_) {
                add_paragraphs(*piece);
            }
            if (piece != nullptr) set_table();
        }
        return std::move(out_);
    }

  private:
    // The table that the next piece may belong to: the last one of out_.
    void set_table() {
        for (std::size_t i = out_.size(); i-- > 0;) {
            if (std::holds_alternative<TablePiece>(out_[i])) {
                table_ = i;
                return;
            }
        }
    }

    // What turned out to be no table: a text of each cell.
    void add_paragraphs(const TablePiece& piece) {
        for (const PieceCell& cell : piece.cells) {
            if (cell.text.empty()) continue;
            Paragraph paragraph;
            paragraph.text = text::code_points(text::replace_all(cell.text, "\n", " "));
            FlowLine& line = paragraph.lines.emplace_back();
            line.page = static_cast<std::size_t>(cell.page);
            line.line.box = cell.box;
            out_.emplace_back(std::move(paragraph));
        }
    }

    bool joined(const TablePiece& piece) {
        joined_ = join(piece);
        return joined_;
    }

    bool join(const TablePiece& piece) {
        if (!table_) return false;
        TablePiece& table = std::get<TablePiece>(out_[*table_]);
        const std::size_t between = out_.size() - *table_ - 1;
        if (!follows(table, piece, between)) return false;
        const auto by = shift_between(table, piece);
        if (!by) return false;
        TablePiece fitted = piece;
        fitted.edges = moved(fitted.edges, *by);
        const bool same = same_columns(table, fitted, *by);
        if (!same && !(table.ruled && piece.ruled)) return false;
        TablePiece widened = table;
        const bool ruled = table.ruled && piece.ruled;
        if (!ruled) fitted.edges = table.edges;
        const Edges edges = united(table.edges, fitted.edges, tolerance(table, piece));
        if (!set_edges(fitted, edges) || !set_edges(widened, edges)) return false;
        const int repeated = repeated_rows(widened, fitted);
        if (repeated == 0 && (!may_go_on(table, piece, same) ||
                              (between > 0 && (!same || begins_alike(widened, fitted)))))
            return false;
        drop_rows(fitted, repeated);
        if (fitted.rows > 0) append_piece(widened, std::move(fitted), fills_page(table));
        table = std::move(widened);
        out_.resize(*table_ + 1);
        return true;
    }

    // Below a repeated caption: the first row is that of a form, with other contents.
    static bool begins_alike(const TablePiece& table, const TablePiece& piece) {
        const std::string label = squeezed(table.cells.front().text);
        return !label.empty() && label == squeezed(piece.cells.front().text);
    }

    // Without a repeated heading: a table of the same columns ends well down on its page; one of
    // others (a form) where the next row would not have fitted.
    bool may_go_on(const TablePiece& table, const TablePiece& piece, bool same_columns) const {
        if (table.last_page == piece.page) return same_columns && !piece.weak;
        const auto page = static_cast<std::size_t>(table.last_page);
        if (same_columns && !piece.weak)
            return table.bottom > kNearBottom * pages_[page].upright.page.height;
        float row = 0;
        for (const PieceCell& cell : piece.cells)
            if (cell.row == 0 && cell.row_span == 1) row = std::max(row, height(cell.box));
        return bottoms_[page] - table.bottom < row + kSpareRow;
    }

    // No more than a few lines would have fitted below it.
    bool fills_page(const TablePiece& table) const {
        return bottoms_[static_cast<std::size_t>(table.last_page)] - table.bottom < kSpareLines;
    }

    bool follows(const TablePiece& table, const TablePiece& piece, std::size_t between) const {
        if (piece.page == table.last_page)
            return between == 0 && std::fabs(piece.box.top - table.bottom) < kAdjoining;
        if (piece.page != table.last_page + 1) return false;
        for (std::size_t i = *table_ + 1; i < out_.size(); ++i)
            if (!repeats_caption(out_[i])) return false;
        return true;
    }

    bool repeats_caption(const Part& part) const {
        const auto* paragraph = std::get_if<Paragraph>(&part);
        if (paragraph == nullptr || paragraph->text.size() > kLongestCaption) return false;
        const std::string label = squeezed(text::to_utf8(paragraph->text));
        if (without_continued(label).empty()) return true;
        for (std::size_t back = 1; back <= std::min(*table_, kMostCaptions); ++back) {
            const auto* caption = std::get_if<Paragraph>(&out_[*table_ - back]);
            if (caption == nullptr) return false;
            const std::string of_table = squeezed(text::to_utf8(caption->text));
            if (of_table == label || of_table == without_continued(label)) return true;
        }
        return false;
    }

    std::vector<Part> parts_;
    const std::vector<PageFlow>& pages_;
    std::vector<Part> out_;
    std::optional<std::size_t> table_;
    bool joined_ = false;
    std::vector<float> bottoms_;  // how far down the text may go, of each page
};

}  // namespace

std::vector<Part> join_tables(std::vector<Part> parts, const std::vector<PageFlow>& pages) {
    return TableJoin(std::move(parts), pages).run();
}

}  // namespace mingzhang::read
