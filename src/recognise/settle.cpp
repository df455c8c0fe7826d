#include "recognise/settle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace mingzhang::recognise {
namespace {

// So many figures must agree for one that does not to be an error rather than a wrong reading.
constexpr int kAgreeForOneError = 4;

using Intervals = std::unordered_map<Coordinate, std::vector<Interval>, CoordinateHash>;

enum class Reading { kAsRead, kCurrent, kApart };

struct Agreement {
    int agree = 0, disagree = 0;
    bool good() const { return disagree == 0 || agree >= kAgreeForOneError * disagree; }
    int score() const { return agree - kAgreeForOneError * disagree; }
};

bool meet(const Interval& a, const Interval& b) { return a.low <= b.high && b.low <= a.high; }

std::optional<Interval> interval_of(const Figure& figure) {
    if (figure.kind != FigureKind::kAmount) return std::nullopt;
    return bounds(figure.number, figure.unit, figure.usual_decimals);
}

class Settler {
  public:
    explicit Settler(Disclosure& disclosure)
        : out_(disclosure), figures_of_(disclosure.tables.size()) {
        for (std::size_t i = 0; i < out_.figures.size(); ++i) {
            const Figure& figure = out_.figures[i];
            if (figure.table < 0 || !figure.coordinate) continue;
            figures_of_[static_cast<std::size_t>(figure.table)].push_back(i);
        }
    }

    void run() {
        for (const Sum& sum : out_.sums) leave_carry_over_apart(sum);
        for (std::size_t t = 0; t < out_.tables.size(); ++t) {
            if (!out_.tables[t].inferred) remember(t);
        }
        for (std::size_t t = 0; t < out_.tables.size(); ++t) {
            if (!out_.tables[t].inferred) continue;
            apply(t, best_reading(t));
            remember(t);
        }
    }

  private:
    Figure& figure(int index) { return out_.figures[static_cast<std::size_t>(index)]; }

    // Parts that make up their whole together with a carry-over are this year's money.
    void leave_carry_over_apart(const Sum& sum) {
        const Figure& parent = figure(sum.parent);
        const bool inferred =
            parent.table >= 0 && out_.tables[static_cast<std::size_t>(parent.table)].inferred;
        if (!inferred || !parent.coordinate || !parent.coordinate->at(Dimension::kVintage).empty())
            return;
        const bool carried = std::any_of(sum.children.begin(), sum.children.end(), [&](int child) {
            const auto& at = figure(child).coordinate;
            return at && at->at(Dimension::kVintage) == "carry_over";
        });
        if (!carried || !adds_up(sum)) return;
        for (const int child : sum.children) {
            auto& at = figure(child).coordinate;
            if (at && may_be_current(*at)) at->set(Dimension::kVintage, "current");
        }
    }

    bool adds_up(const Sum& sum) {
        Interval parts{0, 0};
        for (const int child : sum.children) {
            const auto part = interval_of(figure(child));
            if (!part) return false;
            parts = {parts.low + part->low, parts.high + part->high};
        }
        const auto whole = interval_of(figure(sum.parent));
        return whole && meet(parts, *whole);
    }

    void remember(std::size_t table) {
        for (std::size_t i : figures_of_[table]) {
            const Figure& figure = out_.figures[i];
            if (const auto interval = interval_of(figure)) {
                known_[*figure.coordinate].push_back(*interval);
            }
        }
    }

    // Whether a figure could mean this year's money only.
    static bool may_be_current(const Coordinate& at) {
        return at.at(Dimension::kVintage).empty() && !at.at(Dimension::kFlow).empty() &&
               at.at(Dimension::kFlow) != "uses" && at.at(Dimension::kFlow) != "year_end";
    }

