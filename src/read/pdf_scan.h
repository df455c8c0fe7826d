// PDF files are read by a child, mingzhang-pdfscan, in a jail of its own making (decision 0005):
// a file that crashes it, hangs it or takes it over costs one error, and nothing else.
//
//   PdfScanner scanner;                       // one for each thread
//   Result<PdfPages> read = scanner.scan(bytes, path);
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/source_document.h"
#include "read/page.h"

namespace mingzhang::read {

struct PdfPages {
    std::vector<Page> pages;  // in order; those that could not be read are missing
    int page_count = 0;       // of the document; 0 where the child did not get to say it
    // - "pages-not-read", unreadable, with arguments "first" and "last": once for each run of pages
    //   that are missing. "last" is empty if nobody knows how many there are.
    // - "page-damaged", at the page: something on it may be missing.
    // - "file-repaired": something of it may be missing.
    std::vector<Remark> remarks;
};

struct PdfScannerOptions {
    // Empty: MINGZHANG_PDFSCAN, else mingzhang-pdfscan beside the program that runs.
    std::string program;
    // For one file, by the clock; then the child is killed.
    std::chrono::milliseconds patience{90'000};
    // Then the child is replaced: memory in pieces, and what one file may have done to it, end
    // there. 1 where files come from people who must not touch each other's results; a child costs
    // about 25 ms.
    int files_per_child = 100;
    // False: the child goes on where the kernel gives it no jail (see mingzhang-pdfscan --help).
    // MINGZHANG_PDFSCAN_JAIL=optional has the same effect.
    bool jail_required = true;
};

// Not for several threads at once. The child starts with the first file, is kept for the next
// ones and ends with the scanner; after a failure the next file gets a new one.
class PdfScanner {
  public:
    explicit PdfScanner(PdfScannerOptions options = {});
    ~PdfScanner();
    PdfScanner(PdfScanner&&) noexcept;
    PdfScanner& operator=(PdfScanner&&) noexcept;

    // Starts the child if none is there, so that it gets ready while the caller does other work.
    // What goes wrong is said by scan().
    void start();

    // The pages of a PDF file; `where` names it in the error. Fails if no page could be read:
    // the file needs a password, is damaged, or the child is missing, died or took too long.
    Result<PdfPages> scan(std::string_view bytes, const std::string& where);

  private:
    class Child;

    Result<void> ensure_child();

    PdfScannerOptions options_;
    std::unique_ptr<Child> child_;
    int files_ = 0;  // that the child was given
};

}  // namespace mingzhang::read
