#include "publish/open_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.h"
#include "base/text.h"
#include "publish/table_figures.h"

namespace mingzhang::publish {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kLineEnd = "\r\n";
constexpr const char* kLinesName = "lines";

std::string printed(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string yuan(Money amount) { return amount.print(Unit::kYuan, 2); }

// "-12.50", "1,234.00", "94.78%"
bool is_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789.,%") == std::string_view::npos;
}

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
std::string harmless(const std::string& text) {
    if (text.size() < 2 || is_number(text)) return text;
    for (const std::string_view start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}) {
        if (text.starts_with(start)) return "'" + text;
    }
    return text;
}

// Rows of RFC 4180.
class Csv {
  public:
    explicit Csv(const std::vector<std::string>& heads) {
        text_ = kByteOrderMark;
        for (const std::string& head : heads) add(head);
        end_row();
    }
    void add(const std::string& field) {
        if (!first_) text_ += ',';
        first_ = false;
        text_ += csv_field(field);
    }
    void end_row() {
        text_ += kLineEnd;
        first_ = true;
    }
    std::string take() { return std::move(text_); }

  private:
    std::string text_;
    bool first_ = true;
};

// ---------------------------------------------------------------------------------------- lines

struct DimensionText {
    Dimension dimension;
    const char* title;
    const char* type;            // of a dimension of a Fiscal Data Package
    const char* classification;  // nullptr where it is none
};

constexpr std::array kDimensionTexts = {
    DimensionText{Dimension::kYear, "年度", "datetime", nullptr},
    DimensionText{Dimension::kPhase, "预算阶段", "other", nullptr},
    DimensionText{Dimension::kFlow, "收支", "other", nullptr},
    DimensionText{Dimension::kScope, "单位", "entity", nullptr},
    DimensionText{Dimension::kFunction, "支出功能分类", "classification", "functional"},
    DimensionText{Dimension::kFund, "资金性质", "classification", nullptr},
    DimensionText{Dimension::kKind, "支出类型", "classification", nullptr},
    DimensionText{Dimension::kEconomic, "部门预算支出经济分类", "classification", "economic"},
    DimensionText{Dimension::kGovEconomic, "政府预算支出经济分类", "classification", "economic"},
    DimensionText{Dimension::kVintage, "资金年度", "other", nullptr},
    DimensionText{Dimension::kProject, "项目", "activity", nullptr},
    DimensionText{Dimension::kSource, "收入分类", "classification", "economic"},
    DimensionText{Dimension::kMeasure, "专项口径", "other", nullptr},
    DimensionText{Dimension::kNature, "非金额数量", "other", nullptr},
};
static_assert(kDimensionTexts.size() == kDimensions);

std::string member(const LedgerEntry& line, Dimension d, int year) {
    const std::string& given = line.at.at(d);
    if (d != Dimension::kYear || !given.empty() || year == 0) return given;
    return std::to_string(year);
}

bool is_money(const LedgerEntry& line) { return line.at.at(Dimension::kNature).empty(); }

// The columns of lines.csv: the dimensions that occur, and the amount.
struct LineColumns {
    std::vector<DimensionText> dimensions;
    bool quantities = false;  // some lines are no money

    explicit LineColumns(const Publication& p) {
        for (const DimensionText& text : kDimensionTexts) {
            const bool occurs =
                std::any_of(p.lines.begin(), p.lines.end(), [&](const LedgerEntry& line) {
                    return !member(line, text.dimension, p.year).empty();
                });
            if (occurs || text.dimension == Dimension::kYear) dimensions.push_back(text);
        }
        quantities = !std::all_of(p.lines.begin(), p.lines.end(), is_money);
    }
};

