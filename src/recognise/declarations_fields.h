// The labels a declaration form prints, and the dates under it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mingzhang::recognise {

struct FieldLabel {
    std::string_view id;
    std::string usual;        // the label the form has where this one is a slip, else empty
    std::string inner_value;  // "甲局" of "主管部门：甲局", else empty
};

// What a cell labels: "项目资金管理方法（文件标题和文号）" → funds_rules, usually
// 项目资金管理办法. Ordinals, brackets behind and a colon do not matter. With `tolerant`, one
// character of a longer label may differ.
std::optional<FieldLabel> field_label(std::string_view cell, bool tolerant);

// A paragraph that begins with a label and goes on with its value: "主管部门（公章）甲局".
struct LabelledText {
    std::string_view id;
    std::string label;
    std::string text;
};
std::optional<LabelledText> labelled_text(std::string_view paragraph);

// The first complete date in a text: 二〇二五年十二月一日, 2025年12月1日, 2025-12-01.
std::optional<std::chrono::year_month_day> find_date(std::string_view source);

}  // namespace mingzhang::recognise
