#include "read/page_flow.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "read/page_cells.h"
#include "read/page_charts.h"
#include "read/page_columns.h"
#include "read/page_geometry.h"
#include "read/page_grid.h"

namespace mingzhang::read {
namespace {

constexpr float kSmallestPicture = 24;  // smaller ones are marks and bullets
constexpr float kBackground = 0.8f;     // of the page's area: a picture behind the text
constexpr float kHead = 0.25f;          // of the page's height
constexpr float kSameWidth = 4;         // points
constexpr float kScan = 0.4f;           // of the page's area
constexpr float kWordGap = 1;           // between texts on one line, in ems
constexpr float kApart = 2;             // of a label from the text before it
constexpr float kFarApart = 3;          // of any other text
constexpr std::size_t kLongestLabel = 8;
constexpr std::size_t kFewestLeaders = 3;
constexpr std::size_t kFewestEntries = 3;

float area(const Box& b) { return width(b) * height(b); }

// "单位：万元": a label of a few characters and a colon.
bool is_labelled(const std::u32string& text) {
    const std::size_t colon = text.find_first_of(U"：:");
    return colon != std::u32string::npos && colon > 0 && colon <= kLongestLabel &&
           text.find_first_of(U"。，；、,;") > colon;
}

bool is_leader(char32_t c) {
    static constexpr std::u32string_view kLeaders = U".．…‥⋯·・_—-";
    return kLeaders.find(c) != std::u32string_view::npos;
}

// "title.......12" → "title\t12"; empty for any other line.
std::u32string contents_entry(const std::u32string& text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[text.size() - 1 - digits])) ++digits;
    std::size_t end = text.size() - digits, leaders = 0;
    while (end > 0 && (is_leader(text[end - 1]) || text[end - 1] == U' ')) {
        --end;
        leaders += text[end] == U'…' || text[end] == U'⋯' ? 3 : text[end] == U' ' ? 0 : 1;
    }
    if (digits == 0 || digits > 4 || leaders < kFewestLeaders || end == 0) return {};
    return text.substr(0, end) + U'\t' + text.substr(text.size() - digits);
}

bool is_page_number(const std::u32string& text) {
    return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), is_digit);
}

class FlowBuilder {
  public:
    FlowBuilder(PageFlow& flow, std::size_t index, const PageFlow* before)
        : flow_(flow), index_(index), before_(before) {}

    void build() {
        const Page& page = flow_.upright.page;
        flow_.text = text_of(page.glyphs);
        std::vector<Run> runs = flow_.text.runs;
        const Grids grids = grids_of(rules_of(page.lines));
        flow_.too_complex = grids.too_complex;
        take_tables(grids, runs);
        for (const Box& chart : take_charts(page, grids, runs))
            flow_.items.emplace_back(Picture{index_, chart});
        take_pictures();
        add_turned(runs);
        std::vector<TextLine> lines = lines_of(flow_.text.glyphs, std::move(runs));
        take_contents(lines);
        take_unruled(grids.loose, lines);
        for (const TextLine& line : lines) add_line(line);
        sort_items();
    }

  private:
    const Page& page() const { return flow_.upright.page; }

    // Nested grids come first: a text belongs to the smallest grid around it.
    void take_tables(const Grids& grids, std::vector<Run>& runs) {
        std::vector<const RuledGrid*> by_area;
        for (const RuledGrid& grid : grids.grids) by_area.push_back(&grid);
        std::sort(by_area.begin(), by_area.end(), [](const RuledGrid* a, const RuledGrid* b) {
            return area(a->box()) < area(b->box());
        });
        for (const RuledGrid* grid : by_area) take_table(*grid, runs);
        // One cell is a table only where it ends one.
        for (const Box& frame : grids.frames) {
            if (!may_end_a_table(frame)) continue;
            RuledGrid grid;
            grid.xs = {frame.left, frame.right};
            grid.ys = {frame.top, frame.bottom};
            grid.cells.emplace_back();
            grid.owner = {0};
            take_table(grid, runs);
        }
    }

