// 勾稽关系: the system of a disclosure. Equal coordinates become one quantity; the constraints
// follow from coordinates, none is written for a pair of tables (reconcile.md 2).
//
//   figures ─coordinate─▶ quantities
//   sums shown in one place, dimension trees, identities of the lexicon ─▶ constraints
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/disclosure.h"
#include "model/system.h"
#include "pack/pack.h"

namespace mingzhang::check {

// Why a constraint holds: "rows-above-total", "columns", "tree", "share", …, or an identity's id.
struct Reason {
    std::string id;
    bool identity = false;
    int claim = -1;  // index into disclosure.claims
};

struct Articulation {
    System system;
    std::vector<int> figure_of;                 // per observation: index into disclosure.figures
    std::vector<ObservationId> observation_of;  // per figure, -1 where it is not observed
    std::vector<Reason> reason_of;              // per constraint
    // Per claim that joined the system: the quantities it relates; -1 where it did not.
    std::vector<std::pair<QuantityId, QuantityId>> quantities_of_claim;
};

enum class Scope { kDocument, kTables };  // everything, or the tables among themselves

Articulation articulate(const Disclosure& disclosure, const pack::Lexicon& lexicon,
                        Scope scope = Scope::kDocument);

}  // namespace mingzhang::check
