// A department's budget as it decides it: exact amounts on coordinates, its projects with what they
// promise, and its texts. A folder or a workbook holds it (store); compile makes the document of
// it.
//
//   Book ─┬─ lines      by file: income, basic, other, functions, measures, procurement, last year
//         ├─ projects   amounts, cost lines, sharing; the declaration
//         └─ texts      headings, paragraphs, and where tables, forms and figures stand in them
//
// What nobody decided stays open: a line without a function says that its function is not known.
// Where lines are open, `functions` may tell how their sum splits by function; it adds nothing.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/coordinate.h"
#include "model/declaration.h"
#include "model/disclosure.h"
#include "model/money.h"

namespace mingzhang {

enum class LineFile {
    kIncome,       // flow=income
    kBasic,        // flow=expenditure kind=basic, by function and economic class
    kOther,        // flow=expenditure of other kinds than basic and project, and year_end
    kFunctions,    // how lines without a function split by function; flow given
    kMeasures,     // special measures: three_public and its parts, operating, counts
    kProcurement,  // measures below procurement
    kLastYear      // year=-1
};
inline constexpr std::size_t kLineFiles = 7;
// "income", "basic", …: with ".csv" its name in the folder, and a sheet's in the workbook.
std::string_view line_file_name(LineFile file);
// What every line of the file has in common; a line's own members win.
Coordinate implied_by(LineFile file);

struct BookPlace {
    std::string file;   // "basic.csv", or a workbook's sheet
    int line = 0;       // 1-based line or row; 0: the whole file
    std::string field;  // "amount", "project.name"; may be empty

    bool operator==(const BookPlace&) const = default;
};

struct BookLine {
    Coordinate at;  // with what its file implies
    Money amount;   // or, where nature=count, pieces in hundredths
    // One of several splits that the document it came from allows: only the sums are certain.
    bool open = false;
    std::string government;  // government economic class, code or name; empty: by the mapping
    BookPlace place = {};
};

struct CostLine {
    std::string item;
    std::string quantity, unit, price,
        times;  // decimals as written; price in yuan, times 1 if empty
};

struct BookProject {
    std::string name;
    std::string scope;            // the unit whose it is; empty: the department
    std::string category;         // 其他运转类, 特定目标类; may be empty
    std::vector<BookLine> lines;  // flow=expenditure kind=project project=name
    std::vector<CostLine> costs;
    // How its cost is shared between levels, "3:3:4", and which part is ours, from 0; -1: none.
    std::string sharing;
    int share = -1;
    Declaration declaration;  // its title empty: there is none
    BookPlace place = {};
};

// Markdown: "# 第一部分 概况" is a heading, a paragraph a line with blank lines between. {{…}}
// stands for what the lines say (compile/texts.h).
struct BookText {
    std::string name;  // "3-情况说明": its file is texts/<name>.md
    std::string text;
};

struct Book {
    std::string title;  // "2026年度部门预算公开"
    std::string department;
    std::string date;  // of publication, as printed; may be empty
    int year = 0;
    DocumentKind kind = DocumentKind::kDepartmentBudget;
    std::string pack;                // "shanxi/2026/department-budget"
    std::vector<std::string> units;  // in print order; empty: the department alone
    std::array<std::vector<BookLine>, kLineFiles> lines;
    std::vector<BookProject> projects;  // in print order
    std::vector<BookText> texts;        // in print order

    std::vector<BookLine>& of(LineFile file) { return lines[static_cast<std::size_t>(file)]; }
    const std::vector<BookLine>& of(LineFile file) const {
        return lines[static_cast<std::size_t>(file)];
    }
};

// A mistake in a ledger: what was seen, where, and what to do.
struct BookFinding {
    std::string rule;  // "code-unknown", "costs-differ", "not-balanced", …
    Severity severity = Severity::kError;
    BookPlace place;
    std::map<std::string, std::string> arguments = {};  // for the message "book.<rule>"
};

}  // namespace mingzhang
