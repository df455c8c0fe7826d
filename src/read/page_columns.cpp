#include "read/page_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "base/text.h"
#include "read/page_aligned.h"
#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kGutter = 0.1f;           // ems that all texts leave free between two columns
constexpr float kMostPitch = 5;           // ems between lines of one table
constexpr float kCrossing = 0.15f;        // of the lines: headings over several columns
constexpr float kFilledRows = 0.6f;       // of the lines have texts in several columns
constexpr float kNumbers = 0.6f;          // of the texts of a column of numbers
constexpr float kTitleSize = 1.15f;       // letters of a title, in parts of the table's
constexpr std::size_t kMostAbove = 3;     // lines that are tried as none of the table's
constexpr std::size_t kMostAside = 2;     // lines with one text within a table
constexpr std::size_t kFewestRows = 3;    // of a table without rules
constexpr std::size_t kFewestRuled = 2;   // of one with rules
constexpr std::size_t kMostColumns = 64;  // no printed table has more
constexpr float kBelow = 3;               // ems between a ruled heading and its first row

using Lines = std::vector<AlignedLine>;

bool is_captions(const AlignedLine& line) {
    return !line.has_amount() &&
           std::any_of(line.texts.begin(), line.texts.end(), [](const std::u32string& s) {
               const auto colon = s.find_first_of(U"：:");
               return colon != std::u32string::npos && colon + 1 < s.size();
           });
}

struct End {
    float x;
    int step;  // 1 where a text begins, -1 where it ends
};

// Of the lines with amounts, where there are some: headings may stand over several columns.
std::vector<End> ends_of(const Lines& lines) {
    const bool amounts = 1 < std::count_if(lines.begin(), lines.end(), [](const AlignedLine& line) {
                             return line.has_amount();
                         });
    std::vector<End> ends;
    for (const AlignedLine& line : lines) {
        if (amounts && !line.has_amount()) continue;
        for (const TextLine& s : line.segments) {
            ends.push_back({s.box.left, 1});
            ends.push_back({s.box.right, -1});
        }
    }
    std::sort(ends.begin(), ends.end(),
              [](const End& a, const End& b) { return a.x != b.x ? a.x < b.x : a.step > b.step; });
    return ends;
}

// Edges of columns in the gaps that nearly all lines leave free; two edges: no columns.
std::vector<float> column_edges(const Lines& lines) {
    const std::vector<End> ends = ends_of(lines);
    float left = ends.front().x, right = ends.back().x, size = 0;
    for (const AlignedLine& line : lines) {
        left = std::min(left, line.segments.front().box.left);
        right = std::max(right, line.segments.back().box.right);
        size = std::max(size, line.size);
    }
    const int most = static_cast<int>(kCrossing * static_cast<float>(lines.size()));
    std::vector<float> edges{left};
    int depth = 0;
    std::optional<float> free_from;
    for (const End& end : ends) {
        depth += end.step;
        if (depth <= most && !free_from) free_from = end.x;
        if (depth > most && free_from) {
            if (end.x - *free_from >= kGutter * size && *free_from > left && end.x < right)
                edges.push_back((*free_from + end.x) / 2);
            free_from.reset();
        }
    }
    edges.push_back(right);
    return edges;
}

// A heading may stand in the gap before the numbers of its column: the edge goes before it where
// another one stands in the column before.
void fit_to_headings(const Lines& lines, std::vector<float>& edges) {
    const std::vector<Gap> gaps = gaps_between(lines, edges);
    for (const AlignedLine& line : lines) {
        if (line.has_amount()) continue;
        for (std::size_t i = 1; i < line.segments.size(); ++i) {
            const Box &a = line.segments[i - 1].box, &b = line.segments[i].box;
            const auto column = static_cast<std::size_t>(column_of(edges, a));
            if (column >= gaps.size() || column_of(edges, b) != static_cast<int>(column)) continue;
            const float from = std::max(a.right, gaps[column].from);
            if (from < b.left) edges[column + 1] = (from + b.left) / 2;
        }
    }
}

