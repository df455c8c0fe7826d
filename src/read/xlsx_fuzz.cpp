#include "read/blocks_fuzz.h"
#include "read/xlsx_reader.h"

// An archive, or its parts as text (see parts_of): mutations of a packed part hardly get past
// its checksum.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    using namespace mingzhang;
    const std::string input(reinterpret_cast<const char*>(data), size);
    Result<read::Package> package = input.starts_with("PK")
                                        ? read::Package::open(input, "fuzz")
                                        : read::Package::of_parts(read::parts_of(input), "fuzz");
    if (!package) return 0;
    const auto document = read::read_xlsx(*std::move(package), "fuzz");
    if (document) read::require_sound(*document);
    return 0;
}
