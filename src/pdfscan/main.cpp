// mingzhang-pdfscan: reads PDF files so that nobody else has to.
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "base/file.h"
#include "pdfscan/document_scan.h"
#include "pdfscan/dump.h"
#include "pdfscan/frame_writer.h"
#include "pdfscan/serve.h"

namespace {

using namespace mingzhang;

constexpr std::size_t kMostBytes = 64u << 20;

int dump(const char* path) {
    const auto bytes = read_file(path, kMostBytes);
    if (!bytes) {
        std::fprintf(stderr, "%s\n", bytes.error().to_string().c_str());
        return 2;
    }
    pdfscan::prepare_poppler();
    const pdfscan::PageSink sink{[](int pages) { std::printf("document %d\n", pages); },
                                 [](const read::Page& page) { pdfscan::dump_page(page, stdout); },
                                 [](int number) { std::printf("unread %d\n", number); }};
    const auto result = pdfscan::scan_document(*bytes, {}, sink);
    std::printf("end %d %s\n", static_cast<int>(result.end), result.text.c_str());
    return result.end == read::FileEnd::kComplete ? 0 : 1;
}

int serve() {
    pdfscan::prepare_poppler();
    std::string hello;
    pdfscan::append_hello(hello, "");
    return pdfscan::write_all(STDOUT_FILENO, hello) &&
                   pdfscan::serve(STDIN_FILENO, STDOUT_FILENO, {})
               ? 0
               : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 1) return serve();
    if (argc == 3 && std::strcmp(argv[1], "--dump") == 0) return dump(argv[2]);
    std::fprintf(stderr, "usage: mingzhang-pdfscan --dump FILE\n");
    return 2;
}
