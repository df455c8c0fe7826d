#include "model/system.h"

#include <algorithm>
#include <stdexcept>

namespace mingzhang {
namespace {

// Below this, comparing each with each is faster than sorting a copy.
constexpr std::size_t kFewTerms = 16;

bool repeats_quantity(std::span<const Term> terms) {
    if (terms.size() <= kFewTerms) {
        for (std::size_t i = 1; i < terms.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (terms[i].quantity == terms[j].quantity) return true;
        return false;
    }
    std::vector<QuantityId> ids;
    ids.reserve(terms.size());
    for (const Term& term : terms) ids.push_back(term.quantity);
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) != ids.end();
}

}  // namespace

ConstraintId System::constrain(std::span<const Term> terms, int64_t low, int64_t high, bool soft) {
    for (const Term& term : terms) {
        if (term.quantity < 0 || term.quantity >= quantities_)
            throw std::invalid_argument("a constraint names a quantity that does not exist");
        if (term.coefficient == 0)
            throw std::invalid_argument("a constraint has a coefficient of zero");
    }
    if (repeats_quantity(terms)) throw std::invalid_argument("a constraint names a quantity twice");

    terms_.insert(terms_.end(), terms.begin(), terms.end());
    starts_.push_back(terms_.size());
    lows_.push_back(low);
    highs_.push_back(high);
    soft_.push_back(soft ? 1 : 0);
    return static_cast<ConstraintId>(lows_.size() - 1);
}

ConstraintId System::sum(QuantityId parent, std::span<const QuantityId> children, bool soft) {
    std::vector<Term> terms;
    terms.reserve(children.size() + 1);
    terms.push_back({parent, 1});
    for (const QuantityId child : children) terms.push_back({child, -1});
    return constrain(terms, 0, 0, soft);
}

}  // namespace mingzhang
