#include "check/check.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "check/articulation.h"
#include "check/beside.h"
#include "check/findings.h"
#include "check/form_rules.h"
#include "check/name_rules.h"
#include "check/promises.h"
#include "check/proof_text.h"
#include "check/slips.h"
#include "check/target_rules.h"
#include "reconcile/reconcile.h"
#include "verify/verify.h"

namespace mingzhang::check {
namespace {

using reconcile::BrokenSoft;
using reconcile::Fault;
using reconcile::Reconciliation;
using reconcile::Verdict;

constexpr std::size_t kMostSuggestions = 5;

class Checker {
  public:
    Checker(Disclosure disclosure, const pack::Lexicon& lexicon, const codes::Lists& codes)
        : lexicon_(lexicon), codes_(codes) {
        report_.disclosure = std::move(disclosure);
        articulation_ = articulate(report_.disclosure, lexicon);
    }

    CheckReport run() {
        reconciliation_ = reconcile::reconcile(articulation_.system);
        verify_all();
        weigh_slips();
        weigh_soft_constraints();
        report_.findings = report_.disclosure.findings;
        for (Finding& finding : findings_of(disclosure().remarks)) {
            report_.findings.push_back(std::move(finding));
        }
        add_unreadable();
        add_missing_units();
        for (const Calculation& calculation : disclosure().calculations) {
            add_calculation(calculation);
        }
        for (Finding& finding : form_findings(disclosure())) {
            report_.findings.push_back(std::move(finding));
        }
        for (Finding& finding : target_findings(disclosure())) {
            report_.findings.push_back(std::move(finding));
        }
        for (Finding& finding : name_findings(disclosure(), codes_)) {
            report_.findings.push_back(std::move(finding));
        }
        for (const BrokenPromise& promise : broken_promises(disclosure())) add_promise(promise);
        for (const Fault& fault : reconciliation_.faults) add_fault(fault);
        for (const BrokenSoft& broken : reconciliation_.broken_soft) add_broken_soft(broken);
        drop_told_twice();
        drop_unused_terms();
        cover();
        summarise();
        number_findings(report_);
        return std::move(report_);
    }

    // What only a proof across the documents shows: the disclosure is joined, its own figures are
    // the first `own` ones.
    struct Across {
        std::vector<Finding> findings;
        std::vector<bool> proven;  // of the own figures
    };
    Across across(std::size_t own) {
        reconciliation_ = reconcile::reconcile(articulation_.system);
        verify_all();
        weigh_slips();
        for (Fault& fault : reconciliation_.faults) {
            if (!needs_both(fault, own)) continue;
            blame_own(fault, own);
            add_fault(fault);
        }
        for (Finding& finding : report_.findings) {
            finding.rule = "differs-from-other-document";
            finding.severity = Severity::kWarning;
        }
        Across out{std::move(report_.findings), std::vector<bool>(own)};
        for (std::size_t i = 0; i < own; ++i) {
            const ObservationId o = articulation_.observation_of[i];
            out.proven[i] = o >= 0 && reconciliation_.proven[static_cast<std::size_t>(o)] != 0;
        }
        return out;
    }

  private:
    const Disclosure& disclosure() const { return report_.disclosure; }

    bool is_own(ObservationId o, std::size_t own) const {
        return static_cast<std::size_t>(articulation_.figure_of[static_cast<std::size_t>(o)]) < own;
    }

    // Whether its proof uses figures of both documents.
    bool needs_both(const Fault& fault, std::size_t own) const {
        const auto used = observations_in(fault.certificate);
        const auto mine = std::count_if(used.begin(), used.end(),
                                        [&](ObservationId o) { return is_own(o, own); });
        return mine > 0 && mine < static_cast<std::ptrdiff_t>(used.size());
    }

