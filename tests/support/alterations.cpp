#include "alterations.h"

#include <algorithm>
#include <coin/ClpSimplex.hpp>

namespace mingzhang::tests {
namespace {

std::string with_last_place(const Figure& figure, int64_t change) {
    const int64_t mantissa = figure.number.mantissa + change;
    const int decimals = figure.number.decimals;
    std::string digits = std::to_string(std::abs(mantissa));
    while (static_cast<int>(digits.size()) <= decimals) digits.insert(digits.begin(), '0');
    if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    if (mantissa < 0) digits.insert(digits.begin(), '-');
    return digits;
}

std::string with_other_digit(std::string text, std::size_t seed) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9') places.push_back(i);
    }
    char& digit = text[places[seed % places.size()]];
    digit = static_cast<char>('0' + (digit - '0' + 1 + static_cast<int>(seed % 8)) % 10);
    return text;
}

// The first two different neighbouring digits, swapped.
std::string with_swap(std::string text, std::size_t seed) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto is_digit = [&](std::size_t k) { return text[k] >= '0' && text[k] <= '9'; };
        if (is_digit(i) && is_digit(i + 1) && text[i] != text[i + 1]) places.push_back(i);
    }
    if (places.empty()) return text;
    const std::size_t at = places[seed % places.size()];
    std::swap(text[at], text[at + 1]);
    return text;
}

std::string with_shifted_point(const std::string& text) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos || point + 2 >= text.size()) return text + "0";
    std::string out = text;
    std::swap(out[point], out[point + 1]);
    return out;
}

// The nearest other printed amount of the same column, else of the row.
std::string neighbour(const Disclosure& disclosure, std::size_t index) {
    const Figure& figure = disclosure.figures[index];
    std::string best = figure.text;
    int nearest = 1 << 30;
    for (const Figure& other : disclosure.figures) {
        if (other.table != figure.table || !other.counts() || other.text == figure.text) continue;
        const int distance = std::abs(other.place.line - figure.place.line) * 10 +
                             std::abs(other.column - figure.column);
        if (distance < nearest) {
            nearest = distance;
            best = other.text;
        }
    }
    return best;
}

}  // namespace

std::vector<Alteration> alterations(const Disclosure& disclosure) {
    std::vector<Alteration> out;
    for (std::size_t i = 0; i < disclosure.figures.size(); ++i) {
        const Figure& figure = disclosure.figures[i];
        if (figure.table < 0 || figure.derived || figure.number.form != NumberForm::kNumber)
            continue;
        const auto add = [&](const char* kind, const std::string& text) {
            if (parse_number(text).mantissa != figure.number.mantissa ||
                parse_number(text).decimals != figure.number.decimals) {
                out.push_back({kind, static_cast<int>(i), text});
            }
        };
        add("digit", with_other_digit(figure.text, i));
        add("swap", with_swap(figure.text, i));
        add("+0.01", with_last_place(figure, 1));
        add("-0.01", with_last_place(figure, -1));
        add("x10", with_shifted_point(figure.text));
        add("neighbour", neighbour(disclosure, i));
    }
    return out;
}

std::optional<SourceDocument> altered(const SourceDocument& source, const Figure& figure,
                                      const std::string& text) {
    SourceDocument copy = source;
    for (Block& block : copy.blocks) {
        for (auto& row : block.grid.rows) {
            const auto column = static_cast<std::size_t>(figure.column);
            if (column < row.size() && row[column].place == figure.place &&
                row[column].text == figure.text) {
                row[column].text = text;
                return copy;
            }
        }
    }
    return std::nullopt;
}

bool feasible(const System& system, const std::vector<ObservationId>& without,
              std::optional<ConstraintId> soft) {
    const auto n = static_cast<std::size_t>(system.quantity_count());
    std::vector<double> low(n, -COIN_DBL_MAX), high(n, COIN_DBL_MAX);
    for (ObservationId o = 0; o < static_cast<ObservationId>(system.observations().size()); ++o) {
        if (std::find(without.begin(), without.end(), o) != without.end()) continue;
        const Observation& observation = system.observations()[static_cast<std::size_t>(o)];
        const auto q = static_cast<std::size_t>(observation.quantity);
        if (observation.interval.low != kNoLow) {
            low[q] = std::max(low[q], static_cast<double>(observation.interval.low));
        }
        if (observation.interval.high != kNoHigh) {
            high[q] = std::min(high[q], static_cast<double>(observation.interval.high));
        }
        if (low[q] > high[q]) return false;
    }
    ClpSimplex simplex;
    simplex.setLogLevel(0);
    simplex.resize(0, static_cast<int>(n));
    for (std::size_t q = 0; q < n; ++q)
        simplex.setColumnBounds(static_cast<int>(q), low[q], high[q]);
    for (ConstraintId c = 0; c < system.constraint_count(); ++c) {
        if (system.soft(c) && soft != c) continue;
        std::vector<int> columns;
        std::vector<double> coefficients;
        for (const Term& term : system.terms(c)) {
            columns.push_back(term.quantity);
            coefficients.push_back(static_cast<double>(term.coefficient));
        }
        const double row_low =
            system.low(c) == kNoLow ? -COIN_DBL_MAX : static_cast<double>(system.low(c));
        const double row_high =
            system.high(c) == kNoHigh ? COIN_DBL_MAX : static_cast<double>(system.high(c));
        simplex.addRow(static_cast<int>(columns.size()), columns.data(), coefficients.data(),
                       row_low, row_high);
    }
    simplex.dual();
    return simplex.isProvenOptimal();
}

}  // namespace mingzhang::tests
