#include "compile/forms.h"

#include "compile/small_book_test.h"

namespace mingzhang::compile {
namespace {

struct Level {
    const char *id, *label;
};
struct Written {
    const char *first, *second, *name, *value;
};

BookProject project_of(std::vector<Level> levels, std::vector<Written> indicators) {
    BookProject project;
    project.name = "培训";
    project.declaration.title = "2026年绩效目标申报表";
    for (const Level& level : levels) {
        project.declaration.levels.emplace_back();
        project.declaration.levels.back().id = level.id;
        project.declaration.levels.back().label = level.label;
    }
    for (const Written& written : indicators) {
        Indicator& indicator = project.declaration.indicators.emplace_back();
        indicator.first_label = written.first;
        indicator.second_label = written.second;
        indicator.name = written.name;
        indicator.target.text = written.value;
    }
    return project;
}

// Rows of the indicator table: "产出指标 数量指标 …"; a cell above carried down is "^".
std::string indicators_of(const BookProject& project) {
    std::string out;
    bool below = false;
    for (const PublishedBlock& block : form_of(project, 1, "明县财政局")) {
        if (block.kind != PublishedKind::kTable) continue;
        for (const auto& row : block.table.rows) {
            if (below) {
                for (std::size_t c = 1; c < row.size(); ++c) {
                    const bool covered = row[c].row_span == 0;
                    out += (c > 1 ? " " : "") + (covered ? "^" : row[c].text);
                }
                out += "\n";
            }
            below = below || row[0].text == "目标类型";
        }
    }
    return out;
}

TEST(Forms, IndicatorsStandBelowTheirLevels) {
    EXPECT_EQ(indicators_of(project_of({{"quantity", "数量指标"}, {"quality", "质量指标"}},
                                       {{"产出指标", "数量指标", "次数", "≥3次"},
                                        {"产出指标", "数量指标", "人数", "≥9人"},
                                        {"产出指标", "质量指标", "合格率", "100%"}})),
              "产出指标 数量指标 次数 ≥3次\n"
              "^ ^ 人数 ≥9人\n"
              "^ 质量指标 合格率 100%\n");
}

TEST(Forms, TheOrderOfLevelsWins) {
    EXPECT_EQ(indicators_of(project_of({{"quantity", "数量指标"}, {"quality", "质量指标"}},
                                       {{"产出指标", "质量指标", "合格率", "100%"},
                                        {"产出指标", "数量指标", "次数", "≥3次"}})),
              "产出指标 数量指标 次数 ≥3次\n"
              "^ 质量指标 合格率 100%\n");
}

TEST(Forms, ALevelWithoutIndicatorsHasAnEmptyRow) {
    EXPECT_EQ(indicators_of(project_of({{"quantity", "数量指标"},
                                        {"quality", "质量指标"},
                                        {"economic_benefit", "经济效益指标"},
                                        {"service_satisfaction", "服务对象满意度指标"}},
                                       {{"产出指标", "数量指标", "次数", "≥3次"},
                                        {"效益指标", "经济效益指标", "增收", "≥1万元"}})),
              "产出指标 数量指标 次数 ≥3次\n"
              "^ 质量指标  \n"
              "效益指标 经济效益指标 增收 ≥1万元\n"
              "满意度指标 服务对象满意度指标  \n");
}

TEST(Forms, FirstLevelsKeepTheirPrintedLabel) {
    BookProject project = project_of({{"quantity", "数量"}, {"quality", "质量"}},
                                     {{"1.产出", "质量", "合格率", "100%"}});
    project.declaration.indicators[0].first_level = "output";
    EXPECT_EQ(indicators_of(project), "1.产出 数量  \n^ 质量 合格率 100%\n");
}

TEST(Forms, LabelsMayRepeat) {
    EXPECT_EQ(indicators_of(project_of(
                  {{"", "其他指标"}, {"", "其他指标"}},
                  {{"效益指标", "其他指标", "甲", "是"}, {"满意度指标", "其他指标", "乙", "是"}})),
              "效益指标 其他指标 甲 是\n"
              "满意度指标 其他指标 乙 是\n");
    // Names and values are never merged.
    EXPECT_EQ(indicators_of(project_of({}, {{"产出指标", "数量指标", "次数", "≥3次"},
                                            {"产出指标", "数量指标", "次数", "≥3次"}})),
              "产出指标 数量指标 次数 ≥3次\n"
              "^ ^ 次数 ≥3次\n");
}

TEST(Forms, IndicatorsOfNoLevelFollow) {
    EXPECT_EQ(indicators_of(project_of(
                  {{"quantity", "数量指标"}},
                  {{"产出指标", "新指标", "甲", "是"}, {"产出指标", "数量指标", "次数", "≥3次"}})),
              "产出指标 数量指标 次数 ≥3次\n"
              "^ 新指标 甲 是\n");
}

TEST(Forms, WithoutIndicatorsThereAreOnlyFields) {
    BookProject project = project_of({}, {});
    project.declaration.fields = {{"remark", "备注", "", "无", {}},
                                  {"overview", "项目概况", "", "培训\n两次", {}}};
    const auto blocks = form_of(project, 7, "明县财政局");
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_EQ(blocks[0].text, "2026年绩效目标申报表");
    EXPECT_TRUE(blocks[0].caption);
    EXPECT_EQ(blocks[1].text, "主管部门（公章）：明县财政局");
    const PublishedTable& table = blocks[2].table;
    EXPECT_EQ(table.id, "P07");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0][0].text, "项目概况");
    EXPECT_EQ(table.rows[0][1].text, "培训\n两次");
    EXPECT_EQ(table.rows[0][1].column_span, 4);
    EXPECT_EQ(table.rows[1][0].text, "备注");
}

// Every cell is covered by exactly one: itself, or one above or left of it.
TEST(Forms, SpansCoverTheGrid) {
    const auto blocks =
        form_of(project_of({{"quantity", "数量指标"}, {"quality", "数量指标"}, {"", ""}},
                           {{"产出指标", "数量指标", "", ""},
                            {"", "", "甲", ""},
                            {"产出指标", "数量指标", "乙", ""}}),
                1, "明县财政局");
    const auto& rows = blocks.back().table.rows;
    std::vector<std::vector<int>> covered(rows.size(), std::vector<int>(rows[0].size(), 0));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            for (int down = 0; down < rows[r][c].row_span; ++down) {
                for (int right = 0; right < rows[r][c].column_span; ++right)
                    ++covered.at(r + static_cast<std::size_t>(down))
                          .at(c + static_cast<std::size_t>(right));
            }
        }
    }
    for (const auto& row : covered) EXPECT_EQ(row, std::vector<int>(row.size(), 1));
}

}  // namespace
}  // namespace mingzhang::compile
