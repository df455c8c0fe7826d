#include "read/page_charts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "read/page_geometry.h"

namespace mingzhang::read {
namespace {

constexpr float kSameBase = 1.5f;                      // points between ends of bars from one base
constexpr float kOtherLength = 2;                      // points between lengths that differ
constexpr std::size_t kFewestBars = 3;                 // of one chart
constexpr float kLargestBar = 0.1f;                    // of the page's area
constexpr float kLabels = 4;                           // ems around bars where their labels stand
constexpr float kSmallestMark = 3, kLargestMark = 14;  // sides of a legend's mark
constexpr std::size_t kFewestMarks = 2;
constexpr int kFewestCurves = 3;
constexpr float kSameSize = 1.1f;      // letters of labels
constexpr float kChartGap = 8;         // ems between labels of one chart, one below the other
constexpr float kLongestLabel = 0.4f;  // of the page's width
constexpr std::size_t kMostPairs = 2'000'000;  // of filled areas and texts that are compared
constexpr std::size_t kMostCharts = 20;        // of one page
constexpr std::size_t kMostLabels = 200;       // of one chart
constexpr int kMostRounds = 20;

bool in_a_table(const Grids& grids, const Box& b) {
    return std::any_of(grids.grids.begin(), grids.grids.end(),
                       [&](const RuledGrid& grid) { return holds_middle(grid.box(), b); });
}

bool has_text(const std::vector<Run>& runs, const Box& b) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const Run& run) { return holds_middle(b, run.box); });
}

// Bars seen so that they stand: those that lie are turned.
Box standing(const Box& b, bool lie) { return lie ? Box{b.top, -b.right, b.bottom, -b.left} : b; }

bool differ_in_length(const std::vector<Box>& bars) {
    const auto [low, high] = std::minmax_element(
        bars.begin(), bars.end(), [](const Box& a, const Box& b) { return height(a) < height(b); });
    return height(*high) - height(*low) > kOtherLength;
}

// Those of the boxes that stand beside each other.
std::vector<Box> side_by_side(std::vector<Box> boxes) {
    std::sort(boxes.begin(), boxes.end(),
              [](const Box& a, const Box& b) { return a.left < b.left; });
    std::vector<Box> out;
    for (const Box& b : boxes)
        if (out.empty() || b.left >= out.back().right - kSameBase) out.push_back(b);
    return out;
}

// Where bars of one base and one width stand.
void find_bars(const std::vector<Box>& areas, bool lie, std::vector<Box>& out) {
    std::map<std::pair<long, long>, std::vector<Box>> alike;
    for (const Box& area : areas) {
        const Box b = standing(area, lie);
        alike[{std::lround(b.bottom / kSameBase), std::lround(width(b))}].push_back(b);
    }
    for (auto& [base, boxes] : alike) {
        const std::vector<Box> bars = side_by_side(std::move(boxes));
        if (bars.size() < kFewestBars || !differ_in_length(bars)) continue;
        Box all = bars.front();
        for (const Box& b : bars) all = united(all, b);
        out.push_back(lie ? Box{-all.bottom, all.left, -all.top, all.right} : all);
    }
}

class Charts {
  public:
    Charts(const Page& page, const Grids& grids, std::vector<Run>& runs)
        : page_(page), grids_(grids), runs_(runs) {
        for (const Box& area : page.areas)
            if (!in_a_table(grids, area)) areas_.push_back(area);
    }

    std::vector<Box> take() {
        take_frames();
        take_bars();
        take_legends();
        return std::move(found_);
    }

  private:
    void take_frames() {
        for (const Box& frame : grids_.frames) {
            const bool drawn = page_.curves > 0 || bars_in(frame) >= kFewestBars;
            if (!drawn || found_.size() >= kMostCharts || in_a_table(grids_, frame)) continue;
            float widest = 0;
            for (const Run& run : runs_)
                if (holds_middle(frame, run.box)) widest = std::max(widest, width(run.box));
            if (widest == 0 || 2 * widest > width(frame)) continue;
            take(frame);
        }
    }

    std::size_t bars_in(const Box& frame) const {
        return static_cast<std::size_t>(
            std::count_if(areas_.begin(), areas_.end(),
                          [&](const Box& b) { return holds_middle(frame, b) && b != frame; }));
    }

    void take_bars() {
        std::vector<Box> bars;
        for (const Box& area : areas_) {
            const bool small =
                width(area) * height(area) < kLargestBar * page_.width * page_.height;
            if (small && !is_taken(area) && !has_text(runs_, area)) bars.push_back(area);
        }
        std::vector<Box> found;
        find_bars(bars, false, found);
        find_bars(bars, true, found);
        for (const Box& chart : found) {
            if (found_.size() >= kMostCharts) return;
            if (!is_taken(chart) && !meets_a_table(chart)) take(with_labels(chart));
        }
    }

