// A document as it is to be published: blocks in reading order. What it says is decided here, how
// it looks in each format is the publisher's.
//
//   Publication ─ blocks ─┬─ heading, paragraph
//                         ├─ table ─ rows ─ cells (printed text, exact amount, what it is the sum
//                         of) ├─ chart ─ slices └─ cover, contents, page break
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"
#include "model/ledger.h"
#include "model/money.h"

namespace mingzhang {

enum class CellRole {
    kHeading,  // of columns, or of the row it begins
    kName,     // a label, set left
    kCode,     // a classification code: text, never a number
    kAmount,   // set right, at the decimal point
    kText      // words that wrap
};

struct CellAt {
    int row = 0, column = 0;

    bool operator==(const CellAt&) const = default;
};

struct PublishedCell {
    std::string text;  // as printed; inner line breaks as '\n'
    CellRole role = CellRole::kText;
    int column_span = 1, row_span = 1;  // a covered cell has spans of 0 and no text
    int indent = 0;                     // levels below the outermost row
    bool emphasis = false;              // a total
    // The exact amount that `text` prints; none for a blank of a row that has none to show.
    std::optional<Money> amount = std::nullopt;
    // Cells of the same table of which this one is the sum, exactly; empty where it is none.
    std::vector<CellAt> sum_of = {};
};

struct PublishedTable {
    std::string id;              // "T03"; of a declaration "P01", …
    std::string number;          // printed above the title, "预算公开表3"; may be empty
    std::string title;           // empty: the table stands under the heading before it
    std::string department;      // "部门名称：…", printed at the left above it; may be empty
    std::string unit_line;       // "单位：万元", at the right
    Unit unit = Unit::kWanYuan;  // of its amounts
    int decimals = 2;            // of its amounts
    int header_rows = 1;         // the first rows, repeated on each page
    bool form = false;           // a declaration: labels and texts, not columns of amounts
    bool landscape = false;      // too wide for an upright page
    std::vector<double> widths;  // of the columns, relative; as many as columns
    std::vector<std::vector<PublishedCell>> rows;  // all of the same length
    std::vector<std::string> notes;                // below it: "注：本表无数据"
};

struct Slice {
    std::string label;
    Money amount;
    std::string text;  // as printed beside it, "188.26万元，94.78%"
};

struct PublishedChart {
    std::string title;
    std::vector<Slice> slices;  // in the order of the document; no negative amounts
};

enum class PublishedKind { kCover, kContents, kHeading, kParagraph, kTable, kChart, kPageBreak };

struct PublishedBlock {
    PublishedKind kind = PublishedKind::kParagraph;
    std::string text;      // kHeading, kParagraph; kContents: its title, "目录"
    int level = 0;         // kHeading: 1 outermost
    bool caption = false;  // kParagraph: set in the middle, above or below what it names
    PublishedTable table = {};
    PublishedChart chart = {};
};

struct Publication {
    std::string title;       // of the document and its cover
    std::string department;  // on the cover
    std::string date;        // on the cover as printed, "2026年2月10日"; may be empty
    int year = 0;
    DocumentKind kind = DocumentKind::kOther;
    std::string watermark;  // across each page, "草稿"; empty: none
    std::vector<PublishedBlock> blocks;
    std::vector<LedgerEntry> lines;  // what it was made of, for open data
};

}  // namespace mingzhang
