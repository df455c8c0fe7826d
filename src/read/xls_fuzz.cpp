#include "read/blocks_fuzz.h"
#include "read/compound_file.h"
#include "read/xls_reader.h"

// A container, or the stream of a workbook alone.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    using namespace mingzhang;
    std::string stream(reinterpret_cast<const char*>(data), size);
    if (stream.starts_with("\xD0\xCF")) {
        const auto file = read::CompoundFile::open(stream, "fuzz");
        if (!file) return 0;
        auto content = file->read(file->has("Workbook") ? "Workbook" : "Book");
        if (!content) return 0;
        read::require(content->size() <= size);
        stream = *std::move(content);
    }
    const auto document = read::read_xls(stream, "fuzz");
    if (document) read::require_sound(*document);
    return 0;
}
