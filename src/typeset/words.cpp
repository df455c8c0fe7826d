#include "typeset/words.h"

#include <algorithm>
#include <array>

namespace mingzhang::typeset {
namespace {

using std::string_view;

constexpr const char* kUnshown = "〓";

bool among(gunichar c, string_view set) {
    for (const char* at = set.data(); at < set.data() + set.size(); at = g_utf8_next_char(at)) {
        if (g_utf8_get_char(at) == c) return true;
    }
    return false;
}

bool opens(gunichar c) { return among(c, "（《〈「『【〔“‘([{"); }
bool closes(gunichar c) { return among(c, "），。、；：？！》〉」』】〕”’…—～·％‰℃)]},.;:!?%"); }
bool digit(gunichar c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool multiple(gunichar c) { return among(c, "十百千万亿"); }
bool ideograph(gunichar c) { return g_unichar_iswide(c) && g_unichar_isalpha(c); }

bool dropped(gunichar c) {
    if (c == '\n') return false;
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) ||
           (c >= 0xFFF0 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xE0000 && c <= 0xE0FFF);
}

// Whether the break between two characters that Unicode's rules decide is decided otherwise here.
enum class Between { kAsUnicode, kBreak, kNone };

Between between(gunichar before_that, gunichar a, gunichar b) {
    if (closes(b) || opens(a)) return Between::kNone;
    if (digit(a) && (ideograph(b) || digit(b))) return Between::kNone;             // 75.26|万元
    if (multiple(a) && ideograph(b) && digit(before_that)) return Between::kNone;  // 万|元
    if (a == 0x7B2C && digit(b)) return Between::kNone;                            // 第|3
    if (opens(b) && (ideograph(a) || closes(a))) return Between::kBreak;
    if (closes(a) && a != '.' && a != ',' && ideograph(b)) return Between::kBreak;
    return Between::kAsUnicode;
}

}  // namespace

std::string cleaned(string_view text) {
    char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
    std::string out;
    out.reserve(text.size());
    for (const char* at = valid; *at != 0;) {
        const char* next = g_utf8_next_char(at);
        const gunichar c = g_utf8_get_char(at);
        if (c == '\t') {
            out += ' ';
        } else if (c == 0x2028 || c == 0x2029) {
            out += '\n';
        } else if (!dropped(c)) {
            out.append(at, next);
        }
        at = next;
    }
    g_free(valid);
    return out;
}

class WordsMaker {
  public:
    WordsMaker(const Fonts& fonts, Face face) : context_(fonts.context(face)) {}

    // nullptr where a character has no glyph; then `unknown` has it.
    std::shared_ptr<Words> make(std::string text, std::string& unknown) {
        words_ = std::make_shared<Words>();
        words_->text_ = std::move(text);
        const std::string& all = words_->text_;
        if (all.empty()) return words_;
        GList* items =
            pango_itemize(context_, all.data(), 0, static_cast<int>(all.size()), none(), nullptr);
        PangoGlyphString* glyphs = pango_glyph_string_new();
        bool known = true;
        for (GList* at = items; at != nullptr; at = at->next) {
            auto* item = static_cast<PangoItem*>(at->data);
            pango_shape_item(item, all.data(), static_cast<int>(all.size()), nullptr, glyphs,
                             PANGO_SHAPE_NONE);
            known = take(*item, *glyphs, unknown) && known;
            pango_item_free(item);
        }
        pango_glyph_string_free(glyphs);
        g_list_free(items);
        if (!known) return nullptr;
        find_breaks();
        return words_;
    }

  private:
    static PangoAttrList* none() {
        static PangoAttrList* const attributes = pango_attr_list_new();
        return attributes;
    }