    // Puts a figure of this document first. Where one figure of the other explains all, this one's
    // agree on another base than was published: then it names what this one says, and no cause.
    void blame_own(Fault& fault, std::size_t own) const {
        for (std::size_t a = 0; a < fault.alternatives.size(); ++a) {
            if (!is_own(fault.alternatives[a][0], own)) continue;
            std::swap(fault.alternatives[0], fault.alternatives[a]);
            if (a < fault.allowed.size()) std::swap(fault.allowed[0], fault.allowed[a]);
            return;
        }
        fault.alternatives.clear();
        fault.allowed.clear();
        const auto rank = [&](ObservationId o) {
            return !is_own(o, own) ? 2 : figure_of(o).table >= 0 ? 1 : 0;
        };
        std::stable_sort(fault.observations.begin(), fault.observations.end(),
                         [&](ObservationId a, ObservationId b) { return rank(a) < rank(b); });
    }

    const Figure& figure_of(ObservationId o) const {
        return disclosure().figures[static_cast<std::size_t>(
            articulation_.figure_of[static_cast<std::size_t>(o)])];
    }

    // Nothing is reported that the independent checker does not accept.
    void verify_all() const {
        std::vector<ObservationId> left_out;
        for (const Fault& fault : reconciliation_.faults) {
            if (!fault.alternatives.empty()) {
                left_out.insert(left_out.end(), fault.alternatives[0].begin(),
                                fault.alternatives[0].end());
            }
            demand(verify::check_certificate(articulation_.system, fault.certificate));
        }
        for (const BrokenSoft& broken : reconciliation_.broken_soft) {
            demand(verify::check_certificate(articulation_.system, broken.certificate));
        }
        if (!reconciliation_.witness.empty()) {
            demand(verify::check_witness(articulation_.system, reconciliation_.witness, left_out));
        }
    }

    static void demand(const std::string& complaint) {
        if (!complaint.empty()) throw std::logic_error("proof rejected: " + complaint);
    }

    // A soft constraint that breaks over a figure which may be at fault is no second cause: it
    // speaks for that figure among the alternatives.
    void weigh_soft_constraints() {
        auto& broken = reconciliation_.broken_soft;
        std::erase_if(broken, [&](const BrokenSoft& soft) {
            return std::any_of(reconciliation_.faults.begin(), reconciliation_.faults.end(),
                               [&](Fault& fault) { return speaks_for(soft, fault); });
        });
    }

    static bool speaks_for(const BrokenSoft& soft, Fault& fault) {
        for (std::size_t a = 0; a < fault.alternatives.size(); ++a) {
            const auto& named = soft.observations;
            const bool in =
                std::find(named.begin(), named.end(), fault.alternatives[a][0]) != named.end();
            if (fault.alternatives[a].size() != 1 || !in) continue;
            std::swap(fault.alternatives[0], fault.alternatives[a]);
            std::swap(fault.allowed[0], fault.allowed[a]);
            fault.broken.push_back(soft.constraint);
            return true;
        }
        return false;
    }

    FindingPlace place_of(const Figure& figure) const {
        return check::place_of(disclosure(), figure);
    }

    Finding finding_at(const Figure& figure, const std::string& rule, Severity severity) const {
        Finding finding = check::finding_at(rule, severity, place_of(figure));
        finding.arguments["unit"] = std::string(unit_name(figure.unit));
        finding.key =
            fingerprint({rule, finding.places[0].table, figure.row_key, figure.column_label,
                         figure.coordinate ? figure.coordinate->to_string() : "", figure.text});
        return finding;
    }

    void add_unreadable() {
        for (const Figure& figure : disclosure().figures) {
            if (figure.number.form == NumberForm::kNotANumber) {
                report_.findings.push_back(
                    finding_at(figure, "number-unreadable", Severity::kWarning));
            } else if (figure.kind == FigureKind::kAmount && figure.counts() &&
                       !bounds(figure.number, figure.unit, figure.usual_decimals)) {
                report_.findings.push_back(
                    finding_at(figure, "more-decimals-than-fen", Severity::kWarning));
            }
        }
    }

