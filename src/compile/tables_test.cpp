#include "compile/tables.h"

#include <algorithm>

#include "compile/small_book_test.h"

namespace mingzhang::compile {
namespace {

PublishedTable made_table(const std::string& pack_text, const Book& book) {
    const pack::Pack pack = pack_of("unit = \"元\"\n" + pack_text);
    const Amounts amounts(book, lexicon().trees);
    return table_of(pack.tables.front(), {book, amounts, pack, lexicon(), code_lists()});
}

// "一般[2x1]|·|合计": a row a line; how many columns and rows a cell spans, a covered cell "·".
std::string shown(const PublishedTable& table) {
    std::string out;
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            const PublishedCell& cell = row[c];
            if (c > 0) out += "|";
            out += cell.column_span == 0 || cell.row_span == 0 ? "·" : cell.text;
            if (cell.column_span > 1 || cell.row_span > 1) {
                out += "[" + std::to_string(cell.column_span) + "x" +
                       std::to_string(cell.row_span) + "]";
            }
        }
        out += "\n";
    }
    return out;
}

// "1,2 = 2,2 + 3,2", a row and a column, one a line.
std::string sums(const PublishedTable& table) {
    std::string out;
    const auto place = [](std::size_t row, std::size_t column) {
        return std::to_string(row) + "," + std::to_string(column);
    };
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
            const auto& parts = table.rows[r][c].sum_of;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                out += (i == 0 ? place(r, c) + " = " : " + ") +
                       place(static_cast<std::size_t>(parts[i].row),
                             static_cast<std::size_t>(parts[i].column));
            }
            if (!parts.empty()) out += "\n";
        }
    }
    return out;
}

// Every sum is exact.
void expect_exact(const PublishedTable& table) {
    for (const auto& row : table.rows) {
        for (const PublishedCell& cell : row) {
            if (cell.sum_of.empty()) continue;
            Money sum;
            for (const CellAt& at : cell.sum_of) {
                sum = sum + table.rows.at(static_cast<std::size_t>(at.row))
                                .at(static_cast<std::size_t>(at.column))
                                .amount.value();
            }
            EXPECT_EQ(sum, cell.amount);
        }
    }
}

constexpr const char* kByFunction = R"(
[[table]]
id = "T03"
number = ["表3"]
title = "{year}年支出表"
rows = "function-codes"
measures = { flow = "expenditure" }
columns = [
  { heading = ["项目", "编码"], is = "code" },
  { heading = ["项目", "名称"], is = "name" },
  { heading = ["{year}年", "合计"] },
  { heading = ["{year}年", "基本支出"], measures = { kind = "basic" } },
  { heading = ["{year}年", "项目支出"], measures = { kind = "project" } },
  { heading = "备注", is = "text" },
]
)";

constexpr const char* kSpent = R"(
    basic function=2010101 kind=personnel = 700
    basic function=2050101 kind=public = 200
    project 培训 function=2010101 = 50)";

TEST(Tables, CodesStandBelowThoseAboveThem) {
    const PublishedTable table = made_table(kByFunction, book_of(kSpent));
    EXPECT_EQ(table.id, "T03");
    EXPECT_EQ(table.number, "表3");
    EXPECT_EQ(table.title, "2026年支出表");
    EXPECT_EQ(table.unit_line, "单位：元");
    EXPECT_EQ(table.header_rows, 2);
    EXPECT_EQ(shown(table),
              "项目[2x1]|·|2026年[3x1]|·|·|备注[1x2]\n"
              "编码|名称|合计|基本支出|项目支出|·\n"
              "合计[2x1]|·|9.50|9.00|0.50|\n"
              "201|一般公共服务支出|7.50|7.00|0.50|\n"
              "20101|人大事务|7.50|7.00|0.50|\n"
              "2010101|行政运行|7.50|7.00|0.50|\n"
              "205|教育支出|2.00|2.00||\n"
              "20501|教育管理事务|2.00|2.00||\n"
              "2050101|行政运行|2.00|2.00||\n");
    EXPECT_EQ(sums(table),
              "2,2 = 3,2 + 6,2\n2,3 = 3,3 + 6,3\n2,4 = 3,4\n"
              "3,2 = 4,2\n3,3 = 4,3\n3,4 = 4,4\n"
              "4,2 = 5,2\n4,3 = 5,3\n4,4 = 5,4\n"
              "5,2 = 5,3 + 5,4\n"
              "6,2 = 7,2\n6,3 = 7,3\n7,2 = 8,2\n7,3 = 8,3\n8,2 = 8,3\n");
    expect_exact(table);
    EXPECT_TRUE(table.notes.empty());
}

