#include "pdfscan/page_device.h"

#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <UTF.h>
#include <goo/gmem.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "pdfscan/doubles.h"
#include "pdfscan/path_shapes.h"

namespace mingzhang::pdfscan {
namespace {

constexpr char32_t kUnreadable = 0xFFFD;
// A filled rectangle, or a stroke, that is thinner is a line.
constexpr double kThickestLine = 4;
// Lines without thickness are drawn as thin as the device can.
constexpr double kHairline = 0.1;
// Lighter than this in each colour is white, of 1.
constexpr double kWhite = 0.99;
// Shaded cells are this far apart at most where a white line divides them.
constexpr double kGap = 2;
// Shaded areas that a white line is looked for on: the latest ones, so that no page takes forever.
constexpr std::size_t kAreasTried = 1'000;
// A glyph of which less than this share lies inside the clipping region is not seen.
constexpr double kLeastSeen = 0.2;
// Text leaning more than this (rise over run) does not run from left to right.
constexpr double kMostLean = 0.25;

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0xAD ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || c == 0x205F ||
           (c >= 0x2060 && c <= 0x2064) || c == 0x3000 || c == 0xFEFF;
}

// Control characters and what is no character stand for glyphs without a meaning.
bool is_character(char32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !(c >= 0xD800 && c < 0xE000) &&
           (c & 0xFFFE) != 0xFFFE && c <= 0x10FFFF;
}

bool names_bold(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::string_view word : {"bold", "black", "heavy"})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

bool is_bold(const GfxFont& font) {
    return font.isBold() || font.getWeight() >= GfxFont::W600 ||
           names_bold(font.getNameWithoutSubsetTag());
}

// Type 3 fonts choose their own unit; its widest glyph is about one em.
double em_of_type3(const GfxFont& font) {
    const auto& type3 = static_cast<const Gfx8BitFont&>(font);
    double widest = 0;
    for (int code = 0; code < 256; ++code)
        widest = std::max(widest, std::abs(type3.getWidth(static_cast<unsigned char>(code))));
    return widest > 0 ? widest : 1;
}

bool is_white(const GfxRGB& colour) {
    return std::min({colToDbl(colour.r), colToDbl(colour.g), colToDbl(colour.b)}) >= kWhite;
}

bool is_place(double v) { return std::abs(v) <= 2 * double{read::kLongestSide}; }

// Whether a glyph of an 8-bit font got its own code for a character only because poppler knows
// nothing better: its name is no word and holds no number that says so.
bool is_guess(const char* name, int code) {
    if (!name || globalParams->mapNameToUnicodeText(name) != 0) return false;
    const std::string_view word = name;
    const std::size_t digits = word.find_first_of("0123456789");
    if (digits == std::string_view::npos) return true;
    const std::string number(word.substr(digits));
    return std::strtol(number.c_str(), nullptr, 10) != code &&
           std::strtol(number.c_str(), nullptr, 16) != code;
}

std::bitset<256> guesses_of(const GfxFont& font) {
    std::bitset<256> guesses;
    if (font.isCIDFont() || font.hasToUnicodeCMap()) return guesses;
    const auto& narrow = static_cast<const Gfx8BitFont&>(font);
    for (int code = 0; code < 256; ++code)
        guesses[static_cast<std::size_t>(code)] = is_guess(narrow.getCharName(code), code);
    return guesses;
}

double overlap(double low, double high, double from, double to) {
    return std::min(high, to) - std::max(low, from);
}

}  // namespace

void PageDevice::startPage(int number, GfxState* state, XRef*) {
    page_.glyphs.clear();  // clear() keeps the memory for this page
    page_.lines.clear();
    page_.areas.clear();
    page_.images.clear();
    page_.curves = 0;
    page_.number = number;
    page_.width = static_cast<float>(state->getPageWidth());
    page_.height = static_cast<float>(state->getPageHeight());
    fonts_.clear();
    groups_.clear();
    hidden_groups_ = 0;
    in_pattern_text_ = false;
    overfull_ = false;
    actual_text_.reset();
}

void PageDevice::endPage() { unite_doubles(page_.glyphs); }

// --- text -------------------------------------------------------------------------------------

const PageDevice::FontFacts& PageDevice::facts_of(const GfxFont& font) {
    const auto known = fonts_.find(&font);
    if (known != fonts_.end()) return known->second;
    FontFacts facts;
    facts.bold = is_bold(font);
    if (font.getType() == fontType3) facts.em = em_of_type3(font);
    if (font.getType() == fontType3) {
        facts.ascent = 0.86 * facts.em;
        facts.descent = -0.14 * facts.em;
    } else {
        facts.ascent = std::clamp(font.getAscent(), 0.5, 1.05);
        facts.descent = std::clamp(font.getDescent(), -0.4, 0.0);
    }
    if (font.isCIDFont() && !font.hasToUnicodeCMap()) {
        const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
        facts.codes_mean_nothing = collection && collection->cmp("Adobe-Identity") == 0;
    }
    facts.guesses = guesses_of(font);
    return fonts_.emplace(&font, facts).first->second;
}

