#include "read/docx_styles.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr int kLongestChain = 32;
constexpr int kMostLevels = 9;

// "heading 2", "Heading 2" → 2
std::optional<int> heading_of_name(string_view name) {
    constexpr string_view kWord = "eading ";
    if (name.size() != kWord.size() + 2 || name.substr(1, kWord.size()) != kWord ||
        (name[0] != 'h' && name[0] != 'H'))
        return std::nullopt;
    const int level = name.back() - '0';
    if (level < 1 || level > kMostLevels) return std::nullopt;
    return level;
}

}  // namespace

std::optional<NumberReference> number_reference(const Node& paragraph_properties) {
    const Node numbering = child(paragraph_properties, "numPr");
    if (!numbering) return std::nullopt;
    const Node number = child(numbering, "numId");
    if (!number) return std::nullopt;
    return NumberReference{integer(attribute(number, "val"), 0),
                           integer(attribute(child(numbering, "ilvl"), "val"), -1)};
}

std::optional<int> outline_level(const Node& paragraph_properties) {
    const Node outline = child(paragraph_properties, "outlineLvl");
    if (!outline) return std::nullopt;
    const int level = integer(attribute(outline, "val"), kMostLevels);
    return level >= 0 && level < kMostLevels ? level + 1 : 0;
}

std::optional<bool> hidden_text(const Node& run_properties) {
    const Node vanish = child(run_properties, "vanish");
    if (!vanish) return std::nullopt;
    return flag(vanish, "val", true);
}

DocxStyles::DocxStyles(const Node& styles) {
    for (const Node& node : children(styles, "style")) {
        const std::string id(attribute(node, "styleId"));
        const Node paragraph = child(node, "pPr");
        Style style;
        style.based_on = attribute(child(node, "basedOn"), "val");
        style.outline = outline_level(paragraph);
        if (!style.outline) style.outline = heading_of_name(attribute(child(node, "name"), "val"));
        style.numbering = number_reference(paragraph);
        style.hidden = hidden_text(child(node, "rPr"));
        if (flag(node, "default", false) && attribute(node, "type") == "paragraph") default_ = id;
        styles_.emplace(id, std::move(style));
    }
}

const DocxStyles::Style* DocxStyles::find(const std::string& id) const {
    const auto found = styles_.find(id.empty() ? default_ : id);
    return found == styles_.end() ? nullptr : &found->second;
}

template <class Get>
auto DocxStyles::inherited(const std::string& id, Get get) const -> decltype(get(id, Style())) {
    std::string at = id;
    for (int depth = 0; depth < kLongestChain; ++depth) {
        const Style* style = find(at);
        if (style == nullptr) break;
        if (auto value = get(at, *style)) return value;
        if (style->based_on.empty()) break;
        at = style->based_on;
    }
    return std::nullopt;
}

int DocxStyles::outline(const std::string& paragraph_style) const {
    return inherited(paragraph_style, [](const std::string&, const Style& s) { return s.outline; })
        .value_or(0);
}

NumberReference DocxStyles::numbering(const std::string& paragraph_style, std::string* from) const {
    return inherited(paragraph_style,
                     [from](const std::string& id, const Style& s) {
                         if (s.numbering) *from = id;
                         return s.numbering;
                     })
        .value_or(NumberReference{});
}

bool DocxStyles::hidden(const std::string& style) const {
    return inherited(style, [](const std::string&, const Style& s) { return s.hidden; })
        .value_or(false);
}

}  // namespace mingzhang::read
