#include "workflow/check_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "base/file.h"
#include "check/beside.h"
#include "check/brackets.h"
#include "check/check.h"
#include "check/code_rules.h"
#include "check/completeness.h"
#include "check/own_names.h"
#include "check/repeated_words.h"
#include "check/required_counts.h"
#include "check/sentence_rules.h"
#include "check/waivers.h"
#include "recognise/recognise.h"
#include "workflow/hold_ledger.h"

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
    for (Finding& f : check::unbalanced_brackets(source)) words.push_back(f);
    auto recognised = recognise::recognise(source, resources.library, resources.codes);
    if (!recognised) return tl::make_unexpected(recognised.error());
    Disclosure disclosure = std::move(*recognised);
    if (!is_disclosure(disclosure)) return tl::make_unexpected(no_disclosure(source));
    const pack::Pack* pack = resources.library.packs.find(disclosure.pack);
    const check::StandingWords standing =
        resources.standing_words.of(pack, resources.library.lexicon, resources.codes);
    const check::Letters letters = check::letters_of(source);
    for (Finding& f : check::near_misses(standing, letters)) words.push_back(f);
    for (Finding& f : check::repeated_words(standing, letters)) words.push_back(f);
    check::SentenceReport sentences =
        check::apply_sentence_rules(source, disclosure, resources.library.lexicon, resources.codes);
    const std::vector<Finding> codes = check::code_findings(source, disclosure, resources.codes);
    std::erase_if(words, [&](const Finding& f) { return is_told_by(codes, f); });
    for (const auto& found :
         {words, codes, check::completeness_findings(source, disclosure, pack),
          check::own_name_findings(source, disclosure, resources.library.lexicon),
          check::required_count_findings(source, disclosure), sentences.findings}) {
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

void hold_against_ledger(CheckedFile& checked, const Book& ledger, const Resources& resources) {
    const compile::Amounts amounts(ledger, resources.library.lexicon.trees);
    CheckReport& report = checked.report;
    for (Finding& finding : hold_against(report.disclosure, amounts))
        report.findings.push_back(std::move(finding));
    check::number_findings(report);
}

std::optional<Error> hold_beside(CheckedFile& checked, const SourceDocument& source,
                                 const Resources& resources) {
    const pack::Lexicon& lexicon = resources.library.lexicon;
    const auto recognised = recognise::recognise(source, resources.library, resources.codes);
    if (!recognised) return recognised.error();
    const Disclosure& other = *recognised;
    if (!is_disclosure(other)) return no_disclosure(source);
    CheckReport& report = checked.report;
    const Disclosure& own = report.disclosure;
    for (const Disclosure* document : {&own, &other}) {
        if (document->year == 0) {
            return Error{document->path, "the year of this document is not known",
                         "a document is held only against one whose year its titles name"};
        }
    }
    if (auto finding = check::other_department(own, other)) report.findings.push_back(*finding);
    if (other.year < own.year) {
        for (Finding& finding : check::unchanged_sentences(checked.source, source, lexicon))
            report.findings.push_back(std::move(finding));
    }
    check::compare_with(report, other, lexicon, resources.codes);
    check::number_findings(report);
    return std::nullopt;
}

Result<CheckedFile> check_files(const std::vector<std::string>& paths,
                                const std::vector<std::string>& others, const Resources& resources,
                                read::PdfScanner& scanner) try {
    auto checked = check_together(paths, resources, scanner);
    if (!checked) return checked;
    for (const std::string& path : others) {
        const auto other = read::read_document(path, scanner);
        if (!other) return tl::make_unexpected(other.error());
        if (const auto error = hold_beside(*checked, *other, resources))
            return tl::make_unexpected(*error);
    }
    const auto waivers = check::load_waivers(check::waivers_path(paths.front()));
    if (!waivers) return tl::make_unexpected(waivers.error());
    if (waivers->empty()) return checked;
    const auto& blocks = checked->source.blocks;
    check::apply_waivers(*waivers, blocks.empty() ? Place{} : blocks.front().place,
                         checked->report);
    check::number_findings(checked->report);
    return checked;
} catch (const std::exception& error) {
    return fail(paths.front(), fmt::format("an internal check failed: {}", error.what()));
}

Result<std::string> waive(const std::vector<std::string>& paths, const CheckedFile& checked,
                          const std::vector<std::string>& names, const Waiver& waiver) {
    const std::string path = check::waivers_path(paths.front());
    const auto before = check::load_waivers(path);
    if (!before) return tl::make_unexpected(before.error());
    auto text = check::waivers_text(path);
    if (!text) return tl::make_unexpected(text.error());
    for (const std::string& name : names) {
        const auto& findings = checked.report.findings;
        const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& f) {
            return f.id == name || f.key == name;
        });
        if (found == findings.end()) {
            return fail(paths.front(), fmt::format("there is no finding {}", name),
                        "its id and its key stand in the report");
        }
        if (!found->waived) *text = check::with_waiver(*text, *found, waiver);
    }
    if (auto written = replace_file(path, *text); !written)
        return tl::make_unexpected(written.error());
    return path;
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
