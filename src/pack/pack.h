// What a jurisdiction, year and kind of document looks like, and the words that mean a
// coordinate anywhere. Both are data (TOML); recognise, compile and check read them alike.
//
//   Lexicon  words common to all places: dimension trees, columns, rows, notes, identities
//   Pack     one place, year, kind: tables, sections; adds only what is particular
//
// A mistake in a file is reported when it is loaded, as file:line:column with a hint.
// Texts in packs may hold {year}, {last_year}; labels are compared by text::fold_label.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/coordinate.h"
#include "model/disclosure.h"
#include "model/money.h"

namespace mingzhang::pack {

enum class ColumnRole {
    kAmount,
    kCode,
    kName,
    kGovName,
    kSequence,
    kText,
    // What stands in them follows from other amounts of their table.
    kChange,  // the difference of two columns, or its rate
    kRatio,   // one column in per cent of another: 完成预算%
    kShare    // an amount in per cent of its total
};
inline bool is_relation(ColumnRole role) { return role >= ColumnRole::kChange; }

// What a heading says of the stage of its amounts; that of the document itself is at the root.
enum class Phase { kOwn, kBudget, kAdjusted, kAccounts };

// A word or path of headings above a column.
struct Column {
    std::vector<std::string> heading;  // outermost first; alternatives are further Columns
    ColumnRole role = ColumnRole::kAmount;
    Coordinate measures;
    Phase phase = Phase::kOwn;
};

enum class RowRole {
    kPart,   // an ordinary row
    kTotal,  // the sum of the rows above it in its panel, back to the last kTotal/kOpens/kGrand
    kOpens,  // a row whose parts follow it; they inherit its measures
    kGrand   // related by its coordinate only
};

// Labels that mean a coordinate. Ordinals ("一、", "（一）", "①") and 其中： are dropped first.
struct RowWord {
    std::vector<std::string> words;
    Coordinate measures;
    Coordinate above;  // kTotal: what the rows above inherit, e.g. vintage=current
    RowRole role = RowRole::kPart;
};

enum class RowKind {
    kWords,             // "words": row words only
    kFunctionCodes,     // "function-codes": 类/款/项 under a total
    kFunctionNames,     // "function-names": 类 by name, with ordinals
    kEconomicNames,     // "economic-names": 类/款 of the departmental economic list by name
    kEconomicCodes,     // "economic-codes"
    kGovEconomicCodes,  // "government-economic-codes"
    kIncomeCodes,       // "income-codes"
    kUnits,             // "units": department total, then its units
    kProjects,          // "projects": department, units, each followed by its projects
    kGroups,            // "groups": a group in the first column, 小计 and its parts in the second
    kOutline  // "outline": the level of a row is the last of its name columns that is filled
};

// A row of a "words" or "function-names" panel as it is printed. "<functions>" stands for the
// classes of the functional list in order, "<used functions>" for those with an amount.
struct PrintedLabel {
    std::string text;
    Coordinate measures;
};

// Columns that belong together; a two-panel table (收入 | 支出) has two.
struct Panel {
    RowKind rows = RowKind::kWords;
    Coordinate measures;
    std::vector<Column> columns;
    std::vector<RowWord> row_words;    // before the lexicon's
    std::vector<PrintedLabel> labels;  // in print order
    // Dimensions whose members shown side by side are all there are: 合计 is their sum.
    std::vector<Dimension> complete;
    // The same columns stand side by side several times: one list, cut in pieces.
    bool stacked = false;
};

struct Table {
    std::string id;                   // "T03"
    std::vector<std::string> number;  // "预算公开表3" and other printed forms
    std::vector<std::string> titles;  // patterns, the first is the one to print
    std::optional<Unit> unit;         // to print it in, where that is not the pack's
    std::vector<Panel> panels;
};

// Words of running text, or of a table's title, that mean a coordinate.
struct ProseWord {
    std::vector<std::string> words;
    Coordinate measures;
};

struct Section {
    std::vector<std::string> titles;
    int level = 1;
    bool glossary = false;         // its paragraphs explain terms
    bool optional = false;         // a document may do without it
    Coordinate measures;           // of every amount in it, unless its words say otherwise
    std::vector<ProseWord> words;  // before the lexicon's
};

// A picture of how a quantity divides, as documents of the form show it.
struct Chart {
    std::vector<std::string> titles;
    Coordinate measures;
    Dimension by = Dimension::kFunction;
};

struct Pack {
    std::string id;  // "shanxi/2026/department-budget", from its path
    std::string jurisdiction;
    bool any_place = true;  // of the documents of every place
    int year = 0;
    DocumentKind kind = DocumentKind::kOther;
    Unit unit = Unit::kWanYuan;
    int decimals = 2;               // usual last place of its tables
    std::vector<Section> sections;  // in order
    std::vector<Table> tables;      // in order
    std::vector<Chart> charts = {};
};

// left = right for every member of the `free` dimensions; other dimensions exactly as given.
struct Identity {
    std::string id;
    Coordinate left, right;
    std::vector<Dimension> free;
    std::vector<Dimension> required;  // of the free ones: must not stand at the root
    bool hard = false;
    // It binds only where each of these is observed as zero, and each pair as equal intervals.
    std::vector<Coordinate> when_zero;
    std::vector<std::pair<Coordinate, Coordinate>> when_same;
};

// Σ parts ≤ whole in every year, stage and fund; soft. The whole is a special measure; a part that
// the document does not show is nothing.
struct Containment {
    std::string id;
    std::vector<Coordinate> parts;
    Coordinate whole;
};

// Any heading that holds one of the words.
struct RelationWords {
    std::vector<std::string> words;
    ColumnRole role = ColumnRole::kChange;
};

struct KindWords {
    DocumentKind kind;
    std::vector<std::string> words;  // on a cover or in a title; first match wins
};

struct Lexicon {
    DimensionTrees trees;
    // Every member of the closed dimensions flow, fund, kind, vintage, measure.
    std::map<Dimension, std::vector<std::string>> members;
    std::vector<Column> columns;  // heading of one label each
    std::vector<Column> groups;   // headings above others, likewise
    std::vector<RelationWords> relations;
    std::vector<ProseWord> titles;
    std::vector<RowWord> rows;
    std::vector<ProseWord> prose;
    std::vector<std::string> restating;  // words that name once more what was just spoken of
    std::vector<std::string> fillers;    // words between a term and its amount that change nothing
    std::vector<std::string> up, down, level;  // 增加, 减少, 持平 and their like
    std::vector<KindWords> kinds;
    std::vector<std::string> empty_notes;        // 本表无数据
    std::vector<std::string> unit_labels;        // 单位, 金额单位
    std::vector<std::string> department_labels;  // 部门名称, 编制单位
    std::vector<std::string> declaration_titles;  // 绩效目标申报表, 项目储备绩效申报表
    std::vector<std::string> standing;            // 绩效目标, 厉行节约: of a fixed form
    std::vector<Identity> identities;
    std::vector<Containment> containments;
};

Result<Lexicon> load_lexicon(const std::string& directory);
// A pack that inherits begins as the one it names; sections, where it has any, and tables of the
// same id replace those, further tables follow. Members of closed dimensions must be the lexicon's.
// `parent` gives the pack of an id that this one inherits from, nullptr where there is none.
using ParentOf = std::function<const Pack*(const std::string& id)>;
Result<Pack> load_pack(const std::string& path, const std::string& id, const Lexicon& lexicon,
                       const ParentOf& parent = {});
// Fills {year} and {last_year}.
std::string fill(const std::string& pattern, int year);

}  // namespace mingzhang::pack
