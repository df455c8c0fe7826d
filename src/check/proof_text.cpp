#include "check/proof_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "check/slips.h"

namespace mingzhang::check {
namespace {

constexpr std::size_t kMostTerms = 12;

// How often each source line enters the last line; empty where a step was divided and the
// weights are no whole numbers.
std::vector<int64_t> weights(const Certificate& certificate) {
    std::vector<int64_t> weight(certificate.lines.size(), 0);
    if (weight.empty()) return weight;
    weight.back() = 1;
    for (std::size_t i = certificate.lines.size(); i-- > 0;) {
        const Certificate::Line& line = certificate.lines[i];
        if (line.source != Certificate::Source::kStep) continue;
        if (line.divisor != 1 && weight[i] != 0) return {};
        for (const Certificate::Part& part : line.parts) {
            weight[static_cast<std::size_t>(part.line)] += weight[i] * part.multiplier;
        }
    }
    return weight;
}

struct Side {
    std::vector<std::string> terms;
    int blanks = 0;
    int64_t bound = 0;
    Unit unit = Unit::kWanYuan;
    int decimals = 0;

    void add(const Figure& figure, int64_t weight, int64_t at) {
        bound += weight * at;
        if (!figure.counts()) {
            ++blanks;
            return;
        }
        unit = figure.unit;
        decimals = std::max(decimals, figure.number.decimals);
        terms.push_back(weight == 1 ? figure.text : std::to_string(weight) + "×" + figure.text);
    }
    std::string text() const {
        std::string out;
        for (std::size_t i = 0; i < terms.size() && i < kMostTerms; ++i) {
            out += (i == 0 ? "" : " + ") + terms[i];
        }
        if (terms.size() > kMostTerms) out += " + …";
        return out.empty() ? "0" : out;
    }
};

// Rounded up or down to a multiple of `step`, never towards the other side.
int64_t outward(int64_t fen, int64_t step, bool up) {
    const int64_t rest = ((fen % step) + step) % step;
    return rest == 0 ? fen : fen - rest + (up ? step : 0);
}

struct PrintedBounds {
    std::string most, least, gap;
};

// The two bounds with as few decimals as still show the contradiction.
PrintedBounds print_bounds(int64_t most, int64_t least, Unit unit, int decimals) {
    for (int d = decimals;; ++d) {
        const int64_t step = step_of(unit, d);
        const int64_t high = outward(most, step, true), low = outward(least, step, false);
        if (high >= low && step > 1) continue;
        return {Money::fen(high).print(unit, d), Money::fen(low).print(unit, d),
                Money::fen(low - high).print(unit, d)};
    }
}

// Rates and the claims they stand in, as a division of printed amounts.
class RateText {
  public:
    RateText(const Articulation& articulation, const Disclosure& disclosure)
        : articulation_(articulation), disclosure_(disclosure) {}

    std::optional<Message> line(int index) const {
        const Claim& claim = disclosure_.claims[static_cast<std::size_t>(index)];
        if (claim.kind != ClaimKind::kShare && claim.kind != ClaimKind::kGrowth)
            return std::nullopt;
        const auto quantities = articulation_.quantities_of_claim[static_cast<std::size_t>(index)];
        const auto of = printed(quantities.first);
        const auto base = of ? base_of(claim, quantities.second, *of) : std::nullopt;
        if (!of || !base) return std::nullopt;
        const bool growth = claim.kind == ClaimKind::kGrowth;
        const int64_t part = growth ? claim.sign * (of->first - *base) : of->first;
        const Figure& rate = disclosure_.figures[static_cast<std::size_t>(claim.figure)];
        const auto right = print_rate(part, *base, rate.number.decimals);
        if (!right) return std::nullopt;
        return Message{"proof.rate",
                       {{"part", Money::fen(part).print(of->second, 2)},
                        {"whole", Money::fen(*base).print(of->second, 2)},
                        {"right", *right},
                        {"text", rate.text}}};
    }

