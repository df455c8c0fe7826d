#include "read/page_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "base/text.h"
#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kColumnGap = 0.9f;        // ems between texts of two columns
constexpr float kGutter = 0.35f;          // ems that all texts leave free between two columns
constexpr float kMostPitch = 3.5f;        // ems between lines of one table
constexpr float kCrossing = 0.15f;        // of the lines: headings over several columns
constexpr float kFilledRows = 0.6f;       // of the lines have texts in several columns
constexpr float kNumbers = 0.6f;          // of the texts of a column of numbers
constexpr float kSameRow = 0.62f;         // of the distance between rows
constexpr float kWrapped = 1.35f;         // ems between lines of one heading
constexpr std::size_t kMostAbove = 3;     // lines that are tried as none of the table's
constexpr std::size_t kMostAside = 2;     // lines with one text within a table
constexpr std::size_t kFewestRows = 3;    // of a table without rules
constexpr std::size_t kFewestRuled = 2;   // of one with rules
constexpr std::size_t kMostColumns = 64;  // no printed table has more
constexpr float kBelow = 3;               // ems between a ruled heading and its first row

struct Line {
    std::size_t index = 0;  // in the page's lines
    float at = 0;
    float size = 0;
    std::vector<TextLine> segments;
    std::vector<std::u32string> texts;  // of the segments

    bool has_number() const { return std::any_of(texts.begin(), texts.end(), is_amount); }
    // "1", "2024" are numbers, but the ordinals and years of a text, too.
    static bool is_amount(const std::u32string& s) {
        return is_number(s) || s == U"-" || s == U"—" || s == U"——";
    }
};

Line line_at(const std::vector<Glyph>& glyphs, const std::vector<TextLine>& lines,
             std::size_t index) {
    Line out;
    out.index = index;
    out.at = middle_y(lines[index].box);
    out.size = lines[index].size;
    out.segments = segments(glyphs, lines[index], kColumnGap);
    for (const TextLine& segment : out.segments) out.texts.push_back(characters(glyphs, segment));
    return out;
}

bool is_captions(const Line& line) {
    return !line.has_number() &&
           std::any_of(line.texts.begin(), line.texts.end(), [](const std::u32string& s) {
               const auto colon = s.find_first_of(U"：:");
               return colon != std::u32string::npos && colon + 1 < s.size();
           });
}

// Edges of columns in the gaps that nearly all lines leave free; fewer than three: no columns.
std::vector<float> column_edges(const std::vector<Line>& lines) {
    struct End {
        float x;
        int step;
    };
    std::vector<End> ends;
    float left = 1e9f, right = -1e9f, size = 0;
    for (const Line& line : lines) {
        size = std::max(size, line.size);
        for (const TextLine& s : line.segments) {
            ends.push_back({s.box.left, 1});
            ends.push_back({s.box.right, -1});
            left = std::min(left, s.box.left);
            right = std::max(right, s.box.right);
        }
    }
    std::sort(ends.begin(), ends.end(),
              [](const End& a, const End& b) { return a.x != b.x ? a.x < b.x : a.step > b.step; });
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

int column_of(const std::vector<float>& edges, const Box& box) {
    const float inner = std::min(2.f, width(box) / 2);
    return std::max(0, slot(edges, std::clamp(box.left + inner, edges.front(), edges.back())));
}

bool is_table(const std::vector<Line>& lines, const std::vector<float>& edges, bool ruled) {
    const std::size_t columns = edges.size() - 1;
    if (columns < 2 || columns > kMostColumns) return false;
    if (lines.size() < (ruled ? kFewestRuled : kFewestRows)) return false;
    std::vector<std::size_t> texts(columns), numbers(columns);
    std::size_t filled_rows = 0, full_rows = 0;
    for (const Line& line : lines) {
        std::vector<bool> filled(columns);
        for (std::size_t i = 0; i < line.segments.size(); ++i) {
            const auto column = static_cast<std::size_t>(column_of(edges, line.segments[i].box));
            filled[column] = true;
            ++texts[column];
            if (Line::is_amount(line.texts[i])) ++numbers[column];
        }
        const auto n = std::count(filled.begin(), filled.end(), true);
        filled_rows += n > 1 ? 1 : 0;
        full_rows += n > 2 ? 1 : 0;
    }
    const auto most = [&](std::size_t n) {
        return static_cast<float>(n) >= kFilledRows * static_cast<float>(lines.size());
    };
    if (!most(filled_rows)) return false;
    for (std::size_t c = 1; c < columns; ++c) {
        // A heading stands above the numbers.
        const float some = kNumbers * static_cast<float>(texts[c] > 2 ? texts[c] - 1 : texts[c]);
        if (numbers[c] >= 2 && static_cast<float>(numbers[c]) >= some) return true;
    }
    return columns > 2 && most(full_rows);
}

float median_distance(const std::vector<float>& at) {
    std::vector<float> distances;
    for (std::size_t i = 1; i < at.size(); ++i) distances.push_back(at[i] - at[i - 1]);
    if (distances.empty()) return 0;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

// For each line the row it belongs to, rising.
std::vector<int> rows_of(const std::vector<Line>& lines, const std::vector<float>& rules) {
    std::vector<float> anchors;
    for (const Line& line : lines)
        if (line.has_number()) anchors.push_back(line.at);
    const float near = kSameRow * median_distance(anchors);
    std::vector<int> rows(lines.size());
    int row = 0;
    // The line whose number a row without rules is made of.
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Line &a = lines[i - 1], &b = lines[i];
        const bool divided =
            std::any_of(rules.begin(), rules.end(), [&](float y) { return a.at < y && y < b.at; });
        bool same = !divided && b.at - a.at < near && !(a.has_number() && b.has_number());
        if (!a.has_number() && !b.has_number() && (anchors.empty() || b.at < anchors.front()))
            same = !divided && b.at - a.at < kWrapped * std::max(a.size, b.size);
        if (!divided && !rules.empty() && a.at > rules.front() && b.at < rules.back() &&
            !(a.has_number() && b.has_number()))
            same = true;
        if (!same) ++row;
        rows[i] = row;
    }
    return rows;
}

TablePiece piece_of(const std::vector<Glyph>& glyphs, const std::vector<Line>& lines,
                    const std::vector<float>& edges, const std::vector<int>& rows) {
    TablePiece piece;
    piece.edges = edges;
    piece.rows = rows.back() + 1;
    piece.box = lines.front().segments.front().box;
    for (const Line& line : lines)
        for (const TextLine& s : line.segments) piece.box = united(piece.box, s.box);
    piece.bottom = piece.box.bottom;
    const int columns = piece.columns();
    std::vector<std::vector<TextLine>> texts(static_cast<std::size_t>(piece.rows * columns));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const TextLine& s : lines[i].segments) {
            auto& cell =
                texts[static_cast<std::size_t>(rows[i] * columns + column_of(edges, s.box))];
            const bool beside = !cell.empty() &&
                                std::fabs(middle_y(cell.back().box) - middle_y(s.box)) < s.size / 2;
            if (beside) {
                std::vector<Run> runs = cell.back().runs;
                runs.insert(runs.end(), s.runs.begin(), s.runs.end());
                cell.back() = line_of(glyphs, std::move(runs));
            } else {
                cell.push_back(s);
            }
        }
    }
    std::vector<float> tops(static_cast<std::size_t>(piece.rows), 1e9f);
    std::vector<float> bottoms(static_cast<std::size_t>(piece.rows), -1e9f);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        for (const TextLine& s : lines[i].segments) {
            tops[row] = std::min(tops[row], s.box.top);
            bottoms[row] = std::max(bottoms[row], s.box.bottom);
        }
    }
    // A line is wrapped where the widest of its column ends.
    std::vector<float> room(static_cast<std::size_t>(columns));
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (const TextLine& line : texts[i])
            room[i % room.size()] =
                std::max(room[i % room.size()], width(line.box) + kCellPadding * line.size);
    for (int row = 0; row < piece.rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            PieceCell& cell = piece.cells.emplace_back();
            cell.row = row;
            cell.column = column;
            const auto c = static_cast<std::size_t>(column);
            const auto r = static_cast<std::size_t>(row);
            cell.box = {edges[c], tops[r], edges[c + 1], bottoms[r]};
            set_text(glyphs, texts[static_cast<std::size_t>(row * columns + column)], room[c],
                     cell);
        }
    }
    return piece;
}

