// Places in the text of an XML part, so that something can be put in and all else stays as it is,
// byte for byte. The text is known to be well-formed (read/xml.h).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::marked {

// Where the content of a paragraph begins, behind its properties, and where it ends.
struct ParagraphPlace {
    std::size_t begin = 0, end = 0;
};

// Of the paragraphs ("w:p") whose names stand at these bytes. Those that are not there, or hold
// nothing, are left out; nothing at all for a text that is not what it seems (another encoding).
std::optional<std::map<long long, ParagraphPlace>> paragraphs_of(
    std::string_view xml, const std::vector<long long>& names);

struct Insertion {
    std::size_t at = 0;
    std::string text;
};

// Insertions at one place stay in their order.
std::string with_insertions(std::string_view xml, std::vector<Insertion> insertions);

// Puts text before the end tag of the root; one that is closed at once ("<a/>") is opened for it.
// False where there is no such tag.
bool insert_before_end(std::string& xml, const std::string& text);

// The same with an element "<ENTRY", whose name gets the prefix of the root.
bool add_to_root(std::string& xml, const std::string& entry);

}  // namespace mingzhang::marked
