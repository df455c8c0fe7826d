#include "read/page_seam.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "read/page_text.h"

namespace mingzhang::read {
namespace {

constexpr int kRowsBeside = 60;  // rows on each side that a row is compared with
constexpr int kFewestAlike = 2;  // rows that show what one of the table looks like

bool is_nothing(char32_t c) {
    return std::u32string_view(U"-—–－/").find(c) != std::u32string::npos;
}

// A number, or a sign that stands for none.
bool is_figure(std::u32string_view s) {
    return is_number(s) || (!s.empty() && std::all_of(s.begin(), s.end(), is_nothing));
}

std::u32string first_line(const PieceCell& cell) {
    const std::u32string s = text::code_points(cell.text);
    return s.substr(0, s.find(U'\n'));
}

std::u32string last_line(const PieceCell& cell) {
    const std::u32string s = text::code_points(cell.text);
    const std::size_t at = s.rfind(U'\n');
    return at == std::u32string::npos ? s : s.substr(at + 1);
}

bool is_closing_bracket(char32_t c) {
    return std::u32string_view(U"）》”’】〕〉」』)]").find(c) != std::u32string_view::npos;
}

bool has_text(const PieceCell* cell) { return cell != nullptr && !cell->text.empty(); }

// The cells of some rows by row and column.
class Slots {
  public:
    Slots(TablePiece& piece, int from, int to)
        : from_(from),
          columns_(piece.columns()),
          cells_(static_cast<std::size_t>(std::max(0, to - from) * columns_), nullptr) {
        for (PieceCell& cell : piece.cells)
            for (int r = std::max(from, cell.row); r < std::min(to, cell.row + cell.row_span); ++r)
                for (int c = cell.column; c < cell.column + cell.column_span; ++c)
                    cells_[static_cast<std::size_t>((r - from) * columns_ + c)] = &cell;
    }

    int rows() const { return columns_ == 0 ? 0 : static_cast<int>(cells_.size()) / columns_; }
    PieceCell* at(int row, int column) const {
        return cells_[static_cast<std::size_t>((row - from_) * columns_ + column)];
    }
    int from() const { return from_; }

  private:
    int from_, columns_;
    std::vector<PieceCell*> cells_;
};

// Whether the text of one cell was wrapped before that of another.
bool is_wrapped(const PieceCell& cell, const PieceCell& more) {
    return more.first_word > cell.left_over;
}

std::string_view joint_of(const PieceCell& cell, const PieceCell& more) {
    return joint(text::code_points(cell.text), text::code_points(more.text),
                 is_wrapped(cell, more));
}

// The text of a cell goes on in another.
void append_text(PieceCell& cell, const PieceCell& more) {
    if (more.text.empty()) return;
    if (cell.text.empty()) {
        cell.first_word = more.first_word;
    } else {
        cell.text += joint_of(cell, more);
    }
    cell.text += more.text;
    cell.readable = cell.readable && more.readable;
    cell.lines += more.lines;
    cell.left_over = more.left_over;
}

// Brackets that a text leaves open, or, below zero, closes without having opened them.
int open_brackets(std::u32string_view s) {
    int open = 0, least = 0;
    for (const char32_t c : s) {
        if (is_opening(c)) ++open;
        if (is_closing_bracket(c)) least = std::min(least, --open);
    }
    return least < 0 ? least : open;
}

// A sentence, list or bracket goes on from one text to the other.
bool reads_over(std::u32string_view before, std::u32string_view after) {
    if (before.empty() || after.empty()) return false;
    if (open_brackets(before) > 0 && open_brackets(after) < 0) return true;
    const std::u32string_view comma = U"，、,";
    return comma.find(before.back()) != comma.npos || is_opening(before.back()) ||
           is_closing(after.front());
}

bool ends_in_total(std::u32string_view s) { return s.ends_with(U'计'); }

// A cell of the last row and the one below it in the same columns.
struct Pair {
    PieceCell* above = nullptr;
    PieceCell* below = nullptr;

    bool of_one_row() const { return above->row_span == 1 && below->row_span == 1; }
    bool both() const { return has_text(above) && has_text(below); }
    bool only_above() const { return has_text(above) && !has_text(below); }
    bool only_below() const { return !has_text(above) && has_text(below); }
    bool open() const { return above->open_bottom && below->open_top; }

