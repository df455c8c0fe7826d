// An exact amount in fen (分, 0.01 yuan). No floating point touches an amount.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mingzhang {

struct MoneyOverflow : std::overflow_error {
    MoneyOverflow() : std::overflow_error("an amount exceeds 92 quadrillion yuan") {}
};

// The unit a figure is printed in. Rates and counts have units of their own, so that a figure
// always says what its last place is worth.
enum class Unit { kFen, kYuan, kThousandYuan, kWanYuan, kMillionYuan, kYiYuan, kPercent, kPieces };

// Fen of one unit: kYuan 100, kWanYuan 1,000,000. 1 for kPieces, 0 for kPercent.
int64_t fen_of(Unit unit);
// "元", "万元", "%"…; the other way accepts folded spellings ("人民币万元") and returns false on
// an unknown one.
std::string_view unit_name(Unit unit);
bool parse_unit(std::string_view folded, Unit& unit);

class Money {
  public:
    constexpr Money() = default;
    static constexpr Money fen(int64_t amount) { return Money(amount); }

    constexpr int64_t in_fen() const { return fen_; }
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money operator-() const;
    Money times(int64_t factor) const;
    auto operator<=>(const Money&) const = default;

    // Rounded half away from zero to `decimals` places of `unit`: fen(57'990'000) → "57.99".
    // The only place where an amount is rounded.
    std::string print(Unit unit, int decimals) const;

  private:
    explicit constexpr Money(int64_t amount) : fen_(amount) {}
    int64_t fen_ = 0;
};

}  // namespace mingzhang
