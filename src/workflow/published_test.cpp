// What is published as a document is read again as it was meant.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "publish/docx.h"
#include "publish/publication_sample_test.h"
#include "publish/table_shape.h"
#include "publish/web_page.h"
#include "read/read.h"

namespace mingzhang {
namespace {

// Blocks as lines: "1 heading", ". text", "|cell|cell" with spans where they are not 1 x 1.
class Lines {
  public:
    void heading(int level, const std::string& text) {
        out_ += fmt::format("{} {}\n", level, text);
    }
    void paragraph(const std::string& text) {
        if (!text.empty()) out_ += ". " + text + "\n";
    }
    void cell(const std::string& text, int rows, int columns) {
        out_ += "|" + text;
        if (rows > 1 || columns > 1) out_ += fmt::format(" {{{}x{}}}", rows, columns);
    }
    void end_row() { out_ += "\n"; }
    const std::string& text() const { return out_; }

  private:
    std::string out_;
};

// What a format shows in another way than the blocks have it.
struct Shown {
    int outermost = 1;  // the level of the outermost headings
    bool contents = true;
    const char* before_unit = "\t";
    bool slices_as_table = false;
};

void table_lines(const PublishedTable& table, const Shown& shown, Lines& out) {
    out.paragraph(table.number);
    out.paragraph(table.title);
    const std::string unit = table.unit_line.empty() ? "" : shown.before_unit + table.unit_line;
    out.paragraph(table.department.empty() ? table.unit_line : table.department + unit);
    const publish::TableShape shape = publish::shape_of(table);
    for (int r = 0; r < static_cast<int>(shape.rows.size()); ++r) {
        for (int c = 0; c < shape.columns; ++c) {
            const auto& at = shape.rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
            const bool own = at.origin == CellAt{r, c};
            own ? out.cell(publish::cell_at(table, {r, c}).text, at.row_span, at.column_span)
                : out.cell("<", 1, 1);
        }
        out.end_row();
    }
    for (const std::string& note : table.notes) out.paragraph(note);
}

std::string meant(const Publication& publication, const Shown& shown) {
    Lines out;
    for (const PublishedBlock& block : publication.blocks) {
        switch (block.kind) {
            case PublishedKind::kCover:
                out.paragraph(publication.department);
                shown.outermost > 1 ? out.heading(1, publication.title)
                                    : out.paragraph(publication.title);
                out.paragraph(publication.date);
                break;
            case PublishedKind::kContents:
                if (!shown.contents) break;
                out.paragraph(block.text);
                for (const PublishedBlock& b : publication.blocks)
                    out.paragraph(b.kind == PublishedKind::kHeading ? b.text
                                  : b.kind == PublishedKind::kTable ? b.table.title
                                                                    : "");
                break;
            case PublishedKind::kHeading:
                out.heading(block.level + shown.outermost - 1, block.text);
                break;
            case PublishedKind::kParagraph:
                out.paragraph(block.text);
                break;
            case PublishedKind::kTable:
                table_lines(block.table, shown, out);
                break;
            case PublishedKind::kChart:
                out.paragraph(block.chart.title);
                for (const Slice& slice : block.chart.slices) {
                    if (!shown.slices_as_table) {
                        out.paragraph(slice.label + "：" + slice.text);
                        continue;
                    }
                    out.cell(slice.label, 1, 1);
                    out.cell(slice.text, 1, 1);
                    out.end_row();
                }
                break;
            case PublishedKind::kPageBreak:
                break;
        }
    }
    return out.text();
}

std::string understood(const SourceDocument& document) {
    Lines out;
    for (const Block& block : document.blocks) {
        if (block.kind == BlockKind::kHeading) out.heading(block.level, block.text);
        if (block.kind == BlockKind::kParagraph) out.paragraph(block.text);
        if (block.kind != BlockKind::kTable) continue;
        for (const auto& row : block.grid.rows) {
            for (const GridCell& cell : row)
                cell.column_span == 0 ? out.cell("<", 1, 1)
                                      : out.cell(cell.text, cell.row_span, cell.column_span);
            out.end_row();
        }
    }
    return out.text();
}

TEST(Published, DocxIsReadAsItWasMeant) {
    const Publication publication = publish::sample_publication();
    const std::string path = testing::TempDir() + "published_test.docx";
    ASSERT_TRUE(replace_file(path, publish::docx_of(publication).value()));
    const auto document = read::read_document(path);
    ASSERT_TRUE(document) << document.error().to_string();
    EXPECT_EQ(understood(*document), meant(publication, {}));
    EXPECT_TRUE(document->remarks.empty());
    std::filesystem::remove(path);
}

TEST(Published, HtmlIsReadAsItWasMeant) {
    const Publication publication = publish::sample_publication();
    const std::string path = testing::TempDir() + "published_test.html";
    ASSERT_TRUE(replace_file(path, publish::html_of(publication)));
    const auto document = read::read_document(path);
    ASSERT_TRUE(document) << document.error().to_string();
    EXPECT_EQ(understood(*document), meant(publication, {2, false, " ", true}));
    EXPECT_TRUE(document->remarks.empty());
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace mingzhang
