#include "model/money.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"

namespace mingzhang {
namespace {

__extension__ typedef __int128 Wide;

struct UnitRow {
    Unit unit;
    std::string_view name;
    int64_t fen;
};

constexpr std::array kUnits{
    UnitRow{Unit::kFen, "分", 1},
    UnitRow{Unit::kYuan, "元", 100},
    UnitRow{Unit::kThousandYuan, "千元", 100'000},
    UnitRow{Unit::kWanYuan, "万元", 1'000'000},
    UnitRow{Unit::kMillionYuan, "百万元", 100'000'000},
    UnitRow{Unit::kYiYuan, "亿元", 10'000'000'000},
    UnitRow{Unit::kPercent, "%", 0},
    UnitRow{Unit::kPieces, "个", 1},
};

const UnitRow& row_of(Unit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

// Beyond this, further decimals of an amount are zeros.
constexpr int kMostDecimals = 18;

std::string digits_of(Wide n) {
    std::string out;
    do {
        out.push_back(static_cast<char>('0' + static_cast<int>(n % 10)));
        n /= 10;
    } while (n > 0);
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

int64_t fen_of(Unit unit) { return row_of(unit).fen; }

std::string_view unit_name(Unit unit) { return row_of(unit).name; }

bool parse_unit(std::string_view folded, Unit& unit) {
    std::string_view name = text::trim(folded);
    if (name.starts_with("人民币"))
        name = text::trim(name.substr(std::string_view("人民币").size()));
    if (name == "％") name = "%";
    const auto* row = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const UnitRow& r) { return r.name == name; });
    if (row == kUnits.end()) return false;
    unit = row->unit;
    return true;
}

Money Money::operator+(Money other) const {
    int64_t sum = 0;
    if (__builtin_add_overflow(fen_, other.fen_, &sum)) throw MoneyOverflow();
    return Money(sum);
}

Money Money::operator-(Money other) const {
    int64_t difference = 0;
    if (__builtin_sub_overflow(fen_, other.fen_, &difference)) throw MoneyOverflow();
    return Money(difference);
}

Money Money::operator-() const { return Money() - *this; }

Money Money::times(int64_t factor) const {
    int64_t product = 0;
    if (__builtin_mul_overflow(fen_, factor, &product)) throw MoneyOverflow();
    return Money(product);
}

std::string Money::print(Unit unit, int decimals) const {
    const Wide divisor = fen_of(unit);
    if (divisor == 0) throw std::invalid_argument("an amount has no value in per cent");
    const int wanted = std::max(decimals, 0);
    const int exact = std::min(wanted, kMostDecimals);

    Wide scaled = fen_ < 0 ? -Wide{fen_} : Wide{fen_};
    for (int i = 0; i < exact; ++i) scaled *= 10;
    const Wide rounded = (scaled + divisor / 2) / divisor;

    std::string out = digits_of(rounded);
    const auto places = static_cast<std::size_t>(exact);
    if (out.size() <= places) out.insert(0, places + 1 - out.size(), '0');
    if (wanted > 0) out.insert(out.size() - places, 1, '.');
    out.append(static_cast<std::size_t>(wanted - exact), '0');
    if (fen_ < 0 && rounded > 0) out.insert(0, 1, '-');
    return out;
}

}  // namespace mingzhang
