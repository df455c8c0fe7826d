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

bool bounds_above(const Indicator& i) {
    return i.target.kind == TargetKind::kNumber && (i.target.comparison == Comparison::kAtMost ||
                                                    i.target.comparison == Comparison::kLessThan);
}
bool bounds_below(const Indicator& i) {
    return i.target.kind == TargetKind::kNumber && (i.target.comparison == Comparison::kAtLeast ||
                                                    i.target.comparison == Comparison::kMoreThan);
}

// "投诉率", "事故起数": what nobody wants; "投诉办结率" is something else.
bool is_bad(const string& name) {
    static constexpr string_view kBad[] = {"差错",   "错误率", "投诉",   "事故",   "死亡率",
                                           "失业率", "流失率", "违规",   "违纪",   "偏差率",
                                           "空置率", "发病率", "逾期率", "退货率", "损耗率"};
    static constexpr string_view kDealtWith[] = {"下降", "降低", "减少", "控制", "处理", "办结",
                                                 "处置", "整改", "查处", "化解", "排查", "回复",
                                                 "满意", "压减", "防范", "避免"};
    return any_in(name, kBad) && !any_in(name, kDealtWith);
}

// Its name says which way it is bounded.
bool names_ceiling(const string& name) {
    static constexpr string_view kWords[] = {"不超过", "不高于", "不大于", "不多于", "上限"};
    return any_in(name, kWords);
}
bool names_floor(const string& name) {
    static constexpr string_view kWords[] = {"不少于", "不低于", "不小于", "下限"};
    return any_in(name, kWords);
}

// Of a satisfaction or a quality in per cent more is better, unless its name leaves that open.
bool more_is_better(const Indicator& i) {
    static constexpr string_view kOpen[] = {
        "占比",   "比例", "比重", "控制", "下降", "降低", "减少", "压减", "成本", "超",
        "损",     "负债", "债务", "未",   "不",   "结转", "结余", "偏离", "变动", "执行率",
        "支出率", "耗",   "排放", "污染", "感染", "辍学", "复发", "案件", "信访", "误差"};
    if (names_ceiling(i.name) || is_bad(i.name)) return false;
    if (names_floor(i.name) || i.first_level == "satisfaction") return true;
    static constexpr string_view kRates[] = {"率", "满意度"};
    const bool quality = i.second_level == "quality" || i.first_level == "benefit";
    return i.target.number.percent && (quality || any_in(i.name, kRates)) && !any_in(i.name, kOpen);
}

bool is_cost_in_money(const Indicator& i) {
    static constexpr string_view kGains[] = {"节约", "节省", "增收", "收入", "效益", "产值"};
    const bool cost = i.second_level == "cost" || i.first_level == "cost";
    return cost && text::contains(i.target.unit, "元") && !any_in(i.name, kGains);
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
        count_directions();
        for (const Declaration& form : disclosure_.declarations) {
            for (const Indicator& i : form.indicators) {
                if (rewards_less(i)) report("target-rewards-less", Severity::kHint, i);
                if (is_turned(i)) {
                    report("target-direction-wrong", Severity::kWarning, i);
                } else if (differs_from_others(i)) {
                    report("target-direction-differs", Severity::kHint, i);
                }
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

    // ---- directions

    void count_directions() {
        for (const Declaration& form : disclosure_.declarations) {
            for (const Indicator& i : form.indicators) {
                if (!bounds_above(i) && !bounds_below(i)) continue;
                Directions& of_name = by_name_[text::fold_label(i.name)];
                ++(bounds_above(i) ? of_name.above : of_name.below);
                if (is_cost_in_money(i)) ++(bounds_above(i) ? costs_.above : costs_.below);
            }
        }
    }

    // 100 % bounds from above whatever cannot exceed it.
    bool is_turned(const Indicator& i) const {
        if (bounds_above(i)) {
            const bool all = i.target.number.percent && i.target.number.decimals == 0 &&
                             i.target.number.mantissa == 100;
            return more_is_better(i) && !all;
        }
        if (!bounds_below(i)) return false;
        const bool costs_are_bounded = costs_.above >= 3 && costs_.above >= 3 * costs_.below;
        return is_bad(i.name) || names_ceiling(i.name) ||
               (is_cost_in_money(i) && costs_are_bounded);
    }

    bool differs_from_others(const Indicator& i) const {
        if (!bounds_above(i) && !bounds_below(i)) return false;
        const Directions& all = by_name_.at(text::fold_label(i.name));
        const int same = bounds_above(i) ? all.above : all.below;
        return !i.name.empty() && all.above + all.below > same && 2 * same <= all.above + all.below;
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
        return numbers_ >= 5 && 5 * bare_ <= numbers_ &&
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
    struct Directions {
        int above = 0, below = 0;
    };
    std::map<string, Directions> by_name_;
    Directions costs_;
    std::size_t numbers_ = 0, bare_ = 0;
    std::map<string, std::size_t> number_of_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> target_findings(const Disclosure& disclosure) {
    return TargetRules(disclosure).run();
}

}  // namespace mingzhang::check
