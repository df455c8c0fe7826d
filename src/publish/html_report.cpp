#include "publish/html_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "publish/html_assets.h"
#include "publish/html_marks.h"
#include "publish/html_page.h"
#include "publish/report_summary.h"

namespace mingzhang::publish {
namespace {

std::string_view class_of(Coverage coverage) {
    return coverage == Coverage::kConflicting ? "contradicted" : coverage_name(coverage);
}

std::string_view class_of(Part part) {
    switch (part) {
        case Part::kAtFault:
            return "fault";
        case Part::kInvolved:
            return "involved";
        case Part::kAlternative:
            return "suspect";
    }
    return "involved";
}

// One row of a table with the index of its first piece.
struct GridRow {
    const std::vector<GridCell>* cells = nullptr;
    std::size_t first_piece = 0;
};

// One report. Its ids begin with `prefix`, so that several can share a page.
class ReportWriter {
  public:
    ReportWriter(const CheckReport& report, const SourceDocument& document,
                 const Catalogue& catalogue, std::string home, std::string prefix)
        : report_(report),
          document_(document),
          catalogue_(catalogue),
          home_(std::move(home)),
          prefix_(std::move(prefix)),
          pieces_(mark(report, document)) {
        for (const Piece& piece : pieces_) places_.insert(place_key(*piece.place));
        const Disclosure& d = report.disclosure;
        for (std::size_t i = 0; i < d.tables.size(); ++i) {
            tables_at_.emplace(place_key(d.tables[i].place), i);
        }
        for (const Section& section : d.sections) {
            levels_.emplace(place_key(section.place), section.level);
        }
    }

    std::string write() {
        add("<div class=\"page\"{}>\n",
            prefix_.empty() ? std::string() : fmt::format(" id=\"{}\"", prefix_));
        masthead();
        findings();
        source();
        add("</div>\n");
        return std::move(out_);
    }

    std::string title() const {
        const Disclosure& d = report_.disclosure;
        const std::string kind(kind_name(d.kind));
        const std::string what =
            d.year > 0 ? catalogue_.say("report.kind-year",
                                        {{"year", std::to_string(d.year)}, {"kind", kind}})
                       : catalogue_.say("kind." + kind);
        return d.department.empty() ? what : d.department + " " + what;
    }

  private:
    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    std::string say(std::string_view id, Arguments arguments = {}) const {
        return escaped(catalogue_.say(id, std::move(arguments)));
    }

    std::string id(std::string_view name) const { return prefix_ + std::string(name); }

    std::string finding_anchor(std::size_t finding) const {
        return fmt::format("{}f{}", prefix_, finding + 1);
    }

    std::string place_anchor(std::size_t finding, std::size_t place) const {
        return fmt::format("{}f{}-{}", prefix_, finding + 1, place + 1);
    }

    std::string table_anchor(std::size_t table) const {
        return fmt::format("{}t{}", prefix_, table + 1);
    }

    // ---- verdict and counts

    void masthead() {
        const Disclosure& d = report_.disclosure;
        add("<header class=\"masthead\">\n<p class=\"brand\">{}{}{}</p>\n<h1>{}</h1>\n",
            say("html.title"), html_link(home_, say("html.home")),
            prefix_.empty() ? std::string() : html_link("#top", say("html.to-list")),
            escaped(title()));
        const std::string pack =
            d.pack.empty() ? say("report.no-pack") : say("report.pack", {{"pack", d.pack}});
        const std::string paths = escaped(document_paths(d, catalogue_));
        add("<p class=\"source\">{}{}{}</p>\n", paths, paths.empty() ? "" : " · ", pack);
        add("<section class=\"verdict {}\" aria-label=\"{}\">\n<p class=\"sentence\">{}</p>\n",
            verdict_class(), say("html.summary"), escaped(verdict(report_, catalogue_)));
        const FigureCounts counts = count_figures(report_);
        bar(counts);
        numbers(counts);
        notes();
        reasons();
        untold();
        tables();
        add("</section>\n</header>\n");
    }

