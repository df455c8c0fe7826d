// What the lines of a book say of any quantity: the sum of the lines below its coordinate.
//
// Lines answer from the place that knows: income from income, what names a project from the
// projects, an economic class from basic; a function from `functions` where lines leave it open,
// else from the lines themselves. Measures and last year are stated, or the sum of their parts.
#pragma once

#include <map>
#include <optional>

#include "model/book.h"
#include "model/ledger.h"

namespace mingzhang::compile {

class Amounts {
  public:
    Amounts(const Book& book, const DimensionTrees& trees);

    // Nothing where no line says anything of it.
    std::optional<Money> at(const Coordinate& quantity) const;

  private:
    using Line = LedgerEntry;  // with folded names
    using Lines = std::vector<Line>;

    std::optional<Money> of_stated(const Coordinate& quantity) const;
    // Of one unit, along the dimensions from the `from`th on.
    std::optional<Money> refined(const Coordinate& quantity, std::size_t from) const;
    std::optional<Money> disjoint(const std::vector<const Coordinate*>& lines) const;
    std::optional<Money> expenditure(const Coordinate& quantity) const;
    std::optional<Money> sum(const Lines& lines, const Coordinate& quantity) const;

    // Expenditure of one kind, or ("") of none that is said.
    struct OfKind {
        Lines lines, functions;
        bool open = false;  // a line leaves its function open
    };
    void add(const Coordinate& at, Money amount, bool function);

    const DimensionTrees& trees_;
    std::map<Coordinate, Money> stated_;
    Lines income_, income_functions_;
    std::map<std::string, OfKind> kinds_;
    bool any_lines_ = false;  // of expenditure
};

}  // namespace mingzhang::compile
