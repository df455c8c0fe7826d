#include "typeset/chart.h"

#include <cairo-svg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "typeset/sheet.h"

namespace mingzhang::typeset {
namespace {

using std::string;

constexpr double kText = 10.5, kLeading = 14, kTitle = 12, kTitleLeading = 24;
constexpr double kBar = 16, kBetween = 9, kSpace = 6;
constexpr double kLabels = 0.36;  // of the width, at most
constexpr double kPage = 440;     // points: the width of a chart that stands alone
constexpr double kMargin = 2, kPadding = 10;

// From dark to light and back, so that neighbours differ in grey too.
constexpr std::array<std::array<double, 3>, 6> kColours = {{{0.12, 0.30, 0.53},
                                                            {0.45, 0.65, 0.84},
                                                            {0.75, 0.33, 0.20},
                                                            {0.93, 0.73, 0.45},
                                                            {0.20, 0.45, 0.33},
                                                            {0.62, 0.78, 0.60}}};

struct Row {
    SharedWords label, text;
    std::vector<Line> label_lines, text_lines;
    double share = 0;  // of the longest bar

    double height() const {
        const auto lines = std::max(label_lines.size(), text_lines.size());
        return std::max(kBar, static_cast<double>(lines) * kLeading);
    }
};

class Bars {
  public:
    Bars(const PublishedChart& chart, double whole_width, TextCache& texts) : width_(whole_width) {
        const double width = whole_width - 2 * kPadding;
        if (!chart.title.empty()) {
            title_ = texts.words(Face::kHei, chart.title);
            title_lines_ = broken(*title_, width / kTitle);
        }
        double longest = 0;
        for (const Slice& slice : chart.slices)
            longest = std::max(longest, static_cast<double>(slice.amount.in_fen()));
        double labels = 0, words = 0;
        for (const Slice& slice : chart.slices) {
            Row row{texts.words(Face::kSong, slice.label),
                    texts.words(Face::kSong, slice.text),
                    {},
                    {},
                    0};
            if (longest > 0)
                row.share = std::max(static_cast<double>(slice.amount.in_fen()), 0.0) / longest;
            labels = std::max(labels, row.label->width() * kText);
            words = std::max(words, row.text->width() * kText);
            rows_.push_back(std::move(row));
        }
        labels_ = std::min(labels, width * kLabels);
        texts_ = std::min(words, width * kLabels);
        for (Row& row : rows_) {
            row.label_lines = broken(*row.label, (labels_ + 0.01) / kText);
            row.text_lines = broken(*row.text, (texts_ + 0.01) / kText);
        }
    }

    double height() const {
        double height =
            static_cast<double>(title_lines_.size()) * kTitleLeading + kBetween + 2 * kPadding;
        for (const Row& row : rows_) height += row.height() + kBetween;
        return height;
    }

    void draw_at(cairo_t* cairo, double x, double y) const {
        const double top = y;
        y += kPadding / 2;
        cairo_set_source_rgb(cairo, 0, 0, 0);
        for (const Line& line : title_lines_) {
            draw(cairo, *title_, line, x + (width_ - line.width * kTitle) / 2,
                 y + baseline(kTitleLeading, kTitle), Setting{kTitle, 0, 0});
            y += kTitleLeading;
        }
        const double base = x + kPadding + labels_ + kSpace, from = y;
        y += kBetween / 2;
        const double longest = width_ - 2 * kPadding - labels_ - texts_ - 3 * kSpace;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const Row& row = rows_[i];
            const double middle = y + row.height() / 2;
            const double length = std::max(row.share * longest, 0.0);
            const auto& colour = kColours[i % kColours.size()];
            cairo_set_source_rgb(cairo, colour[0], colour[1], colour[2]);
            bar(cairo, base, middle - kBar / 2, length);
            cairo_set_source_rgb(cairo, 0, 0, 0);
            set(cairo, *row.label, row.label_lines, x + kPadding + labels_, middle, true);
            set(cairo, *row.text, row.text_lines, base + length + kSpace, middle, false);
            y += row.height() + kBetween;
        }
        cairo_set_source_rgb(cairo, 0.35, 0.35, 0.35);
        cairo_rectangle(cairo, base - 0.5, from, 0.5, y - from - kBetween / 2);
        cairo_fill(cairo);
        frame(cairo, x, top, y + kPadding - kBetween / 2 - top);
        cairo_set_source_rgb(cairo, 0, 0, 0);
    }

  private:
    static void bar(cairo_t* cairo, double x, double y, double length) {
        const double round = std::min(2.0, length);
        cairo_move_to(cairo, x, y);
        cairo_line_to(cairo, x + length - round, y);
        cairo_arc(cairo, x + length - round, y + round, round, -std::numbers::pi / 2, 0);
        cairo_arc(cairo, x + length - round, y + kBar - round, round, 0, std::numbers::pi / 2);
        cairo_line_to(cairo, x, y + kBar);
        cairo_close_path(cairo);
        cairo_fill(cairo);
    }

