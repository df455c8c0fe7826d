#include "publish/messages.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/file.h"

namespace mingzhang::publish {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

// A template is a row of pieces: literal text, or a placeholder.
struct Piece {
    std::string_view text;
    bool placeholder = false;
};

bool names_argument(std::string_view s) {
    if (!s.empty() && s.front() == '@') s.remove_prefix(1);
    return !s.empty() && std::all_of(s.begin(), s.end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    std::size_t start = 0;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string_view name = text.substr(open + 1, close - open - 1);
        if (!names_argument(name)) continue;
        if (open > start) pieces.push_back({text.substr(start, open - start)});
        pieces.push_back({name, true});
        start = close + 1;
        open = close;
    }
    if (start < text.size()) pieces.push_back({text.substr(start)});
    return pieces;
}

std::string said_plainly(std::string_view id, const Arguments& arguments) {
    if (arguments.empty()) return std::string(id);
    std::vector<std::string> pairs;
    for (const auto& [name, value] : arguments) pairs.push_back(name + "=" + value);
    return fmt::format("{} ({})", id, fmt::join(pairs, ", "));
}

// What {@name} becomes: without arguments of its own, so that it ends.
std::string said_argument(const Catalogue& catalogue, std::string_view name,
                          const std::string& value) {
    const std::string qualified = fmt::format("{}.{}", name, value);
    if (catalogue.has(qualified)) return catalogue.say(qualified);
    return catalogue.has(value) ? catalogue.say(value) : value;
}

std::optional<std::string> filled(const Catalogue& catalogue, std::string_view text,
                                  const Arguments& arguments) {
    std::string out;
    for (const Piece& piece : pieces_of(text)) {
        if (!piece.placeholder) {
            out += piece.text;
            continue;
        }
        const bool said = piece.text.front() == '@';
        const std::string name(piece.text.substr(said ? 1 : 0));
        const auto found = arguments.find(name);
        if (found == arguments.end()) return std::nullopt;
        out += said ? said_argument(catalogue, name, found->second) : found->second;
    }
    return out;
}

std::string position(const std::string& path, const toml::source_region& source) {
    return fmt::format("{}:{}:{}", path, source.begin.line, source.begin.column);
}

std::optional<Error> collect(const toml::table& table, const std::string& prefix,
                             const std::string& path, Catalogue::Templates& out) {
    for (const auto& [key, node] : table) {
        const std::string id = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table()) {
            if (auto error = collect(*inner, id + ".", path, out)) return error;
        } else if (const auto* text = node.as_string()) {
            out[id] = text->get();
        } else {
            return Error{position(path, node.source()), "the message " + id + " is not a text",
                         "write it in quotes"};
        }
    }
    return std::nullopt;
}

std::string languages_in(const std::string& directory) {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() == ".toml") names.push_back(at->path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names.empty() ? "" : fmt::format("there are: {}", fmt::join(names, ", "));
}

bool names_language(std::string_view s) {
    return !s.empty() && s.size() <= 16 && std::all_of(s.begin(), s.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    });
}

// "The file is empty" → "the-file-is-empty".
std::string id_of_words(std::string_view text) {
    std::string id;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) id += c;
        if (!kept && !id.empty() && id.back() != '-') id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
    return id;
}

}  // namespace

std::string Catalogue::say(const Message& message) const {
    const auto found = templates_.find(message.id);
    if (found != templates_.end()) {
        if (auto text = filled(*this, found->second, message.arguments)) return *text;
    }
    return said_plainly(message.id, message.arguments);
}

std::string Catalogue::say(std::string_view id, Arguments arguments) const {
    return say(Message{std::string(id), std::move(arguments)});
}

std::string error_sentence(const Error& error, const Catalogue& catalogue) {
    const auto words = [&](const std::string& text) {
        const std::string id = "error." + id_of_words(text);
        return catalogue.has(id) ? catalogue.say(id) : text;
    };
    if (error.hint.empty()) return words(error.what);
    return catalogue.say("error.with-hint",
                         {{"what", words(error.what)}, {"hint", words(error.hint)}});
}

std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> names;
    for (const Piece& piece : pieces_of(text)) {
        if (piece.placeholder) names.emplace(piece.text);
    }
    return names;
}

Result<Catalogue> load_catalogue(const std::string& directory, const std::string& language) {
    const std::string path = (std::filesystem::path(directory) / (language + ".toml")).string();
    std::error_code ignored;
    if (!names_language(language) || !std::filesystem::is_regular_file(path, ignored)) {
        return fail(directory, "there are no messages in the language \"" + language + "\"",
                    languages_in(directory));
    }
    const auto text = read_file(path, kMostBytes);
    if (!text) return tl::make_unexpected(text.error());
    try {
        Catalogue::Templates templates;
        if (auto error = collect(toml::parse(*text), "", path, templates)) {
            return tl::make_unexpected(*error);
        }
        return Catalogue(language, std::move(templates));
    } catch (const toml::parse_error& error) {
        return fail(position(path, error.source()), std::string(error.description()));
    }
}

}  // namespace mingzhang::publish
