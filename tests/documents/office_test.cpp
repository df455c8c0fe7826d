// One document in every format gives the same blocks.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "office_writer.h"
#include "read/office_convert.h"
#include "read/read.h"

namespace mingzhang::tests {
namespace {

class Office : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "office_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    SourceDocument read(const std::string& name, const std::string& bytes) const {
        return read::read_document(write_file(folder_ + "/" + name, bytes)).value();
    }

    std::string folder_;
};

std::vector<Block> disclosure() {
    return {
        heading("第一部分 概况", 1),
        paragraph("某局负责某项工作，2026年收入预算12.50万元，比上年增加1.05万元。"),
        heading("一、机构", 2),
        paragraph("内设 3 个机构 <甲> & “乙”。"),
        heading("第二部分 表", 1),
        paragraph("预算公开表1"),
        paragraph("2026年收支总表"),
        paragraph("单位：万元"),
        table({{"收入{1x2}", "<", "支出{1x4}", "<", "<", "<"},
               {"项目{2x1}", "金额{2x1}", "项目{2x1}", "合计{2x1}", "其中{1x2}", "<"},
               {"<", "<", "<", "<", "基本\n支出", "项目支出"},
               {"一、一般公共预算", "1,234.50", "一、一般公共服务", "1,234.50", "1000", "234.50"},
               {"二、上年结转", "", "二、其他", "-0.50", "(0.50)", "—"},
               {"合计", "1234.50", "合计", "1,234.00", "999.50", "234.50"}}),
        paragraph("注：本表无其他。"),
        paragraph("预算公开表2"),
        table({{"编码", "名称", "增长"}, {"2010301", "行政运行", "5.20%"}, {"208", "社保", "无"}})};
}

TEST_F(Office, EveryFormatGivesTheSameBlocks) {
    const auto blocks = disclosure();
    EXPECT_EQ(shown(read("a.docx", docx_of(blocks)).blocks), shown(blocks));
    EXPECT_EQ(shown(read("a.html", html_of(blocks)).blocks), shown(blocks));
    EXPECT_EQ(shown(read("a.xlsx", xlsx_of(blocks)).blocks, false), shown(blocks, false));
}

// Tables of random spans and texts.
Block random_table(unsigned seed) {
    std::srand(seed);
    const auto below = [](int n) { return std::rand() % n; };
    const auto rows = static_cast<std::size_t>(2 + below(6)), columns = rows % 3 + 2;
    Block block =
        table(std::vector<std::vector<std::string>>(rows, std::vector<std::string>(columns, "-")));
    Grid& grid = block.grid;
    const char* texts[] = {"甲", "合计", "1.00", "2,000.5", "-3", "", "乙丙", "0.00"};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            GridCell& cell = grid.rows[r][c];
            if (cell.column_span == 0) continue;
            // The first row and column have no spans, so that no row or column is all covered,
            // and hold texts, so that none is blank and the table needs no title.
            const bool edge = r == 0 || c == 0;
            cell.text = edge ? "题" + std::to_string(r * 10 + c) + "项" : texts[below(8)];
            if (edge || cell.text.empty() || below(3) > 0) continue;
            const std::size_t wide = c + 1 < columns && grid.rows[r][c + 1].column_span > 0 ? 2 : 1;
            cell.column_span = static_cast<int>(wide);
            cell.row_span = r + 1 < rows && below(2) == 0 ? 2 : 1;
            for (std::size_t i = r; i < r + static_cast<std::size_t>(cell.row_span); ++i)
                for (std::size_t j = c; j < c + wide; ++j)
                    if (i != r || j != c) {
                        grid.rows[i][j] = GridCell{};
                        grid.rows[i][j].column_span = grid.rows[i][j].row_span = 0;
                    }
        }
    }
    return block;
}

TEST_F(Office, RandomTablesGiveTheSameBlocks) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const std::vector<Block> blocks{paragraph("表"), random_table(seed), paragraph("完")};
        EXPECT_EQ(shown(read("a.docx", docx_of(blocks)).blocks), shown(blocks)) << seed;
        EXPECT_EQ(shown(read("a.html", html_of(blocks)).blocks), shown(blocks)) << seed;
        EXPECT_EQ(shown(read("a.xlsx", xlsx_of(blocks)).blocks), shown(blocks)) << seed;
    }
}

TEST_F(Office, OldFormatsThroughLibreOffice) {
    if (read::find_soffice().empty()) GTEST_SKIP() << "LibreOffice is not installed";
    ::setenv("TMPDIR", folder_.c_str(), 1);
    const auto rtf = read("a.rtf",
                          "{\\rtf1\\ansi\\ansicpg936 \\u39033?\\u30446?\\par 2026\\par "
                          "\\trowd\\cellx2000\\cellx4000\\intbl A\\cell 1.00\\cell\\row "
                          "\\trowd\\cellx2000\\cellx4000\\intbl B\\cell 2.00\\cell\\row\\pard }");
    EXPECT_EQ(shown(rtf.blocks), "项目\n2026\n|A{1x1}|1.00{1x1}\n|B{1x1}|2.00{1x1}\n");
    // Nothing is left behind.
    ::unsetenv("TMPDIR");
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        EXPECT_EQ(entry.path().filename(), "a.rtf");
}

TEST_F(Office, WithoutLibreOfficeAMessageSaysWhatToDo) {
    ::setenv("MINGZHANG_SOFFICE", "/nonexistent", 1);
    const auto read = read::read_document(write_file(folder_ + "/a.rtf", "{\\rtf1 a}"));
    ::unsetenv("MINGZHANG_SOFFICE");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what,
              "This is an RTF file, which only LibreOffice can read, and that is not installed "
              "here");
    EXPECT_EQ(read.error().hint, "install LibreOffice, or save it as DOCX");
}

// The blank forms of a year: every sheet has its table, with title, unit and spans.
TEST_F(Office, BlankFormsOfShanghai) {
    const std::string folder = "../shared/documents/";
    const std::string xlsx = folder + "shanghai-2026-blank-department-template.xlsx";
    if (!std::filesystem::exists(xlsx)) GTEST_SKIP() << "there is no " << xlsx;
    const SourceDocument document = read::read_document(xlsx).value();
    EXPECT_TRUE(document.remarks.empty());
    std::vector<std::string> sizes;
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        if (block.kind != BlockKind::kTable) continue;
        sizes.push_back(std::to_string(block.grid.rows.size()) + "x" +
                        std::to_string(block.grid.columns()));
        const std::string unit = text::fold(document.blocks[i - 1].text);
        EXPECT_EQ(unit.rfind("单位:", 0), 0u) << block.place.sheet;
        EXPECT_FALSE(block.place.cell.empty());
    }
    EXPECT_EQ(sizes, (std::vector<std::string>{"10x4", "13x9", "13x7", "6x7", "13x7", "8x7", "9x7",
                                               "9x6", "3x7"}));
}

}  // namespace
}  // namespace mingzhang::tests