void PageDevice::beginString(GfxState* state, const GooString*) {
    const GfxFont* font = state->getFont().get();
    if (!font) return;
    string_.font = &facts_of(*font);
    string_.vertical = font->getWMode() != 0;

    const double* text = state->getTextMat();
    const double* ctm = state->getCTM();
    const auto to_page = [&](double x, double y) {
        const double tx = text[0] * x + text[2] * y, ty = text[1] * x + text[3] * y;
        return Point{ctm[0] * tx + ctm[2] * ty, ctm[1] * tx + ctm[3] * ty};
    };
    const double size = state->getFontSize(), stretch = state->getHorizScaling();
    string_.up = to_page(0, size * string_.font->ascent);
    string_.down = to_page(0, size * string_.font->descent);
    string_.spacing = string_.vertical ? to_page(0, state->getCharSpace())
                                       : to_page(state->getCharSpace() * stretch, 0);
    const Point along = to_page(size * stretch, 0), upright = to_page(0, size);
    string_.size = std::hypot(upright.x, upright.y) * string_.font->em;
    string_.turned = string_.vertical || !(along.x > 0 && std::abs(along.y) <= kMostLean * along.x);

    const int render = state->getRender() & 3;
    string_.bold = string_.font->bold || render == 2;
    string_.invisible = render == 3 || (render == 0 && state->getFillOpacity() <= 0);
    state->getClipBBox(&string_.clip.left, &string_.clip.top, &string_.clip.right,
                       &string_.clip.bottom);
}

Rectangle PageDevice::upright_box(const Point& at, const Point& advance) const {
    const Point &up = string_.up, &down = string_.down;
    return {at.x + std::min(0.0, advance.x) + std::min(up.x, down.x),
            at.y + std::min(0.0, advance.y) + std::min(up.y, down.y),
            at.x + std::max(0.0, advance.x) + std::max(up.x, down.x),
            at.y + std::max(0.0, advance.y) + std::max(up.y, down.y)};
}

// The advance of vertical writing runs down the middle of the glyph; `side` leads from there to
// its side.
Rectangle PageDevice::vertical_box(const Point& at, const Point& advance, const Point& side) {
    return {at.x - std::abs(side.x) + std::min(0.0, advance.x),
            at.y - std::abs(side.y) + std::min(0.0, advance.y),
            at.x + std::abs(side.x) + std::max(0.0, advance.x),
            at.y + std::abs(side.y) + std::max(0.0, advance.y)};
}

void PageDevice::drawChar(GfxState* state, double x, double y, double dx, double dy,
                          double origin_x, double, CharCode code, int bytes, const Unicode* u,
                          int length) {
    if (!shown()) return;
    Point at, advance, side;
    state->transform(x, y, &at.x, &at.y);
    state->transformDelta(dx, dy, &advance.x, &advance.y);
    advance.x -= string_.spacing.x;
    advance.y -= string_.spacing.y;
    if (string_.vertical) state->transformDelta(origin_x, 0, &side.x, &side.y);
    const Rectangle box =
        string_.vertical ? vertical_box(at, advance, side) : upright_box(at, advance);
    if (has_meaning(code, bytes, u, length)) {
        if (length == 1) {
            add_code(u[0], box);
        } else {
            add_ligature(u, length, box, advance);
        }
    } else if (!(bytes == 1 && code == ' ')) {
        // (Fonts often hold neither glyph nor name for a space.)
        add_code(kUnreadable, box);
    }
}

// Its characters share its box in the direction of the advance.
void PageDevice::add_ligature(const Unicode* u, int length, const Rectangle& box,
                              const Point& advance) {
    const bool along = std::abs(advance.x) >= std::abs(advance.y);
    const bool backwards = (along ? advance.x : advance.y) < 0;
    const double step = (along ? box.right - box.left : box.bottom - box.top) / length;
    for (int i = 0; i < length; ++i) {
        const double before = step * (backwards ? length - 1 - i : i);
        Rectangle part = box;
        (along ? part.left : part.top) += before;
        (along ? part.right : part.bottom) = (along ? part.left : part.top) + step;
        add_code(u[i], part);
    }
}

bool PageDevice::has_meaning(CharCode code, int bytes, const Unicode* u, int length) const {
    if (length <= 0 || string_.font->codes_mean_nothing) return false;
    const bool guess =
        bytes == 1 && length == 1 && u[0] == code && code < 256 && string_.font->guesses[code];
    return !guess;
}

