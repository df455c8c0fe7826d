#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "read/read.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check_text(const std::string& text) {
    require(mingzhang::text::is_utf8(text));
    require(mingzhang::text::trim(text) == text);
    require(text.find('\x1B') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    const auto text =
        mingzhang::text::decode(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!text) return 0;
    require(mingzhang::text::is_utf8(*text));
    int line = 1;
    for (const auto& block : mingzhang::read::read_text(*text, "fuzz").blocks) {
        require(block.place.line >= line);
        line = block.place.line;
        check_text(block.text);
        for (const auto& row : block.grid.rows) {
            for (const auto& cell : row) {
                require(cell.place.line >= line);
                require(cell.text.find('\t') == std::string::npos);
                check_text(cell.text);
            }
        }
    }
    return 0;
}
