// The records of a workbook stream of Excel 5 to 2003 (BIFF5, BIFF8; see MS-XLS): a number, a size
// and data. What is too long for one record goes on in CONTINUE records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::read {

namespace xls {
// MS-XLS 2.3.1; the sheets of a workbook of Excel 95 have the same ones, but for SST and LABELSST.
inline constexpr unsigned kFormula = 0x0006, kEof = 0x000A, kDateMode = 0x0022, kFilePass = 0x002F,
                          kContinue = 0x003C, kCodePage = 0x0042, kObj = 0x005D, kColInfo = 0x007D,
                          kBoundSheet = 0x0085, kMulRk = 0x00BD, kMulBlank = 0x00BE,
                          kRString = 0x00D6, kXf = 0x00E0, kMergedCells = 0x00E5, kDrawing = 0x00EC,
                          kSst = 0x00FC, kLabelSst = 0x00FD, kTxo = 0x01B6, kBlank = 0x0201,
                          kNumber = 0x0203, kLabel = 0x0204, kBoolErr = 0x0205, kString = 0x0207,
                          kRow = 0x0208, kArray = 0x0221, kTable = 0x0236, kWindow2 = 0x023E,
                          kRk = 0x027E, kFormat = 0x041E, kShrFmla = 0x04BC, kBof = 0x0809;
}  // namespace xls

// A little-endian number of up to eight bytes; 0 beyond the end.
std::uint64_t xls_number(std::string_view bytes, std::size_t at, std::size_t size);
// The usual field, of two bytes.
int xls_field(std::string_view bytes, std::size_t at);

struct XlsRecord {
    unsigned id = 0;
    std::size_t at = 0;  // where it stands in the stream
    std::string_view data;
};

class XlsRecords {
  public:
    explicit XlsRecords(std::string_view stream, std::size_t at = 0) : stream_(stream), at_(at) {}

    // False at the end, and for a record that is cut off.
    bool next(XlsRecord& record);
    // The data of this record and of the CONTINUE records after it, which are passed.
    std::vector<std::string_view> pieces(const XlsRecord& record);

  private:
    std::string_view stream_;
    std::size_t at_;
};

// Reads on through the pieces of one record.
class XlsPieces {
  public:
    explicit XlsPieces(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}

    // Whether all that was asked for was there.
    bool complete() const { return complete_; }

    std::uint64_t number(std::size_t size);
    void skip(std::uint64_t bytes);
    std::string bytes(std::uint64_t count);
    // A string of BIFF8: `length_size` bytes with the number of characters, options, perhaps
    // the sizes of runs of formats and of phonetic hints, the characters, the runs and hints.
    std::string string(std::size_t length_size);
    // That many characters after their options. A piece that goes on with characters begins with
    // options of its own: their width may change.
    std::string characters(std::uint64_t count);

  private:
    std::string characters(std::uint64_t count, bool wide);
    void pass(std::uint64_t bytes, std::string* copy);
    bool more();  // whether a byte is left, perhaps in the next piece

    std::vector<std::string_view> pieces_;
    std::size_t piece_ = 0;
    bool complete_ = true;
};

// The characters of a string of BIFF5: bytes in the code page of the workbook (0 for none stated).
std::string xls_bytes(std::string_view bytes, int code_page);

}  // namespace mingzhang::read
