#include "workflow/compare_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "compile/rates.h"
#include "publish/report_summary.h"
#include "recognise/name_match.h"
#include "store/amount.h"
#include "store/words.h"

namespace mingzhang::workflow {
namespace {

using std::size_t;

constexpr size_t kMostCauses = 8;
constexpr int kPercentDecimals = 2;
constexpr size_t kShortFact = 60;  // bytes; no words are told apart in less

std::string code_name(const codes::List& list, const std::string& code) {
    const codes::Entry* entry = list.find(code);
    return entry == nullptr ? std::string() : entry->name;
}

std::string member_name(Dimension d, const std::string& member, const codes::Lists& codes) {
    switch (d) {
        case Dimension::kFunction:
            return code_name(codes.functional, member);
        case Dimension::kEconomic:
            return code_name(codes.department_economic, member);
        case Dimension::kGovEconomic:
            return code_name(codes.government_economic, member);
        case Dimension::kSource:
            return code_name(codes.revenue, member);
        default:
            return store::member_word(d, member, store::Language::kChinese);
    }
}

ChangeKind kind_of(bool before, bool after, bool equal) {
    if (!before) return ChangeKind::kAdded;
    if (!after) return ChangeKind::kRemoved;
    return equal ? ChangeKind::kSame : ChangeKind::kChanged;
}

std::string joined_levels(const Declaration& form) {
    std::vector<std::string> labels;
    for (const IndicatorLevel& level : form.levels) labels.push_back(level.label);
    return fmt::format("{}", fmt::join(labels, "、"));
}

std::string date_of(const Declaration& form) {
    if (!form.date || !form.date->ok()) return {};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(form.date->year()),
                       static_cast<unsigned>(form.date->month()),
                       static_cast<unsigned>(form.date->day()));
}

class FormChanges {
  public:
    FormChanges(std::vector<Change>& changes, const Declaration& before, const Declaration& after,
                Effort& effort)
        : changes_(changes), before_(before), after_(after), effort_(effort) {}

    void run() {
        add_fact(changes_, "form", before_.title, after_.title);
        add_fact(changes_, "heading", before_.heading, after_.heading);
        add_fact(changes_, "form_project", before_.project, after_.project);
        add_fact(changes_, "form_date", date_of(before_), date_of(after_));
        add_fact(changes_, "indicator_period", before_.indicator_period, after_.indicator_period);
        fields();
        add_fact(changes_, "levels", joined_levels(before_), joined_levels(after_));
        indicators();
    }

  private:
    static std::vector<std::string> keys_of(const std::vector<DeclarationField>& fields) {
        std::vector<std::string> keys;
        for (const DeclarationField& f : fields) keys.push_back(f.id.empty() ? f.label : f.id);
        return keys;
    }

    void fields() {
        const auto& a = before_.fields;
        const auto& b = after_.fields;
        const Pairing pairing = paired(keys_of(a), keys_of(b));
        for (size_t i = 0; i < a.size(); ++i) {
            if (const auto j = pairing.partner[i]) {
                if (a[i].label != b[*j].label) text("label", b[*j].label, a[i].label, b[*j].label);
                if (a[i].text != b[*j].text) text("field", b[*j].label, a[i].text, b[*j].text);
            } else {
                whole(ChangeKind::kRemoved, "field", a[i].label, a[i].text);
            }
        }
        for (size_t j = 0; j < b.size(); ++j)
            if (!pairing.origin[j]) whole(ChangeKind::kAdded, "field", b[j].label, b[j].text);
    }

    static std::vector<std::string> keys_of(const std::vector<Indicator>& indicators) {
        std::vector<std::string> keys;
        for (const Indicator& i : indicators)
            keys.push_back(i.second_level + "\n" + i.second_label + "\n" + i.name);
        return keys;
    }

