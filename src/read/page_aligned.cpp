#include "read/page_aligned.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kColumnGap = 0.9f;  // ems between texts of two columns
constexpr float kNumberGap = 0.2f;  // ems beside a number
constexpr float kTouching = 0.05f;  // ems after an amount
constexpr float kSameRow = 0.62f;   // of the distance between rows
constexpr float kWrapped = 1.35f;   // ems between lines of one heading
constexpr float kCentred = 1;       // ems
constexpr std::size_t kMostBelow = 4;
constexpr float kInside = 2;  // points that a text may reach into another column

// "1,234.50", not the number of a list or a year.
bool has_decimals(const std::u32string& s) {
    return is_number(s) && s.find(U'.') != std::u32string::npos;
}

bool is_unit(char32_t c) {
    return std::u32string_view(U"年月日号个人万亿元份家次项辆台套批组平米类款%％").find(c) !=
           std::u32string_view::npos;
}

// Texts of a line between gaps, however narrow.
struct Token {
    std::vector<Run> runs;
    std::u32string text;
};

class Tokens {
  public:
    Tokens(const std::vector<Glyph>& glyphs, const TextLine& segment) : glyphs_(glyphs) {
        for (const Run& run : segment.runs) {
            std::size_t begin = run.begin;
            for (std::size_t i = run.begin; i < run.end; ++i) {
                if (ends_before(glyphs[i])) {
                    end_part(begin, i);
                    tokens_.emplace_back();
                    begin = i;
                }
                tokens_.back().text.push_back(glyphs[i].code);
                last_ = &glyphs[i];
            }
            end_part(begin, run.end);
        }
    }

    std::vector<Token> take() { return std::move(tokens_); }

  private:
    bool ends_before(const Glyph& g) const {
        if (last_ == nullptr) return true;
        const float gap = (g.box.left - last_->box.right) / std::min(g.size, last_->size);
        // An amount set right may nearly touch the text of the next column.
        const bool touching = gap > kTouching && is_wide(g.code) && !is_unit(g.code) &&
                              has_decimals(tokens_.back().text);
        return gap > kNumberGap || touching;
    }

    void end_part(std::size_t begin, std::size_t end) {
        if (begin < end) tokens_.back().runs.push_back(run_of(glyphs_, begin, end));
    }

    const std::vector<Glyph>& glyphs_;
    std::vector<Token> tokens_;
    const Glyph* last_ = nullptr;
};

// A number is apart from another one, and from a text that is not its unit; a code or the number
// of a row only where it comes first.
bool are_apart(const Token& a, const Token& b, bool first) {
    const bool before = is_number(a.text), after = is_number(b.text);
    if (before && after) return true;
    if (before) return (first || has_decimals(a.text)) && !is_unit(b.text.front());
    return after && has_decimals(b.text);
}

void split_at_numbers(const std::vector<Glyph>& glyphs, const TextLine& segment,
                      std::vector<TextLine>& out) {
    std::vector<Token> tokens = Tokens(glyphs, segment).take();
    std::vector<Run> open;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i > 0 && are_apart(tokens[i - 1], tokens[i], i == 1))
            out.push_back(line_of(glyphs, std::exchange(open, {})));
        open.insert(open.end(), tokens[i].runs.begin(), tokens[i].runs.end());
    }
    out.push_back(line_of(glyphs, std::move(open)));
}