    std::string_view verdict_class() const {
        switch (standing(report_)) {
            case Standing::kHolds:
                return "holds";
            case Standing::kOpen:
                return "open";
            case Standing::kFails:
                return "fails";
        }
        return "open";
    }

    void bar(const FigureCounts& counts) {
        if (counts.total == 0) return;
        add("<svg class=\"bar\" viewBox=\"0 0 {} 1\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\">",
            counts.total);
        int at = 0;
        const auto piece = [&](std::string_view name, int width) {
            if (width > 0) {
                add("<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"1\"/>", name, at, width);
            }
            at += width;
        };
        piece("proven", counts.proven);
        piece("contradicted", counts.conflicting);
        piece("unreadable", counts.unreadable);
        piece("uncovered", counts.uncovered);
        add("</svg>\n");
    }

    void numbers(const FigureCounts& counts) {
        const auto number = [this](std::string_view name, const std::string& label, int count) {
            add("<div class=\"{}\"><dt>{}</dt><dd>{}</dd></div>\n", name, label, count);
        };
        add("<dl class=\"counts\">\n");
        number("all", say("html.all-figures"), counts.total);
        number("proven", say("coverage.proven"), counts.proven);
        number("contradicted", say("coverage.conflicting"), counts.conflicting);
        number("uncovered", say("coverage.uncovered"), counts.uncovered);
        if (counts.unreadable > 0) {
            number("unreadable", say("coverage.unreadable"), counts.unreadable);
        }
        add("</dl>\n");
    }

    void notes() {
        const std::vector<std::string> lines = note_lines(report_, catalogue_);
        if (lines.empty()) return;
        add("<ul class=\"more\">\n");
        for (const std::string& line : lines) add("<li>{}</li>\n", escaped(line));
        add("</ul>\n");
    }

    void reasons() {
        const auto found = uncovered_reasons(report_);
        if (found.empty() && !report_.widest_slack) return;
        add("<details class=\"more\"><summary>{}</summary><ul>\n", say("html.coverage"));
        for (const auto& [reason, count] : found) {
            add("<li>{}</li>\n", say("report.uncovered-reason",
                                     {{"count", std::to_string(count)}, {"reason", reason}}));
        }
        if (report_.widest_slack) {
            add("<li>{}</li>\n",
                say("report.widest-slack", {{"amount", in_wan_yuan(*report_.widest_slack)}}));
        }
        add("</ul></details>\n");
    }

    // How often each rule of sentences could not tell.
    void untold() {
        int all = 0;
        std::string lines;
        for (const RuleCoverage& rule : report_.rules) {
            if (rule.untold == 0) continue;
            all += rule.untold;
            lines += fmt::format(
                "<li>{}</li>\n",
                say("html.untold-rule", {{"rule", rule.rule},
                                         {"untold", std::to_string(rule.untold)},
                                         {"looked_at", std::to_string(rule.looked_at)}}));
        }
        if (all == 0) return;
        add("<details class=\"more\"><summary>{}</summary><ul>\n{}</ul></details>\n",
            say("html.untold", {{"count", std::to_string(all)}}), lines);
    }

    void tables() {
        const auto& all = report_.disclosure.tables;
        if (all.empty()) return;
        add("<details class=\"more\"><summary>{}</summary>\n<table class=\"tables\"><thead><tr>"
            "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"num\">{}"
            "</th><th scope=\"col\" class=\"num\">{}</th><th scope=\"col\" class=\"num\">{}</th>"
            "<th scope=\"col\" class=\"num optional\">{}</th><th scope=\"col\" class=\"optional\">"
            "{}</th></tr></thead>\n<tbody>\n",
            say("html.tables", {{"count", std::to_string(all.size())}}), say("report.table-number"),
            say("report.table-title"), say("report.table-figures"), say("report.table-proven"),
            say("report.table-conflicting"), say("report.table-uncovered"),
            say("report.table-status"));
        for (std::size_t i = 0; i < all.size(); ++i) table_line(i);
        add("</tbody></table></details>\n");
    }

