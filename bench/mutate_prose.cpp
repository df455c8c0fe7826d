// Changes single figures and direction words in the running text and the forms of a document, and
// counts what is newly reported of them.
//
//   mingzhang_mutate_prose DOCUMENT [alterations] [seed]
//
// A change is counted as covered where the figure was proven before; each such change is larger
// than any rounding, so each contradicts what proved it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "base/text.h"
#include "check/check.h"
#include "read/read.h"
#include "recognise/prose_figures.h"
#include "recognise/recognise.h"
#include "workflow/resources.h"

namespace mingzhang {
namespace {

struct Change {
    std::string kind;
    Place place;
    std::string figure;    // as printed
    std::string from, to;  // the figure, or the direction word before it
    int occurrence = 0;    // among equal figures at that place
    bool covered = false;
};

struct Tally {
    int altered = 0, covered = 0, at_line = 0, elsewhere = 0, twice = 0, missed = 0, stray = 0;
};

bool digit(char c) { return c >= '0' && c <= '9'; }

// Where the change's figure stands in a text: the n-th figure of that text in it.
std::optional<std::size_t> figure_offset(const std::string& source, const Change& change) {
    const text::Folded folded = text::fold_with_map(source);
    int seen = 0;
    for (std::size_t i = 0; i < folded.text.size();) {
        if (!digit(folded.text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        const auto found = recognise::figure_at(folded.text, i, end);
        if (found && found->figure.text == change.figure && seen++ == change.occurrence) {
            return folded.origin[i];
        }
        i = end;
    }
    return std::nullopt;
}

bool replace_in(std::string& s, const Change& change) {
    const auto figure = figure_offset(s, change);
    if (!figure) return false;
    const bool word = change.from != change.figure;
    const std::size_t at = word ? s.rfind(change.from, *figure) : *figure;
    if (at == std::string::npos) return false;
    s.replace(at, change.from.size(), change.to);
    return true;
}

bool apply(SourceDocument& source, const Change& change) {
    for (Block& block : source.blocks) {
        if (block.kind != BlockKind::kTable && block.place == change.place &&
            replace_in(block.text, change)) {
            return true;
        }
        for (auto& row : block.grid.rows) {
            for (GridCell& cell : row) {
                if (cell.place == change.place && replace_in(cell.text, change)) return true;
            }
        }
    }
    return false;
}

// Another first digit, so that no rounding hides the change.
std::string other_number(const std::string& text, std::mt19937_64& random) {
    std::string out = text;
    const auto at = out.find_first_of("123456789");
    if (at == std::string::npos) return "7" + text.substr(1);
    out[at] = static_cast<char>('1' + (out[at] - '1' + 1 + static_cast<int>(random() % 7)) % 9);
    return out;
}

class Mutator {
  public:
    Mutator(const SourceDocument& source, const workflow::Resources& resources)
        : source_(source), resources_(resources), baseline_(check_copy(source)) {
        for (const Finding& finding : baseline_.findings) known_.insert(finding.key);
    }

    void run(int count, uint64_t seed) {
        std::mt19937_64 random(seed);
        std::vector<Change> all = changes(random);
        std::shuffle(all.begin(), all.end(), random);
        if (static_cast<int>(all.size()) > count) all.resize(static_cast<std::size_t>(count));
        for (const Change& change : all) try_one(change);
    }

    int print() const {
        fmt::print("{:<14}{:>8}{:>9}{:>9}{:>11}{:>8}{:>8}{:>7}\n", "alteration", "figures",
                   "covered", "at line", "elsewhere", "twice", "missed", "stray");
        Tally sum;
        for (const auto& [kind, t] : tallies_) {
            row(kind, t);
            sum.altered += t.altered, sum.covered += t.covered, sum.at_line += t.at_line;
            sum.elsewhere += t.elsewhere, sum.twice += t.twice, sum.missed += t.missed;
            sum.stray += t.stray;
        }
        row("all", sum);
        return sum.twice == 0 && sum.at_line * 100 >= sum.covered * 95 ? 0 : 1;
    }

  private:
    static void row(const std::string& kind, const Tally& t) {
        fmt::print("{:<14}{:>8}{:>9}{:>9}{:>11}{:>8}{:>8}{:>7}\n", kind, t.altered, t.covered,
                   t.at_line, t.elsewhere, t.twice, t.missed, t.stray);
    }

    CheckReport check_copy(const SourceDocument& source) const {
        return check::check(
            recognise::recognise(source, resources_.library, resources_.codes).value(),
            resources_.library.lexicon, resources_.codes);
    }

    std::string kind_of(std::size_t index) const {
        const Disclosure& d = baseline_.disclosure;
        const Figure& figure = d.figures[index];
        for (const Calculation& calculation : d.calculations) {
            if (calculation.result_figure == static_cast<int>(index)) return "result";
            for (int f : calculation.figures) {
                if (f == static_cast<int>(index)) return "factor";
            }
        }
        for (const Claim& claim : d.claims) {
            if (claim.figure != static_cast<int>(index)) continue;
            return claim.kind == ClaimKind::kShare    ? "share"
                   : claim.kind == ClaimKind::kGrowth ? "rate"
                                                      : "difference";
        }
        return figure.kind == FigureKind::kCount  ? "count"
               : figure.kind == FigureKind::kRate ? "rate"
                                                  : "amount";
    }

    std::vector<Change> changes(std::mt19937_64& random) const {
        std::vector<Change> all;
        std::map<std::pair<int, std::string>, int> seen;
        std::map<std::size_t, int> occurrence;
        const Disclosure& d = baseline_.disclosure;
        for (std::size_t i = 0; i < d.figures.size(); ++i) {
            const Figure& figure = d.figures[i];
            if (figure.table >= 0 || !figure.counts()) continue;
            Change change{kind_of(i),
                          figure.place,
                          figure.text,
                          figure.text,
                          other_number(figure.text, random),
                          0,
                          baseline_.coverage[i].coverage == Coverage::kProven};
            change.occurrence = seen[{figure.place.line, figure.text}]++;
            occurrence[i] = change.occurrence;
            all.push_back(std::move(change));
        }
        for (const Claim& claim : d.claims) {
            const char* other = claim.word == "增加" || claim.word == "增长" || claim.word == "上升"
                                    ? "减少"
                                    : "增加";
            if (claim.kind == ClaimKind::kShare) continue;
            const auto i = static_cast<std::size_t>(claim.figure);
            Change change{"direction",
                          claim.place,
                          d.figures[i].text,
                          claim.word,
                          other,
                          occurrence[i],
                          baseline_.coverage[i].coverage == Coverage::kProven};
            all.push_back(std::move(change));
        }
        return all;
    }

    void try_one(const Change& change) {
        SourceDocument copy = source_;
        if (!apply(copy, change)) {
            fmt::print(stderr, "not applied: line {} {}\n", change.place.line, change.from);
            return;
        }
        const CheckReport report = check_copy(copy);
        Tally& tally = tallies_[change.kind];
        ++tally.altered;
        int fresh = 0, here = 0;
        for (const Finding& finding : report.findings) {
            if (known_.count(finding.key) > 0 || finding.severity == Severity::kHint) continue;
            ++fresh;
            here += finding.places[0].place == change.place ? 1 : 0;
        }
        if (!change.covered) {
            tally.stray += fresh > 0 ? 1 : 0;
            if (fresh > 0)
                fmt::print(stderr, "uncovered, yet reported: line {} {} -> {}\n", change.place.line,
                           change.from, change.to);
            return;
        }
        ++tally.covered;
        tally.at_line += here >= 1 ? 1 : 0;
        tally.elsewhere += here == 0 && fresh > 0 ? 1 : 0;
        tally.twice += fresh > 1 ? 1 : 0;
        tally.missed += fresh == 0 ? 1 : 0;
        if (fresh != 1 || here != 1) {
            fmt::print(stderr, "{} findings, {} here: line {} {} {} -> {}", fresh, here,
                       change.place.line, change.kind, change.from, change.to);
            for (const Finding& finding : report.findings) {
                if (known_.count(finding.key) > 0 || finding.severity == Severity::kHint) continue;
                fmt::print(stderr, " | {} line {} {}", finding.rule, finding.places[0].place.line,
                           finding.places[0].text);
            }
            fmt::print(stderr, "\n");
        }
    }

    const SourceDocument& source_;
    const workflow::Resources& resources_;
    const CheckReport baseline_;
    std::set<std::string> known_;
    std::map<std::string, Tally> tallies_;
};

int run(const char* path, int count, uint64_t seed) {
    const auto directory = workflow::find_data_directory();
    const auto resources =
        directory ? workflow::load_resources(*directory)
                  : Result<workflow::Resources>(tl::make_unexpected(directory.error()));
    if (!resources) return fmt::print(stderr, "{}\n", resources.error().to_string()), 2;
    const auto source = read::read_document(path);
    if (!source) return fmt::print(stderr, "{}\n", source.error().to_string()), 2;
    Mutator mutator(*source, *resources);
    mutator.run(count, seed);
    return mutator.print();
}

}  // namespace
}  // namespace mingzhang

int main(int argc, char** argv) {
    if (argc < 2)
        return fmt::print(stderr, "usage: mingzhang_mutate_prose DOCUMENT [n] [seed]\n"), 2;
    return mingzhang::run(argv[1], argc > 2 ? std::atoi(argv[2]) : 200,
                          argc > 3 ? static_cast<uint64_t>(std::atoll(argv[3])) : 1);
}
