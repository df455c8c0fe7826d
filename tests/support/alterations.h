// Single altered figures of a consistent document, and an oracle that shares no code with the
// solver: would any ledger explain the altered document?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/articulation.h"
#include "model/disclosure.h"
#include "model/source_document.h"

namespace mingzhang::tests {

struct Alteration {
    std::string kind;  // "digit", "swap", "+0.01", "-0.01", "x10", "neighbour"
    int figure = 0;    // index into the disclosure's figures
    std::string text;  // what is printed instead
};

// Every alteration of every printed amount of a table, in order; none that leaves the text equal.
std::vector<Alteration> alterations(const Disclosure& disclosure);

// A copy of the document with the figure's cell changed. None where the cell is not found.
std::optional<SourceDocument> altered(const SourceDocument& source, const Figure& figure,
                                      const std::string& text);

// Whether the hard system, and with it `soft` where it is one, has a solution over the
// rationals; observations in `without` are disbelieved.
bool feasible(const System& system, const std::vector<ObservationId>& without,
              std::optional<ConstraintId> soft = std::nullopt);

}  // namespace mingzhang::tests
