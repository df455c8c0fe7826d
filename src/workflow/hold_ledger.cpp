#include "workflow/hold_ledger.h"

#include <optional>

#include "check/findings.h"
#include "compile/rates.h"

namespace mingzhang::workflow {
namespace {

// Counts are kept in hundredths.
bool states(const Figure& figure, Money exact) {
    if (figure.kind == FigureKind::kCount) {
        PrintedNumber number = figure.number;
        for (; number.decimals < 2; ++number.decimals) number.mantissa *= 10;
        return number.mantissa == exact.in_fen();
    }
    const auto interval = bounds(figure.number, figure.unit, figure.usual_decimals);
    return !interval || interval->contains(exact.in_fen());
}

std::string count_text(Money exact) { return exact.print(Unit::kYuan, 2); }

std::string amount_text(const Figure& figure, Money exact) {
    return exact.print(figure.unit, figure.usual_decimals);
}

// What the figure should say; none where it is right, or nothing is known.
std::optional<std::string> wanted(const Figure& figure, const compile::Amounts& ledger) {
    if (!figure.coordinate || figure.derived || figure.kind == FigureKind::kRate)
        return std::nullopt;
    const auto exact = ledger.at(*figure.coordinate);
    if (!exact || states(figure, *exact)) return std::nullopt;
    return figure.kind == FigureKind::kCount ? count_text(*exact) : amount_text(figure, *exact);
}

std::optional<std::string> wanted(const Claim& claim, const Figure& figure,
                                  const compile::Amounts& ledger) {
    const auto of = ledger.at(claim.of), base = ledger.at(claim.base);
    if (!of || !base || claim.kind == ClaimKind::kLevel || claim.of == claim.base)
        return std::nullopt;
    const Money change = claim.sign < 0 ? *base - *of : *of - *base;
    if (claim.kind == ClaimKind::kDifference) {
        if (states(figure, change)) return std::nullopt;
        return amount_text(figure, change);
    }
    const Money part = claim.kind == ClaimKind::kShare ? *of : change;
    const auto rate = compile::percent_of(part, *base, figure.number.decimals);
    if (!rate) return std::nullopt;
    const PrintedNumber right = parse_number(*rate);
    int64_t mantissa = right.mantissa;
    for (int d = right.decimals; d < figure.number.decimals; ++d) mantissa *= 10;
    if (mantissa == figure.number.mantissa) return std::nullopt;
    return *rate;
}

Finding differs(const Disclosure& disclosure, const Figure& figure, std::string right) {
    Finding finding = check::finding_at("differs-from-ledger", Severity::kError,
                                        check::place_of(disclosure, figure));
    finding.blocks_publication = true;
    finding.arguments["value"] = figure.text;
    finding.arguments["unit"] = std::string(unit_name(figure.unit));
    finding.arguments["ledger"] = right;
    finding.suggestion.push_back(std::move(right));
    return finding;
}

}  // namespace

std::vector<Finding> hold_against(const Disclosure& disclosure, const compile::Amounts& ledger) {
    std::vector<Finding> findings;
    for (const Figure& figure : disclosure.figures) {
        if (auto right = wanted(figure, ledger))
            findings.push_back(differs(disclosure, figure, *std::move(right)));
    }
    for (const Claim& claim : disclosure.claims) {
        if (claim.figure < 0) continue;
        const Figure& figure = disclosure.figures[static_cast<std::size_t>(claim.figure)];
        if (auto right = wanted(claim, figure, ledger))
            findings.push_back(differs(disclosure, figure, *std::move(right)));
    }
    return findings;
}

}  // namespace mingzhang::workflow
