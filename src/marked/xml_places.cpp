#include "marked/xml_places.h"

#include <algorithm>
#include <set>

namespace mingzhang::marked {
namespace {

using std::string_view;

constexpr std::size_t kNowhere = string_view::npos;

struct Tag {
    std::size_t begin = 0, end = 0;  // from '<' to behind '>'
    string_view name;
    bool closes = false;  // "</a>"
    bool empty = false;   // "<a/>"
};

bool ends_name(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/' || c == '>';
}

// Behind `end`, looked for from `at`.
std::size_t behind(string_view xml, string_view end, std::size_t at) {
    const std::size_t found = xml.find(end, at);
    return found == kNowhere ? kNowhere : found + end.size();
}

std::size_t end_of_tag(string_view xml, std::size_t at) {
    char quote = 0;
    for (; at < xml.size(); ++at) {
        const char c = xml[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return kNowhere;
}

// Behind the comment, CDATA section or instruction at `at`; 0 where there is none.
std::size_t behind_other(string_view xml, std::size_t at) {
    const string_view rest = xml.substr(at);
    if (rest.starts_with("<!--")) return behind(xml, "-->", at + 4);
    if (rest.starts_with("<![CDATA[")) return behind(xml, "]]>", at);
    if (rest.starts_with("<?")) return behind(xml, "?>", at);
    if (rest.starts_with("<!")) return kNowhere;  // a document type: Office has none
    return 0;
}

// visit(tag) for each tag in its order; false where the text cannot be taken apart.
template <class Visit>
bool for_each_tag(string_view xml, Visit&& visit) {
    std::size_t at = 0;
    while ((at = xml.find('<', at)) != kNowhere) {
        if (const std::size_t other = behind_other(xml, at); other != 0) {
            if (other == kNowhere) return false;
            at = other;
            continue;
        }
        Tag tag;
        tag.begin = at;
        tag.end = end_of_tag(xml, at);
        if (tag.end == kNowhere) return false;
        tag.closes = xml[at + 1] == '/';
        tag.empty = xml[tag.end - 2] == '/';
        const std::size_t from = at + (tag.closes ? 2 : 1);
        std::size_t to = from;
        while (to < tag.end && !ends_name(xml[to])) ++to;
        tag.name = xml.substr(from, to - from);
        visit(tag);
        at = tag.end;
    }
    return true;
}

string_view local(string_view name) {
    const auto colon = name.find(':');
    return colon == kNowhere ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::map<long long, ParagraphPlace>> paragraphs_of(
    string_view xml, const std::vector<long long>& names) {
    struct Open {
        long long at;
        string_view name;
        std::size_t content;
    };
    const std::set<long long> wanted(names.begin(), names.end());
    std::map<long long, ParagraphPlace> out;
    std::vector<Open> open;
    bool balanced = true;
    const auto ends_properties = [&](const Tag& tag) {
        if (local(tag.name) == "pPr" && !open.empty()) open.back().content = tag.end;
    };
    const bool whole = for_each_tag(xml, [&](const Tag& tag) {
        if (tag.closes) {
            if (open.empty() || open.back().name != tag.name) {
                balanced = false;
                return;
            }
            const Open element = open.back();
            open.pop_back();
            if (wanted.contains(element.at) && local(element.name) == "p")
                out[element.at] = {element.content, tag.begin};
            ends_properties(tag);
        } else if (tag.empty) {
            ends_properties(tag);
        } else {
            open.push_back({static_cast<long long>(tag.begin) + 1, tag.name, tag.end});
        }
    });
    if (!whole || !balanced || !open.empty()) return std::nullopt;
    return out;
}

std::string with_insertions(string_view xml, std::vector<Insertion> insertions) {
    std::stable_sort(insertions.begin(), insertions.end(),
                     [](const Insertion& a, const Insertion& b) { return a.at < b.at; });
    std::string out;
    std::size_t done = 0;
    for (const Insertion& insertion : insertions) {
        out.append(xml.substr(done, insertion.at - done)).append(insertion.text);
        done = insertion.at;
    }
    return out.append(xml.substr(done));
}

bool insert_before_end(std::string& xml, const std::string& text) {
    Tag root, last;
    if (!for_each_tag(xml, [&](const Tag& tag) {
            if (root.end == 0) root = tag;
            last = tag;
        }))
        return false;
    if (root.end == 0) return false;
    if (root.empty && last.begin == root.begin) {
        const std::string name(root.name);
        xml.replace(root.end - 2, 2, ">" + text + "</" + name + ">");
        return true;
    }
    if (!last.closes || last.name != root.name) return false;
    xml.insert(last.begin, text);
    return true;
}

bool add_to_root(std::string& xml, const std::string& entry) {
    std::string prefix;
    bool first = true;
    const bool whole = for_each_tag(xml, [&](const Tag& tag) {
        const auto colon = tag.name.find(':');
        if (first && colon != kNowhere) prefix = tag.name.substr(0, colon + 1);
        first = false;
    });
    return whole && insert_before_end(xml, "<" + prefix + entry);
}

}  // namespace mingzhang::marked
