// The use case `check`: a file → its report.
#pragma once

#include <string>

#include "base/result.h"
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

}  // namespace mingzhang::workflow
