#include "typeset/structure.h"

#include <glib.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace mingzhang::typeset {
namespace {

using std::string;
using std::string_view;

constexpr string_view kElement = " 0 obj\n<< /Type /StructElem\n";
constexpr string_view kCatalog = " 0 obj\n<< /Type /Catalog\n";
constexpr string_view kEnd = ">>\nendobj";

// The number that ends before `at`.
std::optional<std::size_t> number_before(string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && g_ascii_isdigit(text[begin - 1]) && at - begin < 9) --begin;
    if (begin == at) return std::nullopt;
    return std::stoul(string(text.substr(begin, at - begin)));
}

std::optional<std::size_t> number_after(string_view text, string_view name) {
    const auto at = text.rfind(name);
    if (at == string_view::npos) return std::nullopt;
    std::size_t begin = at + name.size(), end = begin;
    while (end < text.size() && g_ascii_isdigit(text[end]) && end - begin < 12) ++end;
    if (begin == end) return std::nullopt;
    return std::stoul(string(text.substr(begin, end - begin)));
}

class Update {
  public:
    explicit Update(string pdf) : pdf_(std::move(pdf)), before_(pdf_.size()) {}

    string with(const std::vector<string>& attributes) {
        // Objects are numbered as their tags began.
        std::map<std::size_t, std::size_t> elements;  // number: where it begins
        const string_view old = string_view(pdf_).substr(0, before_);
        for (auto at = old.find(kElement); at != string_view::npos;
             at = old.find(kElement, at + 1)) {
            const auto number = number_before(old, at);
            if (!number) return std::move(pdf_);
            elements[*number] = at + kElement.size();
        }
        const auto catalog = old.rfind(kCatalog);
        const auto root = number_after(old, "/Root "), info = number_after(old, "/Info "),
                   size = number_after(old, "/Size "), previous = number_after(old, "startxref\n");
        if (catalog == string_view::npos || !root || !info || !size || !previous ||
            number_before(old, catalog) != root || elements.size() != attributes.size())
            return std::move(pdf_);
        std::size_t i = 0;
        for (const auto& [number, begin] : elements) {
            if (!attributes[i].empty()) rewrite(number, kElement, begin, attributes[i]);
            ++i;
        }
        rewrite(*root, kCatalog, catalog + kCatalog.size(),
                "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>");
        finish(*root, *info, *size, *previous);
        return std::move(pdf_);
    }

  private:
    // Writes the object anew, with more in it. `begin`: behind `head`.
    void rewrite(std::size_t number, string_view head, std::size_t begin, const string& more) {
        const auto end = pdf_.find(kEnd, begin);
        if (end == string::npos || end > before_) return;
        const string body = pdf_.substr(begin, end - begin);
        places_[number] = pdf_.size();
        pdf_.append(std::to_string(number)).append(head).append(body);
        pdf_.append("   ").append(more).append("\n").append(kEnd).append("\n");
    }

    void finish(std::size_t root, std::size_t info, std::size_t size, std::size_t previous) {
        const std::size_t table = pdf_.size();
        pdf_ += "xref\n";
        for (auto at = places_.begin(); at != places_.end();) {
            auto end = at;
            std::size_t count = 0;
            while (end != places_.end() && end->first == at->first + count) ++end, ++count;
            pdf_ += std::to_string(at->first) + " " + std::to_string(count) + "\n";
            for (; at != end; ++at) {
                const string place = std::to_string(at->second);
                pdf_ += string(10 - std::min<std::size_t>(10, place.size()), '0') + place +
                        " 00000 n \n";
            }
        }
        pdf_ += "trailer\n<< /Size " + std::to_string(size) + " /Root " + std::to_string(root) +
                " 0 R /Info " + std::to_string(info) + " 0 R /Prev " + std::to_string(previous) +
                " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    }

    string pdf_;
    std::size_t before_;
    std::map<std::size_t, std::size_t> places_;  // of objects that were written anew
};

}  // namespace

string with_structure(string pdf, const std::vector<string>& attributes) {
    return Update(std::move(pdf)).with(attributes);
}

string pdf_text(const string& utf8) {
    glong units = 0;
    gunichar2* utf16 = g_utf8_to_utf16(utf8.c_str(), -1, nullptr, &units, nullptr);
    string out = "<FEFF";
    for (glong i = 0; i < units; ++i) {
        constexpr string_view kHex = "0123456789ABCDEF";
        for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(utf16[i] >> shift) & 0xF];
    }
    g_free(utf16);
    return out + ">";
}

}  // namespace mingzhang::typeset