    void table_line(std::size_t index) {
        const DisclosureTable& table = report_.disclosure.tables[index];
        const FigureCounts counts = count_table(report_, static_cast<int>(index));
        const bool linked = places_.contains(place_key(table.place));
        const std::string name = linked ? fmt::format("<a href=\"#{}\">{}</a>", table_anchor(index),
                                                      escaped(table.title))
                                        : escaped(table.title);
        add("<tr><td>{}</td><td>{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td>"
            "<td class=\"num{}\">{}</td><td class=\"num optional\">{}</td>"
            "<td class=\"optional\">{}</td></tr>\n",
            escaped(table.id), name, counts.total, counts.proven,
            counts.conflicting > 0 ? " bad" : "", counts.conflicting, counts.uncovered,
            escaped(table_state(table, catalogue_)));
    }

    // ---- findings

    void findings() {
        add("<section class=\"findings\" id=\"{0}\" aria-labelledby=\"{0}-title\">\n"
            "<div class=\"panel-head\"><h2 id=\"{0}-title\">{1} <span class=\"muted\">{2}"
            "</span></h2>",
            id("findings"), say("html.findings"), report_.findings.size());
        add("<div class=\"steps\"><button type=\"button\" class=\"previous\" "
            "aria-keyshortcuts=\"k\">{}</button><button type=\"button\" class=\"next\" "
            "aria-keyshortcuts=\"j\">{}</button><button type=\"button\" class=\"print\">{}</button>"
            "</div></div>\n",
            say("html.previous"), say("html.next"), say("html.print"));
        filter();
        if (report_.findings.empty()) {
            add("<p class=\"none\">{}</p>\n", say("report.no-findings"));
        }
        for (std::size_t i = 0; i < report_.findings.size(); ++i) finding(i);
        add("</section>\n");
    }

    void filter() {
        if (report_.findings.empty()) return;
        add("<fieldset class=\"filter\"><legend class=\"hidden-text\">{}</legend>\n",
            say("html.filter"));
        const SeverityCounts counts = count_severities(report_);
        severity_switch(Severity::kError, counts.errors);
        severity_switch(Severity::kWarning, counts.warnings);
        severity_switch(Severity::kNotice, counts.notices);
        severity_switch(Severity::kHint, counts.hints);
        add("</fieldset>\n");
    }

    void severity_switch(Severity severity, int count) {
        if (count == 0) return;
        const std::string name(severity_name(severity));
        add("<label><input type=\"checkbox\" name=\"{0}\" checked>{1} {2}</label>\n", name,
            say("severity." + name), count);
    }

    void finding(std::size_t index) {
        const Finding& f = report_.findings[index];
        const std::string severity(severity_name(f.severity));
        const bool open =
            !f.waived && (f.severity == Severity::kError || f.severity == Severity::kWarning);
        add("<details class=\"finding {}{}\" id=\"{}\"{}>\n<summary><div class=\"top\"><span "
            "class=\"badge\">{}</span><span>{}</span><span class=\"name\">{}</span></div>\n",
            severity, f.waived ? " waived" : "", finding_anchor(index), open ? " open" : "",
            say(f.waived ? "html.waived" : "severity." + severity), escaped(f.rule), escaped(f.id));
        add("<h3>{}</h3>\n", escaped(finding_message(f, catalogue_)));
        if (!f.places.empty()) {
            add("<p class=\"where\">{}</p>", escaped(where(f.places.front())));
        }
        add("</summary>\n<div class=\"body\">\n");
        if (f.waived) add("<p>{}</p>\n", escaped(waiver_line(*f.waived, catalogue_)));
        proof(f);
        repair(f);
        if (f.consequences > 0) {
            add("<p class=\"muted\">{}</p>\n",
                say("report.consequences", {{"count", std::to_string(f.consequences)}}));
        }
        const std::size_t first = f.places.empty() ? 0 : 1;
        places("html.other-places",
               {f.places.begin() + static_cast<std::ptrdiff_t>(first), f.places.end()}, index,
               first);
        places("html.alternatives", f.alternatives, index, f.places.size());
        if (!f.places.empty() && !pieces_.empty()) {
            add("<a class=\"go\" href=\"#{}\">{}</a>\n", place_anchor(index, 0),
                say("html.to-place"));
        }
        add("</div></details>\n");
    }