    // Keeps the labels apart from the text around, for readers of the file too.
    void frame(cairo_t* cairo, double x, double y, double height) const {
        cairo_set_source_rgb(cairo, 0.6, 0.6, 0.6);
        cairo_set_line_width(cairo, 0.5);
        cairo_rectangle(cairo, x, y, width_, height);
        cairo_stroke(cairo);
    }

    static void set(cairo_t* cairo, const Words& words, const std::vector<Line>& lines, double x,
                    double middle, bool to_the_left) {
        double y = middle - static_cast<double>(lines.size()) * kLeading / 2;
        for (const Line& line : lines) {
            draw(cairo, words, line, to_the_left ? x - line.width * kText : x,
                 y + baseline(kLeading, kText), Setting{kText, 0, 0});
            y += kLeading;
        }
    }

    double width_, labels_ = 0, texts_ = 0;
    SharedWords title_;
    std::vector<Line> title_lines_;
    std::vector<Row> rows_;
};

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int size) {
    static_cast<string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

void draw_alone(cairo_surface_t* surface, const Bars& bars, double scale) {
    const OwnedCairo cairo(cairo_create(surface));
    cairo_scale(cairo.get(), scale, scale);
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    bars.draw_at(cairo.get(), kMargin, kMargin);
}

string replaced(const string& text, std::string_view from, const string& to) {
    string out;
    std::size_t done = 0;
    for (auto at = text.find(from); at != string::npos; at = text.find(from, done)) {
        out.append(text, done, at - done).append(to);
        done = at + from.size();
    }
    return out.append(text, done);
}

string escaped(std::string_view text) {
    const string clean = cleaned(text);
    char* markup = g_markup_escape_text(clean.data(), static_cast<gssize>(clean.size()));
    string out = markup;
    g_free(markup);
    return out;
}

// Of the drawing: FNV-1a.
string digest(std::string_view bytes) {
    uint64_t hash = 14'695'981'039'346'656'037U;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U;
    std::array<char, 20> hex{};
    g_snprintf(hex.data(), hex.size(), "c%016" G_GINT64_MODIFIER "x", hash);
    return hex.data();
}

// Cairo counts surfaces, and names the glyphs of each picture alike: both are renamed, so that
// equal charts are equal bytes and several can stand on one page. Readers of screens are told what
// the chart says.
string finished_svg(string svg, const PublishedChart& chart) {
    if (const auto at = svg.find("<g id=\"surface"); at != string::npos) {
        if (const auto end = svg.find('>', at); end != string::npos)
            svg.replace(at, end - at, "<g");
    }
    const string prefix = digest(svg) + "-";
    svg = replaced(replaced(svg, "\"glyph", "\"" + prefix), "\"#glyph", "\"#" + prefix);
    string says = "<title>" + escaped(chart.title) + "</title>\n<desc>";
    for (const Slice& slice : chart.slices)
        says += escaped(slice.label) + "：" + escaped(slice.text) + "；";
    says += "</desc>\n";
    if (const auto at = svg.find("<svg "); at != string::npos) {
        const auto end = svg.find('>', at);
        svg.insert(end + 1, "\n" + says);
        svg.insert(at + 5, "role=\"img\" ");
    }
    return svg;
}

}  // namespace

double chart_height(const PublishedChart& chart, double width, TextCache& texts) {
    return Bars(chart, width, texts).height();
}

void draw_chart(cairo_t* cairo, const PublishedChart& chart, double x, double y, double width,
                TextCache& texts) {
    Bars(chart, width, texts).draw_at(cairo, x, y);
}

string chart_svg(const PublishedChart& chart) {
    const Fonts fonts;
    TextCache texts(fonts);
    const Bars bars(chart, kPage, texts);
    string out;
    const OwnedSurface surface(cairo_svg_surface_create_for_stream(
        append, &out, kPage + 2 * kMargin, bars.height() + 2 * kMargin));
    draw_alone(surface.get(), bars, 1);
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
    return finished_svg(std::move(out), chart);
}

string chart_png(const PublishedChart& chart, int width) {
    constexpr double kMostPixels = 16'000;
    const Fonts fonts;
    TextCache texts(fonts);
    const Bars bars(chart, kPage, texts);
    const double wide = kPage + 2 * kMargin, high = bars.height() + 2 * kMargin;
    double scale = std::clamp(static_cast<double>(width), 16.0, 8'000.0) / wide;
    scale = std::min({scale, kMostPixels / high, std::sqrt(64e6 / (wide * high))});
    const OwnedSurface surface(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, std::max(static_cast<int>(std::lround(wide * scale)), 1),
        std::max(static_cast<int>(std::lround(high * scale)), 1)));
    draw_alone(surface.get(), bars, scale);
    string out;
    const auto status = cairo_surface_write_to_png_stream(surface.get(), append, &out);
    return status == CAIRO_STATUS_SUCCESS ? out : string();
}

}  // namespace mingzhang::typeset
