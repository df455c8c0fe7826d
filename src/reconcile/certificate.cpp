#include "reconcile/certificate.h"

#include <algorithm>
#include <functional>
#include <set>

namespace mingzhang::reconcile {

namespace {

using Line = Certificate::Line;
using Source = Certificate::Source;

std::size_t at(int32_t i) { return static_cast<std::size_t>(i); }

constexpr Wide kMostMultiplier = Wide{1} << 40;

int64_t negate(int64_t x) { return x == kNoLow ? kNoHigh : -x; }

// `most` is kNoHigh where the source has no bound on that side.
Line source_line(const System& system, SourceKey key) {
    Line line;
    line.source = key.first;
    line.index = key.second;
    if (key.first == Source::kObservationHigh || key.first == Source::kObservationLow) {
        const Observation& o = system.observations()[at(key.second)];
        const bool high = key.first == Source::kObservationHigh;
        line.terms = {{o.quantity, high ? 1 : -1}};
        line.most = high ? o.interval.high : negate(o.interval.low);
        return line;
    }
    const bool high = key.first == Source::kConstraintHigh;
    for (const Term& t : system.terms(key.second))
        line.terms.push_back({t.quantity, high ? t.coefficient : -t.coefficient});
    std::sort(line.terms.begin(), line.terms.end(),
              [](const Term& a, const Term& b) { return a.quantity < b.quantity; });
    line.most = high ? system.high(key.second) : negate(system.low(key.second));
    return line;
}

// What the parts and the divisor of a step give; none when a number does not fit.
std::optional<Line> step_line(const std::vector<Line>& earlier,
                              std::vector<Certificate::Part> parts, int64_t divisor) {
    std::map<QuantityId, Wide> terms;
    Wide most = 0;
    for (const Certificate::Part& part : parts) {
        const Line& line = earlier[at(part.line)];
        for (const Term& t : line.terms) {
            Wide& sum = terms[t.quantity];
            if (__builtin_add_overflow(sum, Wide{part.multiplier} * t.coefficient, &sum))
                return std::nullopt;
        }
        if (__builtin_add_overflow(most, Wide{part.multiplier} * line.most, &most))
            return std::nullopt;
    }
    Line step;
    step.parts = std::move(parts);
    step.divisor = divisor;
    for (const auto& [quantity, coefficient] : terms) {
        if (coefficient == 0) continue;
        if (coefficient % divisor != 0 || !fits(coefficient / divisor)) return std::nullopt;
        step.terms.push_back({quantity, static_cast<int64_t>(coefficient / divisor)});
    }
    most = floor_divide(most, divisor);
    if (!fits(most)) return std::nullopt;
    step.most = static_cast<int64_t>(most);
    return step;
}

// Using both sides of one source only weakens a combination, unless the source is empty itself.
void cancel_opposites(const System& system, Combination& sources) {
    const auto cancel = [&](Source high, Source low, auto is_empty) {
        for (auto& [key, multiplier] : sources) {
            if (key.first != high || is_empty(key.second)) continue;
            const auto other = sources.find({low, key.second});
            if (other == sources.end()) continue;
            const Wide both = std::min(multiplier, other->second);
            multiplier -= both;
            other->second -= both;
        }
    };
    cancel(Source::kObservationHigh, Source::kObservationLow, [&](int32_t i) {
        const Interval& o = system.observations()[at(i)].interval;
        return o.low > o.high;
    });
    cancel(Source::kConstraintHigh, Source::kConstraintLow,
           [&](int32_t i) { return system.low(i) > system.high(i); });
    std::erase_if(sources, [](const auto& s) { return s.second == 0; });
}

class Explainer {
  public:
    Explainer(const System& system, const Component& component, const Propagation& p)
        : system_(system), component_(component), trail_(p) {}

