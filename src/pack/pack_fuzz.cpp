// Any bytes as a lexicon and as a pack: an error or a value, never a crash.
#include <cstddef>
#include <cstdint>
#include <string>

#include "pack/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    using namespace mingzhang::pack;
    static const Lexicon lexicon = *parse_lexicon({{"dimensions.toml", R"([dimensions]
flow = { income = [], uses = ["expenditure", "year_end"] }
vintage = { all = ["current", "carry_over"] }
)"}});
    const mingzhang::TomlText file{"fuzz.toml",
                                   std::string(reinterpret_cast<const char*>(data), size)};
    (void)parse_lexicon({file});
    (void)parse_pack(file, "shanxi/2026/x", lexicon);
    return 0;
}
