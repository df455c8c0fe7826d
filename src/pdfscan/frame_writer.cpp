#include "pdfscan/frame_writer.h"

#include <bit>
#include <cstring>
#include <vector>

namespace mingzhang::pdfscan {
namespace {

using read::FrameKind;

class Frame {
  public:
    Frame(std::string& out, FrameKind kind, std::size_t size) : out_(out) {
        out_.reserve(out_.size() + read::kFrameHeaderSize + size);
        number(static_cast<uint32_t>(kind));
        number(static_cast<uint32_t>(size));
    }

    void number(uint32_t v) {
        if constexpr (std::endian::native == std::endian::big) v = __builtin_bswap32(v);
        char bytes[4];
        std::memcpy(bytes, &v, sizeof v);
        out_.append(bytes, sizeof bytes);
    }

    void real(float v) { number(std::bit_cast<uint32_t>(v)); }
    void count(std::size_t v) { number(static_cast<uint32_t>(v)); }
    void text(std::string_view v) { out_.append(v); }

    void box(const Box& b) {
        real(b.left);
        real(b.top);
        real(b.right);
        real(b.bottom);
    }

    void boxes(const std::vector<Box>& all) {
        for (const Box& b : all) box(b);
    }

    void glyph(const read::Glyph& g) {
        number(static_cast<uint32_t>(g.code) | (g.bold ? read::kBoldBit : 0) |
               (g.turned ? read::kTurnedBit : 0) | (g.invisible ? read::kInvisibleBit : 0));
        box(g.box);
        real(g.size);
    }

  private:
    std::string& out_;
};

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c >= ' ' && c <= '~' && out.size() < read::kMostText) out.push_back(c);
    return out;
}

void append_text(std::string& out, FrameKind kind, uint32_t number, std::string_view text) {
    const std::string shown = plain(text);
    Frame frame(out, kind, 4 + shown.size());
    frame.number(number);
    frame.text(shown);
}

}  // namespace

void append_hello(std::string& out, std::string_view refusal) {
    append_text(out, FrameKind::kHello, read::kFrameVersion, refusal);
}

void append_document(std::string& out, int pages, bool repaired) {
    Frame frame(out, FrameKind::kDocument, 8);
    frame.number(static_cast<uint32_t>(pages));
    frame.number(repaired);
}

void append_unread(std::string& out, int number) {
    append_text(out, FrameKind::kUnread, static_cast<uint32_t>(number), {});
}

void append_end(std::string& out, read::FileEnd end, std::string_view text) {
    append_text(out, FrameKind::kEnd, static_cast<uint32_t>(end), text);
}

void append_page(std::string& out, const read::Page& page) {
    const std::size_t boxes = page.lines.size() + page.areas.size() + page.images.size();
    Frame frame(
        out, FrameKind::kPage,
        read::kPageHeaderSize + page.glyphs.size() * read::kGlyphSize + boxes * read::kBoxSize);
    frame.count(static_cast<std::size_t>(page.number));
    frame.real(page.width);
    frame.real(page.height);
    frame.count(static_cast<std::size_t>(page.curves));
    frame.number(page.damaged);
    frame.count(page.glyphs.size());
    frame.count(page.lines.size());
    frame.count(page.areas.size());
    frame.count(page.images.size());
    for (const read::Glyph& g : page.glyphs) frame.glyph(g);
    frame.boxes(page.lines);
    frame.boxes(page.areas);
    frame.boxes(page.images);
}

}  // namespace mingzhang::pdfscan
