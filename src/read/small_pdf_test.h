// PDF files put together by hand, for tests.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::read {

//   SmallPdf pdf;
//   pdf.add_page("BT /F1 12 Tf 50 700 Td (12.5) Tj ET");
//   pdf.bytes()
//
// Pages are 600 × 800 points and have the font /F1, Courier: each of its glyphs is 0.6 of the size
// wide.
class SmallPdf {
  public:
    SmallPdf() {
        add("");  // the catalogue, and
        add("");  // the tree of pages: written last
        font_ = add("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>");
    }

    // Each returns the number of the object.
    int add(std::string object) {
        objects_.push_back(std::move(object));
        return static_cast<int>(objects_.size());
    }
    int add_stream(std::string_view entries, std::string_view data) {
        return add(
            fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", entries, data.size(), data));
    }

    // `resources` are entries of that dictionary beside the font; `entries` those of the page.
    void add_page(std::string_view content, std::string_view resources = "",
                  std::string_view entries = "/MediaBox[0 0 600 800]") {
        const int stream = add_stream("", content);
        pages_.push_back(
            add(fmt::format("<</Type/Page/Parent 2 0 R/Contents {} 0 R{}"
                            "/Resources<</Font<</F1 {} 0 R{}>>{}>>>>",
                            stream, entries, font_, fonts_, resources)));
    }

    // The last page once more.
    void add_page_again() { pages_.push_back(pages_.back()); }

    // " /F2 7 0 R", for the pages that follow.
    void add_fonts(std::string_view fonts) { fonts_ += fonts; }
    void add_to_trailer(std::string_view entries) { trailer_ += entries; }

    std::string bytes() {
        objects_[0] = "<</Type/Catalog/Pages 2 0 R>>";
        std::string kids;
        for (const int page : pages_) kids += fmt::format("{} 0 R ", page);
        objects_[1] = fmt::format("<</Type/Pages/Count {}/Kids[{}]>>", pages_.size(), kids);
        std::string out = "%PDF-1.7\n", table;
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            table += fmt::format("{:010} 00000 n \n", out.size());
            out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects_[i]);
        }
        const std::size_t start = out.size();
        out += fmt::format(
            "xref\n0 {0}\n0000000000 65535 f \n{1}"
            "trailer\n<</Size {0}/Root 1 0 R{2}>>\nstartxref\n{3}\n%%EOF\n",
            objects_.size() + 1, table, trailer_, start);
        return out;
    }

  private:
    std::vector<std::string> objects_;
    std::vector<int> pages_;
    int font_ = 0;
    std::string fonts_, trailer_;
};

// "BT /F1 12 Tf X Y Td (text) Tj ET"
inline std::string shown_at(double x, double y, std::string_view text, double size = 10) {
    return fmt::format("BT /F1 {} Tf {} {} Td ({}) Tj ET\n", size, x, y, text);
}

}  // namespace mingzhang::read
