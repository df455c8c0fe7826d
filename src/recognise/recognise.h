// SourceDocument + packs → Disclosure: what the document says, every figure with its coordinate
// or the reason why it has none.
//
//   blocks ──captions──▶ table, title, unit ──headings──▶ columns ──rows──▶ figures, sums
//
// A table without a pack's description keeps its figures, uncovered. When in doubt nothing is
// bound: a wrong coordinate is worse than none.
#pragma once

#include "base/result.h"
#include "codes/codes.h"
#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/shelf.h"

namespace mingzhang::recognise {

// Fails only where a pack of the document's place is broken.
Result<Disclosure> recognise(const SourceDocument& source, const pack::Library& library,
                             const codes::Lists& codes);

}  // namespace mingzhang::recognise
