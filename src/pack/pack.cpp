#include "pack/pack.h"

#include <filesystem>

#include "base/text.h"
#include "pack/folder.h"
#include "pack/parse.h"

namespace mingzhang::pack {
namespace fs = std::filesystem;

Result<Lexicon> load_lexicon(const std::string& directory) {
    const auto names = names_in(directory, false);
    if (!names) return tl::make_unexpected(names.error());
    if (names->empty()) return fail(directory, "no lexicon", "it needs at least one .toml file");
    std::vector<TomlText> files;
    for (const std::string& name : *names) {
        auto file = read_toml(fs::path(directory) / name);
        if (!file) return tl::make_unexpected(file.error());
        files.push_back(std::move(*file));
    }
    return parse_lexicon(files);
}

Result<Pack> load_pack(const std::string& path, const std::string& id, const Lexicon& lexicon,
                       const ParentOf& parent) {
    const auto file = read_toml(path);
    if (!file) return tl::make_unexpected(file.error());
    return parse_pack(*file, id, lexicon, parent);
}

std::string fill(const std::string& pattern, int year) {
    return text::replace_all(text::replace_all(pattern, "{year}", std::to_string(year)),
                             "{last_year}", std::to_string(year - 1));
}

}  // namespace mingzhang::pack
