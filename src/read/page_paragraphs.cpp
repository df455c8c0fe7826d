#include "read/page_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

using std::u32string;
using std::u32string_view;

constexpr float kSameEdge = 3;            // points between left edges of one margin
constexpr float kIndent = 0.75f;          // ems: a line that begins a paragraph
constexpr float kMostIndent = 4.5f;       // ems: further right it is set apart
constexpr float kOtherSize = 1.1f;        // letters that much larger are others
constexpr float kFurther = 1.7f;          // of the usual distance between lines
constexpr float kUsualPitch = 1.6f;       // ems between lines where a page does not tell
constexpr float kWidestPitch = 3.5f;      // ems
constexpr float kCentred = 0.7f;          // ems from the middle of the text
constexpr float kRagged = 6;              // ems that a line may end before the margin
constexpr int kFewestAtEdge = 4;          // lines that make a margin of their own
constexpr float kMuchLarger = 1.3f;       // the heading of a list, in parts of its letters
constexpr std::size_t kShortestList = 5;  // headings without a text between them
constexpr std::size_t kLongestHeading = 60;

bool ends_sentence(u32string_view s) {
    return !s.empty() &&
           u32string_view(U"。；：！？;:!?，,、").find(s.back()) != u32string_view::npos;
}

bool has_sentence(u32string_view s) { return s.find_first_of(U"，。；：") != u32string_view::npos; }

// Its trailing bracket left out: "支出预算表（功能科目）" → "支出预算表".
u32string_view without_bracket(u32string_view s) {
    if (!s.ends_with(U'）') && !s.ends_with(U')')) return s;
    const auto open = s.find_last_of(U"（(");
    return open == u32string_view::npos ? s : s.substr(0, open);
}

// Where the running text of a page stands, and how far apart its lines are.
struct Measure {
    float left = 0, right = 0;
    float reached = 0;  // the right end of the widest line
    float pitch = 0;
    float size = 0;  // of the text's letters

    float room() const { return right - left; }
    float middle() const { return (left + right) / 2; }
};

template <class T>
T most_frequent(const std::map<T, std::size_t>& counts, T none) {
    std::size_t most = 0;
    for (const auto& [value, n] : counts) {
        if (n > most) {
            most = n;
            none = value;
        }
    }
    return none;
}

float half_points(float x) { return std::round(x * 2) / 2; }

using Lines = std::vector<const FlowLine*>;

bool is_closing_sign(char32_t c) {
    return u32string_view(U"，。、；：？！）》”’】〕〉」』,.;:?!)%％").find(c) !=
           u32string_view::npos;
}

// Those at least half as wide as the widest: they tell the margins.
Lines long_lines(const Lines& lines) {
    float widest = 0;
    for (const FlowLine* line : lines) widest = std::max(widest, width(line->line.box));
    Lines out;
    for (const FlowLine* line : lines)
        if (!line->beside && 2 * width(line->line.box) > widest) out.push_back(line);
    return out;
}

std::vector<float> left_edges(const Lines& lines) {
    std::vector<float> out;
    for (const FlowLine* line : lines) out.push_back(line->line.box.left);
    std::sort(out.begin(), out.end());
    return out;
}

// From the outermost. Signs that end a line may hang beyond the margin, and a text that stands
// there again ends where it did.
std::vector<float> right_edges(const Lines& lines) {
    std::vector<float> out;
    std::set<u32string_view> seen;
    for (const FlowLine* line : lines) {
        const bool again = !seen.insert(line->text).second;
        if (!again && !is_closing_sign(line->text.back())) out.push_back(line->line.box.right);
    }
    std::sort(out.rbegin(), out.rend());
    return out;
}

// The first edge, from outside, that another line shares; `none` where there is none.
float shared_edge(const std::vector<float>& edges, float none) {
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        if (std::fabs(edges[i] - edges[i + 1]) <= kSameEdge) return edges[i];
    return none;
}

struct UsualEdge {
    float at = 0;
    std::ptrdiff_t lines = 0;  // that share it
};

// The edge that most lines share.
UsualEdge usual_edge(const std::vector<float>& edges) {
    std::map<float, std::size_t> counts;
    for (const float edge : edges) ++counts[std::round(edge / kSameEdge) * kSameEdge];
    const float at = most_frequent(counts, 0.f);
    return {at, std::count_if(edges.begin(), edges.end(),
                              [&](float edge) { return std::fabs(edge - at) < kSameEdge; })};
}

