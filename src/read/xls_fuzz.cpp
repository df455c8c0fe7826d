#include "read/blocks_fuzz.h"
#include "read/compound_file.h"
#include "read/xls_reader.h"

namespace {

using namespace mingzhang;

Result<SourceDocument> read_container(const std::string& bytes) {
    const auto file = read::CompoundFile::open(bytes, "fuzz");
    if (!file) return tl::make_unexpected(file.error());
    const auto stream = file->read("Workbook");
    read::require(!stream || stream->size() <= bytes.size());
    return read::read_xls(*file, "fuzz");
}

}  // namespace

// A container, or the stream of a workbook alone.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto document = input.starts_with("\xD0\xCF")
                              ? read_container(input)
                              : read::read_xls(read::XlsStream{input, size % 2 == 0}, "fuzz");
    if (document) read::require_sound(*document);
    return 0;
}
