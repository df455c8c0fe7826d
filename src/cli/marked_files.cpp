#include "cli/marked_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/report_names.h"
#include "read/read.h"

namespace mingzhang::cli {
namespace {

namespace fs = std::filesystem;

std::string ending_of_name(const std::string& path) {
    std::string ending = fs::path(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return ending;
}

bool names_a_folder(const std::string& output) {
    std::error_code ignored;
    if (fs::is_directory(output, ignored)) return true;
    const std::string ending = ending_of_name(output);
    return ending != ".pdf" && ending != ".docx";
}

}  // namespace

std::vector<MarkedFile> marked_files(const workflow::CheckedFile& checked,
                                     const std::vector<std::string>& files,
                                     const publish::Catalogue& catalogue,
                                     read::PdfScanner& scanner) {
    std::vector<MarkedFile> out;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto bytes = read_file(files[i], read::kMostBytes);
        if (!bytes) {
            out.push_back({i, tl::make_unexpected(bytes.error())});
            continue;
        }
        auto copy = marked::marked_copy(checked.report, checked.source, static_cast<int>(i),
                                        *std::move(bytes), catalogue, scanner);
        if (!copy) copy.error().where = files[i];
        out.push_back({i, std::move(copy)});
    }
    return out;
}

MarkedOutput::MarkedOutput(std::string output, std::vector<std::string> files)
    : output_(std::move(output)), files_(std::move(files)), folder_(names_a_folder(output_)) {
    if (folder_) names_ = report_names(files_, "-marked");
}

std::optional<Error> MarkedOutput::unsuitable() const {
    if (folder_) return std::nullopt;
    if (files_.size() > 1) {
        return Error{"", fmt::format("a marked copy is of one file, {} were given", files_.size()),
                     "--output DIR writes a copy of each"};
    }
    std::error_code ignored;
    if (fs::equivalent(output_, files_.front(), ignored)) {
        return Error{output_, "the marked copy would take the place of the document",
                     "give it another name"};
    }
    return std::nullopt;
}

Result<std::string> MarkedOutput::write(std::size_t number, const marked::MarkedCopy& copy) const {
    std::string path = output_;
    Result<void> done;
    if (folder_) {
        path = (fs::path(output_) / (names_[number] + copy.ending)).string();
        done = write_new_file(path, copy.bytes);
    } else if (ending_of_name(output_) != copy.ending) {
        return fail(path,
                    fmt::format("the copy of a {} file does not end with {}", copy.ending.substr(1),
                                ending_of_name(output_)),
                    "give it the ending of the document");
    } else {
        done = replace_file(path, copy.bytes);
    }
    if (!done) return tl::make_unexpected(done.error());
    return path;
}

}  // namespace mingzhang::cli
