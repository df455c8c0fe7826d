// Number × unit cost of a declaration's indicators: how large its project may be. With ≤ and ≥
// such a product proves nothing; it is a hint beside the amount.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/declaration.h"

namespace mingzhang::recognise {

struct ProductHint {
    std::optional<std::size_t> quantity;  // index into indicators; none: the cost is a total
    std::size_t cost = 0;                 // index into indicators
    int64_t fen = 0;
};

struct ProductHints {
    std::vector<ProductHint> products;  // in the order of the costs
    std::vector<std::size_t> unpaired;  // costs in money that found no number
    std::optional<int64_t> sum_in_fen;  // only where every cost in money is paired
};

// A cost of 元/u is paired with a quantity of u, by name where there are several, else where both
// are the only ones left of their unit. "/年" counts once; "元/月" needs a quantity in months.
ProductHints product_hints(const Declaration& form);

}  // namespace mingzhang::recognise
