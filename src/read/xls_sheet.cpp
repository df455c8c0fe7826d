#include "read/xls_sheet.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "read/markup.h"
#include "read/xls_formula.h"
#include "read/xls_records.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::size_t kCellHead = 6;  // row, column, format

// The exact number of 17 digits that a file of XML would state; nothing for what is no number.
std::optional<Decimal> decimal_of(std::uint64_t bits) {
    const auto value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) return std::nullopt;
    constexpr int kDecimals = 16;
    char buffer[32];
    const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value,
                                   std::chars_format::scientific, kDecimals);
    return parse_decimal(string_view(buffer, static_cast<std::size_t>(end.ptr - buffer)));
}

// MS-XLS 2.5.122: thirty bits of a number, which may be a whole one or a hundred times the value.
std::optional<Decimal> decimal_of_rk(std::uint32_t rk) {
    constexpr std::uint32_t kHundredfold = 1, kWhole = 2;
    auto value = (rk & kWhole) != 0
                     ? parse_decimal(std::to_string(static_cast<std::int32_t>(rk) >> 2))
                     : decimal_of(std::uint64_t{rk & ~3u} << 32);
    if (value && !value->zero() && (rk & kHundredfold) != 0) value->exponent -= 2;
    return value;
}

const char* error_name(unsigned code) {
    switch (code) {
        case 0x00:
            return "#NULL!";
        case 0x07:
            return "#DIV/0!";
        case 0x0F:
            return "#VALUE!";
        case 0x17:
            return "#REF!";
        case 0x1D:
            return "#NAME?";
        case 0x24:
            return "#NUM!";
        case 0x2A:
            return "#N/A";
        default:
            return "#?";
    }
}

bool is_cell(unsigned id) {
    switch (id) {
        case xls::kFormula:
        case xls::kMulRk:
        case xls::kMulBlank:
        case xls::kRString:
        case xls::kLabelSst:
        case xls::kBlank:
        case xls::kNumber:
        case xls::kLabel:
        case xls::kBoolErr:
        case xls::kRk:
            return true;
        default:
            return false;
    }
}

// -------------------------------------------------------------------------------- drawings

struct Anchor {
    int column = 0, row = 0, last_column = 0, last_row = 0;  // 0-based
};

// The last cells that a drawing of this record is anchored to. Containers are entered; one may go
// on in later records.
std::optional<Anchor> anchor_in(string_view drawing) {
    constexpr std::size_t kHead = 8, kSize = 18;
    constexpr int kContainer = 0xF, kClientAnchor = 0xF010;
    std::optional<Anchor> out;
    for (std::size_t at = 0; at + kHead <= drawing.size();) {
        const auto size = static_cast<std::size_t>(xls_number(drawing, at + 4, 4));
        if (xls_field(drawing, at + 2) == kClientAnchor && size >= kSize) {
            const std::size_t b = at + kHead;
            out = Anchor{xls_field(drawing, b + 2), xls_field(drawing, b + 6),
                         xls_field(drawing, b + 10), xls_field(drawing, b + 14)};
        }
        at += kHead + ((xls_field(drawing, at) & kContainer) == kContainer ? 0 : size);
    }
    return out;
}

// MS-XLS 2.5.143 (Ft Cmo)
enum ObjectKind { kGroup = 0, kChart = 5, kTextBox = 6, kPicture = 8, kNote = 0x19 };

Drawing drawing_of(int kind, const std::optional<Anchor>& anchor) {
    Drawing out;
    out.chart = kind == kChart;
    out.picture = kind == kPicture;
    if (!anchor) return out;
    out.cell = cell_name(anchor->row + 1, anchor->column + 1);
    out.large_picture = out.picture && may_show_a_table_over(anchor->last_column - anchor->column,
                                                             anchor->last_row - anchor->row);
    return out;
}

// ---------------------------------------------------------------------------------- a sheet

class XlsSheetReader {
  public:
    XlsSheetReader(string_view stream, const std::string& name, const Workbook& workbook,
                   const XlsKind& kind)
        : stream_(stream), out_(name, workbook), kind_(kind) {}

    Result<XlsSheet> read() {
        scan();
        // What is merged stands behind the cells; a damaged file may have them in any order.
        std::stable_sort(cells_.begin(), cells_.end(),
                         [](const CellAt& a, const CellAt& b) { return a.row < b.row; });
        for (const CellAt& cell : cells_) {
            if (out_.full()) break;
            XlsRecords records(stream_, cell.at);
            XlsRecord record;
            if (records.next(record)) read_cells(records, record);
        }
        auto content = out_.finish();
        if (!content) return tl::make_unexpected(content.error());
        sheet_.content = *std::move(content);
        return std::move(sheet_);
    }