// What stands in the columns of a block of lines.
struct Filling {
    std::vector<std::size_t> texts, amounts;  // of each column
    std::size_t rows = 0;                     // with texts in two columns or more
    std::size_t full_rows = 0;                // in three or more
};

Filling filling_of(const Lines& lines, const std::vector<float>& edges) {
    const std::size_t columns = edges.size() - 1;
    Filling out;
    out.texts.resize(columns);
    out.amounts.resize(columns);
    for (const AlignedLine& line : lines) {
        std::vector<bool> filled(columns);
        for (std::size_t i = 0; i < line.segments.size(); ++i) {
            const auto column = static_cast<std::size_t>(column_of(edges, line.segments[i].box));
            filled[column] = true;
            ++out.texts[column];
            if (is_amount(line.texts[i])) ++out.amounts[column];
        }
        const auto n = std::count(filled.begin(), filled.end(), true);
        out.rows += n > 1 ? 1 : 0;
        out.full_rows += n > 2 ? 1 : 0;
    }
    return out;
}

bool is_table(const Lines& lines, const std::vector<float>& edges, bool ruled) {
    const std::size_t columns = edges.size() - 1;
    if (columns < 2 || columns > kMostColumns) return false;
    if (lines.size() < (ruled ? kFewestRuled : kFewestRows)) return false;
    const Filling filling = filling_of(lines, edges);
    const auto most = [&](std::size_t n) {
        return static_cast<float>(n) >= kFilledRows * static_cast<float>(lines.size());
    };
    if (!most(filling.rows)) return false;
    for (std::size_t c = 1; c < columns; ++c) {
        // A heading stands above the numbers.
        const std::size_t texts = filling.texts[c] > 2 ? filling.texts[c] - 1 : filling.texts[c];
        const std::size_t amounts = filling.amounts[c];
        if (amounts >= 2 && static_cast<float>(amounts) >= kNumbers * static_cast<float>(texts))
            return true;
    }
    return columns > 2 && most(filling.full_rows);
}

class AlignedTables {
  public:
    AlignedTables(const std::vector<Glyph>& glyphs, const std::vector<Rule>& loose,
                  std::vector<TextLine>& lines)
        : glyphs_(glyphs), loose_(loose), lines_(lines), taken_(lines.size(), false) {}

    std::vector<TablePiece> run() {
        for (std::size_t i = 0; i < lines_.size();) {
            Lines block = block_from(i);
            i += std::max<std::size_t>(1, block.size());
            while (!block.empty() && is_captions(block.front())) block.erase(block.begin());
            take(std::move(block));
        }
        std::vector<TextLine> rest;
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (!taken_[i]) rest.push_back(std::move(lines_[i]));
        lines_ = std::move(rest);
        return std::move(pieces_);
    }

  private:
    // Lines from `first` on that may be rows, and few others between them.
    Lines block_from(std::size_t first) const {
        Lines block;
        std::size_t end = 0, aside = 0;
        for (std::size_t i = first; i < lines_.size(); ++i) {
            AlignedLine line = aligned_line(glyphs_, lines_[i], i);
            if (!block.empty() && line.at - block.back().at > kMostPitch * line.size) break;
            const bool row = line.is_row();
            aside = row ? 0 : aside + 1;
            if (aside > kMostAside || (block.empty() && !row)) break;
            block.push_back(std::move(line));
            if (row) end = block.size();
        }
        block.erase(block.begin() + static_cast<std::ptrdiff_t>(end), block.end());
        return block;
    }

    // A line above a table may look like one of its rows: what leaves most columns is the table.
    void take(Lines block) {
        Lines best;
        std::vector<float> best_edges;
        for (std::size_t n = 0; n <= kMostAbove && block.size() >= kFewestRuled; ++n) {
            std::vector<float> edges = column_edges(block);
            const bool ruled = rules_over(block, edges).size() > 1;
            if (edges.size() > best_edges.size() && is_table(block, edges, ruled)) {
                best = block;
                best_edges = std::move(edges);
            }
            block.erase(block.begin());
        }
        if (best.empty()) return;
        fit_to_headings(best, best_edges);
        add_headings_above(best, best_edges);
        const std::vector<float> rules = rules_over(best, best_edges);
        pieces_.push_back(aligned_piece(glyphs_, best, best_edges, rules));
        for (const AlignedLine& line : best) taken_[line.index] = true;
    }

