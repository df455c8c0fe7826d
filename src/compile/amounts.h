// What the lines of a book say of any quantity: the sum of the lines below its coordinate.
//
// Lines answer from the place that knows: income from income, what names a project from the
// projects, an economic class from basic; a function from `functions` where lines leave it open,
// else from the lines themselves. Measures and last year are stated, or the sum of their parts.
#pragma once

#include <map>
#include <optional>

#include "model/book.h"

namespace mingzhang::compile {

class Amounts {
  public:
    Amounts(const Book& book, const DimensionTrees& trees);

    // Nothing where no line says anything of it.
    std::optional<Money> at(const Coordinate& quantity) const;

  private:
    using Lines = std::vector<const BookLine*>;

    bool any_below(const Coordinate& quantity) const;  // of the stated ones
    // Refined along the dimensions from the `from`th on.
    std::optional<Money> stated(const Coordinate& quantity, std::size_t from) const;
    std::optional<Money> of_all_units(const Coordinate& quantity) const;
    std::optional<Money> expenditure(const Coordinate& quantity) const;
    std::optional<Money> sum(const Lines& lines, const Coordinate& quantity) const;
    // Of one kind of expenditure.
    const Lines& knowing(const Coordinate& quantity, const Lines& own) const;

    const DimensionTrees& trees_;
    std::map<Coordinate, Money> stated_;
    Lines income_, basic_, projects_, other_, functions_, income_functions_;
};

}  // namespace mingzhang::compile
