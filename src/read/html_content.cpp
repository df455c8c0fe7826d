#include "read/html_content.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "model/figure.h"
#include "read/markup.h"

namespace mingzhang::read {
namespace {

using std::string_view;

bool any_of(string_view name, std::initializer_list<string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_script(string_view name) {
    return any_of(name, {"script", "style", "noscript", "template", "head", "noframes", "svg",
                         "select", "option", "button", "textarea", "input", "datalist"});
}

std::size_t visible_bytes(string_view s) {
    return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](char c) {
        return c != ' ' && c != '\n' && c != '\t' && c != '\r';
    }));
}

string_view content_of(const xmlNode* node) {
    return node->content == nullptr ? string_view{} : reinterpret_cast<const char*>(node->content);
}

bool is_text(const xmlNode* node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

// Links inside a page, and to documents, are part of its content.
bool leads_away(const xmlNode* link) {
    const string_view address = text::trim(html_attribute(link, "href"));
    return !address.empty() && !address.starts_with('#') && document_ending(address).empty();
}

// The words of "topNav-menu_2": top, nav, menu.
std::vector<std::string> words_of(string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (std::isalpha(c) == 0) {
            words.emplace_back();
            continue;
        }
        const bool hump = std::isupper(c) != 0 && i > 0 &&
                          std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
        if (hump) words.emplace_back();
        words.back().push_back(static_cast<char>(std::tolower(c)));
    }
    return words;
}

bool named_beside(const xmlNode* element) {
    for (const char* attribute : {"class", "id"}) {
        for (const std::string& word : words_of(html_attribute(element, attribute)))
            if (any_of(word, {"nav",       "navbar",     "navigation",  "menu",    "foot",
                              "footer",    "breadcrumb", "breadcrumbs", "crumb",   "crumbs",
                              "sidebar",   "share",      "search",      "toolbar", "topbar",
                              "copyright", "pagination", "pager",       "related", "sitemap",
                              "login",     "banner"}))
                return true;
    }
    return false;
}

// Of a style without white space: "border:1pxsolid#000", "border-top:.5ptsolidwindowtext".
bool draws_borders(string_view style) {
    for (const string_view one : text::split(style, ';')) {
        if (!one.starts_with("border") && !one.starts_with("{border")) continue;
        for (const char* line : {"solid", "double", "dashed", "dotted"})
            if (text::contains(one, line)) return true;
    }
    return false;
}

bool is_block(string_view name) {
    return any_of(name, {"div", "ul", "ol", "dl", "table", "section", "p", "tr", "td", "form",
                         "center", "header", "tbody"});
}

}  // namespace

std::string document_ending(string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    const auto dot = address.rfind('.');
    if (dot == string_view::npos || address.size() - dot > 5) return {};
    std::string ending;
    for (const char c : address.substr(dot + 1))
        ending.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    if (any_of(ending, {"pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z",
                        "csv", "rtf"}))
        return ending;
    return {};
}

HtmlContent::HtmlContent(const HtmlPage& page) {
    xmlNode* root = root_of(page);
    read_style_sheets(root);
    stats_.emplace_back();  // number 0: not counted
    all_text_ = count(root, false, false).text;
}

void HtmlContent::read_style_sheets(const xmlNode* element) {
    for (const xmlNode* node = element->children; node != nullptr; node = node->next) {
        if (tag(node) == "style") {
            for (const xmlNode* part = node->children; part != nullptr; part = part->next)
                read_style_sheet(content_of(part));
        } else if (is_element(node)) {
            read_style_sheets(node);
        }
    }
}

// Rules of one class or id outside of @media: ".hide { display: none }".
void HtmlContent::read_style_sheet(string_view css) {
    std::size_t at = 0;
    while (true) {
        const auto open = css.find('{', at);
        if (open == string_view::npos) return;
        string_view selectors = text::trim(css.substr(at, open - at));
        if (selectors.starts_with("<!--")) selectors = text::trim(selectors.substr(4));
        auto close = css.find('}', open);
        if (close == string_view::npos) return;
        if (selectors.starts_with('@')) {
            // Its rules stand in further braces.
            std::size_t i = open + 1;
            for (int depth = 1; i < css.size() && depth > 0; ++i)
                depth += css[i] == '{' ? 1 : css[i] == '}' ? -1 : 0;
            at = i;
            continue;
        }
        std::string body;
        for (const char c : css.substr(open, close - open))
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') body.push_back(c);
        read_style_rule(selectors, body);
        at = close + 1;
    }
}

