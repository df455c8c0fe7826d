#include "workflow/compare.h"

#include <fmt/format.h>

#include <exception>
#include <filesystem>

#include "compile/compile.h"
#include "publish/web_page.h"
#include "store/book_folder.h"

namespace mingzhang::workflow {
namespace {

bool is_ledger(const std::vector<std::string>& paths) {
    std::error_code ignored;
    return paths.size() == 1 && std::filesystem::is_directory(paths.front(), ignored);
}

// The document that a ledger makes, read as any other. Charts only repeat its amounts.
Result<CheckedFile> document_of(const std::string& path, const Resources& resources,
                                read::PdfScanner& scanner) {
    const auto book = read_whole_ledger(path);
    if (!book) return tl::make_unexpected(book.error());
    const pack::Library& library = resources.library;
    if (const auto all = library.packs.all(library.lexicon); !all)
        return tl::make_unexpected(all.error());
    const pack::Pack* pack = library.packs.find(book->pack);
    if (pack == nullptr) {
        return fail(path, "there is no pack \"" + book->pack + "\"",
                    "a ledger is compared with a document as the document that it makes");
    }
    Publication publication =
        compile::compile(*book, *pack, library.lexicon, resources.codes).publication;
    std::erase_if(publication.blocks,
                  [](const PublishedBlock& block) { return block.kind == PublishedKind::kChart; });
    return check_together(std::vector{NamedBytes{path, publish::html_of(publication)}}, resources,
                          scanner);
}

Result<CheckedFile> read_side(const std::vector<std::string>& paths, const Resources& resources,
                              read::PdfScanner& scanner) {
    if (is_ledger(paths)) return document_of(paths.front(), resources, scanner);
    return check_together(paths, resources, scanner);
}

std::string joined_paths(const std::vector<std::string>& paths) {
    return fmt::format("{}", fmt::join(paths, " + "));
}

}  // namespace

Result<Book> read_whole_ledger(const std::string& directory) {
    auto read = store::read_book(directory);
    if (!read) return tl::make_unexpected(read.error());
    if (read->findings.empty()) return std::move(read->book);
    const BookFinding& first = read->findings.front();
    return fail(fmt::format("{}/{}:{}", directory, first.place.file, first.place.line),
                fmt::format("{} ({} places of the ledger cannot be read)", first.rule,
                            read->findings.size()),
                "mend the ledger; mingzhang build tells what is wrong in it");
}

Result<Differences> compare_paths(const std::vector<std::string>& before,
                                  const std::vector<std::string>& after, const Resources& resources,
                                  read::PdfScanner& scanner) try {
    Differences out;
    if (is_ledger(before) && is_ledger(after)) {
        const auto a = read_whole_ledger(before.front()), b = read_whole_ledger(after.front());
        if (!a || !b) return tl::make_unexpected(a ? b.error() : a.error());
        out = compare_ledgers(*a, *b, resources);
    } else {
        const auto a = read_side(before, resources, scanner);
        if (!a) return tl::make_unexpected(a.error());
        const auto b = read_side(after, resources, scanner);
        if (!b) return tl::make_unexpected(b.error());
        out = compare_documents(*a, *b, resources);
    }
    out.before.path = joined_paths(before);
    out.after.path = joined_paths(after);
    out.before.ledger = is_ledger(before);
    out.after.ledger = is_ledger(after);
    return out;
} catch (const std::exception& error) {
    return fail(joined_paths(after), fmt::format("an internal check failed: {}", error.what()));
}

}  // namespace mingzhang::workflow
