// 绩效目标申报表: what a project promises.
//
//   Declaration ─┬─ fields      项目概况, 立项依据, 备注, … (id, label as printed, text)
//                ├─ levels      second-level rows of the indicator table, filled or not
//                ├─ indicators  level, name ─ Target (≤ 1280 元/个/年)
//                └─ missing     blocks its form has and it has not
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/place.h"
#include "model/figure.h"

namespace mingzhang {

// A labelled text of the form. Ids: supervisor 主管部门, unit 项目单位, project 项目名称,
// overview 项目概况, basis 立项依据, necessity 必要性, measures 制度措施, subsidy 补助对象和政策,
// plan 实施计划, funds_rules 资金管理办法, goal 总体目标, remark 备注; annual_goal, category,
// stage, start, end, period, person, phone, filled_by, date, funds_*; empty for a label nobody
// knows.
struct DeclarationField {
    std::string id;
    std::string label;        // as printed
    std::string usual_label;  // what the form calls it where `label` is a slip, else empty
    std::string text;
    Place place;  // of the text, else of the label
};

enum class Comparison { kNone, kAtLeast, kAtMost, kEqual, kMoreThan, kLessThan };

constexpr std::string_view comparison_sign(Comparison comparison) {
    constexpr std::string_view kSigns[] = {"", "≥", "≤", "=", ">", "<"};
    return kSigns[static_cast<std::size_t>(comparison)];
}

enum class TargetKind {
    kBlank,
    kNumber,    // "≤1280元/个/年", "100%"
    kDeadline,  // "年底", "2026年6月底"
    kWords      // "大幅提升", and anything with more than one number
};

// The value of an indicator. "≤1280元/个/年" → kAtMost, 1280, "元", {"个", "年"}.
struct Target {
    TargetKind kind = TargetKind::kBlank;
    std::string text;  // as printed
    Comparison comparison = Comparison::kNone;
    PrintedNumber number;  // only of kNumber
    std::string unit;      // "%" beside number.percent
    std::vector<std::string> per;
};

// First levels: output 产出, benefit 效益, satisfaction 满意度, cost 成本. Second levels: quantity,
// quality, timeliness, cost; economic_cost, social_cost, ecological_cost; economic_benefit,
// social_benefit, ecological_benefit, sustainability; service_satisfaction, other_satisfaction.
struct Indicator {
    std::string first_level;   // where the second level belongs; empty: unknown
    std::string first_label;   // as printed, carried down
    std::string second_level;  // empty: none printed
    std::string second_label;
    std::string name;  // 三级指标
    Target target;
    std::string note;  // further cells of its row
    Place place;       // of the value, else of the name
    // "3.满意度指标" printed beside 可持续影响指标: the printed first level is another one.
    bool under_other_level = false;
};

struct IndicatorLevel {
    std::string id;
    std::string label;  // as printed
    Place place;
    int indicators = 0;  // 0: the row is there but empty
};

struct Declaration {
    std::string project;
    Place place;
    std::optional<int> amount;  // index of its figure
    bool matched = false;       // to a project row of the tables

    std::string title{};  // "2026年项目储备绩效申报表"; empty: not found
    Place title_place{};
    std::string heading{};  // the numbered line above the title, "（二）某项目"; empty: none
    Place heading_place{};
    std::vector<DeclarationField> fields{};
    std::vector<IndicatorLevel> levels{};
    std::vector<Indicator> indicators{};
    std::optional<std::chrono::year_month_day> date{};
    std::string indicator_period{};  // "实施期绩效目标", printed beside the indicators
    // Ids of fields and second levels, and "indicator_period", that forms of its kind have.
    std::vector<std::string> missing{};
    // The matched row, and where its name differs in characters: "新型" there, "新兴" here.
    std::optional<int> listed_figure{};
    std::optional<int> restated_amount{};  // the amount once more, behind its calculation
    std::string listed_difference{}, own_difference{};

    const DeclarationField* field(std::string_view id) const {
        for (const DeclarationField& f : fields)
            if (f.id == id) return &f;
        return nullptr;
    }
};

}  // namespace mingzhang
