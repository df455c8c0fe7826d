#include "pack/shelf.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "base/text.h"
#include "base/toml_reader.h"
#include "pack/folder.h"

namespace mingzhang::pack {
namespace fs = std::filesystem;
namespace {

struct Jurisdiction {
    std::vector<std::string> words;  // none: any place's documents
    std::vector<std::string> packs;  // ids

    bool is_named_in(std::string_view text) const {
        return words.empty() || std::any_of(words.begin(), words.end(), [&](const auto& word) {
                   return text::contains(text, word);
               });
    }
};

Result<std::vector<std::string>> words_of_place(const fs::path& folder) {
    std::vector<std::string> words;
    const fs::path path = folder / "place.toml";
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return words;
    auto text = read_toml(path);
    if (!text) return tl::make_unexpected(text.error());
    const auto root = parse_toml(*text);
    if (!root) return tl::make_unexpected(root.error());
    TomlReader reader(text->file);
    reader.table(*root, "a place",
                 {{"words", [&](const toml::node& n) { reader.texts(n, words); }, true}});
    if (!reader.ok()) return tl::make_unexpected(reader.error());
    return words;
}

// By its name, "<jurisdiction>/<year>/<kind>".
bool is_of_accounts(const std::string& id) { return id.ends_with("final-accounts"); }

}  // namespace

class PackShelf::Reader {
  public:
    std::optional<Error> list(const fs::path& root) {
        const auto places = names_in(root, true);
        if (!places) return places.error();
        for (const std::string& place : *places) {
            if (place == "lexicon") continue;
            auto words = words_of_place(root / place);
            if (!words) return words.error();
            Jurisdiction jurisdiction{std::move(*words), {}};
            const auto years = names_in(root / place, true);
            if (!years) return years.error();
            for (const std::string& year : *years) {
                const fs::path folder = fs::path(place) / year;
                const auto files = names_in(root / folder, false);
                if (!files) return files.error();
                for (const std::string& file : *files) {
                    const std::string id = (folder / fs::path(file).stem()).string();
                    files_[id] = {root / folder / file, jurisdiction.words.empty()};
                    jurisdiction.packs.push_back(id);
                }
            }
            jurisdictions_.push_back(std::move(jurisdiction));
        }
        return std::nullopt;
    }

    // Those of any place are named in no text at all.
    Result<std::vector<const Pack*>> packs(const std::optional<std::string_view>& named,
                                           DocumentKind kind, const Lexicon& lexicon) {
        const std::lock_guard lock(mutex_);
        std::vector<const Pack*> out;
        for (const Jurisdiction& jurisdiction : jurisdictions_) {
            if (named && !jurisdiction.is_named_in(*named)) continue;
            for (const std::string& id : jurisdiction.packs) {
                if (kind != DocumentKind::kOther && is_of_accounts(id) != is_accounts(kind))
                    continue;
                error_.reset();
                const Pack* pack = read(id, lexicon);
                if (pack == nullptr) return tl::make_unexpected(*error_);
                out.push_back(pack);
            }
        }
        return out;
    }

    const Pack* find(const std::string& id) {
        const std::lock_guard lock(mutex_);
        const auto known = read_.find(id);
        return known == read_.end() ? nullptr : &known->second;
    }

  private:
    struct File {
        fs::path path;
        bool any_place = false;
    };

    // nullptr where there is none, or it inherits from itself; error_ says what is broken.
    const Pack* read(const std::string& id, const Lexicon& lexicon) {
        if (const auto known = read_.find(id); known != read_.end()) return &known->second;
        const auto file = files_.find(id);
        if (file == files_.end() || error_ || !being_read_.insert(id).second) return nullptr;
        auto pack = load_pack(file->second.path.string(), id, lexicon,
                              [&](const std::string& parent) { return read(parent, lexicon); });
        being_read_.erase(id);
        if (!pack) {
            if (!error_) error_ = pack.error();
            return nullptr;
        }
        pack->any_place = file->second.any_place;
        return &read_.emplace(id, std::move(*pack)).first->second;
    }

    std::mutex mutex_;
    std::vector<Jurisdiction> jurisdictions_;
    std::map<std::string, File> files_;  // by id
    std::map<std::string, Pack> read_;
    std::set<std::string> being_read_;
    std::optional<Error> error_;
};

Result<PackShelf> PackShelf::open(const std::string& directory) {
    PackShelf shelf;
    shelf.reader_ = std::make_shared<Reader>();
    if (auto error = shelf.reader_->list(directory)) return tl::make_unexpected(*error);
    return shelf;
}

Result<std::vector<const Pack*>> PackShelf::named_in(std::string_view text, DocumentKind kind,
                                                     const Lexicon& lexicon) const {
    if (!reader_) return std::vector<const Pack*>{};
    return reader_->packs(text, kind, lexicon);
}

Result<std::vector<const Pack*>> PackShelf::all(const Lexicon& lexicon) const {
    if (!reader_) return std::vector<const Pack*>{};
    return reader_->packs(std::nullopt, DocumentKind::kOther, lexicon);
}

const Pack* PackShelf::find(const std::string& id) const {
    return reader_ ? reader_->find(id) : nullptr;
}

Result<Library> load_library(const std::string& directory) {
    const fs::path root(directory);
    auto lexicon = load_lexicon((root / "lexicon").string());
    if (!lexicon) return tl::make_unexpected(lexicon.error());
    auto packs = PackShelf::open(directory);
    if (!packs) return tl::make_unexpected(packs.error());
    return Library{std::move(*lexicon), std::move(*packs)};
}

}  // namespace mingzhang::pack
