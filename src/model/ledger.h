// Exact amounts on coordinates: what a department decides, before any layout or rounding.
#pragma once

#include <vector>

#include "model/coordinate.h"
#include "model/money.h"

namespace mingzhang {

struct LedgerEntry {
    Coordinate at;  // as deep as it is known: item, fund, kind, vintage, …
    Money amount;
};

class Ledger {
  public:
    void add(Coordinate at, Money amount) { entries_.push_back({std::move(at), amount}); }
    const std::vector<LedgerEntry>& entries() const { return entries_; }
    std::vector<LedgerEntry>& entries() { return entries_; }

    // Sum of the entries that lie below `at`: in each dimension the member itself, a descendant
    // in `trees`, or, in the code dimensions, a longer code with that prefix.
    Money total(const Coordinate& at, const DimensionTrees& trees) const;

  private:
    std::vector<LedgerEntry> entries_;
};

// Whether an entry at `entry` counts towards `at` (see Ledger::total).
bool lies_below(const Coordinate& entry, const Coordinate& at, const DimensionTrees& trees);

}  // namespace mingzhang
