#include "publish/sample_test.h"

#include "base/text.h"

namespace mingzhang::publish {
namespace {

constexpr const char* kPath = "示范县委社会工作部.txt";

// The text, line by line from line 1; tabs separate the cells of a table.
const std::vector<std::string> kLines = {
    "示范县委社会工作部2026年部门预算",
    "",
    "预算公开表2",
    "2026年收入总表（单位：万元）",
    "项目\t合计",
    "收入合计\t256.61",
    "",
    "预算公开表3",
    "2026年支出总表（单位：万元）",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "\t合计\t256.61\t39.99\t216.62",
    "201\t一般公共服务支出\t246.29\t30.78\t215.51",
    "20139\t社会工作事务\t246.29\t30.78\t251.51",
    "208\t社会保障和就业支出\t10.32\t9.21\t1.11",
    "",
    "附表 <结转> & 其他",
    "甲\t乙",
    "3.00\t—",
    "",
    "机关运行经费4.86万元，比上年增加47.3%。",
    "项目名称\t志愿服务站建设",
    "项目金额（元）\t376800",
};

struct Row {
    int line;
    const char* key;
    const char* label;
    std::vector<const char*> texts;
};

class Builder {
  public:
    CheckReport report;

    void table(const char* id, const char* number, const char* title, int line,
               TableStatus status) {
        DisclosureTable table;
        table.id = id;
        table.number = number;
        table.title = title;
        table.place.line = line;
        table.status = status;
        if (status == TableStatus::kUnrecognised) table.reason = "title-unknown";
        report.disclosure.tables.push_back(table);
    }

    void rows(const std::vector<const char*>& columns, const std::vector<Row>& all,
              Coverage coverage, const char* reason = "") {
        for (const Row& row : all) {
            for (std::size_t c = 0; c < row.texts.size(); ++c) {
                Figure figure = figure_of(row.texts[c], row.line);
                figure.table = static_cast<int>(report.disclosure.tables.size()) - 1;
                figure.row_key = row.key;
                figure.row_label = row.label;
                figure.column_label = columns[c];
                add(figure, coverage, reason);
            }
        }
    }

    static Figure figure_of(const char* text, int line) {
        Figure figure;
        figure.text = text;
        figure.number = parse_number(text);
        figure.place.line = line;
        return figure;
    }

