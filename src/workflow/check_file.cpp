#include "workflow/check_file.h"

#include <algorithm>

#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"

namespace mingzhang::workflow {
namespace {

// A table, a form, or an amount that could be told to measure something.
bool is_disclosure(const Disclosure& disclosure) {
    return !disclosure.tables.empty() || !disclosure.declarations.empty() ||
           disclosure.kind != DocumentKind::kOther ||
           std::any_of(disclosure.figures.begin(), disclosure.figures.end(),
                       [](const Figure& f) { return f.coordinate.has_value(); });
}

}  // namespace

Result<CheckedFile> check_file(const std::string& path, const Resources& resources) {
    auto source = read::read_document(path);
    if (!source) return tl::make_unexpected(source.error());
    Disclosure disclosure = recognise::recognise(*source, resources.library, resources.codes);
    if (!is_disclosure(disclosure)) {
        return fail(path, "nothing of a budget or an account was found in this text",
                    "give the text of the disclosure itself");
    }
    CheckReport report =
        check::check(std::move(disclosure), resources.library.lexicon, resources.codes);
    return CheckedFile{std::move(*source), std::move(report)};
}

}  // namespace mingzhang::workflow
