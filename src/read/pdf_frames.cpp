#include "read/pdf_frames.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace mingzhang::read {
namespace {

using std::string_view;

static_assert(sizeof(float) == 4);

uint32_t number_at(string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<uint32_t>(static_cast<unsigned char>(bytes[at + i]));
    };
    return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

float float_at(string_view bytes, std::size_t at) {
    return std::bit_cast<float>(number_at(bytes, at));
}

struct Header {
    FrameKind kind = FrameKind::kEnd;
    std::size_t size = 0;
};

constexpr std::size_t kMostPageFrame =
    kPageHeaderSize + kMostGlyphsOfPage * kGlyphSize + kMostBoxesOfPage * kBoxSize;

std::optional<Header> parse_header(string_view bytes) {
    const uint32_t kind = number_at(bytes, 0);
    const std::size_t size = number_at(bytes, 4);
    if (kind < static_cast<uint32_t>(FrameKind::kHello) ||
        kind > static_cast<uint32_t>(FrameKind::kEnd))
        return std::nullopt;
    const Header header{static_cast<FrameKind>(kind), size};
    const std::size_t most =
        header.kind == FrameKind::kPage ? kMostPageFrame : sizeof(uint32_t) + kMostText;
    if (size < sizeof(uint32_t) || size > most) return std::nullopt;
    return header;
}

bool is_text(string_view text) {
    return text.size() <= kMostText &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// What is drawn may begin outside the page, but not far.
bool is_place(float v) { return std::abs(v) <= 2 * kLongestSide; }  // false for NaN
bool is_side(float v) { return v > 0 && v <= kLongestSide; }

bool is_character(uint32_t c) { return c > 0x20 && c <= 0x10FFFF && (c < 0xD800 || c >= 0xE000); }

std::optional<Box> box_at(string_view bytes, std::size_t at) {
    const Box box{float_at(bytes, at), float_at(bytes, at + 4), float_at(bytes, at + 8),
                  float_at(bytes, at + 12)};
    if (!(is_place(box.left) && is_place(box.top) && is_place(box.right) && is_place(box.bottom)))
        return std::nullopt;
    if (box.left > box.right || box.top > box.bottom) return std::nullopt;
    return box;
}

bool take_glyph(string_view bytes, std::size_t at, Glyph& glyph) {
    const uint32_t first = number_at(bytes, at);
    const auto box = box_at(bytes, at + 4);
    glyph.size = float_at(bytes, at + 20);
    if ((first & ~(kCodeBits | kBoldBit | kTurnedBit | kInvisibleBit)) != 0) return false;
    if (!is_character(first & kCodeBits) || !box) return false;
    if (!(glyph.size >= 0 && glyph.size <= kLongestSide)) return false;
    glyph.code = first & kCodeBits;
    glyph.box = *box;
    glyph.bold = (first & kBoldBit) != 0;
    glyph.turned = (first & kTurnedBit) != 0;
    glyph.invisible = (first & kInvisibleBit) != 0;
    return true;
}

bool take_flag(uint32_t number, bool& flag) {
    flag = number == 1;
    return number <= 1;
}

bool take_boxes(string_view bytes, std::size_t& at, std::vector<Box>& boxes) {
    for (Box& box : boxes) {
        const auto taken = box_at(bytes, at);
        if (!taken) return false;
        box = *taken;
        at += kBoxSize;
    }
    return true;
}

}  // namespace

std::optional<Hello> parse_hello(string_view bytes) {
    if (bytes.size() < kFrameHeaderSize) return Hello{};
    const auto header = parse_header(bytes);
    if (!header || header->kind != FrameKind::kHello) return std::nullopt;
    const std::size_t whole = kFrameHeaderSize + header->size;
    if (bytes.size() < whole) return Hello{};
    const string_view content = bytes.substr(kFrameHeaderSize, header->size);
    if (number_at(content, 0) != kFrameVersion || !is_text(content.substr(4))) return std::nullopt;
    return Hello{whole, std::string(content.substr(4))};
}

bool PdfAnswer::take(string_view bytes) {
    buffer_.append(bytes);
    std::size_t at = 0;
    while (buffer_.size() - at >= kFrameHeaderSize) {
        if (complete()) return false;  // nothing may follow the end
        const string_view rest = string_view(buffer_).substr(at);
        const auto header = parse_header(rest);
        if (!header) return false;
        if (rest.size() < kFrameHeaderSize + header->size) break;
        if (!take_frame(header->kind, rest.substr(kFrameHeaderSize, header->size))) return false;
        at += kFrameHeaderSize + header->size;
    }
    buffer_.erase(0, at);
    return buffer_.empty() || !complete();
}

bool PdfAnswer::is_next(uint32_t number) const {
    return number > static_cast<uint32_t>(last_page_) &&
           number <= static_cast<uint32_t>(page_count_) &&
           number <= static_cast<uint32_t>(kMostPages);
}

bool PdfAnswer::take_frame(FrameKind kind, string_view content) {
    const uint32_t first = number_at(content, 0);
    switch (kind) {
        case FrameKind::kHello:
            return false;
        case FrameKind::kDocument:
            if (content.size() != 8 || page_count_ != 0 || first > 10'000'000) return false;
            page_count_ = static_cast<int>(first);
            return take_flag(number_at(content, 4), repaired_);
        case FrameKind::kPage:
            return take_page(content);
        case FrameKind::kUnread:
            if (content.size() != 4 || !is_next(first)) return false;
            last_page_ = static_cast<int>(first);
            return true;
        case FrameKind::kEnd:
            if (first > static_cast<uint32_t>(FileEnd::kLimit) || !is_text(content.substr(4)))
                return false;
            end_ = static_cast<FileEnd>(first);
            text_ = content.substr(4);
            return true;
    }
    return false;
}

bool PdfAnswer::take_page(string_view content) {
    if (content.size() < kPageHeaderSize) return false;
    const std::size_t glyphs = number_at(content, 20), lines = number_at(content, 24),
                      areas = number_at(content, 28), images = number_at(content, 32);
    if (glyphs > kMostGlyphsOfPage || lines > kMostBoxesOfPage || areas > kMostBoxesOfPage ||
        images > kMostBoxesOfPage)
        return false;
    const std::size_t boxes = lines + areas + images;
    if (content.size() != kPageHeaderSize + glyphs * kGlyphSize + boxes * kBoxSize) return false;
    glyphs_ += glyphs;
    boxes_ += boxes;
    if (glyphs_ > kMostGlyphs || boxes_ > kMostBoxes) return false;

    Page page;
    const uint32_t number = number_at(content, 0), curves = number_at(content, 12);
    page.width = float_at(content, 4);
    page.height = float_at(content, 8);
    if (!is_next(number) || curves > INT32_MAX || !is_side(page.width) || !is_side(page.height))
        return false;
    if (!take_flag(number_at(content, 16), page.damaged)) return false;
    page.number = static_cast<int>(number);
    page.curves = static_cast<int>(curves);
    page.glyphs.resize(glyphs);
    page.lines.resize(lines);
    page.areas.resize(areas);
    page.images.resize(images);
    std::size_t at = kPageHeaderSize;
    for (Glyph& glyph : page.glyphs) {
        if (!take_glyph(content, at, glyph)) return false;
        at += kGlyphSize;
    }
    if (!take_boxes(content, at, page.lines) || !take_boxes(content, at, page.areas) ||
        !take_boxes(content, at, page.images))
        return false;
    last_page_ = page.number;
    pages_.push_back(std::move(page));
    return true;
}

}  // namespace mingzhang::read