    // Each holds a figure of its own, or a figure and a text.
    bool clashes() const {
        if (!both()) return false;
        const std::u32string a = last_line(*above), b = first_line(*below);
        if (!is_figure(a) && !is_figure(b)) return false;
        return !is_number(a) || !is_number(b) || !joint_of(*above, *below).empty();
    }

    bool wrapped() const { return is_wrapped(*above, *below); }
    bool reads_on() const {
        return reads_over(text::code_points(above->text), text::code_points(below->text));
    }
};

class Seam {
  public:
    Seam(TablePiece& table, TablePiece& piece)
        : table_rows_(table.rows),
          above_(table, std::max(0, table.rows - kRowsBeside), table.rows),
          below_(piece, 0, std::min(piece.rows, kRowsBeside)) {
        for (PieceCell& cell : piece.cells) {
            if (cell.row != 0) continue;
            pairs_.push_back({cell_above(cell), &cell});
            open_top_ = open_top_ && cell.open_top;
        }
        for (const PieceCell& cell : table.cells)
            if (cell.row + cell.row_span == table.rows)
                open_bottom_ = open_bottom_ && cell.open_bottom;
    }

    const std::vector<Pair>& pairs() const { return pairs_; }

    // The first row is the rest of the last one.
    bool is_cut_row() const {
        for (const Pair& pair : pairs_)
            if (pair.above == nullptr || pair.clashes()) return false;
        return is_open() || reads_on();
    }

    // A merged cell that no rule ends at the page's end, or begins on the next page, where others
    // are ruled there.
    bool goes_on(const Pair& pair) const {
        const PieceCell &above = *pair.above, &below = *pair.below;
        if (pair.both() && !pair.wrapped()) return false;
        return (below.open_top && !open_top_) || (above.open_bottom && !open_bottom_) ||
               (pair.open() && !(open_top_ && open_bottom_));
    }

    // An empty cell below a label that others of its column go on from: nowhere else is one empty.
    bool is_rest_of_label(const Pair& pair) const {
        if (!pair.only_above() || is_figure(last_line(*pair.above))) return false;
        const int column = pair.below->column;
        bool merged = false;
        for (const Slots* slots : {&above_, &below_}) {
            for (int r = 0; r < slots->rows(); ++r) {
                const PieceCell* cell = slots->at(slots->from() + r, column);
                if (cell == pair.below) continue;
                if (!has_text(cell)) return false;
                merged = merged || (cell->row_span > 1 && cell->column == column);
            }
        }
        return (merged || pair.below->row_span > 1) && has_text_right_of(*pair.below);
    }

  private:
    // The cell of the table's last row in the same columns.
    PieceCell* cell_above(const PieceCell& cell) const {
        PieceCell* above = above_.at(table_rows_ - 1, cell.column);
        const bool same = above != nullptr && above->column == cell.column &&
                          above->column_span == cell.column_span;
        return same ? above : nullptr;
    }

    bool has_text_right_of(const PieceCell& cell) const {
        return std::any_of(pairs_.begin(), pairs_.end(), [&](const Pair& pair) {
            return pair.below->column > cell.column && has_text(pair.below);
        });
    }

    bool is_open() const {
        return !pairs_.empty() &&
               std::all_of(pairs_.begin(), pairs_.end(), [](const Pair& p) { return p.open(); });
    }

