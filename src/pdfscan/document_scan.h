// A PDF file → its pages, one after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "pdfscan/page_device.h"
#include "read/page.h"

namespace mingzhang::pdfscan {

// A document that is larger than this, or takes longer, is given up where it is so.
struct ScanLimits {
    PageLimits page;
    int pages = 2'000;
    std::size_t glyphs = 4'000'000;
    std::size_t boxes = 4'000'000;
    double seconds = 60;           // of processor time
    double longest_side = 20'000;  // of a page, in points
};

enum class ScanEnd {
    kComplete,   // every page was reported, as read or as unread
    kEncrypted,  // a password is needed
    kDamaged,    // this is no PDF, or nothing of it could be repaired
    kLimit,      // the pages after the last one reported were not read
};

struct ScanResult {
    ScanEnd end = ScanEnd::kComplete;
    int pages = 0;        // of the document
    std::string message;  // which limit, what is damaged; ASCII
};

struct PageSink {
    std::function<void(const read::Page&)> page;
    std::function<void(int number)> unread;  // of a page that cannot be read, or is overfull
};

// Makes what poppler needs once; complaints about documents are dropped.
void prepare_poppler();

// The bytes must stay while this runs. Pages are reported in order.
ScanResult scan_document(std::string_view bytes, const ScanLimits& limits, const PageSink& sink);

}  // namespace mingzhang::pdfscan
