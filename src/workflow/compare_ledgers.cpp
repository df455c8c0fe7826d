#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "compile/amounts.h"
#include "model/ledger.h"
#include "workflow/compare.h"
#include "workflow/compare_parts.h"

namespace mingzhang::workflow {
namespace {

using std::size_t;

// Lines of one coordinate together, in the order of the first of each.
struct LineGroup {
    Coordinate at;
    Money sum;
    std::vector<std::string> governments;
    bool open = false;
};

// Of a project, without its own name and unit.
std::vector<LineGroup> grouped(const std::vector<BookLine>& lines,
                               const BookProject* project = nullptr) {
    std::vector<LineGroup> groups;
    std::map<Coordinate, size_t> known;
    for (const BookLine& line : lines) {
        Coordinate at = line.at;
        if (project != nullptr) {
            at.set(Dimension::kProject, "");
            if (text::fold_label(at.at(Dimension::kScope)) == text::fold_label(project->scope))
                at.set(Dimension::kScope, "");
        }
        const auto [place, is_new] = known.emplace(at, groups.size());
        if (is_new) groups.push_back({at, {}, {}, false});
        LineGroup& group = groups[place->second];
        group.sum = group.sum + line.amount;
        group.open = group.open || line.open;
        if (!line.government.empty()) group.governments.push_back(line.government);
    }
    return groups;
}

std::string governments_of(const LineGroup& group) {
    auto sorted = group.governments;
    std::sort(sorted.begin(), sorted.end());
    return fmt::format("{}", fmt::join(sorted, "、"));
}

std::string cost_text(const CostLine& cost) {
    std::string out = cost.quantity + cost.unit;
    if (!cost.price.empty()) out += " × " + cost.price + "元";
    if (!cost.times.empty()) out += " × " + cost.times;
    return out;
}

std::vector<std::string> paragraphs_of(const std::string& text) {
    std::vector<std::string> out;
    for (const std::string_view line : text::split(text, '\n')) {
        const std::string_view trimmed = text::trim(line);
        if (!trimmed.empty()) out.emplace_back(trimmed);
    }
    return out;
}

bool is_count(const Coordinate& at) { return !at.at(Dimension::kNature).empty(); }

class Ledgers {
  public:
    Ledgers(const Book& before, const Book& after, const Resources& resources)
        : before_(before),
          after_(after),
          trees_(resources.library.lexicon.trees),
          codes_(resources.codes) {}

    Differences run() {
        pair_projects();
        department();
        for (size_t file = 0; file < kLineFiles; ++file) lines(static_cast<LineFile>(file));
        projects();
        texts();
        totals();
        out_.before = side(before_);
        out_.after = side(after_);
        return std::move(out_);
    }

  private:
    static ComparedSide side(const Book& book) {
        return {"", true, book.title, book.department, book.year, book.kind, true};
    }

    void keep(ComparedSection section) {
        if (section.changes.empty() && section.kind == ChangeKind::kChanged &&
            section.title_before.empty())
            return;
        out_.sections.push_back(std::move(section));
    }

    void department() {
        ComparedSection section{"department", "", ""};
        const auto fact = [&](const char* id, const std::string& a, const std::string& b) {
            add_fact(section.changes, id, a, b);
        };
        const auto list = [](const std::vector<std::string>& names) {
            return fmt::format("{}", fmt::join(names, "、"));
        };
        fact("title", before_.title, after_.title);
        fact("department", before_.department, after_.department);
        fact("date", before_.date, after_.date);
        fact("year", std::to_string(before_.year), std::to_string(after_.year));
        fact("document", std::string(kind_name(before_.kind)), std::string(kind_name(after_.kind)));
        fact("pack", before_.pack, after_.pack);
        fact("units", list(before_.units), list(after_.units));
        if (reordered()) {
            fact("projects", list(names_in_order(before_)), list(names_in_order(after_)));
        }
        keep(std::move(section));
    }

    // Whether projects that both have stand in another order.
    bool reordered() const {
        std::optional<size_t> last;
        for (const auto& partner : projects_.partner) {
            if (!partner) continue;
            if (last && *partner < *last) return true;
            last = partner;
        }
        return false;
    }

