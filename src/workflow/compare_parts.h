// What ledgers and documents are compared by alike.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/declaration.h"
#include "model/differences.h"
#include "model/money.h"
#include "workflow/sequence_difference.h"

namespace mingzhang::workflow {

// What `at` says beyond `implied`.
std::vector<NamePart> name_of(const Coordinate& at, const codes::Lists& codes,
                              const Coordinate& implied = {});

// Adds a change where the two differ; of longer texts with the words that changed.
void add_fact(std::vector<Change>& changes, const std::string& id, const std::string& before,
              const std::string& after);

// Kind and texts of exact amounts, in 万元 or, with `count`, in pieces. None: not there.
Change amount_change(std::optional<Money> before, std::optional<Money> after, bool count);
// "+1.50", and in per cent of `before`, "+3.21".
void set_difference(Change& change, Money before, Money after, const std::string& size);

// Titles, fields and indicators of two forms of one project.
void add_form_changes(std::vector<Change>& changes, const Declaration& before,
                      const Declaration& after, Effort& effort);

// Index pairs of equal keys, each taken once, in the order of `before`; keys that come several
// times are paired in their order. An empty key has no equal.
struct Pairing {
    std::vector<std::optional<std::size_t>> partner;  // of each of `before`
    std::vector<std::optional<std::size_t>> origin;   // of each of `after`
};
Pairing paired(const std::vector<std::string>& before, const std::vector<std::string>& after);
// Pairs those that are left by near names.
void pair_near(Pairing& pairing, const std::vector<std::string>& before,
               const std::vector<std::string>& after);

// Totals of income and expenditure and their parts, in order. `look` gives the change of a
// quantity, of kind kSame where there is none; nothing where neither side knows it.
using LookUp = std::function<std::optional<Change>(const Coordinate&)>;
std::vector<Change> totals_of(const DimensionTrees& trees, const LookUp& look);

// A part of a total on both sides.
struct Part {
    Change change;
    Money before, after;
};
// The largest of those that changed, and what is missing to the difference of the total.
Cause cause_of(Change total, Money difference, std::vector<Part> parts);

}  // namespace mingzhang::workflow