std::string lines_csv(const Publication& p, const LineColumns& columns) {
    std::vector<std::string> heads;
    for (const DimensionText& text : columns.dimensions)
        heads.emplace_back(dimension_name(text.dimension));
    heads.emplace_back("amount");
    if (columns.quantities) heads.emplace_back("quantity");
    Csv csv(heads);
    for (const LedgerEntry& line : p.lines) {
        for (const DimensionText& text : columns.dimensions)
            csv.add(harmless(member(line, text.dimension, p.year)));
        csv.add(is_money(line) ? yuan(line.amount) : "");
        if (columns.quantities) csv.add(is_money(line) ? "" : yuan(line.amount));
        csv.end_row();
    }
    return csv.take();
}

Json field(std::string_view name, const char* type, const char* title) {
    Json out = {{"name", name}, {"type", type}, {"title", title}};
    return out;
}

Json decimal_field(std::string_view name, const char* title) {
    Json out = field(name, "number", title);
    out["decimalChar"] = ".";
    return out;
}

Json resource(const std::string& name, const std::string& path, const std::string& title,
              Json fields) {
    return {{"name", name},
            {"path", path},
            {"title", title},
            {"profile", "tabular-data-resource"},
            {"format", "csv"},
            {"mediatype", "text/csv"},
            {"encoding", "utf-8"},
            {"dialect",
             {{"delimiter", ","},
              {"lineTerminator", kLineEnd},
              {"quoteChar", "\""},
              {"doubleQuote", true},
              {"header", true}}},
            {"schema", {{"fields", std::move(fields)}, {"missingValues", {""}}}}};
}

Json lines_resource(const LineColumns& columns) {
    Json fields = Json::array();
    for (const DimensionText& text : columns.dimensions)
        fields.push_back(field(dimension_name(text.dimension),
                               text.dimension == Dimension::kYear ? "year" : "string", text.title));
    Json amount = decimal_field("amount", "金额（元）");
    amount["currency"] = "CNY";
    fields.push_back(std::move(amount));
    if (columns.quantities) fields.push_back(decimal_field("quantity", "数量"));
    return resource(kLinesName, "lines.csv", "明细账", std::move(fields));
}

// --------------------------------------------------------------------------------------- tables

struct NamedTable {
    const PublishedTable* table;
    std::string name;  // of its file, "T03"
};

// File names are those of the tables, made safe and unique.
std::vector<NamedTable> named_tables(const Publication& p) {
    std::vector<NamedTable> out;
    std::set<std::string> taken = {kLinesName};  // in small letters
    for (const PublishedBlock& block : p.blocks) {
        if (block.kind != PublishedKind::kTable) continue;
        std::string name;
        for (const char c : block.table.id) {
            const bool plain =
                (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            name += plain || c == '-' || c == '_' ? c : '_';
        }
        if (name.empty()) name = "table";
        const auto small = [](std::string text) {
            for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
            return text;
        };
        std::string unique = name;
        for (int n = 2; !taken.insert(small(unique)).second; ++n)
            unique = fmt::format("{}-{}", name, n);
        out.push_back({&block.table, std::move(unique)});
    }
    return out;
}

std::string table_csv(const PublishedTable& table) {
    Csv csv({"row", "code", "label", "column", "printed", "unit", "amount"});
    for (const TableFigure& figure : figures_of(table)) {
        const PublishedCell& cell = *figure.cell;
        csv.add(std::to_string(figure.row));
        csv.add(harmless(figure.code));
        csv.add(harmless(figure.label));
        csv.add(harmless(figure.column));
        csv.add(harmless(cell.text));
        csv.add(cell.amount ? std::string(unit_name(table.unit)) : "");
        csv.add(cell.amount ? yuan(*cell.amount) : "");
        csv.end_row();
    }
    return csv.take();
}

// How the printed amounts follow from the exact ones, and how many do not.
Json rounding_of(const PublishedTable& table) {
    int exceptions = 0;
    for (const auto& row : table.rows) {
        for (const PublishedCell& cell : row) {
            if (!cell.amount || cell.text.empty() || fen_of(table.unit) == 0) continue;
            std::string digits = cell.text;
            std::erase(digits, ',');
            if (digits != cell.amount->print(table.unit, table.decimals)) ++exceptions;
        }
    }
    return {{"unit", unit_name(table.unit)},
            {"decimals", table.decimals},
            {"method", "half-away-from-zero"},
            {"exceptions", exceptions}};
}

bool has_amounts(const PublishedTable& table) {
    return std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
        return std::any_of(row.begin(), row.end(),
                           [](const PublishedCell& cell) { return cell.amount.has_value(); });
    });
}

