#include "publish/docx_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "publish/docx_styles.h"
#include "publish/docx_table.h"
#include "publish/docx_xml.h"
#include "publish/table_shape.h"

namespace mingzhang::publish {
namespace {

constexpr int kDeepestHeading = 4;  // that has a style of its own
constexpr int kDeepestInContents = 3;
constexpr int kTableInContents = 2;  // the level of tables

struct Size {
    int64_t width = 0, height = 0;
};

// Of a PNG picture in pixels; none where it is no PNG.
std::optional<Size> png_size(std::string_view bytes) {
    constexpr std::string_view kBegin = "\x89PNG\r\n\x1A\n";
    constexpr std::size_t kSizeAt = 16;
    if (!bytes.starts_with(kBegin) || bytes.size() < kSizeAt + 8) return std::nullopt;
    const auto number = [&](std::size_t at) {
        int64_t n = 0;
        for (std::size_t i = at; i < at + 4; ++i) n = n * 256 + static_cast<uint8_t>(bytes[i]);
        return n;
    };
    const Size size = {number(kSizeAt), number(kSizeAt + 4)};
    if (size.width <= 0 || size.height <= 0) return std::nullopt;
    return size;
}

// In EMU, 1/36000 mm: as large as at 96 pixels an inch, but within the width of the text.
Size shown_size(Size pixels) {
    constexpr int64_t kPixel = 9525, kWidest = 150 * 36'000, kHighest = 120 * 36'000;
    constexpr int64_t kMostPixels = 100'000;
    const int64_t width = std::min(pixels.width, kMostPixels) * kPixel;
    const int64_t height = std::min(pixels.height, kMostPixels) * kPixel;
    if (width <= kWidest && height <= kHighest) return {width, height};
    return width * kHighest > height * kWidest
               ? Size{kWidest, std::max<int64_t>(1, height * kWidest / width)}
               : Size{std::max<int64_t>(1, width * kHighest / height), kHighest};
}

enum class Section { kCover, kUpright, kLandscape };

std::vector<Section> sections_of(const std::vector<PublishedBlock>& blocks) {
    const std::vector<bool> landscape = landscape_blocks(blocks);
    std::vector<Section> out;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        out.push_back(blocks[i].kind == PublishedKind::kCover ? Section::kCover
                      : landscape[i]                          ? Section::kLandscape
                                                              : Section::kUpright);
    return out;
}

class BodyWriter {
  public:
    BodyWriter(const Publication& publication, const std::vector<std::string>& pictures)
        : publication_(publication), pictures_(pictures) {
        Node root = add(
            document_, "w:document",
            {{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
             {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
             {"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
             {"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"},
             {"xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"}});
        body_ = add(root, "w:body");
    }

    DocxBody write() {
        const auto& blocks = publication_.blocks;
        const std::vector<Section> sections = sections_of(blocks);
        if (!blocks.empty()) section_ = sections.front();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].kind == PublishedKind::kPageBreak) {
                breaks_ = true;
                continue;
            }
            if (sections[i] != section_) end_section(sections[i]);
            block(blocks[i]);
        }
        section_properties(body_);
        out_.xml = serialised(document_);
        return std::move(out_);
    }

  private:
    void block(const PublishedBlock& block) {
        switch (block.kind) {
            case PublishedKind::kCover:
                return cover();
            case PublishedKind::kContents:
                return contents(block.text);
            case PublishedKind::kHeading:
                return heading(block);
            case PublishedKind::kParagraph:
                if (block.text.empty()) return;
                add_run(paragraph(block.caption ? "Caption" : "BodyText"), block.text);
                return;
            case PublishedKind::kTable:
                return table(block.table);
            case PublishedKind::kChart:
                return chart(block.chart);
            case PublishedKind::kPageBreak:
                return;
        }
    }

    // With its properties; on a new page where one was asked for.
    Node paragraph(const std::string& style) {
        Node p = add(body_, "w:p");
        Node properties = add(p, "w:pPr");
        add_value(properties, "w:pStyle", style);
        if (breaks_) add(properties, "w:pageBreakBefore");
        breaks_ = false;
        return p;
    }

    // ------------------------------------------------------------------------ sections

    void end_section(Section next) {
        Node last = body_.last_child();
        if (last) {
            const bool ends_one = last.child("w:pPr").child("w:sectPr");
            if (std::string_view(last.name()) != "w:p" || ends_one) last = paragraph("TableEnd");
            section_properties(last.child("w:pPr"));
        }
        breaks_ = false;
        section_ = next;
    }