class Measures {
  public:
    explicit Measures(const std::vector<PageFlow>& pages) {
        std::map<int, Lines> by_width;
        std::map<int, Measure> usual;
        std::vector<Lines> by_page;
        for (const PageFlow& page : pages) {
            Lines lines;
            for (const FlowItem& item : page.items)
                if (const auto* line = std::get_if<FlowLine>(&item)) lines.push_back(line);
            Lines& all = by_width[width_of(page)];
            all.insert(all.end(), lines.begin(), lines.end());
            usual[width_of(page)].right = page.upright.page.width;
            by_page.push_back(std::move(lines));
        }
        for (auto& [width, measure] : usual)
            measure = measure_of_all(by_width[width], measure.right);
        for (std::size_t p = 0; p < pages.size(); ++p)
            pages_.push_back(measure(by_page[p], usual[width_of(pages[p])]));
        body_ = body_size(by_page);
    }

    const Measure& page(std::size_t index) const { return pages_[index]; }
    float body() const { return body_; }

  private:
    static int width_of(const PageFlow& page) {
        return static_cast<int>(std::lround(page.upright.page.width / 10)) * 10;
    }

    static Measure measure_of_all(const Lines& lines, float paper) {
        Measure out;
        out.size = size_of(lines, 10);
        const Lines text = long_lines(lines);
        const UsualEdge left = usual_edge(left_edges(text));
        out.left = left.lines > 0 ? left.at : 0.1f * paper;
        out.left = std::min(out.left, shared_edge(left_edges(text), out.left));
        // Margins are as wide on both sides where too few lines tell another thing.
        const UsualEdge right = usual_edge(right_edges(text));
        out.right = right.lines >= kFewestAtEdge ? right.at : paper - out.left;
        out.pitch = pitch_of(text, kUsualPitch * out.size);
        return out;
    }

    // Of one page, as far as its lines tell. Those of a list end anywhere.
    static Measure measure(const Lines& lines, Measure usual) {
        usual.size = size_of(lines, usual.size);
        const Lines text = long_lines(lines);
        const std::vector<float> left = left_edges(text), right = right_edges(text);
        usual.left = shared_edge(left, usual.left);
        if (!left.empty() && left.front() < usual.left - usual.size) usual.left = left.front();
        usual.reached = right.size() < 3 ? usual.right : right.front();
        const auto is_near = [&](float at) { return std::fabs(at - usual.right) < usual.size; };
        if (std::none_of(right.begin(), right.end(), is_near)) {
            const UsualEdge edge = usual_edge(right);
            if (!right.empty() && right.front() > usual.right) usual.right = right.front();
            if (edge.lines >= kFewestAtEdge) usual.right = edge.at;
        }
        usual.pitch = pitch_of(text, usual.pitch);
        return usual;
    }

    static float size_of(const Lines& lines, float none) {
        std::map<float, std::size_t> sizes;
        for (const FlowLine* line : lines) sizes[half_points(line->line.size)] += line->text.size();
        return most_frequent(sizes, none);
    }

    static float pitch_of(const Lines& lines, float none) {
        std::map<float, std::size_t> pitches;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (lines[i]->page != lines[i - 1]->page) continue;
            const float pitch = half_points(lines[i]->at - lines[i - 1]->at);
            if (pitch > 0 && pitch < kWidestPitch * lines[i]->line.size) ++pitches[pitch];
        }
        return most_frequent(pitches, none);
    }

    static float body_size(const std::vector<Lines>& pages) {
        Lines all;
        for (const Lines& lines : pages) all.insert(all.end(), lines.begin(), lines.end());
        return size_of(all, 10);
    }

    std::vector<Measure> pages_;
    float body_ = 10;
};

class ParagraphBuilder {
  public:
    explicit ParagraphBuilder(std::vector<PageFlow>& pages) : pages_(pages), measures_(pages) {}

    std::vector<Part> build() {
        for (PageFlow& page : pages_) {
            for (FlowItem& item : page.items) {
                if (auto* line = std::get_if<FlowLine>(&item)) {
                    add(std::move(*line));
                } else if (auto* picture = std::get_if<Picture>(&item)) {
                    waiting_.push_back(*picture);
                    if (open_.lines.empty()) end_paragraph();
                } else {
                    end_paragraph();
                    parts_.emplace_back(std::move(std::get<TablePiece>(item)));
                }
            }
            page.items.clear();
        }
        end_paragraph();
        mark_headings();
        return std::move(parts_);
    }

