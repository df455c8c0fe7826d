// Which elements of a page are displayed, and which of those are its content.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "read/html_page.h"

namespace mingzhang::read {

// What stands below an element, as far as it is displayed.
struct HtmlStats {
    std::size_t text = 0;       // bytes outside of links, white space aside
    std::size_t link_text = 0;  // bytes in links to other pages
    int links = 0;              // to other pages
    int numbers = 0;            // cells of tables that hold a number
    bool heading = false;       // <h1> … <h3>
};

class HtmlContent {
  public:
    explicit HtmlContent(const HtmlPage& page);

    // Scripts, and what a style or an attribute hides.
    bool displayed(const xmlNode* element) const;
    // Whether a style draws borders around a cell.
    bool bordered(const xmlNode* cell) const;
    // Navigation, page header and footer, lists of links: by their tag, role or name, or because
    // most of their text is links. Never what holds a table with numbers.
    bool beside_content(const xmlNode* element) const;
    const HtmlStats& stats(const xmlNode* element) const;
    // Texts that are hidden and are no script.
    int hidden() const { return hidden_; }

  private:
    HtmlStats count(xmlNode* element, bool in_link, bool in_cell);
    void read_style_sheets(const xmlNode* element);
    void read_style_sheet(std::string_view css);
    void read_style_rule(std::string_view selectors, const std::string& body);
    bool hidden_by_style(const xmlNode* element) const;

    std::vector<HtmlStats> stats_;  // by the number kept in the element
    // ".class", "#id"
    std::set<std::string, std::less<>> hidden_names_;
    std::set<std::string, std::less<>> bordered_names_;
    std::size_t all_text_ = 0;
    int hidden_ = 0;
};

// "xx.PDF?x=1" → "pdf", if it is a file that a disclosure may be in; else empty.
std::string document_ending(std::string_view address);

}  // namespace mingzhang::read
