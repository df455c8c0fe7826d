// XML of Office files. Names are compared without their prefixes, so that the transitional and the
// strict namespaces, and any prefix, are read alike.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang::read {

using Node = pugi::xml_node;

class Xml {
  public:
    Node root() const { return document_.document_element(); }

  private:
    friend Result<std::unique_ptr<Xml>> parse_xml(std::string bytes, const std::string& path,
                                                  const std::string& part);
    std::string bytes_;  // the tree points into it
    pugi::xml_document document_;
};

// Fails for text that is not well-formed, and beyond 8,000,000 tags and attributes. Entities that a
// document type declares are not expanded.
Result<std::unique_ptr<Xml>> parse_xml(std::string bytes, const std::string& path,
                                       const std::string& part);

// "w:tbl" → "tbl"; empty for what is no element.
std::string_view local_name(const Node& node);
bool is(const Node& node, std::string_view name);
// Empty where there is none.
std::string_view attribute(const Node& node, std::string_view name);
bool has_attribute(const Node& node, std::string_view name);
// "1", "true", "on"; `absent` where the attribute is not there.
bool flag(const Node& node, std::string_view name, bool absent);
// A number of up to nine digits, with a sign; `otherwise` where there is none.
int integer(std::string_view text, int otherwise);

Node child(const Node& node, std::string_view name);
std::vector<Node> children(const Node& node, std::string_view name);
// child(child(node, …), …)
Node descendant(Node node, std::initializer_list<std::string_view> path);

// Visits what stands below `top`, in document order and without recursion: visit(node) says whether
// its children are visited, too.
template <class Visit>
void walk(const Node& top, Visit&& visit) {
    Node node = top.first_child();
    while (node) {
        const bool enter = visit(node);
        if (enter && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) node = node.parent();
        if (node == top) return;
        node = node.next_sibling();
    }
}

}  // namespace mingzhang::read