    void add(Figure figure, Coverage coverage, const char* reason = "") {
        report.disclosure.figures.push_back(std::move(figure));
        report.coverage.push_back({coverage, reason});
    }
};

void add_tables(Builder& b) {
    b.table("T02", "预算公开表2", "2026年收入总表", 4, TableStatus::kRecognised);
    b.rows({"合计"}, {{6, "", "收入合计", {"256.61"}}}, Coverage::kProven);
    b.table("T03", "预算公开表3", "2026年支出总表", 9, TableStatus::kRecognised);
    b.rows({"合计", "基本支出", "项目支出"},
           {{11, "", "合计", {"256.61", "39.99", "216.62"}},
            {12, "201", "201 一般公共服务支出", {"246.29", "30.78", "215.51"}},
            {13, "20139", "20139 社会工作事务", {"246.29", "30.78", "251.51"}},
            {14, "208", "208 社会保障和就业支出", {"10.32", "9.21", "1.11"}}},
           Coverage::kProven);
    b.report.coverage[9].coverage = Coverage::kConflicting;
    b.table("U1", "", "附表 <结转> & 其他", 16, TableStatus::kUnrecognised);
    b.rows({"甲", "乙"}, {{18, "", "", {"3.00", "—"}}}, Coverage::kUncovered, "table-unrecognised");
}

void add_prose(Builder& b) {
    Figure amount = Builder::figure_of("4.86", 20);
    b.add(amount, Coverage::kUncovered, "prose-not-read");
    Figure rate = Builder::figure_of("47.3%", 20);
    rate.kind = FigureKind::kRate;
    rate.unit = Unit::kPercent;
    b.add(rate, Coverage::kUncovered, "prose-not-read");
    Figure declared = Builder::figure_of("376800", 22);
    declared.unit = Unit::kYuan;
    b.add(declared, Coverage::kUncovered, "form-not-read");
    Declaration declaration;
    declaration.project = "志愿服务站建设";
    declaration.place.line = 21;
    declaration.amount = static_cast<int>(b.report.disclosure.figures.size()) - 1;
    declaration.matched = true;
    b.report.disclosure.declarations = {declaration};
}

FindingPlace place_of(int line, const char* row, const char* label, const char* column,
                      const char* text) {
    FindingPlace place;
    place.place.line = line;
    place.table = "T03";
    place.table_title = "2026年支出总表";
    place.row = row;
    place.row_label = label;
    place.column = column;
    place.text = text;
    return place;
}

Finding swapped_digits() {
    Finding f;
    f.id = "f1";
    f.key = "00112233445566aa";
    f.rule = "sum-mismatch";
    f.severity = Severity::kError;
    f.blocks_publication = true;
    f.arguments = {{"text", "251.51"}, {"unit", "万元"}};
    f.proof = {{"proof.most",
                {{"sum", "246.29"},
                 {"bound", "246.294999"},
                 {"other", "30.78 + 251.51"},
                 {"other_bound", "282.28"},
                 {"gap", "35.985001"},
                 {"unit", "万元"}}},
               {"reason.columns", {{"count", "1"}}}};
    f.suggestion = {"215.51"};
    f.explanation = {{"slip.swapped", {{"value", "215.51"}}}, {"restores", {{"count", "2"}}}};
    f.consequences = 1;
    f.places = {place_of(13, "20139", "20139 社会工作事务", "项目支出", "251.51"),
                place_of(13, "20139", "20139 社会工作事务", "合计", "246.29")};
    f.alternatives = {place_of(13, "20139", "20139 社会工作事务", "基本支出", "30.78")};
    return f;
}

Finding missing_table() {
    Finding f;
    f.id = "f2";
    f.key = "00112233445566bb";
    f.rule = "table-missing";
    f.severity = Severity::kWarning;
    f.arguments = {{"title", "附表 <结转> & 其他"}};
    FindingPlace place;
    place.place.line = 16;
    place.text = "附表 <结转> & 其他";
    f.places = {place};
    return f;
}

Block table_block(std::size_t from, std::size_t to) {
    Block block;
    block.kind = BlockKind::kTable;
    block.place.line = static_cast<int>(from);
    for (std::size_t line = from; line <= to; ++line) {
        std::vector<GridCell> row;
        for (std::string_view text : text::split(kLines[line - 1], '\t')) {
            GridCell cell;
            cell.text = text;
            cell.place.line = static_cast<int>(line);
            row.push_back(cell);
        }
        block.grid.rows.push_back(row);
    }
    return block;
}

}  // namespace

CheckReport sample_report() {
    Builder b;
    Disclosure& d = b.report.disclosure;
    d.path = kPath;
    d.kind = DocumentKind::kDepartmentBudget;
    d.year = 2026;
    d.jurisdiction = "shanxi";
    d.department = "示范县委社会工作部";
    d.pack = "shanxi/2026/department-budget";
    d.unit = Unit::kWanYuan;
    add_tables(b);
    add_prose(b);
    b.report.findings = {swapped_digits(), missing_table()};
    b.report.rules = {{"reason-missing", 3, 1}};
    b.report.hard_constraints = 7;
    b.report.soft_constraints = 1;
    b.report.widest_slack = 15'000;
    return b.report;
}

SourceDocument sample_document() {
    SourceDocument document;
    document.path = kPath;
    document.format = "text";
    for (std::size_t line = 1; line <= kLines.size(); ++line) {
        if (kLines[line - 1].empty()) continue;
        if (kLines[line - 1].find('\t') == std::string::npos) {
            Block block;
            block.kind = line == 1 ? BlockKind::kHeading : BlockKind::kParagraph;
            block.level = line == 1 ? 1 : 0;
            block.text = kLines[line - 1];
            block.place.line = static_cast<int>(line);
            document.blocks.push_back(block);
            continue;
        }
        std::size_t last = line;
        while (last < kLines.size() && kLines[last].find('\t') != std::string::npos) ++last;
        document.blocks.push_back(table_block(line, last));
        line = last;
    }
    return document;
}

}  // namespace mingzhang::publish
