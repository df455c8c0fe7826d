#include "check/form_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "check/findings.h"
#include "recognise/declarations_products.h"
#include "recognise/name_match.h"
#include "recognise/words.h"

namespace mingzhang::check {
namespace {

Finding finding_at(const char* rule, Severity severity, const Place& place, const std::string& text,
                   const Declaration& form) {
    Finding finding = check::finding_at(rule, severity, place_at(place, text));
    finding.arguments["project"] = form.project;
    finding.key = fingerprint({rule, form.project, text});
    return finding;
}

const Figure& figure_at(const Disclosure& disclosure, int index) {
    return disclosure.figures[static_cast<std::size_t>(index)];
}

void check_name(const Disclosure& disclosure, const Declaration& form, std::vector<Finding>& out) {
    if (form.listed_difference.empty() && form.own_difference.empty()) return;
    Finding finding = finding_at("project-name-differs", Severity::kWarning, form.place,
                                 form.own_difference, form);
    finding.arguments["listed"] = form.listed_difference;
    finding.places.push_back(place_of_row(disclosure, figure_at(disclosure, *form.listed_figure),
                                          form.listed_difference));
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
    const Figure& amount = figure_at(disclosure, *form.amount);
    const auto interval = bounds(amount.number, amount.unit, amount.usual_decimals);
    if (!interval || interval->contains(*hints.sum_in_fen)) return;
    const Indicator& first = form.indicators[hints.products[0].cost];
    Finding finding =
        finding_at("indicator-product", Severity::kHint, first.place, first.target.text, form);
    finding.arguments["product"] = Money::fen(*hints.sum_in_fen).print(Unit::kWanYuan, 4);
    finding.arguments["amount"] = amount.text + std::string(unit_name(amount.unit));
    finding.places.push_back(place_at(amount.place, amount.text));
    out.push_back(std::move(finding));
}

// ---- titles of forms

std::string without_quotes(std::string_view name) {
    return text::replace_all(text::fold_label(name), "\"", "");
}

// "某项目" of "某项目绩效目标表".
std::string named_by_title(const Declaration& form) {
    const std::string title = without_quotes(form.title);
    return title.substr(0, title.find("绩效"));
}

bool same_project(const std::string& named, const std::string& project) {
    constexpr std::size_t kLeastBytes = 12;
    return text::contains(named, project) ||
           (named.size() >= kLeastBytes && text::contains(project, named));
}

struct FormTitles {
    const Declaration* form;
    bool title_differs = false, heading_differs = false;
};

// The one that stands alone comes first.
Finding title_finding(const FormTitles& titles) {
    const Declaration& form = *titles.form;
    const std::string& printed = titles.title_differs ? form.title : form.heading;
    const Place& title = titles.title_differs ? form.title_place : form.heading_place;
    const bool alone = !(titles.title_differs && titles.heading_differs);
    Finding finding = finding_at("form-title-differs", Severity::kWarning,
                                 alone ? title : form.place, printed, form);
    finding.places[0].text = alone ? printed : form.project;
    finding.places.push_back(alone ? place_at(form.place, form.project) : place_at(title, printed));
    return finding;
}

void check_titles(const Disclosure& disclosure, std::vector<Finding>& out) {
    std::vector<FormTitles> all;
    int titles_agree = 0, titles_differ = 0, headings_agree = 0, headings_differ = 0;
    for (const Declaration& form : disclosure.declarations) {
        const std::string project = without_quotes(form.project);
        if (project.empty()) continue;
        FormTitles& here = all.emplace_back(FormTitles{&form});
        const std::string title = named_by_title(form);
        const std::string heading = without_quotes(recognise::bare_label(form.heading).text);
        here.title_differs = !title.empty() && !same_project(title, project);
        here.heading_differs = !heading.empty() && !same_project(heading, project);
        titles_agree += title.empty() || here.title_differs ? 0 : 1;
        titles_differ += here.title_differs ? 1 : 0;
        headings_agree += heading.empty() || here.heading_differs ? 0 : 1;
        headings_differ += here.heading_differs ? 1 : 0;
    }
    // Forms may all be titled alike, or by something else than their project.
    const bool by_title = titles_agree >= 2 && titles_agree >= 3 * titles_differ;
    const bool by_heading = headings_agree >= 2 && headings_agree >= 3 * headings_differ;
    for (FormTitles& titles : all) {
        titles.title_differs = titles.title_differs && by_title;
        titles.heading_differs = titles.heading_differs && by_heading;
        if (titles.title_differs || titles.heading_differs) out.push_back(title_finding(titles));
    }
}

// ---- forms against the tables

constexpr std::size_t kLeastMatched = 3;

// Two names for one project, though not near enough to be sure while others are open.
bool much_alike(const std::string& a, const std::string& b) {
    const std::u32string left = text::code_points(without_quotes(a)),
                         right = text::code_points(without_quotes(b));
    const std::size_t limit = std::max(left.size(), right.size()) / 5;
    return recognise::edit_distance(left, right, limit) <= limit;
}

void report_other_name(const Disclosure& disclosure, const Declaration& form, int row,
                       std::vector<Finding>& out) {
    Finding finding =
        finding_at("project-name-differs", Severity::kWarning, form.place, form.project, form);
    const std::string& listed = figure_at(disclosure, row).row_label;
    finding.arguments["listed"] = listed;
    finding.places.push_back(place_of_row(disclosure, figure_at(disclosure, row), listed));
    out.push_back(std::move(finding));
}

bool says_how_many(const Disclosure& disclosure) {
    return std::any_of(disclosure.figures.begin(), disclosure.figures.end(), [](const Figure& f) {
        return f.kind == FigureKind::kCount && f.coordinate &&
               f.coordinate->at(Dimension::kMeasure) == "published" &&
               f.coordinate->at(Dimension::kKind) == "project";
    });
}

// The forms that no row of the tables matches, each with the row that is much alike, and the rows
// that are left.
struct Unmatched {
    std::size_t matched = 0;
    std::vector<std::pair<const Declaration*, std::optional<int>>> forms;
    std::vector<int> rows;
};

Unmatched unmatched(const Disclosure& disclosure) {
    Unmatched out;
    std::set<Coordinate> described;
    for (const Declaration& form : disclosure.declarations) {
        if (form.listed_figure) {
            described.insert(*figure_at(disclosure, *form.listed_figure).coordinate);
        }
        out.matched += form.matched ? 1 : 0;
    }
    for (std::size_t i = 0; i < disclosure.figures.size(); ++i) {
        const Figure& figure = disclosure.figures[i];
        if (figure.table < 0 || !figure.coordinate) continue;
        const Coordinate& at = *figure.coordinate;
        if (at.at(Dimension::kProject).empty() || !at.at(Dimension::kFund).empty() ||
            at.at(Dimension::kVintage) == "carry_over") {
            continue;
        }
        if (described.insert(at).second) out.rows.push_back(static_cast<int>(i));
    }
    for (const Declaration& form : disclosure.declarations) {
        if (form.matched || form.project.empty()) continue;
        const auto alike = std::find_if(out.rows.begin(), out.rows.end(), [&](int row) {
            return much_alike(form.project, figure_at(disclosure, row).row_label);
        });
        out.forms.emplace_back(&form, std::nullopt);
        if (alike == out.rows.end()) continue;
        out.forms.back().second = *alike;
        out.rows.erase(alike);
    }
    return out;
}

void check_sets(const Disclosure& disclosure, std::vector<Finding>& out) {
    const auto& forms = disclosure.declarations;
    const Unmatched found = unmatched(disclosure);
    const std::size_t matched = found.matched;
    if (matched < kLeastMatched) return;
    if (4 * (forms.size() - matched) <= forms.size()) {
        for (const auto& [form, row] : found.forms) {
            if (row) {
                report_other_name(disclosure, *form, *row, out);
            } else {
                out.push_back(finding_at("form-without-project", Severity::kWarning, form->place,
                                         form->project, *form));
            }
        }
    }
    const std::vector<int>& open = found.rows;
    if (open.empty() || 4 * open.size() > matched || says_how_many(disclosure)) return;
    for (int row : open) {
        const std::string& project = figure_at(disclosure, row).row_label;
        Finding finding;
        finding.rule = "project-without-form";
        finding.severity = Severity::kWarning;
        finding.arguments["project"] = project;
        finding.places.push_back(place_of_row(disclosure, figure_at(disclosure, row), project));
        finding.key = fingerprint({finding.rule, project});
        out.push_back(std::move(finding));
    }
}

}  // namespace

std::vector<int> projects_without_form(const Disclosure& disclosure) {
    return unmatched(disclosure).rows;
}

std::vector<Finding> form_findings(const Disclosure& disclosure) {
    std::vector<Finding> out;
    for (const Declaration& form : disclosure.declarations) {
        check_name(disclosure, form, out);
        check_blocks(form, out);
        check_labels(form, out);
        check_products(disclosure, form, out);
    }
    check_titles(disclosure, out);
    check_sets(disclosure, out);
    return out;
}

}  // namespace mingzhang::check
