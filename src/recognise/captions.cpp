#include "recognise/captions.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

constexpr std::size_t kMostCaptionLines = 6;
constexpr std::size_t kLongestCaptionBytes = 240;
constexpr std::size_t kMostNotes = 4;  // lines below a table

bool ends_with(std::string_view s, std::string_view end) {
    return s.size() >= end.size() && s.substr(s.size() - end.size()) == end;
}

// "预算公开表3", "部门公开表9", "表三", "公开01表": a label, not a title.
bool is_table_number(std::string_view label) {
    if (label.size() > 40 || !text::contains(label, "表")) return false;
    const std::size_t at = label.rfind("表");
    const std::string_view after = label.substr(at + std::string_view("表").size());
    if (after.empty()) return text::starts_with(label, "公开") && at >= 8;
    return after.size() <= 9 &&
           after.find_first_not_of("0123456789-一二三四五六七八九十") == std::string_view::npos;
}

// "表1:收支总表" is a number and a title: bytes of the number with its colon, 0 where there is
// none.
std::size_t leading_number(std::string_view label) {
    constexpr std::string_view kTable = "表";
    if (!text::starts_with(label, kTable)) return 0;
    const std::size_t colon = label.find(':');
    if (colon == std::string_view::npos || colon + 1 == label.size()) return 0;
    return is_table_number(label.substr(0, colon)) ? colon + 1 : 0;
}

bool is_title(std::string_view label) {
    if (ends_with(label, "表")) return true;
    const std::size_t bracket = label.rfind('(');
    return ends_with(label, ")") && bracket != std::string_view::npos && bracket > 0 &&
           ends_with(label.substr(0, bracket), "表");
}

bool is_table(const Block& block) { return block.kind == BlockKind::kTable; }

bool in_same_file(const Block& a, const Block& b) { return a.place.source == b.place.source; }

}  // namespace

std::string labelled(std::string_view line, const std::vector<std::string>& labels) {
    const std::string folded = text::fold(line);
    for (const std::string& label : labels) {
        const std::size_t at = folded.find(label);
        if (at == std::string::npos) continue;
        std::string_view rest = std::string_view(folded).substr(at + label.size());
        rest = text::trim(rest);
        if (!text::starts_with(rest, ":")) continue;
        rest = text::trim(rest.substr(1));
        return std::string(rest.substr(0, std::min(rest.find(' '), rest.find('\t'))));
    }
    return {};
}

Caption read_caption(const SourceDocument& source, std::size_t index,
                     const pack::Lexicon& lexicon) {
    Caption caption;
    caption.place = source.blocks[index].place;
    for (std::size_t back = 1; back <= std::min(index, kMostCaptionLines); ++back) {
        const Block& block = source.blocks[index - back];
        if (is_table(block) || block.text.size() > kLongestCaptionBytes) break;
        if (!in_same_file(block, source.blocks[index])) break;
        const std::string label = text::fold_label(block.text);
        const std::string unit_text = labelled(block.text, lexicon.unit_labels);
        const std::string department = labelled(block.text, lexicon.department_labels);
        Unit unit;
        if (!unit_text.empty() && parse_unit(unit_text, unit)) caption.unit = unit;
        if (!department.empty()) caption.department = department;
        if (!unit_text.empty() || !department.empty()) continue;
        if (caption.title.empty() && is_title(label) && !is_table_number(label)) {
            caption.title = std::string(text::trim(block.text));
            caption.place = block.place;
            if (const std::size_t n = leading_number(label); n > 0) {
                caption.title = label.substr(n);
                caption.number = label.substr(0, n - 1);
            }
        } else if (is_table_number(label)) {
            caption.number = std::string(text::trim(block.text));
            break;
        } else if (!caption.title.empty()) {
            break;
        }
    }
    const auto take_note = [&](const std::string& text, const Place& place) {
        const std::string label = text::fold_label(text);
        for (const std::string& note : lexicon.empty_notes) {
            if (!text::contains(label, text::fold_label(note))) continue;
            caption.noted_empty = true;
            caption.note = std::string(text::trim(text));
            caption.note_place = place;
        }
    };
    // A note may stand in a row of its own.
    for (const auto& row : source.blocks[index].grid.rows) {
        const auto filled = [](const GridCell& cell) { return !cell.text.empty(); };
        if (std::count_if(row.begin(), row.end(), filled) != 1) continue;
        const GridCell& only = *std::find_if(row.begin(), row.end(), filled);
        if (only.text.size() <= kLongestCaptionBytes) take_note(only.text, only.place);
    }
    for (std::size_t i = index + 1; i < source.blocks.size() && i <= index + kMostNotes; ++i) {
        if (is_table(source.blocks[i]) || !in_same_file(source.blocks[i], source.blocks[index])) {
            break;
        }
        const std::string label = text::fold_label(source.blocks[i].text);
        if (label.size() > kLongestCaptionBytes) break;
        take_note(source.blocks[i].text, source.blocks[i].place);
        if (caption.noted_empty || is_title(label)) break;
    }
    return caption;
}

}  // namespace mingzhang::recognise
