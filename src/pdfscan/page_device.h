// Poppler's view of a page → read::Page: an output device that notes what is drawn where and
// draws nothing. No glyph outline is loaded and no picture decoded.
#pragma once

#include <OutputDev.h>

#include <bitset>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pdfscan/path_shapes.h"
#include "read/page.h"
#include "read/pdf_frames.h"

class Gfx;

namespace mingzhang::pdfscan {

// More than this on a page, and the page is given up (overfull()).
struct PageLimits {
    std::size_t glyphs = read::kMostGlyphsOfPage;
    std::size_t boxes = read::kMostBoxesOfPage;  // lines, areas and images together
};

struct GivenUp {};

class PageDevice final : public OutputDev {
  public:
    // Throws GivenUp out of Gfx once `enough` says so: Gfx itself asks too rarely where forms call
    // forms. Nothing of the document may be used after that, not even to free it.
    PageDevice(const PageLimits& limits, std::function<bool()> enough)
        : limits_(limits), enough_(std::move(enough)) {}

    // Who is drawing, from Page::createGfx with this device, before it draws. Not owned.
    void drawn_by(Gfx* gfx) { gfx_ = gfx; }
    bool overfull() const { return overfull_; }
    // What was drawn between startPage and endPage, until the next startPage.
    const read::Page& page() const { return page_; }

    void set_damaged(bool damaged) { page_.damaged = damaged; }

    bool upsideDown() override { return true; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    bool useTilingPatternFill() override { return true; }
    bool useShadedFills(int) override { return true; }
    bool needNonText() override;

    void startPage(int number, GfxState* state, XRef* xref) override;
    void endPage() override;

    void stroke(GfxState* state) override;
    void fill(GfxState* state) override;
    void eoFill(GfxState* state) override;
    bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int,
                           int, int, double, double) override;
    bool functionShadedFill(GfxState* state, GfxFunctionShading*) override;
    bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override;
    bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override;
    bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override;
    bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override;

    void saveTextPos(GfxState*) override { in_pattern_text_ = true; }
    void restoreTextPos(GfxState*) override { in_pattern_text_ = false; }
    void beginString(GfxState* state, const GooString*) override;
    void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                  double origin_y, CharCode code, int bytes, const Unicode* u, int length) override;
    void beginActualText(GfxState*, const GooString* text) override;
    void endActualText(GfxState*) override;

    void beginForm(Ref) override { stop_if_enough(); }
    void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                                bool for_soft_mask) override;
    void endTransparencyGroup(GfxState*) override;

  private:
    struct Point {
        double x = 0, y = 0;
    };
    struct ActualText {
        std::string text;
        std::size_t first_glyph = 0;
    };
    // What a font says of all its glyphs.
    struct FontFacts {
        double ascent = 0, descent = 0;  // of a font of size 1
        double em = 1;                   // of a font of size 1; other than 1 in Type 3 only
        bool bold = false;
        bool codes_mean_nothing = false;  // glyph numbers, which poppler takes for characters
        std::bitset<256> guesses;         // codes that mean nothing, unlike the others
    };
    // What all glyphs of one string have in common, on the displayed page.
    struct StringFacts {
        const FontFacts* font = nullptr;
        Point up;       // from the base line to the ascent, and
        Point down;     // to the descent
        Point spacing;  // what each advance holds beyond the glyph
        Rectangle clip;
        double size = 0;
        bool bold = false, turned = false, invisible = false, vertical = false;
    };

    void stop_if_enough() const;
    const FontFacts& facts_of(const GfxFont& font);
    bool shown() const { return hidden_groups_ == 0 && !overfull_; }
    Rectangle upright_box(const Point& at, const Point& advance) const;
    static Rectangle vertical_box(const Point& at, const Point& advance, const Point& side);
    void add_ligature(const Unicode* u, int length, const Rectangle& box, const Point& advance);
    bool has_meaning(CharCode code, int bytes, const Unicode* u, int length) const;
    void add_code(char32_t code, const Rectangle& box);
    void add_glyph(char32_t code, const Rectangle& box);
    void replace_glyphs(std::size_t first, const std::u32string& text);
    // Cuts the box to what can be seen; true if nothing is left.
    static bool clipped(const GfxState& state, Rectangle& box);
    void add_others(int count);
    void add_box(std::vector<Box>& boxes, const Rectangle& box);
    bool covers_an_area(const Rectangle& box) const;
    void add_filled(const GfxState& state, Rectangle box, bool white);
    void add_image(const GfxState& state);
    bool add_shading(const GfxState& state);
    void fill_path(const GfxState& state, bool even_odd, bool patterned);

    PageLimits limits_;
    std::function<bool()> enough_;
    Gfx* gfx_ = nullptr;
    read::Page page_;
    StringFacts string_;
    std::unordered_map<const GfxFont*, FontFacts> fonts_;  // of this page
    std::vector<bool> groups_;  // open transparency groups: drawn to make a mask?
    int hidden_groups_ = 0;
    std::optional<ActualText> actual_text_;  // of the span that is open
    bool in_pattern_text_ = false;
    bool overfull_ = false;
};

}  // namespace mingzhang::pdfscan
