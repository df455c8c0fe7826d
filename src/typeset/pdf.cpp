#include "typeset/pdf.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "typeset/chart.h"
#include "typeset/flow.h"
#include "typeset/structure.h"

namespace mingzhang::typeset {
namespace {

using std::string;

constexpr double kNumber = 14;  // points, of the page number

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int size) {
    static_cast<string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

class Writer {
  public:
    Writer(const Publication& publication, TextCache& texts)
        : publication_(publication),
          texts_(texts),
          surface_(cairo_pdf_surface_create_for_stream(append, &out_, 1, 1)) {}

    string write(const Pages& pages) {
        describe();
        cairo_pdf_surface_set_size(surface_.get(), pages.sheets[0].paper_width(),
                                   pages.sheets[0].paper_height());
        cairo_.reset(cairo_create(surface_.get()));
        const OpenMark document{"Document", {}, {}};
        put(document);
        for (std::size_t i = 0; i < pages.sheets.size(); ++i) {
            const Sheet& sheet = pages.sheets[i];
            cairo_pdf_surface_set_size(surface_.get(), sheet.paper_width(), sheet.paper_height());
            draw_watermark(sheet);
            for (const Mark& mark : sheet.marks) std::visit([&](const auto& m) { put(m); }, mark);
            if (sheet.numbered) draw_number(sheet, i + 1);
            if (i + 1 == pages.sheets.size()) put(CloseMark{document.tag});
            cairo_show_page(cairo_.get());
        }
        add_outline(pages.outline);
        const cairo_status_t drawn = cairo_status(cairo_.get());
        cairo_.reset();
        cairo_surface_finish(surface_.get());
        status_ = drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(surface_.get());
        return with_structure(std::move(out_), entries_);
    }

    cairo_status_t status() const { return status_; }

  private:
    void describe() {
        const auto set = [&](cairo_pdf_metadata_t what, const string& text) {
            string line = cleaned(text);
            std::replace(line.begin(), line.end(), '\n', ' ');
            if (!line.empty()) cairo_pdf_surface_set_metadata(surface_.get(), what, line.c_str());
        };
        set(CAIRO_PDF_METADATA_TITLE, publication_.title);
        set(CAIRO_PDF_METADATA_AUTHOR, publication_.department);
        set(CAIRO_PDF_METADATA_CREATOR, "mingzhang");
        // The clock would make each run another file.
        const int year = std::clamp(publication_.year, 1970, 9999);
        set(CAIRO_PDF_METADATA_CREATE_DATE, std::to_string(year) + "-01-01T00:00:00Z");
    }

    void put(const TextMark& m) {
        begin_tags();
        draw(cairo_.get(), *m.words, m.line, m.x, m.y, m.setting);
    }
    void put(const RuleMark& m) {
        cairo_rectangle(cairo_.get(), m.x, m.y, m.width, m.height);
        cairo_fill(cairo_.get());
    }
    // Cairo 1.16 fails where a tag begins on another page than what stands in it; so it begins with
    // that.
    void put(const OpenMark& m) { to_begin_.push_back(&m); }
    void put(const CloseMark& m) {
        begin_tags();
        cairo_tag_end(cairo_.get(), m.tag);
    }
    void begin_tags() {
        for (const OpenMark* m : to_begin_) {
            cairo_tag_begin(cairo_.get(), m->tag, m->attributes.c_str());
            entries_.push_back(m->entries);
        }
        to_begin_.clear();
    }
    void put(const TargetMark& m) {
        const string attributes =
            "name='" + m.name + "' x=0 y=" + std::to_string(static_cast<int>(m.y));
        cairo_tag_begin(cairo_.get(), CAIRO_TAG_DEST, attributes.c_str());
        cairo_tag_end(cairo_.get(), CAIRO_TAG_DEST);
    }
    void put(const ChartMark& m) {
        begin_tags();
        cairo_save(cairo_.get());
        cairo_translate(cairo_.get(), m.x + m.width * (1 - m.scale) / 2, m.y);
        cairo_scale(cairo_.get(), m.scale, m.scale);
        draw_chart(cairo_.get(), *m.chart, 0, 0, m.width, texts_);
        cairo_restore(cairo_.get());
    }

    // GB/T 9704-2012, 7.5: 7 mm below the type area, a character from its edge.
    void draw_number(const Sheet& sheet, std::size_t number) {
        const SharedWords words = texts_.words(Face::kSong, "— " + std::to_string(number) + " —");
        const double y = sheet.bottom() + 7 * kMillimetre + kNumber / 2;
        const double x = number % 2 == 0
                             ? sheet.left() + kNumber
                             : sheet.left() + sheet.width() - kNumber * (1 + words->width());
        draw(cairo_.get(), *words, whole(*words), x, y, Setting{kNumber, 0, 0});
    }

    void draw_watermark(const Sheet& sheet) {
        const SharedWords words = texts_.words(Face::kHei, publication_.watermark);
        if (words->width() <= 0) return;
        const double width = sheet.paper_width(), height = sheet.paper_height();
        const double size = std::min(110.0, 0.7 * std::hypot(width, height) / words->width());
        cairo_save(cairo_.get());
        cairo_translate(cairo_.get(), width / 2, height / 2);
        cairo_rotate(cairo_.get(), -std::numbers::pi / 4);
        cairo_set_source_rgb(cairo_.get(), 0.9, 0.9, 0.9);
        draw_outlines(cairo_.get(), *words, whole(*words), -words->width() * size / 2, size * 0.37,
                      Setting{size, 0, 0});
        cairo_restore(cairo_.get());
    }

    void add_outline(const std::vector<OutlineEntry>& outline) {
        std::vector<std::pair<int, int>> open;  // level, id
        for (const OutlineEntry& entry : outline) {
            while (!open.empty() && open.back().first >= entry.level) open.pop_back();
            const int parent = open.empty() ? CAIRO_PDF_OUTLINE_ROOT : open.back().second;
            const string link = "dest='" + entry.target + "'";
            const int id = cairo_pdf_surface_add_outline(
                surface_.get(), parent, entry.text.c_str(), link.c_str(),
                open.empty() ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t{});
            open.emplace_back(entry.level, id);
        }
    }

    const Publication& publication_;
    TextCache& texts_;
    string out_;
    OwnedSurface surface_;
    OwnedCairo cairo_;
    std::vector<const OpenMark*> to_begin_;  // tags
    std::vector<string> entries_;            // of those that began
    cairo_status_t status_ = CAIRO_STATUS_SUCCESS;
};

}  // namespace

Pdf pdf_of(const Publication& publication) {
    const Fonts fonts;
    TextCache texts(fonts);
    if (!texts.knows_chinese()) return {"", "There is no font with Chinese characters"};
    const Pages pages = pages_of(publication, texts);
    Writer writer(publication, texts);
    string bytes = writer.write(pages);
    if (writer.status() != CAIRO_STATUS_SUCCESS)
        return {"", string("Drawing the pages failed: ") + cairo_status_to_string(writer.status())};
    return {std::move(bytes), ""};
}

}  // namespace mingzhang::typeset
