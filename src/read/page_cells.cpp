#include "read/page_cells.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kTextGap = 0.2f;     // between two texts that touch at a rule, in ems
constexpr float kNumberGap = 0.08f;  // between a number and a text
constexpr float kSegmentGap = 0.8f;  // between two numbers in one cell
constexpr float kAtEdge = 1.2f;      // a text that begins so near to its cell's edge is set left

struct Placed {
    int cell = -1;
    Run run;
};

class CellRuns {
  public:
    CellRuns(const RuledGrid& grid, const std::vector<Glyph>& glyphs)
        : grid_(grid), glyphs_(glyphs) {}

    // The parts of the run, each with its cell.
    void place(const Run& run, std::vector<Placed>& out) const {
        std::size_t begin = run.begin;
        for (std::size_t i = run.begin; i + 1 < run.end; ++i) {
            if (cell_of(i, run) == cell_of(i + 1, run) || !two_texts(begin, i + 1, run.end))
                continue;
            place_part(begin, i + 1, run, out);
            begin = i + 1;
        }
        place_part(begin, run.end, run, out);
    }

  private:
    int cell_of(std::size_t glyph, const Run& run) const {
        return grid_.cell_at(middle_x(glyphs_[glyph].box), middle_y(run.box));
    }

    std::u32string part(std::size_t begin, std::size_t end) const {
        std::u32string out;
        for (std::size_t i = begin; i < end; ++i) out.push_back(glyphs_[i].code);
        return out;
    }

    bool two_texts(std::size_t begin, std::size_t cut, std::size_t end) const {
        const Glyph &a = glyphs_[cut - 1], &b = glyphs_[cut];
        const float gap = (b.box.left - a.box.right) / std::max(a.size, b.size);
        if (gap > kTextGap) return true;
        const bool number_before = is_number(part(begin, cut));
        const bool number_after = is_number(part(cut, end));
        if (number_before && number_after) return !is_number(part(begin, end));
        const bool wide = is_wide(a.code) || is_wide(b.code);
        if (!wide || (!number_before && !number_after)) return false;
        return gap > kNumberGap || (number_before ? has_point(begin, cut) : has_point(cut, end));
    }

    // An amount, not the number of a list or a year.
    bool has_point(std::size_t begin, std::size_t end) const {
        return part(begin, end).find(U'.') != std::u32string::npos;
    }

    void place_part(std::size_t begin, std::size_t end, const Run& run,
                    std::vector<Placed>& out) const {
        const bool whole = begin == run.begin && end == run.end;
        Placed placed;
        placed.run = whole ? run : run_of(glyphs_, begin, end);
        placed.cell = home(placed.run);
        out.push_back(placed);
    }

    int home(const Run& run) const {
        const int first = cell_of(run.begin, run), last = cell_of(run.end - 1, run);
        if (first == last) return first;
        if (first >= 0 && !is_number(characters(glyphs_, run))) {
            const Box cell = grid_.box(grid_.cells[static_cast<std::size_t>(first)]);
            if (run.box.left - cell.left < kAtEdge * run.size) return first;
        }
        return most_held(run);
    }

    int most_held(const Run& run) const {
        int best = -1;
        std::size_t most = 0, n = 0;
        for (std::size_t i = run.begin; i < run.end; ++i) {
            n = i > run.begin && cell_of(i, run) == cell_of(i - 1, run) ? n + 1 : 1;
            if (n > most) {
                most = n;
                best = cell_of(i, run);
            }
        }
        return best;
    }

    const RuledGrid& grid_;
    const std::vector<Glyph>& glyphs_;
};

using CellLines = std::vector<std::vector<TextLine>>;  // of each cell of a grid

CellLines lines_by_cell(const RuledGrid& grid, const std::vector<Glyph>& glyphs,
                        const std::vector<Placed>& placed) {
    std::vector<std::vector<Run>> runs(grid.cells.size());
    for (const Placed& p : placed) runs[static_cast<std::size_t>(p.cell)].push_back(p.run);
    CellLines lines;
    for (auto& cell : runs) lines.push_back(lines_of(glyphs, std::move(cell)));
    return lines;
}

enum class Stack { kNone, kNumbers, kCutNumber };

// Whether several lines are a number each, or one that was cut.
Stack stack_of(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines) {
    if (lines.size() < 2) return Stack::kNone;
    std::u32string before;
    for (const TextLine& line : lines) {
        std::u32string number = characters(glyphs, line);
        if (!std::all_of(number.begin(), number.end(), is_number_sign)) return Stack::kNone;
        if (!before.empty() && joint(before, number, true).empty()) return Stack::kCutNumber;
        before = std::move(number);
    }
    return Stack::kNumbers;
}

