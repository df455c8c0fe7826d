// What the module offers: one function, see typeset.h.
#include <cstdlib>
#include <exception>
#include <string>

#include "typeset/chart.h"
#include "typeset/pdf.h"
#include "typeset/typeset.h"

namespace mingzhang::typeset {
namespace {

// Cairo copies the outlines of a font, 25 MB, twice: glibc would map fresh pages for each copy,
// unless it has seen that such blocks come and go.
void expect_large_blocks() {
    constexpr std::size_t kLargest = 31U << 20;
    static void* volatile block = std::malloc(kLargest);
    std::free(block);
    block = nullptr;
}

Pdf made(const Request& request) {
    switch (request.product) {
        case Product::kPdf:
            return pdf_of(*request.publication);
        case Product::kChartSvg:
            return {chart_svg(*request.chart), "The chart could not be drawn"};
        case Product::kChartPng:
            return {chart_png(*request.chart, request.width), "The chart could not be drawn"};
    }
    return {};
}

}  // namespace
}  // namespace mingzhang::typeset

extern "C" __attribute__((visibility("default"))) bool mingzhang_typeset(
    const mingzhang::typeset::Request* request, mingzhang::typeset::Take take, void* taker) {
    using namespace mingzhang::typeset;
    Pdf product;
    try {
        if (request->types == kTypes) {
            expect_large_blocks();
            product = made(*request);
        } else {
            product.what = "The module belongs to another version";
        }
    } catch (const std::exception& e) {
        product = {"", e.what()};
    }
    const std::string& said = product.bytes.empty() ? product.what : product.bytes;
    take(taker, said.data(), said.size());
    return !product.bytes.empty();
}