std::string title_of(const PublishedTable& table) {
    std::string title = table.number;
    if (!title.empty() && !table.title.empty()) title += " ";
    title += table.title;
    return title.empty() ? table.id : title;
}

Json table_resource(const NamedTable& named) {
    std::string name = named.name;
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    Json amount = decimal_field("amount", "确切金额（元）");
    amount["currency"] = "CNY";
    Json fields = {field("row", "integer", "行次"),
                   field("code", "string", "编码"),
                   field("label", "string", "行名"),
                   field("column", "string", "栏目"),
                   field("printed", "string", "印出"),
                   field("unit", "string", "单位"),
                   std::move(amount)};
    Json out =
        resource(name, "tables/" + named.name + ".csv", title_of(*named.table), std::move(fields));
    if (has_amounts(*named.table)) out["rounding"] = rounding_of(*named.table);
    return out;
}

// ------------------------------------------------------------------------------------- document

const char* role_name(CellRole role) {
    switch (role) {
        case CellRole::kHeading:
            return "heading";
        case CellRole::kName:
            return "name";
        case CellRole::kCode:
            return "code";
        case CellRole::kAmount:
            return "amount";
        case CellRole::kText:
            return "text";
    }
    return "text";
}

// Texts, roles and amounts side by side, of the same shape.
void add_rows(const PublishedTable& table, Json& out) {
    Json rows = Json::array(), roles = Json::array(), amounts = Json::array();
    Json spans = Json::array();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Json texts = Json::array(), kinds = Json::array(), exact = Json::array();
        for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
            const PublishedCell& cell = table.rows[r][c];
            texts.push_back(cell.text);
            kinds.push_back(role_name(cell.role));
            exact.push_back(cell.amount ? Json(yuan(*cell.amount)) : Json());
            if (cell.column_span > 1 || cell.row_span > 1)
                spans.push_back({{"row", r},
                                 {"column", c},
                                 {"rows", cell.row_span},
                                 {"columns", cell.column_span}});
        }
        rows.push_back(std::move(texts));
        roles.push_back(std::move(kinds));
        amounts.push_back(std::move(exact));
    }
    out["rows"] = std::move(rows);
    out["roles"] = std::move(roles);
    if (has_amounts(table)) out["amounts"] = std::move(amounts);
    out["spans"] = std::move(spans);
}

Json table_json(const PublishedTable& table) {
    Json out = {{"type", table.form ? "declaration" : "table"},
                {"id", table.id},
                {"number", table.number},
                {"title", table.title},
                {"department", table.department},
                {"unit_line", table.unit_line},
                {"header_rows", table.header_rows}};
    if (has_amounts(table)) out["rounding"] = rounding_of(table);
    add_rows(table, out);
    out["notes"] = table.notes;
    return out;
}

Json chart_json(const PublishedChart& chart) {
    Json slices = Json::array();
    for (const Slice& slice : chart.slices)
        slices.push_back(
            {{"label", slice.label}, {"text", slice.text}, {"amount", yuan(slice.amount)}});
    return {{"type", "chart"}, {"title", chart.title}, {"slices", std::move(slices)}};
}

// Null for what only a printed document has.
Json block_json(const PublishedBlock& block) {
    switch (block.kind) {
        case PublishedKind::kHeading:
            return {{"type", "heading"}, {"level", block.level}, {"text", block.text}};
        case PublishedKind::kParagraph:
            return {{"type", block.caption ? "caption" : "paragraph"}, {"text", block.text}};
        case PublishedKind::kTable:
            return table_json(block.table);
        case PublishedKind::kChart:
            return chart_json(block.chart);
        case PublishedKind::kCover:
        case PublishedKind::kContents:
        case PublishedKind::kPageBreak:
            return {};
    }
    return {};
}