  private:
    struct CellAt {
        std::uint32_t at;
        int row;
    };

    // Everything but the cells themselves. Substreams inside (charts) are passed over.
    void scan() {
        XlsRecords records(stream_);
        XlsRecord record;
        int depth = 0;
        while (records.next(record)) {
            if (record.id == xls::kBof) ++depth;
            if (record.id == xls::kEof && --depth <= 0) return;
            if (depth == 1) scan(records, record);
        }
        sheet_.complete = false;
    }

    void scan(XlsRecords& records, const XlsRecord& record) {
        const string_view data = record.data;
        if (is_cell(record.id)) {
            if (data.size() >= kCellHead)
                cells_.push_back({static_cast<std::uint32_t>(record.at), xls_field(data, 0)});
            return;
        }
        switch (record.id) {
            case xls::kColInfo:
                read_columns(data);
                break;
            case xls::kRow:
                if ((xls_field(data, 12) & 0x20) != 0) out_.hide_row(xls_field(data, 0) + 1);
                break;
            case xls::kMergedCells:
                read_merged(data);
                break;
            case xls::kWindow2:
                out_.show_zeros((xls_field(data, 0) & 0x10) != 0);
                break;
            case xls::kDrawing:
                if (const auto found = anchor_in(data)) anchor_ = found;
                break;
            case xls::kObj:
                read_object(data);
                break;
            case xls::kTxo:
                read_text_box(records, record);
                break;
            default:
                break;
        }
    }

    void read_columns(string_view data) {
        constexpr std::size_t kOptions = 8;
        if (data.size() < kOptions + 2) return;
        const bool hidden = (xls_field(data, kOptions) & 1) != 0 || xls_field(data, 4) == 0;
        if (hidden) out_.hide_columns(xls_field(data, 0) + 1, xls_field(data, 2) + 1);
    }

    void read_merged(string_view data) {
        constexpr std::size_t kRange = 8;
        const auto count = static_cast<std::size_t>(xls_field(data, 0));
        for (std::size_t i = 0; i < count && 2 + (i + 1) * kRange <= data.size(); ++i) {
            const std::size_t at = 2 + i * kRange;
            out_.merge({{xls_field(data, at) + 1, xls_field(data, at + 4) + 1},
                        {xls_field(data, at + 2) + 1, xls_field(data, at + 6) + 1}});
        }
    }

    // ------------------------------------------------------------------------------ drawings

    void read_object(string_view data) {
        constexpr std::size_t kKind = 4;
        object_ = data.size() < kKind + 2 ? kGroup : xls_field(data, kKind);
        if (!kind_.biff8) {
            anchor_ = Anchor{xls_field(data, 10), xls_field(data, 14), xls_field(data, 18),
                             xls_field(data, 22)};
        }
        const bool own_text = !kind_.biff8 && object_ == kTextBox;
        if (object_ != kChart && object_ != kPicture && !own_text) return;
        add_drawing(drawing_of(object_, anchor_));
        // The text inside an object of Excel 95 is not read.
        if (own_text) sheet_.drawings.back().large_picture = true;
    }

    void read_text_box(XlsRecords& records, const XlsRecord& record) {
        constexpr std::size_t kLength = 10;
        std::vector<string_view> pieces = records.pieces(record);
        pieces.erase(pieces.begin());
        const auto length = static_cast<std::uint64_t>(xls_field(record.data, kLength));
        if (length == 0 || object_ == kNote) return;
        Drawing box = drawing_of(kTextBox, anchor_);
        box.lines.push_back(XlsPieces(std::move(pieces)).characters(length));
        add_drawing(std::move(box));
    }

    void add_drawing(Drawing drawing) {
        constexpr std::size_t kMostDrawings = 100'000;
        if (sheet_.drawings.size() < kMostDrawings) sheet_.drawings.push_back(std::move(drawing));
    }

    // -------------------------------------------------------------------------------- cells

    static SheetBuilder::At at(string_view data) {
        return {{xls_field(data, 0) + 1, xls_field(data, 2) + 1}, xls_field(data, 4)};
    }

    void read_cells(XlsRecords& records, const XlsRecord& record) {
        const string_view data = record.data;
        switch (record.id) {
            case xls::kBlank:
                return out_.blank(at(data));
            case xls::kMulBlank:
                return read_many(data, 2);
            case xls::kMulRk:
                return read_many(data, 6);
            case xls::kRk:
                return add_rk(at(data), data.substr(kCellHead));
            case xls::kNumber:
                return add_number(at(data), data.substr(kCellHead));
            case xls::kLabelSst:
                return out_.shared_string(
                    at(data), data.size() < kCellHead + 4
                                  ? -1
                                  : static_cast<long long>(xls_number(data, kCellHead, 4)));
            case xls::kLabel:
            case xls::kRString:
                return add_text(records, record, kCellHead, at(data));
            case xls::kBoolErr:
                return add_bool_or_error(at(data), xls_number(data, kCellHead, 1),
                                         xls_number(data, kCellHead + 1, 1) != 0);
            default:
                return read_formula(records, data);
        }
    }

