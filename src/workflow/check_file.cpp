#include "workflow/check_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "check/brackets.h"
#include "check/check.h"
#include "check/code_rules.h"
#include "check/completeness.h"
#include "check/repeated_words.h"
#include "check/sentence_rules.h"
#include "recognise/recognise.h"

namespace mingzhang::workflow {
namespace {

// Blocks and cells: twice what a reader takes from one file.
constexpr std::size_t kLongestTogether = 1'000'000;

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

const pack::Pack* pack_of(const Disclosure& disclosure, const pack::Library& library) {
    const auto pack = std::find_if(library.packs.begin(), library.packs.end(),
                                   [&](const auto& p) { return p.id == disclosure.pack; });
    return pack == library.packs.end() ? nullptr : &*pack;
}

// A near miss in a name that its code shows to be wrong.
bool is_told_by(const std::vector<Finding>& codes, const Finding& near_miss) {
    return near_miss.rule == "near-miss" &&
           std::any_of(codes.begin(), codes.end(), [&](const Finding& finding) {
               return finding.rule == "code-name-differs" &&
                      finding.places[0].place == near_miss.places[0].place;
           });
}

std::size_t length_of(const SourceDocument& document) {
    std::size_t length = document.blocks.size();
    for (const Block& block : document.blocks) {
        for (const auto& row : block.grid.rows) length += row.size();
    }
    return length;
}

// `read(i)` gives the SourceDocument of file i.
template <class Read>
Result<CheckedFile> check_all(std::size_t files, const std::string& name,
                              const Resources& resources, Read read) try {
    if (files == 0) return fail("", "no file was given");
    if (files > kMostFilesTogether) {
        return fail("", fmt::format("{} files are too many for one disclosure", files),
                    fmt::format("give up to {}", kMostFilesTogether));
    }
    std::vector<SourceDocument> documents;
    std::size_t length = 0;
    for (std::size_t i = 0; i < files; ++i) {
        Result<SourceDocument> document = read(i);
        if (!document) return tl::make_unexpected(document.error());
        length += length_of(*document);
        if (length > kLongestTogether) {
            return fail(document->path, "with this file the files are too long for one disclosure");
        }
        documents.push_back(*std::move(document));
    }
    return check_source(joined(std::move(documents)), resources);
} catch (const std::exception& error) {
    return fail(name, fmt::format("an internal check failed: {}", error.what()));
}

}  // namespace

Result<CheckedFile> check_source(SourceDocument source, const Resources& resources) {
    // First: what they mask stands in no report.
    std::vector<Finding> words = check::apply_word_rules(resources.word_rules, source);
    const check::Letters letters = check::letters_of(source);
    for (Finding& f : check::near_misses(resources.standing_words, letters)) words.push_back(f);
    for (Finding& f : check::repeated_words(resources.standing_words, letters)) words.push_back(f);
    for (Finding& f : check::unbalanced_brackets(source)) words.push_back(f);
    Disclosure disclosure = recognise::recognise(source, resources.library, resources.codes);
    if (!is_disclosure(disclosure)) return tl::make_unexpected(no_disclosure(source));
    const pack::Pack* pack = pack_of(disclosure, resources.library);
    check::SentenceReport sentences =
        check::apply_sentence_rules(source, disclosure, resources.library.lexicon);
    const std::vector<Finding> codes = check::code_findings(source, disclosure, resources.codes);
    std::erase_if(words, [&](const Finding& f) { return is_told_by(codes, f); });
    for (const auto& found : {words, codes, check::completeness_findings(source, disclosure, pack),
                              sentences.findings}) {
        disclosure.findings.insert(disclosure.findings.end(), found.begin(), found.end());
    }
    CheckReport report =
        check::check(std::move(disclosure), resources.library.lexicon, resources.codes);
    report.rules = std::move(sentences.coverage);
    return CheckedFile{std::move(source), std::move(report)};
}

Result<CheckedFile> check_file(const std::string& path, const Resources& resources,
                               read::PdfScanner& scanner) {
    return check_together(std::vector{path}, resources, scanner);
}

Result<CheckedFile> check_together(const std::vector<std::string>& paths,
                                   const Resources& resources, read::PdfScanner& scanner) {
    return check_all(paths.size(), paths.empty() ? "" : paths.front(), resources,
                     [&](std::size_t i) { return read::read_document(paths[i], scanner); });
}

Result<CheckedFile> check_together(std::vector<NamedBytes> files, const Resources& resources,
                                   read::PdfScanner& scanner, Deadline deadline) {
    const std::string first = files.empty() ? "" : files.front().name;
    return check_all(files.size(), first, resources, [&](std::size_t i) -> Result<SourceDocument> {
        if (Deadline::clock::now() > deadline) {
            return fail(files[i].name, "The time for checking was over before this file");
        }
        return read::read_bytes(std::move(files[i].bytes), files[i].name, scanner);
    });
}

Result<CheckedFile> check_file(const std::string& path, const Resources& resources) {
    read::PdfScanner scanner;
    return check_file(path, resources, scanner);
}

}  // namespace mingzhang::workflow
