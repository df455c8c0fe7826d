#include "base/program.h"

namespace mingzhang {

std::filesystem::path program_folder() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path() : self.parent_path();
}

std::string beside_program(const char* name) { return (program_folder() / name).string(); }

}  // namespace mingzhang