void PageDevice::add_code(char32_t code, const Rectangle& box) {
    if (is_space(code)) return;
    add_glyph(is_character(code) ? code : kUnreadable, box);
}

void PageDevice::add_glyph(char32_t code, const Rectangle& box) {
    const double width = box.right - box.left, height = box.bottom - box.top;
    if (!(is_place(box.left) && is_place(box.right) && is_place(box.top) && is_place(box.bottom) &&
          string_.size > 0 && string_.size <= double{read::kLongestSide}))
        return;
    const Rectangle& clip = string_.clip;
    if (!(overlap(box.left, box.right, clip.left, clip.right) >= kLeastSeen * width &&
          overlap(box.top, box.bottom, clip.top, clip.bottom) >= kLeastSeen * height))
        return;
    if (page_.glyphs.size() >= limits_.glyphs) {
        overfull_ = true;
        return;
    }
    read::Glyph& glyph = page_.glyphs.emplace_back();
    glyph.code = code;
    glyph.box = {static_cast<float>(box.left), static_cast<float>(box.top),
                 static_cast<float>(box.right), static_cast<float>(box.bottom)};
    glyph.size = static_cast<float>(string_.size);
    glyph.bold = string_.bold;
    glyph.turned = string_.turned;
    glyph.invisible = string_.invisible;
}

// What the text is said to be counts only where the glyphs themselves say nothing: otherwise what
// is displayed counts.
void PageDevice::beginActualText(GfxState*, const GooString* text) {
    actual_text_ = ActualText{text->toStr(), page_.glyphs.size()};
}

void PageDevice::endActualText(GfxState*) {
    const std::optional<ActualText> actual = std::exchange(actual_text_, std::nullopt);
    if (!actual || actual->first_glyph >= page_.glyphs.size()) return;
    const auto first = page_.glyphs.begin() + static_cast<std::ptrdiff_t>(actual->first_glyph);
    if (std::none_of(first, page_.glyphs.end(),
                     [](const read::Glyph& g) { return g.code == kUnreadable; }))
        return;
    Unicode* u = nullptr;
    const int length = TextStringToUCS4(actual->text, &u);
    std::u32string text;
    for (int i = 0; i < length; ++i)
        if (!is_space(u[i]) && is_character(u[i])) text.push_back(u[i]);
    gfree(u);
    if (text.empty()) return;
    replace_glyphs(actual->first_glyph, text);
}

void PageDevice::replace_glyphs(std::size_t first, const std::u32string& text) {
    std::vector<read::Glyph>& glyphs = page_.glyphs;
    if (glyphs.size() - first == text.size()) {
        for (std::size_t i = 0; i < text.size(); ++i) glyphs[first + i].code = text[i];
        return;
    }
    read::Glyph whole = glyphs[first];
    for (std::size_t i = first; i < glyphs.size(); ++i) {
        whole.box = {std::min(whole.box.left, glyphs[i].box.left),
                     std::min(whole.box.top, glyphs[i].box.top),
                     std::max(whole.box.right, glyphs[i].box.right),
                     std::max(whole.box.bottom, glyphs[i].box.bottom)};
    }
    glyphs.resize(first);
    const float step = (whole.box.right - whole.box.left) / static_cast<float>(text.size());
    for (std::size_t i = 0; i < text.size() && glyphs.size() < limits_.glyphs; ++i) {
        read::Glyph& glyph = glyphs.emplace_back(whole);
        glyph.code = text[i];
        glyph.box.left = whole.box.left + static_cast<float>(i) * step;
        glyph.box.right = glyph.box.left + step;
    }
}

// --- lines, areas, pictures -------------------------------------------------------------------

bool PageDevice::clipped(const GfxState& state, Rectangle& box) {
    Rectangle clip;
    state.getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
    box.left = std::max(box.left, clip.left);
    box.top = std::max(box.top, clip.top);
    box.right = std::min(box.right, clip.right);
    box.bottom = std::min(box.bottom, clip.bottom);
    return !(box.left <= box.right && box.top <= box.bottom);
}

void PageDevice::add_box(std::vector<Box>& boxes, const Rectangle& box) {
    if (page_.lines.size() + page_.areas.size() + page_.images.size() >= limits_.boxes) {
        overfull_ = true;
        return;
    }
    boxes.push_back({static_cast<float>(box.left), static_cast<float>(box.top),
                     static_cast<float>(box.right), static_cast<float>(box.bottom)});
}

// White is seen on something darker only.
bool PageDevice::covers_an_area(const Rectangle& box) const {
    const double x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const std::size_t first = page_.areas.size() - std::min(page_.areas.size(), kAreasTried);
    return std::any_of(page_.areas.begin() + static_cast<std::ptrdiff_t>(first), page_.areas.end(),
                       [&](const Box& area) {
                           return x >= double{area.left} - kGap && x <= double{area.right} + kGap &&
                                  y >= double{area.top} - kGap && y <= double{area.bottom} + kGap;
                       });
}

