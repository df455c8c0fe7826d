#include "read/pdf_frames.h"

#include <gmock/gmock.h>

#include <bit>
#include <functional>
#include <limits>

namespace mingzhang::read {
namespace {

// Bytes as the child would write them.
class Bytes {
  public:
    Bytes& number(uint32_t v) {
        for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<char>(v >> (8 * i) & 0xFF));
        return *this;
    }
    Bytes& reals(std::initializer_list<float> all) {
        for (const float v : all) number(std::bit_cast<uint32_t>(v));
        return *this;
    }
    Bytes& text(std::string_view v) {
        bytes_.append(v);
        return *this;
    }
    std::string frame(FrameKind kind) const {
        Bytes out;
        out.number(static_cast<uint32_t>(kind)).number(static_cast<uint32_t>(bytes_.size()));
        return out.text(bytes_).bytes_;
    }

  private:
    std::string bytes_;
};

std::string document(uint32_t pages) {
    return Bytes().number(pages).number(0).frame(FrameKind::kDocument);
}
std::string unread(uint32_t number) { return Bytes().number(number).frame(FrameKind::kUnread); }
std::string end(uint32_t how, std::string_view text = "") {
    return Bytes().number(how).text(text).frame(FrameKind::kEnd);
}

// A page with one glyph and one line; each test spoils one of these.
struct OnePage {
    uint32_t number = 1, curves = 5, damaged = 0;
    float width = 600, height = 800;
    uint32_t glyphs = 1, lines = 1, areas = 0, images = 0;
    uint32_t code = U'支' | kBoldBit;
    float left = 50, top = 90, right = 60, bottom = 101, size = 12;
    float line_left = 100;
    std::string more;

    std::string frame() const {
        return Bytes()
            .number(number)
            .reals({width, height})
            .number(curves)
            .number(damaged)
            .number(glyphs)
            .number(lines)
            .number(areas)
            .number(images)
            .number(code)
            .reals({left, top, right, bottom, size})
            .reals({line_left, 200, 300, 201})
            .text(more)
            .frame(FrameKind::kPage);
    }
};

TEST(PdfAnswer, IsPutTogetherFromAnyPieces) {
    OnePage second;
    second.number = 3;
    second.damaged = 1;
    const std::string bytes =
        document(4) + OnePage().frame() + unread(2) + second.frame() + end(3, "too much");
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
        PdfAnswer answer;
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            ASSERT_TRUE(answer.take(std::string_view(bytes).substr(at, piece)));
        ASSERT_TRUE(answer.complete());
        EXPECT_EQ(answer.end(), FileEnd::kLimit);
        EXPECT_EQ(answer.text(), "too much");
        EXPECT_EQ(answer.page_count(), 4);
        ASSERT_EQ(answer.pages().size(), 2u);
        const Page& page = answer.pages()[0];
        EXPECT_EQ(page.number, 1);
        EXPECT_EQ(page.width, 600);
        EXPECT_EQ(page.height, 800);
        EXPECT_EQ(page.curves, 5);
        EXPECT_FALSE(page.damaged);
        ASSERT_EQ(page.glyphs.size(), 1u);
        EXPECT_EQ(page.glyphs[0].code, U'支');
        EXPECT_EQ(page.glyphs[0].box, (Box{50, 90, 60, 101}));
        EXPECT_EQ(page.glyphs[0].size, 12);
        EXPECT_TRUE(page.glyphs[0].bold);
        EXPECT_FALSE(page.glyphs[0].turned);
        ASSERT_EQ(page.lines.size(), 1u);
        EXPECT_EQ(page.lines[0], (Box{100, 200, 300, 201}));
        EXPECT_EQ(answer.pages()[1].number, 3);
        EXPECT_TRUE(answer.pages()[1].damaged);
    }
}

bool is_taken(const std::string& bytes) {
    PdfAnswer answer;
    return answer.take(bytes);
}

