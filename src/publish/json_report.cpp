#include "publish/json_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "publish/report_summary.h"

namespace mingzhang::publish {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json or_null(int number) { return number == 0 ? Json() : Json(number); }

std::string printed(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

const std::string& table_id(const Disclosure& disclosure, int table) {
    static const std::string none;
    const bool known = table >= 0 && static_cast<std::size_t>(table) < disclosure.tables.size();
    return known ? disclosure.tables[static_cast<std::size_t>(table)].id : none;
}

Json paths(std::span<const SourceFile> files) {
    Json out = Json::array();
    for (const SourceFile& file : files) out.push_back(file.path);
    return out;
}

Json files_of(const Disclosure& d) { return d.files.empty() ? Json{d.path} : paths(own_files(d)); }

Json line_of(const Place& place, const Disclosure& d) {
    return or_null(line_in_file(place, d.files));
}

Json document_of(const Disclosure& d) {
    return {{"path", d.path},
            {"files", files_of(d)},
            {"with", paths(std::span(d.files).last(d.files_beside))},
            {"kind", std::string(kind_name(d.kind))},
            {"year", or_null(d.year)},
            {"jurisdiction", or_null(d.jurisdiction)},
            {"department", d.department},
            {"pack", or_null(d.pack)},
            {"unit", d.unit ? Json(std::string(unit_name(*d.unit))) : Json()}};
}

Json counts_of(const FigureCounts& counts) {
    return {{"total", counts.total},
            {"proven", counts.proven},
            {"conflicting", counts.conflicting},
            {"uncovered", counts.uncovered},
            {"unreadable", counts.unreadable}};
}

Json tables_of(const CheckReport& report) {
    Json tables = Json::array();
    for (std::size_t i = 0; i < report.disclosure.tables.size(); ++i) {
        const DisclosureTable& table = report.disclosure.tables[i];
        const FigureCounts counts = count_table(report, static_cast<int>(i));
        tables.push_back({{"id", table.id},
                          {"title", table.title},
                          {"file", file_path(table.place, report.disclosure)},
                          {"page", or_null(table.place.page)},
                          {"line", line_of(table.place, report.disclosure)},
                          {"figures", counts.total},
                          {"proven", counts.proven},
                          {"conflicting", counts.conflicting},
                          {"uncovered", counts.uncovered},
                          {"unreadable", counts.unreadable},
                          {"status", std::string(table_status_name(table.status))}});
    }
    return tables;
}

// In 万元, as printed where the form itself uses that unit.
Json declared_amount(const Disclosure& disclosure, const Declaration& declaration) {
    if (!declaration.amount) return {};
    const auto index = static_cast<std::size_t>(*declaration.amount);
    if (index >= disclosure.figures.size()) return {};
    const Figure& figure = disclosure.figures[index];
    const auto value = value_of(figure.number, figure.unit);
    if (figure.number.form != NumberForm::kNumber || !value) return {};
    return figure.unit == Unit::kWanYuan
               ? Money::fen(*value).print(Unit::kWanYuan, figure.number.decimals)
               : in_wan_yuan(*value);
}

Json declarations_of(const Disclosure& disclosure) {
    Json declarations = Json::array();
    for (const Declaration& declaration : disclosure.declarations) {
        declarations.push_back({{"project", declaration.project},
                                {"file", file_path(declaration.place, disclosure)},
                                {"line", line_of(declaration.place, disclosure)},
                                {"amount", declared_amount(disclosure, declaration)},
                                {"matched", declaration.matched}});
    }
    return declarations;
}

Json places_of(const std::vector<FindingPlace>& places, const Disclosure& disclosure) {
    Json out = Json::array();
    for (const FindingPlace& place : places) {
        out.push_back({{"file", file_path(place.place, disclosure)},
                       {"page", or_null(place.place.page)},
                       {"line", line_of(place.place, disclosure)},
                       {"sheet", or_null(place.place.sheet)},
                       {"cell", or_null(place.place.cell)},
                       {"table", or_null(place.table)},
                       {"row", or_null(place.row)},
                       {"column", or_null(place.column)},
                       {"text", place.text}});
    }
    return out;
}

Json waiver_of(const Finding& finding) {
    if (!finding.waived) return nullptr;
    return {
        {"who", finding.waived->who}, {"when", finding.waived->when}, {"why", finding.waived->why}};
}

Json findings_of(const CheckReport& report, const Catalogue& catalogue) {
    Json findings = Json::array();
    for (const Finding& finding : report.findings) {
        findings.push_back(
            {{"id", finding.id},
             {"key", finding.key},
             {"rule", finding.rule},
             {"severity", std::string(severity_name(finding.severity))},
             {"blocks_publication", finding.blocks_publication},
             {"message", finding_message(finding, catalogue)},
             {"proof", fmt::format("{}", fmt::join(proof_lines(finding, catalogue), "\n"))},
             {"suggestion", finding.suggestion},
             {"explanation", advice(finding, catalogue)},
             {"consequences", finding.consequences},
             {"waived", waiver_of(finding)},
             {"places", places_of(finding.places, report.disclosure)},
             {"alternatives", places_of(finding.alternatives, report.disclosure)}});
    }
    return findings;
}

Json notes_of(const CheckReport& report, const Catalogue& catalogue) {
    Json notes = Json::array();
    for (const Remark& remark : report.disclosure.remarks) {
        if (remark.unreadable) continue;
        notes.push_back({{"id", remark.id},
                         {"message", catalogue.say(message_of(remark))},
                         {"file", file_path(remark.place, report.disclosure)},
                         {"page", or_null(remark.place.page)},
                         {"line", line_of(remark.place, report.disclosure)},
                         {"sheet", or_null(remark.place.sheet)},
                         {"cell", or_null(remark.place.cell)}});
    }
    return notes;
}

Json reasons_of(const CheckReport& report) {
    Json reasons = Json::object();
    for (const auto& [reason, count] : uncovered_reasons(report)) reasons[reason] = count;
    return reasons;
}

// A document of so many uncovered figures was not understood; no list of them helps.
constexpr std::size_t kMostUncovered = 5000;

Json uncovered_of(const CheckReport& report) {
    Json uncovered = Json::array();
    const Disclosure& disclosure = report.disclosure;
    for (std::size_t i = 0; i < disclosure.figures.size() && uncovered.size() < kMostUncovered;
         ++i) {
        const FigureCoverage coverage = coverage_of(report, i);
        if (!is_reported(report, i) || coverage.coverage != Coverage::kUncovered) continue;
        const Figure& figure = disclosure.figures[i];
        uncovered.push_back({{"file", file_path(figure.place, disclosure)},
                             {"page", or_null(figure.place.page)},
                             {"line", line_of(figure.place, disclosure)},
                             {"sheet", or_null(figure.place.sheet)},
                             {"cell", or_null(figure.place.cell)},
                             {"table", or_null(table_id(disclosure, figure.table))},
                             {"row", or_null(figure.row_key)},
                             {"column", or_null(figure.column_label)},
                             {"text", figure.text},
                             {"reason", coverage.reason}});
    }
    return uncovered;
}

Json rules_of(const CheckReport& report) {
    Json rules = Json::array();
    for (const RuleCoverage& rule : report.rules) {
        rules.push_back(
            {{"rule", rule.rule}, {"looked_at", rule.looked_at}, {"untold", rule.untold}});
    }
    return rules;
}

Json json_of(const CheckReport& report, const Catalogue& catalogue) {
    return {{"document", document_of(report.disclosure)},
            {"figures", counts_of(count_figures(report))},
            {"tables", tables_of(report)},
            {"declarations", declarations_of(report.disclosure)},
            {"findings", findings_of(report, catalogue)},
            {"notes", notes_of(report, catalogue)},
            {"read_whole", !any_unreadable(report.disclosure.remarks)},
            {"witness",
             {{"tables", report.tables_have_witness}, {"document", report.document_has_witness}}},
            {"coverage", {{"reasons", reasons_of(report)}, {"rules", rules_of(report)}}},
            {"uncovered", uncovered_of(report)},
            {"constraints",
             {{"hard", report.hard_constraints},
              {"soft", report.soft_constraints},
              {"widest_slack",
               report.widest_slack ? Json(in_wan_yuan(*report.widest_slack)) : Json()}}}};
}

}  // namespace

std::string json_document(const CheckReport& report, const Catalogue& catalogue) {
    return printed(json_of(report, catalogue));
}

std::string json_error(const std::string& path, const Error& error) {
    return printed(
        {{"document", {{"path", path}}},
         {"error", {{"where", error.where}, {"what", error.what}, {"hint", error.hint}}}});
}

std::string json_list(std::span<const std::string> documents) {
    if (documents.size() == 1) return documents.front();
    std::string out = "[\n";
    for (std::size_t i = 0; i < documents.size(); ++i) {
        std::string_view document = documents[i];
        if (document.ends_with('\n')) document.remove_suffix(1);
        out += document;
        out += i + 1 < documents.size() ? ",\n" : "\n";
    }
    return out + "]\n";
}

std::string json_report(std::span<const CheckReport> reports, const Catalogue& catalogue) {
    std::vector<std::string> documents;
    for (const CheckReport& report : reports) {
        documents.push_back(json_document(report, catalogue));
    }
    return json_list(documents);
}

}  // namespace mingzhang::publish
