#include "publish/terminal_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "publish/report_summary.h"
#include "publish/text_layout.h"

namespace mingzhang::publish {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kCyan = "\x1b[36m";
constexpr std::string_view kReset = "\x1b[0m";
constexpr int kUnbrokenTitle = 60;

std::string_view colour_of(Severity severity) {
    switch (severity) {
        case Severity::kError:
            return kRed;
        case Severity::kWarning:
            return kYellow;
        case Severity::kNotice:
            return kCyan;
        case Severity::kHint:
            return kDim;
    }
    return kDim;
}

std::string_view colour_of(Standing standing) {
    switch (standing) {
        case Standing::kHolds:
            return kGreen;
        case Standing::kOpen:
            return kYellow;
        case Standing::kFails:
            return kRed;
    }
    return kYellow;
}

class Writer {
  public:
    Writer(const Catalogue& catalogue, const TerminalStyle& style)
        : catalogue_(catalogue), style_(style) {}

    void document(const CheckReport& report) {
        line(document_heading(report.disclosure, catalogue_), 0, kBold);
        files_ = &report.disclosure.files;
        const std::string paths = document_paths(report.disclosure, catalogue_);
        if (!paths.empty()) line(paths, 0, kDim);
        blank();
        tables(report);
        blank();
        if (report.findings.empty()) line(catalogue_.say("report.no-findings"));
        for (const Finding& finding : report.findings) this->finding(finding);
        if (report.findings.empty()) blank();
        coverage(report);
        for (const std::string& note : note_lines(report, catalogue_)) line(note, 0, kDim);
        line(verdict(report, catalogue_), 0, colour_of(standing(report)));
    }

    void summary(std::span<const CheckReport> reports) {
        const auto wrong = std::count_if(reports.begin(), reports.end(), [](const auto& report) {
            return count_severities(report).errors > 0;
        });
        line(catalogue_.say("verdict.several", {{"documents", std::to_string(reports.size())},
                                                {"wrong", std::to_string(wrong)}}),
             0, kBold);
    }

    void blank() { out_ += '\n'; }
    std::string take() { return std::move(out_); }

  private:
    // `indent` blanks, the text broken at the width, in a colour where colours are asked for.
    void line(const std::string& text, int indent = 0, std::string_view colour = {}) {
        const std::string margin(static_cast<std::size_t>(indent), ' ');
        const std::string body = margin + wrapped(printable(text), style_.width, indent);
        out_ += style_.colour && !colour.empty() ? fmt::format("{}{}{}\n", colour, body, kReset)
                                                 : body + "\n";
    }

    void tables(const CheckReport& report) {
        const Disclosure& disclosure = report.disclosure;
        if (disclosure.tables.empty()) return line(catalogue_.say("report.no-tables"));
        std::vector<Row> rows = {heading_row()};
        for (std::size_t i = 0; i < disclosure.tables.size(); ++i) {
            rows.push_back(row_of(report, i));
        }
        std::array<int, kColumns> widths{};
        for (const Row& row : rows) {
            for (std::size_t c = 0; c < kColumns; ++c) {
                widths[c] = std::max(widths[c], columns_of(std::string_view(row[c])));
            }
        }
        int others = 2 * (static_cast<int>(kColumns) - 1);
        for (std::size_t c = 0; c < kColumns; ++c) others += c == kTitle ? 0 : widths[c];
        const int room = style_.width > 0 ? style_.width - others : kUnbrokenTitle;
        widths[kTitle] = std::min(widths[kTitle], std::max(room, 8));
        for (std::size_t r = 0; r < rows.size(); ++r) table_row(rows[r], widths, r == 0);
    }

    static constexpr std::size_t kColumns = 7;
    static constexpr std::size_t kTitle = 1;
    using Row = std::array<std::string, kColumns>;

    Row heading_row() const {
        return {
            catalogue_.say("report.table-number"),      catalogue_.say("report.table-title"),
            catalogue_.say("report.table-figures"),     catalogue_.say("report.table-proven"),
            catalogue_.say("report.table-conflicting"), catalogue_.say("report.table-uncovered"),
            catalogue_.say("report.table-status")};
    }

    Row row_of(const CheckReport& report, std::size_t index) const {
        const DisclosureTable& table = report.disclosure.tables[index];
        const FigureCounts counts = count_table(report, static_cast<int>(index));
        return {printable(table.id),
                printable(table.title),
                std::to_string(counts.total),
                std::to_string(counts.proven),
                std::to_string(counts.conflicting),
                std::to_string(counts.uncovered),
                table_state(table, catalogue_)};
    }

