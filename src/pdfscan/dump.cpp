#include "pdfscan/dump.h"

#include <string>

#include "base/text.h"

namespace mingzhang::pdfscan {
namespace {

void dump_boxes(const char* name, const std::vector<Box>& boxes, std::FILE* out) {
    for (const Box& b : boxes) {
        std::fprintf(out, "%s %.2f %.2f %.2f %.2f\n", name, static_cast<double>(b.left),
                     static_cast<double>(b.top), static_cast<double>(b.right),
                     static_cast<double>(b.bottom));
    }
}

}  // namespace

void dump_page(const read::Page& page, std::FILE* out) {
    std::fprintf(out, "page %d %.2f %.2f %d%s\n", page.number, static_cast<double>(page.width),
                 static_cast<double>(page.height), page.curves, page.damaged ? " damaged" : "");
    for (const read::Glyph& g : page.glyphs) {
        std::fprintf(out, "glyph %s U+%04X %.2f %.2f %.2f %.2f %.2f%s%s%s\n",
                     text::to_utf8(std::u32string(1, g.code)).c_str(),
                     static_cast<unsigned>(g.code), static_cast<double>(g.box.left),
                     static_cast<double>(g.box.top), static_cast<double>(g.box.right),
                     static_cast<double>(g.box.bottom), static_cast<double>(g.size),
                     g.bold ? " bold" : "", g.turned ? " turned" : "",
                     g.invisible ? " invisible" : "");
    }
    dump_boxes("line", page.lines, out);
    dump_boxes("area", page.areas, out);
    dump_boxes("image", page.images, out);
}

}  // namespace mingzhang::pdfscan
