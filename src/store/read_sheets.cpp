// A book from the sheets of a workbook.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "store/book_workbook.h"
#include "store/department_file.h"
#include "store/line_table.h"
#include "store/project_file.h"
#include "store/sheet_rows.h"
#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;

std::optional<int> whole_number(string_view text) {
    const std::string folded = text::fold_label(text);
    int value = 0;
    const auto [end, error] = std::from_chars(folded.data(), folded.data() + folded.size(), value);
    if (error != std::errc() || end != folded.data() + folded.size()) return std::nullopt;
    return value;
}

class SheetsReader {
  public:
    explicit SheetsReader(const std::vector<SheetText>& sheets) : sheets_(sheets) {}

    Result<ReadBook> read() {
        const SheetText* department = find(kDepartmentSheet);
        if (department == nullptr) {
            return fail({}, "There is no sheet 部门 in this workbook", "begin with a new workbook");
        }
        read_department_sheet(*department);
        for (std::size_t i = 0; i < kLineFiles; ++i) read_lines(static_cast<LineFile>(i));
        read_projects();
        read_amounts();
        read_costs();
        read_fields();
        read_levels();
        read_indicators();
        for (BookProject& project : book_.projects) complete(project);
        read_texts();
        for (const SheetText& sheet : sheets_) {
            if (taken_.count(&sheet) > 0 || first_row(sheet) == sheet.rows.size()) continue;
            findings_.add("sheet-unknown", {sheet.name, 0, {}}, {{"text", sheet.name}},
                          Severity::kWarning);
        }
        return ReadBook{std::move(book_), findings_.take()};
    }

  private:
    const SheetText* find(string_view name) {
        for (const SheetText& sheet : sheets_) {
            if (text::trim(sheet.name) != name) continue;
            taken_.insert(&sheet);
            return &sheet;
        }
        return nullptr;
    }

