#include "marked/marked_copy.h"

#include "base/text.h"
#include "marked/docx_copy.h"
#include "marked/notes.h"
#include "marked/pdf_copy.h"
#include "read/package.h"

namespace mingzhang::marked {
namespace {

constexpr std::size_t kPdfMarkWithin = 1024;  // as read_document() has it

bool is_docx(const std::string& bytes) {
    if (!bytes.starts_with("PK\x03\x04")) return false;
    auto package = read::Package::open(bytes, "");
    if (!package) return false;
    const std::string part = package->main_part("word/document.xml");
    return part.starts_with("word/") && package->has(part);
}

}  // namespace

std::string ending_of(const std::string& bytes) {
    if (text::contains(std::string_view(bytes).substr(0, kPdfMarkWithin), "%PDF-")) return ".pdf";
    return is_docx(bytes) ? ".docx" : "";
}

Result<MarkedCopy> marked_copy(const CheckReport& report, const SourceDocument& document,
                               int source, const std::string& bytes,
                               const publish::Catalogue& catalogue, read::PdfScanner& scanner) {
    const auto& files = report.disclosure.files;
    const auto index = static_cast<std::size_t>(source);
    const std::string where = index < files.size() ? files[index].path : document.path;
    const std::string ending = ending_of(bytes);
    if (!ending.empty()) {
        const std::vector<Note> notes = notes_of(report, document, source, catalogue);
        return ending == ".pdf" ? pdf_copy(bytes, notes, where, scanner)
                                : docx_copy(bytes, notes, where);
    }
    return fail(where, "Only PDF and DOCX files can be marked",
                "--format html shows this one with its findings");
}

}  // namespace mingzhang::marked
