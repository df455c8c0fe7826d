#include "verify/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mingzhang::verify {

namespace {

__extension__ typedef __int128 Wide;

using Line = Certificate::Line;
using Source = Certificate::Source;

constexpr const char* kOverflow = "the numbers overflow";

// Adds factor · value; false when the sum leaves the range.
bool add_product(Wide& sum, int64_t factor, int64_t value) {
    return !__builtin_add_overflow(sum, Wide{factor} * value, &sum);
}

// Σ terms ≤ most, before any division.
struct Inequality {
    std::map<QuantityId, Wide> terms;
    Wide most = 0;
};

std::string source_inequality(const System& system, const Line& line, Inequality& out) {
    const bool high =
        line.source == Source::kObservationHigh || line.source == Source::kConstraintHigh;
    const bool observation =
        line.source == Source::kObservationHigh || line.source == Source::kObservationLow;
    const char* what = observation ? "observation" : "constraint";
    const int64_t count = observation ? static_cast<int64_t>(system.observations().size())
                                      : system.constraint_count();
    if (line.index < 0 || line.index >= count)
        return fmt::format("{} {} does not exist", what, line.index);
    if (!line.parts.empty()) return fmt::format("{} {} has parts", what, line.index);
    if (line.divisor != 1) return fmt::format("{} {} is divided", what, line.index);
    const Wide sign = high ? 1 : -1;
    int64_t bound = 0;
    if (observation) {
        const Observation& o = system.observations()[static_cast<std::size_t>(line.index)];
        bound = high ? o.interval.high : o.interval.low;
        out.terms[o.quantity] = sign;
    } else {
        bound = high ? system.high(line.index) : system.low(line.index);
        for (const Term& t : system.terms(line.index))
            out.terms[t.quantity] += sign * t.coefficient;
    }
    if (bound == (high ? kNoHigh : kNoLow))
        return fmt::format("{} {} has no bound on that side", what, line.index);
    out.most = sign * bound;
    return {};
}

std::string step_inequality(const std::vector<Line>& lines, std::size_t number, Inequality& out) {
    const Line& line = lines[number];
    if (line.parts.empty()) return "a step without parts";
    if (line.divisor < 1) return fmt::format("a divisor of {}", line.divisor);
    for (const Certificate::Part& part : line.parts) {
        if (part.line < 0 || static_cast<std::size_t>(part.line) >= number)
            return fmt::format("uses line {}, which is not an earlier one", part.line);
        if (part.multiplier <= 0) return fmt::format("a multiplier of {}", part.multiplier);
        const Line& used = lines[static_cast<std::size_t>(part.line)];
        for (const Term& t : used.terms)
            if (!add_product(out.terms[t.quantity], part.multiplier, t.coefficient))
                return kOverflow;
        if (!add_product(out.most, part.multiplier, used.most)) return kOverflow;
    }
    return {};
}

// The line's own terms and most against what it claims to be.
std::string compare(const Line& line, const Inequality& expected) {
    auto term = line.terms.begin();
    for (const auto& [quantity, coefficient] : expected.terms) {
        if (coefficient == 0) continue;
        if (coefficient % line.divisor != 0)
            return fmt::format("the divisor {} does not divide the coefficient of quantity {}",
                               line.divisor, quantity);
        if (term == line.terms.end() || term->quantity != quantity ||
            term->coefficient != coefficient / line.divisor)
            return fmt::format("the coefficient of quantity {} is wrong", quantity);
        ++term;
    }
    if (term != line.terms.end())
        return fmt::format("a term of quantity {} that does not follow", term->quantity);
    Wide most = expected.most / line.divisor;
    if (expected.most % line.divisor < 0) --most;
    if (most != line.most) return fmt::format("the bound {} is wrong", line.most);
    return {};
}

}  // namespace

std::string check_witness(const System& system, const std::vector<int64_t>& witness,
                          const std::vector<ObservationId>& left_out) {
    if (witness.size() != static_cast<std::size_t>(system.quantity_count()))
        return fmt::format("{} values for {} quantities", witness.size(), system.quantity_count());
    const auto observations = system.observations();
    std::vector<bool> skipped(observations.size(), false);
    for (const ObservationId o : left_out) {
        if (o < 0 || static_cast<std::size_t>(o) >= observations.size())
            return fmt::format("observation {} does not exist", o);
        skipped[static_cast<std::size_t>(o)] = true;
    }
    for (std::size_t i = 0; i < observations.size(); ++i) {
        const Observation& o = observations[i];
        if (o.quantity < 0 || o.quantity >= system.quantity_count())
            return fmt::format("observation {}: quantity {} does not exist", i, o.quantity);
        const int64_t x = witness[static_cast<std::size_t>(o.quantity)];
        if (!skipped[i] && !o.interval.contains(x))
            return fmt::format("observation {}: {} is not in [{}, {}]", i, x, o.interval.low,
                               o.interval.high);
    }
    for (ConstraintId c = 0; c < system.constraint_count(); ++c) {
        if (system.soft(c)) continue;
        Wide sum = 0;
        for (const Term& t : system.terms(c))
            if (!add_product(sum, t.coefficient, witness[static_cast<std::size_t>(t.quantity)]))
                return fmt::format("constraint {}: {}", c, kOverflow);
        if (system.low(c) != kNoLow && sum < system.low(c))
            return fmt::format("constraint {}: the sum is below {}", c, system.low(c));
        if (system.high(c) != kNoHigh && sum > system.high(c))
            return fmt::format("constraint {}: the sum is above {}", c, system.high(c));
    }
    return {};
}

std::string check_certificate(const System& system, const Certificate& certificate) {
    const std::vector<Line>& lines = certificate.lines;
    if (lines.empty()) return "no lines";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Inequality expected;
        std::string fault = lines[i].source == Source::kStep
                                ? step_inequality(lines, i, expected)
                                : source_inequality(system, lines[i], expected);
        if (fault.empty()) fault = compare(lines[i], expected);
        if (!fault.empty()) return fmt::format("line {}: {}", i, fault);
    }
    const Line& last = lines.back();
    if (!last.terms.empty()) return "the last line has terms";
    if (last.most >= 0) return fmt::format("the last line is true: 0 ≤ {}", last.most);
    return {};
}

}  // namespace mingzhang::verify