void HtmlContent::read_style_rule(string_view selectors, const std::string& body) {
    const bool hides = text::contains(body, "display:none"), borders = draws_borders(body);
    if (!hides && !borders) return;
    for (const string_view one : text::split(selectors, ',')) {
        const string_view name = text::trim(one);
        const bool simple = name.size() > 1 && (name[0] == '.' || name[0] == '#') &&
                            name.find_first_of(" .#>:[+~", 1) == string_view::npos;
        if (!simple) continue;
        if (hides) hidden_names_.emplace(name);
        if (borders) bordered_names_.emplace(name);
    }
}

bool HtmlContent::bordered(const xmlNode* cell) const {
    if (draws_borders(folded_attribute(cell, "style"))) return true;
    if (bordered_names_.empty()) return false;
    for (const string_view name : text::split(html_attribute(cell, "class"), ' '))
        if (!name.empty() && bordered_names_.count("." + std::string(name)) > 0) return true;
    return false;
}

bool HtmlContent::hidden_by_style(const xmlNode* element) const {
    const std::string style = folded_attribute(element, "style");
    for (const char* hides : {"display:none", "visibility:hidden", "mso-hide:all"})
        if (text::contains(style, hides)) return true;
    if (hidden_names_.empty()) return false;
    if (hidden_names_.count("#" + std::string(html_attribute(element, "id"))) > 0) return true;
    for (const string_view name : text::split(html_attribute(element, "class"), ' '))
        if (!name.empty() && hidden_names_.count("." + std::string(name)) > 0) return true;
    return false;
}

bool HtmlContent::displayed(const xmlNode* element) const {
    return !is_script(tag(element)) && !has_html_attribute(element, "hidden") &&
           !hidden_by_style(element);
}

const HtmlStats& HtmlContent::stats(const xmlNode* element) const {
    const auto number = reinterpret_cast<std::uintptr_t>(element->_private);
    return stats_[number < stats_.size() ? number : 0];
}

// Recursion is as deep as the page, which parse_html limits.
HtmlStats HtmlContent::count(xmlNode* element, bool in_link, bool in_cell) {
    const auto number = stats_.size();
    stats_.emplace_back();
    element->_private = reinterpret_cast<void*>(number);
    HtmlStats sum;
    const string_view name = tag(element);
    sum.heading = any_of(name, {"h1", "h2", "h3"});
    if (name == "a" && leads_away(element)) {
        in_link = true;
        ++sum.links;
    }
    const bool cell = name == "td" || name == "th";
    std::string text;  // of a cell without elements of its own, or with inline ones
    for (xmlNode* node = element->children; node != nullptr; node = node->next) {
        if (is_text(node)) {
            (in_link ? sum.link_text : sum.text) += visible_bytes(content_of(node));
            if (in_cell || cell) {
                const string_view shown = text::trim(content_of(node));
                if (!shown.empty() && parse_number(shown).form == NumberForm::kNumber)
                    ++sum.numbers;
            }
        } else if (is_element(node)) {
            if (!displayed(node)) {
                if (!is_script(tag(node)) && count(node, in_link, false).text > 0) ++hidden_;
                continue;
            }
            const HtmlStats inside =
                count(node, in_link, cell || (in_cell && tag(node) != "table"));
            sum.text += inside.text;
            sum.link_text += inside.link_text;
            sum.links += inside.links;
            sum.numbers += inside.numbers;
            sum.heading = sum.heading || inside.heading;
        }
    }
    stats_[number] = sum;
    return sum;
}

bool HtmlContent::beside_content(const xmlNode* element) const {
    const string_view name = tag(element);
    const HtmlStats& sum = stats(element);
    if (sum.numbers > 0) return false;
    if (any_of(name, {"nav", "footer", "aside"})) return true;
    if (any_of(html_attribute(element, "role"),
               {"navigation", "contentinfo", "search", "complementary", "banner"}))
        return true;
    if (name == "header" && !sum.heading) return true;
    if (!is_block(name)) return false;
    constexpr int kFewLinks = 3;
    if (sum.links >= kFewLinks && sum.link_text > sum.text) return true;
    return named_beside(element) && !sum.heading && sum.text * 3 < all_text_;
}

}  // namespace mingzhang::read
