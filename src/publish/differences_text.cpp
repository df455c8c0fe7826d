#include "publish/differences_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "publish/differences_words.h"
#include "publish/report_summary.h"
#include "publish/text_layout.h"

namespace mingzhang::publish {
namespace {

using std::size_t;

constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kRed = "\x1b[31m",
                           kGreen = "\x1b[32m", kYellow = "\x1b[33m", kReset = "\x1b[0m";

class Writer {
  public:
    Writer(const Differences& differences, const Catalogue& catalogue, const TerminalStyle& style)
        : differences_(differences), catalogue_(catalogue), style_(style) {}

    std::string run() {
        line("- " + side_heading(differences_.before, catalogue_), 2);
        line("+ " + side_heading(differences_.after, catalogue_), 2);
        for (const std::string& note : notes_of(differences_, catalogue_)) line(note, 0, kYellow);
        out_ += '\n';
        totals();
        for (const Cause& cause : differences_.causes) this->cause(cause);
        for (const ComparedSection& section : differences_.sections) this->section(section);
        line(equality(differences_, catalogue_), 0, differences_.equal() ? kGreen : kYellow);
        return std::move(out_);
    }

  private:
    // Further lines begin after `indent` blanks.
    void line(const std::string& text, int indent = 0, std::string_view colour = {}) {
        const std::string body = wrapped(printable(text), style_.width, indent);
        out_ += style_.colour && !colour.empty() ? fmt::format("{}{}{}\n", colour, body, kReset)
                                                 : body + "\n";
    }

    static constexpr size_t kColumns = 5;
    using Row = std::array<std::string, kColumns>;

    void totals() {
        if (differences_.totals.empty()) return;
        std::vector<Row> rows = {{catalogue_.say("diff.totals"), catalogue_.say("diff.before"),
                                  catalogue_.say("diff.after"), catalogue_.say("diff.difference"),
                                  "%"}};
        for (const Change& total : differences_.totals) rows.push_back(row_of(total));
        std::array<int, kColumns> widths{};
        for (const Row& row : rows)
            for (size_t c = 0; c < kColumns; ++c)
                widths[c] = std::max(widths[c], columns_of(std::string_view(row[c])));
        for (size_t r = 0; r < rows.size(); ++r) {
            std::string text = fitted(rows[r][0], widths[0]);
            for (size_t c = 1; c < kColumns; ++c)
                text += "  " + right_aligned(rows[r][c], widths[c]);
            out_ += (r == 0 ? coloured(text, kDim) : text) + "\n";
        }
        out_ += '\n';
    }

    Row row_of(const Change& total) const {
        std::string name = change_heading(total, catalogue_);
        if (!total.unit.empty())
            name = catalogue_.say("diff.in-unit", {{"name", name}, {"unit", total.unit}});
        return {printable(name), printable(total.before), printable(total.after),
                printable(total.difference), total.percent};
    }

    std::string coloured(const std::string& text, std::string_view colour) const {
        return style_.colour ? fmt::format("{}{}{}", colour, text, kReset) : text;
    }

    void cause(const Cause& cause) {
        line(cause_heading(cause, catalogue_), 0, kBold);
        size_t widest = cause.rest.size();
        for (const Change& part : cause.parts) widest = std::max(widest, part.difference.size());
        for (const Change& part : cause.parts) {
            line("  " + right_aligned(part.difference, static_cast<int>(widest)) + "  " +
                     change_heading(part, catalogue_) + catalogue_.say("diff.colon") +
                     transition(part),
                 static_cast<int>(widest) + 4);
        }
        const std::string rest = cause_rest(cause, catalogue_);
        if (!rest.empty()) {
            line("  " + right_aligned(cause.rest, static_cast<int>(widest)) + "  " + rest,
                 static_cast<int>(widest) + 4);
        }
        out_ += '\n';
    }

    std::string transition(const Change& change) const {
        if (change.kind == ChangeKind::kAdded)
            return catalogue_.say("diff.added") + shown_value(change, change.after, catalogue_);
        if (change.kind == ChangeKind::kRemoved)
            return catalogue_.say("diff.removed") + shown_value(change, change.before, catalogue_);
        return shown_value(change, change.before, catalogue_) + " → " +
               shown_value(change, change.after, catalogue_);
    }

    void section(const ComparedSection& section) {
        line(section_heading(section, catalogue_), 0, kBold);
        const size_t shown = std::min(section.changes.size(), kMostChangesShown);
        for (size_t i = 0; i < shown; ++i) this->change(section.changes[i]);
        if (shown < section.changes.size()) {
            line("  " + catalogue_.say("diff.more",
                                       {{"count", std::to_string(section.changes.size() - shown)}}),
                 2);
        }
        out_ += '\n';
    }

    void change(const Change& change) {
        const std::string heading = change_heading(change, catalogue_);
        const std::string name = heading.empty() ? "" : heading + catalogue_.say("diff.colon");
        switch (change.kind) {
            case ChangeKind::kSame:
                return;
            case ChangeKind::kAdded:
                return line("+ " + name + shown_value(change, change.after, catalogue_), 2, kGreen);
            case ChangeKind::kRemoved:
                return line("- " + name + shown_value(change, change.before, catalogue_), 2, kRed);
            case ChangeKind::kChanged:
                break;
        }
        if (change.words.empty()) {
            line("~ " + name + transition(change) + change_remark(change, catalogue_), 2);
        } else {
            line("~ " + name + marked(change.words), 2);
        }
    }

    static std::string marked(const std::vector<WordRun>& words) {
        std::string out;
        for (const WordRun& run : shortened(words)) {
            if (run.same) {
                out += run.after;
                continue;
            }
            if (!run.before.empty()) out += "[-" + run.before + "-]";
            if (!run.after.empty()) out += "{+" + run.after + "+}";
        }
        return out;
    }

    const Differences& differences_;
    const Catalogue& catalogue_;
    const TerminalStyle& style_;
    std::string out_;
};

}  // namespace

std::string differences_text(const Differences& differences, const Catalogue& catalogue,
                             const TerminalStyle& style) {
    return Writer(differences, catalogue, style).run();
}

}  // namespace mingzhang::publish
