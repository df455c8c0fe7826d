#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "read/pdf_frames.h"

namespace {

using namespace mingzhang;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_boxes(const std::vector<Box>& boxes) {
    for (const Box& b : boxes) {
        require(std::isfinite(b.left) && std::isfinite(b.top));
        require(b.left <= b.right && b.top <= b.bottom);
    }
}

void check_page(const read::Page& page) {
    require(page.width > 0 && page.height > 0 && page.curves >= 0);
    for (const read::Glyph& g : page.glyphs) {
        require(g.code > ' ' && g.code <= 0x10FFFF && std::isfinite(g.size));
        check_boxes({g.box});
    }
    check_boxes(page.lines);
    check_boxes(page.areas);
    check_boxes(page.images);
}

}  // namespace

// The first byte is the size of the pieces the rest arrives in.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto hello = read::parse_hello(rest);
    if (hello) require(hello->taken <= rest.size());
    const std::size_t piece = data[0] == 0 ? rest.size() : data[0];
    read::PdfAnswer answer;
    while (!rest.empty() && answer.take(rest.substr(0, piece)))
        rest.remove_prefix(std::min(piece, rest.size()));
    int last = 0;
    for (const read::Page& page : answer.pages()) {
        require(page.number > last && page.number <= answer.page_count());
        last = page.number;
        check_page(page);
    }
    return 0;
}
