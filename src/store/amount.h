// Numbers of a ledger as texts, read exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/money.h"

namespace mingzhang::store {

__extension__ typedef __int128 Wide;

// digits / 10^places, without trailing zeros behind the point.
struct Decimal {
    Wide digits = 0;
    int places = 0;

    bool operator==(const Decimal&) const = default;
};

// "1,234.50", full-width digits, a sign. None of anything else, and of more than 36 digits.
std::optional<Decimal> read_decimal(std::string_view text);
// None where the product has more than 36 digits.
std::optional<Decimal> product(const Decimal& a, const Decimal& b);
std::optional<Decimal> sum(const Decimal& a, const Decimal& b);
std::string print(const Decimal& value);

// The rule that an amount breaks.
using AmountMistake = std::string_view;
inline constexpr AmountMistake kMissing = "amount-missing", kUnreadable = "amount-unreadable",
                               kFinerThanFen = "amount-finer-than-fen",
                               kTooLarge = "amount-too-large";

// An amount in yuan, or a count in pieces, in hundredths: at most two decimals.
std::variant<Money, AmountMistake> read_amount(std::string_view text);
// "150000.00"; with `pieces` "12", "405.21".
std::string print_amount(Money amount, bool pieces);

}  // namespace mingzhang::store
