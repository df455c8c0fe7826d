// The files of a ledger in a folder of the disk: which there are, and where they may be read and
// written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang::store {

inline constexpr std::string_view kDepartmentFile = "department.toml";
inline constexpr std::string_view kProjects = "projects", kTexts = "texts";

// "2-a" before "10-a": numbers by their value, all else by its bytes.
bool natural_less(std::string_view a, std::string_view b);

// "projects/07-" and as much of the name as fits, without what a file name cannot hold.
std::string project_file_name(std::size_t index, std::string_view name);
// Whether "texts/<name>.md" can be a file and be found again.
bool is_file_name(std::string_view name);

class LedgerFolder {
  public:
    // `directory` exists; symbolic links to it are followed.
    static Result<LedgerFolder> open(const std::string& directory);

    // In the folder, behind links or not: "basic.csv", "projects/01-a.toml".
    bool has(const std::string& file) const;
    // A folder in it that is no link.
    bool has_folder(std::string_view folder) const;
    // Of "projects" or "texts": files that end so, in natural order, as "projects/01-a.toml". At
    // most one more than `most`.
    std::vector<std::string> files(std::string_view folder, std::string_view ending,
                                   std::size_t most) const;
    // All files that belong to a ledger but department.toml.
    std::vector<std::string> ledger_files() const;

    // Fails as read_file does, and where a symbolic link leads out of the folder.
    Result<std::string> read(const std::string& file, std::size_t most) const;
    // Makes projects/ or texts/. Fails where that is a symbolic link or no folder.
    Result<void> make_folder(std::string_view folder) const;
    // Does nothing where the file is so already.
    Result<void> write(const std::string& file, std::string_view bytes) const;
    Result<void> remove(const std::string& file) const;

    std::string path_of(const std::string& file) const { return root_ + "/" + file; }

  private:
    explicit LedgerFolder(std::string root) : root_(std::move(root)) {}

    std::string root_;  // without symbolic links
};

}  // namespace mingzhang::store
