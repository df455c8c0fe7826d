#include "publish/differences_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace mingzhang::publish {
namespace {

using std::size_t;

constexpr size_t kContext = 16;  // characters beside a change

bool is_code(Dimension d) {
    return d == Dimension::kFunction || d == Dimension::kEconomic || d == Dimension::kGovEconomic ||
           d == Dimension::kSource;
}

std::string said_part(const NamePart& part, const Catalogue& catalogue) {
    if (is_code(part.dimension))
        return part.name.empty() ? part.member : part.member + " " + part.name;
    const bool words = part.dimension == Dimension::kScope || part.dimension == Dimension::kProject;
    if (part.dimension == Dimension::kYear && part.member == "-1")
        return catalogue.say("diff.last-year");
    if (words || (catalogue.language() == "zh" && !part.name.empty()))
        return part.name.empty() ? part.member : part.name;
    std::string out = part.member;
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string number_text(size_t number) { return std::to_string(number); }

}  // namespace

std::string side_heading(const ComparedSide& side, const Catalogue& catalogue) {
    std::string name = side.title;
    if (name.empty() && side.year != 0) {
        name = catalogue.say("report.kind-year", {{"year", std::to_string(side.year)},
                                                  {"kind", std::string(kind_name(side.kind))}});
    }
    if (!side.department.empty()) name += (name.empty() ? "" : " · ") + side.department;
    return catalogue.say(side.ledger ? "diff.ledger" : "diff.document",
                         {{"path", side.path}, {"name", name}});
}

std::vector<std::string> notes_of(const Differences& d, const Catalogue& catalogue) {
    std::vector<std::string> notes;
    if (d.before.year != d.after.year && d.before.year != 0 && d.after.year != 0) {
        notes.push_back(catalogue.say("diff.years", {{"before", std::to_string(d.before.year)},
                                                     {"after", std::to_string(d.after.year)}}));
    }
    if (d.before.ledger != d.after.ledger) notes.push_back(catalogue.say("diff.as-document"));
    for (const ComparedSide* side : {&d.before, &d.after}) {
        if (!side->read_whole)
            notes.push_back(catalogue.say("diff.not-whole", {{"path", side->path}}));
    }
    return notes;
}

std::string section_heading(const ComparedSection& section, const Catalogue& catalogue) {
    std::string out = catalogue.say("diff.section." + section.id, {{"title", section.title}});
    if (!section.title_before.empty())
        out += catalogue.say("diff.renamed", {{"before", section.title_before}});
    if (section.kind != ChangeKind::kChanged)
        out += catalogue.say("diff.whole-" + std::string(change_name(section.kind)));
    return out;
}

std::string change_heading(const Change& change, const Catalogue& catalogue) {
    std::string out;
    for (const NamePart& part : change.name)
        out += (out.empty() ? "" : " · ") + said_part(part, catalogue);
    if (change.what == "fact") {
        out += (out.empty() ? "" : " · ") + catalogue.say("diff.fact." + change.label);
    } else if (change.what == "label") {
        out += catalogue.say("diff.label", {{"label", change.label}});
    } else if (change.what == "title") {
        out += catalogue.say("diff.title-of-table");
    } else if (out.empty()) {
        out = change.label;
    }
    return out;
}

std::string shown_value(const Change& change, const std::string& value,
                        const Catalogue& catalogue) {
    if (value.empty()) return catalogue.say("diff.blank");
    if (change.what == "table") return catalogue.say("diff.figures", {{"count", value}});
    if (change.what == "fact" && change.label == "document") return catalogue.say("kind." + value);
    if (change.what == "fact" && change.label == "open") return catalogue.say("diff.open-" + value);
    return change.unit.empty() || change.unit == "%" ? value + change.unit
                                                     : value + " " + change.unit;
}

std::string change_remark(const Change& change, const Catalogue& catalogue) {
    std::string out;
    if (change.kind == ChangeKind::kChanged && !change.difference.empty()) {
        const char* id = change.percent.empty() ? "diff.by" : "diff.by-percent";
        out = catalogue.say(id, {{"difference", change.difference}, {"percent", change.percent}});
    }
    if (change.may_be_equal) out += catalogue.say("diff.may-be-equal");
    return out;
}

std::string cause_heading(const Cause& cause, const Catalogue& catalogue) {
    std::string by = cause.total.difference;
    if (!cause.total.unit.empty()) by += " " + cause.total.unit;
    return catalogue.say("diff.cause",
                         {{"name", change_heading(cause.total, catalogue)}, {"difference", by}});
}

std::string cause_rest(const Cause& cause, const Catalogue& catalogue) {
    if (cause.others > 0) {
        return catalogue.say("diff.others",
                             {{"count", number_text(cause.others)}, {"rest", cause.rest}});
    }
    return cause.rest.empty() ? std::string() : catalogue.say("diff.rest", {{"rest", cause.rest}});
}

std::string equality(const Differences& differences, const Catalogue& catalogue) {
    if (!differences.equal()) {
        size_t changes = 0;
        for (const ComparedSection& section : differences.sections)
            changes += std::max<size_t>(section.changes.size(), 1);
        return catalogue.say("diff.different", {{"count", number_text(changes)}});
    }
    return catalogue.say(differences.read_whole() ? "diff.equal" : "diff.equal-as-far");
}

std::vector<WordRun> shortened(const std::vector<WordRun>& words) {
    std::vector<WordRun> out;
    for (size_t i = 0; i < words.size(); ++i) {
        WordRun run = words[i];
        const std::u32string all = run.same ? text::code_points(run.before) : std::u32string();
        const size_t head = i == 0 ? 0 : kContext, tail = i + 1 == words.size() ? 0 : kContext;
        if (all.size() > head + tail + 2) {
            run.before = text::to_utf8(std::u32string_view(all).substr(0, head)) + "…" +
                         text::to_utf8(std::u32string_view(all).substr(all.size() - tail));
            run.after = run.before;
        }
        out.push_back(std::move(run));
    }
    return out;
}

}  // namespace mingzhang::publish