    static std::vector<std::string> names_in_order(const Book& book) {
        std::vector<std::string> names;
        for (const BookProject& project : book.projects) names.push_back(project.name);
        return names;
    }

    void lines(LineFile file) {
        ComparedSection section{std::string(line_file_name(file)), "", ""};
        add_lines(section.changes, grouped(before_.of(file)), grouped(after_.of(file)),
                  implied_by(file));
        keep(std::move(section));
    }

    void add_lines(std::vector<Change>& changes, const std::vector<LineGroup>& before,
                   const std::vector<LineGroup>& after, const Coordinate& implied) {
        std::map<Coordinate, const LineGroup*> then;
        for (const LineGroup& group : after) then.emplace(group.at, &group);
        for (const LineGroup& group : before) {
            const auto found = then.find(group.at);
            if (found == then.end()) {
                add_amount(changes, group.at, group.sum, std::nullopt, implied);
                continue;
            }
            const LineGroup& now = *found->second;
            if (group.sum != now.sum) add_amount(changes, group.at, group.sum, now.sum, implied);
            const size_t from = changes.size();
            add_fact(changes, "government", governments_of(group), governments_of(now));
            add_fact(changes, "open", group.open ? "yes" : "no", now.open ? "yes" : "no");
            for (size_t i = from; i < changes.size(); ++i)
                changes[i].name = name_of(group.at, codes_, implied);
            then.erase(found);
        }
        for (const LineGroup& group : after)
            if (then.count(group.at) > 0)
                add_amount(changes, group.at, std::nullopt, group.sum, implied);
    }

    void add_amount(std::vector<Change>& changes, const Coordinate& at, std::optional<Money> before,
                    std::optional<Money> after, const Coordinate& implied) {
        changes.push_back(amount_change(before, after, is_count(at)));
        changes.back().name = name_of(at, codes_, implied);
    }

    // ---- projects

    void pair_projects() {
        const auto keys = [](const Book& book, bool with_scope) {
            std::vector<std::string> out;
            for (const BookProject& p : book.projects)
                out.push_back(with_scope ? p.scope + "\n" + p.name : p.name);
            return out;
        };
        projects_ = paired(keys(before_, true), keys(after_, true));
        const auto year_free = [](const Book& book) {
            std::vector<std::string> out;
            for (const BookProject& p : book.projects)
                out.push_back(text::replace_all(p.name, std::to_string(book.year), "年"));
            return out;
        };
        pair_near(projects_, keys(before_, false), keys(after_, false));
        pair_near(projects_, year_free(before_), year_free(after_));
    }

    void projects() {
        for (size_t i = 0; i < before_.projects.size(); ++i) {
            const BookProject& own = before_.projects[i];
            if (const auto j = projects_.partner[i]) {
                project(own, after_.projects[*j]);
            } else {
                whole_project(own, ChangeKind::kRemoved);
            }
        }
        for (size_t j = 0; j < after_.projects.size(); ++j)
            if (!projects_.origin[j]) whole_project(after_.projects[j], ChangeKind::kAdded);
    }

    static Coordinate implied_by_project() {
        return Coordinate().with(Dimension::kFlow, "expenditure").with(Dimension::kKind, "project");
    }

    void project(const BookProject& a, const BookProject& b) {
        ComparedSection section{"project", b.name, a.name == b.name ? "" : a.name};
        auto& changes = section.changes;
        add_lines(changes, grouped(a.lines, &a), grouped(b.lines, &b), implied_by_project());
        add_fact(changes, "scope", a.scope, b.scope);
        add_fact(changes, "category", a.category, b.category);
        add_fact(changes, "sharing", a.sharing, b.sharing);
        add_fact(changes, "share", a.share < 0 ? "" : std::to_string(a.share),
                 b.share < 0 ? "" : std::to_string(b.share));
        costs(changes, a.costs, b.costs);
        add_form_changes(changes, a.declaration, b.declaration, effort_);
        keep(std::move(section));
    }