    bool meets_a_table(const Box& b) const {
        return std::any_of(grids_.grids.begin(), grids_.grids.end(), [&](const RuledGrid& grid) {
            const Box table = grid.box();
            return overlap(table.left, table.right, b.left, b.right) > 0 &&
                   overlap(table.top, table.bottom, b.top, b.bottom) > 0;
        });
    }

    Box with_labels(Box chart) const {
        const float em = usual_size();
        for (const Rule& rule : grids_.loose) {
            const bool across = overlap(rule.from, rule.to, chart.left, chart.right) > 0;
            if (across && chart.top - 12 * em < rule.at && rule.at < chart.bottom + em)
                chart = united(chart, {rule.from, rule.at, rule.to, rule.at});
        }
        return {chart.left - kLabels * em, chart.top - 2 * em, chart.right + em,
                chart.bottom + kLabels / 2 * em};
    }

    float usual_size() const {
        std::vector<float> sizes;
        for (const Run& run : runs_) sizes.push_back(run.size);
        if (sizes.empty()) return 10;
        const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
        std::nth_element(sizes.begin(), middle, sizes.end());
        return *middle;
    }

    // Small squares of one size, one below or beside the other.
    void take_legends() {
        if (page_.curves < kFewestCurves) return;
        std::vector<Box> marks;
        for (const Box& b : areas_) {
            const bool square = std::fabs(width(b) - height(b)) < 2;
            if (square && kSmallestMark <= width(b) && width(b) <= kLargestMark && !is_taken(b) &&
                !has_text(runs_, b))
                marks.push_back(b);
        }
        std::vector<Box> legend;
        for (const Box& mark : marks)
            if (std::fabs(mark.left - marks.front().left) < 2 ||
                std::fabs(mark.top - marks.front().top) < 2)
                legend.push_back(mark);
        if (legend.size() >= kFewestMarks) take_around(legend);
    }

    // The label that stands right of a mark.
    const Run* label_of(const Box& mark) const {
        for (const Run& run : runs_) {
            const float gap = run.box.left - mark.right;
            if (-1 < gap && gap < 2 * run.size && run.box.top < middle_y(mark) &&
                middle_y(mark) < run.box.bottom)
                return &run;
        }
        return nullptr;
    }

    void take_around(const std::vector<Box>& legend) {
        const Run* label = label_of(legend.front());
        if (label == nullptr) return;
        const float size = label->size;
        Box chart = legend.front();
        for (const Box& mark : legend) chart = united(chart, mark);
        std::vector<Run> labels;
        for (const Run& run : runs_) {
            const bool alike = run.size < kSameSize * size && size < kSameSize * run.size;
            if (alike && width(run.box) < kLongestLabel * page_.width) labels.push_back(run);
        }
        if (labels.size() > kMostLabels) return;
        // Labels join from near to far, as long as no long text stands between.
        bool grown = true;
        for (int round = 0; grown && round < kMostRounds; ++round) {
            grown = false;
            for (const Run& run : labels) {
                const float away =
                    std::max({chart.top - run.box.bottom, run.box.top - chart.bottom, 0.f});
                if (away > kChartGap * size || holds_box(chart, run.box)) continue;
                const Box wider = united(chart, run.box);
                if (holds_prose(wider, size)) continue;
                chart = wider;
                grown = true;
            }
        }
        take(chart);
    }

    static bool holds_box(const Box& outer, const Box& inner) {
        return outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top &&
               inner.bottom <= outer.bottom;
    }

    // Whether a line of text stands at those heights, in longer or other letters than the labels.
    bool holds_prose(const Box& chart, float size) const {
        return std::any_of(runs_.begin(), runs_.end(), [&](const Run& run) {
            const float at = middle_y(run.box);
            if (at < chart.top || at > chart.bottom || run.turned) return false;
            return width(run.box) > kLongestLabel * page_.width || run.size > kSameSize * size;
        });
    }

    bool is_taken(const Box& b) const {
        return std::any_of(found_.begin(), found_.end(),
                           [&](const Box& chart) { return holds_middle(chart, b); });
    }

    void take(const Box& chart) {
        std::erase_if(runs_, [&](const Run& run) {
            return holds_middle(chart, run.box) && width(run.box) < 0.6f * width(chart);
        });
        found_.push_back(chart);
    }

    const Page& page_;
    const Grids& grids_;
    std::vector<Run>& runs_;
    std::vector<Box> areas_;
    std::vector<Box> found_;
};

}  // namespace

std::vector<Box> take_charts(const Page& page, const Grids& grids, std::vector<Run>& runs) {
    if (page.curves == 0 && page.areas.empty()) return {};
    if ((page.areas.size() + grids.frames.size()) * runs.size() > kMostPairs) return {};
    return Charts(page, grids, runs).take();
}

}  // namespace mingzhang::read
