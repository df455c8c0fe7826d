#include "read/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "read/text_reader.h"
#include "read/zip_test.h"

namespace mingzhang::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Blocks as lines: "3 text" of a paragraph, "3 | a | b" of a row.
std::string shown(const SourceDocument& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        const auto line = [](const Place& p) { return std::to_string(p.line); };
        if (block.kind == BlockKind::kParagraph) {
            out += line(block.place) + " " + block.text + "\n";
            continue;
        }
        out += line(block.place) + " table\n";
        for (const auto& row : block.grid.rows) {
            out += line(row.front().place);
            for (const GridCell& cell : row) out += " |" + cell.text;
            out += "\n";
        }
    }
    return out;
}

std::string shown(const std::string& text) { return shown(read_text(text, "a.txt")); }

TEST(ReadText, ParagraphsAndATable) {
    EXPECT_EQ(shown("2026年预算\n"
                    "\n"
                    "项目\t金额\n"
                    "合计\t1.50\n"
                    "注：甲\n"
                    "乙\n"),
              "1 2026年预算\n"
              "3 table\n"
              "3 |项目 |金额\n"
              "4 |合计 |1.50\n"
              "5 注：甲\n"
              "6 乙\n");
}

TEST(ReadText, EmptyCellsKeepTheirPlace) {
    EXPECT_EQ(shown("项目\t\t本年\t\n"
                    "\t甲\t\t1\n"),
              "1 table\n"
              "1 |项目 | |本年 |\n"
              "2 | |甲 | |1\n");
}

TEST(ReadText, PiecesOfATableAreJoinedOverBlankLines) {
    EXPECT_EQ(shown("项目\t金额\n"
                    "\n"
                    " \u3000\n"
                    "<p></p>\n"
                    "甲\t1.00\n"
                    "下一张\n"
                    "乙\t2.00\n"),
              "1 table\n"
              "1 |项目 |金额\n"
              "5 |甲 |1.00\n"
              "6 下一张\n"
              "7 table\n"
              "7 |乙 |2.00\n");
}

TEST(ReadText, LabelsOnTopOfATableAreParagraphs) {
    EXPECT_EQ(shown("部门：某部\t\t单位：万元\n"
                    "项目\t金额\t数\n"
                    "甲\t1.00\t2\n"),
              "1 部门：某部\n"
              "1 单位：万元\n"
              "2 table\n"
              "2 |项目 |金额 |数\n"
              "3 |甲 |1.00 |2\n");
}

TEST(ReadText, RuleRowsAndDividingLinesAreDropped) {
    EXPECT_EQ(shown("项目\t金额\t数\n"
                    "-----\t----\t--\n"
                    "----------------\n"
                    "甲\t1.00\t-\n"
                    "-\t-\t-\n"
                    "——\t——\t——\n"),
              "1 table\n"
              "1 |项目 |金额 |数\n"
              "4 |甲 |1.00 |-\n"
              "5 |- |- |-\n"
              "6 |—— |—— |——\n");
}

TEST(ReadText, ContentsAreParagraphsThatKeepTheirTab) {
    EXPECT_EQ(shown("目 录\n"
                    "第一部分 概况\t1\n"
                    "一、职责.....\t１\n"
                    "\n"
                    "二、机构……\t12\t\n"
                    "第一部分 概况\n"),
              "1 目 录\n"
              "2 第一部分 概况\t1\n"
              "3 一、职责.....\t１\n"
              "5 二、机构……\t12\n"
              "6 第一部分 概况\n");
    EXPECT_EQ(shown("一、职责.....\t1\n"), "1 一、职责.....\t1\n");
}

TEST(ReadText, ATableOfTwoColumnsIsNoContents) {
    EXPECT_THAT(shown("项目\t人数\n甲\t3\n"), HasSubstr("table"));
    EXPECT_THAT(shown("甲\t3\n"), HasSubstr("table"));
    EXPECT_THAT(shown("201\t3\n208\t5\n"), HasSubstr("table"));
    EXPECT_THAT(shown("甲\t30\n乙\t5\n"), HasSubstr("table"));
    EXPECT_THAT(shown("甲\t3.00\n乙\t5.00\n"), HasSubstr("table"));
    EXPECT_THAT(shown("甲\t3\t4\n乙\t5\t6\n"), HasSubstr("table"));
}

TEST(ReadText, ATabThatOnlyIndentsMakesNoTable) {
    EXPECT_EQ(shown("\t一、职责\n\t\t负责某事。\n二、机构\t\n\t\n"),
              "1 一、职责\n"
              "2 负责某事。\n"
              "3 二、机构\n");
}

