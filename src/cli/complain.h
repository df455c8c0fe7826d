// What every command does with an error that ends it.
#pragma once

#include <fmt/format.h>

#include <cstdio>

#include "base/result.h"

namespace mingzhang::cli {

inline constexpr int kUnusable = 2;  // the exit code

inline int complain(const Error& error) {
    fmt::print(stderr, "mingzhang: {}\n", error.to_string());
    return kUnusable;
}

}  // namespace mingzhang::cli