    Certificate explain() {
        const auto end = static_cast<int32_t>(trail_.trail().size());
        const Propagation::Conflict& conflict = trail_.conflict();
        Derivation last;
        if (conflict.constraint >= 0 &&
            component_.lows[at(conflict.constraint)] > component_.highs[at(conflict.constraint)]) {
            for (const Side side : {kLow, kHigh})
                last.sources[constraint_key(component_, conflict.constraint, side)] = 1;
        } else if (conflict.constraint >= 0) {
            expand(last, conflict.constraint, conflict.side, -1, end, 1);
        } else {
            for (const Side side : {kLow, kHigh})
                last.pending[trail_.entry_before(Propagation::bound_of(conflict.quantity, side),
                                                 end)] = 1;
        }
        resolve(last);
        while (!unresolved_.empty()) {
            const int32_t entry = *unresolved_.rbegin();
            unresolved_.erase(entry);
            const Propagation::Entry& e = trail_.trail()[at(entry)];
            Derivation d;
            d.divisor = divisor_of(e);
            expand(d, e.reason.index, e.reason.side, e.bound / 2, entry, 1);
            resolve(d);
            derived_[entry] = std::move(d);
        }
        return write(last);
    }

  private:
    struct Derivation {
        Combination sources;
        std::map<int32_t, Wide> rounded;                         // trail entries with own lines
        std::map<int32_t, Wide, std::greater<int32_t>> pending;  // not resolved yet, last first
        int64_t divisor = 1;
    };

    int64_t divisor_of(const Propagation::Entry& e) const {
        for (const Term& t : component_.terms(e.reason.index))
            if (t.quantity == e.bound / 2) return magnitude(t.coefficient);
        return 1;
    }

    void expand(Derivation& d, int32_t constraint, Side side, int32_t except, int32_t before,
                Wide multiplier) {
        d.sources[constraint_key(component_, constraint, side)] += multiplier;
        for (const Term& t : component_.terms(constraint)) {
            if (t.quantity == except) continue;
            const Side used = (t.coefficient > 0) == (side == kHigh) ? kLow : kHigh;
            d.pending[trail_.entry_before(Propagation::bound_of(t.quantity, used), before)] +=
                multiplier * magnitude(t.coefficient);
        }
    }

    void resolve(Derivation& d) {
        while (!d.pending.empty()) {
            const auto [entry, multiplier] = *d.pending.begin();
            d.pending.erase(d.pending.begin());
            const Propagation::Entry& e = trail_.trail()[at(entry)];
            if (e.reason.kind == Propagation::Reason::kObservation) {
                d.sources[observation_key(component_, e.reason.index, Side(e.bound % 2))] +=
                    multiplier;
            } else if (divisor_of(e) == 1 && multiplier <= kMostMultiplier) {
                expand(d, e.reason.index, e.reason.side, e.bound / 2, entry, multiplier);
            } else {
                d.rounded[entry] += multiplier;
                unresolved_.insert(entry);
            }
        }
        cancel_opposites(system_, d.sources);
    }

    Certificate write(const Derivation& last) {
        std::map<SourceKey, int32_t> line_of_source;
        std::map<int32_t, int32_t> line_of_entry;
        const auto note = [&](const Derivation& d) {
            for (const auto& [key, multiplier] : d.sources) line_of_source[key] = 0;
        };
        note(last);
        for (const auto& [entry, d] : derived_) note(d);

        Certificate out;
        for (auto& [key, line] : line_of_source) {
            line = static_cast<int32_t>(out.lines.size());
            out.lines.push_back(source_line(system_, key));
        }
        const auto append = [&](const Derivation& d) {
            std::vector<Certificate::Part> parts;
            const auto add = [&](int32_t line, Wide multiplier) {
                if (!fits(multiplier)) return false;
                parts.push_back({line, static_cast<int64_t>(multiplier)});
                return true;
            };
            for (const auto& [key, multiplier] : d.sources)
                if (!add(line_of_source[key], multiplier)) return false;
            for (const auto& [entry, multiplier] : d.rounded)
                if (!add(line_of_entry[entry], multiplier)) return false;
            std::optional<Line> line = step_line(out.lines, std::move(parts), d.divisor);
            if (line) out.lines.push_back(std::move(*line));
            return line.has_value();
        };
        for (const auto& [entry, d] : derived_) {
            if (!append(d)) return {};
            line_of_entry[entry] = static_cast<int32_t>(out.lines.size()) - 1;
        }
        if (!append(last)) return {};
        return out;
    }

