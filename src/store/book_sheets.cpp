// The sheets of a book, as texts.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "store/book_workbook.h"
#include "store/line_table.h"
#include "store/project_file.h"
#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;
using enum Dimension;

// Columns that a sheet has even where no line needs them: to be filled in.
std::vector<Dimension> usual_columns(LineFile file) {
    switch (file) {
        case LineFile::kIncome:
            return {kFund, kVintage};
        case LineFile::kBasic:
            return {kFunction, kFund, kKind, kEconomic, kVintage};
        case LineFile::kOther:
        case LineFile::kFunctions:
            return {kFunction, kFund, kKind, kVintage};
        case LineFile::kMeasures:
            return {kFund, kMeasure, kNature};
        case LineFile::kProcurement:
            return {kFund, kMeasure};
        case LineFile::kLastYear:
            return {kFlow, kFunction, kFund, kKind, kMeasure};
    }
    return {};
}

Row words_of(const std::vector<std::string>& ids) {
    Row out;
    for (const std::string& id : ids) out.push_back(column_word(id, Language::kChinese));
    return out;
}

SheetText sheet(string_view name, const std::vector<std::string>& columns) {
    return {std::string(name), {words_of(columns)}};
}

SheetText department_sheet(const Book& book) {
    SheetText out{std::string(kDepartmentSheet), {}};
    const auto add = [&](string_view id, std::string value) {
        out.rows.push_back({column_word(id, Language::kChinese), std::move(value)});
    };
    add("title", book.title);
    add("department", book.department);
    add("date", book.date);
    add("year", book.year == 0 ? "" : std::to_string(book.year));
    add("document", kind_word(book.kind, Language::kChinese));
    add("pack", book.pack);
    for (const std::string& unit : book.units) add("unit_name", unit);
    if (book.units.empty()) add("unit_name", {});
    return out;
}

SheetText line_sheet(LineFile file, const std::vector<BookLine>& lines) {
    const Coordinate implied = implied_by(file);
    const auto columns = columns_of(lines, implied, usual_columns(file));
    SheetText out = sheet(sheet_name(file), columns);
    for (const BookLine& line : lines)
        out.rows.push_back(row_of(line, columns, implied, Language::kChinese));
    return out;
}

// How other sheets name each project: by its name, or by its number where another one is called
// the same, or where nothing but a number is left of it.
std::vector<std::string> references(const std::vector<BookProject>& projects) {
    std::map<std::string, int> same;
    for (const BookProject& project : projects) ++same[text::fold_label(project.name)];
    std::vector<std::string> out;
    for (std::size_t i = 0; i < projects.size(); ++i) {
        const std::string folded = text::fold_label(projects[i].name);
        const bool plain = folded.find_first_not_of("0123456789") != std::string::npos;
        out.push_back(plain && same[folded] == 1 ? projects[i].name : std::to_string(i + 1));
    }
    return out;
}

SheetText project_sheet(const std::vector<BookProject>& projects) {
    SheetText out =
        sheet(kProjectSheet, {"number", "name", "scope", "category", "sharing", "share", "form",
                              "heading", "form_project", "form_date", "indicator_period"});
    for (std::size_t i = 0; i < projects.size(); ++i) {
        const BookProject& p = projects[i];
        const Declaration& d = p.declaration;
        out.rows.push_back({std::to_string(i + 1), p.name, p.scope, p.category, p.sharing,
                            p.share < 0 ? "" : std::to_string(p.share), d.title, d.heading,
                            d.project == p.name ? "" : d.project, date_text(d.date),
                            d.indicator_period});
    }
    return out;
}

SheetText amount_sheet(const std::vector<BookProject>& projects, const Row& references) {
    std::vector<BookLine> lines;  // without what each project implies
    for (const BookProject& project : projects) {
        const Coordinate implied = implied_by_project(project.name);
        for (BookLine line : project.lines) {
            for (const Dimension d : {kFlow, kKind, kProject}) {
                const std::string& member = line.at.at(d);
                const bool is_implied = member == implied.at(d);
                line.at.set(d, is_implied ? "" : member.empty() ? "all" : member);
            }
            lines.push_back(std::move(line));
        }
    }
    const auto columns = columns_of(lines, {}, {kFunction, kFund, kVintage});
    SheetText out{std::string(kAmountSheet), {words_of(columns)}};
    out.rows[0].insert(out.rows[0].begin(), column_word("project_ref", Language::kChinese));
    for (std::size_t i = 0; i < projects.size(); ++i) {
        const Coordinate implied = implied_by_project(projects[i].name);
        for (const BookLine& line : projects[i].lines) {
            Row row = row_of(line, columns, implied, Language::kChinese);
            row.insert(row.begin(), references[i]);
            out.rows.push_back(std::move(row));
        }
    }
    return out;
}

SheetText cost_sheet(const std::vector<BookProject>& projects, const Row& references) {
    SheetText out =
        sheet(kCostSheet, {"project_ref", "item", "quantity", "unit", "price", "times"});
    for (std::size_t i = 0; i < projects.size(); ++i)
        for (const CostLine& cost : projects[i].costs)
            out.rows.push_back(
                {references[i], cost.item, cost.quantity, cost.unit, cost.price, cost.times});
    return out;
}

SheetText field_sheet(const std::vector<BookProject>& projects, const Row& references) {
    SheetText out = sheet(kFieldSheet, {"project_ref", "id", "label", "text"});
    for (std::size_t i = 0; i < projects.size(); ++i)
        for (const DeclarationField& field : projects[i].declaration.fields)
            out.rows.push_back({references[i], field.id, field.label, field.text});
    return out;
}

SheetText level_sheet(const std::vector<BookProject>& projects, const Row& references) {
    SheetText out = sheet(kLevelSheet, {"project_ref", "id", "label"});
    for (std::size_t i = 0; i < projects.size(); ++i)
        for (const IndicatorLevel& level : projects[i].declaration.levels)
            out.rows.push_back({references[i], level.id, level.label});
    return out;
}

SheetText indicator_sheet(const std::vector<BookProject>& projects, const Row& references) {
    SheetText out = sheet(kIndicatorSheet, {"project_ref", "first", "first_label", "second",
                                            "second_label", "indicator", "value", "note"});
    for (std::size_t i = 0; i < projects.size(); ++i)
        for (const Indicator& one : projects[i].declaration.indicators)
            out.rows.push_back({references[i], one.first_level, one.first_label, one.second_level,
                                one.second_label, one.name, one.target.text, one.note});
    return out;
}

SheetText text_sheet(const std::vector<BookText>& texts) {
    SheetText out = sheet(kTextSheet, {"text_name", "line"});
    for (const BookText& text : texts)
        for (const string_view line : text::split(text.text, '\n'))
            out.rows.push_back({text.name, std::string(line)});
    return out;
}

}  // namespace

std::vector<SheetText> sheets_of(const Book& book) {
    std::vector<SheetText> out = {department_sheet(book)};
    for (std::size_t i = 0; i < kLineFiles; ++i)
        out.push_back(line_sheet(static_cast<LineFile>(i), book.lines[i]));
    const Row names = references(book.projects);
    out.push_back(project_sheet(book.projects));
    out.push_back(amount_sheet(book.projects, names));
    out.push_back(cost_sheet(book.projects, names));
    out.push_back(field_sheet(book.projects, names));
    out.push_back(level_sheet(book.projects, names));
    out.push_back(indicator_sheet(book.projects, names));
    out.push_back(text_sheet(book.texts));
    return out;
}

}  // namespace mingzhang::store
