#include "check/proof_text.h"

#include <algorithm>
#include <map>

#include "base/text.h"

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
    int decimals = 2;

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

// A bound printed with all its digits: never rounded towards the other side.
std::string exact(int64_t fen, Unit unit) {
    std::string printed = Money::fen(fen).print(unit, unit == Unit::kYiYuan ? 10 : 6);
    while (text::contains(printed, ".") && (printed.back() == '0' || printed.back() == '.')) {
        const bool point = printed.back() == '.';
        printed.pop_back();
        if (point) break;
    }
    return printed;
}

}  // namespace

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
    for (std::size_t i = 0; i < certificate.lines.size(); ++i) {
        const Certificate::Line& line = certificate.lines[i];
        if (line.source == Certificate::Source::kConstraintHigh ||
            line.source == Certificate::Source::kConstraintLow) {
            const Reason& reason = articulation.reason_of[static_cast<std::size_t>(line.index)];
            ++relations[(reason.identity ? "relation." : "reason.") + reason.id];
        } else if (line.source != Certificate::Source::kStep && !weight.empty()) {
            const auto& observation =
                articulation.system.observations()[static_cast<std::size_t>(line.index)];
            const Figure& figure = disclosure.figures[static_cast<std::size_t>(
                articulation.figure_of[static_cast<std::size_t>(line.index)])];
            const bool high = line.source == Certificate::Source::kObservationHigh;
            (high ? most : least)
                .add(figure, weight[i],
                     high ? observation.interval.high : observation.interval.low);
        }
    }
    if (!weight.empty()) {
        const Unit unit = most.terms.empty() ? least.unit : most.unit;
        proof.push_back({most.blanks + least.blanks > 0 ? "proof.most-with-blanks" : "proof.most",
                         {{"sum", most.text()},
                          {"bound", exact(most.bound, unit)},
                          {"other", least.text()},
                          {"other_bound", exact(least.bound, unit)},
                          {"gap", exact(least.bound - most.bound, unit)},
                          {"blanks", std::to_string(most.blanks + least.blanks)},
                          {"unit", std::string(unit_name(unit))}}});
    }
    for (const auto& [id, count] : relations) {
        proof.push_back({id, {{"count", std::to_string(count)}}});
    }
    return proof;
}

}  // namespace mingzhang::check
