#include "typeset/flow.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "typeset/chart.h"
#include "typeset/structure.h"
#include "typeset/table_page.h"

namespace mingzhang::typeset {
namespace {

using std::size_t;
using std::string;
using std::string_view;

constexpr double kClose = 1e-3;  // points: of what fits
// GB/T 9704-2012: 22 lines of 28 characters of 16 points.
constexpr double kBodySize = 16;
constexpr double kPitch = 225 * kMillimetre / 22;
constexpr double kBodySpacing = 156 * kMillimetre / 28 / kBodySize - 1;  // em
constexpr double kContentsSize = 14, kContentsPitch = 26;
constexpr double kTableTitle = 16, kTableTitlePitch = 24;
constexpr double kSmall = 10.5, kSmallPitch = 15.75;
constexpr double kGap = 14;  // below a table or chart
constexpr int kDeepestInContents = 3;
constexpr size_t kFewestRows = 3;  // of a table at the end or beginning of a page

struct Style {
    Face face = Face::kBody;
    double size = kBodySize, pitch = kPitch;
    double indent = 2;  // em, of the first line
    bool middle = false, justified = true;
    double above = 0;  // points
};

bool is_part(string_view text) {
    return text.starts_with("第") && (text.substr(0, 24).find("部分") != string_view::npos ||
                                      text.substr(0, 16).find("章") != string_view::npos);
}

class Flow {
  public:
    Flow(const Publication& publication, TextCache& texts)
        : publication_(publication), texts_(texts) {
        for (const PublishedBlock& block : publication.blocks)
            parts_ = parts_ || (block.kind == PublishedKind::kHeading && block.level <= 1 &&
                                is_part(block.text));
    }

    Pages run() {
        const auto& blocks = publication_.blocks;
        while (at_ < blocks.size()) {
            place(blocks[at_]);
            ++at_;
        }
        if (pages_.sheets.empty()) new_sheet(false);
        fill_contents();
        return std::move(pages_);
    }

  private:
    struct ContentsEntry {
        int level;
        string text, target;
        size_t page = 0;  // from 1
    };
    // A contents page waits until the numbers are known.
    struct ContentsLine {
        size_t sheet, entry;
        double y;
    };

    Sheet& sheet() { return pages_.sheets.back(); }
    double room() { return sheet().bottom() - y_; }
    template <class M>
    void add(M mark) {
        sheet().add(std::move(mark));
    }
    void open(const char* tag, string entries = {}) { add(OpenMark{tag, {}, std::move(entries)}); }
    void close(const char* tag) { add(CloseMark{tag}); }

    void new_sheet(bool landscape) {
        pages_.sheets.emplace_back();
        sheet().landscape = landscape;
        y_ = sheet().top();
        fresh_ = true;
        break_wanted_ = false;
    }

    // A sheet of that orientation with that much room; a new one where there is none.
    void make_room(double height, bool landscape) {
        const bool none = pages_.sheets.empty() || break_wanted_;
        if (none || (sheet().landscape != landscape) || (!fresh_ && room() + kClose < height))
            new_sheet(landscape);
    }

    void place(const PublishedBlock& block) {
        switch (block.kind) {
            case PublishedKind::kCover:
                return place_cover();
            case PublishedKind::kContents:
                return place_contents(block.text);
            case PublishedKind::kHeading:
                return place_with_next();
            case PublishedKind::kParagraph:
                if (block.caption) return place_with_next();
                return place_paragraph(block.text, Style{}, "P");
            case PublishedKind::kTable:
                return place_table(block.table);
            case PublishedKind::kChart:
                return place_chart(block.chart);
            case PublishedKind::kPageBreak:
                break_wanted_ = !pages_.sheets.empty() && !fresh_;
                return;
        }
    }

    // --- texts ------------------------------------------------------------------------------

    struct Text {
        SharedWords words;
        std::vector<Line> lines;
        Style style;
        double height() const {
            return style.above + static_cast<double>(lines.size()) * style.pitch;
        }
    };

    static double area_width(bool landscape) {
        Sheet sheet;
        sheet.landscape = landscape;
        return sheet.width();
    }

    Text text_of(string_view text, const Style& style, bool landscape) {
        Text out{texts_.words(style.face, text), {}, style};
        const double spacing = style.size == kBodySize ? kBodySpacing : 0;
        const double width = area_width(landscape) / style.size;
        out.lines = broken(*out.words, width, style.middle ? 0 : style.indent, spacing);
        return out;
    }