float median_distance(const std::vector<float>& at) {
    std::vector<float> distances;
    for (std::size_t i = 1; i < at.size(); ++i) distances.push_back(at[i] - at[i - 1]);
    if (distances.empty()) return 0;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

// The next lines, where headings below a heading may stand.
std::span<const AlignedLine> lines_below(const std::vector<AlignedLine>& lines, std::size_t i) {
    return std::span(lines).subspan(i + 1, std::min(kMostBelow, lines.size() - i - 1));
}

class Rows {
  public:
    Rows(const std::vector<AlignedLine>& lines, const std::vector<float>& edges,
         const std::vector<float>& rules)
        : lines_(lines), edges_(edges), rules_(rules) {
        for (const AlignedLine& line : lines)
            if (line.has_amount()) amounts_.push_back(line.at);
        near_ = kSameRow * median_distance(amounts_);
        heading_lines_ = number_heading();
        number_lines(heading_lines_);
    }

    int row(std::size_t line, std::size_t segment) const { return rows_[line][segment]; }
    int count() const { return count_; }
    std::size_t heading_lines() const { return heading_lines_; }  // with several rows

  private:
    bool in_heading(const AlignedLine& line) const {
        return amounts_.empty() || line.at < amounts_.front();
    }

    // Rows of the heading by what stands over what; the lines that are done. None where no text
    // stands over several columns.
    std::size_t number_heading() {
        rows_.resize(lines_.size());
        std::size_t end = 0;
        std::vector<int> depth(edges_.size() - 1, 0);
        std::size_t last = 0;
        while (end < lines_.size() && in_heading(lines_[end])) ++end;
        for (std::size_t i = 0; i < end; ++i) {
            const std::vector<int> above = depth;
            for (const TextLine& s : lines_[i].segments) {
                const Reach reach = reach_of(s, edges_, lines_below(lines_, i));
                const int row = above[static_cast<std::size_t>(reach.first)];
                rows_[i].push_back(row);
                if (row > 0) last = i + 1;
                if (reach.first == reach.last) continue;
                for (int c = reach.first; c <= reach.last; ++c)
                    depth[static_cast<std::size_t>(c)] = row + 1;
            }
        }
        // What stands below the lowest headings is no heading.
        for (std::size_t i = last; i < end; ++i) rows_[i].clear();
        for (std::size_t i = 0; i < last; ++i)
            for (const int row : rows_[i]) count_ = std::max(count_, row + 1);
        return last;
    }

    void number_lines(std::size_t first) {
        for (std::size_t i = first; i < lines_.size(); ++i) {
            if (i == first || !same_row(lines_[i - 1], lines_[i])) ++count_;
            rows_[i].assign(lines_[i].segments.size(), count_ - 1);
        }
    }

    bool same_row(const AlignedLine& a, const AlignedLine& b) const {
        if (a.has_amount() && b.has_amount()) return false;
        if (std::any_of(rules_.begin(), rules_.end(),
                        [&](float y) { return a.at < y && y < b.at; }))
            return false;
        if (!rules_.empty() && rules_.front() < a.at && b.at < rules_.back()) return true;
        if (in_heading(a) && in_heading(b))
            return b.at - a.at < kWrapped * std::max(a.size, b.size);
        return b.at - a.at < near_;
    }

    const std::vector<AlignedLine>& lines_;
    const std::vector<float>& edges_;
    const std::vector<float>& rules_;
    std::vector<float> amounts_;  // heights of lines with amounts
    float near_ = 0;
    std::size_t heading_lines_ = 0;
    std::vector<std::vector<int>> rows_;  // of each segment of each line
    int count_ = 0;
};

// Texts of one cell; those on one line are one.
struct Cell {
    std::vector<TextLine> lines;

    void add(const std::vector<Glyph>& glyphs, const TextLine& s) {
        const bool beside =
            !lines.empty() && std::fabs(middle_y(lines.back().box) - middle_y(s.box)) < s.size / 2;
        if (!beside) {
            lines.push_back(s);
            return;
        }
        std::vector<Run> runs = lines.back().runs;
        runs.insert(runs.end(), s.runs.begin(), s.runs.end());
        lines.back() = line_of(glyphs, std::move(runs));
    }
};

}  // namespace

bool is_amount(const std::u32string& s) {
    return is_number(s) || s == U"-" || s == U"—" || s == U"——";
}

bool AlignedLine::has_amount() const { return std::any_of(texts.begin(), texts.end(), is_amount); }

bool AlignedLine::is_row() const {
    return segments.size() > 1 &&
           std::all_of(texts.begin(), texts.end(), [](const std::u32string& s) {
               return is_number(s) || s.find_first_of(U"，。；") == std::u32string::npos;
           });
}

AlignedLine aligned_line(const std::vector<Glyph>& glyphs, const TextLine& line,
                         std::size_t index) {
    AlignedLine out;
    out.index = index;
    out.at = middle_y(line.box);
    out.size = line.size;
    for (const TextLine& segment : segments(glyphs, line, kColumnGap))
        split_at_numbers(glyphs, segment, out.segments);
    for (const TextLine& segment : out.segments) out.texts.push_back(characters(glyphs, segment));
    return out;
}

