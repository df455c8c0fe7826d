// Elements of a DOCX part, put in the order in which they are added: Word reads properties only in
// the order of the standard (ECMA-376 part 1, 17.3 and 17.4).
#pragma once

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace mingzhang::publish {

using Node = pugi::xml_node;
using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

Node add(Node parent, const char* name, Attributes attributes = {});
// <w:jc w:val="center"/>
Node add_value(Node parent, const char* name, const std::string& value);
Node add_value(Node parent, const char* name, int value);

// A run, of a character style where one is named; line breaks and tabs of the text become elements.
void add_run(Node paragraph, std::string_view text, const char* style = nullptr);
// The same for text that Word replaces: the beginning of a field, its code, what it shows, its end.
void begin_field(Node paragraph, const std::string& code);
void end_field(Node paragraph);
void add_field(Node paragraph, const std::string& code, std::string_view shown);

// Valid UTF-8 without what XML does not allow or what turns the reading order; line breaks and
// tabs stay.
std::string xml_text(std::string_view text);

std::string serialised(const pugi::xml_document& document);

}  // namespace mingzhang::publish