    static void costs(std::vector<Change>& changes, const std::vector<CostLine>& a,
                      const std::vector<CostLine>& b) {
        const auto keys = [](const std::vector<CostLine>& costs) {
            std::vector<std::string> out;
            for (const CostLine& cost : costs) out.push_back(cost.item + "\n");
            return out;
        };
        const auto add = [&](ChangeKind kind, const std::string& item, const std::string& before,
                             const std::string& after) {
            Change change;
            change.kind = kind;
            change.what = "cost";
            change.label = item;
            change.before = before;
            change.after = after;
            changes.push_back(std::move(change));
        };
        const Pairing pairing = paired(keys(a), keys(b));
        for (size_t i = 0; i < a.size(); ++i) {
            const auto j = pairing.partner[i];
            if (!j) {
                add(ChangeKind::kRemoved, a[i].item, cost_text(a[i]), "");
            } else if (cost_text(a[i]) != cost_text(b[*j])) {
                add(ChangeKind::kChanged, a[i].item, cost_text(a[i]), cost_text(b[*j]));
            }
        }
        for (size_t j = 0; j < b.size(); ++j)
            if (!pairing.origin[j]) add(ChangeKind::kAdded, b[j].item, "", cost_text(b[j]));
    }

    void whole_project(const BookProject& project, ChangeKind kind) {
        ComparedSection section{"project", project.name, "", kind};
        for (const LineGroup& group : grouped(project.lines, &project)) {
            const bool added = kind == ChangeKind::kAdded;
            add_amount(section.changes, group.at, added ? std::nullopt : std::optional(group.sum),
                       added ? std::optional(group.sum) : std::nullopt, implied_by_project());
        }
        keep(std::move(section));
    }

    // ---- texts

    void texts() {
        const auto names = [](const Book& book) {
            std::vector<std::string> out;
            for (const BookText& text : book.texts) out.push_back(text.name);
            return out;
        };
        const Pairing pairing = paired(names(before_), names(after_));
        const BookText nothing;
        for (size_t i = 0; i < before_.texts.size(); ++i) {
            const auto j = pairing.partner[i];
            text(before_.texts[i], j ? after_.texts[*j] : nothing,
                 j ? ChangeKind::kChanged : ChangeKind::kRemoved);
        }
        for (size_t j = 0; j < after_.texts.size(); ++j)
            if (!pairing.origin[j]) text(nothing, after_.texts[j], ChangeKind::kAdded);
    }

    void text(const BookText& a, const BookText& b, ChangeKind kind) {
        ComparedSection section{"text", kind == ChangeKind::kRemoved ? a.name : b.name, "", kind};
        if (a.text != b.text) {
            section.changes = changed_paragraphs(paragraphs_of(a.text), paragraphs_of(b.text),
                                                 "paragraph", effort_);
        }
        keep(std::move(section));
    }

    // ---- totals

    void totals() {
        const compile::Amounts before(before_, trees_), after(after_, trees_);
        const auto look = [&](const Coordinate& at) -> std::optional<Change> {
            const auto a = before.at(at), b = after.at(at);
            if (!a && !b) return std::nullopt;
            Change change = amount_change(a.value_or(Money()), b.value_or(Money()), false);
            change.name = name_of(at, codes_);
            return change;
        };
        out_.totals = totals_of(trees_, look);
        for (const char* flow : {"income", "expenditure"}) {
            const Coordinate at = Coordinate().with(Dimension::kFlow, flow);
            auto total = look(at);
            if (!total || total->kind == ChangeKind::kSame) continue;
            const Money by = after.at(at).value_or(Money()) - before.at(at).value_or(Money());
            out_.causes.push_back(cause_of(*std::move(total), by, parts_of(flow)));
        }
    }

    std::vector<Part> parts_of(const std::string& flow) {
        const Coordinate at = Coordinate().with(Dimension::kFlow, flow);
        if (flow == "income") {
            return line_parts(below(before_.of(LineFile::kIncome), at),
                              below(after_.of(LineFile::kIncome), at), at);
        }
        std::vector<Part> parts = project_parts();
        for (Part& part : line_parts(outside_projects(before_), outside_projects(after_), at))
            parts.push_back(std::move(part));
        return parts;
    }

