#include "publish/docx.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>

#include "publish/docx_table.h"
#include "publish/publication_sample_test.h"

namespace mingzhang::publish {
namespace {

using Files = std::map<std::string, std::string>;

Files unpacked(const std::string& bytes) {
    Files out;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    for (zip_int64_t i = 0; zip != nullptr && i < zip_get_num_entries(zip, 0); ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        std::string& text = out[zip_get_name(zip, index, 0)];
        zip_file_t* file = zip_fopen_index(zip, index, 0);
        char buffer[4096];
        for (zip_int64_t got = 0; (got = zip_fread(file, buffer, sizeof buffer)) > 0;)
            text.append(buffer, static_cast<std::size_t>(got));
        zip_fclose(file);
    }
    if (zip != nullptr) zip_discard(zip);
    zip_error_fini(&error);
    return out;
}

Files files_of(const Publication& publication, const std::vector<std::string>& pictures = {}) {
    const auto bytes = docx_of(publication, pictures);
    EXPECT_TRUE(bytes) << bytes.error().to_string();
    return bytes ? unpacked(*bytes) : Files();
}

std::string document_of(const Publication& publication,
                        const std::vector<std::string>& pictures = {}) {
    return files_of(publication, pictures)["word/document.xml"];
}

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

Publication of_blocks(std::vector<PublishedBlock> blocks) {
    Publication publication;
    publication.blocks = std::move(blocks);
    return publication;
}

PublishedBlock paragraph(std::string text) {
    PublishedBlock block;
    block.text = std::move(text);
    return block;
}

PublishedBlock table(bool landscape) {
    PublishedBlock block;
    block.kind = PublishedKind::kTable;
    block.table.landscape = landscape;
    block.table.rows = {{PublishedCell{"甲", CellRole::kName}}};
    return block;
}

TEST(Docx, IsTheSameEachTime) {
    EXPECT_EQ(docx_of(sample_publication()).value(), docx_of(sample_publication()).value());
}

TEST(Docx, HasWellFormedPartsThatAreAllNamed) {
    Publication publication = sample_publication();
    publication.watermark = "草稿";
    const Files files = files_of(publication);
    for (const auto& [name, text] : files) {
        pugi::xml_document xml;
        EXPECT_TRUE(xml.load_string(text.c_str())) << name;
        if (name.starts_with("word/") && name.find(".rels") == std::string::npos) {
            EXPECT_EQ(count(files.at("[Content_Types].xml"), "\"/" + name + "\""), 1) << name;
        }
    }
    EXPECT_EQ(count(files.at("word/header1.xml"), "string=\"草稿\""), 1);
    EXPECT_EQ(count(files.at("docProps/core.xml"), "2026年度部门预算公开"), 1);
    EXPECT_EQ(files_of(sample_publication()).count("word/header1.xml"), 0u);
}

// Each style, bookmark and part that the document names exists.
TEST(Docx, NamesOnlyWhatThereIs) {
    Files files = files_of(sample_publication());
    pugi::xml_document document, styles;
    ASSERT_TRUE(document.load_string(files["word/document.xml"].c_str()));
    ASSERT_TRUE(styles.load_string(files["word/styles.xml"].c_str()));
    for (const char* use : {"//w:pStyle/@w:val", "//w:rStyle/@w:val", "//w:tblStyle/@w:val"}) {
        for (const auto& found : document.select_nodes(use)) {
            const std::string name = found.attribute().value();
            EXPECT_TRUE(styles.select_node(("//w:style[@w:styleId='" + name + "']").c_str()))
                << name;
        }
    }
    EXPECT_EQ(document.select_nodes("//w:hyperlink").size(), 9u);  // 5 headings, 4 tables
    for (const auto& found : document.select_nodes("//w:hyperlink/@w:anchor")) {
        const std::string name = found.attribute().value();
        EXPECT_EQ(
            document.select_nodes(("//w:bookmarkStart[@w:name='" + name + "']").c_str()).size(),
            1u);
    }
    for (const auto& found : document.select_nodes("//@r:id")) {
        const std::string id = found.attribute().value();
        EXPECT_EQ(count(files["word/_rels/document.xml.rels"], "\"" + id + "\""), 1) << id;
    }
}

TEST(Docx, RepeatsHeadingRowsAndMergesCells) {
    const std::string document = document_of(sample_publication());
    EXPECT_EQ(count(document, "<w:tblHeader"), 2 + 1 + 1);
    EXPECT_EQ(count(document, "<w:cantSplit"), 5 + 2 + 61);  // not the form
    EXPECT_EQ(count(document, "<w:vMerge w:val=\"restart\""), 2);
    EXPECT_EQ(count(document, "<w:vMerge w:val=\"continue\""), 2);
    EXPECT_EQ(count(document, "<w:gridSpan w:val=\"2\""), 2);
    EXPECT_EQ(count(document, "<w:gridSpan w:val=\"4\""), 2);
    EXPECT_EQ(count(document, "<w:tbl>"), 4);
}

TEST(Docx, TurnsThePageForWideTablesAndWhatLeadsToThem) {
    PublishedBlock heading = paragraph("二、宽表");
    heading.kind = PublishedKind::kHeading;
    heading.level = 2;
    const std::string document = document_of(
        of_blocks({paragraph("前"), heading, table(true), table(true), paragraph("后")}));
    EXPECT_EQ(count(document, "<w:sectPr"), 3);
    EXPECT_EQ(count(document, "w:orient=\"landscape\""), 1);
    // The properties of a section stand in its last paragraph.
    const std::size_t upright = document.find("</w:sectPr>");
    const std::size_t landscape = document.find("</w:sectPr>", upright + 1);
    EXPECT_LT(upright, document.find("前"));
    EXPECT_LT(document.find("前"), document.find("二、宽表"));
    EXPECT_LT(document.rfind("<w:tbl>"), landscape);
    EXPECT_LT(landscape, document.find("后"));
    EXPECT_EQ(count(document, "</w:tbl><w:tbl>"), 0);
}

TEST(Docx, BreaksPagesBeforeTheNextBlockOnly) {
    PublishedBlock page_break;
    page_break.kind = PublishedKind::kPageBreak;
    const auto breaks = [&](std::vector<PublishedBlock> blocks) {
        return count(document_of(of_blocks(std::move(blocks))), "<w:pageBreakBefore");
    };
    EXPECT_EQ(breaks({paragraph("前"), page_break, page_break, paragraph("后")}), 1);
    EXPECT_EQ(breaks({paragraph("前"), page_break, table(false)}), 1);
    EXPECT_EQ(breaks({paragraph("前"), page_break, table(true)}), 0);  // a section begins one
    EXPECT_EQ(breaks({paragraph("前"), page_break}), 0);
}

TEST(Docx, DropsWhatXmlCannotHold) {
    const std::string document =
        document_of(of_blocks({paragraph("a\x01<&>\n\xFF\tb\xE2\x80\xAE\xEF\xBF\xBF")}));
    EXPECT_EQ(count(document,
                    "<w:t>a&lt;&amp;&gt;</w:t><w:br/><w:t>\xEF\xBF\xBD</w:t><w:tab/>"
                    "<w:t>b</w:t>"),
              1)
        << document;
}

TEST(Docx, ShowsChartsAsPicturesOrAsLines) {
    const Publication publication = sample_publication();
    const std::string lines = document_of(publication);
    EXPECT_EQ(count(lines, "一般公共服务支出：71.50万元，95.00%"), 1);
    EXPECT_EQ(count(lines, "<w:drawing"), 0);
    EXPECT_EQ(document_of(publication, {"no picture"}), lines);

    // 2000 x 1000 pixels are more than fit: 150 mm wide.
    const std::string png = std::string("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16) +
                            std::string("\0\0\x07\xD0\0\0\x03\xE8", 8);
    Files files = files_of(publication, {png});
    const std::string& document = files["word/document.xml"];
    EXPECT_EQ(count(document, "<wp:extent cx=\"5400000\" cy=\"2700000\"/>"), 1);
    EXPECT_EQ(count(document, "descr=\"一般公共预算支出结构；一般公共服务支出：71.50万元"), 1);
    EXPECT_EQ(files["word/media/chart1.png"], png);
}

TEST(DocxTable, NeverCutsAnAmount) {
    PublishedTable table;
    table.widths = {1, 9};
    table.rows = {
        {PublishedCell{"12345678.90", CellRole::kAmount}, PublishedCell{"名称", CellRole::kName}}};
    const TableFit wide = fit_of(table, 8844);
    EXPECT_EQ(wide.half_points, 21);
    EXPECT_GT(wide.widths[0], 11 * 21 * 5);  // more than its tenth
    EXPECT_LE(wide.widths[0] + wide.widths[1], 8844);

    // Beside eleven amounts of ten signs a name keeps its letters, in a smaller size.
    table.rows[0] = std::vector<PublishedCell>(12, PublishedCell{"1234567.89", CellRole::kAmount});
    table.rows[0][0] = PublishedCell{"一个较长的名称", CellRole::kName};
    const TableFit landscape = fit_of(table, 14'002);
    EXPECT_EQ(landscape.half_points, 15);
    EXPECT_GT(landscape.widths[0], 14 * 15 * 5);
    EXPECT_EQ(fit_of(table, 8844).half_points, 13);
    table.rows[0] = std::vector<PublishedCell>(60, PublishedCell{"1234567.89", CellRole::kAmount});
    EXPECT_EQ(fit_of(table, 8844).widths.size(), 60u);
}

TEST(DocxTable, StandsSpansThatAreWrong) {
    PublishedBlock block = table(false);
    auto& rows = block.table.rows;
    rows = {{PublishedCell{"甲", CellRole::kHeading, 9, 9}, PublishedCell{"乙"}},
            {PublishedCell{"丙", CellRole::kName, 0, 0}},
            {}};
    block.table.widths = {-1, 0, 1};
    block.table.header_rows = 1;
    const std::string document = document_of(of_blocks({block}));
    EXPECT_EQ(count(document, "<w:tr>"), 3);
    EXPECT_EQ(count(document, "<w:gridSpan w:val=\"3\"/>"), 1);
    EXPECT_EQ(count(document, "<w:vMerge"), 0);
    EXPECT_EQ(count(document, "丙"), 1);
}

}  // namespace
}  // namespace mingzhang::publish
