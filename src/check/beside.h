// Another disclosure of the same department beside this one: last year's, or the budget beside the
// final accounts. What its tables show is known of this one's quantities, in their years and
// phases.
//
//   own Disclosure + tables of the other ──▶ joined Disclosure ──articulate──▶ one System
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::check {

// The figures of `own` keep their indices; the other's tables, figures in them and sums follow.
// Places of the other are those of a further file. Both years must be known.
Disclosure joined_with(const Disclosure& own, const Disclosure& other);

// Sentences of `own` that state a change with the very amounts of a sentence of last year's
// document, whatever years stand in them.
std::vector<Finding> unchanged_sentences(const SourceDocument& own, const SourceDocument& other,
                                         const pack::Lexicon& lexicon);

// A hint where the two name different departments; none where they agree or one is not known.
std::optional<Finding> other_department(const Disclosure& own, const Disclosure& other);

}  // namespace mingzhang::check