TEST(Tables, ACodeMayStandInThreeColumns) {
    const PublishedTable table = made_table(R"(
[[table]]
id = "T03"
title = "支出表"
rows = "function-codes"
measures = { flow = "expenditure" }
columns = [
  { heading = ["科目编码", "类"], is = "code" },
  { heading = ["科目编码", "款"], is = "code" },
  { heading = ["科目编码", "项"], is = "code" },
  { heading = "科目名称", is = "name" },
  { heading = "合计" },
]
)",
                                            book_of("basic function=2010101 = 700"));
    EXPECT_EQ(shown(table),
              "科目编码[3x1]|·|·|科目名称[1x2]|合计[1x2]\n"
              "类|款|项|·|·\n"
              "合计[4x1]|·|·|·|7.00\n"
              "201|||一般公共服务支出|7.00\n"
              "201|01||人大事务|7.00\n"
              "201|01|01|行政运行|7.00\n");
}

TEST(Tables, CodesWithoutAnAmountHereAreLeftOut) {
    // Amounts of a code may cancel out, and not those below it.
    const PublishedTable table = made_table(kByFunction, book_of(R"(
        basic function=2010101 = 500
        basic function=2050101 = 300
        basic function=2050102 = -300
        income source=1030601 function=2080101 = 5)"));
    EXPECT_EQ(shown(table),
              "项目[2x1]|·|2026年[3x1]|·|·|备注[1x2]\n"
              "编码|名称|合计|基本支出|项目支出|·\n"
              "合计[2x1]|·|5.00|5.00||\n"
              "201|一般公共服务支出|5.00|5.00||\n"
              "20101|人大事务|5.00|5.00||\n"
              "2010101|行政运行|5.00|5.00||\n"
              "205|教育支出||||\n"
              "20501|教育管理事务||||\n"
              "2050101|行政运行|3.00|3.00||\n"
              "2050102|一般行政管理事务|-3.00|-3.00||\n");
    expect_exact(table);
}

TEST(Tables, ASumThatIsNotThatOfItsRowsIsNone) {
    const PublishedTable table =
        made_table(kByFunction, book_of("basic function=2010101 = 500\nbasic = 20"));
    EXPECT_EQ(shown(table).substr(shown(table).find("合计[2x1]")),
              "合计[2x1]|·|5.20|5.20||\n"
              "201|一般公共服务支出|5.00|5.00||\n"
              "20101|人大事务|5.00|5.00||\n"
              "2010101|行政运行|5.00|5.00||\n");
    EXPECT_EQ(sums(table).substr(0, 10), "2,2 = 2,3\n");
    expect_exact(table);
}

TEST(Tables, AnEmptyTableSaysSo) {
    const PublishedTable table = made_table(kByFunction, book_of(""));
    EXPECT_EQ(shown(table),
              "项目[2x1]|·|2026年[3x1]|·|·|备注[1x2]\n"
              "编码|名称|合计|基本支出|项目支出|·\n"
              "合计[2x1]|·||||\n");
    ASSERT_EQ(table.notes.size(), 1U);
    EXPECT_EQ(table.notes[0], "注：" + lexicon().empty_notes.front());
}

constexpr const char* kTwoPanels = R"(
[[table]]
id = "T01"
title = "收支总表"
  [[table.panel]]
  rows = "words"
  measures = { flow = "income" }
  columns = [{ heading = ["收入", "项目"], is = "name" }, { heading = ["收入", "金额"] }]
  labels = [
    { text = "一、一般公共预算", measures = { fund = "general", vintage = "current" } },
    { text = "本年收入合计", measures = { vintage = "current" } },
    { text = "上年结转", measures = { vintage = "carry_over" } },
    { text = "收入总计" },
  ]
  [[table.panel]]
  rows = "function-names"
  measures = { flow = "expenditure" }
  columns = [{ heading = ["支出", "项目"], is = "name" }, { heading = ["支出", "金额"] }]
  labels = [
    { text = "<used functions>" },
    { text = "本年支出合计" },
    { text = "年终结转", measures = { flow = "year_end" } },
    { text = "支出总计", measures = { flow = "uses" } },
  ]
)";