std::string document_json(const Publication& p) {
    Json blocks = Json::array();
    for (const PublishedBlock& block : p.blocks) {
        Json json = block_json(block);
        if (!json.is_null()) blocks.push_back(std::move(json));
    }
    return printed({{"title", p.title},
                    {"department", p.department},
                    {"date", p.date},
                    {"year", p.year == 0 ? Json() : Json(p.year)},
                    {"kind", kind_name(p.kind)},
                    {"status", p.watermark},
                    {"currency", "CNY"},
                    {"blocks", std::move(blocks)}});
}

// -------------------------------------------------------------------------------------- package

// A marked draft is proposed; what is published of a budget is approved, of accounts executed.
const char* phase_of(const Publication& p) {
    if (!p.watermark.empty()) return "proposed";
    if (is_accounts(p.kind)) return "executed";
    return p.kind == DocumentKind::kOther ? nullptr : "approved";
}

// Where all money flows the same way; else the column `flow` says it of each line.
const char* direction_of(const Publication& p) {
    std::set<std::string> flows;
    for (const LedgerEntry& line : p.lines) {
        if (is_money(line)) flows.insert(line.at.at(Dimension::kFlow));
    }
    if (flows == std::set<std::string>{"expenditure"}) return "expenditure";
    if (flows == std::set<std::string>{"income"}) return "revenue";
    return nullptr;
}

Json measures_of(const Publication& p) {
    Json amount = {
        {"source", "amount"}, {"resource", kLinesName}, {"currency", "CNY"}, {"factor", 1}};
    if (const char* direction = direction_of(p)) amount["direction"] = direction;
    if (const char* phase = phase_of(p)) amount["phase"] = phase;
    return {{"amount", std::move(amount)}};
}

Json dimensions_of(const LineColumns& columns) {
    Json out = Json::object();
    for (const DimensionText& text : columns.dimensions) {
        const std::string name(dimension_name(text.dimension));
        Json dimension = {{"dimensionType", text.type}};
        if (text.classification != nullptr) dimension["classificationType"] = text.classification;
        dimension["primaryKey"] = name;
        dimension["attributes"] = {{name, {{"source", name}, {"resource", kLinesName}}}};
        out[name] = std::move(dimension);
    }
    return out;
}

std::string package_json(const Publication& p, const LineColumns& columns,
                         const std::vector<NamedTable>& tables) {
    Json resources = Json::array({lines_resource(columns)});
    for (const NamedTable& table : tables) resources.push_back(table_resource(table));
    Json out = {{"profile", "fiscal-data-package"},
                {"name", fmt::format("{}-{}", kind_name(p.kind), p.year)},
                {"title", p.department.empty() ? p.title : p.department + " " + p.title},
                {"countryCode", "CN"},
                {"granularity", "aggregated"}};
    if (p.year > 0)
        out["fiscalPeriod"] = {{"start", fmt::format("{:04}-01-01", p.year)},
                               {"end", fmt::format("{:04}-12-31", p.year)}};
    out["resources"] = std::move(resources);
    out["model"] = {{"measures", measures_of(p)}, {"dimensions", dimensions_of(columns)}};
    return printed(out);
}

}  // namespace

std::vector<PublishedFile> open_data_of(const Publication& publication) {
    const LineColumns columns(publication);
    const std::vector<NamedTable> tables = named_tables(publication);
    std::vector<PublishedFile> out;
    out.push_back({"lines.csv", lines_csv(publication, columns)});
    for (const NamedTable& table : tables)
        out.push_back({"tables/" + table.name + ".csv", table_csv(*table.table)});
    out.push_back({"document.json", document_json(publication)});
    out.push_back({"datapackage.json", package_json(publication, columns, tables)});
    return out;
}

}  // namespace mingzhang::publish
