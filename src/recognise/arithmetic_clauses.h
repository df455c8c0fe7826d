// Where each token stands: sentence, clause, numbered section; and the items that a total can
// close.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

struct Position {
    int sentence = 0;  // ends at a stop or an ordinal
    int phrase = 0;    // ends at a comma, too
    int clause = 0;    // ends at any separator, even a space
    int section = 0;   // index into Layout::sections
    int depth = 0;     // of brackets
};

struct Section {
    int parent = -1;
    std::size_t begin = 0;  // byte behind its ordinal
};

struct Layout {
    std::vector<Position> positions;  // one a token
    std::vector<Section> sections;    // 0 is the whole paragraph
    std::vector<int> next_section;    // per token: the section the next ordinal begins, or -1

    bool inside(int section, int scope) const;  // also a section itself
    // No further part of `scope` begins behind the token.
    bool closed_after(int scope, std::size_t token) const;
};
Layout layout_of(std::span<const Token> tokens);

// A number, an expression or a stated result that a total may add up or multiply.
struct Item {
    enum class Kind {
        kNumber,
        kExpression,  // without a stated result
        kResult       // of an earlier step, or a stated total
    };
    Kind kind = Kind::kNumber;
    Of of = Of::kNothing;
    std::vector<Fraction> values;  // more than one where its unit is missing
    Thing thing;                   // of a count
    std::vector<Thing> per;        // of a price
    bool price = false;
    bool each_before = false;  // 每人100元, not 100元/人: amounts listed next may share it
    int64_t unit = 0;          // of an amount: the worth of its printed unit
    bool approximate = false;
    bool part = false;  // behind 其中
    bool consumed = false;
    std::string text;
    std::vector<std::size_t> numbers;  // tokens of its operands
    std::size_t token = 0;             // its first
    Position at;
    std::optional<std::size_t> step;  // that states it, or one of its operands
    std::vector<Fraction> corrected;  // where that step fails: with what it should state
};

}  // namespace mingzhang::recognise::arithmetic
