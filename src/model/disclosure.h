// What a document says: its kind and year, its tables whose cells have coordinates, its
// declarations; every figure with coordinate, unit and place. It knows nothing of file formats.
//
//   Disclosure ─┬─ sections
//               ├─ tables ──── figures (table, row, column)
//               ├─ figures ─── coordinate | reason why there is none
//               ├─ sums        parent figure = children figures, completely shown in one place
//               └─ declarations
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/coordinate.h"
#include "model/declaration.h"
#include "model/figure.h"
#include "model/finding.h"
#include "model/remark.h"
#include "model/source_document.h"

namespace mingzhang {

enum class DocumentKind {
    kDepartmentBudget,
    kUnitBudget,
    kDepartmentFinalAccounts,
    kUnitFinalAccounts,
    kOther
};
std::string_view kind_name(DocumentKind kind);  // "department-budget"
inline bool is_accounts(DocumentKind kind) {
    return kind == DocumentKind::kDepartmentFinalAccounts ||
           kind == DocumentKind::kUnitFinalAccounts;
}

enum class FigureKind { kAmount, kRate, kCount };

struct Figure {
    std::string text;  // as printed
    PrintedNumber number;
    FigureKind kind = FigureKind::kAmount;
    Unit unit = Unit::kWanYuan;
    int usual_decimals = 2;  // the usual last place of its table or document
    Place place;
    int table = -1;   // index into Disclosure::tables; -1 in prose and forms
    int column = -1;  // of the grid; -1 in prose
    int passage = 0;  // of prose: the line where its passage begins
    int begin = -1;   // of prose: its first byte in its paragraph as text::fold_label gives it
    std::string row_key, row_label, column_label;  // "20139", "20139 社会工作事务", "项目支出"
    std::optional<Coordinate> coordinate;
    std::string uncovered;  // reason id where there is no coordinate: "row-unknown", …

    bool derived = false;  // nobody printed it: so many units are listed

    // A blank or dash is an observation of zero but no printed figure: it is not counted.
    bool counts() const {
        if (derived) return false;
        return number.form == NumberForm::kNumber || number.form == NumberForm::kNotANumber;
    }
};

// parent = Σ children, because the parent's parts are completely shown in one place.
struct Sum {
    int parent = 0;  // indices into Disclosure::figures
    std::vector<int> children;
    std::string reason;  // "rows-above-total", "rows-under-code", "columns", …
};

enum class TableStatus { kRecognised, kUnrecognised, kUnreadable };
std::string_view table_status_name(TableStatus status);

// What a rate or a difference in the text says of two quantities.
enum class ClaimKind {
    kShare,       // figure = of / base, in per cent
    kGrowth,      // figure = sign · (of − base) / base, in per cent
    kDifference,  // figure = sign · (of − base)
    kLevel        // of = base (持平)
};

struct Claim {
    ClaimKind kind = ClaimKind::kShare;
    int figure = -1;  // index into Disclosure::figures; -1 for kLevel
    Coordinate of, base;
    int sign = 1;      // +1 增加, −1 减少
    std::string word;  // the direction word as printed, or "占"
    Place place;
    int passage = 0;  // as its figure's
};

// A calculation that stands in the text, decided on the numbers as they are printed.
struct Calculation {
    enum class Verdict { kHolds, kFails, kCannotTell };
    Verdict verdict = Verdict::kCannotTell;
    std::string expression;               // "200*12*152"
    std::string result;                   // "36.48万元"
    std::vector<std::string> would_hold;  // where it fails: results that would hold
    bool follows = false;                 // it fails only because an earlier one does
    std::vector<int> figures;             // operands and result
    int result_figure = -1;
    Place place;
};

// "人员经费…，主要包括：基本工资、奖金等": names of the parts of a quantity, without amounts.
struct NameList {
    Coordinate of;
    std::vector<std::string> names;
    bool open_ended = false;  // ends in 等
    Place place;
};

// A row that names an item of both economic classifications.
struct EconomicPairing {
    std::string department_code, government_name;
    int figure = -1;  // the first of its row
};

struct GlossaryTerm {
    std::string term;
    Place place;
    bool used = false;  // anywhere else in the document
};

struct DisclosureTable {
    std::string id;      // "T03"; of an unrecognised table "U1", "U2", …
    std::string number;  // the label printed above it, "预算公开表3"; may be empty
    std::string title;
    Place place;  // of the title, else of the first row
    Unit unit = Unit::kWanYuan;
    bool unit_inferred = false;
    TableStatus status = TableStatus::kUnrecognised;
    bool inferred = false;     // by the lexicon alone, no pack describes it
    bool noted_empty = false;  // 本表无数据
    std::string note;          // that note as printed
    Place note_place;
    std::string reason;  // why it is not recognised
};

struct Section {
    std::string title;
    int level = 1;
    Place place;
};

struct ContentsEntry {
    std::string title;
    std::string page;  // as printed
    Place place;
};

struct Disclosure {
    std::string path;
    std::vector<SourceFile> files;  // where there are several, as in the SourceDocument
    std::size_t files_beside = 0;   // the last of them are others, which it was held against
    DocumentKind kind = DocumentKind::kOther;
    int year = 0;              // 0: unknown
    std::string jurisdiction;  // "shanxi"; empty: unknown
    std::string department;
    std::string pack;          // "shanxi/2026/department-budget"; empty: lexicon alone
    std::optional<Unit> unit;  // the usual unit of its tables
    std::vector<Section> sections;
    std::vector<ContentsEntry> contents;
    std::vector<DisclosureTable> tables;
    std::vector<Figure> figures;
    std::vector<Sum> sums;
    std::vector<Claim> claims;
    std::vector<Calculation> calculations;
    std::vector<NameList> name_lists;
    std::vector<EconomicPairing> economic_pairings;
    std::vector<GlossaryTerm> glossary;
    std::vector<Declaration> declarations;
    // A member of these stands somewhere under a heading that was not understood: the members that
    // were need not be all there are.
    std::set<Dimension> open_dimensions;
    std::vector<Remark> remarks;    // of the reader, as they are in the SourceDocument
    std::vector<Finding> findings;  // of recognising
};

}  // namespace mingzhang
