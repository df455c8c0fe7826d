// What the tests of whole documents share. They run at the top of the project.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"
#include "workflow/resources.h"

namespace mingzhang::tests {

inline const workflow::Resources& resources() {
    static const workflow::Resources loaded = [] {
        auto result = workflow::load_resources(".");
        if (!result) throw std::runtime_error(result.error().to_string());
        return std::move(*result);
    }();
    return loaded;
}

inline Disclosure recognised(const std::string& text) {
    return recognise::recognise(read::read_text(text, "test"), resources().library,
                                resources().codes)
        .value();
}

inline CheckReport checked(const std::string& text) {
    return check::check(recognised(text), resources().library.lexicon, resources().codes);
}

// How many random cases a property runs: MINGZHANG_CASES, else `usual`.
inline int cases(int usual) {
    const char* given = std::getenv("MINGZHANG_CASES");
    return given == nullptr ? usual : std::atoi(given);
}

// The first of them: MINGZHANG_FIRST_CASE, else 0.
inline int first_case() {
    const char* given = std::getenv("MINGZHANG_FIRST_CASE");
    return given == nullptr ? 0 : std::atoi(given);
}

}  // namespace mingzhang::tests