    // A heading over some of the columns may be the only text of its line.
    void add_headings_above(Lines& block, const std::vector<float>& edges) const {
        for (std::size_t n = 0; n < kMostAside; ++n) {
            const std::size_t first = block.front().index;
            if (first == 0 || taken_[first - 1]) return;
            AlignedLine line = aligned_line(glyphs_, lines_[first - 1], first - 1);
            if (block.front().at - line.at > kMostPitch * line.size || is_captions(line)) return;
            if (line.size > kTitleSize * block.front().size) return;
            const auto last = static_cast<int>(edges.size()) - 2;
            for (const TextLine& s : line.segments) {
                const Reach reach = reach_of(s, edges, block);
                if (reach.first == reach.last || (reach.first == 0 && reach.last == last)) return;
            }
            block.insert(block.begin(), std::move(line));
        }
    }

    // Heights of the rules that go over most of the table's width.
    std::vector<float> rules_over(const Lines& block, const std::vector<float>& edges) const {
        std::vector<float> out;
        const float all = edges.back() - edges.front();
        const float above = block.front().at - kMostPitch * block.front().size;
        const float below = block.back().at + kMostPitch * block.back().size;
        for (const Rule& rule : loose_) {
            if (rule.at < above || rule.at > below) continue;
            if (overlap(rule.from, rule.to, edges.front(), edges.back()) > 0.7f * all)
                out.push_back(rule.at);
        }
        return out;
    }

    const std::vector<Glyph>& glyphs_;
    const std::vector<Rule>& loose_;
    std::vector<TextLine>& lines_;
    std::vector<bool> taken_;
    std::vector<TablePiece> pieces_;
};

bool has_numbers(const TablePiece& piece) {
    return std::any_of(piece.cells.begin(), piece.cells.end(), [](const PieceCell& cell) {
        return is_number(text::code_points(cell.text));
    });
}

// Whether each text of the line keeps to one column of the table.
bool keeps_to(const AlignedLine& line, const std::vector<float>& edges) {
    return std::all_of(line.segments.begin(), line.segments.end(), [&](const TextLine& s) {
        const float near = s.size / 2;
        if (s.box.left < edges.front() - near || s.box.right > edges.back() + near) return false;
        return std::none_of(edges.begin() + 1, edges.end() - 1, [&](float x) {
            return s.box.left < x - near && x + near < s.box.right;
        });
    });
}

}  // namespace

std::vector<TablePiece> take_aligned(const std::vector<Glyph>& glyphs,
                                     const std::vector<Rule>& loose, std::vector<TextLine>& lines) {
    return AlignedTables(glyphs, loose, lines).run();
}

void take_rows_below(const std::vector<Glyph>& glyphs, std::vector<TextLine>& lines,
                     TablePiece& heading) {
    if (has_numbers(heading)) return;
    Lines block;
    std::size_t end = 0;
    float bottom = heading.bottom;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        AlignedLine line = aligned_line(glyphs, lines[i], i);
        if (line.at < heading.bottom) continue;
        if (line.at - bottom > kBelow * line.size || !keeps_to(line, heading.edges)) break;
        bottom = line.at;
        block.push_back(std::move(line));
        if (block.back().has_amount() && block.back().segments.size() > 1) end = block.size();
    }
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(end), block.end());
    if (block.empty()) return;
    TablePiece rows = aligned_piece(glyphs, block, heading.edges, {});
    for (PieceCell& cell : rows.cells) cell.row += heading.rows;
    heading.rows += rows.rows;
    std::move(rows.cells.begin(), rows.cells.end(), std::back_inserter(heading.cells));
    heading.box = united(heading.box, rows.box);
    heading.bottom = heading.box.bottom;
    for (auto line = block.rbegin(); line != block.rend(); ++line)
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line->index));
}

}  // namespace mingzhang::read