TEST(PdfAnswer, RefusesPagesThatCannotBe) {
    EXPECT_TRUE(is_taken(document(4) + OnePage().frame()));
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    const std::vector<std::pair<const char*, std::function<void(OnePage&)>>> faults = {
        {"page 0", [](OnePage& p) { p.number = 0; }},
        {"a page beyond the last", [](OnePage& p) { p.number = 5; }},
        {"a flag that is none", [](OnePage& p) { p.damaged = 2; }},
        {"curves below 0", [](OnePage& p) { p.curves = 0xFFFFFFFF; }},
        {"no width", [](OnePage& p) { p.width = 0; }},
        {"a width that is no number", [](OnePage& p) { p.width = kNan; }},
        {"a height without end", [](OnePage& p) { p.height = kInfinite; }},
        {"more glyphs than bytes", [](OnePage& p) { p.glyphs = 2; }},
        {"fewer glyphs than bytes", [](OnePage& p) { p.glyphs = 0; }},
        {"glyphs beyond all measure", [](OnePage& p) { p.glyphs = 0xFFFFFFFF; }},
        {"images beyond all measure", [](OnePage& p) { p.images = 0x80000000; }},
        {"bytes left over", [](OnePage& p) { p.more = "x"; }},
        {"half a surrogate", [](OnePage& p) { p.code = 0xD800; }},
        {"no character", [](OnePage& p) { p.code = 0x110000; }},
        {"a space", [](OnePage& p) { p.code = ' '; }},
        {"unknown flags", [](OnePage& p) { p.code |= 1u << 30; }},
        {"a box that is no number", [](OnePage& p) { p.top = kNan; }},
        {"a box without end", [](OnePage& p) { p.right = kInfinite; }},
        {"a box far away", [](OnePage& p) { p.left = -1e6f; }},
        {"a box from right to left", [](OnePage& p) { p.right = 40; }},
        {"a size below 0", [](OnePage& p) { p.size = -1; }},
        {"a size that is no number", [](OnePage& p) { p.size = kNan; }},
        {"a line from right to left", [](OnePage& p) { p.line_left = 400; }},
    };
    for (const auto& [name, spoil] : faults) {
        OnePage page;
        spoil(page);
        EXPECT_FALSE(is_taken(document(4) + page.frame())) << name;
    }
}

TEST(PdfAnswer, RefusesFramesOutOfOrder) {
    const std::string page = OnePage().frame();
    EXPECT_FALSE(is_taken(page));                            // before the document
    EXPECT_FALSE(is_taken(document(4) + page + page));       // twice
    EXPECT_FALSE(is_taken(document(4) + unread(2) + page));  // backwards
    EXPECT_FALSE(is_taken(document(4) + document(4)));
    EXPECT_FALSE(is_taken(document(4) + end(0) + page));  // after the end
    EXPECT_FALSE(is_taken(end(0) + "x"));
    EXPECT_FALSE(is_taken(end(4)));  // no such end
    EXPECT_FALSE(is_taken(end(0, "\x1B[2J")));
    EXPECT_FALSE(is_taken(document(0xFFFFFFFF)));
    EXPECT_FALSE(is_taken(Bytes().number(kFrameVersion).frame(FrameKind::kHello)));
}

TEST(PdfAnswer, RefusesFramesThatAreTooLongBeforeTheyArrive) {
    for (const FrameKind kind : {FrameKind::kPage, FrameKind::kEnd, FrameKind::kDocument}) {
        EXPECT_FALSE(is_taken(document(4) + Bytes().number(0).frame(kind).substr(0, 4) +
                              std::string("\xFF\xFF\xFF\x7F", 4)));
    }
    EXPECT_FALSE(is_taken(std::string(8, '\0')));
    EXPECT_FALSE(is_taken(std::string("\x09\0\0\0\x04\0\0\0", 8)));
}

TEST(PdfAnswer, HoldsNoMorePagesThanADisclosureHas) {
    std::string bytes = document(1'000'000);
    EXPECT_TRUE(is_taken(bytes + unread(kMostPages)));
    EXPECT_FALSE(is_taken(bytes + unread(kMostPages + 1)));
}

TEST(Hello, IsTheFirstFrame) {
    const std::string hello = Bytes().number(kFrameVersion).frame(FrameKind::kHello);
    for (std::size_t size = 0; size < hello.size(); ++size)
        EXPECT_EQ(parse_hello(hello.substr(0, size))->taken, 0u);
    EXPECT_EQ(parse_hello(hello + "more")->taken, hello.size());
    EXPECT_EQ(parse_hello(hello)->refusal, "");
    EXPECT_EQ(
        parse_hello(Bytes().number(kFrameVersion).text("no").frame(FrameKind::kHello))->refusal,
        "no");
    EXPECT_FALSE(parse_hello(Bytes().number(kFrameVersion + 1).frame(FrameKind::kHello)));
    EXPECT_FALSE(parse_hello(document(1)));
    EXPECT_FALSE(parse_hello("no hello at all"));
}

}  // namespace
}  // namespace mingzhang::read
