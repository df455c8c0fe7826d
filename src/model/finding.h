// One thing wrong. Rule, places and typed arguments; the words come from message catalogues.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/place.h"

namespace mingzhang {

enum class Severity {
    kError,    // proven or plainly false
    kWarning,  // very likely wrong
    kNotice,   // rounding slips and style
    kHint      // for somebody to judge
};
std::string_view severity_name(Severity s);  // "error"

struct FindingPlace {
    Place place;
    std::string table;   // "T03", or empty
    std::string row;     // "20139"
    std::string column;  // "项目支出"
    std::string text;    // just the figure or words, as printed

    // "第14页 表3 2026年预算支出总表 · 20139 社会工作事务 · 项目支出": parts for people.
    std::string table_title;
    std::string row_label;
};

using Arguments = std::map<std::string, std::string>;

// A line of a catalogue with its arguments: {"proof.sum", {{"sum", "29.63 + 191.02"}, …}}.
struct Message {
    std::string id;
    Arguments arguments;
};

// 豁免: somebody answers for a finding.
struct Waiver {
    std::string who, when, why;  // when: "2026-03-01"
};

struct Finding {
    std::string id;       // "f1": its number in this report
    std::string key;      // fingerprint of rule, coordinates and text; survives a new run
    std::string rule;     // "sum-mismatch"
    std::string message;  // id of its sentence in the catalogues; empty: the rule
    Severity severity = Severity::kError;
    bool blocks_publication = false;
    Arguments arguments;
    std::vector<Message> proof;              // a short chain, one line each
    std::vector<std::string> suggestion;     // printed values that would hold, best first
    std::vector<Message> explanation;        // the slip that explains it, what it would restore
    int consequences = 0;                    // further relations broken by the same cause
    std::vector<FindingPlace> places;        // never empty; the first is at fault
    std::vector<FindingPlace> alternatives;  // other figures that could be the one at fault
    std::optional<Waiver> waived = {};
};

// 16 hexadecimal digits of a stable hash.
std::string fingerprint(const std::vector<std::string>& parts);

}  // namespace mingzhang