    void add_missing_units() {
        for (const DisclosureTable& table : disclosure().tables) {
            const bool filled = std::any_of(
                disclosure().figures.begin(), disclosure().figures.end(), [&](const Figure& f) {
                    return f.table == &table - disclosure().tables.data() && f.counts();
                });
            if (!table.unit_inferred || !filled) continue;
            Finding finding;
            finding.rule = "unit-missing";
            finding.severity = Severity::kNotice;
            finding.arguments = {{"title", table.title},
                                 {"unit", std::string(unit_name(table.unit))}};
            finding.places.push_back({table.place, table.id, "", "", "", table.title, ""});
            finding.key = fingerprint({finding.rule, table.id});
            report_.findings.push_back(std::move(finding));
        }
    }

    void add_calculation(const Calculation& calculation) {
        if (calculation.verdict != Calculation::Verdict::kFails || calculation.follows ||
            calculation.result_figure < 0) {
            return;
        }
        const Figure& figure =
            disclosure().figures[static_cast<std::size_t>(calculation.result_figure)];
        Finding finding = finding_at(figure, "calculation-wrong", Severity::kError);
        finding.arguments["expression"] = calculation.expression;
        finding.arguments["result"] = calculation.result;
        finding.suggestion = calculation.would_hold;
        contradicted_.insert(calculation.result_figure);
        calculated_wrong_.insert(calculation.result_figure);
        for (int other : calculation.figures) {
            if (other == calculation.result_figure) continue;
            finding.places.push_back(
                place_of(disclosure().figures[static_cast<std::size_t>(other)]));
        }
        report_.findings.push_back(std::move(finding));
    }

    void add_promise(const BrokenPromise& promise) {
        const Figure& figure = disclosure().figures[static_cast<std::size_t>(promise.figure)];
        Finding finding = finding_at(figure, promise.rule, Severity::kError);
        for (const auto& [name, value] : promise.arguments) finding.arguments[name] = value;
        for (int other : promise.others) {
            finding.places.push_back(
                place_of(disclosure().figures[static_cast<std::size_t>(other)]));
        }
        contradicted_.insert(promise.figure);
        report_.findings.push_back(std::move(finding));
    }

    // What calculations alone say of the figures in them.
    std::map<int, Coverage> coverage_by_calculation() const {
        std::map<int, Coverage> coverage;
        for (const Calculation& calculation : disclosure().calculations) {
            if (calculation.verdict == Calculation::Verdict::kCannotTell) continue;
            const bool holds = calculation.verdict == Calculation::Verdict::kHolds;
            for (int figure : calculation.figures) {
                if (holds) coverage.emplace(figure, Coverage::kProven);
            }
            if (!holds && !calculation.follows) {
                coverage[calculation.result_figure] = Coverage::kConflicting;
            }
        }
        return coverage;
    }

    std::string rule_of(const Fault& fault) const {
        if (fault.slip) return "rounding-slip";
        if (fault.constraints.empty()) return "figures-differ";
        for (ConstraintId c : fault.constraints) {
            const int claim = articulation_.reason_of[static_cast<std::size_t>(c)].claim;
            if (claim < 0) continue;
            const ClaimKind kind = disclosure().claims[static_cast<std::size_t>(claim)].kind;
            if (kind != ClaimKind::kDifference) return "rate-mismatch";
        }
        return fault.constraints.size() == 1 ? "sum-mismatch" : "contradiction";
    }

    // The figures of the proof, those that are blank left out, each once.
    void add_other_places(const std::vector<ObservationId>& observations, Finding& finding) const {
        for (ObservationId o : observations) {
            const Figure& figure = figure_of(o);
            FindingPlace place = place_of(figure);
            const bool known = std::any_of(
                finding.places.begin(), finding.places.end(), [&](const FindingPlace& p) {
                    return p.place == place.place && p.column == place.column &&
                           p.text == place.text && p.row == place.row;
                });
            if (!known && figure.counts()) finding.places.push_back(std::move(place));
        }
    }