  private:
    // Value and unit of the first figure that states an amount.
    std::optional<std::pair<int64_t, Unit>> printed(QuantityId quantity) const {
        const auto observations = articulation_.system.observations();
        for (std::size_t o = 0; o < observations.size(); ++o) {
            const Figure& figure =
                disclosure_.figures[static_cast<std::size_t>(articulation_.figure_of[o])];
            if (observations[o].quantity == quantity && figure.kind == FigureKind::kAmount) {
                return std::pair{observations[o].value, figure.unit};
            }
        }
        return std::nullopt;
    }

    // Last year's amount is seldom printed: this year's less the difference.
    std::optional<int64_t> base_of(const Claim& claim, QuantityId quantity,
                                   std::pair<int64_t, Unit> of) const {
        if (const auto own = printed(quantity)) return own->first;
        for (const Claim& other : disclosure_.claims) {
            if (other.kind != ClaimKind::kDifference || other.of != claim.of ||
                other.base != claim.base)
                continue;
            const Figure& figure = disclosure_.figures[static_cast<std::size_t>(other.figure)];
            const auto change = value_of(figure.number, figure.unit);
            if (change) return of.first - other.sign * *change;
        }
        return std::nullopt;
    }

    const Articulation& articulation_;
    const Disclosure& disclosure_;
};

}  // namespace

std::optional<std::string> right_rate(int claim, const Articulation& articulation,
                                      const Disclosure& disclosure) {
    const auto line = RateText(articulation, disclosure).line(claim);
    return line ? std::optional(line->arguments.at("right")) : std::nullopt;
}

std::vector<ObservationId> observations_in(const Certificate& certificate) {
    std::vector<ObservationId> found;
    for (const Certificate::Line& line : certificate.lines) {
        const bool observation = line.source == Certificate::Source::kObservationHigh ||
                                 line.source == Certificate::Source::kObservationLow;
        if (observation && std::find(found.begin(), found.end(), line.index) == found.end()) {
            found.push_back(line.index);
        }
    }
    return found;
}

std::vector<Message> proof_lines(const Certificate& certificate, const Articulation& articulation,
                                 const Disclosure& disclosure) {
    std::vector<Message> proof;
    const std::vector<int64_t> weight = weights(certificate);
    Side most, least;
    std::map<std::string, int> relations;
    bool amounts_only = true;
    for (std::size_t i = 0; i < certificate.lines.size(); ++i) {
        const Certificate::Line& line = certificate.lines[i];
        if (line.source == Certificate::Source::kConstraintHigh ||
            line.source == Certificate::Source::kConstraintLow) {
            const Reason& reason = articulation.reason_of[static_cast<std::size_t>(line.index)];
            if (reason.claim >= 0) {
                if (auto rate = RateText(articulation, disclosure).line(reason.claim)) {
                    proof.push_back(std::move(*rate));
                }
            }
            ++relations[(reason.identity ? "relation." : "reason.") + reason.id];
        } else if (line.source != Certificate::Source::kStep && !weight.empty()) {
            const auto& observation =
                articulation.system.observations()[static_cast<std::size_t>(line.index)];
            const Figure& figure = disclosure.figures[static_cast<std::size_t>(
                articulation.figure_of[static_cast<std::size_t>(line.index)])];
            amounts_only = amounts_only && figure.kind == FigureKind::kAmount;
            if (figure.kind != FigureKind::kAmount) continue;
            const bool high = line.source == Certificate::Source::kObservationHigh;
            (high ? most : least)
                .add(figure, weight[i],
                     high ? observation.interval.high : observation.interval.low);
        }
    }
    if (!weight.empty() && amounts_only) {
        const Unit unit = most.terms.empty() ? least.unit : most.unit;
        const PrintedBounds bounds =
            print_bounds(most.bound, least.bound, unit, std::max(most.decimals, least.decimals));
        proof.push_back({most.blanks + least.blanks > 0 ? "proof.most-with-blanks" : "proof.most",
                         {{"sum", most.text()},
                          {"bound", bounds.most},
                          {"other", least.text()},
                          {"other_bound", bounds.least},
                          {"gap", bounds.gap},
                          {"blanks", std::to_string(most.blanks + least.blanks)},
                          {"unit", std::string(unit_name(unit))}}});
    }
    for (const auto& [id, count] : relations) {
        proof.push_back({id, {{"count", std::to_string(count)}}});
    }
    return proof;
}

}  // namespace mingzhang::check