    std::string where(const FindingPlace& place) const {
        return place_line(place, report_.disclosure.files, catalogue_);
    }

    void proof(const Finding& f) {
        if (f.proof.empty()) return;
        add("<h4>{}</h4>\n<ol class=\"chain\">\n", say("html.proof"));
        for (const std::string& line : proof_lines(f, catalogue_)) {
            add("<li>{}</li>\n", escaped(line));
        }
        add("</ol>\n");
    }

    void repair(const Finding& f) {
        std::string text = escaped(advice(f, catalogue_));
        if (text.empty()) return;
        if (!f.suggestion.empty()) {
            const std::string value = escaped(f.suggestion.front());
            const std::size_t at = value.empty() ? std::string::npos : text.find(value);
            if (at != std::string::npos) {
                text.replace(at, value.size(), "<span class=\"value\">" + value + "</span>");
            }
        }
        add("<p class=\"repair\">{}</p>\n", text);
    }

    void places(std::string_view heading, const std::vector<FindingPlace>& all, std::size_t finding,
                std::size_t first) {
        if (all.empty()) return;
        add("<h4>{}</h4>\n<ul class=\"places\">\n", say(heading));
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string where = escaped(this->where(all[i]));
            add("<li><span class=\"text\">{}</span> ", escaped(all[i].text));
            if (!places_.contains(place_key(all[i].place))) {
                add("{}</li>\n", where);
            } else {
                add("<a href=\"#{}\">{}</a></li>\n", place_anchor(finding, first + i), where);
            }
        }
        add("</ul>\n");
    }

    // ---- the document

    void source() {
        // A page has one <main>.
        const std::string_view tag = prefix_.empty() ? "main" : "section";
        add("<{0} class=\"document\" id=\"{1}\" aria-labelledby=\"{1}-title\">\n"
            "<div class=\"panel-head\"><h2 id=\"{1}-title\">{2}</h2>{3}</div>\n"
            "<div class=\"sheet\" lang=\"zh-CN\">\n",
            tag, id("document"), say("html.document"), legend());
        std::size_t next = 0;
        int file = -1;
        for (const Block& block : document_.blocks) {
            if (block.place.source != file) file_heading(block.place);
            file = block.place.source;
            next = this->block(block, next);
        }
        add("</div>\n</{}>\n", tag);
    }

    // Names the file that begins here, where there are several.
    void file_heading(const Place& place) {
        const std::string name = file_name(place, document_.files);
        if (!name.empty()) add("<p class=\"file\">{}</p>\n", escaped(name));
    }

    std::string legend() const {
        const auto sample = [this](Coverage coverage) {
            return fmt::format("<span class=\"fig {}\">{}</span>", class_of(coverage),
                               say("coverage." + std::string(coverage_name(coverage))));
        };
        return fmt::format("<p class=\"legend\" aria-label=\"{}\">{} {} {} {}</p>",
                           say("html.legend"), sample(Coverage::kProven),
                           sample(Coverage::kConflicting), sample(Coverage::kUncovered),
                           sample(Coverage::kUnreadable));
    }

