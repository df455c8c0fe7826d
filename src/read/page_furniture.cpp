#include "read/page_furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

using std::u32string;
using std::u32string_view;

constexpr float kMargin = 0.14f;         // of the page's height: where heads and feet stand
constexpr std::size_t kFewestPages = 3;  // that show a text at one place
constexpr float kSamePlace = 4;          // points
constexpr int kOutermost = 3;            // lines from the end of a page

u32string without_spaces(u32string_view s) {
    u32string out;
    for (const char32_t c : s)
        if (c != U' ' && c != U'\t' && c != U'\u3000') out.push_back(c);
    return out;
}

struct Numbered {
    int number = 0;
    bool decorated = false;  // "- 12 -": plainly a page number
};

std::optional<int> roman(u32string_view s) {
    static constexpr u32string_view kDigits = U"ivxIVX";
    static constexpr int kValues[] = {1, 5, 10, 1, 5, 10};
    int sum = 0, last = 0;
    for (std::size_t i = s.size(); i-- > 0;) {
        const auto at = kDigits.find(s[i]);
        if (at == u32string_view::npos) return std::nullopt;
        sum += kValues[at] < last ? -kValues[at] : kValues[at];
        last = kValues[at];
    }
    return s.empty() || s.size() > 6 ? std::nullopt : std::optional<int>(sum);
}

std::optional<int> whole_number(u32string_view s) {
    if (s.empty() || s.size() > 4) return std::nullopt;
    int n = 0;
    for (const char32_t c : s) {
        if (!is_digit(c)) return std::nullopt;
        n = n * 10 + static_cast<int>(c >= U'０' ? c - U'０' : c - U'0');
    }
    return n;
}

bool take_prefix(u32string_view& s, u32string_view prefix) {
    if (!s.starts_with(prefix)) return false;
    s.remove_prefix(prefix.size());
    return true;
}

// Digits at the front of `s`, taken.
std::optional<int> take_number(u32string_view& s) {
    std::size_t n = 0;
    while (n < s.size() && is_digit(s[n])) ++n;
    const auto number = whole_number(s.substr(0, n));
    if (number) s.remove_prefix(n);
    return number;
}

bool is_dash(char32_t c) {
    return u32string_view(U"-—–－−―─·•~～|/").find(c) != u32string_view::npos;
}

// "12", "- 12 -", "第12页", "第12页 共26页", "12/26", "Page 12 of 26", "iv".
std::optional<Numbered> page_number(u32string_view text) {
    const u32string squeezed = without_spaces(text);
    u32string_view s = squeezed;
    Numbered out;
    while (!s.empty() && is_dash(s.front())) s.remove_prefix(1), out.decorated = true;
    while (!s.empty() && is_dash(s.back())) s.remove_suffix(1), out.decorated = true;
    if (const auto number = roman(s)) return Numbered{*number, out.decorated};
    if (take_prefix(s, U"第") || take_prefix(s, U"Page") || take_prefix(s, U"page"))
        out.decorated = true;
    const auto number = take_number(s);
    if (!number) return std::nullopt;
    out.number = *number;
    if (take_prefix(s, U"页")) out.decorated = true;
    if (s.empty()) return out;
    // Of how many.
    out.decorated = true;
    for (const u32string_view word : {U"，", U",", U"/", U"／", U"of", U"共", U"总"})
        take_prefix(s, word);
    if (!take_number(s)) return std::nullopt;
    take_prefix(s, U"页");
    return s.empty() ? std::optional<Numbered>(out) : std::nullopt;
}

// Captions of tables are repeated, too, but belong to the table.
bool is_caption(u32string_view text) {
    const u32string s = without_spaces(text);
    return s.ends_with(U"表") || s.ends_with(U"表）") || s.ends_with(U"表)") ||
           s.find(U"：") != u32string::npos || s.find(U":") != u32string::npos ||
           s.find(U"续") != u32string::npos;
}

// A line that may be a head or foot.
struct Edge {
    std::size_t page = 0, item = 0;
    bool foot = false;
    float distance = 0;  // of its middle from that end of the page
};

using Doomed = std::vector<std::set<std::size_t>>;  // items of each page

const FlowLine& line_at(const std::vector<PageFlow>& pages, const Edge& edge) {
    return std::get<FlowLine>(pages[edge.page].items[edge.item]);
}

