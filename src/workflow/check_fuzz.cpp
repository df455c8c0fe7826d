// A text of any kind through reading, recognising and checking.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"
#include "workflow/resources.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    static const mingzhang::workflow::Resources resources = [] {
        auto loaded = mingzhang::workflow::load_resources(".");
        if (!loaded) std::abort();
        return std::move(*loaded);
    }();
    const auto text =
        mingzhang::text::decode(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!text) return 0;
    mingzhang::check::check(
        mingzhang::recognise::recognise(mingzhang::read::read_text(*text, "fuzz"),
                                        resources.library, resources.codes)
            .value(),
        resources.library.lexicon, resources.codes);
    return 0;
}