    // Writes one block whose first piece is `piece`; returns the first piece of the next.
    std::size_t block(const Block& block, std::size_t piece) {
        if (block.kind == BlockKind::kTable) return grid(block, piece);
        if (block.kind == BlockKind::kPicture && block.text.empty()) {
            add("<p class=\"picture\">{}{}</p>\n", anchors(pieces_[piece]), say("html.picture"));
            return piece + 1;
        }
        const auto section = levels_.find(place_key(block.place));
        const bool heading = block.kind == BlockKind::kHeading || section != levels_.end();
        const int level = section != levels_.end() ? section->second : block.level;
        const std::string tag =
            heading ? fmt::format("h{}", 2 + std::clamp(level, 1, 3)) : std::string("p");
        const bool caption = !heading && tables_at_.contains(place_key(block.place));
        add("<{}{}{}>{}</{}>\n", tag, caption ? " class=\"caption\"" : "", line_of(block.place),
            content(pieces_[piece]), tag);
        return piece + 1;
    }

    int own_line(const Place& place) const { return line_in_file(place, document_.files); }

    std::string line_of(const Place& place) const {
        const int line = own_line(place);
        return line > 0 ? fmt::format(" data-line=\"{}\"", line) : std::string();
    }

    std::size_t grid(const Block& block, std::size_t piece) {
        std::vector<GridRow> rows;
        for (const auto& cells : block.grid.rows) {
            rows.push_back({&cells, piece});
            piece += cells.size();
        }
        if (rows.empty()) return piece;
        const std::size_t columns = block.grid.columns();
        const std::size_t headings = heading_rows(rows);
        const auto table = table_of(rows);
        std::string label =
            say("html.table-label", {{"line", std::to_string(own_line(block.place))}});
        add("<figure class=\"grid\">");
        if (table) {
            label = escaped(report_.disclosure.tables[*table].title);
            add("<figcaption>{}</figcaption>", table_note(*table));
        }
        add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n",
            label);
        if (headings > 0) add("<thead>\n");
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (r == headings) add("{}<tbody>\n", headings > 0 ? "</thead>\n" : "");
            row(rows[r], columns, r < headings, !table && !block.grid.spans_known);
        }
        add("</tbody></table></div></figure>\n");
        return piece;
    }

    // The rows above the first one with a figure of a table; none where that is unknown.
    std::size_t heading_rows(const std::vector<GridRow>& rows) const {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < rows[r].cells->size(); ++c) {
                if (table_of(pieces_[rows[r].first_piece + c])) return r;
            }
        }
        return 0;
    }

    std::optional<std::size_t> table_of(const std::vector<GridRow>& rows) const {
        for (const GridRow& row : rows) {
            for (std::size_t c = 0; c < row.cells->size(); ++c) {
                if (const auto table = table_of(pieces_[row.first_piece + c])) return table;
            }
        }
        return std::nullopt;
    }

    std::optional<std::size_t> table_of(const Piece& piece) const {
        for (const Mark& mark : piece.marks) {
            if (mark.figure < 0) continue;
            const int table =
                report_.disclosure.figures[static_cast<std::size_t>(mark.figure)].table;
            if (table >= 0 && static_cast<std::size_t>(table) < report_.disclosure.tables.size()) {
                return static_cast<std::size_t>(table);
            }
        }
        return std::nullopt;
    }

    std::string table_note(std::size_t table) const {
        const FigureCounts counts = count_table(report_, static_cast<int>(table));
        return say("html.table-note",
                   {{"id", report_.disclosure.tables[table].id},
                    {"figures", std::to_string(counts.total)},
                    {"proven", std::to_string(counts.proven)},
                    {"conflicting", std::to_string(counts.conflicting)},
                    {"rest", std::to_string(counts.uncovered + counts.unreadable)}});
    }

    // `widen`: the last words of the row take the empty cells behind them, as in a form.
    void row(const GridRow& row, std::size_t columns, bool heading, bool widen) {
        const auto& cells = *row.cells;
        add("<tr>");
        const int line = cells.empty() ? 0 : own_line(cells.front().place);
        if (line > 0) add("<td class=\"rownum\" aria-hidden=\"true\">{}</td>", line);
        const std::size_t label = heading ? cells.size() : label_cell(row);
        std::size_t shown = 0, end = cells.size();
        if (widen) {
            while (end > 1 && cells[end - 1].text.empty()) --end;
        }
        for (std::size_t c = 0; c < end; ++c) {
            const int span =
                widen && c + 1 == end ? static_cast<int>(columns - c) : cells[c].column_span;
            shown += static_cast<std::size_t>(std::max(span, 0));
            cell(cells[c], span, pieces_[row.first_piece + c], heading, c == label);
        }
        if (shown < columns) add("<td colspan=\"{}\"></td>", columns - shown);
        add("</tr>\n");
    }

    // The last cell with words before the first figure: what the row is about.
    std::size_t label_cell(const GridRow& row) const {
        std::size_t label = row.cells->size();
        for (std::size_t c = 0; c < row.cells->size(); ++c) {
            const Piece& piece = pieces_[row.first_piece + c];
            if (table_of(piece)) return label;
            if (!piece.text.empty()) label = c;
        }
        return row.cells->size();
    }

    void cell(const GridCell& cell, int span, const Piece& piece, bool heading, bool label) {
        if (span <= 0 || cell.row_span <= 0) return;
        std::string attributes;
        if (span > 1) attributes += fmt::format(" colspan=\"{}\"", span);
        if (cell.row_span > 1) attributes += fmt::format(" rowspan=\"{}\"", cell.row_span);
        if (heading && !piece.text.empty()) {
            add("<th scope=\"col\"{}>{}</th>", attributes, content(piece));
        } else if (label) {
            add("<th scope=\"row\"{}>{}</th>", attributes, content(piece));
        } else {
            const bool number = !piece.marks.empty() && piece.marks.front().figure >= 0 &&
                                parse_number(piece.text).form == NumberForm::kNumber;
            add("<td{}{}>{}</td>", number ? " class=\"num\"" : "", attributes, content(piece));
        }
    }

    // The text of a piece with its marks.
    std::string content(const Piece& piece) {
        std::string out = anchors(piece);
        std::size_t at = 0;
        for (const Mark& mark : piece.marks) {
            if (mark.begin < at) continue;
            out += with_breaks(piece.text.substr(at, mark.begin - at));
            out += marked(mark, piece.text.substr(mark.begin, mark.end - mark.begin));
            at = mark.end;
        }
        return out + with_breaks(piece.text.substr(at));
    }

    // What links lead to a piece as a whole: its table, findings that stand there.
    std::string anchors(const Piece& piece) {
        std::string out;
        const auto table = tables_at_.find(place_key(*piece.place));
        if (table != tables_at_.end() && anchored_.insert(table->second).second) {
            out += fmt::format("<span class=\"at\" id=\"{}\"></span>", table_anchor(table->second));
        }
        for (const PlaceRef& ref : piece.refs) out += anchor(ref);
        return out + links(piece.refs);
    }

    std::string anchor(const PlaceRef& ref) const {
        return fmt::format("<span class=\"at\" id=\"{}\"></span>",
                           place_anchor(static_cast<std::size_t>(ref.finding),
                                        static_cast<std::size_t>(ref.place)));
    }

    std::string links(const std::vector<PlaceRef>& refs) const {
        if (refs.empty()) return {};
        std::string out = "<sup class=\"refs\">";
        for (const PlaceRef& ref : refs) {
            const auto index = static_cast<std::size_t>(ref.finding);
            const std::string& name = report_.findings[index].id;
            out += fmt::format("<a href=\"#{}\" aria-label=\"{}\">{}</a>", finding_anchor(index),
                               say("html.to-finding", {{"id", name}}), escaped(name));
        }
        return out + "</sup>";
    }

    std::string marked(const Mark& mark, std::string_view text) const {
        std::string classes = mark.figure < 0 ? "words" : "fig";
        std::string note;
        if (mark.figure >= 0) {
            const auto coverage = coverage_of(report_, static_cast<std::size_t>(mark.figure));
            classes += fmt::format(" {}", class_of(coverage.coverage));
            note = note_of(coverage);
        }
        std::string inside;
        for (const PlaceRef& ref : mark.refs) {
            const std::string part(class_of(ref.part));
            if (classes.find(part) == std::string::npos) classes += " " + part;
            inside += anchor(ref);
        }
        return fmt::format("<span class=\"{}\"{}>{}{}</span>{}", classes, note, inside,
                           with_breaks(text), links(mark.refs));
    }

    std::string note_of(const FigureCoverage& coverage) const {
        if (coverage.coverage == Coverage::kProven) return {};
        const std::string name(coverage_name(coverage.coverage));
        if (coverage.coverage != Coverage::kUncovered) {
            return fmt::format(" title=\"{}\"", say("coverage." + name));
        }
        return fmt::format(" title=\"{}\"",
                           say("html.uncovered-because", {{"reason", coverage.reason}}));
    }

    const CheckReport& report_;
    const SourceDocument& document_;
    const Catalogue& catalogue_;
    const std::string home_, prefix_;
    std::vector<Piece> pieces_;
    std::unordered_set<std::string> places_;
    std::unordered_map<std::string, std::size_t> tables_at_;
    std::unordered_map<std::string, int> levels_;
    std::unordered_set<std::size_t> anchored_;
    std::string out_;
};

}  // namespace