    uint32_t font_of(const PangoItem& item) {
        cairo_scaled_font_t* scaled =
            pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item.analysis.font));
        cairo_font_face_t* face = cairo_scaled_font_get_font_face(scaled);
        auto& fonts = words_->fonts_;
        if (fonts.empty() || fonts.back() != face) fonts.push_back(cairo_font_face_reference(face));
        return static_cast<uint32_t>(fonts.size() - 1);
    }

    bool take(const PangoItem& item, const PangoGlyphString& glyphs, std::string& unknown) {
        constexpr double kEm = Fonts::kSize * PANGO_SCALE;
        const uint32_t font = font_of(item);
        const auto start = static_cast<uint32_t>(item.offset);
        const auto length = static_cast<uint32_t>(item.length);
        const bool backward = item.analysis.level % 2 == 1;
        uint32_t upper = length;  // where the cluster ends, of a text that runs backward
        for (int i = 0; i < glyphs.num_glyphs;) {
            int next = i;
            while (next < glyphs.num_glyphs && glyphs.log_clusters[next] == glyphs.log_clusters[i])
                ++next;
            Cluster c;
            const auto at = static_cast<uint32_t>(glyphs.log_clusters[i]);
            const uint32_t behind = next < glyphs.num_glyphs
                                        ? static_cast<uint32_t>(glyphs.log_clusters[next])
                                        : length;
            c.begin = start + at;
            c.end = start + (backward ? upper : behind);
            upper = at;
            c.font = font;
            c.glyph = static_cast<uint32_t>(words_->glyphs_.size());
            for (; i < next; ++i) {
                const PangoGlyphInfo& g = glyphs.glyphs[i];
                if ((g.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && words_->text_[c.begin] != '\n') {
                    unknown = words_->text_.substr(c.begin, c.end - c.begin);
                    return false;
                }
                if (g.glyph == PANGO_GLYPH_EMPTY || (g.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                    continue;
                words_->glyphs_.push_back(
                    {g.glyph, c.width + g.geometry.x_offset / kEm, g.geometry.y_offset / kEm});
                c.width += g.geometry.width / kEm;
            }
            c.glyphs = static_cast<uint32_t>(words_->glyphs_.size()) - c.glyph;
            words_->clusters_.push_back(c);
            words_->width_ += c.width;
        }
        return true;
    }

    void find_breaks() {
        const std::string& text = words_->text_;
        const auto characters = static_cast<std::size_t>(g_utf8_strlen(text.data(), -1));
        std::vector<PangoLogAttr> attributes(characters + 1);
        pango_get_log_attrs(text.data(), static_cast<int>(text.size()), 0,
                            pango_context_get_language(context_), attributes.data(),
                            static_cast<int>(attributes.size()));
        std::vector<uint8_t> may_break(text.size() + 1);
        std::array<gunichar, 2> before{};
        std::size_t index = 0;
        for (const char* at = text.data(); *at != 0; at = g_utf8_next_char(at), ++index) {
            const gunichar c = g_utf8_get_char(at);
            const Between rule = between(before[0], before[1], c);
            may_break[static_cast<std::size_t>(at - text.data())] =
                index > 0 && (rule == Between::kBreak ||
                              (rule == Between::kAsUnicode && attributes[index].is_line_break));
            before = {before[1], c};
        }
        for (Cluster& c : words_->clusters_) {
            const gunichar first = g_utf8_get_char(text.data() + c.begin);
            c.wide = g_unichar_iswide(first);
            c.newline = first == '\n';
            c.space = first == ' ' || first == 0x3000 || first == 0xA0;
            c.break_before = may_break[c.begin] != 0;
        }
    }

    PangoContext* context_;
    std::shared_ptr<Words> words_;
};

Words::~Words() {
    for (cairo_font_face_t* font : fonts_) cairo_font_face_destroy(font);
}

double Words::widest_piece() const {
    double most = 0, piece = 0;
    for (const Cluster& c : clusters_) {
        if (c.break_before || c.newline) piece = 0;
        if (!c.space) piece += c.width;
        most = std::max(most, piece);
    }
    return most;
}

double Words::width_of_decimals() const {
    double width = 0;
    bool after = false;
    for (const Cluster& c : clusters_) {
        after = after || text_[c.begin] == '.';
        if (after) width += c.width;
    }
    return width;
}

SharedWords TextCache::words(Face face, string_view text) {
    std::pair<Face, std::string> key(face, text);
    if (const auto found = made_.find(key); found != made_.end()) return found->second;
    std::string clean = cleaned(text);
    std::string unknown;
    WordsMaker maker(fonts_, face);
    std::shared_ptr<Words> made = maker.make(clean, unknown);
    for (int tries = 0; made == nullptr; ++tries) {
        // One by one at first; a text with many such characters is no text.
        std::string shown;
        for (const char* at = clean.c_str(); *at != 0; at = g_utf8_next_char(at)) {
            const string_view c(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
            const bool hidden =
                unknown.find(c) != std::string::npos ||
                (tries >= 20 && g_utf8_get_char(at) >= 0x80 && !ideograph(g_utf8_get_char(at)));
            if (!hidden) {
                shown += c;
            } else if (c != kUnshown && tries < 40) {
                shown += kUnshown;
            }
        }
        clean = tries < 60 ? shown : std::string();
        made = maker.make(clean, unknown);
    }
    if (made_.size() >= kMost) made_.clear();
    made_.emplace(std::move(key), made);
    return made;
}

bool TextCache::knows_chinese() {
    std::string unknown;
    return WordsMaker(fonts_, Face::kBody).make("预算公开", unknown) != nullptr;
}

std::vector<Line> broken(const Words& words, double width, double first_indent, double pitch) {
    constexpr double kSlack = 1e-6;
    const auto& clusters = words.clusters();
    const auto count = static_cast<uint32_t>(clusters.size());
    std::vector<Line> lines;
    uint32_t first = 0;
    do {
        const double room = width - (lines.empty() ? first_indent : 0) + kSlack;
        double x = 0, shown = 0;  // shown: without spaces at the end
        double x_at_break = 0;
        uint32_t at = first, may_end = first;
        Line line{first, first, 0, false};
        for (; at < count && !clusters[at].newline; ++at) {
            const Cluster& c = clusters[at];
            const double w = c.width + (c.wide ? pitch : 0);
            if (at > first && c.break_before) {
                may_end = at;
                x_at_break = shown;
            }
            if (!c.space && x + w > room && at > first) break;
            x += w;
            if (!c.space) shown = x;
        }
        const bool overflows = at < count && !clusters[at].newline;
        if (overflows && may_end > first) {
            at = may_end;
            shown = x_at_break;
        }
        line.full = overflows;
        line.width = shown;
        line.last = at;
        while (line.last > first && clusters[line.last - 1].space) --line.last;
        lines.push_back(line);
        first = at;
        if (first < count && clusters[first].newline) ++first;
    } while (first < count);
    return lines;
}

std::vector<Line> balanced(const Words& words, double width) {
    std::vector<Line> lines = broken(words, width);
    if (lines.size() < 2 || lines.size() > 8) return lines;
    double low = width / 2, high = width;
    while (high - low > 0.25) {
        const double middle = (low + high) / 2;
        std::vector<Line> other = broken(words, middle);
        if (other.size() > lines.size()) {
            low = middle;
        } else {
            high = middle;
            lines = std::move(other);
        }
    }
    return lines;
}

Line whole(const Words& words) {
    return {0, static_cast<uint32_t>(words.clusters().size()), words.width(), false};
}

namespace {

bool can_be_spaced(const Words& words, uint32_t at) {  // before it
    const auto& clusters = words.clusters();
    return clusters[at - 1].wide || clusters[at].wide || clusters[at - 1].space;
}

}  // namespace

int spaces_in(const Words& words, const Line& line) {
    int count = 0;
    for (uint32_t i = line.first + 1; i < line.last; ++i) count += can_be_spaced(words, i) ? 1 : 0;
    return count;
}

class Setter {
  public:
    Setter(cairo_t* cairo, const Words& words, const Setting& setting, bool outlines)
        : cairo_(cairo), words_(words), setting_(setting), outlines_(outlines) {}

    void line(const Line& line, double x, double y) {
        for (uint32_t i = line.first; i < line.last; ++i) {
            const Cluster& c = words_.clusters_[i];
            if (i > line.first) {
                if (can_be_spaced(words_, i)) x += setting_.spread;
                if (c.font != font_) flush();
            }
            font_ = c.font;
            for (uint32_t g = c.glyph; g < c.glyph + c.glyphs; ++g) {
                const Words::Glyph& glyph = words_.glyphs_[g];
                glyphs_.push_back(
                    {glyph.index, x + glyph.x * setting_.size, y + glyph.y * setting_.size});
            }
            text_.append(words_.text_, c.begin, c.end - c.begin);
            clusters_.push_back({static_cast<int>(c.end - c.begin), static_cast<int>(c.glyphs)});
            x += (c.width + (c.wide ? setting_.pitch : 0)) * setting_.size;
        }
        flush();
    }

  private:
    void flush() {
        if (!glyphs_.empty()) {
            cairo_set_font_face(cairo_, words_.fonts_[font_]);
            cairo_set_font_size(cairo_, setting_.size);
            show();
        }
        glyphs_.clear();
        clusters_.clear();
        text_.clear();
    }

    void show() {
        if (outlines_) {
            cairo_glyph_path(cairo_, glyphs_.data(), static_cast<int>(glyphs_.size()));
            cairo_fill(cairo_);
            return;
        }
        cairo_show_text_glyphs(cairo_, text_.data(), static_cast<int>(text_.size()), glyphs_.data(),
                               static_cast<int>(glyphs_.size()), clusters_.data(),
                               static_cast<int>(clusters_.size()),
                               static_cast<cairo_text_cluster_flags_t>(0));
    }

    cairo_t* cairo_;
    const Words& words_;
    const Setting& setting_;
    bool outlines_;
    uint32_t font_ = 0;
    std::vector<cairo_glyph_t> glyphs_;
    std::vector<cairo_text_cluster_t> clusters_;
    std::string text_;
};

void draw(cairo_t* cairo, const Words& words, const Line& line, double x, double y,
          const Setting& setting) {
    Setter(cairo, words, setting, false).line(line, x, y);
}

void draw_outlines(cairo_t* cairo, const Words& words, const Line& line, double x, double y,
                   const Setting& setting) {
    Setter(cairo, words, setting, true).line(line, x, y);
}

}  // namespace mingzhang::typeset
