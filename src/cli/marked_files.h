// `mingzhang check --format marked`: copies of the documents with their findings as notes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "marked/marked_copy.h"
#include "workflow/check_file.h"

namespace mingzhang::cli {

struct MarkedFile {
    std::size_t number = 0;  // of the file among those of its document
    Result<marked::MarkedCopy> copy;
};

// One for each file of a document.
std::vector<MarkedFile> marked_files(const workflow::CheckedFile& checked,
                                     const std::vector<std::string>& files,
                                     const publish::Catalogue& catalogue,
                                     read::PdfScanner& scanner);

// Where the copies go: a folder, or one file of that name.
class MarkedOutput {
  public:
    // `files`: all that are given, of all documents.
    MarkedOutput(std::string output, std::vector<std::string> files);

    bool is_folder() const { return folder_; }
    // Why the output does not fit the files.
    std::optional<Error> unsuitable() const;

    // Writes the copy of file `number` of all, and returns its path. In a folder a file that is
    // there is not replaced.
    Result<std::string> write(std::size_t number, const marked::MarkedCopy& copy) const;

  private:
    std::string output_;
    std::vector<std::string> files_;
    bool folder_;
    std::vector<std::string> names_;  // in the folder, without their endings
};

}  // namespace mingzhang::cli
