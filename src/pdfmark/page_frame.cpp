#include "pdfmark/page_frame.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mingzhang::pdfmark {
namespace {

constexpr int kHighestTree = 100;  // of pages, where attributes are inherited
// Of a page that names none: US Letter, as readers have it.
constexpr Rectangle kUsual{{0, 0}, {612, 792}};

std::optional<Rectangle> box_of(const Object& array) {
    if (array.items() != 4) return std::nullopt;
    std::array<double, 4> sides{};
    for (int i = 0; i < 4; ++i) {
        const auto side = array.item(i).number();
        if (!side || !std::isfinite(*side)) return std::nullopt;
        sides[static_cast<std::size_t>(i)] = *side;
    }
    const auto [a, b, c, d] = sides;
    return Rectangle{{std::min(a, c), std::min(b, d)}, {std::max(a, c), std::max(b, d)}};
}

// What `read` makes of the entry of the page, else of the nearest tree above it.
template <class Read>
auto inherited(Object node, const char* name, Read read) -> decltype(read(node)) {
    for (int i = 0; i < kHighestTree && node.is_dictionary(); ++i) {
        if (const auto value = read(node.key(name))) return value;
        node = node.key("/Parent");
    }
    return std::nullopt;
}

Rectangle clipped(const Rectangle& a, const Rectangle& b) {
    return {{std::clamp(a.low.x, b.low.x, b.high.x), std::clamp(a.low.y, b.low.y, b.high.y)},
            {std::clamp(a.high.x, b.low.x, b.high.x), std::clamp(a.high.y, b.low.y, b.high.y)}};
}

int quarters_of(const Object& page) {
    const auto degrees =
        inherited(page, "/Rotate", [](const Object& value) { return value.number(); });
    if (!degrees || !(std::fabs(*degrees) < 1e6)) return 0;
    return static_cast<int>(std::fmod(std::fmod(*degrees, 360) + 360, 360) / 90);
}

}  // namespace

Point PageFrame::point(float x, float y) const {
    switch (quarters) {
        case 1:
            return {crop.low.x + double{y}, crop.low.y + double{x}};
        case 2:
            return {crop.high.x - double{x}, crop.low.y + double{y}};
        case 3:
            return {crop.high.x - double{y}, crop.high.y - double{x}};
        default:
            return {crop.low.x + double{x}, crop.high.y - double{y}};
    }
}

Rectangle PageFrame::rectangle(const Box& box) const {
    const Point a = point(box.left, box.top), b = point(box.right, box.bottom);
    return {{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}};
}

std::array<Point, 4> PageFrame::corners(const Box& box) const {
    return {point(box.left, box.top), point(box.right, box.top), point(box.left, box.bottom),
            point(box.right, box.bottom)};
}

PageFrame frame_of(const Object& page) {
    const Rectangle media = inherited(page, "/MediaBox", box_of).value_or(kUsual);
    PageFrame frame;
    frame.crop = clipped(inherited(page, "/CropBox", box_of).value_or(media), media);
    frame.quarters = quarters_of(page);
    frame.width = static_cast<float>(frame.crop.high.x - frame.crop.low.x);
    frame.height = static_cast<float>(frame.crop.high.y - frame.crop.low.y);
    if (frame.quarters % 2 == 1) std::swap(frame.width, frame.height);
    return frame;
}

}  // namespace mingzhang::pdfmark