// Heights at which the rows of a table are divided that has no rules between them.
std::vector<float> divisions(const RuledGrid& grid, const std::vector<Glyph>& glyphs,
                             const CellLines& lines, int row) {
    std::vector<float> middles;
    float size = 0;
    std::size_t stacks = 0, most_lines = 0, beside = 0;
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
        const RuledCell& cell = grid.cells[i];
        if (cell.row != row || cell.row_span != 1 || lines[i].empty()) continue;
        const Stack stack = stack_of(glyphs, lines[i]);
        if (stack == Stack::kCutNumber) return {};
        if (stack == Stack::kNone) {
            beside = std::max(beside, lines[i].size());
            continue;
        }
        ++stacks;
        most_lines = std::max(most_lines, lines[i].size());
        for (const TextLine& line : lines[i]) {
            middles.push_back(middle_y(line.box));
            size = std::max(size, line.size);
        }
    }
    if (stacks == 0 || (stacks == 1 && beside < most_lines)) return {};
    middles = clusters(std::move(middles), size / 2);
    std::vector<float> out;
    for (std::size_t i = 1; i < middles.size(); ++i)
        out.push_back((middles[i - 1] + middles[i]) / 2);
    return out;
}

void number_slots(RuledGrid& grid) {
    grid.owner.assign(static_cast<std::size_t>(grid.rows() * grid.columns()), -1);
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
        const RuledCell& cell = grid.cells[i];
        for (int r = cell.row; r < cell.row + cell.row_span; ++r)
            for (int c = cell.column; c < cell.column + cell.column_span; ++c)
                grid.owner[static_cast<std::size_t>(r * grid.columns() + c)] = static_cast<int>(i);
    }
}

void divide_row(RuledGrid& grid, int row, const std::vector<float>& at) {
    const int more = static_cast<int>(at.size());
    grid.ys.insert(grid.ys.begin() + row + 1, at.begin(), at.end());
    const std::size_t before = grid.cells.size();
    for (std::size_t i = 0; i < before; ++i) {
        RuledCell& cell = grid.cells[i];
        if (cell.row > row) {
            cell.row += more;
        } else if (cell.row + cell.row_span > row + 1 ||
                   (cell.row < row && cell.row + cell.row_span > row)) {
            cell.row_span += more;
        } else if (cell.row == row) {
            // Nothing is ruled there, cut or not.
            cell.open_top = cell.open_bottom = false;
            RuledCell part = cell;
            for (int k = 1; k <= more; ++k) {
                part.row = row + k;
                grid.cells.push_back(part);
            }
        }
    }
    number_slots(grid);
}

bool divide_rows(RuledGrid& grid, const std::vector<Glyph>& glyphs, const CellLines& lines) {
    bool divided = false;
    for (int row = grid.rows() - 1; row >= 0; --row) {
        const std::vector<float> at = divisions(grid, glyphs, lines, row);
        const std::size_t slots = (at.size() + static_cast<std::size_t>(grid.rows())) *
                                  static_cast<std::size_t>(grid.columns());
        if (at.empty() || slots > kMostSlots) continue;
        divide_row(grid, row, at);
        divided = true;
    }
    return divided;
}

// Columns before which a cell with numbers side by side is divided: no text crosses there, and
// texts stand on both sides.
std::vector<int> column_divisions(const RuledGrid& grid, const std::vector<Glyph>& glyphs,
                                  const RuledCell& cell, const std::vector<TextLine>& lines) {
    std::vector<Box> texts;
    bool side_by_side = false;
    for (const TextLine& line : lines) {
        int numbers = 0;
        for (const TextLine& segment : segments(glyphs, line, kSegmentGap)) {
            texts.push_back(segment.box);
            numbers += is_number(characters(glyphs, segment)) ? 1 : 0;
        }
        side_by_side |= numbers > 1;
    }
    if (!side_by_side) return {};
    std::vector<int> out;
    float from = grid.box(cell).left;
    for (int c = cell.column + 1; c < cell.column + cell.column_span; ++c) {
        const float x = grid.xs[static_cast<std::size_t>(c)];
        bool crossed = false, before = false, after = false;
        for (const Box& text : texts) {
            crossed |= text.left < x - 1 && x + 1 < text.right;
            before |= from < middle_x(text) && middle_x(text) < x;
            after |= middle_x(text) > x;
        }
        if (crossed || !before || !after) continue;
        out.push_back(c);
        from = x;
    }
    return out;
}

