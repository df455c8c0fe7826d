#include "check/form_rules.h"

#include "recognise/declarations_products.h"

namespace mingzhang::check {
namespace {

Finding finding_at(const char* rule, Severity severity, const Place& place, const std::string& text,
                   const Declaration& form) {
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.arguments["project"] = form.project;
    finding.arguments["text"] = text;
    FindingPlace at;
    at.place = place;
    at.text = text;
    finding.places.push_back(std::move(at));
    finding.key = fingerprint({rule, form.project, text});
    return finding;
}

void check_name(const Disclosure& disclosure, const Declaration& form, std::vector<Finding>& out) {
    if (form.listed_difference.empty() && form.own_difference.empty()) return;
    Finding finding = finding_at("project-name-differs", Severity::kWarning, form.place,
                                 form.own_difference, form);
    finding.arguments["listed"] = form.listed_difference;
    const Figure& row = disclosure.figures[static_cast<std::size_t>(*form.listed_figure)];
    FindingPlace listed;
    listed.place = row.place;
    listed.row = row.row_key;
    listed.row_label = row.row_label;
    listed.text = form.listed_difference;
    const DisclosureTable& table = disclosure.tables[static_cast<std::size_t>(row.table)];
    listed.table = table.id;
    listed.table_title = table.title;
    finding.places.push_back(std::move(listed));
    out.push_back(std::move(finding));
}

void check_blocks(const Declaration& form, std::vector<Finding>& out) {
    if (form.missing.empty()) return;
    Finding finding =
        finding_at("declaration-block-missing", Severity::kWarning, form.place, form.project, form);
    for (const std::string& id : form.missing) finding.proof.push_back({"block." + id, {}});
    out.push_back(std::move(finding));
}

void check_labels(const Declaration& form, std::vector<Finding>& out) {
    for (const DeclarationField& field : form.fields) {
        if (field.usual_label.empty()) continue;
        Finding finding =
            finding_at("form-label-slip", Severity::kNotice, field.place, field.label, form);
        finding.arguments["usual"] = field.usual_label;
        finding.suggestion.push_back(field.usual_label);
        out.push_back(std::move(finding));
    }
}

void check_products(const Disclosure& disclosure, const Declaration& form,
                    std::vector<Finding>& out) {
    if (!form.amount) return;
    const auto hints = recognise::product_hints(form);
    if (!hints.sum_in_fen) return;
    const Figure& amount = disclosure.figures[static_cast<std::size_t>(*form.amount)];
    const auto interval = bounds(amount.number, amount.unit, amount.usual_decimals);
    if (!interval || interval->contains(*hints.sum_in_fen)) return;
    const Indicator& first = form.indicators[hints.products[0].cost];
    Finding finding =
        finding_at("indicator-product", Severity::kHint, first.place, first.target.text, form);
    finding.arguments["product"] = Money::fen(*hints.sum_in_fen).print(Unit::kWanYuan, 4);
    finding.arguments["amount"] = amount.text + std::string(unit_name(amount.unit));
    FindingPlace stated;
    stated.place = amount.place;
    stated.text = amount.text;
    finding.places.push_back(std::move(stated));
    out.push_back(std::move(finding));
}

}  // namespace

std::vector<Finding> form_findings(const Disclosure& disclosure) {
    std::vector<Finding> out;
    for (const Declaration& form : disclosure.declarations) {
        check_name(disclosure, form, out);
        check_blocks(form, out);
        check_labels(form, out);
        check_products(disclosure, form, out);
    }
    return out;
}

}  // namespace mingzhang::check
