// What is published as PDF reads back as it was: by the reader that checks the documents of others.
#include <gmock/gmock.h>

#include "base/text.h"
#include "publish/pdf.h"
#include "publish/publication_sample_test.h"
#include "read/read.h"

namespace mingzhang {
namespace {

using std::string;
using std::vector;
using Texts = vector<vector<string>>;

SourceDocument read_back(const Publication& publication) {
    const auto pdf = publish::pdf_of(publication);
    EXPECT_TRUE(pdf) << pdf.error().to_string();
    read::PdfScanner scanner;
    const auto document = read::read_bytes(pdf.value_or(""), "published.pdf", scanner);
    EXPECT_TRUE(document) << document.error().to_string();
    return document.value_or(SourceDocument{});
}

// "·" is covered.
template <class Rows>
Texts texts_of(const Rows& rows) {
    Texts out;
    for (const auto& row : rows) {
        out.emplace_back();
        for (const auto& cell : row) out.back().push_back(cell.column_span == 0 ? "·" : cell.text);
    }
    return out;
}

vector<Texts> tables(const Publication& publication) {
    vector<Texts> out;
    for (const PublishedBlock& block : publication.blocks) {
        if (block.kind == PublishedKind::kTable) out.push_back(texts_of(block.table.rows));
    }
    return out;
}

vector<Texts> tables(const SourceDocument& document) {
    vector<Texts> out;
    for (const Block& block : document.blocks) {
        if (block.kind == BlockKind::kTable) out.push_back(texts_of(block.grid.rows));
    }
    return out;
}

// Readers leave out the white space of a line, so this compares without it.
vector<string> shown(const SourceDocument& document) {
    vector<string> out;
    for (const Block& block : document.blocks) {
        const bool words = block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading;
        if (words && block.place.page > 2) out.push_back(text::fold_label(block.text));
    }
    return out;
}

TEST(PublishedPdf, TextReadsBackInOrder) {
    const Publication publication = publish::sample_publication();
    vector<string> expected;
    const auto expect = [&](const string& text) {
        if (!text.empty()) expected.push_back(text::fold_label(text));
    };
    for (const PublishedBlock& block : publication.blocks) {
        if (block.kind == PublishedKind::kHeading || block.kind == PublishedKind::kParagraph)
            expect(block.text);
        expect(block.table.number);
        expect(block.table.title);
        expect(block.table.department);
        expect(block.table.unit_line);
        for (const string& note : block.table.notes) expect(note);
    }
    EXPECT_EQ(shown(read_back(publication)), expected);
}

TEST(PublishedPdf, HeadingsReadBackAsHeadings) {
    vector<string> headings;
    for (const Block& block : read_back(publish::sample_publication()).blocks) {
        if (block.kind == BlockKind::kHeading && block.place.page > 2)
            headings.push_back(block.text);
    }
    EXPECT_THAT(headings,
                testing::ElementsAre("第一部分概况", "一、本部门职责", "第二部分2026年部门预算报表",
                                     "第三部分2026年度部门预算情况说明", "一、支出预算情况说明"));
}

TEST(PublishedPdf, ContentsNameThePages) {
    vector<string> lines;
    for (const Block& block : read_back(publish::sample_publication()).blocks) {
        if (block.place.page == 2) lines.push_back(block.text);
    }
    EXPECT_THAT(lines, testing::ElementsAre("目录", "第一部分概况\t3", "一、本部门职责\t3",
                                            "第二部分2026年部门预算报表\t4",
                                            "第三部分2026年度部门预算情况说明\t10",
                                            "一、支出预算情况说明\t10"));
}

TEST(PublishedPdf, AWatermarkIsNoText) {
    Publication publication = publish::sample_publication();
    const vector<string> without = shown(read_back(publication));
    publication.watermark = "草稿";
    const SourceDocument marked = read_back(publication);
    EXPECT_EQ(shown(marked), without);
    EXPECT_EQ(tables(marked), tables(publication));
}

TEST(PublishedPdf, EqualPublicationsGiveEqualBytes) {
    const auto first = publish::pdf_of(publish::sample_publication());
    const auto second = publish::pdf_of(publish::sample_publication());
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(*first == *second);
}

TEST(PublishedPdf, TablesReadBackCellByCell) {
    const Publication publication = publish::sample_publication();
    const auto read = tables(read_back(publication)), published = tables(publication);
    ASSERT_EQ(read.size(), published.size());
    for (std::size_t i = 0; i < read.size(); ++i) EXPECT_EQ(read[i], published[i]);
}

}  // namespace
}  // namespace mingzhang
