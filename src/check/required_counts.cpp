#include "check/required_counts.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "check/findings.h"

namespace mingzhang::check {
namespace {

using std::string_view;

struct Required {
    std::vector<string_view> measures;
    std::vector<string_view> words;  // one of them suffices
    const char* what;                // a message
};

const std::vector<Required>& all_required() {
    static const std::vector<Required> required = {
        {{"abroad"}, {"团组", "人次", "团次", "批次", "出国(境)人员", "个团"}, "counts.abroad"},
        {{"vehicles", "vehicle_purchase", "vehicle_running"},
         {"保有量", "辆", "台车", "购置数"},
         "counts.vehicles"},
        {{"reception"}, {"批次", "人次", "批、", "批,", "接待人数"}, "counts.reception"}};
    return required;
}

// The expense of this year, as the accounts show it.
const Figure* expense(const Disclosure& disclosure, const Required& required) {
    const auto found = std::find_if(
        disclosure.figures.begin(), disclosure.figures.end(), [&](const Figure& figure) {
            if (figure.table < 0 || !figure.coordinate || figure.number.mantissa <= 0 ||
                figure.number.form != NumberForm::kNumber)
                return false;
            const Coordinate& at = *figure.coordinate;
            const bool own = at.at(Dimension::kYear).empty() && at.at(Dimension::kPhase).empty();
            const auto& measures = required.measures;
            return own && std::find(measures.begin(), measures.end(), at.at(Dimension::kMeasure)) !=
                              measures.end();
        });
    return found == disclosure.figures.end() ? nullptr : &*found;
}

// A sentence of the text that gives an amount, not a title and not the glossary.
bool tells_of_expenses(const Block& block) {
    return block.kind != BlockKind::kTable && text::contains(block.text, "三公") &&
           text::contains(block.text, "万元") && text::contains(block.text, "。");
}

}  // namespace

std::vector<Finding> required_count_findings(const SourceDocument& source,
                                             const Disclosure& disclosure) {
    std::vector<Finding> out;
    if (!is_accounts(disclosure.kind)) return out;
    if (std::none_of(source.blocks.begin(), source.blocks.end(), tells_of_expenses)) return out;
    std::string words;
    for (const Block& block : source.blocks) {
        words += block.text;
        for (const auto& row : block.grid.rows)
            for (const GridCell& cell : row) words += cell.text;
    }
    words = text::fold_label(words);
    for (const Required& required : all_required()) {
        const auto& told = required.words;
        if (std::any_of(told.begin(), told.end(),
                        [&](string_view word) { return text::contains(words, word); }))
            continue;
        const Figure* figure = expense(disclosure, required);
        if (figure == nullptr) continue;
        Finding finding =
            finding_at("counts-missing", Severity::kWarning, place_of(disclosure, *figure));
        finding.arguments["item"] =
            figure->row_label.empty() ? figure->column_label : figure->row_label;
        finding.arguments["unit"] = std::string(unit_name(figure->unit));
        finding.arguments["what"] = required.what;
        finding.key = fingerprint({finding.rule, required.what});
        out.push_back(std::move(finding));
    }
    return out;
}

}  // namespace mingzhang::check