    std::vector<BookLine> below(const std::vector<BookLine>& lines, const Coordinate& at) const {
        std::vector<BookLine> out;
        for (const BookLine& line : lines)
            if (lies_below(line.at, at, trees_)) out.push_back(line);
        return out;
    }

    static bool has_project_lines(const Book& book) {
        return std::any_of(book.projects.begin(), book.projects.end(),
                           [](const BookProject& p) { return !p.lines.empty(); });
    }

    // As compile::Amounts adds them up: where a kind has no lines of its own, `functions` tells it.
    std::vector<BookLine> outside_projects(const Book& book) const {
        const Coordinate all = Coordinate().with(Dimension::kFlow, "expenditure");
        std::vector<BookLine> out;
        const auto take = [&](LineFile file, const Coordinate& at) {
            for (BookLine& line : below(book.of(file), at)) out.push_back(std::move(line));
        };
        for (const std::string& kind : trees_.children(Dimension::kKind, "")) {
            const bool basic = kind == "basic", project = kind == "project";
            const bool own = basic     ? !book.of(LineFile::kBasic).empty()
                             : project ? has_project_lines(book)
                                       : !book.of(LineFile::kOther).empty();
            if (own && project) continue;
            take(own ? basic ? LineFile::kBasic : LineFile::kOther : LineFile::kFunctions,
                 all.with(Dimension::kKind, kind));
        }
        for (const LineFile file : {LineFile::kFunctions, LineFile::kOther}) {
            for (BookLine& line : below(book.of(file), all))
                if (line.at.at(Dimension::kKind).empty()) out.push_back(std::move(line));
        }
        return out;
    }

    std::vector<Part> line_parts(const std::vector<BookLine>& before,
                                 const std::vector<BookLine>& after, const Coordinate& implied) {
        std::vector<Part> parts;
        std::map<Coordinate, size_t> known;
        for (const bool now : {false, true}) {
            for (const LineGroup& group : grouped(now ? after : before)) {
                const auto [place, is_new] = known.emplace(group.at, parts.size());
                if (is_new) parts.push_back({{}, {}, {}});
                (now ? parts[place->second].after : parts[place->second].before) = group.sum;
            }
        }
        for (const auto& [at, index] : known) {
            Part& part = parts[index];
            part.change = amount_change(part.before, part.after, false);
            part.change.name = name_of(at, codes_, implied);
        }
        return parts;
    }

    static Money total_of(const BookProject& project) {
        Money sum;
        for (const BookLine& line : project.lines) sum = sum + line.amount;
        return sum;
    }

    std::vector<Part> project_parts() const {
        std::vector<Part> parts;
        const auto add = [&](const BookProject* a, const BookProject* b) {
            const auto before = a == nullptr ? std::nullopt : std::optional(total_of(*a));
            const auto after = b == nullptr ? std::nullopt : std::optional(total_of(*b));
            Part part{amount_change(before, after, false), before.value_or(Money()),
                      after.value_or(Money())};
            const std::string& name = b == nullptr ? a->name : b->name;
            part.change.name = {{Dimension::kKind, "project", "项目支出"},
                                {Dimension::kProject, name, name}};
            parts.push_back(std::move(part));
        };
        for (size_t i = 0; i < before_.projects.size(); ++i) {
            const auto j = projects_.partner[i];
            add(&before_.projects[i], j ? &after_.projects[*j] : nullptr);
        }
        for (size_t j = 0; j < after_.projects.size(); ++j)
            if (!projects_.origin[j]) add(nullptr, &after_.projects[j]);
        return parts;
    }

    const Book& before_;
    const Book& after_;
    const DimensionTrees& trees_;
    const codes::Lists& codes_;
    Pairing projects_;
    Effort effort_;
    Differences out_;
};

}  // namespace

Differences compare_ledgers(const Book& before, const Book& after, const Resources& resources) {
    return Ledgers(before, after, resources).run();
}

}  // namespace mingzhang::workflow
