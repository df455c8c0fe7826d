#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "pdfscan/document_scan.h"
#include "pdfscan/frame_writer.h"
#include "read/pdf_frames.h"

namespace {

using namespace mingzhang;

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

// Poppler leaks on broken files, and when it is interrupted.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

// What is made of any file keeps to the format that the reader insists on.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    static const bool prepared = (pdfscan::prepare_poppler(), true);
    static_cast<void>(prepared);
    pdfscan::ScanLimits limits;
    limits.pages = 20;
    limits.seconds = 2;
    read::PdfAnswer answer;
    const auto send = [&](const auto& append) {
        std::string frame;
        append(frame);
        require(answer.take(frame));
    };
    const auto result = pdfscan::scan_document(
        {reinterpret_cast<const char*>(data), size}, limits,
        {[&](int pages, bool repaired) {
             send([&](std::string& out) { pdfscan::append_document(out, pages, repaired); });
         },
         [&](const read::Page& page) {
             send([&](std::string& out) { pdfscan::append_page(out, page); });
         },
         [&](int number) {
             send([&](std::string& out) { pdfscan::append_unread(out, number); });
         }});
    send([&](std::string& out) { pdfscan::append_end(out, result.end, result.text); });
    require(answer.complete());
    return 0;
}
