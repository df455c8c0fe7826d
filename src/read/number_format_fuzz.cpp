#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/number_format.h"

// A format, a line break, a value.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    using namespace mingzhang::read;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto end = input.find('\n');
    const NumberFormat format(input.substr(0, end));
    const std::string value = end == std::string::npos ? "1234.5" : input.substr(end + 1);
    format.display_text(value);
    const auto decimal = parse_decimal(value);
    if (!decimal) return 0;
    // Each character of a format gives at most one number of 400 digits.
    if (format.display(*decimal).size() > 400 * 1024) std::abort();
    format.display(*decimal, true);
    return 0;
}