    // A calculation has named one of the figures that could be at fault: one cause.
    Finding* named_already(const Fault& fault) {
        for (const auto& alternative : fault.alternatives) {
            const int figure = articulation_.figure_of[static_cast<std::size_t>(alternative[0])];
            if (calculated_wrong_.count(figure) == 0) continue;
            const FindingPlace place =
                place_of(disclosure().figures[static_cast<std::size_t>(figure)]);
            for (Finding& finding : report_.findings) {
                const FindingPlace& first = finding.places[0];
                if (first.place == place.place && first.text == place.text) return &finding;
            }
        }
        return nullptr;
    }

    void add_fault(const Fault& fault) {
        if (Finding* finding = named_already(fault)) {
            ++finding->consequences;
            add_other_places(observations_in(fault.certificate), *finding);
            return;
        }
        if (fault.observations.empty()) return;
        // Where no set of figures was found to be at fault, the contradiction's own stand for it.
        const std::vector<ObservationId> blamed =
            fault.alternatives.empty() ? std::vector{fault.observations[0]} : fault.alternatives[0];
        const Figure& figure = figure_of(blamed[0]);
        Finding finding =
            finding_at(figure, rule_of(fault), fault.slip ? Severity::kNotice : Severity::kError);
        finding.proof = proof_lines(fault.certificate, articulation_, disclosure());
        for (std::size_t i = 1; i < blamed.size(); ++i) {
            finding.places.push_back(place_of(figure_of(blamed[i])));
        }
        add_other_places(observations_in(fault.certificate), finding);
        for (std::size_t i = 1; i < fault.alternatives.size(); ++i) {
            finding.alternatives.push_back(place_of(figure_of(fault.alternatives[i][0])));
        }
        for (ConstraintId c : fault.broken) {
            const auto& used = fault.constraints;
            if (std::find(used.begin(), used.end(), c) == used.end()) ++finding.consequences;
        }
        if (!fault.alternatives.empty() && blamed.size() == 1) suggest(figure, fault, finding);
        report_.findings.push_back(std::move(finding));
    }

    void suggest(const Figure& figure, const Fault& fault, Finding& finding) const {
        const auto found = values_that_hold(figure, fault.allowed[0]);
        for (const Candidate& candidate : found) finding.suggestion.push_back(candidate.text);
        if (found.empty() || fault.slip) return;
        if (!found[0].slip.empty()) {
            finding.explanation.push_back({found[0].slip, {{"value", found[0].text}}});
        } else if (const std::string neighbour = neighbour_slip(figure); !neighbour.empty()) {
            finding.explanation.push_back({neighbour, {{"value", found[0].text}}});
        }
    }

    std::optional<std::string> rate_that_holds(const Figure& figure) const {
        const auto& claims = disclosure().claims;
        const auto index = static_cast<int>(&figure - disclosure().figures.data());
        for (std::size_t c = 0; c < claims.size(); ++c) {
            if (claims[c].figure != index) continue;
            if (auto right = right_rate(static_cast<int>(c), articulation_, disclosure()))
                return right;
        }
        return std::nullopt;
    }

    // Values that would hold in place of a figure at fault, best first.
    std::vector<Candidate> values_that_hold(const Figure& figure, Interval allowed) const {
        if (figure.kind == FigureKind::kRate) {
            const auto right = rate_that_holds(figure);
            if (!right || *right == figure.text) return {};
            return {{*right, slip_between(figure.text, *right)}};
        }
        if (!figure.counts() || allowed.low == kNoLow || allowed.high == kNoHigh) return {};
        if (figure.kind == FigureKind::kCount) {
            if (allowed.low != allowed.high || allowed.low % 100 != 0) return {};
            const std::string count = std::to_string(allowed.low / 100);
            return {{count, slip_between(figure.text, count)}};
        }
        return candidates(figure, allowed, kMostSuggestions);
    }

