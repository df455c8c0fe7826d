#include "store/toml_text.h"

#include <fmt/format.h>

namespace mingzhang::store {
namespace {

using std::string_view;

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '\\':
            out += "\\\\";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\r':
            out += "\\r";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
        out += fmt::format("\\u{:04X}", byte);
    } else {
        out.push_back(c);
    }
}

std::string over_lines(string_view text) {
    std::string out = "\"\"\"\n";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // Three quotes would end it, and so would one at the end.
        const bool quotes = c == '"' && (i + 1 == text.size() || text[i + 1] == '"');
        if (quotes) {
            out += "\\\"";
        } else if (c == '\n') {
            out.push_back(c);
        } else {
            append_escaped(out, c);
        }
    }
    return out + "\"\"\"";
}

}  // namespace

std::string toml_string(string_view text) {
    if (text.find('\n') != string_view::npos) return over_lines(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out.push_back('\\');
        append_escaped(out, c);
    }
    return out + "\"";
}

void TomlLines::table(string_view header) {
    if (!out_.empty()) out_.push_back('\n');
    out_.append(header).push_back('\n');
}

void TomlLines::put(string_view key, string_view text) {
    if (!text.empty()) put_always(key, text);
}

void TomlLines::put_always(string_view key, string_view text) {
    out_ += fmt::format("{} = {}\n", key, toml_string(text));
}

void TomlLines::put_number(string_view key, long long number) {
    out_ += fmt::format("{} = {}\n", key, number);
}

void TomlLines::put_list(string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) {
        out_ += fmt::format("{} = []\n", key);
        return;
    }
    out_ += fmt::format("{} = [\n", key);
    for (const std::string& text : texts) out_ += fmt::format("    {},\n", toml_string(text));
    out_ += "]\n";
}

}  // namespace mingzhang::store