// The outermost lines of each page, as long as they stand in its margins.
std::vector<Edge> edges_of(const std::vector<PageFlow>& pages) {
    std::vector<Edge> out;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        const auto& items = pages[p].items;
        const float page_height = pages[p].upright.page.height;
        const auto add = [&](std::size_t i, bool foot) {
            const auto* line = std::get_if<FlowLine>(&items[i]);
            if (line == nullptr) return false;
            const float distance = foot ? page_height - line->at : line->at;
            if (distance > kMargin * page_height) return false;
            out.push_back({p, i, foot, distance});
            return true;
        };
        int taken = 0;
        for (std::size_t i = 0; i < items.size() && taken < kOutermost && add(i, false); ++i)
            ++taken;
        taken = 0;
        for (std::size_t i = items.size(); i-- > 0 && taken < kOutermost && add(i, true);) ++taken;
    }
    return out;
}

// A number counts with the pages where another page has the same difference to its own.
void doom_page_numbers(const std::vector<PageFlow>& pages, const std::vector<Edge>& edges,
                       Doomed& doomed) {
    std::map<int, std::set<std::size_t>> by_offset;
    std::vector<std::pair<const Edge*, int>> plain;
    for (const Edge& edge : edges) {
        const auto number = page_number(line_at(pages, edge).text);
        if (!number) continue;
        const int offset = number->number - static_cast<int>(edge.page);
        if (number->decorated) doomed[edge.page].insert(edge.item);
        plain.emplace_back(&edge, offset);
        by_offset[offset].insert(edge.page);
    }
    for (const auto& [edge, offset] : plain)
        if (by_offset[offset].size() > 1) doomed[edge->page].insert(edge->item);
}

void doom_repeated_texts(const std::vector<PageFlow>& pages, const std::vector<Edge>& edges,
                         Doomed& doomed) {
    std::map<std::pair<bool, u32string>, std::vector<const Edge*>> by_text;
    for (const Edge& edge : edges) {
        const FlowLine& line = line_at(pages, edge);
        if (line.contents || is_caption(line.text)) continue;
        by_text[{edge.foot, without_spaces(line.text)}].push_back(&edge);
    }
    for (auto& [text, found] : by_text) {
        std::sort(found.begin(), found.end(),
                  [](const Edge* a, const Edge* b) { return a->distance < b->distance; });
        for (std::size_t i = 0; i < found.size();) {
            std::size_t end = i + 1;
            while (end < found.size() &&
                   found[end]->distance - found[end - 1]->distance < kSamePlace)
                ++end;
            if (end - i >= kFewestPages)
                for (; i < end; ++i) doomed[found[i]->page].insert(found[i]->item);
            i = end;
        }
    }
}

// No mark: the page itself, scanned.
bool is_large(const Box& b, const Page& page) {
    return 4 * width(b) * height(b) > page.width * page.height;
}

// Pictures and turned texts that stand at the same place of several pages.
void doom_stamps(const std::vector<PageFlow>& pages, Doomed& doomed) {
    using Key = std::tuple<u32string, int, int, int, int>;
    std::map<Key, std::vector<std::pair<std::size_t, std::size_t>>> by_place;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        for (std::size_t i = 0; i < pages[p].items.size(); ++i) {
            const FlowItem& item = pages[p].items[i];
            u32string text;
            if (const auto* line = std::get_if<FlowLine>(&item)) {
                if (!line->line.runs.front().turned) continue;
                text = line->text;
            } else if (!std::holds_alternative<Picture>(item)) {
                continue;
            }
            const Box& b = box_of(item);
            if (is_large(b, pages[p].upright.page)) continue;
            const auto rounded = [](float x) {
                return static_cast<int>(std::lround(x / kSamePlace));
            };
            by_place[{text, rounded(b.left), rounded(b.top), rounded(b.right), rounded(b.bottom)}]
                .emplace_back(p, i);
        }
    }
    for (const auto& [key, found] : by_place) {
        if (found.size() < kFewestPages) continue;
        for (const auto& [page, item] : found) doomed[page].insert(item);
    }
}

}  // namespace

void drop_furniture(std::vector<PageFlow>& pages) {
    Doomed doomed(pages.size());
    const std::vector<Edge> edges = edges_of(pages);
    doom_page_numbers(pages, edges, doomed);
    doom_repeated_texts(pages, edges, doomed);
    doom_stamps(pages, doomed);
    for (std::size_t p = 0; p < pages.size(); ++p) {
        if (doomed[p].empty()) continue;
        std::vector<FlowItem> kept;
        for (std::size_t i = 0; i < pages[p].items.size(); ++i)
            if (!doomed[p].contains(i)) kept.push_back(std::move(pages[p].items[i]));
        pages[p].items = std::move(kept);
    }
}

}  // namespace mingzhang::read