    // An amount of a list that a proof holds to be at fault.
    bool is_proven_wrong(const Finding& listed) const {
        const FindingPlace& at = listed.places[0];
        const auto same = [&](const FindingPlace& p) {
            return p.place == at.place && at.text.starts_with(p.text);
        };
        return std::any_of(
            report_.findings.begin(), report_.findings.end(), [&](const Finding& finding) {
                if (finding.proof.empty()) return false;
                if (same(finding.places[0])) return true;
                // Of a rate and its amounts the table tells which is wrong.
                return finding.rule != "rate-mismatch" &&
                       std::any_of(finding.alternatives.begin(), finding.alternatives.end(), same);
            });
    }

    // A rate of growth from nothing that a proof has refuted is one cause, not two.
    void drop_told_twice() {
        std::vector<std::string> proven;
        for (const Finding& finding : report_.findings) {
            if (finding.rule == "item-amount" && is_proven_wrong(finding))
                proven.push_back(finding.key);
        }
        std::erase_if(report_.findings, [&](const Finding& finding) {
            return finding.rule == "item-amount" &&
                   std::find(proven.begin(), proven.end(), finding.key) != proven.end();
        });
        std::vector<FindingPlace> refuted;
        for (const Finding& finding : report_.findings) {
            if (finding.rule == "rate-mismatch") refuted.push_back(finding.places[0]);
        }
        std::erase_if(report_.findings, [&](const Finding& finding) {
            const FindingPlace& at = finding.places[0];
            return finding.rule == "growth-from-zero" &&
                   std::any_of(refuted.begin(), refuted.end(), [&](const FindingPlace& rate) {
                       return rate.place == at.place &&
                              at.text.find(rate.text) != std::string::npos;
                   });
        });
    }

    // What is missing may have used them.
    void drop_unused_terms() {
        const auto is_part = [](const Finding& f) {
            return f.rule == "section-missing" || f.rule == "table-missing" ||
                   f.rule == "contents-entry-missing" || f.rule == "document-cut-off";
        };
        auto& findings = report_.findings;
        if (std::none_of(findings.begin(), findings.end(), is_part)) return;
        std::erase_if(findings, [](const Finding& f) { return f.rule == "glossary-term-unused"; });
    }

    // Whether the hand slipped in a way that is unlikely to look so by chance.
    bool telling_slip(const Fault& fault, std::size_t alternative) const {
        if (fault.alternatives[alternative].size() != 1) return false;
        const auto found = values_that_hold(figure_of(fault.alternatives[alternative][0]),
                                            fault.allowed[alternative]);
        return !found.empty() && !found[0].slip.empty() && found[0].slip != "slip.digit";
    }

    // Amounts are copied, rates are worked out: where either can be wrong, the rate comes first.
    bool prefer_rate(Fault& fault) const {
        for (std::size_t a = 0; a < std::min(fault.alternatives.size(), reconcile::kMostAllowed);
             ++a) {
            if (fault.alternatives[a].size() != 1 ||
                figure_of(fault.alternatives[a][0]).kind != FigureKind::kRate) {
                continue;
            }
            std::swap(fault.alternatives[0], fault.alternatives[a]);
            std::swap(fault.allowed[0], fault.allowed[a]);
            return true;
        }
        return false;
    }

    // Of alternatives that explain a contradiction equally well, one that a slip explains comes
    // first.
    void weigh_slips() {
        for (Fault& fault : reconciliation_.faults) {
            if (fault.alternatives.size() < 2 || telling_slip(fault, 0)) continue;
            if (prefer_rate(fault) || fault.slip) continue;
            for (std::size_t a = 1;
                 a < std::min(fault.alternatives.size(), reconcile::kMostAllowed); ++a) {
                if (!telling_slip(fault, a)) continue;
                std::swap(fault.alternatives[0], fault.alternatives[a]);
                std::swap(fault.allowed[0], fault.allowed[a]);
                break;
            }
        }
    }

