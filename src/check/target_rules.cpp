#include "check/target_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>

#include "base/text.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;

constexpr std::size_t kMostPlaces = 100;
constexpr std::size_t kLeastIndicators = 3;  // a form with fewer is not a full one

bool any_in(const string& text, std::span<const string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](string_view word) { return text::contains(text, word); });
}

// Fewer of these is better: their targets are upper bounds by right.
bool less_is_better(const string& name) {
    static constexpr string_view kWords[] = {"控制", "不超过", "违规", "违纪", "违法", "投诉",
                                             "事故", "差错",   "上访", "信访", "降",   "减少",
                                             "压减", "天数",   "时间", "时限", "成本", "率"};
    return any_in(name, kWords);
}

// A quantity of output with an upper bound rewards doing less.
bool rewards_less(const Indicator& i) {
    return i.second_level == "quantity" && i.target.kind == TargetKind::kNumber &&
           (i.target.comparison == Comparison::kAtMost ||
            i.target.comparison == Comparison::kLessThan) &&
           !less_is_better(i.name);
}

// "有效提升" of an output can be neither met nor missed. Of a benefit it is how targets are put.
bool has_no_standard(const Indicator& i) {
    static constexpr string_view kVague[] = {"提升", "提高", "加强", "增强", "明显", "显著",
                                             "大幅", "逐步", "有效", "良好", "较好", "推进",
                                             "促进", "优化", "完善", "持续", "及时"};
    const bool output = i.second_level == "quantity" || i.second_level == "quality" ||
                        i.second_level == "timeliness" || i.second_level == "cost";
    const string text = text::fold(i.target.text);
    const bool digit = text.find_first_of("0123456789") != string::npos;
    return output && i.target.kind == TargetKind::kWords && !digit && any_in(text, kVague);
}

bool is_bare_number(const Indicator& i) {
    return i.target.kind == TargetKind::kNumber && i.target.unit.empty() &&
           !i.target.number.percent;
}

class TargetRules {
  public:
    explicit TargetRules(const Disclosure& disclosure) : disclosure_(disclosure) {}

    std::vector<Finding> run() {
        count_units();
        for (const Declaration& form : disclosure_.declarations) {
            for (const Indicator& i : form.indicators) {
                if (rewards_less(i)) report("target-rewards-less", Severity::kHint, i);
                if (has_no_standard(i)) report("target-without-standard", Severity::kHint, i);
                if (is_bare_number(i) && units_are_usual(i))
                    report("target-unit-missing", Severity::kWarning, i);
            }
            find_repeated(form);
            find_missing_levels(form);
        }
        return std::move(out_);
    }

  private:
    void report(const char* rule, Severity severity, const Indicator& indicator) {
        FindingPlace at;
        at.place = indicator.place;
        at.text = indicator.target.text;
        at.row_label = indicator.name;
        const auto [known, is_new] = number_of_.emplace(rule, out_.size());
        if (!is_new) {
            Finding& finding = out_[known->second];
            if (finding.places.size() < kMostPlaces) finding.places.push_back(std::move(at));
            finding.arguments["count"] = std::to_string(finding.places.size());
            return;
        }
        Finding finding;
        finding.rule = rule;
        finding.severity = severity;
        finding.arguments["text"] = indicator.name + " " + indicator.target.text;
        finding.arguments["count"] = "1";
        finding.key = fingerprint({rule});
        finding.places.push_back(std::move(at));
        out_.push_back(std::move(finding));
    }

    // ---- units, where the numbers of the document's targets have them

    void count_units() {
        for (const Declaration& form : disclosure_.declarations) {
            for (const Indicator& i : form.indicators) {
                if (i.target.kind == TargetKind::kNumber) ++numbers_;
                if (is_bare_number(i)) ++bare_;
            }
        }
    }
    bool units_are_usual(const Indicator& i) const {
        return numbers_ >= 10 && 10 * bare_ <= numbers_ &&
               i.target.number.form == NumberForm::kNumber;
    }

    // ---- targets that repeat one another

    void find_repeated(const Declaration& form) {
        std::set<std::pair<string, string>> seen;
        for (const Indicator& i : form.indicators) {
            if (i.name.empty() || i.target.text.empty()) continue;
            const auto what = std::pair(text::fold_label(i.name), text::fold_label(i.target.text));
            if (!seen.insert(what).second) report("target-repeated", Severity::kWarning, i);
        }
    }

    // ---- levels every form must fill

    static bool has_level(const Declaration& form, string_view first, string_view second) {
        return std::any_of(form.indicators.begin(), form.indicators.end(), [&](const Indicator& i) {
            return i.first_level == first && (second.empty() || i.second_level == second);
        });
    }

    void find_missing_levels(const Declaration& form) {
        if (form.indicators.size() < kLeastIndicators) return;
        const bool understood =
            std::all_of(form.indicators.begin(), form.indicators.end(),
                        [](const Indicator& i) { return !i.first_level.empty(); });
        if (!understood) return;
        struct Level {
            const char *first, *second, *label;
        };
        for (const Level& level :
             {Level{"output", "quantity", "quantity"}, Level{"satisfaction", "", "satisfaction"}}) {
            if (has_level(form, level.first, level.second)) continue;
            Finding finding;
            finding.rule = "indicator-level-missing";
            finding.severity = Severity::kHint;
            finding.arguments["project"] = form.project;
            finding.arguments["level"] = string("indicator.") + level.label;
            finding.key = fingerprint({finding.rule, form.project, level.label});
            FindingPlace at;
            at.place = form.place;
            at.text = form.project;
            finding.places.push_back(std::move(at));
            out_.push_back(std::move(finding));
        }
    }

    const Disclosure& disclosure_;
    std::size_t numbers_ = 0, bare_ = 0;
    std::map<string, std::size_t> number_of_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> target_findings(const Disclosure& disclosure) {
    return TargetRules(disclosure).run();
}

}  // namespace mingzhang::check
