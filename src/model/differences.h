// What changed from one ledger to another, or from one document to another.
//
//   Differences ─┬─ before, after   what was compared
//               ├─ totals          the great quantities, changed or not
//               ├─ causes          of each total that changed: changes that add up to it
//               └─ sections        one a file of lines, project, text, table ─ changes ─ words
//
// Amounts are texts: of ledgers exact, of documents as they are printed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/coordinate.h"
#include "model/disclosure.h"

namespace mingzhang {

// One member of a coordinate: {kFund, "general", "一般公共预算"}.
struct NamePart {
    Dimension dimension = Dimension::kFlow;
    std::string member;
    std::string name;  // in Chinese; empty where none is known

    bool operator==(const NamePart&) const = default;
};

enum class ChangeKind { kSame, kAdded, kRemoved, kChanged };

// A part of a text that both have, or words of the one in place of words of the other.
struct WordRun {
    bool same = false;
    std::string before, after;  // equal where same

    bool operator==(const WordRun&) const = default;
};

struct Change {
    ChangeKind kind = ChangeKind::kChanged;
    // amount, count: of the quantity `name`, or, where that is empty, of the cell `label`.
    // fact, field, label (of a field), indicator, cost: called `label`. table: that came or went,
    // with the number of its figures. title: of a table. paragraph, cells (words of a table's
    // row): without a name.
    std::string what = "amount";
    std::vector<NamePart> name = {};
    // Words as printed; of a fact its id: title, department, date, year, document, place, pack,
    // units, projects (their order), scope, category, sharing, share, government, open, heading,
    // form, form_project, form_date, indicator_period, levels.
    std::string label = {};
    std::string before = {}, after = {};  // empty where there is none
    std::string unit = {};                // of both; empty: the texts name theirs, or have none
    std::string difference = {};          // "+1.50"; empty where it is no amount
    std::string percent = {};             // of `before`, "+3.21"; empty where that is nothing
    // Both can be the same amount, rounded otherwise.
    bool may_be_equal = false;
    std::vector<WordRun> words = {};  // of a text that changed
};

// What a change of a total comes from.
struct Cause {
    Change total;
    std::vector<Change> parts;  // the largest, first
    std::size_t others = 0;     // further ones; where 0 and there is a rest, what no part tells
    std::string rest;           // what is missing to the total's difference; empty: nothing
};

struct ComparedSection {
    // department; income, basic, …: files of lines; project, text; document, tables, table (its
    // figures), prose (figures that stand in no table), declaration, paragraphs, cells
    std::string id;
    std::string title;         // of a project, text, table or declaration
    std::string title_before;  // where it had another
    ChangeKind kind = ChangeKind::kChanged;
    std::vector<Change> changes = {};
};

struct ComparedSide {
    std::string path;
    bool ledger = false;
    std::string title, department;
    int year = 0;  // 0: not known
    DocumentKind kind = DocumentKind::kOther;
    bool read_whole = true;  // false: something in it could not be read, and is not compared
};

struct Differences {
    ComparedSide before, after;
    std::vector<Change> totals;
    std::vector<Cause> causes;
    std::vector<ComparedSection> sections;  // those with a change

    bool equal() const { return sections.empty(); }
    bool read_whole() const { return before.read_whole && after.read_whole; }
};

std::string_view change_name(ChangeKind kind);  // "same", "added", "removed", "changed"

}  // namespace mingzhang
