#include "workflow/resources.h"

#include <cstdlib>
#include <filesystem>

#include "base/program.h"

namespace mingzhang::workflow {
namespace fs = std::filesystem;
namespace {

constexpr int kCodesYear = 2026;

bool holds_data(const fs::path& directory) {
    std::error_code ignored;
    return fs::is_directory(directory / "packs" / "lexicon", ignored);
}

}  // namespace

Result<std::string> find_data_directory() {
    if (const char* given = std::getenv("MINGZHANG_DATA")) {
        if (holds_data(given)) return std::string(given);
        return fail(given, "MINGZHANG_DATA names no folder with packs/lexicon",
                    "unset it, or let it name the folder that holds packs, codes and messages");
    }
    fs::path folder = program_folder();
    for (int up = 0; up < 6 && !folder.empty(); ++up, folder = folder.parent_path()) {
        if (holds_data(folder / "share" / "mingzhang"))
            return (folder / "share" / "mingzhang").string();
        if (holds_data(folder)) return folder.string();
        if (folder == folder.root_path()) break;
    }
    return fail("", "the folder with packs, codes and messages was not found",
                "set MINGZHANG_DATA to it");
}

Result<Resources> load_resources(const std::string& directory) {
    Resources resources;
    resources.directory = directory;
    auto library = pack::load_library(directory + "/packs");
    if (!library) return tl::make_unexpected(library.error());
    resources.library = std::move(*library);
    auto codes = codes::load(directory + "/codes", kCodesYear);
    if (!codes) return tl::make_unexpected(codes.error());
    resources.codes = std::move(*codes);
    auto word_rules = check::load_word_rules(directory + "/rules");
    if (!word_rules) return tl::make_unexpected(word_rules.error());
    resources.word_rules = std::move(*word_rules);
    return resources;
}

}  // namespace mingzhang::workflow
