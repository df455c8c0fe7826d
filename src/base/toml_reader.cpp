#include "base/toml_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace mingzhang {
namespace {

constexpr std::size_t kLongestSuggested = 40;

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

std::string_view type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "an array";
        case toml::node_type::string:
            return "a string";
        case toml::node_type::integer:
            return "an integer";
        case toml::node_type::floating_point:
            return "a decimal number";
        case toml::node_type::boolean:
            return "a boolean";
        default:
            return "a date or time";
    }
}

// The first {…} that is no placeholder, or empty.
std::string_view wrong_placeholder(std::string_view text) {
    for (std::size_t i = text.find('{'); i != std::string_view::npos; i = text.find('{', i + 1)) {
        const std::string_view rest = text.substr(i);
        if (rest.starts_with("{year}") || rest.starts_with("{last_year}")) continue;
        const std::size_t end = rest.find('}');
        return end == std::string_view::npos ? rest : rest.substr(0, end + 1);
    }
    return {};
}

// Bytes of the string that `rest` begins with; of one that never ends, all that could be of it.
std::size_t string_size(std::string_view rest) {
    const char quote = rest.front();
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    const bool over_lines = rest.starts_with(three);
    for (std::size_t i = over_lines ? 3 : 1; i < rest.size(); ++i) {
        if (rest[i] == '\\' && quote == '"') {
            ++i;
        } else if (over_lines && rest.substr(i).starts_with(three)) {
            return i + 3;
        } else if (!over_lines && (rest[i] == quote || rest[i] == '\n')) {
            return i + 1;
        }
    }
    return rest.size();
}

// toml++ bounds how deep values nest, but not the tables of a dotted key, and frees them one
// inside the other: a key of many dots would overflow the stack.
constexpr int kMostDots = 32;

std::optional<Error> key_of_too_many_dots(const TomlText& file) {
    const std::string_view content = file.content;
    int dots = 0;
    for (std::size_t i = 0; i < content.size();) {
        const char c = content[i];
        if (c == '"' || c == '\'') {
            i += string_size(content.substr(i));
            continue;
        }
        if (c == '#') {
            i = std::min(content.find('\n', i), content.size());
            continue;
        }
        if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) dots = 0;
        if (c == '.' && ++dots > kMostDots) {
            const auto line =
                1 + std::count(content.begin(), content.begin() + static_cast<long>(i), '\n');
            return Error{fmt::format("{}:{}:1", file.file, line),
                         fmt::format("a key with more than {} dots", kMostDots),
                         {}};
        }
        ++i;
    }
    return std::nullopt;
}

}  // namespace

Result<toml::table> parse_toml(const TomlText& file) {
    if (auto error = key_of_too_many_dots(file)) return tl::make_unexpected(std::move(*error));
    try {
        return toml::parse(std::string_view(file.content));
    } catch (const toml::parse_error& error) {
        return fail(fmt::format("{}:{}:{}", file.file, error.source().begin.line,
                                error.source().begin.column),
                    std::string(error.description()), "the file is not valid TOML");
    }
}

std::string suggest(std::string_view word, const std::vector<std::string>& known) {
    const std::string* nearest = nullptr;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() <= kLongestSuggested) {
        for (const std::string& k : known) {
            const std::size_t distance = edit_distance(word, k);
            if (distance < least && distance < k.size()) {
                least = distance;
                nearest = &k;
            }
        }
    }
    if (nearest != nullptr) return fmt::format("did you mean \"{}\"?", *nearest);
    return known.empty() ? std::string() : fmt::format("known: {}", fmt::join(known, ", "));
}

std::string TomlReader::place(const toml::source_region& region) const {
    return fmt::format("{}:{}:{}", file_, region.begin.line, region.begin.column);
}

void TomlReader::fail(const toml::source_region& region, std::string what, std::string hint) {
    if (!ok()) return;
    error_ = Error{place(region), std::move(what), std::move(hint)};
}

void TomlReader::fail(const toml::node& node, std::string what, std::string hint) {
    fail(node.source(), std::move(what), std::move(hint));
}

void TomlReader::expected(const toml::node& node, std::string_view what) {
    fail(node, fmt::format("{} where {} belongs", type_name(node), what),
         fmt::format("write {}", what));
}

void TomlReader::table(const toml::node& node, std::string_view what,
                       std::initializer_list<Field> fields) {
    if (!ok()) return;
    const toml::table* table = node.as_table();
    if (table == nullptr) return expected(node, "a table");

    const toml::key* unknown = nullptr;
    for (const auto& [key, value] : *table) {
        const bool known = std::any_of(fields.begin(), fields.end(),
                                       [&](const Field& f) { return f.key == key.str(); });
        if (known) continue;
        if (unknown == nullptr || key.source().begin < unknown->source().begin) unknown = &key;
    }
    if (unknown != nullptr) {
        std::vector<std::string> known;
        for (const Field& f : fields) known.emplace_back(f.key);
        return fail(unknown->source(), fmt::format("{} has no key \"{}\"", what, unknown->str()),
                    suggest(unknown->str(), known));
    }
    for (const Field& field : fields) {
        const toml::node* value = table->get(field.key);
        if (value != nullptr) {
            field.read(*value);
        } else if (field.required) {
            fail(node, fmt::format("{} without \"{}\"", what, field.key),
                 fmt::format("add {} = …", field.key));
        }
        if (!ok()) return;
    }
}

void TomlReader::entries(const toml::node& node,
                         const std::function<void(const toml::key&, const toml::node&)>& read) {
    if (!ok()) return;
    const toml::table* table = node.as_table();
    if (table == nullptr) return expected(node, "a table");
    for (const auto& [key, value] : *table) {
        read(key, value);
        if (!ok()) return;
    }
}

void TomlReader::elements(const toml::node& node,
                          const std::function<void(const toml::node&)>& read) {
    if (!ok()) return;
    const toml::array* array = node.as_array();
    if (array == nullptr) return expected(node, "an array");
    for (const toml::node& element : *array) {
        read(element);
        if (!ok()) return;
    }
}

void TomlReader::text(const toml::node& node, std::string& out) {
    if (!ok()) return;
    const toml::value<std::string>* string = node.as_string();
    if (string == nullptr) return expected(node, "a string");
    out = string->get();
    if (out.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(node, "an empty text", "write the words, or leave the key out");
    }
    if (const std::string_view wrong = wrong_placeholder(out); !wrong.empty()) {
        fail(node, fmt::format("unknown placeholder {}", wrong), "known: {year}, {last_year}");
    }
}

void TomlReader::texts(const toml::node& node, std::vector<std::string>& out) {
    if (!ok()) return;
    const auto add = [&](const toml::node& element) { text(element, out.emplace_back()); };
    if (node.is_string()) return add(node);
    if (!node.is_array()) return expected(node, "a string or an array of strings");
    elements(node, add);
    if (ok() && out.empty()) fail(node, "an empty array", "write at least one text");
}

void TomlReader::integer(const toml::node& node, int least, int most, int& out) {
    if (!ok()) return;
    const toml::value<int64_t>* integer = node.as_integer();
    if (integer == nullptr) return expected(node, "an integer");
    if (integer->get() < least || integer->get() > most) {
        return fail(node, fmt::format("{} is out of range", integer->get()),
                    fmt::format("{} to {}", least, most));
    }
    out = static_cast<int>(integer->get());
}

void TomlReader::flag(const toml::node& node, bool& out) {
    if (!ok()) return;
    const toml::value<bool>* boolean = node.as_boolean();
    if (boolean == nullptr) return expected(node, "a boolean");
    out = boolean->get();
}

}  // namespace mingzhang
