#include "read/html_page.h"

#include <fmt/format.h>
#include <libxml/parserInternals.h>
#include <utf8.h>

#include <algorithm>
#include <iterator>

#include "base/late_library.h"
#include "base/text.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::ptrdiff_t kMostTags = 4'000'000;
constexpr int kMostAttributes = 500;
constexpr int kDeepest = 500;

struct Html {
    LateLibrary library{MINGZHANG_LIBXML};
    MINGZHANG_LATE(htmlCtxtReadMemory);
    MINGZHANG_LATE(htmlFreeParserCtxt);
    MINGZHANG_LATE(htmlNewParserCtxt);
    MINGZHANG_LATE(xmlDocGetRootElement);
    MINGZHANG_LATE(xmlFreeDoc);
    MINGZHANG_LATE(xmlSAX2StartElement);
    MINGZHANG_LATE(xmlStopParser);
};

const Html& lib() {
    static const Html loaded;
    return loaded;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool begins_with(string_view s, string_view small) {
    return s.size() >= small.size() && std::equal(small.begin(), small.end(), s.begin(),
                                                  [](char a, char b) { return a == lower(b); });
}

std::size_t find_word(string_view s, string_view small, std::size_t from) {
    const auto found =
        std::search(s.begin() + static_cast<std::ptrdiff_t>(std::min(from, s.size())), s.end(),
                    small.begin(), small.end(), [](char a, char b) { return lower(a) == b; });
    return found == s.end() ? string_view::npos : static_cast<std::size_t>(found - s.begin());
}

// libxml2 compares every attribute of a tag with all others, and every end tag with all open
// elements: both are limited before it sees them.
class TagScan {
  public:
    explicit TagScan(string_view text) : text_(text) {}

    int most_attributes() {
        int most = 0;
        for (at_ = text_.find('<'); at_ < text_.size(); at_ = text_.find('<', at_)) {
            const string_view rest = text_.substr(at_);
            if (rest.starts_with("<!--")) {
                at_ = std::min(text_.find("-->", at_ + 4), text_.size());
            } else if (rest.size() > 1 && is_letter(rest[1])) {
                most = std::max(most, attributes());
                if (begins_with(rest, "<script")) skip_to("</script");
                if (begins_with(rest, "<style")) skip_to("</style");
            } else {
                ++at_;
            }
        }
        return most;
    }

  private:
    void skip_to(string_view end) { at_ = std::min(find_word(text_, end, at_), text_.size()); }

    bool more() const { return at_ < text_.size(); }
    void skip_while(bool (*what)(char)) {
        while (more() && what(text_[at_])) ++at_;
    }

    // Goes over one tag and counts its attributes.
    int attributes() {
        const auto ends_name = [](char c) { return is_space(c) || c == '/' || c == '>'; };
        const auto inside = [](char c) {
            return !(is_space(c) || c == '/' || c == '>' || c == '=');
        };
        ++at_;
        while (more() && !ends_name(text_[at_])) ++at_;
        int count = 0;
        while (more()) {
            skip_while([](char c) { return is_space(c) || c == '/' || c == '='; });
            if (!more()) break;
            if (text_[at_] == '>') {
                ++at_;
                break;
            }
            ++count;
            skip_while(inside);
            skip_while(is_space);
            if (more() && text_[at_] == '=') value();
        }
        return count;
    }

    void value() {
        ++at_;
        skip_while(is_space);
        if (!more()) return;
        const char quote = text_[at_];
        if (quote == '"' || quote == '\'') {
            at_ = std::min(text_.find(quote, at_ + 1), text_.size() - 1) + 1;
        } else {
            skip_while([](char c) { return !is_space(c) && c != '>'; });
        }
    }

    string_view text_;
    std::size_t at_ = 0;
};

// Set for the parser while it runs.
struct Progress {
    bool too_deep = false;
};

void start_element(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto* parser = static_cast<htmlParserCtxt*>(context);
    if (parser->nameNr > kDeepest) {
        static_cast<Progress*>(parser->_private)->too_deep = true;
        lib().xmlStopParser(parser);
        return;
    }
    lib().xmlSAX2StartElement(context, name, attributes);
}

struct FreeParser {
    void operator()(htmlParserCtxt* parser) const { lib().htmlFreeParserCtxt(parser); }
};

// "gb2312" in <meta charset=gb2312> or content="text/html; charset=gb2312"; in small letters.
std::string declared_encoding(string_view bytes) {
    constexpr std::size_t kHead = 4096;
    const string_view head = bytes.substr(0, kHead);
    const auto at = find_word(head, "charset", 0);
    if (at == string_view::npos) return {};
    std::size_t i = at + string_view("charset").size();
    while (i < head.size() &&
           (is_space(head[i]) || string_view("=\"'").find(head[i]) != string_view::npos))
        ++i;
    std::string out;
    while (i < head.size() && (is_letter(head[i]) || (head[i] >= '0' && head[i] <= '9') ||
                               head[i] == '-' || head[i] == '_'))
        out.push_back(lower(head[i++]));
    return out;
}

// How many bytes belong to no character.
std::size_t wrong_bytes(string_view s) {
    std::size_t wrong = 0;
    for (auto at = s.begin(); at != s.end();) {
        at = utf8::find_invalid(at, s.end());
        if (at == s.end()) break;
        ++wrong;
        ++at;
    }
    return wrong;
}

}  // namespace

