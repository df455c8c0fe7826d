#include "recognise/calculations.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "recognise/arithmetic.h"
#include "recognise/prose_figures.h"

namespace mingzhang::recognise {
namespace {

constexpr std::string_view kTotalWords[] = {"共需",   "共计", "合计", "预计", "总计", "需要",
                                            "需资金", "申请", "安排", "预算", "负担"};
constexpr std::size_t kTotalReach = 40;  // bytes between such a word and its amount

struct Located {
    std::size_t begin = 0, end = 0;  // of the number, in the source
    int figure = -1;
};

bool a_total_leads_to(std::string_view folded, std::size_t at) {
    const std::size_t from = at > kTotalReach ? at - kTotalReach : 0;
    std::string_view before = folded.substr(from, at - from);
    for (std::string_view stop : {"。", ";", ","}) {
        if (const std::size_t n = before.rfind(stop); n != std::string_view::npos) {
            before.remove_prefix(n + stop.size());
        }
    }
    return std::any_of(std::begin(kTotalWords), std::end(kTotalWords),
                       [&](std::string_view word) { return text::contains(before, word); });
}

class CalculationReader {
  public:
    CalculationReader(std::string_view source, const Place& place, const char* reason,
                      Disclosure& out)
        : source_(source), place_(place), reason_(reason), out_(out) {}

    StatedTotal read() {
        add_figures();
        const auto steps = may_calculate() ? arithmetic_in(source_) : std::vector<ArithmeticStep>{};
        for (const ArithmeticStep& step : steps) add_step(step);
        StatedTotal total{last_total_, std::nullopt};
        for (const ArithmeticStep& step : steps) {
            const int figure = step.is_last ? figure_in(step.result_begin, step.result_end) : -1;
            if (figure < 0) continue;
            total.amount = figure;
            if (last_total_ && *last_total_ > figure) total.restated = last_total_;
        }
        return total;
    }

  private:
    // A calculation has two numbers, and comes to money or says so with a sign.
    bool may_calculate() const {
        if (text::contains(source_, "=") || text::contains(source_, "＝")) return true;
        return located_.size() > 1 &&
               std::any_of(located_.begin(), located_.end(), [&](const Located& l) {
                   return out_.figures[static_cast<std::size_t>(l.figure)].kind ==
                          FigureKind::kAmount;
               });
    }

    void add_figures() {
        const text::Folded folded = text::fold_with_map(source_);
        for (std::size_t i = 0; i < folded.text.size();) {
            if (folded.text[i] < '0' || folded.text[i] > '9') {
                ++i;
                continue;
            }
            std::size_t end = i;
            if (auto found = figure_at(folded.text, i, end)) {
                Figure& figure = found->figure;
                figure.place = place_;
                figure.uncovered = reason_;
                const int index = static_cast<int>(out_.figures.size());
                if (figure.kind == FigureKind::kAmount && a_total_leads_to(folded.text, i)) {
                    last_total_ = index;
                }
                located_.push_back({folded.origin[i], folded.origin[end], index});
                out_.figures.push_back(std::move(figure));
            }
            i = end;
        }
    }

    // The figure whose number overlaps these bytes, -1 if none does.
    int figure_in(std::size_t begin, std::size_t end) const {
        const auto hit = std::find_if(located_.begin(), located_.end(), [&](const Located& l) {
            return l.begin < end && begin < l.end;
        });
        return hit == located_.end() ? -1 : hit->figure;
    }

    void add_step(const ArithmeticStep& step) {
        Calculation calculation;
        calculation.expression = step.expression;
        calculation.result = step.result;
        calculation.would_hold = step.would_hold;
        calculation.follows = step.caused_by.has_value();
        calculation.place = place_;
        switch (step.verdict) {
            case ArithmeticStep::Verdict::kHolds:
                calculation.verdict = Calculation::Verdict::kHolds;
                break;
            case ArithmeticStep::Verdict::kFails:
                calculation.verdict = Calculation::Verdict::kFails;
                break;
            case ArithmeticStep::Verdict::kCannotTell:
                break;
        }
        for (const Operand& operand : step.operands) {
            if (const int figure = figure_in(operand.begin, operand.end); figure >= 0) {
                calculation.figures.push_back(figure);
            }
        }
        calculation.result_figure = figure_in(step.result_begin, step.result_end);
        if (calculation.result_figure >= 0)
            calculation.figures.push_back(calculation.result_figure);
        out_.calculations.push_back(std::move(calculation));
    }

    std::string_view source_;
    const Place& place_;
    const char* reason_;
    Disclosure& out_;
    std::vector<Located> located_;
    std::optional<int> last_total_;
};

}  // namespace

StatedTotal read_calculations(std::string_view source, const Place& place, const char* reason,
                              Disclosure& disclosure) {
    return CalculationReader(source, place, reason, disclosure).read();
}

}  // namespace mingzhang::recognise