    // The same number stands in the row above or below, or the column beside.
    std::string neighbour_slip(const Figure& figure) const {
        if (figure.table < 0 || figure.number.mantissa == 0) return {};
        for (const Figure& other : disclosure().figures) {
            if (&other == &figure || other.table != figure.table || other.text != figure.text)
                continue;
            const int lines = other.place.line - figure.place.line;
            if (lines == 0) return "slip.neighbour-column";
            if (lines >= -1 && lines <= 1 && other.column_label == figure.column_label) {
                return "slip.neighbour-row";
            }
        }
        return {};
    }

    void add_broken_soft(const BrokenSoft& broken) {
        if (broken.observations.empty()) return;
        const Reason& reason = articulation_.reason_of[static_cast<std::size_t>(broken.constraint)];
        if (!reason.identity) return add_wrong_by_custom(broken);
        const Figure& figure = figure_of(broken.observations[0]);
        Finding finding = finding_at(figure, "identity-broken",
                                     broken.slip ? Severity::kNotice : Severity::kWarning);
        finding.arguments["relation"] = "relation." + reason.id;
        finding.proof = proof_lines(broken.certificate, articulation_, disclosure());
        add_other_places(broken.observations, finding);
        report_.findings.push_back(std::move(finding));
    }

    // A change that is exact only by the custom of the document, and its rate.
    void add_wrong_by_custom(const BrokenSoft& broken) {
        const auto rate =
            std::find_if(broken.observations.begin(), broken.observations.end(),
                         [&](ObservationId o) { return figure_of(o).kind == FigureKind::kRate; });
        const bool rated = rate != broken.observations.end();
        const Figure& figure = figure_of(rated ? *rate : broken.observations[0]);
        Finding finding = finding_at(figure,
                                     broken.slip ? "rounding-slip"
                                     : rated     ? "rate-mismatch"
                                                 : "contradiction",
                                     broken.slip ? Severity::kNotice : Severity::kWarning);
        finding.proof = proof_lines(broken.certificate, articulation_, disclosure());
        add_other_places(broken.observations, finding);
        add_other_places(observations_of(broken.constraint), finding);
        const auto right = rated ? rate_that_holds(figure) : std::nullopt;
        if (right && *right != figure.text) finding.suggestion.push_back(*right);
        report_.findings.push_back(std::move(finding));
    }

    std::vector<ObservationId> observations_of(ConstraintId constraint) const {
        std::vector<ObservationId> out;
        const auto all = articulation_.system.observations();
        for (const Term& term : articulation_.system.terms(constraint)) {
            for (std::size_t o = 0; o < all.size(); ++o) {
                if (all[o].quantity == term.quantity) out.push_back(static_cast<ObservationId>(o));
            }
        }
        return out;
    }

    void cover() {
        const auto& figures = disclosure().figures;
        report_.coverage.resize(figures.size());
        std::set<int> conflicting = contradicted_;
        for (const Fault& fault : reconciliation_.faults) {
            for (const auto& alternative : fault.alternatives) {
                for (ObservationId o : alternative) {
                    conflicting.insert(articulation_.figure_of[static_cast<std::size_t>(o)]);
                }
            }
        }
        const auto calculated = coverage_by_calculation();
        for (std::size_t i = 0; i < figures.size(); ++i) {
            FigureCoverage& coverage = report_.coverage[i];
            const auto by_calculation = calculated.find(static_cast<int>(i));
            const ObservationId o = articulation_.observation_of[i];
            if (figures[i].number.form == NumberForm::kNotANumber) {
                coverage = {Coverage::kUnreadable, "number-unreadable"};
            } else if (conflicting.count(static_cast<int>(i)) > 0) {
                coverage = {Coverage::kConflicting, ""};
            } else if (o >= 0 && reconciliation_.proven[static_cast<std::size_t>(o)] != 0) {
                coverage = {Coverage::kProven, ""};
            } else if (by_calculation != calculated.end()) {
                coverage = {by_calculation->second, ""};
            } else {
                coverage = {Coverage::kUncovered,
                            figures[i].uncovered.empty() ? "not-bounded" : figures[i].uncovered};
            }
        }
    }

