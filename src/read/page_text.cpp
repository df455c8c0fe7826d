#include "read/page_text.h"

#include <cmath>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

// In parts of the font's size.
constexpr float kOneRun = 0.35f;       // the widest gap within a run
constexpr float kSameHeight = 0.35f;   // between the middles of glyphs on one line
constexpr float kWordGap = 0.14f;      // between words of Latin letters
constexpr float kWideWordGap = 0.55f;  // between Chinese words
constexpr float kMostTracking = 0.3f;  // letters set further apart than that are words

float gap_between(const Glyph& a, const Glyph& b) { return b.box.left - a.box.right; }

bool follows(const Glyph& a, const Glyph& b) {
    const float em = std::max(a.size, b.size);
    if (a.turned != b.turned) return false;
    const float dy = std::fabs(middle_y(a.box) - middle_y(b.box));
    if (a.turned) return dy < 1.5f * em && std::fabs(middle_x(a.box) - middle_x(b.box)) < 1.5f * em;
    const float gap = gap_between(a, b);
    return dy < kSameHeight * em && -kOneRun * em < gap && gap < kOneRun * em &&
           middle_x(b.box) > middle_x(a.box);
}

// Bold is imitated by drawing a glyph again a little beside itself.
bool is_drawn_again(const Glyph& a, const Glyph& b) {
    const float near = 0.2f * a.size;
    return a.code == b.code && std::fabs(a.box.left - b.box.left) < near &&
           std::fabs(a.box.top - b.box.top) < near;
}

struct Majority {
    float size = 0;
    bool bold = false;
};

// The size that most of the glyphs have (Boyer–Moore), and whether most are bold.
template <class Visit>
Majority majority(const Visit& visit) {
    Majority out;
    int votes = 0, bold = 0, all = 0;
    visit([&](const Glyph& g) {
        const bool same = std::fabs(g.size - out.size) < 0.3f;
        if (votes == 0) out.size = g.size;
        votes += votes == 0 || same ? 1 : -1;
        bold += g.bold ? 1 : 0;
        ++all;
    });
    out.bold = 2 * bold > all;
    return out;
}

void measure(const std::vector<Glyph>& glyphs, TextLine& line) {
    std::sort(line.runs.begin(), line.runs.end(),
              [](const Run& a, const Run& b) { return a.box.left < b.box.left; });
    line.box = line.runs.front().box;
    for (const Run& run : line.runs) line.box = united(line.box, run.box);
    const Majority most = majority([&](const auto& see) {
        for (const Run& run : line.runs)
            for (std::size_t i = run.begin; i < run.end; ++i) see(glyphs[i]);
    });
    line.size = most.size;
    line.bold = most.bold;
}

bool at_one_height(const TextLine& line, const Run& run) {
    const float smaller = std::min(line.size, run.size), larger = std::max(line.size, run.size);
    const float dy = std::fabs(middle_y(line.box) - middle_y(run.box));
    if (dy < kSameHeight * smaller) return true;
    // A small text beside a large one stands on the same base.
    const float shared = overlap(line.box.top, line.box.bottom, run.box.top, run.box.bottom);
    return larger > 1.2f * smaller && shared > 0.8f * smaller && dy < 0.45f * larger;
}

// A text drawn twice at one place shows once.
void drop_covered(const std::vector<Glyph>& glyphs, std::vector<Run>& runs) {
    std::vector<Run> kept;
    for (const Run& run : runs) {
        const bool again = !kept.empty() &&
                           run.end - run.begin == kept.back().end - kept.back().begin &&
                           overlap(kept.back().box.left, kept.back().box.right, run.box.left,
                                   run.box.right) > 0.9f * width(run.box) &&
                           characters(glyphs, kept.back()) == characters(glyphs, run);
        if (!again) kept.push_back(run);
    }
    runs = std::move(kept);
}

template <class Visit>
void each_pair(const std::vector<Glyph>& glyphs, const TextLine& line, const Visit& visit) {
    const Glyph* last = nullptr;
    for (const Run& run : line.runs) {
        for (std::size_t i = run.begin; i < run.end; ++i) {
            visit(last, glyphs[i]);
            last = &glyphs[i];
        }
    }
}

// The usual distance between its characters, in points.
float tracking(const std::vector<Glyph>& glyphs, const TextLine& line) {
    std::vector<float> gaps;
    each_pair(glyphs, line, [&](const Glyph* a, const Glyph& b) {
        if (a != nullptr) gaps.push_back(gap_between(*a, b));
    });
    if (gaps.empty()) return 0;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return std::max(0.f, *middle);
}

bool is_word_gap(const Glyph& a, const Glyph& b, float usual) {
    const float em = std::min(a.size, b.size);
    const bool wide = is_wide(a.code) || is_wide(b.code);
    const bool spread = is_wide(a.code) && is_wide(b.code);
    if (!spread) usual = std::min(usual, kMostTracking * em);
    return gap_between(a, b) - usual > (wide ? kWideWordGap : kWordGap) * em;
}

bool is_ordinal_digit(char32_t c) {
    return is_digit(c) ||
           std::u32string_view(U"一二三四五六七八九十百〇零").find(c) != std::u32string_view::npos;
}

}  // namespace

bool is_opening(char32_t c) {
    return std::u32string_view(U"（《“‘【〔〈「『([").find(c) != std::u32string_view::npos;
}

// They are drawn beyond the margin or squeezed.
bool is_closing(char32_t c) {
    static constexpr std::u32string_view kClosing = U"，。、；：？！）》”’】〕〉」』,.;:?!)]%％";
    return kClosing.find(c) != std::u32string_view::npos;
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x2014 && c <= 0x2026);
}

