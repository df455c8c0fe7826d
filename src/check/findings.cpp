#include "check/findings.h"

#include <utility>

namespace mingzhang::check {

FindingPlace place_at(const Place& place, std::string text) {
    FindingPlace out;
    out.place = place;
    out.text = std::move(text);
    return out;
}

FindingPlace place_of(const Disclosure& disclosure, const Figure& figure) {
    FindingPlace out = place_at(figure.place, figure.text);
    out.row = figure.row_key;
    out.column = figure.column_label;
    out.row_label = figure.row_label;
    if (figure.table >= 0) {
        const DisclosureTable& table = disclosure.tables[static_cast<std::size_t>(figure.table)];
        out.table = table.id;
        out.table_title = table.title;
    }
    return out;
}

FindingPlace place_of_row(const Disclosure& disclosure, const Figure& figure, std::string text) {
    FindingPlace out = place_of(disclosure, figure);
    out.column.clear();
    out.text = std::move(text);
    return out;
}

FindingPlace place_of(const Passage& passage, TextRange range) {
    return place_at(passage.place_at(range.begin), passage.printed(range));
}

Finding finding_at(const std::string& rule, Severity severity, FindingPlace place) {
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.arguments["text"] = place.text;
    finding.places.push_back(std::move(place));
    return finding;
}

}  // namespace mingzhang::check