void PageDevice::add_others(int count) {
    page_.curves += std::min(count, std::numeric_limits<int>::max() - page_.curves);
}

void PageDevice::add_filled(const GfxState& state, Rectangle box, bool white) {
    if (clipped(state, box) || (white && !covers_an_area(box))) return;
    const double width = box.right - box.left, height = box.bottom - box.top;
    if (std::min(width, height) >= kThickestLine) {
        add_box(page_.areas, box);
        return;
    }
    if (std::max(width, height) <= 0) return;
    if (width < kHairline) {
        box.left -= (kHairline - width) / 2;
        box.right = box.left + kHairline;
    }
    if (height < kHairline) {
        box.top -= (kHairline - height) / 2;
        box.bottom = box.top + kHairline;
    }
    add_box(page_.lines, box);
}

void PageDevice::fill_path(const GfxState& state, bool even_odd, bool patterned) {
    if (!shown() || in_pattern_text_ || state.getFillOpacity() <= 0) return;
    const Shapes shapes = shapes_of_fill(*state.getPath(), state.getCTM(), even_odd);
    add_others(shapes.others);
    if (shapes.boxes.empty()) return;
    GfxRGB colour{};
    state.getFillRGB(&colour);
    const bool white = !patterned && is_white(colour);
    for (const Rectangle& box : shapes.boxes) add_filled(state, box, white);
}

void PageDevice::stroke(GfxState* state) {
    if (!shown() || state->getStrokeOpacity() <= 0) return;
    const Pen pen{state->getLineWidth(), state->getLineCap()};
    const Shapes shapes = shapes_of_stroke(*state->getPath(), state->getCTM(), pen);
    add_others(shapes.others);
    if (shapes.boxes.empty()) return;
    GfxRGB colour{};
    state->getStrokeRGB(&colour);
    for (const Rectangle& box : shapes.boxes) add_filled(*state, box, is_white(colour));
}

void PageDevice::fill(GfxState* state) { fill_path(*state, false, false); }
void PageDevice::eoFill(GfxState* state) { fill_path(*state, true, false); }

// Gfx asks this at three kinds of places: before a fill or stroke with a pattern (the path is
// still there), before the pattern of a text, and before a picture. "No" makes it skip all three
// without decoding anything, so this is where they are noted.
bool PageDevice::needNonText() {
    if (!gfx_ || !shown() || in_pattern_text_) return false;
    const GfxState& state = *gfx_->getState();
    if (state.isPath()) {
        fill_path(state, false, true);
    } else {
        add_image(state);
    }
    return false;
}

// A picture fills the unit square.
void PageDevice::add_image(const GfxState& state) {
    const double* m = state.getCTM();
    Rectangle box{m[4] + std::min({0.0, m[0], m[2], m[0] + m[2]}),
                  m[5] + std::min({0.0, m[1], m[3], m[1] + m[3]}),
                  m[4] + std::max({0.0, m[0], m[2], m[0] + m[2]}),
                  m[5] + std::max({0.0, m[1], m[3], m[1] + m[3]})};
    if (!clipped(state, box)) add_box(page_.images, box);
}

// A shading fills what is not clipped away.
bool PageDevice::add_shading(const GfxState& state) {
    Rectangle all{-HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL};
    if (shown() && !in_pattern_text_) add_filled(state, all, false);
    return true;
}

bool PageDevice::tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                                   int, int, int, double, double) {
    return true;
}
bool PageDevice::functionShadedFill(GfxState* state, GfxFunctionShading*) {
    return add_shading(*state);
}
bool PageDevice::axialShadedFill(GfxState* state, GfxAxialShading*, double, double) {
    return add_shading(*state);
}
bool PageDevice::radialShadedFill(GfxState* state, GfxRadialShading*, double, double) {
    return add_shading(*state);
}
bool PageDevice::gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) {
    return add_shading(*state);
}
bool PageDevice::patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) {
    return add_shading(*state);
}

// --- groups -----------------------------------------------------------------------------------

void PageDevice::stop_if_enough() const {
    if (enough_()) throw GivenUp{};
}

void PageDevice::beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                                        bool for_soft_mask) {
    stop_if_enough();
    groups_.push_back(for_soft_mask);
    hidden_groups_ += for_soft_mask;
}

void PageDevice::endTransparencyGroup(GfxState*) {
    if (groups_.empty()) return;
    hidden_groups_ -= groups_.back();
    groups_.pop_back();
}

}  // namespace mingzhang::pdfscan