std::string html_report(const CheckReport& report, const SourceDocument& document,
                        const Catalogue& catalogue, const std::string& home) {
    ReportWriter section(report, document, catalogue, home, "");
    const auto say = [&](std::string_view id) { return escaped(catalogue.say(id)); };
    std::string body =
        fmt::format("<a class=\"skip\" href=\"#findings\">{}</a>\n", say("html.skip"));
    body += section.write();
    body += fmt::format(
        "<nav class=\"jump\" aria-label=\"{}\"><a href=\"#findings\">{}</a>"
        "<a href=\"#document\">{}</a></nav>\n",
        say("html.jump"), say("html.findings"), say("html.document"));
    return html_page(section.title(), body, catalogue);
}

void HtmlReports::add(const CheckReport& report, const SourceDocument& document) {
    const std::string prefix = fmt::format("r{}", ++count_);
    const std::string paths = document_paths(report.disclosure, catalogue_);
    ReportWriter section(report, document, catalogue_, "", prefix);
    std::string written = section.write();
    const bool fits = sections_.size() + written.size() <= kLongestPage;
    const Standing how = standing(report);
    list_ += fmt::format(
        "<li class=\"{}\">{}<p>{} · {}</p>{}</li>\n",
        how == Standing::kHolds   ? "holds"
        : how == Standing::kFails ? "fails"
                                  : "open",
        fits ? fmt::format("<a href=\"#{}\">{}</a>", prefix, escaped(paths))
             : "<strong>" + escaped(paths) + "</strong>",
        escaped(section.title()), escaped(verdict(report, catalogue_)),
        fits ? std::string()
             : fmt::format("<p class=\"muted\">{}</p>", escaped(catalogue_.say("html.too-long"))));
    if (fits) sections_ += written;
}

void HtmlReports::add(const std::string& name, const std::string& refusal) {
    ++count_;
    list_ += fmt::format("<li class=\"refused\"><strong>{}</strong><p>{}</p></li>\n", escaped(name),
                         escaped(refusal));
}

std::string HtmlReports::write() const {
    const std::string title = catalogue_.say("html.reports", {{"count", std::to_string(count_)}});
    std::string body = fmt::format(
        "<div class=\"page list\" id=\"top\">\n<header class=\"masthead\"><p "
        "class=\"brand\">{}{}</p>"
        "<h1>{}</h1></header>\n<ol class=\"reports\">\n{}</ol>\n</div>\n",
        escaped(catalogue_.say("html.title")),
        html_link(home_, escaped(catalogue_.say("html.home"))), escaped(title), list_);
    return html_page(title, body + sections_, catalogue_);
}

}  // namespace mingzhang::publish
