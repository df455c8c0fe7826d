// An operation that could not be done: a file gone, a pack invalid, a disk full.
//
//   Result<std::string> text = read_file(path);
//   if (!text) return tl::make_unexpected(text.error());
//
// What a document says wrongly is not an error but a model::Finding.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace mingzhang {

struct Error {
    std::string where;  // "packs/shanxi/2026/department-budget.toml:12:8", a path, or empty
    std::string what;   // what was seen
    std::string hint;   // what to do; may be empty

    std::string to_string() const {
        std::string out = where.empty() ? what : where + ": " + what;
        return hint.empty() ? out : out + " (" + hint + ")";
    }
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string where, std::string what, std::string hint = {}) {
    return tl::make_unexpected(Error{std::move(where), std::move(what), std::move(hint)});
}

}  // namespace mingzhang
