#include "workflow/check_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "check/check.h"
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

Error no_disclosure(const SourceDocument& source) {
    const bool pictures =
        std::any_of(source.remarks.begin(), source.remarks.end(), [](const Remark& remark) {
            return remark.id == "scanned-page" || remark.id == "picture-not-read";
        });
    if (pictures) {
        return {source.path, "nothing of a budget or an account was found beside pictures",
                "give the file that was printed or scanned, or recognise its text first"};
    }
    if (any_unreadable(source.remarks)) {
        return {source.path,
                "nothing of a budget or an account was found in what can be read of this file", ""};
    }
    return {source.path, "nothing of a budget or an account was found in this text",
            "give the text of the disclosure itself"};
}

Result<CheckedFile> check_source(SourceDocument source, const Resources& resources) {
    // First: what they mask stands in no report.
    std::vector<Finding> words = check::apply_word_rules(resources.word_rules, source);
    Disclosure disclosure = recognise::recognise(source, resources.library, resources.codes);
    if (!is_disclosure(disclosure)) return tl::make_unexpected(no_disclosure(source));
    disclosure.findings.insert(disclosure.findings.end(), words.begin(), words.end());
    CheckReport report =
        check::check(std::move(disclosure), resources.library.lexicon, resources.codes);
    return CheckedFile{std::move(source), std::move(report)};
}

}  // namespace

Result<CheckedFile> check_file(const std::string& path, const Resources& resources,
                               read::PdfScanner& scanner) try {
    auto source = read::read_document(path, scanner);
    if (!source) return tl::make_unexpected(source.error());
    return check_source(*std::move(source), resources);
} catch (const std::exception& error) {
    return fail(path, fmt::format("an internal check failed: {}", error.what()));
}

Result<CheckedFile> check_file(const std::string& path, const Resources& resources) {
    read::PdfScanner scanner;
    return check_file(path, resources, scanner);
}

}  // namespace mingzhang::workflow