    void table_row(const Row& row, const std::array<int, kColumns>& widths, bool heading) {
        std::string text = fitted(row[0], widths[0]) + "  " + fitted(row[1], widths[1]);
        for (std::size_t c = 2; c + 1 < kColumns; ++c) {
            text += "  " + right_aligned(row[c], widths[c]);
        }
        text += "  " + row.back();
        out_ +=
            heading && style_.colour ? fmt::format("{}{}{}\n", kDim, text, kReset) : text + "\n";
    }

    void finding(const Finding& finding) {
        const std::string heading = finding.places.empty() ? "" : where(finding.places.front());
        if (!heading.empty()) line(heading, 0, kBold);
        line(catalogue_.say("report.finding",
                            {{"id", finding.id},
                             {"severity", std::string(severity_name(finding.severity))},
                             {"rule", finding.rule},
                             {"message", finding_message(finding, catalogue_)}}),
             2, colour_of(finding.severity));
        if (finding.waived) line(waiver_line(*finding.waived, catalogue_), 4);
        for (const std::string& proof : proof_lines(finding, catalogue_)) line(proof, 4);
        const std::string repair = advice(finding, catalogue_);
        if (!repair.empty()) line(repair, 4);
        if (finding.consequences > 0) {
            line(catalogue_.say("report.consequences",
                                {{"count", std::to_string(finding.consequences)}}),
                 4);
        }
        other_places(finding);
        for (const FindingPlace& other : finding.alternatives) place("report.alternative", other);
        blank();
    }

    // Those without words of their own share a line.
    void other_places(const Finding& finding) {
        std::vector<std::string> bare;
        for (std::size_t i = 1; i < finding.places.size(); ++i) {
            if (finding.places[i].text.empty()) {
                bare.push_back(where(finding.places[i]));
            } else {
                place("report.also", finding.places[i]);
            }
        }
        if (bare.empty()) return;
        const std::string all =
            fmt::format("{}", fmt::join(bare, catalogue_.say("report.list-separator")));
        line(catalogue_.say("report.also-at", {{"places", all}}), 4, kDim);
    }

    std::string where(const FindingPlace& at) const { return place_line(at, *files_, catalogue_); }

    void place(std::string_view id, const FindingPlace& at) {
        line(catalogue_.say(id, {{"place", where(at)}, {"text", at.text}}), 4, kDim);
    }

    void coverage(const CheckReport& report) {
        const FigureCounts counts = count_figures(report);
        line(
            catalogue_.say("report.coverage", {{"total", std::to_string(counts.total)},
                                               {"proven", std::to_string(counts.proven)},
                                               {"conflicting", std::to_string(counts.conflicting)},
                                               {"uncovered", std::to_string(counts.uncovered)},
                                               {"unreadable", std::to_string(counts.unreadable)}}));
        for (const auto& [reason, count] : uncovered_reasons(report)) {
            line(catalogue_.say("report.uncovered-reason",
                                {{"count", std::to_string(count)}, {"reason", reason}}),
                 2);
        }
        untold(report);
        if (!report.findings.empty()) severities(report);
    }

    // What the rules of sentences could not tell, where there is any.
    void untold(const CheckReport& report) {
        std::vector<std::string> rules;
        for (const RuleCoverage& rule : report.rules) {
            if (rule.untold == 0) continue;
            rules.push_back(catalogue_.say("report.untold-rule",
                                           {{"rule", rule.rule},
                                            {"untold", std::to_string(rule.untold)},
                                            {"looked_at", std::to_string(rule.looked_at)}}));
        }
        if (rules.empty()) return;
        const std::string all =
            fmt::format("{}", fmt::join(rules, catalogue_.say("report.list-separator")));
        line(catalogue_.say("report.untold", {{"rules", all}}));
    }

    void severities(const CheckReport& report) {
        const SeverityCounts counts = count_severities(report);
        line(catalogue_.say("report.severities", {{"errors", std::to_string(counts.errors)},
                                                  {"warnings", std::to_string(counts.warnings)},
                                                  {"notices", std::to_string(counts.notices)},
                                                  {"hints", std::to_string(counts.hints)}}));
        if (counts.waived > 0)
            line(catalogue_.say("report.waived", {{"count", std::to_string(counts.waived)}}));
    }

    const Catalogue& catalogue_;
    const TerminalStyle& style_;
    const std::vector<SourceFile>* files_ = nullptr;  // of the document being written
    std::string out_;
};

}  // namespace

std::string terminal_report(std::span<const CheckReport> reports, const Catalogue& catalogue,
                            const TerminalStyle& style) {
    Writer writer(catalogue, style);
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (i > 0) writer.blank();
        writer.document(reports[i]);
    }
    if (reports.size() > 1) {
        writer.blank();
        writer.summary(reports);
    }
    return writer.take();
}

}  // namespace mingzhang::publish
