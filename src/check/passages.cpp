#include "check/passages.h"

#include <algorithm>

#include "base/text.h"
#include "recognise/words.h"

namespace mingzhang::check {
namespace {

using std::string_view;

constexpr std::size_t kShortestCell = 60;     // bytes: a cell of sentences
constexpr std::size_t kShortestSplit = 60;    // bytes: a line that was broken because it was full
constexpr std::size_t kLongestHeading = 120;  // bytes

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void append(Passage& passage, string_view printed, const Place& place) {
    const text::Folded folded = text::fold_with_map(printed);
    passage.parts.push_back({passage.text.size(), printed, &place});
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
        if (is_space(folded.text[i])) continue;
        passage.text += folded.text[i];
        passage.origin.push_back(folded.origin[i]);
    }
}

bool ends_in(string_view s, std::initializer_list<string_view> marks) {
    return std::any_of(marks.begin(), marks.end(), [&](string_view m) { return s.ends_with(m); });
}

bool is_ended(string_view folded) {
    return ends_in(folded, {"。", ";", ":", "!", "?", ".", "…", "”", ")"});
}

void split_sentences(Passage& passage) {
    constexpr string_view kStop = "。";
    const string_view all = passage.text;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < all.size();) {
        const bool stop = all[at] == kStop[0] && all.substr(at).starts_with(kStop);
        const bool ends = stop || all[at] == ';';
        at += stop ? kStop.size() : 1;
        if (!ends && at < all.size()) continue;
        passage.sentences.push_back({begin, at});
        begin = at;
    }
}

int ordinal_depth(string_view folded) {
    std::size_t end = std::min<std::size_t>(folded.size(), 30);
    while (end < folded.size() && (static_cast<unsigned char>(folded[end]) & 0xC0U) == 0x80) ++end;
    return recognise::bare_label(folded.substr(0, end)).depth;
}

bool holds_amount(string_view folded) {
    return folded.find("元") != string_view::npos || folded.find('%') != string_view::npos;
}

bool looks_like_heading(const Passage& passage) {
    return passage.depth > 0 && passage.text.size() <= kLongestHeading &&
           !ends_in(passage.text, {"。", ";", ","}) && !holds_amount(passage.text);
}

// Whether `next` goes on where `passage` was broken off.
bool continues(const Passage& passage, const Block& next) {
    if (passage.kind != Passage::Kind::kText || next.kind != BlockKind::kParagraph) return false;
    const std::size_t last = passage.text.size() - passage.parts.back().begin;
    return last >= kShortestSplit && !is_ended(passage.text) &&
           ordinal_depth(text::fold(next.text)) == 0;
}

void add_cells(const Block& table, std::vector<Passage>& out) {
    for (const auto& row : table.grid.rows) {
        for (const GridCell& cell : row) {
            if (cell.text.size() < kShortestCell || !cell.readable) continue;
            Passage passage;
            passage.kind = Passage::Kind::kCell;
            append(passage, cell.text, cell.place);
            out.push_back(std::move(passage));
        }
    }
}

}  // namespace

const Passage::Part& Passage::part_at(std::size_t offset) const {
    auto after = std::upper_bound(parts.begin(), parts.end(), offset,
                                  [](std::size_t o, const Part& p) { return o < p.begin; });
    return after == parts.begin() ? *after : *(after - 1);
}

std::size_t Passage::sentence_of(std::size_t offset) const {
    const auto after = std::upper_bound(
        sentences.begin(), sentences.end(), offset,
        [](std::size_t o, const TextRange& sentence) { return o < sentence.begin; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - sentences.begin() - 1, 0));
}

std::string_view Passage::before(std::size_t offset) const {
    std::size_t begin = sentences[sentence_of(offset)].begin;
    begin = std::max(begin, offset - std::min(offset, kNear));
    return string_view(text).substr(begin, offset - begin);
}

std::string Passage::printed(TextRange range) const {
    auto [begin, end] = range;
    const Part& part = part_at(begin);
    const Part* next = &part + 1;
    const bool is_last = next == parts.data() + parts.size();
    end = std::min(end, is_last ? text.size() : next->begin);
    if (begin >= end) return {};
    const std::size_t from = origin[begin];
    const bool to_the_end = end == (is_last ? text.size() : next->begin);
    const std::size_t to = to_the_end ? part.printed.size() : origin[end];
    return std::string(text::trim(part.printed.substr(from, to - from)));
}

std::vector<Passage> passages_of(const SourceDocument& source) {
    std::vector<Passage> out;
    for (const Block& block : source.blocks) {
        if (block.kind == BlockKind::kTable || block.kind == BlockKind::kPicture) {
            out.emplace_back().kind = Passage::Kind::kOther;
            add_cells(block, out);
            continue;
        }
        if (block.text.empty()) continue;
        if (!out.empty() && continues(out.back(), block)) {
            append(out.back(), block.text, block.place);
            continue;
        }
        Passage passage;
        append(passage, block.text, block.place);
        if (passage.text.empty()) continue;
        passage.depth = ordinal_depth(passage.text);
        if (block.kind == BlockKind::kHeading || looks_like_heading(passage))
            passage.kind = Passage::Kind::kHeading;
        out.push_back(std::move(passage));
    }
    for (Passage& passage : out) split_sentences(passage);
    return out;
}

}  // namespace mingzhang::check