TEST(ReadText, LeftoverTagsInCellsAndParagraphs) {
    EXPECT_EQ(shown("概况\t<p>1. 甲</p> <p>2. 乙</p>\t\n<p>丙</p>\n"),
              "1 table\n"
              "1 |概况 |1. 甲\n2. 乙 |\n"
              "2 丙\n");
}

TEST(ReadText, EveryKindOfLineEnd) {
    EXPECT_EQ(shown("甲\r\n乙\t1.0\r\n\r\n丙\t2.0\r\n"), "1 甲\n2 table\n2 |乙 |1.0\n4 |丙 |2.0\n");
    EXPECT_EQ(shown("甲\r乙\t1.0"), "1 甲\n2 table\n2 |乙 |1.0\n");
    EXPECT_EQ(shown("甲"), "1 甲\n");
    EXPECT_EQ(shown(""), "");
}

TEST(ReadText, FormFeedsCountPages) {
    const auto document = read_text("甲\n项目\t金额\n\f乙\t1\n\f\n丁\n", "a.txt");
    EXPECT_EQ(shown(document), "1 甲\n2 table\n2 |项目 |金额\n3 |乙 |1\n5 丁\n");
    EXPECT_EQ(document.blocks[0].place.page, 1);
    EXPECT_EQ(document.blocks[1].place.page, 1);
    EXPECT_EQ(document.blocks[1].grid.at(1, 0)->place.page, 2);
    EXPECT_EQ(document.blocks[2].place.page, 3);
    EXPECT_EQ(read_text("甲\n", "a.txt").blocks[0].place.page, 0);
}

TEST(ReadText, KnowsItsPathAndFormat) {
    const auto document = read_text("甲", "b/a.txt");
    EXPECT_EQ(document.path, "b/a.txt");
    EXPECT_EQ(document.format, "text");
    EXPECT_FALSE(read_text("项目\t金额\n", "").blocks[0].grid.spans_known);
}

TEST(ReadBoundedText, RefusesWhatIsNoDisclosure) {
    const auto error_of = [](const std::string& text) {
        const auto out = read_bounded_text(text, "a.txt");
        return out ? "read" : out.error().to_string();
    };
    EXPECT_EQ(error_of(std::string(2'000'001, '\t')),
              "a.txt: The file holds more than 300000 table cells: this is no disclosure");
    std::string lines;
    for (int i = 0; i < 200'001; ++i) lines += "x\n";
    EXPECT_EQ(error_of(lines),
              "a.txt: The file holds more than 200000 paragraphs: this is no disclosure");
    const auto document = read_text(lines, "a.txt");
    EXPECT_TRUE(document.blocks.empty());
    ASSERT_EQ(document.remarks.size(), 1u);
    EXPECT_THAT(document.remarks[0].arguments.at("what"), HasSubstr("200000 paragraphs"));
}

TEST(ReadBoundedText, ALongLineIsReadInOneGo) {
    std::string text = "甲\t";
    while (text.size() < (1u << 20)) text += "<p <p &amp <";
    const auto document = read_bounded_text(text + "乙\n", "a.txt");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->blocks.size(), 1u);
}

class ReadDocument : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "read_document_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Result<SourceDocument> read(const std::string& bytes) const {
        const std::string path = folder_ + "/a";
        std::ofstream(path, std::ios::binary) << bytes;
        return read_document(path);
    }
    std::string error_of(const std::string& bytes) const {
        const auto out = read(bytes);
        return out ? "read:\n" + shown(*out) : out.error().what;
    }

    std::string folder_;
};

TEST_F(ReadDocument, Utf8AndGb18030) {
    const auto utf8 = read("\xEF\xBB\xBF项目\t金额\n");
    ASSERT_TRUE(utf8);
    EXPECT_EQ(shown(*utf8), "1 table\n1 |项目 |金额\n");
    EXPECT_TRUE(utf8->remarks.empty());
    const auto gb = read("\xCF\xEE\xC4\xBF\t\xBD\xF0\xB6\xEE\n");
    ASSERT_TRUE(gb);
    EXPECT_EQ(shown(*gb), shown(*utf8));
    EXPECT_THAT(gb->remarks, ElementsAre(Remark{"decoded-gb18030", false, {}, {}}));
}

