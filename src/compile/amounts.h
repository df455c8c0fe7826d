// What the lines of a book say of any quantity: the sum of the lines below its coordinate.
//
// Lines answer from the place that knows: income from income, what names a project from the
// projects, an economic class from basic; a function from `functions` where lines leave it open,
// else from the lines themselves. Measures and last year are stated, or the sum of their parts.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/book.h"
#include "model/ledger.h"

namespace mingzhang::compile {

// Lines that add up, found by the names and codes in them.
class LineIndex {
  public:
    void add(Coordinate at, Money amount);
    bool empty() const { return lines_.empty(); }
    // Of the lines below the quantity; nothing where there are none.
    std::optional<Money> sum(const Coordinate& quantity, const DimensionTrees& trees) const;

  private:
    using Places = std::map<std::string, std::vector<std::size_t>>;

    std::vector<LedgerEntry> lines_;
    std::array<Places, kDimensions> by_member_;
};

// One thread at a time: answers are kept.
class Amounts {
  public:
    Amounts(const Book& book, const DimensionTrees& trees);

    // Nothing where no line says anything of it.
    std::optional<Money> at(const Coordinate& quantity) const;

  private:
    using Lines = LineIndex;  // with folded names

    std::optional<Money> answer(const Coordinate& quantity) const;
    std::optional<Money> of_stated(const Coordinate& quantity) const;
    // Of one unit, along the dimensions from the `from`th on.
    std::optional<Money> refined(const Coordinate& quantity, std::size_t from) const;
    std::optional<Money> disjoint(const std::vector<const Coordinate*>& lines) const;
    std::optional<Money> expenditure(const Coordinate& quantity) const;
    std::optional<Money> sum(const Lines& lines, const Coordinate& quantity) const {
        return lines.sum(quantity, trees_);
    }

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
    mutable std::unordered_map<Coordinate, std::optional<Money>, CoordinateHash> answers_;
};

}  // namespace mingzhang::compile