    void section_properties(Node parent) {
        Node section = add(parent, "w:sectPr");
        const auto refer = [&](const char* name, const char* type, const char* id) {
            add(section, name, {{"w:type", type}, {"r:id", id}});
        };
        // What a section does not name it takes from the one before it.
        if (!publication_.watermark.empty() && !headers_) {
            refer("w:headerReference", "default", kHeaderId);
            refer("w:headerReference", "even", kEvenHeaderId);
            headers_ = true;
        }
        const bool first_numbered = section_ != Section::kCover && !footers_;
        if (first_numbered) {
            refer("w:footerReference", "default", kFooterId);
            refer("w:footerReference", "even", kEvenFooterId);
            footers_ = true;
        }
        add_value(section, "w:type", "nextPage");
        page(section, section_ == Section::kLandscape ? kLandscape : kUpright);
        if (first_numbered) add(section, "w:pgNumType", {{"w:start", "1"}});
    }

    static void page(Node section, const DocxPage& page) {
        Node size =
            add(section, "w:pgSz",
                {{"w:w", std::to_string(page.width)}, {"w:h", std::to_string(page.height)}});
        if (page.width > page.height) size.append_attribute("w:orient") = "landscape";
        add(section, "w:pgMar",
            {{"w:top", std::to_string(page.top)},
             {"w:right", std::to_string(page.right)},
             {"w:bottom", std::to_string(page.bottom)},
             {"w:left", std::to_string(page.left)},
             {"w:header", "850"},
             {"w:footer", std::to_string(std::min(kFooterDistance, page.bottom - 400))},
             {"w:gutter", "0"}});
    }

    int text_width() const {
        return (section_ == Section::kLandscape ? kLandscape : kUpright).text_width();
    }

    // ----------------------------------------------------------------- cover, contents

    void cover() {
        add_run(paragraph("CoverDepartment"), publication_.department);
        add_run(paragraph("Title"), publication_.title);
        if (!publication_.date.empty()) add_run(paragraph("CoverDate"), publication_.date);
    }

    // Word renews the whole when asked to, with page numbers, which are not known here.
    void contents(const std::string& title) {
        const Node body = body_;
        Node block = add(body, "w:sdt");
        Node part = add(add(block, "w:sdtPr"), "w:docPartObj");
        add_value(part, "w:docPartGallery", "Table of Contents");
        add(part, "w:docPartUnique");
        body_ = add(block, "w:sdtContent");
        if (!title.empty()) add_run(paragraph("TOCHeading"), title);
        entries();
        body_ = body;
        breaks_ = true;
    }

    void entries() {
        int bookmark = 0;
        Node last;
        const auto entry = [&](int level, const std::string& text) {
            Node p = paragraph(fmt::format("TOC{}", level));
            if (!last) begin_field(p, "TOC \\o \"1-3\" \\h \\z \\t \"表格标题,2\"");
            add_run(add(p, "w:hyperlink",
                        {{"w:anchor", bookmark_name(++bookmark)}, {"w:history", "1"}}),
                    text);
            last = p;
        };
        for (const PublishedBlock& b : publication_.blocks) {
            if (b.kind == PublishedKind::kHeading && is_in_contents(b)) entry(level_of(b), b.text);
            if (b.kind == PublishedKind::kTable && is_in_contents(b.table))
                entry(kTableInContents, b.table.title);
        }
        if (last) end_field(last);
    }

    static int level_of(const PublishedBlock& heading) {
        return std::clamp(heading.level, 1, kDeepestHeading);
    }
    static bool is_in_contents(const PublishedBlock& heading) {
        return !heading.text.empty() && level_of(heading) <= kDeepestInContents;
    }
    static bool is_in_contents(const PublishedTable& table) {
        return !table.title.empty() && !table.rows.empty();
    }

    static std::string bookmark_name(int number) { return fmt::format("_Toc{:09}", number); }

    void marked_run(Node p, const std::string& text) {
        const std::string id = std::to_string(++bookmarks_);
        add(p, "w:bookmarkStart", {{"w:id", id}, {"w:name", bookmark_name(bookmarks_)}});
        add_run(p, text);
        add(p, "w:bookmarkEnd", {{"w:id", id}});
    }

    // ------------------------------------------------------------------------- the rest

