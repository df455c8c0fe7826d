#include "read/blocks_fuzz.h"
#include "read/html_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    using namespace mingzhang;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto document = read::read_html(input, "fuzz");
    if (document) read::require_sound(*document);
    return 0;
}