    // Where the document contradicts itself the tables may still agree among themselves: with
    // what was found for the whole, less its faults, or else on their own.
    bool tables_are_consistent() const {
        const auto& witness = reconciliation_.witness;
        if (!witness.empty() &&
            verify::check_witness(articulation_.system, witness, observed_in_prose()).empty())
            return true;
        const Articulation tables = articulate(disclosure(), lexicon_, Scope::kTables);
        reconcile::Options options;
        options.find_faults = false;
        const Reconciliation result = reconcile::reconcile(tables.system, options);
        if (result.verdict != Verdict::kConsistent) return false;
        demand(verify::check_witness(tables.system, result.witness));
        return true;
    }

    std::vector<ObservationId> observed_in_prose() const {
        std::vector<ObservationId> out;
        for (std::size_t o = 0; o < articulation_.figure_of.size(); ++o) {
            const auto figure = static_cast<std::size_t>(articulation_.figure_of[o]);
            if (disclosure().figures[figure].table < 0)
                out.push_back(static_cast<ObservationId>(o));
        }
        return out;
    }

    void summarise() {
        const bool consistent = reconciliation_.verdict == Verdict::kConsistent;
        report_.tables_have_witness = consistent || tables_are_consistent();
        report_.document_has_witness =
            consistent && contradicted_.empty() &&
            std::none_of(
                report_.coverage.begin(), report_.coverage.end(),
                [](const FigureCoverage& c) { return c.coverage == Coverage::kConflicting; });
        for (ConstraintId c = 0; c < articulation_.system.constraint_count(); ++c) {
            const bool soft = articulation_.system.soft(c);
            ++(soft ? report_.soft_constraints : report_.hard_constraints);
            const int64_t slack = reconciliation_.slack[static_cast<std::size_t>(c)];
            if (!soft && slack != kNoHigh) {
                report_.widest_slack = std::max(report_.widest_slack.value_or(0), slack);
            }
        }
    }

    const pack::Lexicon& lexicon_;
    const codes::Lists& codes_;
    CheckReport report_;
    Articulation articulation_;
    Reconciliation reconciliation_;
    std::set<int> contradicted_;      // figures that a rule of its own found wrong
    std::set<int> calculated_wrong_;  // those among them that are results of calculations
};

}  // namespace

void number_findings(CheckReport& report) {
    std::stable_sort(
        report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
            const Place &x = a.places[0].place, &y = b.places[0].place;
            return std::tie(x.source, x.page, x.line) < std::tie(y.source, y.page, y.line);
        });
    int n = 0;
    for (Finding& finding : report.findings) {
        finding.id = "f" + std::to_string(++n);
        if (finding.key.empty()) {
            finding.key =
                fingerprint({finding.rule, finding.places[0].table, finding.places[0].text});
        }
    }
}

CheckReport check(Disclosure disclosure, const pack::Lexicon& lexicon, const codes::Lists& codes) {
    return Checker(std::move(disclosure), lexicon, codes).run();
}

void compare_with(CheckReport& report, const Disclosure& other, const pack::Lexicon& lexicon,
                  const codes::Lists& codes) {
    const std::size_t own = report.disclosure.figures.size();
    Disclosure joined = joined_with(report.disclosure, other);
    report.disclosure.files = joined.files;
    ++report.disclosure.files_beside;
    Checker::Across across = Checker(std::move(joined), lexicon, codes).across(own);
    for (Finding& finding : across.findings) report.findings.push_back(std::move(finding));
    for (std::size_t i = 0; i < own; ++i) {
        const bool open = report.coverage[i].coverage == Coverage::kUncovered;
        if (open && across.proven[i]) report.coverage[i] = {Coverage::kProven, ""};
    }
}

}  // namespace mingzhang::check