    Coordinate read_as(const Coordinate& at, std::size_t table, Reading reading) const {
        if (reading == Reading::kCurrent && may_be_current(at)) {
            return at.with(Dimension::kVintage, "current");
        }
        // A name of its own for what the table measures; those it has already stay.
        if (reading == Reading::kApart && !at.at(Dimension::kMeasure).starts_with("?")) {
            return at.with(Dimension::kMeasure,
                           "?" + out_.tables[table].id + "/" + at.at(Dimension::kMeasure));
        }
        return at;
    }

    Agreement agreement(std::size_t table, Reading reading) const {
        Agreement out;
        for (std::size_t i : figures_of_[table]) {
            const Figure& figure = out_.figures[i];
            const auto interval = interval_of(figure);
            if (!interval) continue;
            const auto others = known_.find(read_as(*figure.coordinate, table, reading));
            if (others == known_.end()) continue;
            const bool agrees =
                std::any_of(others->second.begin(), others->second.end(),
                            [&](const Interval& other) { return meet(other, *interval); });
            if (!agrees) {
                ++out.disagree;
            } else if (figure.number.mantissa != 0) {
                ++out.agree;
            }
        }
        return out;
    }

    Reading best_reading(std::size_t table) const {
        const Agreement as_read = agreement(table, Reading::kAsRead);
        if (as_read.disagree == 0) return Reading::kAsRead;
        const Agreement current = agreement(table, Reading::kCurrent);
        const bool better = current.score() > as_read.score();
        if ((better ? current : as_read).good()) {
            return better ? Reading::kCurrent : Reading::kAsRead;
        }
        return Reading::kApart;
    }

    void apply(std::size_t table, Reading reading) {
        for (std::size_t i : figures_of_[table]) {
            Coordinate& at = *out_.figures[i].coordinate;
            at = read_as(at, table, reading);
        }
    }

    Disclosure& out_;
    std::vector<std::vector<std::size_t>> figures_of_;
    Intervals known_;
};

// What a name of a quantity may mean as well.
std::vector<Coordinate> neighbours(const Coordinate& at) {
    std::vector<Coordinate> out;
    const std::string& flow = at.at(Dimension::kFlow);
    if (flow == "uses") {
        out.push_back(at.with(Dimension::kFlow, "expenditure"));
        out.push_back(out.back().with(Dimension::kVintage, "current"));
    } else if (flow == "expenditure" && at.at(Dimension::kVintage).empty()) {
        out.push_back(at.with(Dimension::kFlow, "uses"));
    }
    if (flow == "expenditure" || flow == "income") {
        const bool current = at.at(Dimension::kVintage) == "current";
        out.push_back(at.with(Dimension::kVintage, current ? "" : "current"));
    }
    const std::string& fund = at.at(Dimension::kFund);
    if (fund == "fiscal" || fund == "general") {
        out.push_back(at.with(Dimension::kFund, fund == "fiscal" ? "general" : "fiscal"));
    }
    return out;
}

class TextSettler {
  public:
    TextSettler(Disclosure& disclosure, const DimensionTrees& trees)
        : out_(disclosure), trees_(trees) {
        for (const Figure& figure : out_.figures) {
            const auto interval = interval_of(figure);
            if (!interval || !figure.coordinate) continue;
            if (figure.table >= 0) {
                tables_[*figure.coordinate].push_back(*interval);
                const Coordinate& at = *figure.coordinate;
                if (at.at(Dimension::kMeasure).empty()) continue;
                funds_[at.with(Dimension::kFund, "")].insert(at.at(Dimension::kFund));
            } else {
                text_[figure.passage][*figure.coordinate].push_back(*interval);
            }
        }
    }

    void run() {
        for (const auto& [passage, amounts] : text_) find_meanings(passage, amounts);
        find_funds();
        if (meant_.empty()) return;
        for (Figure& figure : out_.figures) {
            if (figure.table < 0 && figure.coordinate) {
                rename(figure.passage, *figure.coordinate);
            }
        }
        for (Claim& claim : out_.claims) {
            rename(claim.passage, claim.of);
            rename(claim.passage, claim.base);
        }
    }

