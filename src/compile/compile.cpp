#include "compile/compile.h"

#include "compile/forms.h"
#include "compile/texts.h"

namespace mingzhang::compile {
namespace {

std::vector<LedgerEntry> lines_of(const Book& book) {
    std::vector<LedgerEntry> lines;
    for (const auto& file : book.lines) {
        for (const BookLine& line : file) lines.push_back({line.at, line.amount});
    }
    for (const BookProject& project : book.projects) {
        for (const BookLine& line : project.lines) lines.push_back({line.at, line.amount});
    }
    return lines;
}

}  // namespace

Compiled compile(const Book& book, const pack::Pack& pack, const pack::Lexicon& lexicon,
                 const codes::Lists& codes) {
    Compiled out;
    out.publication.title = book.title;
    out.publication.department = book.department;
    out.publication.date = book.date;
    out.publication.year = book.year;
    out.publication.kind = book.kind;
    out.publication.lines = lines_of(book);
    const Amounts amounts(book, lexicon.trees);
    const Source source{book, amounts, pack, lexicon, codes};
    const auto forms = [&] {
        std::vector<PublishedBlock> blocks;
        std::size_t number = 0;
        for (const BookProject& project : book.projects) {
            if (project.declaration.title.empty()) continue;
            for (PublishedBlock& block : form_of(project, ++number, book.department))
                blocks.push_back(std::move(block));
        }
        return blocks;
    };
    for (const BookText& text : book.texts) {
        for (PublishedBlock& block : blocks_of(text, source, forms, out.findings))
            out.publication.blocks.push_back(std::move(block));
    }
    return out;
}

}  // namespace mingzhang::compile
