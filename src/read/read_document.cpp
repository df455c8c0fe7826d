#include <fmt/format.h>

#include <array>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "read/compound_file.h"
#include "read/docx_reader.h"
#include "read/html_reader.h"
#include "read/office_convert.h"
#include "read/package.h"
#include "read/pdf_reader.h"
#include "read/read.h"
#include "read/text_reader.h"
#include "read/xls_reader.h"
#include "read/xlsx_reader.h"

namespace mingzhang::read {
namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t kPdfMarkWithin = 1024;
constexpr auto kCanBeRead =
    "save it as PDF, DOCX, XLSX or HTML, or as text with tabs between cells";

tl::unexpected<Error> not_read(const std::string& path, string_view what) {
    return fail(path, fmt::format("This is {}, which cannot be read", what), kCanBeRead);
}

// ---------------------------------------------------------------------------------- containers

Result<SourceDocument> read_converted(const OfficeSource& source, const std::string& path) {
    auto bytes = convert_office(source, path);
    if (!bytes) return tl::make_unexpected(bytes.error());
    auto package = Package::open(*std::move(bytes), path);
    if (!package) return tl::make_unexpected(package.error());
    return source.becomes == OfficeFormat::kDocx ? read_docx(*std::move(package), path)
                                                 : read_xlsx(*std::move(package), path);
}

// Saved by LibreOffice, WPS and others: what it is stands at the beginning.
Result<SourceDocument> read_open_document(std::string bytes, const std::string& path) {
    const string_view head = string_view(bytes).substr(0, 200);
    if (text::contains(head, "opendocument.spreadsheet")) {
        return read_converted(
            {std::move(bytes), "ods", "an OpenDocument spreadsheet (ODS)", OfficeFormat::kXlsx},
            path);
    }
    return read_converted(
        {std::move(bytes), "odt", "an OpenDocument text (ODT)", OfficeFormat::kDocx}, path);
}

Result<SourceDocument> read_zip(std::string bytes, const std::string& path) {
    if (text::contains(string_view(bytes).substr(0, 200), "mimetypeapplication/vnd.oasis"))
        return read_open_document(std::move(bytes), path);
    if (text::contains(bytes, "xl/workbook.bin")) {
        return read_converted(
            {std::move(bytes), "xlsb", "a binary Excel file (XLSB)", OfficeFormat::kXlsx}, path);
    }
    auto package = Package::open(std::move(bytes), path);
    if (!package) return tl::make_unexpected(package.error());
    if (package->has("OFD.xml")) return not_read(path, "an OFD file");
    const std::string part = package->main_part("");
    if (part.starts_with("word/") || package->has("word/document.xml"))
        return read_docx(*std::move(package), path);
    if (part.starts_with("xl/") || package->has("xl/workbook.xml"))
        return read_xlsx(*std::move(package), path);
    if (part.starts_with("ppt/")) return not_read(path, "a presentation (PPTX)");
    return not_read(path, "a ZIP archive");
}

Result<SourceDocument> read_ole(std::string bytes, const std::string& path) {
    const auto file = CompoundFile::open(bytes, path);
    if (!file) return tl::make_unexpected(file.error());
    if (file->has("EncryptedPackage")) {
        return fail(path, "The file is protected by a password", "save a copy without a password");
    }
    if (file->has("Workbook") || file->has("Book")) return read_xls(*file, path);
    if (file->has("PowerPoint Document")) return not_read(path, "a presentation (PPT)");
    if (!file->has("WordDocument")) return not_read(path, "an unknown OLE file");
    return read_converted(
        {std::move(bytes), "doc", "an old Word file (DOC, WPS)", OfficeFormat::kDocx}, path);
}

// Office also saves as plain XML, which begins by naming the program.
Result<SourceDocument> read_office_xml(std::string bytes, const std::string& path) {
    const string_view head = string_view(bytes).substr(0, 2000);
    if (text::contains(head, "Excel.Sheet")) {
        return read_converted(
            {std::move(bytes), "xml", "an Excel file of 2003 (XML)", OfficeFormat::kXlsx}, path);
    }
    return read_converted(
        {std::move(bytes), "xml", "a Word file of 2003 (XML)", OfficeFormat::kDocx}, path);
}

bool is_office_xml(string_view bytes) {
    const string_view head = bytes.substr(0, 2000);
    return text::contains(head.substr(0, 100), "<?xml") && text::contains(head, "mso-application");
}

// -------------------------------------------------------------------------------------- texts

Result<SourceDocument> read_plain_text(std::string bytes, const std::string& path) {
    std::vector<std::string> notes;
    const auto text = text::decode(std::move(bytes), path, &notes);
    if (!text) return tl::make_unexpected(text.error());
    if (begins_like_html(*text)) return read_html(*text, path);  // in UTF-16
    auto document = read_bounded_text(*text, path);
    if (!document) return document;
    for (std::string& note : notes) document->remarks.push_back({std::move(note), false, {}, {}});
    return document;
}

struct Magic {
    string_view bytes;
    string_view name;
};
constexpr std::array kOthers{
    Magic{"\x89PNG"sv, "a picture (PNG)"},
    Magic{"\xFF\xD8\xFF"sv, "a picture (JPEG)"},
    Magic{"GIF8"sv, "a picture (GIF)"},
    Magic{"\x1F\x8B"sv, "a gzip archive"},
    Magic{"Rar!\x1A"sv, "a RAR archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    Magic{"MIME-Version:"sv, "a web archive (MHT)"},
};

Result<SourceDocument> read_by_content(std::string bytes, const std::string& path,
                                       PdfScanner& scanner) {
    const string_view all = bytes;
    // The mark of a PDF may stand behind some other bytes (PDF 32000-1, annex H.3.4.1).
    if (text::contains(all.substr(0, kPdfMarkWithin), "%PDF-"))
        return read_pdf(bytes, path, scanner);
    if (all.starts_with("PK\x03\x04"sv) || all.starts_with("PK\x05\x06"sv))
        return read_zip(std::move(bytes), path);
    if (all.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv))
        return read_ole(std::move(bytes), path);
    if (all.starts_with("{\\rtf"sv)) {
        return read_converted({std::move(bytes), "rtf", "an RTF file", OfficeFormat::kDocx}, path);
    }
    for (const Magic& magic : kOthers)
        if (all.starts_with(magic.bytes)) return not_read(path, magic.name);
    if (is_office_xml(all)) return read_office_xml(std::move(bytes), path);
    if (begins_like_html(all)) return read_html(std::move(bytes), path);
    return read_plain_text(std::move(bytes), path);
}

}  // namespace

Result<SourceDocument> read_document(const std::string& path) {
    PdfScanner scanner;
    return read_document(path, scanner);
}

Result<SourceDocument> read_document(const std::string& path, PdfScanner& scanner) {
    auto bytes = read_file(path, kMostBytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    return read_bytes(*std::move(bytes), path, scanner);
}

Result<SourceDocument> read_bytes(std::string bytes, const std::string& path, PdfScanner& scanner) {
    if (bytes.empty()) return fail(path, "The file is empty");
    auto document = read_by_content(std::move(bytes), path, scanner);
    if (!document) return document;
    if (document->blocks.empty() && document->format == "text")
        return fail(path, "The file holds no text, only white space");
    if (document->blocks.empty()) return fail(path, "The file displays no text and no table");
    return document;
}

}  // namespace mingzhang::read