    void set_line(const Text& text, size_t index) {
        const Style& style = text.style;
        const Line& line = text.lines[index];
        Setting setting{style.size, style.size == kBodySize ? kBodySpacing : 0, 0};
        const double indent = index == 0 && !style.middle ? style.indent * style.size : 0;
        const double slack = sheet().width() - indent - line.width * style.size;
        double x = sheet().left() + indent;
        if (style.middle) {
            x += std::max(slack / 2, 0.0);
        } else if (style.justified && line.full) {
            const int spaces = spaces_in(*text.words, line);
            // A line of few places, as before a long word, stays ragged.
            if (spaces > 0 && slack / spaces < style.size / 2) setting.spread = slack / spaces;
        }
        add(TextMark{text.words, line, x, y_ + baseline(style.pitch, style.size), setting});
        y_ += style.pitch;
        fresh_ = false;
    }

    void place_paragraph(string_view text, const Style& style, const char* tag) {
        make_room(0, false);
        const Text set = text_of(text, style, sheet().landscape);
        const size_t count = set.lines.size();
        open(tag);
        for (size_t next = 0; next < count;) {
            size_t fit = static_cast<size_t>(std::max((room() + kClose) / style.pitch, 0.0));
            fit = std::min(fit, count - next);
            if (fit < count - next && !fresh_) {  // no line alone at either side of a break
                if (count - next - fit == 1 && fit > 0) --fit;
                if (fit == 1 && next == 0) fit = 0;
            }
            if (fit == 0 && fresh_) fit = 1;
            const bool split = next > 0 || fit < count;
            if (split && fit > 0) open("Span");
            for (size_t i = 0; i < fit; ++i) set_line(set, next + i);
            if (split && fit > 0) close("Span");
            next += fit;
            if (next < count) new_sheet(sheet().landscape);
        }
        close(tag);
    }

    // --- headings and captions: they stay with what follows ------------------------------------

    Style heading_style(const PublishedBlock& block) const {
        Style style;
        style.justified = false;
        if (block.kind == PublishedKind::kParagraph) {
            style.face = Face::kSong;
            style.size = 12;
            style.pitch = 20;
            style.middle = true;
            return style;
        }
        const int level = std::max(block.level, 1) - (parts_ ? 1 : 0);
        if (level <= 0) {
            style.face = Face::kTitle;
            style.size = 22;
            style.pitch = 36;
            style.middle = true;
        } else if (level == 1) {
            style.face = Face::kHei;
        } else if (level == 2) {
            style.face = Face::kKai;
        }
        return style;
    }

    bool stays_with_next(const PublishedBlock& block) const {
        return block.kind == PublishedKind::kHeading ||
               (block.kind == PublishedKind::kParagraph && block.caption);
    }

    // How much of a block must stand below its heading, at least; and its orientation.
    std::pair<double, bool> need(const PublishedBlock& block) {
        switch (block.kind) {
            case PublishedKind::kParagraph:
                return {
                    std::min<double>(
                        static_cast<double>(text_of(block.text, Style{}, false).lines.size()), 2) *
                        kPitch,
                    false};
            case PublishedKind::kTable: {
                const TablePlan& plan = plan_of(block.table);
                return {first_height(plan), plan.landscape};
            }
            case PublishedKind::kChart:
                return {std::min(chart_height(block.chart, area_width(false), texts_),
                                 225 * kMillimetre),
                        false};
            default:
                return {0, false};
        }
    }

    void place_with_next() {
        const auto& blocks = publication_.blocks;
        size_t end = at_;
        constexpr size_t kMostTogether = 8;
        while (end < blocks.size() && stays_with_next(blocks[end]) && end - at_ < kMostTogether) {
            const bool part = end > at_ && starts_page(blocks[end]);
            if (part) break;
            ++end;
        }
        const auto [next, landscape] =
            end < blocks.size() ? need(blocks[end]) : std::pair<double, bool>{0, false};
        std::vector<Text> texts;
        double height = 0;
        for (size_t i = at_; i < end; ++i) {
            texts.push_back(text_of(blocks[i].text, heading_style(blocks[i]), landscape));
            height += texts.back().height();
        }
        if (starts_page(blocks[at_]) && !pages_.sheets.empty() && !fresh_) break_wanted_ = true;
        Sheet empty;
        empty.landscape = landscape;
        make_room(height + std::min(next, std::max(empty.height() - height, 0.0)), landscape);
        for (size_t i = at_; i < end; ++i) set_heading(blocks[i], texts[i - at_]);
        only_headings_ = true;
        at_ = end - 1;
    }

