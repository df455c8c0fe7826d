#include "check/promises.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <string>

#include "check/form_rules.h"

namespace mingzhang::check {
namespace {

struct Claimed {
    std::optional<int> count, sum;
};

class Promises {
  public:
    explicit Promises(const Disclosure& disclosure) : disclosure_(disclosure) {}

    std::vector<BrokenPromise> run() {
        const Claimed managed = claimed("managed"), published = claimed("published");
        check_forms(published);
        if (!check_sum(managed)) check_sum(published);
        return std::move(out_);
    }

  private:
    const Figure& figure(int index) const {
        return disclosure_.figures[static_cast<std::size_t>(index)];
    }

    // The first count and amount of all projects under that measure.
    Claimed claimed(const char* measure) const {
        Claimed found;
        for (std::size_t i = 0; i < disclosure_.figures.size(); ++i) {
            const Figure& f = disclosure_.figures[i];
            if (!f.coordinate || f.coordinate->at(Dimension::kMeasure) != measure ||
                f.coordinate->at(Dimension::kKind) != "project") {
                continue;
            }
            auto& slot = f.kind == FigureKind::kCount ? found.count : found.sum;
            if (!slot) slot = static_cast<int>(i);
        }
        return found;
    }

    void check_forms(const Claimed& published) {
        const auto annexed = static_cast<int64_t>(disclosure_.declarations.size());
        if (!published.count || annexed == 0) return;
        const Figure& count = figure(*published.count);
        if (count.number.decimals != 0 || count.number.mantissa == annexed) return;
        std::vector<int> lacking;
        if (annexed < count.number.mantissa) lacking = projects_without_form(disclosure_);
        if (lacking.size() >= disclosure_.declarations.size()) lacking.clear();
        out_.push_back({"declarations-missing",
                        *published.count,
                        {{"claimed", count.text}, {"annexed", std::to_string(annexed)}},
                        std::move(lacking)});
    }

    // Intervals of the listed projects, each once, whatever column shows them.
    std::vector<Interval> listed_projects() const {
        std::vector<Interval> listed;
        std::set<Coordinate> seen;
        for (const Figure& f : disclosure_.figures) {
            if (f.table < 0 || !f.coordinate || f.coordinate->at(Dimension::kProject).empty() ||
                !f.coordinate->at(Dimension::kFund).empty()) {
                continue;
            }
            const auto interval = bounds(f.number, f.unit, f.usual_decimals);
            if (interval && seen.insert(*f.coordinate).second) listed.push_back(*interval);
        }
        return listed;
    }

    bool check_sum(const Claimed& claimed) {
        if (!claimed.count || !claimed.sum) return false;
        const Figure &count = figure(*claimed.count), &sum = figure(*claimed.sum);
        const auto wanted = bounds(sum.number, sum.unit, sum.usual_decimals);
        std::vector<Interval> listed = listed_projects();
        const auto n = count.number.mantissa;
        if (!wanted || count.number.decimals != 0 || n <= 0 ||
            n > static_cast<int64_t>(listed.size())) {
            return false;
        }
        const auto chosen = static_cast<std::ptrdiff_t>(n);
        std::sort(listed.begin(), listed.end(),
                  [](const Interval& a, const Interval& b) { return a.high > b.high; });
        const int64_t most =
            std::accumulate(listed.begin(), listed.begin() + chosen, int64_t{0},
                            [](int64_t total, const Interval& i) { return total + i.high; });
        std::sort(listed.begin(), listed.end(),
                  [](const Interval& a, const Interval& b) { return a.low < b.low; });
        const int64_t least =
            std::accumulate(listed.begin(), listed.begin() + chosen, int64_t{0},
                            [](int64_t total, const Interval& i) { return total + i.low; });
        if (most >= wanted->low && least <= wanted->high) return false;
        out_.push_back(
            {"projects-sum-impossible",
             *claimed.count,
             {{"claimed", count.text},
              {"sum", sum.text},
              {"listed", std::to_string(listed.size())},
              {"bound", Money::fen(most < wanted->low ? most : least).print(sum.unit, 2)},
              {"unit", std::string(unit_name(sum.unit))}},
             {*claimed.sum}});
        return true;
    }

    const Disclosure& disclosure_;
    std::vector<BrokenPromise> out_;
};

}  // namespace

std::vector<BrokenPromise> broken_promises(const Disclosure& disclosure) {
    return Promises(disclosure).run();
}

}  // namespace mingzhang::check
