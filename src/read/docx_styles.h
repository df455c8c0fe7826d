// The styles of a DOCX, as far as they decide what is read: outline level, numbering, hidden text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "read/xml.h"

namespace mingzhang::read {

// The numbering of a paragraph; number 0 is none.
struct NumberReference {
    int number = 0;
    int level = -1;  // -1: the level that belongs to the style
};

// <numPr>; nothing where there is none.
std::optional<NumberReference> number_reference(const Node& paragraph_properties);
// <outlineLvl>: 1 for the outermost, 0 for body text; nothing where there is none.
std::optional<int> outline_level(const Node& paragraph_properties);
// <vanish>
std::optional<bool> hidden_text(const Node& run_properties);

class DocxStyles {
  public:
    DocxStyles() = default;
    explicit DocxStyles(const Node& styles);

    // Each from the style itself or those it is based on. An empty id is the default style.
    int outline(const std::string& paragraph_style) const;
    NumberReference numbering(const std::string& paragraph_style, std::string* from) const;
    bool hidden(const std::string& style) const;

  private:
    struct Style {
        std::string based_on;
        std::optional<int> outline;
        std::optional<NumberReference> numbering;
        std::optional<bool> hidden;
    };

    const Style* find(const std::string& id) const;
    // The first value along the chain of styles, which may be a circle.
    template <class Get>
    auto inherited(const std::string& id, Get get) const -> decltype(get(id, Style()));

    std::map<std::string, Style> styles_;
    std::string default_;
};

}  // namespace mingzhang::read