TEST(Tables, TotalsOfTwoPanelsStandSideBySide) {
    const PublishedTable table = made_table(kTwoPanels, book_of(R"(
        income fund=general vintage=current = 900
        income fund=general vintage=carry_over = 80
        basic function=2010101 = 700
        basic function=2050101 = 200
        project 会议 function=2060101 = 50
        other flow=year_end = 30)"));
    EXPECT_EQ(shown(table),
              "收入[2x1]|·|支出[2x1]|·\n"
              "项目|金额|项目|金额\n"
              "一、一般公共预算|9.00|一、一般公共服务支出|7.00\n"
              "||二、教育支出|2.00\n"
              "||三、科学技术支出|0.50\n"
              "本年收入合计|9.00|本年支出合计|9.50\n"
              "上年结转|0.80|年终结转|0.30\n"
              "收入总计|9.80|支出总计|9.80\n");
}

TEST(Tables, PanelsOfCodesBeginWithTheirTotals) {
    const char* pack = R"(
[[table]]
id = "T09"
title = "国有资本经营预算收支表"
  [[table.panel]]
  rows = "income-codes"
  measures = { flow = "income" }
  columns = [{ heading = ["收入", "编码"], is = "code" }, { heading = ["收入", "名称"], is = "name" }, { heading = ["收入", "金额"] }]
  [[table.panel]]
  rows = "function-codes"
  measures = { flow = "expenditure" }
  columns = [{ heading = ["支出", "编码"], is = "code" }, { heading = ["支出", "名称"], is = "name" }, { heading = ["支出", "金额"] }]
)";
    EXPECT_EQ(
        shown(made_table(pack, book_of("income source=103 = 700\nbasic function=2230101 = 700"))),
        "收入[3x1]|·|·|支出[3x1]|·|·\n"
        "编码|名称|金额|编码|名称|金额\n"
        "合计[2x1]|·|7.00|合计[2x1]|·|7.00\n"
        "103|非税收入|7.00|223|国有资本经营预算支出|7.00\n"
        "|||22301|解决历史遗留问题及改革成本支出|7.00\n"
        "|||2230101|厂办大集体改革支出|7.00\n");
    EXPECT_EQ(shown(made_table(pack, book_of("basic function=2230101 = 700"))),
              "收入[3x1]|·|·|支出[3x1]|·|·\n"
              "编码|名称|金额|编码|名称|金额\n"
              "合计[2x1]|·||合计[2x1]|·|7.00\n"
              "|||223|国有资本经营预算支出|7.00\n"
              "|||22301|解决历史遗留问题及改革成本支出|7.00\n"
              "|||2230101|厂办大集体改革支出|7.00\n");
}

// A label is a total where it says so, not where a word holds the character.
TEST(Tables, TotalsAreSetOff) {
    const PublishedTable table = made_table(R"(
[[table]]
id = "T01"
title = "表"
rows = "words"
measures = { flow = "expenditure" }
columns = [{ heading = "项目", is = "name" }, { heading = "金额" }]
labels = [
  { text = "会计核算经费", measures = { kind = "basic" } },
  { text = "合 计" },
]
)",
                                            book_of("basic function=2010101 = 700"));
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_FALSE(table.rows[1][0].emphasis);
    EXPECT_TRUE(table.rows[2][0].emphasis);
}

