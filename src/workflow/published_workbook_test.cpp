// What is published as a workbook is read again as it was printed.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "publish/workbook.h"
#include "read/read.h"

namespace mingzhang::workflow {
namespace {

PublishedCell cell(std::string text, CellRole role, int columns = 1) {
    PublishedCell out;
    out.text = std::move(text);
    out.role = role;
    out.column_span = columns;
    out.row_span = columns == 0 ? 0 : 1;
    return out;
}

PublishedCell amount(int64_t fen, Unit unit, std::vector<CellAt> sum_of = {}) {
    PublishedCell out = cell(Money::fen(fen).print(unit, 2), CellRole::kAmount);
    out.amount = Money::fen(fen);
    out.sum_of = std::move(sum_of);
    return out;
}

PublishedBlock paragraph(std::string text) {
    PublishedBlock block;
    block.text = std::move(text);
    return block;
}

// Amounts in the middle of two printed ones, negative and large ones, and their sum.
PublishedBlock amounts(Unit unit) {
    PublishedBlock block;
    block.kind = PublishedKind::kTable;
    PublishedTable& t = block.table;
    t.id = "T01";
    t.number = "表1";
    t.title = "2026年支出表";
    t.department = "部门名称：某局";
    t.unit_line = "单位：万元";
    t.unit = unit;
    t.header_rows = 2;
    t.widths = {1, 2, 1};
    t.rows = {{cell("项目", CellRole::kHeading, 2), cell("", CellRole::kHeading, 0),
               cell("合计", CellRole::kHeading)},
              {cell("编码", CellRole::kHeading), cell("名称", CellRole::kHeading),
               cell("", CellRole::kHeading)}};
    std::vector<CellAt> all;
    int64_t sum = 0;
    for (const int64_t fen : {5'000LL, 15'000LL, 1'005'000LL, 2'675'000LL, -1'115'000LL, 579'950LL,
                              123'456'789'125'000LL, 33'333'333'335'000LL, 0LL}) {
        all.push_back({static_cast<int>(t.rows.size()), 2});
        sum += fen;
        t.rows.push_back({cell("0" + std::to_string(all.size()), CellRole::kCode),
                          cell("某项支出", CellRole::kName), amount(fen, unit)});
    }
    t.rows.push_back(
        {cell("合计", CellRole::kName, 2), cell("", CellRole::kName, 0), amount(sum, unit, all)});
    t.notes = {"注：不含上年结转"};
    return block;
}

Publication publication(Unit unit) {
    Publication p;
    p.title = "2026年部门预算";
    p.department = "某局";
    p.year = 2026;
    p.blocks = {paragraph("某局负责示例。"), amounts(unit), paragraph("2026年支出预算1.01万元。")};
    return p;
}

const Grid* grid_of(const SourceDocument& document) {
    const auto found = std::find_if(document.blocks.begin(), document.blocks.end(),
                                    [](const Block& b) { return b.kind == BlockKind::kTable; });
    return found == document.blocks.end() ? nullptr : &found->grid;
}

bool has_paragraph(const SourceDocument& document, const std::string& words) {
    return std::any_of(document.blocks.begin(), document.blocks.end(), [&](const Block& b) {
        return b.kind == BlockKind::kParagraph && text::trim(b.text) == words;
    });
}

TEST(PublishedWorkbook, IsReadAsItWasPrinted) {
    for (const Unit unit : {Unit::kWanYuan, Unit::kYuan}) {
        const Publication p = publication(unit);
        const auto bytes = publish::xlsx_of(p);
        ASSERT_TRUE(bytes) << bytes.error().to_string();
        read::PdfScanner scanner;
        const auto document = read::read_bytes(*bytes, "p.xlsx", scanner);
        ASSERT_TRUE(document) << document.error().to_string();
        const auto& rows = p.blocks[1].table.rows;
        const Grid* grid = grid_of(*document);
        ASSERT_NE(grid, nullptr);
        ASSERT_EQ(grid->rows.size(), rows.size());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < rows[r].size(); ++c) {
                const GridCell* at = grid->at(r, c);
                ASSERT_NE(at, nullptr) << r << "," << c;
                EXPECT_EQ(at->text, rows[r][c].text) << r << "," << c;
                EXPECT_EQ(at->column_span, rows[r][c].column_span) << r << "," << c;
            }
        }
        for (const char* words : {"某局负责示例。", "2026年支出预算1.01万元。", "2026年支出表",
                                  "部门名称：某局", "单位：万元", "注：不含上年结转"})
            EXPECT_TRUE(has_paragraph(*document, words)) << words;
    }
}

}  // namespace
}  // namespace mingzhang::workflow
