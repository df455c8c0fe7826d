#include "typeset/fonts.h"

#include <string>
#include <vector>

namespace mingzhang::typeset {
namespace {

struct Choice {
    std::vector<const char*> official;
    const char* other;   // where none of them is installed
    PangoWeight weight;  // of the other
};

const std::array<Choice, kFaces>& choices() {
    static const std::array<Choice, kFaces> all = {{
        {{"方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"},
         "Noto Serif CJK SC",
         PANGO_WEIGHT_BOLD},
        {{"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02",
          "STFangsong"},
         "Noto Serif CJK SC",
         PANGO_WEIGHT_NORMAL},
        {{"黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "STHeiti"},
         "Noto Sans CJK SC",
         PANGO_WEIGHT_BOLD},
        {{"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "STKaiti",
          "AR PL UKai CN"},
         "Noto Serif CJK SC",
         PANGO_WEIGHT_NORMAL},
        {{"宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "STSong"},
         "Noto Serif CJK SC",
         PANGO_WEIGHT_NORMAL},
    }};
    return all;
}

PangoFontDescription* described(PangoFontMap* map, const Choice& choice) {
    PangoFontDescription* face = pango_font_description_new();
    std::string families = choice.other;
    PangoWeight weight = choice.weight;
    for (const char* name : choice.official) {
        if (pango_font_map_get_family(map, name) == nullptr) continue;
        families = std::string(name) + "," + families;
        weight = PANGO_WEIGHT_NORMAL;
        break;
    }
    families += ",Noto Serif CJK SC,Noto Sans CJK SC,WenQuanYi Micro Hei,serif";
    pango_font_description_set_family(face, families.c_str());
    pango_font_description_set_weight(face, weight);
    pango_font_description_set_absolute_size(face, Fonts::kSize * PANGO_SCALE);
    return face;
}

}  // namespace

Fonts::Fonts()
    : map_(pango_cairo_font_map_get_default()),
      options_(cairo_font_options_create()),
      context_(pango_font_map_create_context(map_)) {
    cairo_font_options_set_hint_style(options_.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options_.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options_.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context_.get(), options_.get());
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
    for (std::size_t i = 0; i < kFaces; ++i) faces_[i].reset(described(map_, choices()[i]));
}

PangoContext* Fonts::context(Face face) const {
    pango_context_set_font_description(context_.get(),
                                       faces_[static_cast<std::size_t>(face)].get());
    return context_.get();
}

}  // namespace mingzhang::typeset
