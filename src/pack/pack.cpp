#include "pack/pack.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
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

// The paths of the packs below `root` by their ids.
Result<std::map<std::string, fs::path>> packs_below(const fs::path& root) {
    std::map<std::string, fs::path> packs;
    const auto places = names_in(root, true);
    if (!places) return tl::make_unexpected(places.error());
    for (const std::string& place : *places) {
        if (place == "lexicon") continue;
        const auto years = names_in(root / place, true);
        if (!years) return tl::make_unexpected(years.error());
        for (const std::string& year : *years) {
            const fs::path folder = fs::path(place) / year;
            const auto files = names_in(root / folder, false);
            if (!files) return tl::make_unexpected(files.error());
            for (const std::string& file : *files) {
                packs.emplace((folder / fs::path(file).stem()).string(), root / folder / file);
            }
        }
    }
    return packs;
}

// Loads packs, each after the one it inherits from.
class PackLoader {
  public:
    PackLoader(const std::map<std::string, fs::path>& paths, const Lexicon& lexicon)
        : paths_(paths), lexicon_(lexicon) {}

    // nullptr where there is none, or it inherits from itself; error() where it is broken.
    const Pack* load(const std::string& id) {
        if (const auto known = loaded_.find(id); known != loaded_.end()) {
            return known->second ? &*known->second : nullptr;
        }
        const auto path = paths_.find(id);
        if (path == paths_.end() || error_) return nullptr;
        loaded_[id] = std::nullopt;
        auto pack = load_pack(path->second.string(), id, lexicon_,
                              [this](const std::string& parent) { return load(parent); });
        if (!pack) {
            if (!error_) error_ = pack.error();
            return nullptr;
        }
        return &*(loaded_[id] = std::move(*pack));
    }
    const std::optional<Error>& error() const { return error_; }

  private:
    const std::map<std::string, fs::path>& paths_;
    const Lexicon& lexicon_;
    std::map<std::string, std::optional<Pack>> loaded_;  // none: being loaded
    std::optional<Error> error_;
};

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

Result<Pack> load_pack(const std::string& path, const std::string& id, const Lexicon& lexicon,
                       const ParentOf& parent) {
    const auto file = read_toml(path);
    if (!file) return tl::make_unexpected(file.error());
    return parse_pack(*file, id, lexicon, parent);
}

Result<Library> load_library(const std::string& directory) {
    const fs::path root(directory);
    auto lexicon = load_lexicon((root / "lexicon").string());
    if (!lexicon) return tl::make_unexpected(lexicon.error());
    Library library;
    library.lexicon = std::move(*lexicon);

    const auto paths = packs_below(root);
    if (!paths) return tl::make_unexpected(paths.error());
    PackLoader loader(*paths, library.lexicon);
    for (const auto& [id, path] : *paths) {
        const Pack* pack = loader.load(id);
        if (pack == nullptr) return tl::make_unexpected(*loader.error());
        library.packs.push_back(*pack);
    }
    return library;
}

std::string fill(const std::string& pattern, int year) {
    return text::replace_all(text::replace_all(pattern, "{year}", std::to_string(year)),
                             "{last_year}", std::to_string(year - 1));
}

}  // namespace mingzhang::pack