class AlignedTables {
  public:
    AlignedTables(const std::vector<Glyph>& glyphs, const std::vector<Rule>& loose,
                  std::vector<TextLine>& lines)
        : glyphs_(glyphs), loose_(loose), lines_(lines), taken_(lines.size(), false) {}

    std::vector<TablePiece> run() {
        for (std::size_t i = 0; i < lines_.size();) {
            std::vector<Line> block = block_from(i);
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
    // Lines from `first` on with several texts each, and few others between them.
    std::vector<Line> block_from(std::size_t first) const {
        std::vector<Line> block;
        std::size_t end = 0, aside = 0;
        for (std::size_t i = first; i < lines_.size(); ++i) {
            Line line = line_at(glyphs_, lines_, i);
            if (!block.empty() && line.at - block.back().at > kMostPitch * line.size) break;
            const bool several = line.segments.size() > 1;
            aside = several ? 0 : aside + 1;
            if (aside > kMostAside || (block.empty() && !several)) break;
            block.push_back(std::move(line));
            if (several) end = block.size();
        }
        block.erase(block.begin() + static_cast<std::ptrdiff_t>(end), block.end());
        return block;
    }

    // A line above a table may look like one of its rows.
    void take(std::vector<Line> block) {
        for (std::size_t n = 0; n <= kMostAbove && block.size() >= kFewestRuled; ++n) {
            const std::vector<float> edges = column_edges(block);
            const std::vector<float> rules = rules_over(block, edges);
            if (is_table(block, edges, rules.size() > 1)) {
                pieces_.push_back(piece_of(glyphs_, block, edges, rows_of(block, rules)));
                for (const Line& line : block) taken_[line.index] = true;
                return;
            }
            block.erase(block.begin());
        }
    }

    // Heights of the rules that go over most of the table's width.
    std::vector<float> rules_over(const std::vector<Line>& block,
                                  const std::vector<float>& edges) const {
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
bool keeps_to(const Line& line, const std::vector<float>& edges) {
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
    std::vector<Line> block;
    std::size_t end = 0;
    float bottom = heading.bottom;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line line = line_at(glyphs, lines, i);
        if (line.at < heading.bottom) continue;
        if (line.at - bottom > kBelow * line.size || !keeps_to(line, heading.edges)) break;
        bottom = line.at;
        block.push_back(std::move(line));
        if (block.back().has_number() && block.back().segments.size() > 1) end = block.size();
    }
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(end), block.end());
    if (block.empty()) return;
    TablePiece rows = piece_of(glyphs, block, heading.edges, rows_of(block, {}));
    for (PieceCell& cell : rows.cells) cell.row += heading.rows;
    heading.rows += rows.rows;
    std::move(rows.cells.begin(), rows.cells.end(), std::back_inserter(heading.cells));
    heading.box = united(heading.box, rows.box);
    heading.bottom = heading.box.bottom;
    for (auto line = block.rbegin(); line != block.rend(); ++line)
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line->index));
}

}  // namespace mingzhang::read
