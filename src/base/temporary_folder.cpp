#include "base/temporary_folder.h"

#include <cstdlib>
#include <filesystem>

namespace mingzhang {
namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder(const std::string& purpose) {
    std::error_code error;
    std::string name =
        (fs::temp_directory_path(error) / ("mingzhang-" + purpose + "-XXXXXX")).string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace mingzhang
