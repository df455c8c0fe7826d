// The typefaces of GB/T 9704-2012: the official names where they are installed, else the Noto
// fonts.
#pragma once

#include <pango/pangocairo.h>

#include <array>
#include <memory>

#include "typeset/handle.h"

namespace mingzhang::typeset {

enum class Face {
    kTitle,  // 小标宋
    kBody,   // 仿宋
    kHei,    // 黑体
    kKai,    // 楷体
    kSong    // 宋体: tables, page numbers
};
inline constexpr std::size_t kFaces = 5;

class Fonts {
  public:
    Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // The size at which texts are shaped; widths are scaled from it.
    static constexpr double kSize = 64;

    // Set for texts in `face`.
    PangoContext* context(Face face) const;
    const cairo_font_options_t* options() const { return options_.get(); }

  private:
    using Description = std::unique_ptr<PangoFontDescription, Ends<pango_font_description_free>>;

    PangoFontMap* map_;
    std::unique_ptr<cairo_font_options_t, Ends<cairo_font_options_destroy>> options_;
    GOwned<PangoContext> context_;
    std::array<Description, kFaces> faces_;
};

}  // namespace mingzhang::typeset
