// Strict, typed access to a TOML document. The first mistake is kept with its place; after it
// every call does nothing, so that readers need no checks of their own.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingzhang {

struct TomlText {
    std::string file;  // as errors shall name it
    std::string content;
};

// Fails with file:line:column.
Result<toml::table> parse_toml(const TomlText& file);

// The known word nearest to `word` by edit distance as `did you mean "…"?`, else the list of
// the known words; empty where there are none.
std::string suggest(std::string_view word, const std::vector<std::string>& known);

class TomlReader {
  public:
    struct Field {
        std::string_view key;
        std::function<void(const toml::node&)> read;
        bool required = false;
    };

    explicit TomlReader(std::string file) : file_(std::move(file)) {}

    bool ok() const { return !error_; }
    const Error& error() const { return *error_; }

    // "file:line:column".
    std::string place(const toml::source_region& region) const;
    void fail(const toml::source_region& region, std::string what, std::string hint = {});
    void fail(const toml::node& node, std::string what, std::string hint = {});

    // A table with these keys and no others. `what` names it in messages: "a table".
    void table(const toml::node& node, std::string_view what, std::initializer_list<Field> fields);
    // Every entry of a table with free keys, in the order of the keys.
    void entries(const toml::node& node,
                 const std::function<void(const toml::key&, const toml::node&)>& read);
    // Every element of an array.
    void elements(const toml::node& node, const std::function<void(const toml::node&)>& read);

    // A text that is not empty; of {…} it may hold {year} and {last_year} only.
    void text(const toml::node& node, std::string& out);
    // One such text or an array of at least one.
    void texts(const toml::node& node, std::vector<std::string>& out);
    void integer(const toml::node& node, int least, int most, int& out);
    void flag(const toml::node& node, bool& out);

    // One of a few words. `what` names them in messages: "rows".
    template <class T>
    void choice(const toml::node& node, std::string_view what,
                std::initializer_list<std::pair<std::string_view, T>> choices, T& out) {
        std::string word;
        text(node, word);
        if (!ok()) return;
        std::vector<std::string> known;
        for (const auto& [name, value] : choices) {
            if (name == word) {
                out = value;
                return;
            }
            known.emplace_back(name);
        }
        fail(node, "unknown " + std::string(what) + " \"" + word + "\"", suggest(word, known));
    }

  private:
    void expected(const toml::node& node, std::string_view what);

    std::string file_;
    std::optional<Error> error_;
};

}  // namespace mingzhang
