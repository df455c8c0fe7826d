// What Pango and Cairo draw: the PDF of a publication, and its charts. They take longer to load
// than most documents take to check, so this folder is a module, libmingzhang_typeset.so beside the
// program, that publish loads when it is first needed. Only this header is for others.
//
//   Publication ─flow─▶ Sheets (a page each) ─ marks ─draw─▶ PDF
//                 │ Words (a text as glyphs), TablePlan, Chart
#pragma once

#include <cstddef>

#include "model/publication.h"

namespace mingzhang::typeset {

enum class Product { kPdf, kChartSvg, kChartPng };

// A module of another build would read other types than it was given.
inline constexpr std::size_t kTypes = sizeof(Publication) * 1'000'000 +
                                      sizeof(PublishedTable) * 1'000 + sizeof(PublishedBlock) +
                                      sizeof(PublishedCell);

struct Request {
    std::size_t types = kTypes;
    Product product = Product::kPdf;
    const Publication* publication = nullptr;  // of kPdf
    const PublishedChart* chart = nullptr;     // of the others
    int width = 0;                             // of kChartPng, in pixels
};

// Takes the bytes of the product, or of a sentence that says what failed.
using Take = void (*)(void* taker, const char* bytes, std::size_t size);

// `mingzhang_typeset` of the module: true where the product was made. Throws nothing.
using Entry = bool (*)(const Request* request, Take take, void* taker);
inline constexpr const char* kEntry = "mingzhang_typeset";
inline constexpr const char* kModule = "libmingzhang_typeset.so";

}  // namespace mingzhang::typeset
