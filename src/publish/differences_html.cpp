#include "publish/differences_html.h"

#include <fmt/format.h>

#include <algorithm>

#include "publish/differences_words.h"
#include "publish/html_page.h"

namespace mingzhang::publish {
namespace {

using std::size_t;

class Writer {
  public:
    Writer(const Differences& differences, const Catalogue& catalogue)
        : differences_(differences), catalogue_(catalogue) {}

    std::string run() {
        masthead();
        out_ += "<main class=\"differences\">\n";
        totals();
        for (const Cause& cause : differences_.causes) this->cause(cause);
        for (const ComparedSection& section : differences_.sections) this->section(section);
        out_ += "</main>\n</div>\n";
        return html_page(catalogue_.say("diff.title"), out_, catalogue_);
    }

  private:
    std::string say(std::string_view id) const { return escaped(catalogue_.say(id)); }

    void masthead() {
        out_ += fmt::format(
            "<div class=\"page\">\n<header class=\"masthead\"><p class=\"brand\">{}</p>"
            "<h1>{}</h1>\n<p class=\"source\">− {}<br>+ {}</p>\n"
            "<div class=\"verdict {}\"><p class=\"sentence\">{}</p>",
            say("html.title"), say("diff.title"),
            escaped(side_heading(differences_.before, catalogue_)),
            escaped(side_heading(differences_.after, catalogue_)),
            differences_.equal() && differences_.read_whole() ? "holds" : "open",
            escaped(equality(differences_, catalogue_)));
        for (const std::string& note : notes_of(differences_, catalogue_))
            out_ += fmt::format("<p class=\"muted\">{}</p>", escaped(note));
        out_ += "</div></header>\n";
    }

    void begin_table(std::string_view first) {
        out_ += fmt::format(
            "<div class=\"scroll\"><table class=\"tables\"><thead><tr><th scope=\"col\">{}</th>"
            "<th scope=\"col\" class=\"num\">{}</th><th scope=\"col\" class=\"num\">{}</th>"
            "<th scope=\"col\" class=\"num\">{}</th><th scope=\"col\" class=\"num\">%</th></tr>"
            "</thead>\n<tbody>\n",
            first, say("diff.before"), say("diff.after"), say("diff.difference"));
    }
    void end_table() { out_ += "</tbody></table></div>\n"; }

    void row(const Change& change) {
        const auto value = [&](const std::string& text, ChangeKind absent) {
            return change.kind == absent ? std::string()
                                         : escaped(shown_value(change, text, catalogue_));
        };
        out_ += fmt::format(
            "<tr class=\"{}\"><td>{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td>"
            "<td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
            change_name(change.kind), escaped(change_heading(change, catalogue_)),
            value(change.before, ChangeKind::kAdded), value(change.after, ChangeKind::kRemoved),
            escaped(change.difference) +
                (change.may_be_equal ? " " + say("diff.may-be-equal") : std::string()),
            escaped(change.percent));
    }

    void totals() {
        if (differences_.totals.empty()) return;
        out_ += fmt::format("<section class=\"sheet\"><h2>{}</h2>\n", say("diff.totals"));
        begin_table("");
        for (const Change& total : differences_.totals) row(total);
        end_table();
        out_ += "</section>\n";
    }

    void cause(const Cause& cause) {
        out_ += fmt::format("<section class=\"sheet\"><h2>{}</h2>\n",
                            escaped(cause_heading(cause, catalogue_)));
        begin_table("");
        for (const Change& part : cause.parts) row(part);
        const std::string rest = cause_rest(cause, catalogue_);
        if (!rest.empty()) {
            out_ += fmt::format(
                "<tr><td colspan=\"3\">{}</td><td class=\"num\">{}</td><td></td></tr>\n",
                escaped(rest), escaped(cause.rest));
        }
        end_table();
        out_ += "</section>\n";
    }

    static bool is_amount(const Change& change) {
        return change.what == "amount" || change.what == "count";
    }

    // Runs of amounts are tables, all else lists.
    void section(const ComparedSection& section) {
        out_ += fmt::format("<section class=\"sheet\"><h2>{}</h2>\n",
                            escaped(section_heading(section, catalogue_)));
        const size_t shown = std::min(section.changes.size(), kMostChangesShown);
        for (size_t i = 0; i < shown;) {
            const bool amounts = is_amount(section.changes[i]);
            if (amounts) begin_table("");
            if (!amounts) out_ += "<ul class=\"changes\">\n";
            for (; i < shown && is_amount(section.changes[i]) == amounts; ++i)
                amounts ? row(section.changes[i]) : item(section.changes[i]);
            if (amounts) end_table();
            if (!amounts) out_ += "</ul>\n";
        }
        if (shown < section.changes.size()) {
            out_ += fmt::format(
                "<p class=\"muted\">{}</p>\n",
                escaped(catalogue_.say(
                    "diff.more", {{"count", std::to_string(section.changes.size() - shown)}})));
        }
        out_ += "</section>\n";
    }

    std::string tagged(const char* tag, const Change& change, const std::string& value) const {
        return fmt::format("<{0}>{1}</{0}>", tag,
                           with_breaks(shown_value(change, value, catalogue_)));
    }

    void item(const Change& change) {
        const std::string heading = change_heading(change, catalogue_);
        out_ += fmt::format("<li class=\"{}\">", change_name(change.kind));
        if (!heading.empty()) out_ += fmt::format("<strong>{}</strong> ", escaped(heading));
        if (!change.words.empty()) {
            words(change.words);
        } else {
            if (change.kind != ChangeKind::kAdded) out_ += tagged("del", change, change.before);
            if (change.kind == ChangeKind::kChanged) out_ += " → ";
            if (change.kind != ChangeKind::kRemoved) out_ += tagged("ins", change, change.after);
            out_ += escaped(change_remark(change, catalogue_));
        }
        out_ += "</li>\n";
    }

    void words(const std::vector<WordRun>& runs) {
        for (const WordRun& run : shortened(runs)) {
            if (run.same) {
                out_ += with_breaks(run.after);
                continue;
            }
            if (!run.before.empty()) out_ += "<del>" + with_breaks(run.before) + "</del>";
            if (!run.after.empty()) out_ += "<ins>" + with_breaks(run.after) + "</ins>";
        }
    }

    const Differences& differences_;
    const Catalogue& catalogue_;
    std::string out_;
};

}  // namespace

std::string differences_html(const Differences& differences, const Catalogue& catalogue) {
    return Writer(differences, catalogue).run();
}

}  // namespace mingzhang::publish
