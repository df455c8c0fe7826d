#include "pack/pack.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "pack/parse.h"

namespace mingzhang::pack {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

// Names in `directory`, sorted: its folders, or its files that end in .toml.
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

// The packs of one year into `library`.
Result<void> load_year(const fs::path& root, const std::string& folder, Library& library) {
    const auto files = names_in(root / folder, false);
    if (!files) return tl::make_unexpected(files.error());
    for (const std::string& file : *files) {
        const std::string id = folder + "/" + fs::path(file).stem().string();
        auto pack = load_pack((root / folder / file).string(), id, library.lexicon);
        if (!pack) return tl::make_unexpected(pack.error());
        library.packs.push_back(std::move(*pack));
    }
    return {};
}

}  // namespace

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

Result<Pack> load_pack(const std::string& path, const std::string& id, const Lexicon& lexicon) {
    const auto file = read_toml(path);
    if (!file) return tl::make_unexpected(file.error());
    return parse_pack(*file, id, lexicon);
}

Result<Library> load_library(const std::string& directory) {
    const fs::path root(directory);
    auto lexicon = load_lexicon((root / "lexicon").string());
    if (!lexicon) return tl::make_unexpected(lexicon.error());
    Library library;
    library.lexicon = std::move(*lexicon);

    const auto places = names_in(root, true);
    if (!places) return tl::make_unexpected(places.error());
    for (const std::string& place : *places) {
        if (place == "lexicon") continue;
        const auto years = names_in(root / place, true);
        if (!years) return tl::make_unexpected(years.error());
        for (const std::string& year : *years) {
            const auto loaded = load_year(root, place + "/" + year, library);
            if (!loaded) return tl::make_unexpected(loaded.error());
        }
    }
    return library;
}

std::string fill(const std::string& pattern, int year) {
    return text::replace_all(text::replace_all(pattern, "{year}", std::to_string(year)),
                             "{last_year}", std::to_string(year - 1));
}

}  // namespace mingzhang::pack