    // Cells side by side, each a format and, of `size` 6, a number.
    void read_many(string_view data, std::size_t size) {
        SheetBuilder::At cell = at(data);
        for (std::size_t i = 4; i + size + 2 <= data.size(); i += size, ++cell.name.column) {
            cell.style = xls_field(data, i);
            if (size == 2) {
                out_.blank(cell);
            } else {
                add_rk(cell, data.substr(i + 2, 4));
            }
        }
    }

    void add(const SheetBuilder::At& cell, const std::optional<Decimal>& value) {
        if (value) {
            out_.number(cell, *value);
        } else {
            out_.unreadable(cell, "damaged-cell");
        }
    }
    void add_rk(const SheetBuilder::At& cell, string_view data) {
        if (data.size() < 4) return out_.unreadable(cell, "damaged-cell");
        add(cell, decimal_of_rk(static_cast<std::uint32_t>(xls_number(data, 0, 4))));
    }
    void add_number(const SheetBuilder::At& cell, string_view data) {
        if (data.size() < 8) return out_.unreadable(cell, "damaged-cell");
        add(cell, decimal_of(xls_number(data, 0, 8)));
    }
    void add_bool_or_error(const SheetBuilder::At& cell, std::uint64_t value, bool error) {
        if (error)
            return out_.unreadable(cell, "error-value", error_name(static_cast<unsigned>(value)));
        out_.as_it_is(cell, value != 0 ? "TRUE" : "FALSE");
    }

    // A text after its length, `skipped` bytes into the record.
    void add_text(XlsRecords& records, const XlsRecord& record, std::size_t skipped,
                  const SheetBuilder::At& cell) {
        XlsPieces pieces(records.pieces(record));
        pieces.skip(skipped);
        std::string text;
        if (kind_.biff8) {
            text = pieces.string(2);
        } else {
            text = xls_bytes(pieces.bytes(pieces.number(2)), kind_.code_page);
        }
        if (!pieces.complete()) return out_.unreadable(cell, "damaged-cell", visible(text));
        out_.text(cell, visible(text));
    }

    // Whether the 0 of this formula stands for a text that was not calculated.
    bool lacks_text(string_view formula) const {
        constexpr std::size_t kSize = 20, kTokens = 22;
        if (!kind_.biff8 || formula.size() < kTokens) return false;
        const auto size = static_cast<std::size_t>(xls_field(formula, kSize));
        const FormulaKind kind = formula_kind(formula.substr(kTokens, size));
        return kind == FormulaKind::kText || (kind == FormulaKind::kAny && kind_.by_libre_office);
    }

    // A formula's result, as it was when the file was saved.
    void read_formula(XlsRecords& records, string_view data) {
        enum { kText = 0, kBool = 1, kError = 2, kEmpty = 3 };
        const SheetBuilder::At cell = at(data);
        const string_view result = data.substr(kCellHead, 8);
        if (result.size() < 8 || xls_field(result, 6) != 0xFFFF) {
            if (result.size() == 8 && xls_number(result, 0, 8) == 0 && lacks_text(data))
                return out_.unreadable(cell, "formula-without-value");
            return add_number(cell, result);
        }
        const auto kind = xls_number(result, 0, 1);
        if (kind == kBool || kind == kError)
            return add_bool_or_error(cell, xls_number(result, 2, 1), kind == kError);
        if (kind == kEmpty) return out_.blank(cell);
        if (kind != kText) return out_.unreadable(cell, "damaged-cell");
        XlsRecord record;
        while (records.next(record)) {
            if (record.id == xls::kString) return add_text(records, record, 0, cell);
            if (record.id != xls::kShrFmla && record.id != xls::kArray &&
                record.id != xls::kTable && record.id != xls::kContinue)
                break;
        }
        out_.unreadable(cell, "formula-without-value");
    }

    string_view stream_;
    SheetBuilder out_;
    XlsKind kind_;
    XlsSheet sheet_;
    std::vector<CellAt> cells_;
    std::optional<Anchor> anchor_;
    int object_ = kGroup;
};

}  // namespace

Result<XlsSheet> read_xls_sheet(string_view substream, const std::string& name,
                                const Workbook& workbook, const XlsKind& kind) {
    return XlsSheetReader(substream, name, workbook, kind).read();
}

}  // namespace mingzhang::read