Result<std::string> decode_html(std::string bytes, const std::string& where,
                                std::vector<std::string>* notes) {
    constexpr std::size_t kOneIn = 1000;
    const std::string declared = declared_encoding(bytes);
    if ((declared == "utf-8" || declared == "utf8") && !text::is_utf8(bytes) &&
        wrong_bytes(bytes) * kOneIn < bytes.size()) {
        std::string repaired;
        utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(repaired));
        bytes = std::move(repaired);
        notes->push_back("wrong-characters");
    }
    return text::decode(std::move(bytes), where, notes);
}

Result<HtmlPage> parse_html(const std::string& text, const std::string& where) {
    if (!lib().library.loaded()) return lib().library.missing(where);
    if (std::count(text.begin(), text.end(), '<') > kMostTags) {
        return fail(where, fmt::format("The page holds more than {} tags: this is no disclosure",
                                       kMostTags));
    }
    if (TagScan(text).most_attributes() > kMostAttributes) {
        return fail(where, fmt::format("A tag of the page has more than {} attributes: this is no "
                                       "disclosure",
                                       kMostAttributes));
    }
    const std::unique_ptr<htmlParserCtxt, FreeParser> parser(lib().htmlNewParserCtxt());
    if (!parser) return fail(where, "The page cannot be read: no memory");
    Progress progress;
    parser->_private = &progress;
    parser->options |= XML_PARSE_HUGE;  // its own limits are silent
    parser->sax->startElement = start_element;
    HtmlPage page(lib().htmlCtxtReadMemory(
        parser.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
    if (progress.too_deep) {
        return fail(where, fmt::format("The page nests its tags more than {} deep", kDeepest),
                    "save it as a text, or print it as a PDF");
    }
    if (!page || root_of(page) == nullptr) return fail(where, "The page holds nothing");
    return page;
}

void FreeDocument::operator()(xmlDoc* document) const { lib().xmlFreeDoc(document); }

xmlNode* root_of(const HtmlPage& page) { return lib().xmlDocGetRootElement(page.get()); }

bool is_element(const xmlNode* node) { return node->type == XML_ELEMENT_NODE; }

string_view tag(const xmlNode* node) {
    return is_element(node) ? reinterpret_cast<const char*>(node->name) : string_view{};
}

string_view html_attribute(const xmlNode* node, const char* name) {
    if (!is_element(node)) return {};
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
        if (string_view(reinterpret_cast<const char*>(a->name)) != name) continue;
        if (a->children == nullptr || a->children->content == nullptr) return {};
        return reinterpret_cast<const char*>(a->children->content);
    }
    return {};
}

bool has_html_attribute(const xmlNode* node, const char* name) {
    if (!is_element(node)) return false;
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next)
        if (string_view(reinterpret_cast<const char*>(a->name)) == name) return true;
    return false;
}

std::string folded_attribute(const xmlNode* node, const char* name) {
    std::string out;
    for (const char c : html_attribute(node, name))
        if (!is_space(c)) out.push_back(lower(c));
    return out;
}

}  // namespace mingzhang::read
