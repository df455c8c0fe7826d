#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "read/pdf_reader.h"
#include "read/read.h"
#include "read/text_reader.h"

namespace mingzhang::read {
namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t kPdfMarkWithin = 1024;

struct Magic {
    string_view bytes;
    string_view name;
};
constexpr std::array kMagic{
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office file (DOC, XLS, WPS)"},
    Magic{"{\\rtf"sv, "an RTF file"},
    Magic{"\x89PNG"sv, "a picture (PNG)"},
    Magic{"\xFF\xD8\xFF"sv, "a picture (JPEG)"},
    Magic{"GIF8"sv, "a picture (GIF)"},
    Magic{"\x1F\x8B"sv, "a gzip archive"},
    Magic{"Rar!\x1A"sv, "a RAR archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
};

// What a ZIP file holds is told by the names of its members.
string_view zip_kind(string_view bytes) {
    if (text::contains(bytes, "word/document.xml")) return "a Word file (DOCX)";
    if (text::contains(bytes, "xl/workbook.xml")) return "an Excel file (XLSX)";
    if (text::contains(bytes, "OFD.xml")) return "an OFD file";
    if (text::contains(bytes, "mimetypeapplication/vnd.oasis")) return "an OpenDocument file";
    return "a ZIP archive";
}

bool begins_like_html(string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    std::string head(text::trim(bytes.substr(0, 256)).substr(0, 14));
    std::transform(head.begin(), head.end(), head.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

// "a PDF file"; empty for what may be a text.
string_view other_format(string_view bytes) {
    for (const Magic& magic : kMagic)
        if (bytes.starts_with(magic.bytes)) return magic.name;
    if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv))
        return zip_kind(bytes);
    if (begins_like_html(bytes)) return "a web page (HTML)";
    return {};
}

}  // namespace

Result<SourceDocument> read_document(const std::string& path) {
    PdfScanner scanner;
    return read_document(path, scanner);
}

Result<SourceDocument> read_document(const std::string& path, PdfScanner& scanner) {
    auto bytes = read_file(path, kMostBytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    if (bytes->empty()) return fail(path, "The file is empty");
    // The mark of a PDF may stand behind some other bytes (PDF 32000-1, annex H.3.4.1).
    if (string_view(*bytes).substr(0, kPdfMarkWithin).find("%PDF-") != string_view::npos) {
        return read_pdf(*bytes, path, scanner);
    }
    if (const string_view other = other_format(*bytes); !other.empty()) {
        return fail(path, fmt::format("This is {}; only text files can be read so far", other),
                    "save it as text with tabs between the cells of a table");
    }

    std::vector<std::string> notes;
    const auto text = text::decode(*std::move(bytes), path, &notes);
    if (!text) return tl::make_unexpected(text.error());
    auto document = read_bounded_text(*text, path);
    if (!document) return document;
    if (document->blocks.empty()) return fail(path, "The file holds no text, only white space");
    for (std::string& note : notes) document->remarks.push_back({std::move(note), false, {}, {}});
    return document;
}

}  // namespace mingzhang::read