    static std::string label_of(const Indicator& i) {
        return i.second_label.empty() ? i.name : i.second_label + " " + i.name;
    }
    static std::string value_of(const Indicator& i) {
        return i.note.empty() ? i.target.text : i.target.text + " " + i.note;
    }

    // Those of the same name first, then what is left by its words.
    void indicators() {
        const auto& a = before_.indicators;
        const auto& b = after_.indicators;
        const Pairing pairing = paired(keys_of(a), keys_of(b));
        std::vector<std::string> left, right;
        for (size_t i = 0; i < a.size(); ++i) {
            const auto j = pairing.partner[i];
            if (!j) {
                left.push_back(label_of(a[i]) + " " + value_of(a[i]));
            } else if (value_of(a[i]) != value_of(b[*j])) {
                text("indicator", label_of(b[*j]), value_of(a[i]), value_of(b[*j]));
            }
        }
        for (size_t j = 0; j < b.size(); ++j)
            if (!pairing.origin[j]) right.push_back(label_of(b[j]) + " " + value_of(b[j]));
        for (Change& change : changed_paragraphs(left, right, "indicator", effort_))
            changes_.push_back(std::move(change));
    }

    void text(const std::string& what, const std::string& label, const std::string& before,
              const std::string& after) {
        Change change;
        change.what = what;
        change.label = label;
        change.before = before;
        change.after = after;
        if (before.size() > kShortFact && after.size() > kShortFact)
            change.words = changed_words(before, after, effort_);
        changes_.push_back(std::move(change));
    }

    void whole(ChangeKind kind, const std::string& what, const std::string& label,
               const std::string& words) {
        Change change;
        change.kind = kind;
        change.what = what;
        change.label = label;
        (kind == ChangeKind::kAdded ? change.after : change.before) = words;
        changes_.push_back(std::move(change));
    }

    std::vector<Change>& changes_;
    const Declaration& before_;
    const Declaration& after_;
    Effort& effort_;
};

Money size_of(const Part& part) {
    const Money change = part.after - part.before;
    return change < Money() ? -change : change;
}

}  // namespace

std::vector<NamePart> name_of(const Coordinate& at, const codes::Lists& codes,
                              const Coordinate& implied) {
    std::vector<NamePart> name;
    for (size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        const std::string& member = at.at(d);
        if (member.empty() || member == implied.at(d)) continue;
        name.push_back({d, member, member_name(d, member, codes)});
    }
    return name;
}

void add_fact(std::vector<Change>& changes, const std::string& id, const std::string& before,
              const std::string& after) {
    if (before == after) return;
    Change change;
    change.kind = kind_of(!before.empty(), !after.empty(), false);
    change.what = "fact";
    change.label = id;
    change.before = before;
    change.after = after;
    changes.push_back(std::move(change));
}

void set_difference(Change& change, Money before, Money after, const std::string& size) {
    if (before == after) return;
    const bool more = before < after;
    change.difference = (more ? "+" : "-") + size;
    const auto percent = compile::percent_of(after - before, before, kPercentDecimals);
    if (percent) change.percent = more ? "+" + *percent : *percent;
}

Change amount_change(std::optional<Money> before, std::optional<Money> after, bool count) {
    const auto text = [&](Money amount) {
        return count ? store::print_amount(amount, true) : publish::in_wan_yuan(amount.in_fen());
    };
    Change change;
    change.kind = kind_of(before.has_value(), after.has_value(), before == after);
    change.what = count ? "count" : "amount";
    if (!count) change.unit = std::string(unit_name(Unit::kWanYuan));
    if (before) change.before = text(*before);
    if (after) change.after = text(*after);
    const Money from = before.value_or(Money()), to = after.value_or(Money());
    const Money by = to - from;
    set_difference(change, from, to, text(by < Money() ? -by : by));
    return change;
}

void add_form_changes(std::vector<Change>& changes, const Declaration& before,
                      const Declaration& after, Effort& effort) {
    FormChanges(changes, before, after, effort).run();
}