int column_of(const std::vector<float>& edges, const Box& box) {
    const float inner = std::min(kInside, width(box) / 2);
    return std::max(0, slot(edges, std::clamp(box.left + inner, edges.front(), edges.back())));
}

std::vector<Gap> gaps_between(const std::vector<AlignedLine>& lines,
                              const std::vector<float>& edges) {
    std::vector<Gap> out;
    for (std::size_t i = 1; i + 1 < edges.size(); ++i) out.push_back({edges[i - 1], edges[i + 1]});
    for (const AlignedLine& line : lines) {
        if (!line.has_amount()) continue;
        for (const TextLine& s : line.segments) {
            for (std::size_t i = 0; i < out.size(); ++i) {
                const float edge = edges[i + 1];
                if (s.box.right <= edge) out[i].from = std::max(out[i].from, s.box.right);
                if (s.box.left >= edge) out[i].to = std::min(out[i].to, s.box.left);
            }
        }
    }
    return out;
}

Reach reach_of(const TextLine& heading, const std::vector<float>& edges,
               std::span<const AlignedLine> below) {
    const auto column_at = [&](float x) {
        return std::max(0, slot(edges, std::clamp(x, edges.front(), edges.back())));
    };
    Reach out{column_of(edges, heading.box), column_at(heading.box.right - kInside)};
    out.last = std::max(out.first, out.last);
    if (out.first != out.last) return out;
    // Headings below it, side by side, whose middle is its own.
    for (const AlignedLine& line : below) {
        if (line.has_amount()) break;
        for (std::size_t i = 0; i < line.segments.size(); ++i) {
            const Box& from = line.segments[i].box;
            // Set left, it begins where the first of them does.
            if (i + 1 < line.segments.size() && std::fabs(from.left - heading.box.left) < kInside)
                return {column_of(edges, from), column_of(edges, line.segments[i + 1].box)};
        }
        for (std::size_t i = 0; i < line.segments.size(); ++i) {
            const Box& from = line.segments[i].box;
            for (std::size_t j = i + 1; j < line.segments.size(); ++j) {
                const Box all = united(from, line.segments[j].box);
                const float off = std::fabs(middle_x(all) - middle_x(heading.box));
                const bool over = all.left < heading.box.left && heading.box.right < all.right;
                if (over && off < kCentred * heading.size)
                    return {column_of(edges, from), column_of(edges, line.segments[j].box)};
            }
        }
    }
    return out;
}

TablePiece aligned_piece(const std::vector<Glyph>& glyphs, const std::vector<AlignedLine>& lines,
                         const std::vector<float>& edges, const std::vector<float>& rules) {
    const Rows rows(lines, edges, rules);
    TablePiece piece;
    piece.edges = edges;
    piece.rows = rows.count();
    piece.box = lines.front().segments.front().box;
    const auto columns = static_cast<std::size_t>(piece.columns());
    std::vector<Cell> cells(static_cast<std::size_t>(piece.rows) * columns);
    std::vector<Box> bands(static_cast<std::size_t>(piece.rows));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t k = 0; k < lines[i].segments.size(); ++k) {
            const TextLine& s = lines[i].segments[k];
            const auto row = static_cast<std::size_t>(rows.row(i, k));
            const int column = i < rows.heading_lines()
                                   ? reach_of(s, edges, lines_below(lines, i)).first
                                   : column_of(edges, s.box);
            cells[row * columns + static_cast<std::size_t>(column)].add(glyphs, s);
            bands[row] = bands[row].empty() ? s.box : united(bands[row], s.box);
            piece.box = united(piece.box, s.box);
        }
    }
    piece.bottom = piece.box.bottom;
    piece.gaps = gaps_between(lines, edges);
    // A line is wrapped where the widest of its column ends.
    std::vector<float> room(columns);
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (const TextLine& line : cells[i].lines)
            room[i % columns] =
                std::max(room[i % columns], width(line.box) + kCellPadding * line.size);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t row = i / columns, column = i % columns;
        PieceCell& cell = piece.cells.emplace_back();
        cell.row = static_cast<int>(row);
        cell.column = static_cast<int>(column);
        cell.box = {edges[column], bands[row].top, edges[column + 1], bands[row].bottom};
        set_text(glyphs, cells[i].lines, room[column], cell);
    }
    return piece;
}

}  // namespace mingzhang::read
