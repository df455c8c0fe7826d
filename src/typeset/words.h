// A text as glyphs, and its lines. Widths are in em: times the size in points they are points.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "typeset/fonts.h"

namespace mingzhang::typeset {

struct Cluster {
    uint32_t begin = 0, end = 0;     // bytes of the text
    uint32_t glyph = 0, glyphs = 0;  // index of the first one, and how many
    uint32_t font = 0;               // index
    double width = 0;                // em
    bool wide = false;               // an ideograph or its punctuation: can be spaced
    bool space = false, newline = false;
    bool break_before = false;  // a line may begin here
};

// Immutable once made; it may be set in several places and sizes.
class Words {
  public:
    Words() = default;
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;
    ~Words();

    const std::string& text() const { return text_; }
    const std::vector<Cluster>& clusters() const { return clusters_; }
    double width() const { return width_; }  // on one line
    // The widest piece that no line break may tear.
    double widest_piece() const;
    // Width from the decimal point on; 0 without one.
    double width_of_decimals() const;

  private:
    friend class WordsMaker;
    friend class Setter;
    struct Glyph {
        uint32_t index;
        double x, y;  // em, from the beginning of its cluster
    };

    std::string text_;
    std::vector<Cluster> clusters_;
    std::vector<Glyph> glyphs_;
    std::vector<cairo_font_face_t*> fonts_;
    double width_ = 0;
};
using SharedWords = std::shared_ptr<const Words>;

// Makes each text once.
class TextCache {
  public:
    explicit TextCache(const Fonts& fonts) : fonts_(fonts) {}

    // The text may be anything: what is no character is left out, and what no font can show
    // becomes 〓. Line breaks stay.
    SharedWords words(Face face, std::string_view text);
    // Whether there is a font with Chinese characters.
    bool knows_chinese();

  private:
    static constexpr std::size_t kMost = 50'000;

    const Fonts& fonts_;
    std::map<std::pair<Face, std::string>, SharedWords, std::less<>> made_;
};

struct Line {
    uint32_t first = 0, last = 0;  // clusters, without white space at the end
    double width = 0;              // em
    bool full = false;             // broken for want of width: may be spaced out to it
};

// `pitch` is added to each wide cluster (em, may be negative). There is always one line at least.
std::vector<Line> broken(const Words& words, double width, double first_indent = 0,
                         double pitch = 0);

// In as many lines, but of about equal length: for headings.
std::vector<Line> balanced(const Words& words, double width);

struct Setting {
    double size = 10.5;  // points
    double pitch = 0;    // em, as given to broken()
    double spread = 0;   // points, added at each place that can be spaced
};
// How many places of a line can be spaced.
int spaces_in(const Words& words, const Line& line);

// Draws a line from x on its baseline y, in the colour that is set.
void draw(cairo_t* cairo, const Words& words, const Line& line, double x, double y,
          const Setting& setting);
// The same as outlines that are no text to whoever reads the file.
void draw_outlines(cairo_t* cairo, const Words& words, const Line& line, double x, double y,
                   const Setting& setting);
// All of it on one line.
Line whole(const Words& words);

// Valid UTF-8 without control characters other than '\n'; tabs become spaces.
std::string cleaned(std::string_view text);

}  // namespace mingzhang::typeset
