#include "marked/pdf_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "base/child_program.h"
#include "base/program.h"
#include "marked/page_words.h"
#include "model/page_note.h"

namespace mingzhang::marked {
namespace {

constexpr const char* kProgram = "mingzhang-pdfmark";
constexpr std::size_t kMostCopyBytes = std::size_t{512} << 20;
constexpr std::chrono::seconds kPatience{90};

std::array<float, 3> colour_of(const Note& note) {
    if (note.waived) return {0.82f, 0.82f, 0.82f};
    switch (note.severity) {
        case Severity::kError:
            return {1, 0.5f, 0.47f};
        case Severity::kWarning:
            return {1, 0.78f, 0.3f};
        case Severity::kNotice:
            return {0.55f, 0.8f, 1};
        case Severity::kHint:
            return {0.68f, 0.9f, 0.62f};
    }
    return {};
}

// Places beside the one at fault are paler.
std::array<float, 3> colour_at(const Note& note) {
    std::array<float, 3> colour = colour_of(note);
    if (note.part == publish::Part::kAtFault) return colour;
    for (float& part : colour) part = (part + 1) / 2;
    return colour;
}

// Of those on the same words the first one has the highlight.
std::vector<Note> gravest_first(std::vector<Note> notes) {
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
        return std::tuple(a.waived, a.part, a.severity) < std::tuple(b.waived, b.part, b.severity);
    });
    return notes;
}

std::vector<PageNote> page_notes(const std::vector<Note>& notes,
                                 const std::vector<read::Page>& pages) {
    std::vector<PageNote> out;
    for (const Note& note : gravest_first(notes)) {
        const PageWords words = find_words(pages, note.place, note.around, note.begin, note.end);
        PageNote& added = out.emplace_back();
        added.page = words.page;
        for (const read::Page& page : pages) {
            if (page.number != words.page) continue;
            added.width = page.width;
            added.height = page.height;
        }
        added.boxes = words.lines;
        added.colour = colour_at(note);
        added.title = note.title;
        added.text = note.text;
    }
    return out;
}

std::string program_path() {
    if (const char* given = std::getenv("MINGZHANG_PDFMARK")) return given;
    return beside_program(kProgram);
}

Result<std::string> ask(const std::string& bytes, const std::string& notes) {
    std::string size;
    append_number(size, notes.size());
    ChildRequest request;
    request.program = program_path();
    const char* jail = std::getenv("MINGZHANG_PDFSCAN_JAIL");
    if (jail && std::string_view(jail) == "optional") request.options = {"--jail-optional"};
    request.parts = {size, notes, bytes};
    request.most = kMostCopyBytes;
    request.patience = kPatience;
    return ask_child(request);
}

}  // namespace

Result<MarkedCopy> pdf_copy(const std::string& bytes, const std::vector<Note>& notes,
                            const std::string& where, read::PdfScanner& scanner) {
    const auto scanned = scanner.scan(bytes, where);
    if (!scanned) return tl::make_unexpected(scanned.error());
    const auto answer = ask(bytes, encode_notes(page_notes(notes, scanned->pages)));
    if (!answer) return tl::make_unexpected(answer.error());
    std::string_view rest = *answer;
    constexpr std::string_view kMarked = "marked";
    if (rest.starts_with(kMarked)) {
        rest.remove_prefix(kMarked.size());
        const auto unplaced = take_number(rest), size = take_number(rest);
        if (unplaced && size && *size == rest.size() && *unplaced <= notes.size()) {
            const auto lost = static_cast<std::size_t>(*unplaced);
            return MarkedCopy{std::string(rest), ".pdf", notes.size() - lost, lost};
        }
        rest = {};
    }
    if (rest.starts_with("no jail")) {
        return fail(program_path(),
                    fmt::format("The program that marks PDF files will not work without its "
                                "jail: {}",
                                rest.substr(std::min<std::size_t>(rest.size(), 9))),
                    "MINGZHANG_PDFSCAN_JAIL=optional lets it, at your own risk");
    }
    return fail(where, "This PDF file can be read but not marked",
                "it is damaged: print it into a new PDF file, and check that");
}

}  // namespace mingzhang::marked
