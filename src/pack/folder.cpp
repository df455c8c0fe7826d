#include "pack/folder.h"

#include <algorithm>
#include <system_error>

#include "base/file.h"

namespace mingzhang::pack {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

}  // namespace

Result<std::vector<std::string>> names_in(const fs::path& directory, bool folders) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path& path = entry->path();
        const std::string name = path.filename().string();
        if (name.starts_with('.')) continue;
        std::error_code ignored;
        const bool wanted = folders ? entry->is_directory(ignored) : path.extension() == ".toml";
        if (wanted) names.push_back(name);
    }
    if (error) {
        return fail(directory.string(), "cannot be listed: " + error.message(),
                    "packs are expected in this folder");
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<TomlText> read_toml(const fs::path& path) {
    auto content = read_file(path.string(), kLargestFile);
    if (!content) return tl::make_unexpected(content.error());
    return TomlText{path.string(), std::move(*content)};
}

}  // namespace mingzhang::pack
