// Shared libraries that are loaded when a document first needs them. What libzip and libxml2 bring
// with them (libcrypto, ICU) takes longer to load than most documents take to check.
#pragma once

#include <string>

#include "base/result.h"

namespace mingzhang {

class LateLibrary {
  public:
    // `name` as the loader finds it: "libzip.so.4". It stays loaded until the program ends.
    explicit LateLibrary(const char* name);

    bool loaded() const { return handle_ != nullptr; }
    // Says what to install, for the document at `where`.
    tl::unexpected<Error> missing(const std::string& where) const;

    // nullptr where the library is missing.
    template <class Function>
    Function* find(const char* function) const {
        return reinterpret_cast<Function*>(address_of(function));
    }

  private:
    void* address_of(const char* function) const;

    const char* name_;
    void* handle_;
};

// A member that calls the function of that name, in a struct whose member `library` comes before.
#define MINGZHANG_LATE(function) \
    decltype(&::function) function = library.find<decltype(::function)>(#function)

}  // namespace mingzhang
