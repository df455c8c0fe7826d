#include "publish/report_summary.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace mingzhang::publish {
namespace {

FigureCounts count_if(const CheckReport& report, auto&& wanted) {
    FigureCounts counts;
    for (std::size_t i = 0; i < report.disclosure.figures.size(); ++i) {
        if (is_reported(report, i) && wanted(report.disclosure.figures[i])) {
            counts.add(coverage_of(report, i).coverage);
        }
    }
    return counts;
}

// "T03" → "3"; empty for the "U1" of a table that no pack names.
std::string table_number(const std::string& id) {
    if (id.size() < 2 || id.front() != 'T') return {};
    const bool digits =
        std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return {};
    const std::size_t first = id.find_first_not_of('0', 1);
    return first == std::string::npos ? std::string() : id.substr(first);
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string where_in_source(const Place& place, const std::vector<SourceFile>& files,
                            const Catalogue& catalogue) {
    std::vector<std::string> parts;
    if (const std::string name = file_name(place, files); !name.empty()) parts.push_back(name);
    const int line = line_in_file(place, files);
    if (place.page > 0) {
        parts.push_back(catalogue.say("place.page", {{"number", std::to_string(place.page)}}));
    } else if (line > 0) {
        parts.push_back(catalogue.say("place.line", {{"number", std::to_string(line)}}));
    }
    if (!place.sheet.empty()) {
        parts.push_back(catalogue.say("place.sheet", {{"name", place.sheet}}));
    }
    if (!place.cell.empty()) parts.push_back(catalogue.say("place.cell", {{"name", place.cell}}));
    return join(parts, " ");
}

std::string table_words(const FindingPlace& place, const Catalogue& catalogue) {
    std::vector<std::string> parts;
    const std::string number = table_number(place.table);
    if (!number.empty()) {
        parts.push_back(catalogue.say("place.table", {{"number", number}}));
    } else if (!place.table.empty() && place.table_title.empty()) {
        parts.push_back(place.table);
    }
    if (!place.table_title.empty()) parts.push_back(place.table_title);
    return join(parts, " ");
}

std::string table_verdict(const CheckReport& report, const Catalogue& catalogue) {
    const FigureCounts counts = count_tables(report);
    if (report.tables_have_witness) {
        if (counts.proven == 0) return catalogue.say("verdict.nothing");
        const std::string proven = std::to_string(counts.proven);
        const int rest = counts.total - counts.proven;
        if (rest == 0) return catalogue.say("verdict.all", {{"proven", proven}});
        return catalogue.say("verdict.part", {{"proven", proven}, {"rest", std::to_string(rest)}});
    }
    if (counts.conflicting > 0) {
        return catalogue.say("verdict.contradiction",
                             {{"conflicting", std::to_string(counts.conflicting)}});
    }
    return catalogue.say(counts.total == 0 ? "verdict.nothing" : "verdict.undecided");
}

}  // namespace

void FigureCounts::add(Coverage coverage) {
    ++total;
    switch (coverage) {
        case Coverage::kProven:
            ++proven;
            break;
        case Coverage::kConflicting:
            ++conflicting;
            break;
        case Coverage::kUncovered:
            ++uncovered;
            break;
        case Coverage::kUnreadable:
            ++unreadable;
            break;
    }
}

FigureCoverage coverage_of(const CheckReport& report, std::size_t figure) {
    FigureCoverage coverage;
    if (figure < report.coverage.size()) coverage = report.coverage[figure];
    if (coverage.coverage == Coverage::kUncovered && coverage.reason.empty()) {
        const std::string& reason = report.disclosure.figures[figure].uncovered;
        coverage.reason = reason.empty() ? "not-bounded" : reason;
    }
    return coverage;
}

bool is_reported(const CheckReport& report, std::size_t figure) {
    return report.disclosure.figures[figure].counts() ||
           coverage_of(report, figure).coverage == Coverage::kUnreadable;
}

FigureCounts count_figures(const CheckReport& report) {
    return count_if(report, [](const Figure&) { return true; });
}

FigureCounts count_table(const CheckReport& report, int table) {
    return count_if(report, [table](const Figure& figure) {
        return figure.table == table && figure.kind == FigureKind::kAmount;
    });
}

FigureCounts count_tables(const CheckReport& report) {
    return count_if(report, [](const Figure& figure) {
        return figure.table >= 0 && figure.kind == FigureKind::kAmount;
    });
}

std::vector<std::pair<std::string, int>> uncovered_reasons(const CheckReport& report) {
    std::map<std::string, int> counts;
    for (std::size_t i = 0; i < report.disclosure.figures.size(); ++i) {
        const FigureCoverage coverage = coverage_of(report, i);
        if (is_reported(report, i) && coverage.coverage == Coverage::kUncovered) {
            ++counts[coverage.reason];
        }
    }
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return sorted;
}

std::string_view coverage_name(Coverage coverage) {
    switch (coverage) {
        case Coverage::kProven:
            return "proven";
        case Coverage::kConflicting:
            return "conflicting";
        case Coverage::kUncovered:
            return "uncovered";
        case Coverage::kUnreadable:
            return "unreadable";
    }
    return "uncovered";
}

SeverityCounts count_severities(const CheckReport& report) {
    SeverityCounts counts;
    for (const Finding& finding : report.findings) {
        if (finding.waived) {
            ++counts.waived;
            continue;
        }
        switch (finding.severity) {
            case Severity::kError:
                ++counts.errors;
                break;
            case Severity::kWarning:
                ++counts.warnings;
                break;
            case Severity::kNotice:
                ++counts.notices;
                break;
            case Severity::kHint:
                ++counts.hints;
                break;
        }
    }
    return counts;
}

std::string file_name(const Place& place, const std::vector<SourceFile>& files) {
    const auto index = static_cast<std::size_t>(place.source);
    if (index >= files.size()) return {};
    const std::string& path = files[index].path;
    const std::string name(last_part(path));
    const auto of_name = std::count_if(files.begin(), files.end(), [&](const SourceFile& other) {
        return last_part(other.path) == name;
    });
    if (of_name == 1) return name;
    const auto of_path = std::count_if(files.begin(), files.end(),
                                       [&](const SourceFile& f) { return f.path == path; });
    return of_path == 1 ? path : fmt::format("{} ({})", path, index + 1);
}

const std::string& file_path(const Place& place, const Disclosure& disclosure) {
    const auto index = static_cast<std::size_t>(place.source);
    return index < disclosure.files.size() ? disclosure.files[index].path : disclosure.path;
}

std::string place_line(const FindingPlace& place, const std::vector<SourceFile>& files,
                       const Catalogue& catalogue) {
    std::vector<std::string> head;
    for (std::string part :
         {where_in_source(place.place, files, catalogue), table_words(place, catalogue)}) {
        if (!part.empty()) head.push_back(std::move(part));
    }
    std::vector<std::string> parts;
    if (!head.empty()) parts.push_back(join(head, " "));
    const std::string& row = place.row_label.empty() ? place.row : place.row_label;
    if (!row.empty()) parts.push_back(row);
    if (!place.column.empty()) parts.push_back(place.column);
    return join(parts, " · ");
}

std::string table_state(const DisclosureTable& table, const Catalogue& catalogue) {
    if (table.status == TableStatus::kRecognised) {
        return catalogue.say(table.noted_empty ? "status.empty" : "status.recognised");
    }
    return catalogue.say(table.status == TableStatus::kUnreadable ? "status.unreadable"
                                                                  : "status.unrecognised");
}

std::span<const SourceFile> own_files(const Disclosure& disclosure) {
    return std::span(disclosure.files).first(disclosure.files.size() - disclosure.files_beside);
}

std::string document_paths(const Disclosure& disclosure, const Catalogue& catalogue) {
    if (disclosure.files.empty()) return disclosure.path;
    const auto joined = [](std::span<const SourceFile> files) {
        std::vector<std::string> paths;
        for (const SourceFile& file : files) paths.push_back(file.path);
        return join(paths, " + ");
    };
    const std::string own = joined(own_files(disclosure));
    if (disclosure.files_beside == 0) return own;
    const std::string others = joined(std::span(disclosure.files).last(disclosure.files_beside));
    return catalogue.say("report.beside", {{"files", own}, {"others", others}});
}

std::string document_heading(const Disclosure& disclosure, const Catalogue& catalogue) {
    const std::string kind(kind_name(disclosure.kind));
    std::vector<std::string> parts;
    parts.push_back(disclosure.year > 0
                        ? catalogue.say("report.kind-year",
                                        {{"year", std::to_string(disclosure.year)}, {"kind", kind}})
                        : catalogue.say("kind." + kind));
    if (!disclosure.department.empty()) parts.push_back(disclosure.department);
    parts.push_back(disclosure.pack.empty()
                        ? catalogue.say("report.no-pack")
                        : catalogue.say("report.pack", {{"pack", disclosure.pack}}));
    return join(parts, " · ");
}

std::string finding_message(const Finding& finding, const Catalogue& catalogue) {
    return catalogue.say(
        {finding.message.empty() ? finding.rule : finding.message, finding.arguments});
}

std::vector<std::string> proof_lines(const Finding& finding, const Catalogue& catalogue) {
    std::vector<std::string> lines;
    for (const Message& message : finding.proof) lines.push_back(catalogue.say(message));
    return lines;
}

std::string advice(const Finding& finding, const Catalogue& catalogue) {
    std::vector<std::string> parts;
    const bool says_value =
        std::any_of(finding.explanation.begin(), finding.explanation.end(),
                    [](const Message& message) { return message.arguments.contains("value"); });
    if (!finding.suggestion.empty() && !says_value) {
        parts.push_back(catalogue.say(
            "report.suggestion",
            {{"values", join(finding.suggestion, catalogue.say("report.list-separator"))}}));
    }
    for (const Message& message : finding.explanation) parts.push_back(catalogue.say(message));
    return join(parts, catalogue.say("report.clause-separator"));
}

namespace {

// One ledger explains the tables, and none the text or the declarations with them.
bool document_contradicts(const CheckReport& report) {
    return report.tables_have_witness && !report.document_has_witness &&
           count_figures(report).conflicting > count_tables(report).conflicting;
}

// What one ledger explains, without what could not be read; and that there are errors beside, where
// nothing else says so.
std::string verdict_of_figures(const CheckReport& report, const Catalogue& catalogue) {
    std::string out = table_verdict(report, catalogue);
    if (!report.tables_have_witness) return out;
    const auto add = [&](std::string_view id, Arguments arguments = {}) {
        out += catalogue.say("report.sentence-gap") + catalogue.say(id, std::move(arguments));
    };
    if (document_contradicts(report)) {
        add("verdict.document-contradicts");
        return out;
    }
    if (count_figures(report).proven > count_tables(report).proven && report.document_has_witness)
        add("verdict.document");
    if (const int errors = count_severities(report).errors; errors > 0)
        add("verdict.errors", {{"count", std::to_string(errors)}});
    return out;
}

}  // namespace

std::string verdict(const CheckReport& report, const Catalogue& catalogue) {
    const std::string figures = verdict_of_figures(report, catalogue);
    if (!any_unreadable(report.disclosure.remarks)) return figures;
    return figures + catalogue.say("report.sentence-gap") + catalogue.say("verdict.unread");
}

Standing standing(const CheckReport& report) {
    const FigureCounts counts = count_tables(report);
    if (!report.tables_have_witness) {
        return counts.conflicting > 0 ? Standing::kFails : Standing::kOpen;
    }
    if (document_contradicts(report)) return Standing::kFails;
    const bool whole =
        !any_unreadable(report.disclosure.remarks) && count_severities(report).errors == 0;
    return counts.proven > 0 && whole ? Standing::kHolds : Standing::kOpen;
}

std::vector<std::string> note_lines(const CheckReport& report, const Catalogue& catalogue) {
    std::vector<std::string> lines;
    for (const Remark& remark : report.disclosure.remarks) {
        if (remark.unreadable) continue;
        const std::string where = where_in_source(remark.place, report.disclosure.files, catalogue);
        const std::string note = catalogue.say(message_of(remark));
        lines.push_back(where.empty()
                            ? catalogue.say("report.note", {{"note", note}})
                            : catalogue.say("report.note-at", {{"place", where}, {"note", note}}));
    }
    return lines;
}

std::string in_wan_yuan(int64_t fen) {
    std::string text = Money::fen(fen).print(Unit::kWanYuan, 6);
    while (text.ends_with("0") && text[text.size() - 3] != '.') text.pop_back();
    return text;
}

std::string printable(std::string_view text) {
    std::string valid;
    utf8::replace_invalid(text.begin(), text.end(), std::back_inserter(valid), U'\uFFFD');
    std::string out;
    for (auto at = valid.begin(); at != valid.end();) {
        const char32_t c = static_cast<char32_t>(utf8::next(at, valid.end()));
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        const bool reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        utf8::append(control || reorders ? U' ' : c, std::back_inserter(out));
    }
    return out;
}

std::string waiver_line(const Waiver& waiver, const Catalogue& catalogue) {
    return catalogue.say("report.waiver",
                         {{"who", waiver.who}, {"when", waiver.when}, {"why", waiver.why}});
}

int exit_code(std::span<const CheckReport> reports) {
    int worst = 0;
    for (const CheckReport& report : reports) {
        const bool cut = std::any_of(report.findings.begin(), report.findings.end(),
                                     [](const Finding& f) { return f.rule == "document-cut-off"; });
        worst = std::max(worst, cut ? 2 : count_severities(report).errors > 0 ? 1 : 0);
    }
    return worst;
}

}  // namespace mingzhang::publish