    // Rules close the row on both pages: what stands there tells.
    bool reads_on() const {
        std::vector<const Pair*> own;  // whose cells are those of one row, with texts
        for (const Pair& pair : pairs_) {
            if (!pair.of_one_row() && has_text(pair.below)) return false;
            if (pair.of_one_row() && (has_text(pair.above) || has_text(pair.below)))
                own.push_back(&pair);
        }
        const auto any = [&](bool (Pair::*is)() const) {
            return std::any_of(own.begin(), own.end(), [&](const Pair* p) { return (p->*is)(); });
        };
        if (!any(&Pair::both)) return false;
        const bool wrapped = std::all_of(own.begin(), own.end(),
                                         [](const Pair* p) { return !p->both() || p->wrapped(); });
        const bool only_below = any(&Pair::only_below), only_above = any(&Pair::only_above);
        if (wrapped && std::any_of(own.begin(), own.end(),
                                   [](const Pair* p) { return p->both() && p->reads_on(); }))
            return true;
        const Pair& first = *own.front();
        if (!only_above)
            return wrapped && !only_below && own.size() == 1 && lacks_its_ordinal(first);
        if (!is_alone(&Pair::below)) return false;
        if (first.only_above()) {
            // Without its label, a row of several lines goes on with another paragraph.
            const bool lines = std::any_of(own.begin(), own.end(), [](const Pair* p) {
                return p->both() && p->above->lines > 1;
            });
            return (wrapped || (lines && !only_below)) && (!only_below || is_alone(&Pair::above));
        }
        return wrapped && !only_below && first.both() && !begins_anew(*first.below) &&
               rows_like_above() >= kFewestAlike;
    }

    // Ordinals begin the other rows of its column.
    bool lacks_its_ordinal(const Pair& pair) const {
        if (begins_anew(*pair.below) || !begins_anew(*pair.above) ||
            ends_in_total(text::code_points(pair.below->text)))
            return false;
        int n = 0;
        for (const Slots* slots : {&above_, &below_}) {
            for (int r = slots->from(); r < slots->from() + slots->rows(); ++r) {
                const PieceCell* cell = slots->at(r, pair.below->column);
                n += cell != nullptr && cell != pair.above && begins_anew(*cell) ? 1 : 0;
            }
        }
        return n >= kFewestAlike;
    }

    static bool begins_anew(const PieceCell& cell) {
        return ordinal_kind(text::code_points(cell.text)) != 0;
    }

    // Counts the other rows with texts in the same cells, or in more.
    int rows_like(PieceCell* Pair::*side, bool or_more) const {
        int n = 0;
        for (const Slots* slots : {&above_, &below_}) {
            for (int r = 0; r < slots->rows(); ++r) {
                const int row = slots->from() + r;
                if (slots == &above_ ? row == table_rows_ - 1 : row == 0) continue;
                n += std::all_of(pairs_.begin(), pairs_.end(), [&](const Pair& pair) {
                    if (!pair.of_one_row()) return true;
                    const bool text = has_text(slots->at(row, pair.below->column));
                    return text == has_text(pair.*side) || (text && or_more);
                });
            }
        }
        return n;
    }

    bool is_alone(PieceCell* Pair::*side) const { return rows_like(side, false) == 0; }
    int rows_like_above() const { return rows_like(&Pair::above, true); }

    int table_rows_;
    Slots above_, below_;
    std::vector<Pair> pairs_;
    bool open_top_ = true, open_bottom_ = true;  // of all cells: no rule at all there
};

// Which cells of the first row go on from those above them.
std::vector<PieceCell*> cells_to_go_on(const Seam& seam, bool cut, bool at_end) {
    std::vector<PieceCell*> out;
    bool labels = at_end;  // all on the left go on
    for (const Pair& pair : seam.pairs()) {
        const bool on = pair.above != nullptr &&
                        (cut || seam.goes_on(pair) || (labels && seam.is_rest_of_label(pair)));
        labels = labels && on;
        out.push_back(on ? pair.above : nullptr);
    }
    return out;
}

}  // namespace

void append_piece(TablePiece& table, TablePiece piece, bool at_end) {
    const Seam seam(table, piece);
    const bool cut = at_end && seam.is_cut_row();
    const std::vector<PieceCell*> above = cells_to_go_on(seam, cut, at_end);
    const int down = table.rows - (cut ? 1 : 0);
    std::size_t first = 0;
    std::vector<PieceCell> added;
    for (PieceCell& cell : piece.cells) {
        PieceCell* before = cell.row == 0 ? above[first++] : nullptr;
        cell.row += down;
        if (before == nullptr) {
            added.push_back(std::move(cell));
            continue;
        }
        append_text(*before, cell);
        before->row_span += cell.row_span - (cut ? 1 : 0);
        before->open_bottom = cell.open_bottom;
    }
    std::move(added.begin(), added.end(), std::back_inserter(table.cells));
    table.rows = down + piece.rows;
    table.last_page = piece.last_page;
    table.bottom = piece.bottom;
}

}  // namespace mingzhang::read
