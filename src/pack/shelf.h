// The packs of all places. Those of one place are read when a document first names it: a start
// costs the same however many places there are.
//
//   packs/<jurisdiction>/place.toml           words = ["上海"]; without it: any place's documents
//   packs/<jurisdiction>/<year>/<kind>.toml   a pack, known as "<jurisdiction>/<year>/<kind>"
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pack/pack.h"

namespace mingzhang::pack {

// Copies share what was read; threads may read at the same time.
class PackShelf {
  public:
    PackShelf() = default;
    // Lists what is there and reads the words of the places.
    static Result<PackShelf> open(const std::string& directory);

    // The packs of the places that the text names and those of any place, in the order of their
    // ids; of budgets or of accounts alone where the kind is known. Fails where one of them is
    // broken. They live as long as the shelf.
    Result<std::vector<const Pack*>> named_in(std::string_view text, DocumentKind kind,
                                              const Lexicon& lexicon) const;
    Result<std::vector<const Pack*>> all(const Lexicon& lexicon) const;
    // One that was read before; nullptr where there is none.
    const Pack* find(const std::string& id) const;

  private:
    class Reader;
    std::shared_ptr<Reader> reader_;
};

struct Library {
    Lexicon lexicon;
    PackShelf packs;
};

// `directory`/lexicon/*.toml, and the packs beside it.
Result<Library> load_library(const std::string& directory);

}  // namespace mingzhang::pack
