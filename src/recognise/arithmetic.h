// Calculations that stand in a Chinese paragraph, decided on the numbers as they are printed.
//
//   text ──tokens──▶ numbers, operators, total words, separators
//        ──clauses─▶ items with sentence and section; explicit products folded into one item
//        ──readings▶ what the words before a total can mean
//        ──decide──▶ steps
//
// A step is a product or sum with its "=" ("200*12*152=36.48万元"), factors or listed amounts
// closed by a total (630条，150元/条 共计9.45万元), or one party's share of a standard
// (省市县按3:3:4负担); or a number that must agree with others: a count with the parts in the
// bracket behind it, or with the same count printed elsewhere, the parts of a ratio in money with
// their standard, a unit price with its party's part. Operands are exact as printed; a stated
// result stands for everything within half of its last place, ends included; later steps use the
// stated result.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::recognise {

// A longer paragraph is no declaration: nothing is looked for in it.
inline constexpr std::size_t kMostArithmeticBytes = 64u << 10;

// A printed number: bytes of the source text.
struct Operand {
    std::size_t begin = 0, end = 0;

    bool operator==(const Operand&) const = default;
};

struct ArithmeticStep {
    enum class Verdict { kHolds, kFails, kCannotTell };

    std::size_t begin = 0, end = 0;                // the whole step in the source
    std::size_t result_begin = 0, result_end = 0;  // the stated result, the number only
    std::string expression;                        // "200*12*152", of the reading decided on
    std::string result;                            // "36.48万元"; of a ratio "12元+9元+9元"
    Verdict verdict = Verdict::kCannotTell;
    // Why it cannot be told: "approximate", "parts-named", "structure-unclear", "units-unclear",
    // "too-large", "parts-differ".
    std::string reason;
    // Where it fails: results that would hold, in the stated unit and decimals, one a reading.
    std::vector<std::string> would_hold;
    // Where it fails only because of a number that this earlier, failing step states or adds up:
    // with the number that step asks for it holds.
    std::optional<std::size_t> caused_by;
    std::vector<Operand> operands;
    bool is_last = false;  // its result is what the whole paragraph comes to
};

// Steps in the order of their results. `text` may hold line breaks and leftover tags; a text
// that is not UTF-8 or longer than kMostArithmeticBytes has none.
std::vector<ArithmeticStep> arithmetic_in(std::string_view text);

}  // namespace mingzhang::recognise
