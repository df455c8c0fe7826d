#include "marked/marked_copy.h"

#include "base/text.h"
#include "marked/notes.h"
#include "marked/pdf_copy.h"

namespace mingzhang::marked {
namespace {

constexpr std::size_t kPdfMarkWithin = 1024;  // as read_document() has it

}  // namespace

std::string ending_of(const std::string& bytes) {
    if (text::contains(std::string_view(bytes).substr(0, kPdfMarkWithin), "%PDF-")) return ".pdf";
    return {};
}

Result<MarkedCopy> marked_copy(const CheckReport& report, const SourceDocument& document,
                               int source, const std::string& bytes,
                               const publish::Catalogue& catalogue, read::PdfScanner& scanner) {
    const auto& files = report.disclosure.files;
    const auto index = static_cast<std::size_t>(source);
    const std::string where = index < files.size() ? files[index].path : document.path;
    if (ending_of(bytes) == ".pdf")
        return pdf_copy(bytes, notes_of(report, document, source, catalogue), where, scanner);
    return fail(where, "Only PDF and DOCX files can be marked",
                "--format html shows this one with its findings");
}

}  // namespace mingzhang::marked
