#include "read/xls_reader.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "base/text.h"
#include "read/block_builder.h"
#include "read/markup.h"
#include "read/sheet_blocks.h"
#include "read/xls_records.h"
#include "read/xls_sheet.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::size_t kMostSheets = 10'000;
constexpr std::size_t kMostStrings = 1'000'000;
constexpr int kBiff5 = 0x0500, kBiff8 = 0x0600;
constexpr auto kSaveAs = "open it and save it as XLSX";

struct SheetEntry {
    std::string name;
    std::size_t at = 0;  // its BOF record
    bool hidden = false;
    int kind = 0;
};
enum SheetKind { kWorkSheet = 0, kMacroSheet = 1, kChartSheet = 2 };

class XlsReader {
  public:
    XlsReader(const XlsStream& stream, const std::string& path)
        : stream_(stream.bytes), by_libre_office_(stream.by_libre_office), out_(path, "xls") {
        workbook_.path = path;
    }

    Result<SourceDocument> read() {
        if (const auto done = read_globals(); !done) return tl::make_unexpected(done.error());
        for (const SheetEntry& sheet : sheets_) begins_.insert(sheet.at);
        for (const SheetEntry& sheet : sheets_) {
            if (const auto done = read_sheet(sheet); !done)
                return tl::make_unexpected(done.error());
            if (out_.full()) break;
        }
        return out_.finish();
    }

  private:
    // ------------------------------------------------------------------- what all sheets share

    Result<void> read_globals() {
        XlsRecords records(stream_);
        XlsRecord record;
        if (!records.next(record)) return damaged("it holds no record");
        const int version = xls_field(record.data, 0);
        if (record.id != xls::kBof || (version != kBiff5 && version != kBiff8)) {
            return fail(workbook_.path,
                        "This is an Excel file of before 1993, which cannot be read", kSaveAs);
        }
        biff8_ = version == kBiff8;
        while (records.next(record) && record.id != xls::kEof) {
            if (const auto done = read_global(records, record); !done) return done;
        }
        if (record.id != xls::kEof) return damaged("it ends before its sheets");
        if (sheets_.empty()) return damaged("it names no sheet");
        name_sheets();
        return {};
    }

    Result<void> read_global(XlsRecords& records, const XlsRecord& record) {
        const string_view data = record.data;
        switch (record.id) {
            case xls::kFilePass:
                return fail(workbook_.path, "The file is protected by a password",
                            "save a copy without a password");
            case xls::kCodePage:
                code_page_ = xls_field(data, 0);
                break;
            case xls::kDateMode:
                workbook_.day_zero_1904 = xls_field(data, 0) == 1;
                break;
            case xls::kFormat:
                if (data.size() > 2)
                    workbook_.styles.add_code(xls_field(data, 0),
                                              short_text(data.substr(2), biff8_ ? 2 : 1));
                break;
            case xls::kXf:
                workbook_.styles.add_format(xls_field(data, 2), bordered(data));
                break;
            case xls::kSst:
                return read_strings(XlsPieces(records.pieces(record)));
            case xls::kBoundSheet:
                return read_sheet_entry(data);
            default:
                break;
        }
        return {};
    }

    // Whether a vertical and a horizontal side of the cell is drawn.
    bool bordered(string_view format) const {
        const auto drawn = [&](std::size_t at, unsigned shift, unsigned mask) {
            return (xls_number(format, at, 2) >> shift & mask) != 0;
        };
        if (biff8_) {  // left, right, top, bottom
            constexpr std::size_t kSides = 10;
            return (drawn(kSides, 0, 0xF) || drawn(kSides, 4, 0xF)) &&
                   (drawn(kSides, 8, 0xF) || drawn(kSides, 12, 0xF));
        }
        constexpr std::size_t kBottom = 10, kOthers = 12;
        return (drawn(kOthers, 3, 7) || drawn(kOthers, 6, 7)) &&
               (drawn(kOthers, 0, 7) || drawn(kBottom, 6, 7));
    }