Pairing paired(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    Pairing out{std::vector<std::optional<size_t>>(before.size()),
                std::vector<std::optional<size_t>>(after.size())};
    struct Waiting {
        std::vector<size_t> at;
        size_t next = 0;
    };
    std::unordered_map<std::string, Waiting> waiting;
    for (size_t j = 0; j < after.size(); ++j)
        if (!after[j].empty()) waiting[after[j]].at.push_back(j);
    for (size_t i = 0; i < before.size(); ++i) {
        const auto found = waiting.find(before[i]);
        if (found == waiting.end() || found->second.next == found->second.at.size()) continue;
        const size_t j = found->second.at[found->second.next++];
        out.partner[i] = j;
        out.origin[j] = i;
    }
    return out;
}

void pair_near(Pairing& pairing, const std::vector<std::string>& before,
               const std::vector<std::string>& after) {
    std::vector<size_t> left, right;
    std::vector<std::string> names, candidates;
    for (size_t i = 0; i < before.size(); ++i) {
        if (pairing.partner[i] || before[i].empty()) continue;
        left.push_back(i);
        names.push_back(before[i]);
    }
    for (size_t j = 0; j < after.size(); ++j) {
        if (pairing.origin[j] || after[j].empty()) continue;
        right.push_back(j);
        candidates.push_back(after[j]);
    }
    if (names.empty() || candidates.empty()) return;
    const auto matches = recognise::match_names(names, candidates);
    for (size_t k = 0; k < matches.size(); ++k) {
        if (!matches[k]) continue;
        pairing.partner[left[k]] = right[matches[k].index];
        pairing.origin[right[matches[k].index]] = left[k];
    }
}

std::vector<Change> totals_of(const DimensionTrees& trees, const LookUp& look) {
    std::vector<Change> totals;
    const auto add = [&](const Coordinate& at, bool always) {
        auto change = look(at);
        if (!change) return;
        const bool nothing = change->kind == ChangeKind::kSame && !always &&
                             change->after.find_first_of("123456789") == std::string::npos;
        if (!nothing) totals.push_back(*std::move(change));
    };
    const auto by_fund = [&](const Coordinate& of) {
        for (const std::string& fund : trees.children(Dimension::kFund, "")) {
            const auto& parts = trees.children(Dimension::kFund, fund);
            // Fiscal appropriations are shown by their three budgets, other funds as one.
            if (fund != "fiscal" || parts.empty()) add(of.with(Dimension::kFund, fund), false);
            for (const std::string& part : fund == "fiscal" ? parts : std::vector<std::string>{})
                add(of.with(Dimension::kFund, part), false);
        }
    };
    const Coordinate income = Coordinate().with(Dimension::kFlow, "income");
    const Coordinate expenditure = Coordinate().with(Dimension::kFlow, "expenditure");
    add(income, true);
    by_fund(income);
    add(expenditure, true);
    for (const std::string& kind : trees.children(Dimension::kKind, ""))
        add(expenditure.with(Dimension::kKind, kind), false);
    by_fund(expenditure);
    add(Coordinate().with(Dimension::kFlow, "year_end"), false);
    return totals;
}

Cause cause_of(Change total, Money difference, std::vector<Part> parts) {
    std::erase_if(parts, [](const Part& part) { return part.before == part.after; });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return size_of(a) > size_of(b); });
    Cause cause;
    cause.total = std::move(total);
    Money rest = difference;
    for (size_t i = 0; i < parts.size() && i < kMostCauses; ++i) {
        rest = rest - (parts[i].after - parts[i].before);
        cause.parts.push_back(std::move(parts[i].change));
    }
    cause.others = parts.size() - cause.parts.size();
    if (rest == Money() && cause.others == 0) return cause;
    const bool negative = rest < Money();
    cause.rest =
        (negative ? "-" : "+") + publish::in_wan_yuan(negative ? -rest.in_fen() : rest.in_fen());
    return cause;
}

}  // namespace mingzhang::workflow