    void read_department_sheet(const SheetText& sheet) {
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            const auto& row = sheet.rows[r];
            if (is_blank_row(row)) continue;
            const BookPlace place = {sheet.name, static_cast<int>(r + 1), row[0]};
            read_key(column_named(row[0]), row.size() > 1 ? row[1] : std::string(), place);
        }
    }

    void read_key(const std::string& key, const std::string& value, const BookPlace& place) {
        const std::map<std::string, std::string*> texts = {{"title", &book_.title},
                                                           {"department", &book_.department},
                                                           {"date", &book_.date},
                                                           {"pack", &book_.pack}};
        if (const auto text = texts.find(key); text != texts.end()) {
            *text->second = value;
        } else if (key == "unit_name") {
            if (!value.empty()) book_.units.push_back(value);
        } else if (key == "year") {
            read_year(value, place);
        } else if (key == "document") {
            read_kind(value, place);
        } else {
            Row words;
            for (const string_view id :
                 {"title", "department", "date", "year", "document", "pack", "unit_name"})
                words.push_back(column_word(id, Language::kChinese));
            findings_.add("key-unknown", place,
                          {{"text", place.field}, {"known", choices_for(place.field, words)}});
        }
    }

    void read_year(const std::string& value, const BookPlace& place) {
        if (value.empty()) return;
        std::string digits = text::fold_label(value);
        if (digits.ends_with("年")) digits.resize(digits.size() - string_view("年").size());
        const auto year = whole_number(digits);
        if (year && *year >= 0 && *year <= kLastYear) {
            book_.year = *year;
        } else {
            findings_.add("value-unreadable", place, {{"expected", "value.number"}});
        }
    }

    void read_kind(const std::string& value, const BookPlace& place) {
        if (value.empty()) return;
        if (const auto kind = kind_named(value)) {
            book_.kind = *kind;
            return;
        }
        findings_.add(
            "kind-unknown", place,
            {{"text", value}, {"known", choices_for(value, kind_words(Language::kChinese))}});
    }

    void read_lines(LineFile file) {
        const SheetText* sheet = find(sheet_name(file));
        if (sheet == nullptr) return;
        LineTableReader reader(sheet->name, implied_by(file), findings_, lines_left_,
                               Language::kChinese);
        for (std::size_t r = 0; r < sheet->rows.size(); ++r) {
            const std::vector<string_view> cells(sheet->rows[r].begin(), sheet->rows[r].end());
            reader.read(static_cast<int>(r + 1), cells);
        }
        book_.of(file) = reader.take();
    }

    void read_projects() {
        const SheetText* sheet = find(kProjectSheet);
        if (sheet == nullptr) return;
        for_each_row(*sheet,
                     {"number", "name", "scope", "category", "sharing", "share", "form", "heading",
                      "form_project", "form_date", "indicator_period"},
                     findings_, [&](const SheetRow& row) { read_project_row(row, *sheet); });
    }

    void read_project_row(const SheetRow& row, const SheetText& sheet) {
        if (book_.projects.size() >= BookLimits().projects) return;
        BookProject& out = book_.projects.emplace_back();
        out.place = {sheet.name, row.line(), {}};
        out.name = row.at("name");
        out.scope = row.at("scope");
        out.category = row.at("category");
        out.sharing = row.at("sharing");
        const auto wrong = [&](const char* rule, const char* column,
                               std::map<std::string, std::string> arguments) {
            findings_.add(rule, {sheet.name, row.line(), column_word(column, Language::kChinese)},
                          std::move(arguments));
        };
        if (const std::string& share = row.at("share"); !share.empty()) {
            const auto number = whole_number(share);
            if (number && *number >= -1 && *number < kMostParts) {
                out.share = *number;
            } else {
                wrong("value-unreadable", "share", {{"expected", "value.number"}});
            }
        }
        Declaration& d = out.declaration;
        d.title = row.at("form");
        d.heading = row.at("heading");
        d.project = row.at("form_project");
        d.indicator_period = row.at("indicator_period");
        if (const std::string& date = row.at("form_date"); !date.empty()) {
            d.date = date_of(date);
            if (!d.date) wrong("date-unreadable", "form_date", {{"text", date}});
        }
        const auto index = book_.projects.size() - 1;
        const std::string name = text::fold_label(out.name);
        // Of projects of one name, none.
        const auto [at, fresh] = by_name_.try_emplace(name, index);
        if (!fresh) at->second = kSeveral;
        const std::string& number = row.at("number");
        by_number_.emplace(number.empty() ? std::to_string(index + 1) : text::fold_label(number),
                           index);
    }

    // nullptr, with a finding, where there is no such project.
    BookProject* project_of(const std::string& reference, const std::string& sheet, int line) {
        const std::string folded = text::fold_label(reference);
        if (const auto numbered = by_number_.find(folded); numbered != by_number_.end())
            return &book_.projects[numbered->second];
        if (const auto named = by_name_.find(folded);
            named != by_name_.end() && named->second != kSeveral && !folded.empty())
            return &book_.projects[named->second];
        std::vector<std::string> known;
        for (const BookProject& project : book_.projects) {
            if (known.size() >= kMostNamed) break;
            known.push_back(project.name);
        }
        findings_.add("project-unknown",
                      {sheet, line, column_word("project_ref", Language::kChinese)},
                      {{"text", reference}, {"known", choices_for(reference, known)}});
        return nullptr;
    }

    void for_each_of_project(string_view name, std::initializer_list<string_view> columns,
                             const std::function<void(BookProject&, const SheetRow&)>& read) {
        const SheetText* sheet = find(name);
        if (sheet == nullptr) return;
        for_each_row(*sheet, columns, findings_, [&](const SheetRow& row) {
            if (BookProject* project = project_of(row.at("project_ref"), sheet->name, row.line()))
                read(*project, row);
        });
    }

    void read_amounts() {
        const SheetText* sheet = find(kAmountSheet);
        if (sheet == nullptr) return;
        const std::size_t header = first_row(*sheet);
        if (header == sheet->rows.size()) return;
        const Row& names = sheet->rows[header];
        const auto reference =
            static_cast<std::size_t>(std::find_if(names.begin(), names.end(),
                                                  [](const std::string& cell) {
                                                      return column_named(cell) == "project_ref";
                                                  }) -
                                     names.begin());
        if (reference == names.size()) {
            findings_.add("column-missing-project",
                          {sheet->name, static_cast<int>(header + 1), {}});
            return;
        }
        LineTableReader reader(sheet->name, {}, findings_, lines_left_, Language::kChinese);
        std::map<int, BookProject*> project_of_row;
        for (std::size_t r = header; r < sheet->rows.size(); ++r) {
            if (is_blank_row(sheet->rows[r])) continue;
            const int line = static_cast<int>(r + 1);
            std::vector<string_view> cells(sheet->rows[r].begin(), sheet->rows[r].end());
            string_view name;
            if (reference < cells.size()) {
                name = cells[reference];
                cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(reference));
            }
            if (r > header) {
                BookProject* project = project_of(std::string(name), sheet->name, line);
                if (project == nullptr) continue;
                project_of_row[line] = project;
                reader.imply(implied_by_project(project->name),
                             static_cast<std::size_t>(project - book_.projects.data()));
            }
            reader.read(line, cells);
        }
        for (BookLine& line : reader.take())
            project_of_row.at(line.place.line)->lines.push_back(std::move(line));
    }

    void read_costs() {
        for_each_of_project(
            kCostSheet, {"project_ref", "item", "quantity", "unit", "price", "times"},
            [](BookProject& project, const SheetRow& row) {
                project.costs.push_back({row.at("item"), row.at("quantity"), row.at("unit"),
                                         row.at("price"), row.at("times")});
            });
    }

    void read_fields() {
        for_each_of_project(kFieldSheet, {"project_ref", "id", "label", "text"},
                            [](BookProject& project, const SheetRow& row) {
                                DeclarationField& out = project.declaration.fields.emplace_back();
                                out.id = row.at("id");
                                out.label = row.at("label");
                                out.text = row.at("text");
                            });
    }

    void read_levels() {
        for_each_of_project(kLevelSheet, {"project_ref", "id", "label"},
                            [](BookProject& project, const SheetRow& row) {
                                IndicatorLevel& out = project.declaration.levels.emplace_back();
                                out.id = row.at("id");
                                out.label = row.at("label");
                            });
    }

    void read_indicators() {
        for_each_of_project(kIndicatorSheet,
                            {"project_ref", "first", "first_label", "second", "second_label",
                             "indicator", "value", "note"},
                            [](BookProject& project, const SheetRow& row) {
                                Indicator& out = project.declaration.indicators.emplace_back();
                                out.first_level = row.at("first");
                                out.first_label = row.at("first_label");
                                out.second_level = row.at("second");
                                out.second_label = row.at("second_label");
                                out.name = row.at("indicator");
                                out.target.text = row.at("value");
                                out.note = row.at("note");
                            });
    }

    static void complete(BookProject& project) {
        const Declaration& d = project.declaration;
        if (has_declaration(d) || !d.project.empty()) complete_declaration(project);
    }

    void read_texts() {
        const SheetText* sheet = find(kTextSheet);
        if (sheet == nullptr) return;
        std::map<std::string, std::size_t> texts;
        for_each_row(*sheet, {"text_name", "line"}, findings_, [&](const SheetRow& row) {
            const std::string& name = row.at("text_name");
            const auto [at, fresh] = texts.try_emplace(name, book_.texts.size());
            if (fresh) {
                if (book_.texts.size() >= BookLimits().texts) {
                    texts.erase(at);
                    return;
                }
                book_.texts.push_back({name, row.at("line")});
            } else {
                book_.texts[at->second].text.append("\n").append(row.at("line"));
            }
        });
    }

    static constexpr std::size_t kSeveral = static_cast<std::size_t>(-1);
    static constexpr std::size_t kMostNamed = 30;
    static constexpr int kMostParts = 100;

    const std::vector<SheetText>& sheets_;
    std::set<const SheetText*> taken_;
    Book book_;
    FindingList findings_;
    std::size_t lines_left_ = BookLimits().lines;
    std::map<std::string, std::size_t> by_name_, by_number_;
};

}  // namespace

Result<ReadBook> book_of_workbook(const std::vector<SheetText>& sheets) {
    return SheetsReader(sheets).read();
}

}  // namespace mingzhang::store
