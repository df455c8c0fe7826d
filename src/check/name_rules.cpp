#include "check/name_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "check/findings.h"

namespace mingzhang::check {
namespace {

constexpr std::size_t kItemDigits = 5;  // 款 of the departmental economic list

// The label without the code that a column of its own puts before it.
std::string_view name_of_row(const Figure& figure) {
    std::string_view name = figure.row_label;
    const std::string_view code = figure.row_key;
    const bool is_code = code.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_code && name.starts_with(code)) name.remove_prefix(code.size());
    return name;
}

// Items with an amount of that kind in a table, by folded name.
std::map<std::string, const Figure*> items_of_kind(const Disclosure& disclosure,
                                                   const std::string& kind) {
    std::map<std::string, const Figure*> items;
    for (const Figure& figure : disclosure.figures) {
        if (figure.table < 0 || !figure.coordinate || !figure.counts()) continue;
        if (figure.coordinate->at(Dimension::kKind) != kind || figure.number.mantissa == 0)
            continue;
        if (figure.coordinate->at(Dimension::kEconomic).size() != kItemDigits) continue;
        items.emplace(text::fold_label(name_of_row(figure)), &figure);
    }
    return items;
}

void check_list(const Disclosure& disclosure, const NameList& list, std::vector<Finding>& out) {
    const std::string& kind = list.of.at(Dimension::kKind);
    if (kind != "personnel" && kind != "public") return;
    const auto items = items_of_kind(disclosure, kind);
    if (items.empty()) return;
    std::set<std::string> named;
    for (const std::string& name : list.names) {
        named.insert(text::fold_label(name));
        if (items.count(text::fold_label(name)) == 0) {
            out.push_back(
                finding_at("name-not-in-table", Severity::kWarning, place_at(list.place, name)));
        }
    }
    if (list.open_ended) return;
    for (const auto& [name, figure] : items) {
        if (named.count(name) > 0) continue;
        out.push_back(finding_at("name-missing", Severity::kWarning,
                                 place_at(list.place, figure->row_label)));
    }
}

bool attested(codes::Attestation attestation) {
    return attestation == codes::Attestation::kOfficial ||
           attestation == codes::Attestation::kCorroborated ||
           attestation == codes::Attestation::kAttested;
}

void check_pairing(const Disclosure& disclosure, const EconomicPairing& pairing,
                   const codes::Lists& codes, std::vector<Finding>& out) {
    bool known = false;
    for (const codes::EconomicPair& pair : codes.economic_mapping) {
        if (pair.department_code != pairing.department_code) continue;
        const codes::Entry* government = codes.government_economic.find(pair.government_code);
        if (government == nullptr) continue;
        if (text::fold_label(government->name) == text::fold_label(pairing.government_name)) return;
        known = known || attested(pair.attestation);
    }
    if (!known) return;
    const Figure& figure = disclosure.figures[static_cast<std::size_t>(pairing.figure)];
    Finding finding = finding_at("economic-pair-unusual", Severity::kWarning,
                                 place_of_row(disclosure, figure, pairing.government_name));
    finding.arguments["item"] = figure.row_label;
    out.push_back(std::move(finding));
}

}  // namespace

std::vector<Finding> name_findings(const Disclosure& disclosure, const codes::Lists& codes) {
    std::vector<Finding> out;
    for (const NameList& list : disclosure.name_lists) check_list(disclosure, list, out);
    for (const EconomicPairing& pairing : disclosure.economic_pairings) {
        check_pairing(disclosure, pairing, codes, out);
    }
    for (const GlossaryTerm& term : disclosure.glossary) {
        if (term.used) continue;
        out.push_back(
            finding_at("glossary-term-unused", Severity::kHint, place_at(term.place, term.term)));
    }
    return out;
}

}  // namespace mingzhang::check
