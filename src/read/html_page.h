// A web page as a tree, by libxml2's HTML parser, within limits.
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingzhang::read {

struct FreeDocument {
    void operator()(xmlDoc* document) const;
};
using HtmlPage = std::unique_ptr<xmlDoc, FreeDocument>;

// The bytes of a page as UTF-8: by its byte order mark, else by what it declares if that is
// true, else as text::decode. `notes` as there, and "wrong-characters" where single characters
// of a page that is UTF-8 otherwise were replaced.
Result<std::string> decode_html(std::string bytes, const std::string& where,
                                std::vector<std::string>* notes);

// Fails beyond 4,000,000 tags, 500 attributes in a tag, or 500 levels. A page that is broken is
// read as far as browsers do.
Result<HtmlPage> parse_html(const std::string& text, const std::string& where);

xmlNode* root_of(const HtmlPage& page);
bool is_element(const xmlNode* node);
// In small letters; empty for what is no element.
std::string_view tag(const xmlNode* node);
std::string_view html_attribute(const xmlNode* node, const char* name);
bool has_html_attribute(const xmlNode* node, const char* name);
// In small letters, without white space: "display:none;color:red".
std::string folded_attribute(const xmlNode* node, const char* name);

}  // namespace mingzhang::read