TEST_F(ReadDocument, NamesWhatItCannotRead) {
    EXPECT_EQ(error_of("PK\x03\x04 word/document.xml"), "This ZIP file is damaged or incomplete");
    EXPECT_EQ(error_of(zip_of({{"a.txt", "a"}})), "This is a ZIP archive, which cannot be read");
    EXPECT_EQ(error_of(zip_of({{"OFD.xml", "a"}})), "This is an OFD file, which cannot be read");
    EXPECT_EQ(error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
              "This OLE file is damaged: it has 8 bytes, its header alone 512");
    EXPECT_EQ(error_of("\x89PNG"), "This is a picture (PNG), which cannot be read");
    EXPECT_EQ(error_of("\n<!DOCTYPE HTML><title>"), "The file displays no text and no table");
}

TEST_F(ReadDocument, ByContent) {
    EXPECT_EQ(read("<html><p>甲</p>")->format, "html");
    EXPECT_EQ(read("<p>甲</p>")->format, "text");
    EXPECT_EQ(read(zip_of({{"word/document.xml",
                            "<document><body><p><r><t>甲</t></r></p></body>"
                            "</document>"}}))
                  ->format,
              "docx");
    EXPECT_EQ(error_of(zip_of({{"xl/workbook.xml", "<workbook/>"}})),
              "The file displays no text and no table");
}

TEST_F(ReadDocument, EmptyBlankOrBinary) {
    EXPECT_EQ(error_of(""), "The file is empty");
    EXPECT_EQ(error_of(" \n\t\n\u3000\r\n"), "The file holds no text, only white space");
    EXPECT_EQ(error_of("\xEF\xBB\xBF"), "The file holds no text, only white space");
    EXPECT_EQ(error_of(std::string("a\0b", 3)), "This is a binary file: byte 2 is zero");
    EXPECT_EQ(read_document(folder_).error().what, "This is a directory, not a file");
    EXPECT_EQ(read_document(folder_ + "/none").error().what, "There is no such file");
}

TEST_F(ReadDocument, NamesTheLargestSize) {
    std::ofstream(folder_ + "/large");
    std::filesystem::resize_file(folder_ + "/large", 100'000'000);
    EXPECT_EQ(read_document(folder_ + "/large").error().what, "The file is larger than 64 MiB");
}

class ShanxiDocument : public testing::Test {
  protected:
    void SetUp() override {
        const std::string path =
            "../shared/documents/shanxi-2026-budget-social-work-department.txt";
        if (!std::filesystem::exists(path)) GTEST_SKIP() << "there is no " << path;
        document_ = read_document(path).value();
        for (const Block& block : document_.blocks)
            if (block.kind == BlockKind::kTable) tables_.push_back(&block);
    }

    SourceDocument document_;
    std::vector<const Block*> tables_;
};

// Rows and columns of a table.
using Size = std::pair<std::size_t, std::size_t>;

TEST_F(ShanxiDocument, HasThirteenTablesAndFourteenForms) {
    std::vector<Size> sizes;
    std::size_t rows = 0;
    for (const Block* table : tables_) {
        sizes.emplace_back(table->grid.rows.size(), table->grid.columns());
        rows += table->grid.rows.size();
    }
    ASSERT_EQ(sizes.size(), 27u);
    EXPECT_EQ(rows, 525u) << "lines with tabs, less 2 rule rows and 33 of the contents";
    sizes.resize(13);
    EXPECT_THAT(sizes, ElementsAre(Size{35, 6}, Size{20, 9}, Size{20, 5}, Size{39, 7}, Size{20, 5},
                                   Size{17, 5}, Size{3, 3}, Size{2, 5}, Size{4, 8}, Size{8, 5},
                                   Size{4, 5}, Size{23, 7}, Size{7, 5}));
}

TEST_F(ShanxiDocument, JoinsATableOverAPageBreak) {
    const Grid& grid = tables_[1]->grid;
    EXPECT_EQ(tables_[1]->place.line, 139);
    ASSERT_NE(grid.at(19, 2), nullptr);
    EXPECT_EQ(grid.at(19, 0)->text, "2210201");
    EXPECT_EQ(grid.at(19, 2)->text, "2.97");
    EXPECT_EQ(grid.at(19, 2)->place.line, 159);
}

TEST_F(ShanxiDocument, LeavesNoTagsAndNoControlCharacters) {
    for (const Block& block : document_.blocks) {
        EXPECT_EQ(block.text.find("<p>"), std::string::npos) << block.place.line;
        for (const auto& row : block.grid.rows)
            for (const GridCell& cell : row)
                EXPECT_EQ(cell.text.find("<p>"), std::string::npos) << cell.place.line;
    }
    EXPECT_TRUE(document_.remarks.empty());
}

}  // namespace
}  // namespace mingzhang::read
