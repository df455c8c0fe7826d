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

constexpr float kSameEdge = 3;        // points between left edges of one margin
constexpr float kIndent = 1.2f;       // ems: a line that begins a paragraph
constexpr float kOtherSize = 1.1f;    // letters that much larger are others
constexpr float kFurther = 1.7f;      // of the usual distance between lines
constexpr float kUsualPitch = 1.6f;   // ems between lines where a page does not tell
constexpr float kWidestPitch = 3.5f;  // ems
constexpr float kCentred = 1;         // ems from the middle of the text
constexpr std::size_t kLongestHeading = 60;

bool ends_sentence(u32string_view s) {
    return !s.empty() &&
           u32string_view(U"。；：！？;:!?，,、").find(s.back()) != u32string_view::npos;
}

bool is_ordinal_digit(char32_t c) {
    return is_digit(c) ||
           u32string_view(U"一二三四五六七八九十百〇零").find(c) != u32string_view::npos;
}

// "一、", "（二）", "3.", "4、", "第五部分", "①".
bool begins_with_ordinal(u32string_view s) {
    if (!s.empty() && s.front() >= U'①' && s.front() <= U'⑳') return true;
    const bool bracket = !s.empty() && (s.front() == U'（' || s.front() == U'(');
    const bool part = !s.empty() && s.front() == U'第';
    std::size_t i = bracket || part ? 1 : 0;
    const std::size_t digits = i;
    while (i < s.size() && is_ordinal_digit(s[i])) ++i;
    if (i == digits || i > digits + 3 || i >= s.size()) return false;
    if (bracket) return s[i] == U'）' || s[i] == U')';
    if (part) return u32string_view(U"部章节条篇").find(s[i]) != u32string_view::npos;
    if (s[i] == U'、' || s[i] == U'．') return true;
    return s[i] == U'.' && (i + 1 == s.size() || !is_digit(s[i + 1]));
}

// Where the running text of a page stands, and how far apart its lines are.
struct Measure {
    float left = 0, right = 0;
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

// The outermost edge that several lines share; `sign` is 1 for right edges, -1 for left ones.
// No edge: not found.
bool shared_edge(const Lines& lines, float sign, float& edge) {
    std::vector<float> at;
    for (const FlowLine* line : lines)
        at.push_back(sign * (sign > 0 ? line->line.box.right : line->line.box.left));
    std::sort(at.rbegin(), at.rend());
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        if (at[i] - at[i + 1] > kSameEdge) continue;
        edge = sign * at[i];
        return true;
    }
    return false;
}

class Measures {
  public:
    explicit Measures(const std::vector<PageFlow>& pages) {
        std::map<int, Lines> by_width;
        std::vector<Lines> by_page;
        for (const PageFlow& page : pages) {
            Lines lines;
            for (const FlowItem& item : page.items)
                if (const auto* line = std::get_if<FlowLine>(&item)) lines.push_back(line);
            Lines& all = by_width[width_of(page)];
            all.insert(all.end(), lines.begin(), lines.end());
            by_page.push_back(std::move(lines));
        }
        std::map<int, Measure> usual;
        for (const auto& [width, lines] : by_width)
            usual[width] = measure(lines, Measure{0, static_cast<float>(width), 0, 10});
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

    // Of those lines, as far as they tell; else `usual`.
    static Measure measure(const Lines& lines, Measure usual) {
        std::map<float, std::size_t> sizes;
        for (const FlowLine* line : lines) sizes[half_points(line->line.size)] += line->text.size();
        usual.size = most_frequent(sizes, usual.size);
        // A margin is where long lines begin and end.
        Lines text;
        float widest = 0;
        for (const FlowLine* line : lines) widest = std::max(widest, width(line->line.box));
        for (const FlowLine* line : lines)
            if (!line->beside && 2 * width(line->line.box) > widest) text.push_back(line);
        shared_edge(text, -1, usual.left);
        shared_edge(text, 1, usual.right);
        for (const FlowLine* line : text) {
            // A margin that lines pass is none.
            if (line->line.box.right > usual.right + usual.size) usual.right = line->line.box.right;
            if (line->line.box.left < usual.left - usual.size) usual.left = line->line.box.left;
        }
        std::map<float, std::size_t> pitches;
        for (std::size_t i = 1; i < text.size(); ++i) {
            const float pitch = half_points(text[i]->at - text[i - 1]->at);
            if (pitch > 0 && pitch < kWidestPitch * usual.size) ++pitches[pitch];
        }
        usual.pitch = most_frequent(pitches, usual.pitch);
        if (usual.pitch == 0) usual.pitch = kUsualPitch * usual.size;
        return usual;
    }

    static float body_size(const std::vector<Lines>& pages) {
        std::map<float, std::size_t> sizes;
        for (const Lines& lines : pages)
            for (const FlowLine* line : lines)
                sizes[half_points(line->line.size)] += line->text.size();
        return most_frequent(sizes, 10.f);
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
        if (is_title_line(a) && is_title_line(b) && a.line.bold == b.line.bold && a.page == b.page)
            return true;
        return is_wrapped(a, b);
    }

    float furthest(const FlowLine& a) const {
        return kFurther * std::max(measure(a).pitch, 1.2f * a.line.size);
    }

    // Set in the middle, in letters larger than the text's.
    bool is_title_line(const FlowLine& line) const {
        return is_centred(line) && line.line.size > 1.15f * measures_.body();
    }

    bool is_centred(const FlowLine& line) const {
        const Measure& m = measure(line);
        const Box& box = line.line.box;
        const float paper = pages_[line.page].upright.page.width / 2;
        const float off =
            std::min(std::fabs(middle_x(box) - m.middle()), std::fabs(middle_x(box) - paper));
        return off < kCentred * line.line.size && box.left > m.left + 2 * line.line.size;
    }

    bool is_wrapped(const FlowLine& a, const FlowLine& b) const {
        const Measure &of_a = measure(a), &of_b = measure(b);
        const float word = first_word(pages_[b.page].text.glyphs, b.line);
        if (!is_full(a.line, word, of_a.right - a.line.box.left)) return false;
        if (begins_with_ordinal(b.text) && ends_sentence(a.text)) return false;
        const float indent = b.line.box.left - of_b.left;
        if (indent < kIndent * b.line.size) return true;
        // A block that is set in as a whole.
        return open_.lines.size() > 1 &&
               std::fabs(open_.lines[1].line.box.left - b.line.box.left) < kSameEdge;
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
        return begins_with_ordinal(p.text) || first.line.bold || is_centred(first) ||
               first.line.size > kOtherSize * measures_.body();
    }

    // The title of the table below it.
    bool is_caption(std::size_t index) const {
        const u32string& text = std::get<Paragraph>(parts_[index]).text;
        if (!text.ends_with(U'表') && !text.ends_with(U"表）") && !text.ends_with(U"表)"))
            return false;
        for (std::size_t i = index + 1; i < parts_.size() && i <= index + 4; ++i)
            if (std::holds_alternative<TablePiece>(parts_[i])) return true;
        return false;
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
