#include "base/late_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace mingzhang {

LateLibrary::LateLibrary(const char* name)
    : name_(name), handle_(dlopen(name, RTLD_LAZY | RTLD_LOCAL)) {}

tl::unexpected<Error> LateLibrary::missing(const std::string& where) const {
    return fail(where, fmt::format("The library {} that reads such files cannot be loaded", name_),
                "install it again together with this program");
}

void* LateLibrary::address_of(const char* function) const {
    return handle_ == nullptr ? nullptr : dlsym(handle_, function);
}

}  // namespace mingzhang
