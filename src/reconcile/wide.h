// Sums of amounts times coefficients, exact.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "model/system.h"

namespace mingzhang::reconcile {

__extension__ typedef __int128 Wide;

inline bool fits(Wide x) {
    return x > std::numeric_limits<int64_t>::min() && x < std::numeric_limits<int64_t>::max();
}

// divisor > 0
inline Wide floor_divide(Wide x, Wide divisor) {
    const Wide quotient = x / divisor;
    return x % divisor < 0 ? quotient - 1 : quotient;
}

inline int64_t magnitude(int64_t x) { return x < 0 ? -x : x; }

// Σ coefficient · bound, with the terms that have no bound counted instead of added. A sum too
// large counts as two such terms, so that nothing is ever concluded from it.
struct Sum {
    static constexpr Wide kMost = Wide{1} << 120;

    Wide total = 0;
    int open = 0;

    void add(int64_t coefficient, int64_t bound, int64_t none) {
        if (bound == none) {
            ++open;
        } else if (__builtin_add_overflow(total, Wide{coefficient} * bound, &total) ||
                   total > kMost || total < -kMost) {
            total = 0;
            open += 2;
        }
    }
    // Takes back a term that was added.
    void remove(int64_t coefficient, int64_t bound, int64_t none) {
        if (bound == none)
            --open;
        else if (__builtin_sub_overflow(total, Wide{coefficient} * bound, &total))
            open += 2;
    }
};

// The least and the most that Σ terms can be, given bounds of each quantity.
struct Activity {
    Sum least, most;

    void add(const Term& t, int64_t low, int64_t high) {
        if (t.coefficient > 0) {
            least.add(t.coefficient, low, kNoLow);
            most.add(t.coefficient, high, kNoHigh);
        } else {
            least.add(t.coefficient, high, kNoHigh);
            most.add(t.coefficient, low, kNoLow);
        }
    }
    void remove(const Term& t, int64_t low, int64_t high) {
        if (t.coefficient > 0) {
            least.remove(t.coefficient, low, kNoLow);
            most.remove(t.coefficient, high, kNoHigh);
        } else {
            least.remove(t.coefficient, high, kNoHigh);
            most.remove(t.coefficient, low, kNoLow);
        }
    }
    bool above(int64_t high) const {
        return high != kNoHigh && least.open == 0 && least.total > high;
    }
    bool below(int64_t low) const { return low != kNoLow && most.open == 0 && most.total < low; }
};

template <class Bounds>  // Bounds(quantity) → Interval
Activity activity(std::span<const Term> terms, Bounds bounds) {
    Activity a;
    for (const Term& t : terms) {
        const Interval i = bounds(t.quantity);
        a.add(t, i.low, i.high);
    }
    return a;
}

}  // namespace mingzhang::reconcile