constexpr const char* kByProject = R"(
[[table]]
id = "T12"
title = "项目支出表"
rows = "projects"
measures = { flow = "expenditure", kind = "project", vintage = "current" }
columns = [
  { heading = "序号", is = "sequence" },
  { heading = "项目名称", is = "name" },
  { heading = "合计" },
  { heading = "一般公共预算", measures = { fund = "general" } },
  { heading = "单位资金", measures = { fund = "unit_funds" } },
]
)";

TEST(Tables, ProjectsStandBelowTheirUnits) {
    Book book = book_of(R"(
        project 培训（市级）@一（分）中心 vintage=current fund=general = 100
        project 会议@二中心 vintage=current fund=unit_funds = 200
        project 会议@一（分）中心 vintage=current fund=general = 300
        project 结转@二中心 vintage=carry_over fund=general = 400)");
    book.units = {"一（分）中心", "二中心", "三中心"};
    const PublishedTable table = made_table(kByProject, book);
    EXPECT_EQ(shown(table),
              "序号|项目名称|合计|一般公共预算|单位资金\n"
              "明县财政局[2x1]|·|6.00|4.00|2.00\n"
              "一（分）中心[2x1]|·|4.00|4.00|\n"
              "1|培训（市级）|1.00|1.00|\n"
              "2|会议|3.00|3.00|\n"
              "二中心[2x1]|·|2.00||2.00\n"
              "3|会议|2.00||2.00\n");
    EXPECT_EQ(sums(table).substr(0, 52),
              "1,2 = 2,2 + 5,2\n1,3 = 2,3\n1,4 = 5,4\n2,2 = 3,2 + 4,2\n");
    expect_exact(table);
}

TEST(Tables, ProjectsOfTheDepartmentItselfComeFirst) {
    Book book = book_of(R"(
        project 统筹 vintage=current fund=general = 100
        project 会议@二中心 vintage=current fund=general = 200)");
    book.units = {"一中心", "二中心"};
    const PublishedTable table = made_table(kByProject, book);
    EXPECT_EQ(shown(table),
              "序号|项目名称|合计|一般公共预算|单位资金\n"
              "明县财政局[2x1]|·|3.00|3.00|\n"
              "1|统筹|1.00|1.00|\n"
              "二中心[2x1]|·|2.00|2.00|\n"
              "2|会议|2.00|2.00|\n");
    expect_exact(table);
}

TEST(Tables, ADepartmentAloneIsItsOnlyUnit) {
    EXPECT_EQ(shown(made_table(kByProject, book_of("project 培训 vintage=current = 100"))),
              "序号|项目名称|合计|一般公共预算|单位资金\n"
              "明县财政局[2x1]|·|1.00||\n"
              "明县财政局[2x1]|·|1.00||\n"
              "1|培训|1.00||\n");
}

// A unit that the book does not list is a mistake; its projects must not be lost.
TEST(Tables, ProjectsOfUnlistedUnitsAreShown) {
    Book book = book_of("project 培训@四中心 vintage=current = 100");
    book.units = {"一中心", "二中心"};
    EXPECT_EQ(shown(made_table(kByProject, book)),
              "序号|项目名称|合计|一般公共预算|单位资金\n"
              "明县财政局[2x1]|·|1.00||\n"
              "四中心[2x1]|·|1.00||\n"
              "1|培训|1.00||\n");
}

