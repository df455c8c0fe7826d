#include "read/xml.h"

#include <fmt/format.h>

#include <algorithm>

namespace mingzhang::read {

using std::string_view;

namespace {

constexpr std::ptrdiff_t kMostMarks = 8'000'000;

string_view without_prefix(string_view name) {
    const auto colon = name.find(':');
    return colon == string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

Result<std::unique_ptr<Xml>> parse_xml(std::string bytes, const std::string& path,
                                       const std::string& part) {
    const auto marks =
        std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '<' || c == '='; });
    if (marks > kMostMarks) {
        return fail(path, fmt::format("The part {} holds more than {} tags and attributes: this is "
                                      "no disclosure",
                                      part, kMostMarks));
    }
    auto xml = std::make_unique<Xml>();
    xml->bytes_ = std::move(bytes);
    const auto parsed = xml->document_.load_buffer_inplace(
        xml->bytes_.data(), xml->bytes_.size(),
        pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata);
    if (!parsed || !xml->root()) {
        return fail(
            path,
            fmt::format("The part {} of the file is no XML: {} at byte {}", part,
                        parsed ? "nothing stands in it" : parsed.description(), parsed.offset + 1),
            "the file is damaged; open and save it again");
    }
    return xml;
}

string_view local_name(const Node& node) { return without_prefix(node.name()); }

bool is(const Node& node, string_view name) { return local_name(node) == name; }

string_view attribute(const Node& node, string_view name) {
    for (const pugi::xml_attribute& a : node.attributes())
        if (without_prefix(a.name()) == name) return a.value();
    return {};
}

bool has_attribute(const Node& node, string_view name) {
    for (const pugi::xml_attribute& a : node.attributes())
        if (without_prefix(a.name()) == name) return true;
    return false;
}

bool flag(const Node& node, string_view name, bool absent) {
    if (!has_attribute(node, name)) return absent;
    const string_view value = attribute(node, name);
    return value == "1" || value == "true" || value == "on";
}

int integer(string_view s, int otherwise) {
    const bool negative = s.starts_with('-');
    if (negative || s.starts_with('+')) s.remove_prefix(1);
    if (s.empty() || s.size() > 9) return otherwise;
    int value = 0;
    for (const char c : s) {
        if (c < '0' || c > '9') return otherwise;
        value = value * 10 + (c - '0');
    }
    return negative ? -value : value;
}

Node child(const Node& node, string_view name) {
    for (const Node& c : node.children())
        if (is(c, name)) return c;
    return {};
}

std::vector<Node> children(const Node& node, string_view name) {
    std::vector<Node> out;
    for (const Node& c : node.children())
        if (is(c, name)) out.push_back(c);
    return out;
}

Node descendant(Node node, std::initializer_list<string_view> path) {
    for (const string_view name : path) node = child(node, name);
    return node;
}

}  // namespace mingzhang::read
