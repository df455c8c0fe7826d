// The header of a grid: which rows it has, the path of headings above each column, and which of
// a pack's columns each column is.
#pragma once

#include <string>
#include <vector>

#include "model/source_document.h"
#include "pack/pack.h"
#include "recognise/words.h"

namespace mingzhang::recognise {

inline constexpr std::size_t kMostHeaderRows = 6;

using HeadingPath = std::vector<std::string>;  // outermost first, no empty or repeated labels

// Paths above the columns when the first `rows` rows are the header. In a format that does not
// state spans an empty cell continues its left neighbour as far as the heading above reaches.
std::vector<HeadingPath> heading_paths(const Grid& grid, std::size_t rows);

// The first row that holds an amount: no header reaches it.
std::size_t first_row_with_number(const Grid& grid);

struct ColumnBinding {
    int panel = -1;         // of the pack's table; -1: not understood
    std::size_t group = 0;  // of a stacked panel
    pack::ColumnRole role = pack::ColumnRole::kText;
    Coordinate measures;  // of the column alone
    std::string label;    // innermost heading
    HeadingPath path;     // of a column that follows from others
};

struct HeaderReading {
    std::size_t rows = 0;
    std::vector<ColumnBinding> columns;
    int matched = 0;  // columns bound to one of the pack's
};

// What headings mean in one document.
struct HeadingWords {
    ColumnWords columns, groups;  // of the lexicon
    int year = 0;
    pack::Phase phase = pack::Phase::kBudget;  // the document's own

    const std::vector<pack::RelationWords>& relations;

    explicit HeadingWords(const pack::Lexicon& lexicon)
        : columns(lexicon.columns), groups(lexicon.groups), relations(lexicon.relations) {}
    // A word's measures in this document, under these headings as printed: another year than the
    // document's, and another stage, are told apart.
    Coordinate measures(const pack::Column& word, const HeadingPath& path) const;
};

// Rates and shares are no amounts of the ledger.
bool is_rate(std::string_view heading);

// The year a label states, 0 where it states none.
int year_in(std::string_view label);

// A column the pack does not name, read by the lexicon: false where the innermost label is not
// known, or one above it is not.
bool read_by_lexicon(const HeadingPath& path, const HeadingWords& words, ColumnBinding& binding);

// A column that follows from others, by the words of its headings: false where it is none.
bool read_as_relation(const HeadingPath& path, const HeadingWords& words, ColumnBinding& binding);

// The number of header rows under which most columns of `table` are found.
HeaderReading read_header(const Grid& grid, const pack::Table& table, const HeadingWords& words);

// What stands in one column from a row on; rows of column numbers (栏次) do not count.
struct ColumnContent {
    int numbers = 0, codes = 0, texts = 0;  // codes are numbers too
    bool nonzero = false;
    bool mostly_numbers() const { return numbers > texts; }
};
ColumnContent content_of(const Grid& grid, std::size_t first_row, std::size_t column);
// 3 to 9 digits, an odd number of them.
bool is_code(std::string_view folded);

// The member of `measure` of a column that is bound within itself only: "?T03/column4".
std::string private_column(const std::string& table, std::size_t column);

// Columns of numbers that neither the pack nor the lexicon knows: bound within their own column,
// so that its rows can be added up.
void bind_unknown_amounts(const Grid& grid, const pack::Table& table, HeaderReading& header);

// Columns that the headings put under a total: its index, and those of its parts.
struct ColumnSum {
    int total;
    std::vector<int> parts;
};
// From the tree of headings among `columns`: 合计 or 小计 is the total of what stands beside it
// under the same heading.
std::vector<ColumnSum> heading_sums(const std::vector<HeadingPath>& paths,
                                    const std::vector<int>& columns);

}  // namespace mingzhang::recognise
