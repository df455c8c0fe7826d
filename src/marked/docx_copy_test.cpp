#include "marked/docx_copy.h"

#include <gmock/gmock.h>

#include "marked/xml_places.h"
#include "read/docx_reader.h"
#include "read/package.h"
#include "read/zip_test.h"

namespace mingzhang::marked {
namespace {

using read::Package;
using read::Parts;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kTypesBegin =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)";

Parts parts_of(const std::string& body) {
    return {{"[Content_Types].xml", kTypesBegin + "</Types>"},
            {"word/document.xml", R"(<?xml version="1.0"?>
<w:document xmlns:w="urn:w"><w:body>)" +
                                      body + "<!-- </w:p> --></w:body></w:document>"},
            {"word/media/image1.png", std::string("\x89PNG\0\1\2", 7)}};
}

std::string p(const std::string& text) {
    return "<w:p><w:pPr><w:jc w:val='a>b'/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

Note note_on(std::size_t piece, const std::string& title = "f1 error x") {
    Note note;
    note.piece = piece;
    note.title = title;
    note.text = "1 < 2\n\"b\"\n";
    return note;
}

// What the body holds after marking.
std::string marked(const std::string& body, const std::vector<Note>& notes) {
    const auto copy = docx_copy(read::zip_of(parts_of(body)), notes, "a.docx");
    if (!copy) return copy.error().to_string();
    const std::string xml = Package::open(copy->bytes, "a.docx")->read("word/document.xml").value();
    const std::size_t begin = xml.find("<w:body>") + 8;
    return xml.substr(begin, xml.find("<!-- </w:p>") - begin);
}

std::string start(int id) { return "<w:commentRangeStart w:id=\"" + std::to_string(id) + "\"/>"; }
std::string end(int id) {
    return "<w:commentRangeEnd w:id=\"" + std::to_string(id) +
           "\"/><w:r><w:commentReference w:id=\"" + std::to_string(id) + "\"/></w:r>";
}
std::string with(const std::string& paragraph, const std::string& before,
                 const std::string& after) {
    const std::size_t at = paragraph.find("</w:pPr>") + 8;
    return paragraph.substr(0, at) + before + paragraph.substr(at, paragraph.size() - at - 6) +
           after + "</w:p>";
}

TEST(MarkedDocx, HasCommentsOnItsParagraphs) {
    EXPECT_EQ(marked(p("甲") + p("乙"), {note_on(1)}), p("甲") + with(p("乙"), start(0), end(0)));
    EXPECT_EQ(
        marked(p("甲") + p("乙"), {note_on(1), note_on(0), note_on(1)}),
        with(p("甲"), start(1), end(1)) + with(p("乙"), start(0) + start(2), end(0) + end(2)));
}

TEST(MarkedDocx, HasCommentsOnTheParagraphOfACell) {
    const std::string row = "<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc><w:tc>",
                      rest = "</w:tc></w:tr><w:tr><w:tc>" + p("1") + "</w:tc><w:tc>" + p("2") +
                             "</w:tc></w:tr></w:tbl>";
    EXPECT_EQ(marked(row + "<w:p/>" + p("乙") + rest, {note_on(1)}),
              row + "<w:p/>" + with(p("乙"), start(0), end(0)) + rest);
}

TEST(MarkedDocx, HasThoseOfATextBoxOnTheParagraphThatHoldsIt) {
    const std::string box =
        "<w:r><w:pict><w:txbxContent>" + p("乙") + "</w:txbxContent></w:pict></w:r>";
    EXPECT_EQ(marked("<w:p>" + box + "</w:p>", {note_on(0)}),
              "<w:p>" + start(0) + box + end(0) + "</w:p>");
}

TEST(MarkedDocx, HasThoseWithoutAPlaceOnTheNearest) {
    EXPECT_EQ(marked(p("甲") + p("乙"), {note_on(std::string_view::npos)}),
              p("甲") + with(p("乙"), start(0), end(0)));
}

TEST(MarkedDocx, ReadsAsTheDocument) {
    const std::string bytes = read::zip_of(
        parts_of(p("甲") + "<w:tbl><w:tr><w:tc>" + p("乙") + "</w:tc><w:tc>" + p("1.5") +
                 "</w:tc></w:tr><w:tr><w:tc>" + p("丙") + "</w:tc><w:tc>" + p("2") +
                 "</w:tc></w:tr></w:tbl><w:p><w:ins><w:r><w:t>丁</w:t></w:r></w:ins></w:p>"));
    std::vector<Note> notes;
    for (std::size_t i = 0; i < 6; ++i) notes.push_back(note_on(i));
    const auto copy = docx_copy(bytes, notes, "a.docx");
    ASSERT_TRUE(copy) << copy.error().to_string();
    EXPECT_EQ(copy->notes, 6u);
    EXPECT_EQ(copy->unplaced, 0u);
    const auto before = read::read_docx(Package::open(bytes, "").value(), "").value();
    const auto after = read::read_docx(Package::open(copy->bytes, "").value(), "").value();
    ASSERT_EQ(before.blocks.size(), after.blocks.size());
    for (std::size_t i = 0; i < before.blocks.size(); ++i) {
        const Block &a = before.blocks[i], &b = after.blocks[i];
        EXPECT_EQ(a.text, b.text);
        EXPECT_EQ(a.place, b.place);
        ASSERT_EQ(a.grid.rows.size(), b.grid.rows.size());
        for (std::size_t r = 0; r < a.grid.rows.size(); ++r)
            for (std::size_t c = 0; c < a.grid.rows[r].size(); ++c)
                EXPECT_EQ(a.grid.rows[r][c].text, b.grid.rows[r][c].text);
    }
    EXPECT_EQ(before.remarks.size(), after.remarks.size());
}

TEST(MarkedDocx, SaysWhatTheNotesSay) {
    const auto copy = docx_copy(read::zip_of(parts_of(p("甲"))), {note_on(0)}, "a.docx");
    ASSERT_TRUE(copy) << copy.error().to_string();
    auto package = Package::open(copy->bytes, "a.docx").value();
    EXPECT_THAT(package.read("word/comments.xml").value(),
                HasSubstr("<w:comments xmlns:w=\"urn:w\"><w:comment w:id=\"0\" "
                          "w:author=\"mingzhang\" w:initials=\"mz\">"
                          "<w:p><w:r><w:t xml:space=\"preserve\">f1 error x</w:t></w:r></w:p>"
                          "<w:p><w:r><w:t xml:space=\"preserve\">1 &lt; 2</w:t></w:r></w:p>"
                          "<w:p><w:r><w:t xml:space=\"preserve\">&quot;b&quot;</w:t></w:r></w:p>"
                          "</w:comment></w:comments>"));
    EXPECT_EQ(package.relationships("word/document.xml").at("rIdMingzhang").target,
              "word/comments.xml");
    EXPECT_THAT(package.read("[Content_Types].xml").value(),
                HasSubstr("<Override PartName=\"/word/comments.xml\""));
    EXPECT_EQ(package.read("word/media/image1.png").value(),
              parts_of("").at("word/media/image1.png"));
}

TEST(MarkedDocx, KeepsTheCommentsThatAreThere) {
    Parts parts = parts_of(p("甲"));
    parts["word/_rels/document.xml.rels"] =
        R"(<Relationships><Relationship Id="a" Type="x/comments" Target="remarks.xml"/></Relationships>)";
    parts["word/remarks.xml"] =
        R"(<c:comments xmlns:c="urn:w"><c:comment c:id="7"><c:p/></c:comment></c:comments>)";
    const auto copy = docx_copy(read::zip_of(parts), {note_on(0)}, "a.docx");
    ASSERT_TRUE(copy) << copy.error().to_string();
    auto package = Package::open(copy->bytes, "a.docx").value();
    EXPECT_THAT(package.read("word/remarks.xml").value(),
                HasSubstr(R"(<c:comment c:id="7"><c:p/></c:comment><c:comment c:id="8" c:author)"));
    EXPECT_THAT(package.read("word/document.xml").value(), HasSubstr(start(8)));
    EXPECT_EQ(package.read("[Content_Types].xml").value(), kTypesBegin + "</Types>");
}

TEST(MarkedDocx, WithoutNotesIsTheFile) {
    const std::string bytes = read::zip_of(parts_of(p("甲")));
    EXPECT_EQ(docx_copy(bytes, {}, "a.docx")->bytes, bytes);
}

TEST(XmlPlaces, OfWhatIsNotWellFormedAreNone) {
    EXPECT_EQ(paragraphs_of("<a><p>", {4}), std::nullopt);
    EXPECT_EQ(paragraphs_of("<a></b>", {1}), std::nullopt);
    EXPECT_EQ(paragraphs_of("<!DOCTYPE a><a></a>", {1}), std::nullopt);
    EXPECT_EQ(paragraphs_of("<a b='", {1}), std::nullopt);
    EXPECT_TRUE(paragraphs_of("<a><p/></a>", {4})->empty());
    EXPECT_TRUE(paragraphs_of("<a></a>", {1})->empty());
}

TEST(XmlPlaces, OfTheEndOfTheRootAreFound) {
    std::string xml = "<a>1</a><!-- </a> -->";
    EXPECT_TRUE(insert_before_end(xml, "2"));
    EXPECT_EQ(xml, "<a>12</a><!-- </a> -->");
    xml = "<x:a b='/>'/>";
    EXPECT_TRUE(add_to_root(xml, "c/>"));
    EXPECT_EQ(xml, "<x:a b='/>'><x:c/></x:a>");
    xml = "no tag";
    EXPECT_FALSE(insert_before_end(xml, "2"));
}

}  // namespace
}  // namespace mingzhang::marked
