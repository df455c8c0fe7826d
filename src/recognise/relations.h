// Columns that follow from others of their table: changes, rates of growth, ratios, shares.
//
//   headings ─▶ which two amounts a cell relates   the numbers ─▶ whether that is what it is
//
// A column is read as a relation only where nearly all its cells bear it out: what is left are
// errors.
#pragma once

#include <optional>
#include <vector>

#include "model/disclosure.h"
#include "recognise/headings.h"
#include "recognise/rows.h"

namespace mingzhang::recognise {

// A claim between figures: their coordinates may still change when tables are held together.
struct TableStatement {
    ClaimKind kind = ClaimKind::kDifference;
    int figure = -1, of = -1, base = -1;  // indices into Disclosure::figures
    int sign = 1;
};

// Appends the claims of `statements`; those whose figures have no coordinates say nothing.
void add_claims(const std::vector<TableStatement>& statements, Disclosure& disclosure);

// A column of amounts: its heading, what it measures, and its figure in each row, −1 where there is
// none.
struct AmountColumn {
    int column = 0;
    HeadingPath path;
    Coordinate measures;
    std::vector<int> cells;
};

struct RelationColumn {
    const ColumnBinding& binding;
    std::vector<std::optional<Figure>> cells;  // by row; none where no number stands
};

struct RelationContext {
    const std::vector<AmountColumn>& amounts;
    const std::vector<Row>& rows;
    const std::vector<Figure>& figures;
    const HeadingWords& headings;
};

// What the cells of the column say, TableStatement::figure being the row; empty where it is not
// borne out.
std::vector<TableStatement> read_relation(const RelationColumn& column,
                                          const RelationContext& context);

}  // namespace mingzhang::recognise
