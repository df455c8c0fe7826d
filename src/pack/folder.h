// Files and folders of packs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/toml_reader.h"

namespace mingzhang::pack {

// Names in `directory`, sorted: its folders, or its files that end in .toml.
Result<std::vector<std::string>> names_in(const std::filesystem::path& directory, bool folders);

Result<TomlText> read_toml(const std::filesystem::path& path);

}  // namespace mingzhang::pack