  private:
    void find_meanings(int passage, const Intervals& text) {
        for (const auto& [at, amounts] : text) {
            if (tables_.count(at) == 0 || shown(at, amounts) > 0) continue;
            for (const Coordinate& other : neighbours(at)) {
                if (shown(other, amounts) < amounts.size()) continue;
                meant_[passage].emplace(at, other);
                break;
            }
        }
    }

    // "接待费" beside a table that shows it of one fund alone: that fund's. At least two amounts of
    // the text must be the table's, and the whole of each one that is not.
    void find_funds() {
        std::map<int, std::vector<std::pair<Coordinate, Coordinate>>> found;
        int agree = 0;
        for (const auto& [passage, text] : text_) {
            for (const auto& [at, amounts] : text) {
                const auto own = at.at(Dimension::kFund).empty() ? funds_.find(at) : funds_.end();
                if (own == funds_.end() || own->second.size() != 1) continue;
                const Coordinate meant = at.with(Dimension::kFund, *own->second.begin());
                if (meant == at || at.at(Dimension::kMeasure).empty()) continue;
                const bool same = shown(meant, amounts) == amounts.size();
                if (!same && !whole_agrees(at, meant)) continue;
                found[passage].emplace_back(at, meant);
                agree += same && !amounts.front().contains(0) ? 1 : 0;
            }
        }
        if (agree < 2) return;
        for (const auto& [passage, pairs] : found)
            meant_[passage].insert(pairs.begin(), pairs.end());
    }

    // Whether the text gives the table's amount to what `meant` is a part of.
    bool whole_agrees(const Coordinate& at, const Coordinate& meant) const {
        for (const auto& [other, ignored] : tables_) {
            const std::string& whole = other.at(Dimension::kMeasure);
            const auto& parts = trees_.children(Dimension::kMeasure, whole);
            if (std::count(parts.begin(), parts.end(), at.at(Dimension::kMeasure)) == 0) continue;
            if (meant.with(Dimension::kMeasure, whole) != other) continue;
            const Coordinate stated = at.with(Dimension::kMeasure, whole);
            for (const auto& [passage, text] : text_) {
                const auto amounts = text.find(stated);
                if (amounts != text.end())
                    return shown(other, amounts->second) == amounts->second.size();
            }
        }
        return false;
    }

    // How many of the amounts can be what the tables show there.
    std::size_t shown(const Coordinate& at, const std::vector<Interval>& amounts) const {
        const auto found = tables_.find(at);
        if (found == tables_.end()) return 0;
        return static_cast<std::size_t>(
            std::count_if(amounts.begin(), amounts.end(), [&](const Interval& amount) {
                return std::any_of(found->second.begin(), found->second.end(),
                                   [&](const Interval& s) { return meet(s, amount); });
            }));
    }

    // Last year's amount of the same name means the same.
    void rename(int passage, Coordinate& at) const {
        const auto meant = meant_.find(passage);
        if (meant == meant_.end()) return;
        Coordinate own = at.with(Dimension::kYear, "");
        own.set(Dimension::kPhase, "");
        const auto found = meant->second.find(own);
        if (found == meant->second.end()) return;
        Coordinate other = found->second;
        other.set(Dimension::kYear, at.at(Dimension::kYear));
        other.set(Dimension::kPhase, at.at(Dimension::kPhase));
        at = std::move(other);
    }

    Disclosure& out_;
    const DimensionTrees& trees_;
    Intervals tables_;
    // The funds under which the tables show a quantity.
    std::unordered_map<Coordinate, std::set<std::string>, CoordinateHash> funds_;
    std::map<int, Intervals> text_;  // by passage
    std::map<int, std::unordered_map<Coordinate, Coordinate, CoordinateHash>> meant_;
};

}  // namespace

void settle_text(Disclosure& disclosure, const DimensionTrees& trees) {
    TextSettler(disclosure, trees).run();
}

void settle_readings(Disclosure& disclosure) { Settler(disclosure).run(); }

}  // namespace mingzhang::recognise