    Result<void> read_strings(XlsPieces pieces) {
        pieces.skip(4);
        const std::uint64_t count = pieces.number(4);
        if (count > kMostStrings) {
            return fail(
                workbook_.path,
                fmt::format("The file states {} different texts: this is no disclosure", count));
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            std::string text = visible(pieces.string(2));
            if (!pieces.complete()) break;  // cells of the others are damaged
            workbook_.strings.push_back(std::move(text));
        }
        return {};
    }

    // A name or a format, after its length.
    std::string short_text(string_view data, std::size_t length_size) const {
        if (biff8_) return XlsPieces({data}).string(length_size);
        XlsPieces pieces({data});
        return xls_bytes(pieces.bytes(pieces.number(length_size)), code_page_);
    }

    Result<void> read_sheet_entry(string_view data) {
        constexpr std::size_t kName = 6;
        if (data.size() < kName) return {};
        if (sheets_.size() >= kMostSheets) {
            return fail(workbook_.path,
                        fmt::format("The file holds more than {} sheets: this is no disclosure",
                                    kMostSheets));
        }
        SheetEntry sheet;
        sheet.at = static_cast<std::size_t>(xls_number(data, 0, 4));
        sheet.hidden = (xls_number(data, 4, 1) & 3) != 0;
        sheet.kind = static_cast<int>(xls_number(data, 5, 1));
        sheet.name = std::string(data.substr(kName));
        sheets_.push_back(std::move(sheet));
        return {};
    }

    // When the code page is known.
    void name_sheets() {
        for (SheetEntry& sheet : sheets_) sheet.name = visible(short_text(sheet.name, 1));
    }

    // ---------------------------------------------------------------------------------- sheets

    Result<void> read_sheet(const SheetEntry& sheet) {
        if (sheet.kind != kWorkSheet && sheet.kind != kMacroSheet && sheet.kind != kChartSheet)
            return {};  // a module of macros, which is not displayed
        if (sheet.hidden) {
            add_hidden_sheet(sheet.name, out_);
            return {};
        }
        if (sheet.kind == kChartSheet) {
            add_chart_sheet(sheet.name, out_);
            return {};
        }
        const string_view substream = substream_of(sheet);
        XlsRecord first;
        if (!XlsRecords(substream).next(first) || first.id != xls::kBof) {
            add_absent_sheet(sheet.name, out_);
            return {};
        }
        auto read = read_xls_sheet(substream, sheet.name, workbook_,
                                   {biff8_, by_libre_office_, code_page_});
        if (!read) return tl::make_unexpected(read.error());
        if (!read->complete) add_cut_sheet(sheet.name, out_);
        add_sheet(sheet.name, std::move(read->content), out_);
        add_drawings(sheet.name, read->drawings, out_);
        return {};
    }

    // Up to the next sheet, and each once: else many sheets could share one long content.
    string_view substream_of(const SheetEntry& sheet) {
        if (sheet.at >= stream_.size() || !read_.insert(sheet.at).second) return {};
        const auto next = begins_.upper_bound(sheet.at);
        const std::size_t end = next == begins_.end() ? stream_.size() : *next;
        return stream_.substr(sheet.at, end - sheet.at);
    }

    tl::unexpected<Error> damaged(const std::string& what) const {
        return fail(workbook_.path, "This Excel file is damaged: " + what,
                    "download or copy it again, or open and save it again");
    }

    string_view stream_;
    bool by_libre_office_;
    BlockBuilder out_;
    Workbook workbook_;
    bool biff8_ = true;
    int code_page_ = 0;
    std::vector<SheetEntry> sheets_;
    std::set<std::size_t> begins_, read_;
};

}  // namespace

Result<SourceDocument> read_xls(const CompoundFile& file, const std::string& path) {
    // A file for both Excel 95 and 97 has both.
    const auto bytes = file.read(file.has("Workbook") ? "Workbook" : "Book");
    if (!bytes) return tl::make_unexpected(bytes.error());
    // What LibreOffice calls its files in every language.
    const auto object = file.read(
        "\x01"
        "CompObj");
    const bool by_libre_office = object && text::contains(*object, "Microsoft Excel 97-Tabelle");
    return read_xls(XlsStream{*bytes, by_libre_office}, path);
}

Result<SourceDocument> read_xls(const XlsStream& stream, const std::string& path) {
    return XlsReader(stream, path).read();
}

}  // namespace mingzhang::read