  private:
    const Measure& measure(const FlowLine& line) const { return measures_.page(line.page); }

    void add(FlowLine line) {
        if (!open_.lines.empty() && !goes_on(open_.lines.back(), line)) end_paragraph();
        open_.lines.push_back(std::move(line));
    }

    void end_paragraph() {
        if (!open_.lines.empty()) {
            open_.text = text_of_lines();
            if (!open_.text.empty()) parts_.emplace_back(std::move(open_));
            open_ = {};
        }
        for (const Picture& picture : waiting_) parts_.emplace_back(picture);
        waiting_.clear();
    }

    u32string text_of_lines() const {
        u32string out;
        for (const FlowLine& line : open_.lines) {
            const std::string_view between = joint(out, line.text, true);
            if (between == " ") out += U' ';
            out += line.text;
        }
        return out;
    }

    bool goes_on(const FlowLine& a, const FlowLine& b) const {
        if (a.contents || a.beside || b.beside) return false;
        const float larger = std::max(a.line.size, b.line.size);
        if (larger > kOtherSize * std::min(a.line.size, b.line.size)) return false;
        if (a.page == b.page && b.at - a.at > furthest(a)) return false;
        return goes_on_as_title(a, b) || is_wrapped(a, b);
    }

    float furthest(const FlowLine& a) const {
        return kFurther * std::max(measure(a).pitch, 1.2f * a.line.size);
    }

    // Both are set in the middle; the letters stand out or the first line is full.
    bool goes_on_as_title(const FlowLine& a, const FlowLine& b) const {
        if (a.page != b.page || a.line.bold != b.line.bold) return false;
        const bool centred = off_centre(a) < kCentred && is_centred(b);
        if (!centred && !have_one_middle(a, b)) return false;
        if (centred && width(a.line.box) > measure(a).room() - 1.5f * a.line.size) return true;
        if (without_bracket(a.text).ends_with(U'表')) return false;
        if (a.line.size > kOtherSize * measures_.body()) return true;
        if (ordinal_kind(a.text) != 0 || ordinal_kind(b.text) != 0) return false;
        const bool table = without_bracket(b.text).ends_with(U'表');
        return (a.line.bold || table) && !b.text.starts_with(U'表');
    }

    // Set in the middle of something else than the page.
    bool have_one_middle(const FlowLine& a, const FlowLine& b) const {
        const float off = std::fabs(middle_x(a.line.box) - middle_x(b.line.box));
        return off < 0.25f * a.line.size && indent(a) > 0.3f && indent(b) > 1;
    }

    // How far its middle is from that of the text, or of the paper; in ems.
    float off_centre(const FlowLine& line) const {
        const float at = middle_x(line.line.box);
        const float paper = pages_[line.page].upright.page.width / 2;
        return std::min(std::fabs(at - measure(line).middle()), std::fabs(at - paper)) /
               line.line.size;
    }

    bool is_centred(const FlowLine& line) const {
        const float free = 1.5f * std::min(line.line.size, measures_.body());
        return off_centre(line) < kCentred && line.line.box.left > measure(line).left + free &&
               line.line.box.right < measure(line).right - free;
    }

    float first_word_of(const FlowLine& line) const {
        return first_word(pages_[line.page].text.glyphs, line.line);
    }

    float indent(const FlowLine& line) const {
        return (line.line.box.left - measure(line).left) / line.line.size;
    }

    bool is_wrapped(const FlowLine& a, const FlowLine& b) const {
        if (begins_paragraph(b)) return false;
        const float room = measure(a).right - a.line.box.left;
        if (is_full(a.line, first_word_of(b), room)) return true;
        // Where a paragraph's first line is indented, one that is not goes on; lines may end a
        // little earlier than they would have to.
        const float first = indent(open_.lines.front());
        const bool indented = first > kIndent && first < kMostIndent && indent(b) < kIndent;
        const float reached = std::min(measure(a).right, measure(a).reached);
        return indented &&
               is_full(a.line, first_word_of(b), reached - a.line.box.left - kRagged * a.line.size);
    }

