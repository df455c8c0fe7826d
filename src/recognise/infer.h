// A table that no pack describes, read by the lexicon alone: title, headings, codes and the names
// of rows say what it measures.
//
//   title ─▶ measures of the table      headings ─▶ roles and measures of the columns
//   what stands in the columns ─▶ panels, kind of rows
//
// What is not known stays apart: a column or a whole table whose heading or title means nothing
// is bound to nothing outside its own table.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/headings.h"

namespace mingzhang::recognise {

struct InferredTable {
    pack::Table table;
    HeaderReading header;
    std::vector<HeadingPath> paths;       // of its columns
    std::set<Dimension> open_dimensions;  // see Disclosure::open_dimensions
};

struct InferContext {
    const pack::Lexicon& lexicon;
    const HeadingWords& headings;
    const RowWords& rows;
    const codes::Lists& codes;
};

// None where it shows no amounts under headings that mean something.
std::optional<InferredTable> infer_table(const Grid& grid, const std::string& title,
                                         const std::string& id, const InferContext& context);

// What the words of a title mean: "一般公共预算基本支出表" is flow=expenditure fund=general
// kind=basic. The longest word at each place counts, a later one wins over an earlier one.
Coordinate title_measures(const std::string& title, const pack::Lexicon& lexicon);

}  // namespace mingzhang::recognise
