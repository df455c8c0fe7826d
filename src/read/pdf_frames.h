// The bytes between PdfScanner (pdf_scan.h) and the program mingzhang-pdfscan, which shares this
// header but no code. Numbers are little-endian, coordinates IEEE 754 single precision.
//
//   child    hello                      once
//   reader   request                    for each file: u64 size, then so many bytes
//   child    document? page|unread* end for each file
//
// A frame is u32 kind, u32 size of what follows, and:
//
//   hello     u32 kFrameVersion; then text: empty, or why the child refuses to work
//   document  u32 number of pages, u32 1 if the file had to be repaired, else 0
//   page      u32 number, f32 width, f32 height, u32 curves, u32 1 if damaged, else 0
//             u32 count of glyphs, of lines, of areas, of images,
//             glyphs: u32 code and flags, f32 left, top, right, bottom, size
//             lines, areas, images: f32 left, top, right, bottom
//   unread    u32 number               of a page that could not be read
//   end       u32 FileEnd; then text: which limit
//
// Numbers of pages rise from 1; pages that are neither sent nor unread were not reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/page.h"

namespace mingzhang::read {

inline constexpr uint32_t kFrameVersion = 1;

enum class FrameKind : uint32_t { kHello = 1, kDocument, kPage, kUnread, kEnd };

enum class FileEnd : uint32_t {
    kComplete,   // every page was sent as page or unread
    kEncrypted,  // a password is needed
    kDamaged,    // no PDF, or nothing of it could be repaired
    kLimit,      // given up: too large, or too much work
};

inline constexpr std::size_t kFrameHeaderSize = 8;
inline constexpr std::size_t kPageHeaderSize = 36;
inline constexpr std::size_t kGlyphSize = 24;
inline constexpr std::size_t kBoxSize = 16;

// In the number that holds the code of a glyph.
inline constexpr uint32_t kCodeBits = 0x1FFFFF;
inline constexpr uint32_t kBoldBit = 1u << 24;
inline constexpr uint32_t kTurnedBit = 1u << 25;
inline constexpr uint32_t kInvisibleBit = 1u << 26;

// What the child keeps to, and the reader insists on.
inline constexpr std::size_t kMostFileBytes = 256u << 20;
inline constexpr int kMostPages = 2'000;
inline constexpr std::size_t kMostGlyphsOfPage = 200'000;
inline constexpr std::size_t kMostBoxesOfPage = 200'000;
inline constexpr std::size_t kMostGlyphs = 4'000'000;
inline constexpr std::size_t kMostBoxes = 4'000'000;
inline constexpr float kLongestSide = 20'000;  // of a page, in points
inline constexpr std::size_t kMostText = 200;  // bytes

// The answer of the child to one file, put together while its bytes arrive. The child has met an
// untrusted file and is not trusted either.
class PdfAnswer {
  public:
    // Takes the next bytes, of any number. False once they are not what the format allows; what
    // was read before that stays.
    bool take(std::string_view bytes);

    bool begun() const { return page_count_ > 0 || complete() || !buffer_.empty(); }
    bool complete() const { return end_.has_value(); }
    FileEnd end() const { return *end_; }
    const std::string& text() const { return text_; }  // ASCII, may be empty

    // Of the document; 0 until the child has said it.
    int page_count() const { return page_count_; }
    bool repaired() const { return repaired_; }
    std::vector<Page>& pages() { return pages_; }

  private:
    bool take_frame(FrameKind kind, std::string_view content);
    bool take_page(std::string_view content);
    bool is_next(uint32_t number) const;

    std::string buffer_;
    std::optional<FileEnd> end_;
    std::string text_;
    int page_count_ = 0;
    bool repaired_ = false;
    int last_page_ = 0;
    std::size_t glyphs_ = 0, boxes_ = 0;
    std::vector<Page> pages_;
};

// The child's first frame. `taken` is the number of its bytes, 0 while more are needed; `refusal`
// says why the child will not work. Nothing if this is no hello.
struct Hello {
    std::size_t taken = 0;
    std::string refusal;
};
std::optional<Hello> parse_hello(std::string_view bytes);

}  // namespace mingzhang::read