void divide_cell(RuledGrid& grid, std::size_t cell, const std::vector<int>& columns) {
    RuledCell part = grid.cells[cell];
    const int end = part.column + part.column_span;
    grid.cells[cell].column_span = columns.front() - part.column;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        part.column = columns[i];
        part.column_span = (i + 1 < columns.size() ? columns[i + 1] : end) - part.column;
        grid.cells.push_back(part);
    }
}

bool divide_columns(RuledGrid& grid, const std::vector<Glyph>& glyphs, const CellLines& lines) {
    bool divided = false;
    const std::size_t before = grid.cells.size();
    for (std::size_t i = 0; i < before; ++i) {
        if (grid.cells[i].column_span < 2) continue;
        const auto columns = column_divisions(grid, glyphs, grid.cells[i], lines[i]);
        if (columns.empty()) continue;
        divide_cell(grid, i, columns);
        divided = true;
    }
    if (divided) number_slots(grid);
    return divided;
}

std::vector<Placed> placed_in(const RuledGrid& grid, const PageText& text,
                              const std::vector<Run>& runs) {
    const CellRuns cells(grid, text.glyphs);
    std::vector<Placed> placed;
    for (const Run& run : runs) cells.place(run, placed);
    return placed;
}

// Moves the runs that stand in the grid out of `runs`.
std::vector<Run> runs_in(const RuledGrid& grid, std::vector<Run>& runs) {
    const Box box = grid.box();
    const auto inside = std::stable_partition(
        runs.begin(), runs.end(), [&](const Run& run) { return !holds_middle(box, run.box); });
    std::vector<Run> out(inside, runs.end());
    runs.erase(inside, runs.end());
    return out;
}

// Texts that run in another direction follow the upright ones, as they were drawn.
void add_turned(const std::vector<Glyph>& glyphs, const Run& run, PieceCell& cell) {
    if (!cell.text.empty()) cell.text += '\n';
    const std::string added = text::to_utf8(characters(glyphs, run));
    cell.text += added;
    if (text::contains(added, "\uFFFD")) cell.readable = false;
}

PieceCell piece_cell(const RuledGrid& grid, const RuledCell& ruled) {
    PieceCell cell;
    cell.row = ruled.row;
    cell.column = ruled.column;
    cell.row_span = ruled.row_span;
    cell.column_span = ruled.column_span;
    cell.box = grid.box(ruled);
    cell.open_top = ruled.open_top;
    cell.open_bottom = ruled.open_bottom;
    return cell;
}

TablePiece piece_of(const RuledGrid& grid, const PageText& text,
                    const std::vector<Placed>& placed) {
    TablePiece piece;
    piece.box = grid.box();
    piece.bottom = piece.box.bottom;
    piece.edges = grid.xs;
    piece.rows = grid.rows();
    piece.ruled = true;
    const CellLines lines = lines_by_cell(grid, text.glyphs, placed);
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
        PieceCell& cell = piece.cells.emplace_back(piece_cell(grid, grid.cells[i]));
        set_text(text.glyphs, lines[i], width(cell.box), cell);
    }
    for (const Placed& p : placed)
        if (p.run.turned)
            add_turned(text.glyphs, p.run, piece.cells[static_cast<std::size_t>(p.cell)]);
    std::sort(piece.cells.begin(), piece.cells.end(), [](const PieceCell& a, const PieceCell& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    return piece;
}

}  // namespace

TablePiece take_cells(RuledGrid grid, const PageText& text, std::vector<Run>& runs) {
    const std::vector<Run> inside = runs_in(grid, runs);
    std::vector<Placed> placed;
    const auto place = [&] {
        placed = placed_in(grid, text, inside);
        std::erase_if(placed, [](const Placed& p) { return p.cell < 0; });
        return lines_by_cell(grid, text.glyphs, placed);
    };
    if (divide_rows(grid, text.glyphs, place())) place();
    if (divide_columns(grid, text.glyphs, lines_by_cell(grid, text.glyphs, placed))) place();
    for (const Placed& p : placed_in(grid, text, inside))
        if (p.cell < 0) runs.push_back(p.run);
    return piece_of(grid, text, placed);
}

std::size_t filled_cells(const RuledGrid& grid, const std::vector<Run>& runs) {
    std::vector<bool> filled(grid.cells.size(), false);
    for (const Run& run : runs) {
        const int cell = grid.cell_at(middle_x(run.box), middle_y(run.box));
        if (cell >= 0) filled[static_cast<std::size_t>(cell)] = true;
    }
    return static_cast<std::size_t>(std::count(filled.begin(), filled.end(), true));
}

}  // namespace mingzhang::read