    bool starts_page(const PublishedBlock& block) const {
        return parts_ && block.kind == PublishedKind::kHeading && block.level <= 1;
    }

    void set_heading(const PublishedBlock& block, const Text& text) {
        static constexpr const char* kTags[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
        const bool heading = block.kind == PublishedKind::kHeading;
        const char* tag = heading ? kTags[std::clamp(block.level, 1, 6) - 1] : "P";
        if (heading) add_target(block.text, std::max(block.level, 1));
        open(tag);
        const bool before = fresh_;
        for (size_t i = 0; i < text.lines.size(); ++i) {
            if (room() + kClose < text.style.pitch && !fresh_) new_sheet(sheet().landscape);
            set_line(text, i);
        }
        close(tag);
        if (text.style.size > kBodySize) y_ += kPitch / 2;
        headings_only_on_sheet_ = before;
    }

    void add_target(string_view text, int level) {
        string name = "h" + std::to_string(pages_.outline.size() + 1);
        add(TargetMark{name, y_});
        string label = one_line(text);
        if (level <= kDeepestInContents)
            entries_.push_back({level, label, name, pages_.sheets.size()});
        pages_.outline.push_back({std::move(label), std::move(name), level});
    }

    static string one_line(string_view text) {
        string label = cleaned(text);
        std::replace(label.begin(), label.end(), '\n', ' ');
        return label;
    }

    // --- cover and contents
    // -----------------------------------------------------------------------

    void place_cover() {
        new_sheet(false);
        sheet().numbered = false;
        const Style title{Face::kTitle, 28, 44, 0, true, false, 0};
        const Style department{Face::kKai, 20, 32, 0, true, false, 0};
        const Style date{Face::kKai, 16, 32, 0, true, false, 0};
        y_ = sheet().top() + 0.24 * sheet().height();
        place_middle(publication_.title, title);
        const double used = y_;
        y_ = std::max(used + kPitch, sheet().top() + 0.72 * sheet().height());
        place_middle(publication_.department, department);
        y_ += kPitch;
        place_middle(publication_.date, date);
        break_wanted_ = true;
        fresh_ = false;
    }

    void place_middle(string_view text, const Style& style) {
        if (text.empty()) return;
        Text set = text_of(text, style, false);
        set.lines = balanced(*set.words, area_width(false) / style.size);
        open("P");
        for (size_t i = 0; i < set.lines.size(); ++i) {
            if (room() < style.pitch && !fresh_) new_sheet(false);
            set_line(set, i);
        }
        close("P");
    }

    static Style contents_style(int level, bool parts) {
        Style style;
        style.size = kContentsSize;
        style.pitch = kContentsPitch;
        style.indent = 0;
        style.justified = false;
        style.face = level <= 1 && parts ? Face::kHei : Face::kBody;
        return style;
    }

    double contents_indent(int level) const { return (level - 1) * kContentsSize * 1.5; }
    static constexpr double kNumberRoom = 44;  // at the right of a line of contents

    Text contents_text(const ContentsEntry& entry) {
        Text out{texts_.words(contents_style(entry.level, parts_).face, entry.text),
                 {},
                 contents_style(entry.level, parts_)};
        const double width = area_width(false) - contents_indent(entry.level) - kNumberRoom;
        out.lines = broken(*out.words, width / kContentsSize);
        return out;
    }

    // Leaves the lines free that its entries will need.
    void place_contents(string_view title) {
        new_sheet(false);
        if (contents_.empty() && entries_.empty()) contents_first_ = pages_.sheets.size() - 1;
        place_middle(title, Style{Face::kTitle, 22, 36, 0, true, false, 0});
        y_ += kPitch / 2;
        size_t entry = entries_.size();
        for (size_t i = at_ + 1; i < publication_.blocks.size(); ++i) {
            const PublishedBlock& block = publication_.blocks[i];
            const int level = std::max(block.level, 1);
            if (block.kind != PublishedKind::kHeading || level > kDeepestInContents) continue;
            const Text text = contents_text({level, one_line(block.text), {}, 0});
            const double height = static_cast<double>(text.lines.size()) * kContentsPitch;
            if (room() + kClose < height && !fresh_) new_sheet(false);
            contents_.push_back({pages_.sheets.size() - 1, entry++, y_});
            y_ += height;
            fresh_ = false;
        }
        break_wanted_ = true;
        fresh_ = false;
    }

    void fill_contents() {
        for (size_t i = 0; i < contents_.size(); ++i) {
            const ContentsLine& line = contents_[i];
            if (line.entry >= entries_.size()) continue;
            Sheet& page = pages_.sheets[line.sheet];
            if (i == 0) page.add(OpenMark{"TOC", {}, {}});
            fill_line(page, line, entries_[line.entry]);
            if (i + 1 == contents_.size()) page.add(CloseMark{"TOC"});
        }
    }

    void fill_line(Sheet& page, const ContentsLine& line, const ContentsEntry& entry) {
        const Text text = contents_text(entry);
        const double left = page.left() + contents_indent(entry.level);
        const double right = page.left() + page.width();
        const double height = static_cast<double>(text.lines.size()) * kContentsPitch;
        const auto number = [](double value) {
            return std::to_string(static_cast<int>(std::lround(value)));
        };
        page.add(OpenMark{"TOCI", {}, {}});
        page.add(OpenMark{"Link",
                          "dest='" + entry.target + "' rect=[" + number(left) + " " +
                              number(line.y) + " " + number(right - left) + " " + number(height) +
                              "]",
                          {}});
        const Setting setting{kContentsSize, 0, 0};
        double y = line.y + baseline(kContentsPitch, kContentsSize);
        for (const Line& piece : text.lines) {
            page.add(TextMark{text.words, piece, left, y, setting});
            y += kContentsPitch;
        }
        y -= kContentsPitch;
        const SharedWords page_number = texts_.words(Face::kBody, std::to_string(entry.page));
        const double number_x = right - page_number->width() * kContentsSize;
        const SharedWords dot = texts_.words(Face::kBody, ".");
        const double step = dot->width() * kContentsSize;
        const double from = left + text.lines.back().width * kContentsSize + 4;
        const auto dots = static_cast<size_t>(std::max((number_x - 4 - from) / step, 0.0));
        const SharedWords leader = texts_.words(Face::kBody, string(dots, '.'));
        page.add(TextMark{leader, whole(*leader), number_x - 4 - leader->width() * kContentsSize, y,
                          setting});
        page.add(TextMark{page_number, whole(*page_number), number_x, y, setting});
        page.add(CloseMark{"Link"});
        page.add(CloseMark{"TOCI"});
    }

    // --- tables
    // -----------------------------------------------------------------------------------

    const TablePlan& plan_of(const PublishedTable& table) {
        if (!plan_ || plan_->table != &table)
            plan_ = planned(table, area_width(false), area_width(true), texts_);
        return *plan_;
    }

    struct Above {
        std::optional<Text> number, title, department, unit;
        double height = 0;
    };

    Above above_of(const TablePlan& plan) {
        const PublishedTable& table = *plan.table;
        Above out;
        const auto take = [&](const string& text, const Style& style, std::optional<Text>& into) {
            if (!text.empty()) into = text_of(text, style, plan.landscape);
        };
        Style small{Face::kSong, kSmall, kSmallPitch, 0, false, false, 0};
        take(table.number, small, out.number);
        take(table.title, Style{Face::kTitle, kTableTitle, kTableTitlePitch, 0, true, false, 0},
             out.title);
        take(table.department, small, out.department);
        take(table.unit_line, small, out.unit);
        if (out.number) out.height += out.number->height();
        if (out.title) out.height += out.title->height() + 2;
        out.height += lower_line(out);
        return out;
    }

    // Department at the left and unit at the right, on one line where both fit.
    static double lower_line(const Above& above) {
        if (!above.department && !above.unit) return 0;
        return 2 + (above.department ? above.department->height() : 0) +
               (above.unit && (!above.department || !on_one_line(above)) ? above.unit->height()
                                                                         : 0);
    }

    static bool on_one_line(const Above& above) {
        return above.department->lines.size() == 1 && above.unit->lines.size() == 1 &&
               (above.department->lines[0].width + above.unit->lines[0].width + 2) * kSmall <
                   area_width(false);
    }

    void set_above(const Above& above) {
        if (!above.number && !above.title && !above.department && !above.unit) return;
        const auto set = [&](const std::optional<Text>& text) {
            if (!text) return;
            open("P");
            for (size_t i = 0; i < text->lines.size(); ++i) {
                if (room() < text->style.pitch && !fresh_) new_sheet(sheet().landscape);
                set_line(*text, i);
            }
            close("P");
        };
        set(above.number);
        set(above.title);
        if (above.title) y_ += 2;
        set(above.department);
        if (above.unit) {
            if (above.department && on_one_line(above)) y_ -= kSmallPitch;
            open("P");
            for (const Line& line : above.unit->lines) {
                const double x = sheet().left() + sheet().width() - line.width * kSmall;
                add(TextMark{above.unit->words, line, x, y_ + baseline(kSmallPitch, kSmall),
                             Setting{kSmall, 0, 0}});
                y_ += kSmallPitch;
            }
            close("P");
        }
        if (above.department || above.unit) y_ += 2;
        fresh_ = false;
    }

    static double page_height(const TablePlan& plan) {
        Sheet page;
        page.landscape = plan.landscape;
        return page.height();
    }

    double notes_height(const PublishedTable& table, bool landscape) {
        double height = 0;
        for (const string& note : table.notes)
            height += text_of(note, note_style(), landscape).height();
        return table.notes.empty() ? 0 : height + 3;
    }

    static Style note_style() { return {Face::kSong, kSmall, kSmallPitch, 0, false, false, 0}; }

    double whole_height(const TablePlan& plan) {
        return above_of(plan).height + plan.header_height + plan.body_height +
               notes_height(*plan.table, plan.landscape);
    }

    // What must stand on the page where it begins: all of it, if a page can hold that.
    double first_height(const TablePlan& plan) {
        const double all = whole_height(plan);
        if (all <= page_height(plan)) return all;
        double height = above_of(plan).height + plan.header_height;
        for (size_t r = plan.header_rows; r < std::min(plan.rows.size(), plan.header_rows + 8); ++r)
            height += plan.heights[r];
        return std::min(height, page_height(plan));
    }

    void place_table(const PublishedTable& table) {
        const TablePlan plan = plan_of(table);
        if (plan.columns() == 0) return;
        // Below headings that stand alone on the page it begins there whatever its height.
        const bool below_headings = only_headings_ && headings_only_on_sheet_ && !break_wanted_ &&
                                    !pages_.sheets.empty() && sheet().landscape == plan.landscape;
        only_headings_ = false;
        if (!below_headings) make_room(first_height(plan), plan.landscape);
        set_above(above_of(plan));
        open("Table");
        set_rows(plan);
        close("Table");
        if (!table.notes.empty()) y_ += 3;
        for (const string& note : table.notes) {
            const Text text = text_of(note, note_style(), plan.landscape);
            open("P");
            for (size_t i = 0; i < text.lines.size(); ++i) {
                if (room() + kClose < kSmallPitch) new_sheet(plan.landscape);
                set_line(text, i);
            }
            close("P");
        }
        y_ += kGap;
        fresh_ = false;
    }

    void set_rows(const TablePlan& plan) {
        const double page = page_height(plan);
        // A heading that leaves no page for rows is not repeated.
        const bool repeats = plan.header_rows > 0 && plan.header_height < page * 0.6;
        TablePages pages(plan);
        size_t next = 0;
        const double notes = notes_height(*plan.table, plan.landscape);
        bool first_page = true;
        while (next < plan.rows.size()) {
            std::vector<Strip> strips;
            const bool heading = repeats && !first_page;
            double height = 0;
            if (heading) {
                for (size_t r = 0; r < plan.header_rows; ++r)
                    strips.push_back({r, plan.heights[r], true, true});
                height = plan.header_height;
            }
            const size_t repeated = strips.size();
            const size_t begun = next;
            take_rows(plan, pages, room() - height, notes, strips, next);
            if (strips.size() == repeated) {
                new_sheet(plan.landscape);
                first_page = first_page && begun == 0;
                continue;
            }
            pages.set(sheet(), sheet().left(), y_, strips, strips.size() - repeated);
            for (const Strip& strip : strips) y_ += strip.height;
            fresh_ = false;
            first_page = false;
            if (next < plan.rows.size()) new_sheet(plan.landscape);
        }
    }

    // Takes what of the rows from `next` on stands on this page; nothing where a new page is
    // better. `next` becomes the first row that is not finished.
    void take_rows(const TablePlan& plan, const TablePages& pages, double space, double notes,
                   std::vector<Strip>& strips, size_t& next) {
        const size_t count = plan.rows.size();
        const size_t least_rows = next == 0 ? std::min(plan.header_rows + 1, count) : next + 1;
        if (partly_) return take_part(plan, pages, space, strips, next);
        size_t end = next, good = next;
        double height = 0, good_height = 0;
        while (end < count) {
            const double behind = end + 1 == count ? std::min(notes, space / 3) : 0;
            if (height + plan.heights[end] + behind > space + kClose) break;
            height += plan.heights[end];
            ++end;
            if (plan.may_break_before(end) && end >= least_rows) {
                good = end;
                good_height = height;
            }
        }
        if (good < count && count - good < kFewestRows && good > next + 2 * kFewestRows) {
            size_t earlier = count - kFewestRows;
            while (earlier > next + kFewestRows && !plan.may_break_before(earlier)) --earlier;
            if (plan.may_break_before(earlier)) {
                for (size_t r = earlier; r < good; ++r) good_height -= plan.heights[r];
                good = earlier;
            }
        }
        if (good == next) {
            if (!fresh_ && y_ > sheet().top() + page_height(plan) / 3) return;
            if (end == next) return take_part(plan, pages, space, strips, next);
            good = end;  // cells reach over more than a page
            good_height = height;
        }
        for (; next < good; ++next) strips.push_back({next, plan.heights[next], true, true});
        const double left = space - good_height;
        const bool higher_than_pages =
            good < count && plan.heights[good] > page_height(plan) - plan.header_height;
        if (higher_than_pages && good >= least_rows - 1 && left > page_height(plan) / 4)
            take_part(plan, pages, left, strips, next);
    }

    // Of a row that is higher than a page, as many lines as there is room for.
    void take_part(const TablePlan& plan, const TablePages& pages, double space,
                   std::vector<Strip>& strips, size_t& next) {
        const double pads = 2 * plan.pad_y();
        const auto left = pages.lines_left(next);
        const auto fit = static_cast<size_t>(std::max((space - pads + kClose) / plan.leading, 1.0));
        const bool begins = !partly_;
        if (left <= fit) {
            const double height =
                std::max(static_cast<double>(left) * plan.leading + pads, plan.size * 1.5);
            strips.push_back({next, height, begins, true});
            partly_ = false;
            ++next;
        } else {
            strips.push_back({next, static_cast<double>(fit) * plan.leading + pads, begins, false});
            partly_ = true;
        }
    }

    // --- charts
    // ------------------------------------------------------------------------------------

    static string words_of(const PublishedChart& chart) {
        string words = one_line(chart.title);
        for (const Slice& slice : chart.slices)
            words += "；" + one_line(slice.label) + "：" + one_line(slice.text);
        return words;
    }

    void place_chart(const PublishedChart& chart) {
        if (chart.slices.empty()) return;
        const double natural = chart_height(chart, area_width(false), texts_);
        const double most = 225 * kMillimetre;
        const double scale = std::min(1.0, most / natural);
        make_room(natural * scale, false);
        y_ += kGap / 2;
        if (room() < natural * scale && !fresh_) new_sheet(false);
        open("Figure", "/Alt " + pdf_text(words_of(chart)));
        add(ChartMark{&chart, sheet().left(), y_, sheet().width(), scale});
        close("Figure");
        y_ += natural * scale + kGap;
        fresh_ = false;
    }

    const Publication& publication_;
    TextCache& texts_;
    Pages pages_;
    size_t at_ = 0;  // block
    double y_ = 0;
    bool parts_ = false;         // whether headings of level 1 are "第一部分"
    bool fresh_ = true;          // nothing stands on the sheet yet
    bool break_wanted_ = false;  // before what comes next
    bool only_headings_ = false, headings_only_on_sheet_ = false;
    bool partly_ = false;            // the row that comes next was begun on the page before
    std::optional<TablePlan> plan_;  // of the table that was asked for last
    std::vector<ContentsEntry> entries_;
    std::vector<ContentsLine> contents_;
    size_t contents_first_ = 0;
};

}  // namespace

Pages pages_of(const Publication& publication, TextCache& texts) {
    return Flow(publication, texts).run();
}

}  // namespace mingzhang::typeset