    void take_table(const RuledGrid& grid, std::vector<Run>& runs) {
        const bool weak = grid.columns() < 2 || filled_cells(grid, runs) < 2;
        if (weak && !may_end_a_table(grid.box())) return;
        TablePiece piece = take_cells(grid, flow_.text, runs);
        piece.weak = weak;
        set_page(piece);
        flow_.items.emplace_back(std::move(piece));
    }

    // It stands at the head of the page and is as wide as the last table of the page before.
    bool may_end_a_table(const Box& box) const {
        if (before_ == nullptr || box.top > kHead * page().height) return false;
        const TablePiece* last = nullptr;
        for (const FlowItem& item : before_->items) {
            const auto* table = std::get_if<TablePiece>(&item);
            if (table != nullptr && (last == nullptr || table->bottom > last->bottom)) last = table;
        }
        return last != nullptr && last->ruled &&
               std::fabs(width(last->box) - width(box)) < kSameWidth;
    }

    void set_page(TablePiece& piece) const {
        piece.page = piece.last_page = static_cast<int>(index_);
        for (PieceCell& cell : piece.cells) cell.page = piece.page;
    }

    void take_pictures() {
        const float paper = page().width * page().height;
        const bool text = !flow_.text.runs.empty();
        for (const Box& image : page().images) {
            if (width(image) < kSmallestPicture || height(image) < kSmallestPicture) continue;
            if (text && area(image) > kBackground * paper) continue;
            flow_.items.emplace_back(Picture{index_, image});
        }
    }

    // Beside upright text a turned one is a text of its own, in the order it was drawn.
    void add_turned(const std::vector<Run>& runs) {
        for (const Run& run : runs) {
            if (!run.turned) continue;
            FlowLine line;
            line.page = index_;
            line.line.runs = {run};
            line.line.box = run.box;
            line.line.size = run.size;
            line.at = middle_y(run.box);
            line.text = characters(flow_.text.glyphs, run);
            line.beside = true;
            flow_.items.emplace_back(std::move(line));
        }
    }

