// The ledger that explains a document: an amount for every quantity that it tells of, and lines
// that add up to them. Where the document contradicts itself, of its largest consistent part.
#pragma once

#include <map>
#include <vector>

#include "compile/split.h"
#include "model/disclosure.h"
#include "pack/pack.h"

namespace mingzhang::workflow {

struct ExplainedLine {
    compile::View view;
    Coordinate at;
    int64_t amount = 0;  // fen
    bool open = false;   // other amounts would explain the document as well
};

struct Explanation {
    // Fen; of a count hundredths of a piece.
    std::map<Coordinate, int64_t> amounts;
    std::vector<ExplainedLine> lines;  // empty where no such lines were found
    bool income_follows = false;       // income by function is what expenditure says
    std::vector<int> left_out;         // indices of figures that it does not explain
};

// Zeros and blanks are exactly nothing where that is possible, and what nearly always holds holds.
// Amounts is empty only where no integer solution was found.
Explanation explain(const Disclosure& disclosure, const pack::Lexicon& lexicon);

}  // namespace mingzhang::workflow
