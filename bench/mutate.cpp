// Changes single figures of a consistent document and counts what is reported of them.
//
//   mingzhang_mutate DOCUMENT [every n-th alteration]
//
// "Provable" is decided by a linear program of its own, not by the program under test.
#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <set>

#include "alterations.h"
#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"
#include "reconcile/reconcile.h"
#include "workflow/resources.h"

namespace mingzhang {
namespace {

struct Tally {
    int altered = 0, provable = 0, reported = 0, one_finding = 0, sole = 0, named_first = 0,
        false_reports = 0;
};

class Mutator {
  public:
    Mutator(const SourceDocument& source, const workflow::Resources& resources)
        : source_(source), resources_(resources), baseline_(recognised(source)) {}

    void run(int every) {
        const auto all = tests::alterations(baseline_);
        for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(every))
            try_one(all[i]);
    }

    bool print() const {
        fmt::print("{:<12}{:>8}{:>9}{:>9}{:>9}{:>7}{:>12}{:>7}\n", "alteration", "figures",
                   "provable", "reported", "one each", "sole", "named first", "false");
        bool good = true;
        Tally sum;
        for (const auto& [kind, t] : tallies_) {
            print_row(kind, t);
            sum.altered += t.altered, sum.provable += t.provable, sum.reported += t.reported;
            sum.one_finding += t.one_finding, sum.sole += t.sole, sum.named_first += t.named_first;
            sum.false_reports += t.false_reports;
        }
        print_row("all", sum);
        good = sum.reported == sum.provable && sum.one_finding == sum.reported &&
               sum.named_first == sum.sole && sum.false_reports == 0;
        return good;
    }

  private:
    Disclosure recognised(const SourceDocument& source) const {
        return recognise::recognise(source, resources_.library, resources_.codes).value();
    }

    static void print_row(const std::string& kind, const Tally& t) {
        fmt::print("{:<12}{:>8}{:>9}{:>9}{:>9}{:>7}{:>12}{:>7}\n", kind, t.altered, t.provable,
                   t.reported, t.one_finding, t.sole, t.named_first, t.false_reports);
    }

    bool provable(const System& system) const {
        if (!tests::feasible(system, {})) return true;
        for (ConstraintId c = 0; c < system.constraint_count(); ++c) {
            if (system.soft(c) && !tests::feasible(system, {}, c)) return true;
        }
        return false;
    }

    // No other observation's removal makes the system consistent. A cause stands in every
    // contradiction, so those of any one are enough to try.
    static bool sole_cause(const System& system, ObservationId altered) {
        const auto reconciliation = reconcile::reconcile(system);
        if (reconciliation.faults.empty()) return false;
        for (ObservationId o : reconciliation.faults[0].observations) {
            if (o != altered && tests::feasible(system, {o})) return false;
        }
        return true;
    }

    void try_one(const tests::Alteration& alteration) {
        const auto& figure = baseline_.figures[static_cast<std::size_t>(alteration.figure)];
        const auto copy = tests::altered(source_, figure, alteration.text);
        if (!copy) return;
        Disclosure disclosure = recognised(*copy);
        const auto articulation = check::articulate(disclosure, resources_.library.lexicon);
        const CheckReport report =
            check::check(std::move(disclosure), resources_.library.lexicon, resources_.codes);
        Tally& tally = tallies_[alteration.kind];
        ++tally.altered;
        const bool provably_wrong = provable(articulation.system);
        const bool reported = !report.findings.empty();
        if (!provably_wrong) {
            tally.false_reports += reported ? 1 : 0;
            if (reported) complain("false report", figure, alteration);
            return;
        }
        ++tally.provable;
        tally.reported += reported ? 1 : 0;
        tally.one_finding += report.findings.size() == 1 ? 1 : 0;
        if (report.findings.size() != 1)
            complain(reported ? "several findings" : "missed", figure, alteration);
        const ObservationId o =
            articulation.observation_of[static_cast<std::size_t>(alteration.figure)];
        if (!reported || !sole_cause(articulation.system, o)) return;
        ++tally.sole;
        const FindingPlace& first = report.findings[0].places[0];
        const bool named = first.place == figure.place && first.column == figure.column_label &&
                           first.text == alteration.text;
        tally.named_first += named ? 1 : 0;
        if (!named) complain("not named first", figure, alteration);
    }

    static void complain(const char* what, const Figure& figure, const tests::Alteration& a) {
        fmt::print(stderr, "{}: line {} {} {}: {} -> {} ({})\n", what, figure.place.line,
                   figure.row_label, figure.column_label, figure.text, a.text, a.kind);
    }

    const SourceDocument& source_;
    const workflow::Resources& resources_;
    const Disclosure baseline_;
    std::map<std::string, Tally> tallies_;
};

int run(const char* path, int every) {
    const auto directory = workflow::find_data_directory();
    const auto resources =
        directory ? workflow::load_resources(*directory)
                  : Result<workflow::Resources>(tl::make_unexpected(directory.error()));
    if (!resources) return fmt::print(stderr, "{}\n", resources.error().to_string()), 2;
    const auto source = read::read_document(path);
    if (!source) return fmt::print(stderr, "{}\n", source.error().to_string()), 2;
    Mutator mutator(*source, *resources);
    mutator.run(every);
    return mutator.print() ? 0 : 1;
}

}  // namespace
}  // namespace mingzhang

int main(int argc, char** argv) {
    if (argc < 2) return fmt::print(stderr, "usage: mingzhang_mutate DOCUMENT [every]\n"), 2;
    return mingzhang::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 1);
}
