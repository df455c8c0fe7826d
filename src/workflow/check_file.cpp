#include "workflow/check_file.h"

#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"

namespace mingzhang::workflow {

Result<CheckedFile> check_file(const std::string& path, const Resources& resources) {
    auto source = read::read_document(path);
    if (!source) return tl::make_unexpected(source.error());
    Disclosure disclosure = recognise::recognise(*source, resources.library, resources.codes);
    if (disclosure.figures.empty()) {
        return fail(path, "no amount, rate or count was found in this file: it is no budget or account",
                    "give the disclosure's own text");
    }
    CheckReport report = check::check(std::move(disclosure), resources.library.lexicon);
    return CheckedFile{std::move(*source), std::move(report)};
}

}  // namespace mingzhang::workflow
