#include "publish/pdf.h"

#include "base/late_library.h"
#include "base/program.h"
#include "typeset/typeset.h"

namespace mingzhang::publish {
namespace {

using typeset::Product;

struct Module {
    std::string path = beside_program(typeset::kModule);
    LateLibrary library{path.c_str()};
    typeset::Entry entry =
        library.find<bool(const typeset::Request*, typeset::Take, void*)>(typeset::kEntry);
};

Result<std::string> made(const typeset::Request& request) {
    static const Module module;
    if (module.entry == nullptr) {
        return fail(module.path, "This module, which draws pages and charts, cannot be loaded",
                    "install it again together with this program, and libpangocairo-1.0-0");
    }
    std::string bytes;
    const auto take = [](void* taker, const char* data, std::size_t size) {
        static_cast<std::string*>(taker)->assign(data, size);
    };
    if (!module.entry(&request, take, &bytes))
        return fail("", bytes, "install the package fonts-noto-cjk if fonts are missing");
    return bytes;
}

}  // namespace

Result<std::string> pdf_of(const Publication& publication) {
    typeset::Request request;
    request.publication = &publication;
    return made(request);
}

Result<std::string> chart_svg(const PublishedChart& chart) {
    typeset::Request request;
    request.product = Product::kChartSvg;
    request.chart = &chart;
    return made(request);
}

Result<std::string> chart_png(const PublishedChart& chart, int width) {
    typeset::Request request;
    request.product = Product::kChartPng;
    request.chart = &chart;
    request.width = width;
    return made(request);
}

}  // namespace mingzhang::publish
