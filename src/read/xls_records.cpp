#include "read/xls_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr std::size_t kHead = 4;
constexpr unsigned kWide = 0x01, kPhonetic = 0x04, kRuns = 0x08;

std::string from_latin1(string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        if (b < 0x80) {
            out.push_back(c);
        } else {
            out.push_back(static_cast<char>(0xC0 | b >> 6));
            out.push_back(static_cast<char>(0x80 | (b & 0x3F)));
        }
    }
    return out;
}

}  // namespace

std::uint64_t xls_number(string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || size > bytes.size() - at) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

int xls_field(string_view bytes, std::size_t at) {
    return static_cast<int>(xls_number(bytes, at, 2));
}

bool XlsRecords::next(XlsRecord& record) {
    if (at_ > stream_.size() || stream_.size() - at_ < kHead) return false;
    const std::size_t size = xls_number(stream_, at_ + 2, 2);
    if (stream_.size() - at_ - kHead < size) return false;
    record = {static_cast<unsigned>(xls_number(stream_, at_, 2)), at_,
              stream_.substr(at_ + kHead, size)};
    at_ += kHead + size;
    return true;
}

std::vector<string_view> XlsRecords::pieces(const XlsRecord& record) {
    std::vector<string_view> out{record.data};
    XlsRecord after;
    for (std::size_t here = at_; next(after); here = at_) {
        if (after.id != xls::kContinue) {
            at_ = here;
            break;
        }
        out.push_back(after.data);
    }
    return out;
}

bool XlsPieces::more() {
    while (piece_ < pieces_.size() && pieces_[piece_].empty()) ++piece_;
    return piece_ < pieces_.size();
}

std::uint64_t XlsPieces::number(std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (!more()) {
            complete_ = false;
            return 0;
        }
        value |= std::uint64_t{static_cast<unsigned char>(pieces_[piece_].front())} << 8 * i;
        pieces_[piece_].remove_prefix(1);
    }
    return value;
}

void XlsPieces::skip(std::uint64_t bytes) { pass(bytes, nullptr); }

std::string XlsPieces::bytes(std::uint64_t count) {
    std::string out;
    pass(count, &out);
    return out;
}

void XlsPieces::pass(std::uint64_t bytes, std::string* copy) {
    while (bytes > 0) {
        if (!more()) {
            complete_ = false;
            return;
        }
        const std::size_t part = std::min<std::uint64_t>(bytes, pieces_[piece_].size());
        if (copy != nullptr) *copy += pieces_[piece_].substr(0, part);
        pieces_[piece_].remove_prefix(part);
        bytes -= part;
    }
}

std::string XlsPieces::string(std::size_t length_size) {
    const std::uint64_t count = number(length_size);
    const auto options = static_cast<unsigned>(number(1));
    const std::uint64_t runs = (options & kRuns) != 0 ? number(2) : 0;
    const std::uint64_t phonetic = (options & kPhonetic) != 0 ? number(4) : 0;
    std::string out = characters(count, (options & kWide) != 0);
    skip(runs * 4);
    skip(phonetic);
    return out;
}

std::string XlsPieces::characters(std::uint64_t count) {
    if (count == 0) return {};
    const auto options = static_cast<unsigned>(number(1));
    return characters(count, (options & kWide) != 0);
}

std::string XlsPieces::characters(std::uint64_t count, bool wide) {
    std::string units;  // of UTF-16, whatever they were stored as
    std::string out;
    const auto flush = [&] {
        out += text::decode_utf16le(units);
        units.clear();
    };
    while (count > 0) {
        const std::size_t before = piece_;
        if (!more()) {
            complete_ = false;
            break;
        }
        if (piece_ != before) wide = (number(1) & kWide) != 0;
        string_view& piece = pieces_[piece_];
        const std::size_t width = wide ? 2 : 1;
        const std::uint64_t part = std::min<std::uint64_t>(count, piece.size() / width);
        if (wide) {
            units += piece.substr(0, part * 2);
        } else {
            flush();
            out += from_latin1(piece.substr(0, part));
        }
        piece.remove_prefix(part * width);
        if (piece.size() == 1 && wide && part < count) piece = {};  // half a character
        count -= part;
    }
    flush();
    return out;
}

std::string xls_bytes(string_view bytes, int code_page) {
    constexpr int kChinese = 936, kUtf16 = 1200, kMacintosh = 0x8000;
    if (code_page == 0 || code_page == kChinese || code_page == kUtf16)
        return text::decode_as(bytes, "GB18030");
    if (code_page == kMacintosh) return text::decode_as(bytes, "MACINTOSH");
    if (code_page == 0x8001) code_page = 1252;
    return text::decode_as(bytes, fmt::format("CP{}", code_page).c_str());
}

}  // namespace mingzhang::read
