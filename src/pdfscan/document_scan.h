// A PDF file → its pages, one after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "pdfscan/page_device.h"
#include "read/page.h"
#include "read/pdf_frames.h"

namespace mingzhang::pdfscan {

// A document that is larger than this, or takes longer, is given up where it is so.
struct ScanLimits {
    PageLimits page{};
    int pages = read::kMostPages;
    std::size_t glyphs = read::kMostGlyphs;
    std::size_t boxes = read::kMostBoxes;
    double seconds = 60;  // of processor time
};

struct ScanResult {
    read::FileEnd end = read::FileEnd::kComplete;
    std::string text;  // which limit
    // Poppler was interrupted: its memory is lost, and it had better not be used again.
    bool interrupted = false;
};

struct PageSink {
    std::function<void(int pages, bool repaired)> document;
    std::function<void(const read::Page&)> page;
    std::function<void(int number)> unread;
};

// Makes what poppler needs, once; its complaints about documents are dropped.
void prepare_poppler();

// The bytes must stay while this runs. The sink is told of the document, if it can be opened, and
// then of its pages in order.
ScanResult scan_document(std::string_view bytes, const ScanLimits& limits, const PageSink& sink);

}  // namespace mingzhang::pdfscan