    const System& system_;
    const Component& component_;
    const Propagation& trail_;
    std::set<int32_t> unresolved_;
    std::map<int32_t, Derivation> derived_;
};

}  // namespace

SourceKey observation_key(const Component& component, int32_t observation, Side side) {
    return {side == kHigh ? Source::kObservationHigh : Source::kObservationLow,
            component.observation_ids[at(observation)]};
}

SourceKey constraint_key(const Component& component, int32_t constraint, Side side) {
    return {side == kHigh ? Source::kConstraintHigh : Source::kConstraintLow,
            component.constraint_ids[at(constraint)]};
}

Certificate certificate_of(const System& system, const Combination& combination) {
    Combination sources = combination;
    cancel_opposites(system, sources);
    Certificate out;
    std::vector<Certificate::Part> parts;
    for (const auto& [key, multiplier] : sources) {
        if (!fits(multiplier)) return {};
        parts.push_back({static_cast<int32_t>(out.lines.size()), static_cast<int64_t>(multiplier)});
        out.lines.push_back(source_line(system, key));
    }
    std::optional<Line> last = step_line(out.lines, std::move(parts), 1);
    if (!last) return {};
    out.lines.push_back(std::move(*last));
    if (!proves(system, out)) return {};
    return out;
}

Certificate explain(const System& system, const Component& component, const Propagation& p) {
    Certificate out = Explainer(system, component, p).explain();
    if (!proves(system, out)) return {};
    return out;
}

bool proves(const System& system, const Certificate& certificate) {
    const std::vector<Line>& lines = certificate.lines;
    if (lines.empty() || !lines.back().terms.empty() || lines.back().most >= 0) return false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        if (line.source == Source::kStep) {
            for (const Certificate::Part& part : line.parts)
                if (part.line < 0 || at(part.line) >= i || part.multiplier <= 0) return false;
            const std::optional<Line> again = step_line(lines, line.parts, line.divisor);
            if (!again || again->terms != line.terms || again->most != line.most) return false;
            continue;
        }
        const Line again = source_line(system, {line.source, line.index});
        if (again.terms != line.terms || again.most != line.most || line.most == kNoHigh)
            return false;
    }
    return true;
}

std::vector<ObservationId> observations_of(const Certificate& certificate) {
    std::set<ObservationId> ids;
    for (const Line& line : certificate.lines)
        if (line.source == Source::kObservationHigh || line.source == Source::kObservationLow)
            ids.insert(line.index);
    return {ids.begin(), ids.end()};
}

std::vector<ConstraintId> constraints_of(const Certificate& certificate) {
    std::set<ConstraintId> ids;
    for (const Line& line : certificate.lines)
        if (line.source == Source::kConstraintHigh || line.source == Source::kConstraintLow)
            ids.insert(line.index);
    return {ids.begin(), ids.end()};
}

double kappa(const System& system, const Certificate& certificate) {
    const std::vector<Line>& lines = certificate.lines;
    if (lines.empty()) return 1;
    std::vector<long double> weight(lines.size(), 0);
    weight.back() = 1;
    long double centres = 0, widths = 0;
    for (std::size_t i = lines.size(); i-- > 0;) {
        const Line& line = lines[i];
        if (line.source == Source::kStep) {
            for (const Certificate::Part& part : line.parts)
                weight[at(part.line)] += weight[i] * static_cast<long double>(part.multiplier) /
                                         static_cast<long double>(line.divisor);
        } else if (line.source == Source::kObservationHigh ||
                   line.source == Source::kObservationLow) {
            const Observation& o = system.observations()[at(line.index)];
            const auto value = static_cast<long double>(o.value);
            centres += weight[i] * (line.source == Source::kObservationHigh ? value : -value);
            widths += weight[i] * static_cast<long double>(o.step) / 2;
        } else {
            centres += weight[i] * static_cast<long double>(line.most);
        }
    }
    return widths > 0 ? static_cast<double>(-centres / widths) : 1;
}

}  // namespace mingzhang::reconcile