Run run_of(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end) {
    Run run;
    run.begin = begin;
    run.end = end;
    run.box = glyphs[begin].box;
    run.turned = glyphs[begin].turned;
    for (std::size_t i = begin; i < end; ++i) run.box = united(run.box, glyphs[i].box);
    run.size = majority([&](const auto& see) {
                   for (std::size_t i = begin; i < end; ++i) see(glyphs[i]);
               }).size;
    return run;
}

PageText text_of(const std::vector<Glyph>& glyphs) {
    PageText out;
    out.glyphs.reserve(glyphs.size());
    std::size_t begin = 0;
    const auto end_run = [&] {
        if (begin < out.glyphs.size())
            out.runs.push_back(run_of(out.glyphs, begin, out.glyphs.size()));
        begin = out.glyphs.size();
    };
    for (const Glyph& g : glyphs) {
        if (begin < out.glyphs.size()) {
            if (is_drawn_again(out.glyphs.back(), g)) continue;
            if (!follows(out.glyphs.back(), g)) end_run();
        }
        out.glyphs.push_back(g);
    }
    end_run();
    return out;
}

std::u32string characters(const std::vector<Glyph>& glyphs, const Run& run) {
    std::u32string out;
    for (std::size_t i = run.begin; i < run.end; ++i) out.push_back(glyphs[i].code);
    return out;
}

TextLine line_of(const std::vector<Glyph>& glyphs, std::vector<Run> runs) {
    TextLine line;
    line.runs = std::move(runs);
    measure(glyphs, line);
    return line;
}

std::vector<TextLine> lines_of(const std::vector<Glyph>& glyphs, std::vector<Run> runs) {
    std::erase_if(runs, [](const Run& run) { return run.turned; });
    std::stable_sort(runs.begin(), runs.end(),
                     [](const Run& a, const Run& b) { return middle_y(a.box) < middle_y(b.box); });
    std::vector<TextLine> lines;
    for (const Run& run : runs) {
        // Only the last lines can be at its height: runs come from top to bottom.
        TextLine* found = nullptr;
        for (std::size_t back = 1; back <= std::min<std::size_t>(lines.size(), 3); ++back) {
            TextLine& line = lines[lines.size() - back];
            if (found == nullptr && at_one_height(line, run)) found = &line;
        }
        if (found == nullptr) {
            found = &lines.emplace_back();
            found->box = run.box;
            found->size = run.size;
        }
        found->runs.push_back(run);
    }
    for (TextLine& line : lines) {
        measure(glyphs, line);
        drop_covered(glyphs, line.runs);
    }
    return lines;
}

std::u32string characters(const std::vector<Glyph>& glyphs, const TextLine& line) {
    std::u32string out;
    const float usual = tracking(glyphs, line);
    each_pair(glyphs, line, [&](const Glyph* a, const Glyph& b) {
        if (a != nullptr && is_word_gap(*a, b, usual)) out.push_back(U' ');
        out.push_back(b.code);
    });
    return out;
}

std::vector<TextLine> segments(const std::vector<Glyph>& glyphs, const TextLine& line, float ems) {
    std::vector<std::vector<Run>> pieces;
    const float usual = tracking(glyphs, line);
    const Run* last = nullptr;
    for (const Run& run : line.runs) {
        const bool spread = last != nullptr && usual > kMostTracking * line.size &&
                            is_wide(glyphs[last->end - 1].code) && is_wide(glyphs[run.begin].code);
        const float most = ems * line.size + (spread ? usual : 0);
        if (last == nullptr || run.box.left - last->box.right > most) pieces.emplace_back();
        pieces.back().push_back(run);
        last = &run;
    }
    std::vector<TextLine> out;
    for (auto& piece : pieces) out.push_back(line_of(glyphs, std::move(piece)));
    return out;
}

float first_word(const std::vector<Glyph>& glyphs, const TextLine& line) {
    float right = line.box.left;
    bool ended = false;
    each_pair(glyphs, line, [&](const Glyph* a, const Glyph& b) {
        if (ended) return;
        const bool goes_on = a == nullptr || is_closing(b.code) || is_opening(a->code) ||
                             (!is_wide(a->code) && !is_wide(b.code) && !is_word_gap(*a, b, 0));
        if (goes_on) {
            right = b.box.right;
        } else {
            ended = true;
        }
    });
    return right - line.box.left;
}

bool is_full(const TextLine& line, float next_word, float room) {
    return width(line.box) + next_word > room - kTolerance * line.size;
}

int ordinal_kind(std::u32string_view s) {
    if (!s.empty() && s.front() >= U'①' && s.front() <= U'⑳') return 1;
    const bool bracket = !s.empty() && (s.front() == U'（' || s.front() == U'(');
    const bool part = !s.empty() && s.front() == U'第';
    std::size_t i = bracket || part ? 1 : 0;
    const std::size_t digits = i;
    while (i < s.size() && is_ordinal_digit(s[i])) ++i;
    if (i == digits || i > digits + 3 || i >= s.size()) return 0;
    const int of_digits = is_digit(s[digits]) ? 2 : 4;
    if (bracket) return s[i] == U'）' || s[i] == U')' ? of_digits + 1 : 0;
    if (part)
        return std::u32string_view(U"部章节条篇").find(s[i]) != std::u32string_view::npos ? 6 : 0;
    if (s[i] == U'、' || s[i] == U'．') return of_digits;
    const bool point = s[i] == U'.' && (i + 1 == s.size() || !is_digit(s[i + 1]));
    return point ? of_digits : 0;
}

}  // namespace mingzhang::read