    bool begins_paragraph(const FlowLine& b) const {
        const u32string& first = open_.lines.front().text;
        const u32string& last = open_.lines.back().text;
        if (ordinal_kind(b.text) != 0) {
            if (ends_sentence(last) || ordinal_kind(b.text) == ordinal_kind(first)) return true;
            // Entries of a list, or headings.
            if (ordinal_kind(first) != 0 && !has_sentence(first) && !has_sentence(last))
                return true;
        }
        if (indent(b) < kIndent) return false;
        // But in a block that is set in as a whole.
        return open_.lines.size() == 1 ||
               std::fabs(open_.lines[1].line.box.left - b.line.box.left) > kSameEdge;
    }

    void mark_headings() {
        std::set<float, std::greater<>> sizes;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            auto* paragraph = std::get_if<Paragraph>(&parts_[i]);
            if (paragraph == nullptr || !is_heading(*paragraph) || is_caption(i)) continue;
            paragraph->heading = true;
            const float size = half_points(paragraph->lines.front().line.size);
            if (size > kOtherSize * measures_.body()) sizes.insert(size);
        }
        unmark_lists();
        for (Part& part : parts_) {
            auto* paragraph = std::get_if<Paragraph>(&part);
            if (paragraph == nullptr || !paragraph->heading) continue;
            const float size = half_points(paragraph->lines.front().line.size);
            const auto larger = std::distance(sizes.begin(), sizes.lower_bound(size));
            paragraph->level = std::min(6, static_cast<int>(larger) + 1);
        }
    }

    bool is_heading(const Paragraph& p) const {
        const FlowLine& first = p.lines.front();
        if (p.text.size() > kLongestHeading || first.contents || first.beside) return false;
        if (ends_sentence(p.text) || p.lines.size() > 3) return false;
        if (first.line.runs.front().turned) return false;
        if (ordinal_kind(p.text) != 0) return true;
        // "编制部门：某部"
        if (p.text.find_first_of(U"：:") != u32string::npos) return false;
        return first.line.bold || is_centred(first) ||
               first.line.size > kOtherSize * measures_.body();
    }

    bool is_title_of_table(const Part& part) const {
        const auto* p = std::get_if<Paragraph>(&part);
        return p != nullptr && without_bracket(p->text).ends_with(U'表');
    }

    // The title of the table below it, or its number; what has an ordinal is so only where no other
    // title stands between.
    bool is_caption(std::size_t index) const {
        if (!is_title_of_table(parts_[index])) return false;
        const bool ordinal = ordinal_kind(std::get<Paragraph>(parts_[index]).text) != 0;
        for (std::size_t i = index + 1; i < parts_.size() && i <= index + 4; ++i) {
            if (std::holds_alternative<TablePiece>(parts_[i])) return true;
            if (ordinal && is_title_of_table(parts_[i])) return false;
        }
        return false;
    }

    // Headings in letters of one size below each other, on one page, list what is to come.
    void unmark_lists() {
        for (std::size_t i = 0; i < parts_.size();) {
            std::size_t end = i;
            while (end < parts_.size() && is_heading_of(page_of(i), parts_[end])) ++end;
            if (end - i >= kShortestList) unmark_list(i, end);
            i = std::max(end, i + 1);
        }
    }

    void unmark_list(std::size_t begin, std::size_t end) {
        std::map<float, std::size_t> sizes;
        for (std::size_t i = begin; i < end; ++i) ++sizes[size_of(i)];
        const float size = most_frequent(sizes, 0.f);
        if (sizes[size] < kShortestList) return;
        for (std::size_t i = begin; i < end; ++i)
            if (size_of(i) < kMuchLarger * size) std::get<Paragraph>(parts_[i]).heading = false;
    }

    float size_of(std::size_t paragraph) const {
        return half_points(std::get<Paragraph>(parts_[paragraph]).lines.front().line.size);
    }

    std::size_t page_of(std::size_t index) const {
        const auto* p = std::get_if<Paragraph>(&parts_[index]);
        return p == nullptr ? 0 : p->lines.front().page;
    }

    static bool is_heading_of(std::size_t page, const Part& part) {
        const auto* p = std::get_if<Paragraph>(&part);
        return p != nullptr && p->heading && p->lines.front().page == page;
    }

    std::vector<PageFlow>& pages_;
    Measures measures_;
    std::vector<Part> parts_;
    Paragraph open_;
    std::vector<Picture> waiting_;  // those that stand within the open paragraph
};

}  // namespace

std::vector<Part> parts_of(std::vector<PageFlow>& pages) { return ParagraphBuilder(pages).build(); }

}  // namespace mingzhang::read
