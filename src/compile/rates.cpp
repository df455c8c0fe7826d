#include "compile/rates.h"

#include <algorithm>

namespace mingzhang::compile {

std::optional<std::string> percent_of(Money part, Money whole, int decimals) {
    if (whole <= Money()) return std::nullopt;
    if (part == Money()) return "0";
    __extension__ using Wide = __int128;
    Wide scale = 100;
    for (int d = 0; d < decimals; ++d) scale *= 10;
    const bool negative = part < Money();
    const Wide size = negative ? -Wide{part.in_fen()} : Wide{part.in_fen()};
    const Wide base = whole.in_fen();
    Wide rounded = (2 * size * scale + base) / (2 * base);
    const bool minus = negative && rounded > 0;
    std::string digits;
    for (int d = 0; rounded > 0 || d <= decimals; ++d) {
        if (d == decimals && decimals > 0) digits += '.';
        digits += static_cast<char>('0' + static_cast<int>(rounded % 10));
        rounded /= 10;
    }
    std::reverse(digits.begin(), digits.end());
    return minus ? "-" + digits : digits;
}

}  // namespace mingzhang::compile