TEST(Tables, Units) {
    Book book = book_of(R"(
        measures measure=operating scope=一（分）中心 fund=general = 100
        measures measure=operating scope=二中心 fund=general = 200)");
    book.units = {"一（分）中心", "二中心"};
    const PublishedTable table = made_table(R"(
[[table]]
id = "T11"
title = "机关运行经费表"
rows = "units"
measures = { measure = "operating" }
columns = [
  { heading = "单位名称", is = "name" },
  { heading = "合计", measures = { fund = "fiscal" } },
  { heading = "一般公共预算", measures = { fund = "general" } },
]
)",
                                            book);
    EXPECT_EQ(shown(table),
              "单位名称|合计|一般公共预算\n"
              "部门合计|3.00|3.00\n"
              "一（分）中心|1.00|1.00\n"
              "二中心|2.00|2.00\n");
    EXPECT_EQ(sums(table), "1,1 = 2,1 + 3,1\n1,2 = 2,2 + 3,2\n2,1 = 2,2\n3,1 = 3,2\n");
}

TEST(Tables, EconomicClassesWithTheirGovernmentOnes) {
    Book book = book_of(R"(
        basic kind=personnel economic=30101 = 100
        basic kind=public economic=30201 = 200)");
    book.of(LineFile::kBasic)[0].government = "50501";
    const PublishedTable table = made_table(R"(
[[table]]
id = "T06"
title = "基本支出表"
rows = "economic-names"
measures = { flow = "expenditure", kind = "basic" }
columns = [
  { heading = "部门科目", is = "name" },
  { heading = "政府科目", is = "gov-name" },
  { heading = "合计" },
  { heading = "人员经费", measures = { kind = "personnel" } },
  { heading = "公用经费", measures = { kind = "public" } },
]
)",
                                            book);
    EXPECT_EQ(shown(table).substr(0, shown(table).find("302")).substr(0, 200).find("50501"),
              std::string::npos);
    ASSERT_EQ(table.rows.size(), 6U);
    EXPECT_EQ(table.rows[3][0].text, "基本工资");
    EXPECT_EQ(table.rows[3][0].indent, 1);
    EXPECT_EQ(table.rows[3][1].text, code_lists().government_economic.find("50501")->name);
    EXPECT_EQ(table.rows[5][0].text, "办公费");
    expect_exact(table);
}

TEST(Tables, OutlinesPutEachDepthInItsColumn) {
    const PublishedTable table = made_table(R"(
[[table]]
id = "T14"
title = "政府采购预算表"
rows = "outline"
measures = { measure = "procurement" }
columns = [
  { heading = "采购品目", is = "name" },
  { heading = "项目", is = "name" },
  { heading = "规格", is = "name" },
  { heading = "金额" },
]
)",
                                            book_of(R"(
        procurement measure=goods project=/设备购置费 = 300
        procurement measure=goods project=/设备购置费/打印设备 = 100
        procurement measure=goods project=/设备购置费/打印设备#2 = 200
        procurement measure=services project=/印刷 = 50
        procurement measure=goods = 300
        procurement measure=services = 50)"));
    EXPECT_EQ(shown(table),
              "采购品目|项目|规格|金额\n"
              "合计[3x1]|·|·|3.50\n"
              "一、货物A|||3.00\n"
              "|设备购置费||3.00\n"
              "||打印设备|1.00\n"
              "||打印设备|2.00\n"
              "三、服务C|||0.50\n"
              "|印刷||0.50\n");
}

// Every cell of every table of the project's packs is covered by exactly one.
TEST(Tables, SpansCoverTheGrid) {
    Book book = book_of(kSpent);
    book.units = {"一中心", "二中心"};
    const auto pack = pack::load_pack("packs/shanxi/2026/department-budget.toml",
                                      "shanxi/2026/department-budget", lexicon());
    ASSERT_TRUE(pack);
    const Amounts amounts(book, lexicon().trees);
    for (const pack::Table& described : pack->tables) {
        const auto& rows =
            table_of(described, {book, amounts, *pack, lexicon(), code_lists()}).rows;
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
        for (const auto& row : covered)
            EXPECT_EQ(row, std::vector<int>(row.size(), 1)) << described.id;
    }
}

}  // namespace
}  // namespace mingzhang::compile
