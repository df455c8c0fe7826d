// The use case `check`: the files of a disclosure → its report.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/book.h"
#include "model/report.h"
#include "model/source_document.h"
#include "read/read.h"
#include "workflow/resources.h"

namespace mingzhang::workflow {

struct CheckedFile {
    SourceDocument source;  // as read, for reports that show the document
    CheckReport report;
};

// Fails where the file cannot be read as a document, or one of our own checks fails on it; what is
// wrong in it is in the report. Resources are shared by threads, a scanner belongs to one.
Result<CheckedFile> check_file(const std::string& path, const Resources& resources,
                               read::PdfScanner& scanner);
Result<CheckedFile> check_file(const std::string& path, const Resources& resources);

// The same of a document that was read before. May throw where one of our own checks fails.
Result<CheckedFile> check_source(SourceDocument source, const Resources& resources);

inline constexpr std::size_t kMostFilesTogether = 20;

// The same of files that are one disclosure together, such as its text and its tables. Fails where
// one of them cannot be read, and where they are too many or too long for one disclosure.
Result<CheckedFile> check_together(const std::vector<std::string>& paths,
                                   const Resources& resources, read::PdfScanner& scanner);

// Holds it against another disclosure of the department. The error says why that cannot be done.
std::optional<Error> hold_beside(CheckedFile& checked, const SourceDocument& other,
                                 const Resources& resources);

// Holds it against the ledger that it should state: findings "differs-from-ledger". What the ledger
// says nothing of is not reported.
void hold_against_ledger(CheckedFile& checked, const Book& ledger, const Resources& resources);

// check_together, held against other disclosures of the department besides (last year's, or the
// budget beside the final accounts), with the findings waived in the file beside the first path.
// Fails also where one of those cannot be read or a year is not known.
Result<CheckedFile> check_files(const std::vector<std::string>& paths,
                                const std::vector<std::string>& others, const Resources& resources,
                                read::PdfScanner& scanner);

// Waives findings of the checked files, named by id ("f3") or key, in the file beside the first
// path; gives that file's name. Nothing is written where a name is unknown.
Result<std::string> waive(const std::vector<std::string>& paths, const CheckedFile& checked,
                          const std::vector<std::string>& findings, const Waiver& waiver);

// A file's content; the name only names it.
struct NamedBytes {
    std::string name, bytes;
};
// After `deadline` no further file is begun, and then this fails.
using Deadline = std::chrono::steady_clock::time_point;
Result<CheckedFile> check_together(std::vector<NamedBytes> files, const Resources& resources,
                                   read::PdfScanner& scanner, Deadline deadline = Deadline::max());

}  // namespace mingzhang::workflow
