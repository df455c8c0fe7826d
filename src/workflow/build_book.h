// The use case `build`: a book → the files that are published, each read back and checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/book.h"
#include "workflow/check_file.h"

namespace mingzhang::workflow {

enum class PublishedFormat { kDocx, kPdf, kXlsx, kHtml, kData };
std::string_view format_name(PublishedFormat format);  // "docx"
std::optional<PublishedFormat> format_named(std::string_view name);

struct BuildOptions {
    std::vector<PublishedFormat> formats;
    std::string watermark;  // across each page; empty: none
};

struct BuiltFile {
    std::string name;  // below the output folder: "disclosure.pdf", "data/lines.csv"
    std::string bytes;
    // What check says of it, what differs from the book among it; of data none.
    std::optional<CheckedFile> checked = std::nullopt;
};

struct Build {
    std::vector<BookFinding> findings;  // of the book's texts
    std::vector<BuiltFile> files;       // nothing is written yet

    // Something that must not be published unnoticed.
    bool has_errors() const;
};

// Fails where a format cannot be made, the book's pack is unknown, or a file made cannot be read.
Result<Build> build_book(const Book& book, const BuildOptions& options, const Resources& resources,
                         read::PdfScanner& scanner);

// Writes the files, each as a whole, below a folder that is made where there is none. Nothing else
// is touched.
Result<void> write_build(const Build& build, const std::string& directory);

}  // namespace mingzhang::workflow
