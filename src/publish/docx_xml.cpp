#include "publish/docx_xml.h"

#include <utf8.h>

#include <algorithm>
#include <iterator>

namespace mingzhang::publish {
namespace {

void add_text(Node run, std::string_view text) {
    if (text.empty()) return;
    Node node = add(run, "w:t");
    if (text.front() == ' ' || text.back() == ' ') node.append_attribute("xml:space") = "preserve";
    node.append_child(pugi::node_pcdata).set_value(std::string(text).c_str());
}

void add_mark(Node paragraph, const char* kind) {
    add(add(paragraph, "w:r"), "w:fldChar", {{"w:fldCharType", kind}});
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

Node add(Node parent, const char* name, Attributes attributes) {
    Node node = parent.append_child(name);
    for (const auto& [key, value] : attributes) node.append_attribute(key).set_value(value.c_str());
    return node;
}

Node add_value(Node parent, const char* name, const std::string& value) {
    return add(parent, name, {{"w:val", value}});
}

Node add_value(Node parent, const char* name, int value) {
    return add_value(parent, name, std::to_string(value));
}

void add_run(Node paragraph, std::string_view text, const char* style) {
    const std::string clean = xml_text(text);
    Node run = add(paragraph, "w:r");
    const bool ascii = is_ascii(clean);
    if (style != nullptr || !ascii) {
        Node properties = add(run, "w:rPr");
        if (style != nullptr) add_value(properties, "w:rStyle", std::string(style));
        // Without it Word takes quotes and dashes for Latin ones and sets them narrow.
        if (!ascii) add(properties, "w:rFonts", {{"w:hint", "eastAsia"}});
    }
    std::size_t begin = 0;
    for (std::size_t at = 0; at < clean.size(); ++at) {
        if (clean[at] != '\n' && clean[at] != '\t') continue;
        add_text(run, std::string_view(clean).substr(begin, at - begin));
        add(run, clean[at] == '\n' ? "w:br" : "w:tab");
        begin = at + 1;
    }
    add_text(run, std::string_view(clean).substr(begin));
}

void begin_field(Node paragraph, const std::string& code) {
    add_mark(paragraph, "begin");
    Node text = add(add(paragraph, "w:r"), "w:instrText", {{"xml:space", "preserve"}});
    text.append_child(pugi::node_pcdata).set_value((" " + code + " ").c_str());
    add_mark(paragraph, "separate");
}

void end_field(Node paragraph) { add_mark(paragraph, "end"); }

void add_field(Node paragraph, const std::string& code, std::string_view shown) {
    begin_field(paragraph, code);
    add_run(paragraph, shown);
    end_field(paragraph);
}

std::string xml_text(std::string_view text) {
    std::string valid;
    utf8::replace_invalid(text.begin(), text.end(), std::back_inserter(valid), U'\uFFFD');
    std::string out;
    for (auto at = valid.begin(); at != valid.end();) {
        const auto c = static_cast<char32_t>(utf8::next(at, valid.end()));
        const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        const bool reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        const bool no_character = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        if (!control && !reorders && !no_character) utf8::append(c, std::back_inserter(out));
    }
    return out;
}

std::string serialised(const pugi::xml_document& document) {
    struct Writer : pugi::xml_writer {
        std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        void write(const void* data, std::size_t size) override {
            out.append(static_cast<const char*>(data), size);
        }
    } writer;
    document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(writer.out);
}

}  // namespace mingzhang::publish
