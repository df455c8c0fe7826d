// What all reports say of a CheckReport, whatever their format.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/report.h"
#include "publish/messages.h"

namespace mingzhang::publish {

struct FigureCounts {
    int total = 0, proven = 0, conflicting = 0, uncovered = 0, unreadable = 0;

    void add(Coverage coverage);
    bool operator==(const FigureCounts&) const = default;
};

// Printed figures (Figure::counts()) and those that could not be read, by coverage.
FigureCounts count_figures(const CheckReport& report);
// The same of the amounts of one table, and of all tables.
FigureCounts count_table(const CheckReport& report, int table);
FigureCounts count_tables(const CheckReport& report);

// Why figures are not covered, with the number of figures; the most frequent reason first.
std::vector<std::pair<std::string, int>> uncovered_reasons(const CheckReport& report);

// The coverage of a figure; not covered for want of bounds where the report says nothing.
FigureCoverage coverage_of(const CheckReport& report, std::size_t figure);
bool is_reported(const CheckReport& report, std::size_t figure);

std::string_view coverage_name(Coverage coverage);  // "proven"

struct SeverityCounts {
    int errors = 0, warnings = 0, notices = 0, hints = 0;
    int waived = 0;  // of any severity; they count nowhere else
};
SeverityCounts count_severities(const CheckReport& report);

// How the file of a place is called among several: by its name without the folders, where that
// tells it from the others. Empty where there is one file only.
std::string file_name(const Place& place, const std::vector<SourceFile>& files);
// The path of the file of a place.
const std::string& file_path(const Place& place, const Disclosure& disclosure);

// "第14页 表3 2026年预算支出总表 · 20139 社会工作事务 · 项目支出", as far as it is known; of
// several files with the name of the one it is.
std::string place_line(const FindingPlace& place, const std::vector<SourceFile>& files,
                       const Catalogue& catalogue);
std::string table_state(const DisclosureTable& table, const Catalogue& catalogue);
// Its files without those it was held against; empty where there is one file alone.
std::span<const SourceFile> own_files(const Disclosure& disclosure);
// The paths of its files: "tables.pdf + narrative.pdf", and of those it was held against.
std::string document_paths(const Disclosure& disclosure, const Catalogue& catalogue);
std::string document_heading(const Disclosure& disclosure, const Catalogue& catalogue);
std::string finding_message(const Finding& finding, const Catalogue& catalogue);
std::vector<std::string> proof_lines(const Finding& finding, const Catalogue& catalogue);
std::string waiver_line(const Waiver& waiver, const Catalogue& catalogue);
// What to do: the explanation, or the values that would hold; empty where neither is known.
std::string advice(const Finding& finding, const Catalogue& catalogue);
// Whether one ledger explains the tables, and the rest of the document where that is known; and
// whether there are errors beside, and something that could not be read.
std::string verdict(const CheckReport& report, const Catalogue& catalogue);

enum class Standing { kHolds, kOpen, kFails };
// The verdict as a colour. What was not read whole, or has an error, never holds.
Standing standing(const CheckReport& report);

// What the reader had to do, with its place; what it could not read is among the findings.
std::vector<std::string> note_lines(const CheckReport& report, const Catalogue& catalogue);

// An amount in fen as 万元 with as many decimals as it needs, at least two: "0.015".
std::string in_wan_yuan(int64_t fen);

// Valid UTF-8 without control characters: what a document says cannot steer a terminal.
std::string printable(std::string_view text);

// 2 where a document was cut off and not read whole, 1 where a finding is an error, else 0.
int exit_code(std::span<const CheckReport> reports);

}  // namespace mingzhang::publish