    void take_contents(std::vector<TextLine>& lines) {
        const std::vector<bool> entries = contents_without_leaders(lines);
        std::vector<TextLine> rest;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (entries[i]) {
                add_entry(std::move(lines[i]));
            } else if (!add_entry_with_leaders(lines[i])) {
                rest.push_back(std::move(lines[i]));
            }
        }
        lines = std::move(rest);
    }

    // Rows below a ruled heading, and tables without rules.
    void take_unruled(const std::vector<Rule>& loose, std::vector<TextLine>& lines) {
        for (FlowItem& item : flow_.items)
            if (auto* piece = std::get_if<TablePiece>(&item)) {
                take_rows_below(flow_.text.glyphs, lines, *piece);
                set_page(*piece);
            }
        for (TablePiece& piece : take_aligned(flow_.text.glyphs, loose, lines)) {
            set_page(piece);
            flow_.items.emplace_back(std::move(piece));
        }
    }

    FlowLine flow_line(TextLine line) const {
        FlowLine out;
        out.page = index_;
        out.text = characters(flow_.text.glyphs, line);
        out.at = middle_y(line.box);
        out.line = std::move(line);
        return out;
    }

    bool add_entry_with_leaders(const TextLine& line) {
        std::u32string entry = contents_entry(characters(flow_.text.glyphs, line));
        if (entry.empty()) return false;
        FlowLine added = flow_line(line);
        added.text = std::move(entry);
        added.contents = true;
        flow_.items.emplace_back(std::move(added));
        return true;
    }

    void add_line(const TextLine& line) {
        std::vector<TextLine> parts = texts_side_by_side(line);
        const bool beside = parts.size() > 1;
        for (TextLine& part : parts) {
            FlowLine added = flow_line(std::move(part));
            added.at = middle_y(line.box);
            added.beside = beside;
            flow_.items.emplace_back(std::move(added));
        }
    }

    void add_entry(TextLine line) {
        std::vector<TextLine> parts = segments(flow_.text.glyphs, line, kWordGap);
        FlowLine added = flow_line(std::move(line));
        const std::u32string number = characters(flow_.text.glyphs, parts.back());
        std::vector<Run> runs;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i)
            runs.insert(runs.end(), parts[i].runs.begin(), parts[i].runs.end());
        added.text = characters(flow_.text.glyphs, line_of(flow_.text.glyphs, std::move(runs))) +
                     U'\t' + number;
        added.contents = true;
        flow_.items.emplace_back(std::move(added));
    }

    // Lines of a title and a page number set right, several of them with rising numbers.
    std::vector<bool> contents_without_leaders(const std::vector<TextLine>& lines) const {
        std::vector<bool> out(lines.size(), false);
        std::vector<std::size_t> found;
        int last = 0;
        float right = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto parts = segments(flow_.text.glyphs, lines[i], kWordGap);
            if (parts.size() < 2) continue;
            const std::u32string number = characters(flow_.text.glyphs, parts.back());
            const std::u32string title = characters(flow_.text.glyphs, parts.front());
            if (!is_page_number(number) || is_number(title)) continue;
            int page_number = 0;
            for (const char32_t c : number)
                page_number =
                    page_number * 10 + static_cast<int>(c >= U'０' ? c - U'０' : c - U'0');
            const float edge = parts.back().box.right;
            if (page_number < last || (!found.empty() && std::fabs(edge - right) > lines[i].size))
                return out;
            last = page_number;
            right = edge;
            found.push_back(i);
        }
        if (found.size() >= kFewestEntries)
            for (const std::size_t i : found) out[i] = true;
        return out;
    }

    // "部门：某部          单位：万元" are two texts.
    std::vector<TextLine> texts_side_by_side(const TextLine& line) const {
        const auto parts = segments(flow_.text.glyphs, line, kWordGap);
        const bool spread = std::all_of(parts.begin(), parts.end(), [](const TextLine& part) {
            return width(part.box) < 1.5f * part.size;
        });
        std::vector<std::vector<Run>> texts;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i == 0 || (!spread && are_apart(parts[i - 1], parts[i]))) texts.emplace_back();
            texts.back().insert(texts.back().end(), parts[i].runs.begin(), parts[i].runs.end());
        }
        std::vector<TextLine> out;
        for (auto& runs : texts) out.push_back(line_of(flow_.text.glyphs, std::move(runs)));
        return out;
    }

    bool are_apart(const TextLine& a, const TextLine& b) const {
        const float ems = (b.box.left - a.box.right) / std::max(a.size, b.size);
        const std::u32string before = characters(flow_.text.glyphs, a);
        if (is_labelled(characters(flow_.text.glyphs, b)))
            return ems > kApart || is_labelled(before);
        // A label and what it names may stand far apart.
        return ems > kFarApart && before.back() != U'：' && before.back() != U':';
    }

    // By the top of tables and pictures and the middle of lines.
    void sort_items() {
        const auto at = [](const FlowItem& item) {
            const auto* line = std::get_if<FlowLine>(&item);
            return line != nullptr ? line->at : box_of(item).top;
        };
        std::stable_sort(flow_.items.begin(), flow_.items.end(),
                         [&](const FlowItem& a, const FlowItem& b) { return at(a) < at(b); });
    }

    PageFlow& flow_;
    std::size_t index_;
    const PageFlow* before_;
};

bool is_too_large(const Page& page) {
    return page.glyphs.size() > kMostGlyphs || page.lines.size() > kMostGlyphs ||
           page.areas.size() > kMostGlyphs || page.images.size() > kMostGlyphs;
}

}  // namespace

bool is_scanned(const PageFlow& flow) {
    const Page& page = flow.upright.page;
    float covered = 0;
    for (const FlowItem& item : flow.items) {
        if (!std::holds_alternative<Picture>(item)) return false;
        covered += area(box_of(item));
    }
    return covered > kScan * page.width * page.height || (covered == 0 && page.curves > 0);
}

const Box& box_of(const FlowItem& item) {
    if (const auto* line = std::get_if<FlowLine>(&item)) return line->line.box;
    if (const auto* table = std::get_if<TablePiece>(&item)) return table->box;
    return std::get<Picture>(item).box;
}

PageFlow flow_of(const Page& page, std::size_t index, const PageFlow* before) {
    PageFlow flow;
    if (is_too_large(page)) {
        flow.upright.page.number = page.number;
        flow.too_complex = true;
        return flow;
    }
    flow.upright = upright(page);
    FlowBuilder(flow, index, before).build();
    return flow;
}

}  // namespace mingzhang::read