    void heading(const PublishedBlock& block) {
        if (block.text.empty()) return;
        Node p = paragraph(fmt::format("Heading{}", level_of(block)));
        is_in_contents(block) ? marked_run(p, block.text) : add_run(p, block.text);
    }

    void table(const PublishedTable& table) {
        if (table.rows.empty()) return;
        const TableFit fit = fit_of(table, text_width());
        if (fit.widths.empty()) return;
        if (!table.number.empty()) add_run(paragraph("TableNumber"), table.number);
        if (!table.title.empty()) marked_run(paragraph("TableTitle"), table.title);
        if (!table.department.empty() || !table.unit_line.empty()) unit_line(table);
        const Node before = body_.last_child();
        if (breaks_ || (before && std::string_view(before.name()) != "w:p")) paragraph("TableEnd");
        add_table(body_, table, fit);
        out_.table_sizes.insert(fit.half_points);
        for (const std::string& note : table.notes) add_run(paragraph("TableNote"), note);
        // Tables that touch would become one.
        paragraph("TableEnd");
    }

    void unit_line(const PublishedTable& table) {
        Node p = paragraph("TableUnit");
        Node tabs = add(p.child("w:pPr"), "w:tabs");
        add(tabs, "w:tab", {{"w:val", "right"}, {"w:pos", std::to_string(text_width())}});
        const std::string right = table.unit_line.empty() ? "" : "\t" + table.unit_line;
        add_run(p, table.department + right);
    }

    void chart(const PublishedChart& chart) {
        const std::size_t index = charts_++;
        const auto size =
            index < pictures_.size() ? png_size(pictures_[index]) : std::optional<Size>();
        if (size) picture(chart, index, shown_size(*size));
        if (!chart.title.empty()) add_run(paragraph("Caption"), chart.title);
        if (size) return;
        for (const Slice& slice : chart.slices) add_run(paragraph("BodyText"), line_of(slice));
    }

    static std::string line_of(const Slice& slice) { return slice.label + "：" + slice.text; }

    static std::string description(const PublishedChart& chart) {
        std::string out = chart.title;
        for (const Slice& slice : chart.slices) out += (out.empty() ? "" : "；") + line_of(slice);
        return out;
    }

    void picture(const PublishedChart& chart, std::size_t index, Size size) {
        out_.pictures.push_back(index);
        const std::string id = std::to_string(index + 1);
        const std::string cx = std::to_string(size.width), cy = std::to_string(size.height);
        Node drawing = add(add(paragraph("Picture"), "w:r"), "w:drawing");
        Node frame = add(drawing, "wp:inline",
                         {{"distT", "0"}, {"distB", "0"}, {"distL", "0"}, {"distR", "0"}});
        add(frame, "wp:extent", {{"cx", cx}, {"cy", cy}});
        add(frame, "wp:docPr",
            {{"id", id}, {"name", "图表 " + id}, {"descr", xml_text(description(chart))}});
        Node data = add(add(frame, "a:graphic"), "a:graphicData",
                        {{"uri", "http://schemas.openxmlformats.org/drawingml/2006/picture"}});
        Node picture = add(data, "pic:pic");
        Node about = add(picture, "pic:nvPicPr");
        add(about, "pic:cNvPr", {{"id", id}, {"name", "chart" + id + ".png"}});
        add(about, "pic:cNvPicPr");
        Node fill = add(picture, "pic:blipFill");
        add(fill, "a:blip", {{"r:embed", picture_id(index)}});
        add(add(fill, "a:stretch"), "a:fillRect");
        Node shape = add(picture, "pic:spPr");
        Node place = add(shape, "a:xfrm");
        add(place, "a:off", {{"x", "0"}, {"y", "0"}});
        add(place, "a:ext", {{"cx", cx}, {"cy", cy}});
        add(add(shape, "a:prstGeom", {{"prst", "rect"}}), "a:avLst");
    }

    const Publication& publication_;
    const std::vector<std::string>& pictures_;
    pugi::xml_document document_;
    Node body_;
    DocxBody out_;
    Section section_ = Section::kUpright;
    bool breaks_ = false;  // the next block begins a page
    bool headers_ = false, footers_ = false;
    int bookmarks_ = 0;
    std::size_t charts_ = 0;
};

}  // namespace

std::string picture_id(std::size_t picture) { return fmt::format("rIdPicture{}", picture + 1); }

DocxBody docx_body(const Publication& publication, const std::vector<std::string>& chart_pictures) {
    return BodyWriter(publication, chart_pictures).write();
}

}  // namespace mingzhang::publish
