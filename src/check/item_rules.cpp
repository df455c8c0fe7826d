// item-amount, item-missing, item-name and items-sum: what the text lists, held against the tables.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "check/findings.h"
#include "check/item_lists.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string;

const string kAmount = "item-amount";
const string kMissing = "item-missing";
const string kName = "item-name";
const string kSum = "items-sum";

constexpr std::size_t kLeastItems = 3;  // of a list that is held against a table

bool overlap(const Interval& a, const Interval& b) { return a.low <= b.high && b.low <= a.high; }

// One column of one table: what it shows of each item.
struct Column {
    const DisclosureTable* table = nullptr;
    std::map<string, const Figure*> figures;  // by code
    std::set<string> unclear;                 // shown twice, differently
    std::vector<Interval> totals;
};

bool is_nothing(const Figure& figure) { return figure.number.mantissa == 0; }

std::optional<Interval> interval_of(const Figure& figure) {
    return bounds(figure.number, figure.unit, figure.usual_decimals);
}

std::vector<Column> columns_of(const Disclosure& disclosure) {
    std::map<std::pair<int, int>, Column> columns;
    for (const Figure& figure : disclosure.figures) {
        if (figure.table < 0 || !figure.coordinate || figure.kind != FigureKind::kAmount) continue;
        if (figure.number.form == NumberForm::kNotANumber) continue;
        const string& code = figure.coordinate->at(Dimension::kFunction);
        Column& column = columns[{figure.table, figure.column}];
        column.table = &disclosure.tables[static_cast<std::size_t>(figure.table)];
        if (code.empty()) {
            if (const auto total = interval_of(figure)) column.totals.push_back(*total);
            continue;
        }
        const auto [known, fresh] = column.figures.emplace(code, &figure);
        if (!fresh && known->second->number.mantissa != figure.number.mantissa)
            column.unclear.insert(code);
    }
    std::vector<Column> out;
    for (auto& [at, column] : columns) {
        if (column.figures.empty()) continue;
        for (const string& code : column.unclear) column.figures.erase(code);
        out.push_back(std::move(column));
    }
    return out;
}

// How the items of a list answer the figures of a column, at that amount of each.
struct Fit {
    const Column* column = nullptr;
    std::size_t slot = 0;
    std::vector<const ListedItem*> agreeing, differing, unknown;
    std::vector<string> missing;  // codes with an amount that the list does not name
    bool total_stated = false;    // the text gives the column's total before the list

    std::size_t wrong() const { return differing.size() + missing.size() + unknown.size(); }
    bool operator<(const Fit& other) const {  // the better one
        return std::tuple(other.agreeing.size(), other.total_stated, wrong()) <
               std::tuple(agreeing.size(), total_stated, other.wrong());
    }
};

Fit fit_of(const ItemList& list, const Column& column, std::size_t slot) {
    Fit fit{&column, slot, {}, {}, {}, {}, false};
    std::set<string> named;
    for (const ListedItem& item : list.items) {
        if (slot >= item.amounts.size()) {
            named.insert(item.code);
            continue;
        }
        const auto figure = column.figures.find(item.code);
        const bool known = figure != column.figures.end() && !is_nothing(*figure->second);
        if (!known || !named.insert(item.code).second) {
            fit.unknown.push_back(&item);
            continue;
        }
        const auto shown = interval_of(*figure->second);
        const bool agrees = shown && overlap(*shown, item.amounts[slot].interval);
        (agrees ? fit.agreeing : fit.differing).push_back(&item);
    }
    const std::size_t length = 2 * static_cast<std::size_t>(list.level) + 1;
    for (const auto& [code, figure] : column.figures) {
        if (code.size() == length && !is_nothing(*figure) && named.count(code) == 0)
            fit.missing.push_back(code);
    }
    for (const Interval& total : column.totals) {
        fit.total_stated =
            fit.total_stated || std::any_of(list.stated.begin(), list.stated.end(),
                                            [&](const Interval& i) { return overlap(i, total); });
    }
    return fit;
}

// The name of a row without the code that a column of its own puts before it.
string name_of_row(const Figure& figure) {
    std::string_view name = figure.row_label;
    const bool is_code = figure.row_key.find_first_not_of("0123456789") == string::npos;
    if (is_code && name.starts_with(figure.row_key)) name.remove_prefix(figure.row_key.size());
    return string(text::trim(name));
}

class Items {
  public:
    Items(SentenceReading& reading, const std::vector<ItemList>& lists)
        : reading_(reading), columns_(columns_of(reading.disclosure())), lists_(lists) {
        for (const Figure& figure : reading.disclosure().figures) {
            if (figure.table < 0 || !figure.coordinate || figure.row_key.empty()) continue;
            if (figure.coordinate->at(Dimension::kFunction) == figure.row_key)
                rows_[figure.row_key].emplace(name_of_row(figure), &figure);
        }
    }

    void run() {
        for (const ItemList& list : lists_) check_list(list);
    }

  private:
    void check_list(const ItemList& list) {
        const auto count = static_cast<int>(list.items.size());
        for (const string* rule : {&kAmount, &kMissing, &kName}) reading_.looked_at(*rule, count);
        bool bound = false;
        for (std::size_t slot = 0; slot < 2; ++slot) {
            const auto fit = best_fit(list, slot);
            if (!fit) continue;
            report_amounts(*fit);
            if (!bound) report_names(list, *fit);
            bound = true;
        }
        if (bound) return;
        for (const string* rule : {&kAmount, &kMissing, &kName})
            reading_.could_not_tell(*rule, count);
        check_sums(list);
    }

    // A column that nearly all amounts of the list are those of. A slip or two among many is one;
    // more, and the list tells of something else.
    std::optional<Fit> best_fit(const ItemList& list, std::size_t slot) const {
        std::optional<Fit> best;
        for (const Column& column : columns_) {
            Fit fit = fit_of(list, column, slot);
            if (!best || fit < *best) best = std::move(fit);
        }
        if (!best) return best;
        const std::size_t n = best->agreeing.size() + best->differing.size();
        const std::size_t most = std::max<std::size_t>(1, list.items.size() / 5);
        const bool enough = n >= kLeastItems || (n + best->unknown.size() >= kLeastItems && n > 1);
        if (!enough || best->differing.size() > most || best->agreeing.size() < 2)
            return std::nullopt;
        return best;
    }

    FindingPlace place_of(const ListedItem& item, std::size_t slot) const {
        return check::place_of(*item.amount_passages[slot], item.amounts[slot].range);
    }

    FindingPlace place_of(const Figure& figure) const {
        return check::place_of(reading_.disclosure(), figure);
    }

    static string shown_in(const Figure& figure, Unit unit, int decimals) {
        const auto value = value_of(figure.number, figure.unit);
        return value ? Money::fen(*value).print(unit, decimals) : figure.text;
    }

    void report_amounts(const Fit& fit) {
        for (const ListedItem* item : fit.differing) {
            const ListedAmount& amount = item->amounts[fit.slot];
            const Figure& figure = *fit.column->figures.at(item->code);
            Finding finding;
            finding.rule = kAmount;
            finding.severity = Severity::kError;
            const string right = shown_in(figure, amount.unit, std::max(amount.number.decimals, 2));
            finding.arguments = {{"item", item->name},
                                 {"text", amount.text},
                                 {"unit", string(unit_name(amount.unit))},
                                 {"title", fit.column->table->title},
                                 {"right", right}};
            finding.suggestion.push_back(right);
            finding.places = {place_of(*item, fit.slot), place_of(figure)};
            finding.key = fingerprint({kAmount, item->code, amount.text, fit.column->table->id});
            reading_.add(std::move(finding));
        }
    }

    // What is named but not shown, and what is shown but not named: where the amounts are the same
    // it is one item with another name.
    void report_names(const ItemList& list, Fit fit) {
        // Of those that nobody knows, or that have no amount: each may be one that is missing.
        std::size_t unmatched = list.silent;
        for (const ListedItem* item : fit.unknown) {
            const auto same =
                std::find_if(fit.missing.begin(), fit.missing.end(), [&](const string& code) {
                    const auto shown = interval_of(*fit.column->figures.at(code));
                    return shown && overlap(*shown, item->amounts[fit.slot].interval);
                });
            if (same == fit.missing.end()) {
                unmatched += item->code.empty() ? 1 : 0;
                continue;
            }
            report_name(*item, item->passage->printed(item->range), *fit.column->figures.at(*same),
                        *fit.column->table);
            fit.missing.erase(same);
        }
        for (const auto* items : {&fit.agreeing, &fit.differing}) {
            for (const ListedItem* item : *items) check_names(*item);
        }
        const std::size_t most = std::max<std::size_t>(1, list.items.size() / 5);
        std::erase_if(fit.missing, [&](const string& code) {
            return stands_in(list, *fit.column->figures.at(code));
        });
        if (fit.missing.empty() || fit.missing.size() > most) return;
        if (unmatched > 0) return reading_.could_not_tell(kMissing);
        for (const string& code : fit.missing)
            report_missing(list, *fit.column->figures.at(code), *fit.column->table);
    }

    // The item is named there after all, without an amount or with a bracket lost.
    bool stands_in(const ItemList& list, const Figure& figure) const {
        // Before and behind a list of paragraphs; a list in one sentence stands alone.
        const bool in_one = list.items.front().passage == list.items.back().passage;
        const std::size_t around = in_one ? 0 : 2;
        const string name = class_name(text::fold_label(name_of_row(figure)));
        const auto& all = reading_.passages();
        const auto index = [&](const ListedItem& item) {
            return static_cast<std::size_t>(
                std::find_if(all.begin(), all.end(),
                             [&](const auto& read) { return &read.passage == item.passage; }) -
                all.begin());
        };
        const std::size_t first = index(list.items.front()), last = index(list.items.back());
        for (std::size_t p = first - std::min(first, around);
             p < std::min(all.size(), last + around + 1); ++p) {
            const std::string_view s = all[p].passage.text;
            for (std::size_t at = s.find(name); at != std::string_view::npos;
                 at = s.find(name, at + 1)) {
                const bool of_another =
                    std::any_of(list.items.begin(), list.items.end(), [&](const ListedItem& item) {
                        return item.passage == &all[p].passage && !item.code.empty() &&
                               item.range.begin <= at && at < item.range.end;
                    });
                if (!of_another && begins_a_name(s.substr(0, at)) &&
                    ends_a_name(s.substr(at + name.size())))
                    return true;
            }
        }
        return false;
    }

    static bool begins_a_name(std::string_view before) {
        if (before.empty() || static_cast<unsigned char>(before.back()) < 0x80) return true;
        for (std::string_view mark : {"款", "类", "“", "、", "。", "其中", "包括"}) {
            if (before.ends_with(mark)) return true;
        }
        return false;
    }

    static bool ends_a_name(std::string_view after) {
        after.remove_prefix(text::any_at(after, {"支出"}));
        if (!after.empty() && after[0] >= '0' && after[0] <= '9') return true;
        return text::any_at(after, {"(", ")", "项", "款", "类", "”", "科目", "万元", "_", "X", "x",
                                    "×", "【", "待"}) > 0;
    }

    // Names beside their codes: "医疗卫生与计划生育支出(210类)".
    void check_names(const ListedItem& item) {
        for (const auto& [level, name] : item.names) {
            const std::size_t length = 2 * static_cast<std::size_t>(level) + 1;
            const auto known = rows_.find(item.code.substr(0, length));
            if (item.code.size() < length || known == rows_.end()) continue;
            const string bare = class_name(text::fold_label(name));
            const bool same = std::any_of(
                known->second.begin(), known->second.end(),
                [&](const auto& row) { return class_name(text::fold_label(row.first)) == bare; });
            const Figure& figure = *known->second.begin()->second;
            if (same || !told_.insert(figure.row_key + bare).second) continue;
            report_name(item, name, figure,
                        reading_.disclosure().tables[static_cast<std::size_t>(figure.table)]);
        }
    }

    void report_name(const ListedItem& item, const string& name, const Figure& figure,
                     const DisclosureTable& table) {
        Finding finding;
        finding.rule = kName;
        // What nobody knows may be a way of writing the same.
        finding.severity = item.code.empty() ? Severity::kNotice : Severity::kWarning;
        finding.arguments = {
            {"item", name}, {"right", name_of_row(figure)}, {"title", table.title}};
        finding.suggestion.push_back(name_of_row(figure));
        finding.places = {check::place_of(*item.passage, item.range), place_of(figure)};
        finding.key = fingerprint({kName, name, figure.row_key});
        reading_.add(std::move(finding));
    }

    void report_missing(const ItemList& list, const Figure& figure, const DisclosureTable& table) {
        Finding finding;
        finding.rule = kMissing;
        finding.severity = list.open_ended ? Severity::kHint : Severity::kWarning;
        const ListedAmount& like = list.items.front().amounts.front();
        finding.arguments = {{"item", name_of_row(figure)},
                             {"text", shown_in(figure, like.unit, 2)},
                             {"unit", string(unit_name(like.unit))},
                             {"title", table.title}};
        const ListedItem* before = &list.items.front();
        for (const ListedItem& item : list.items) {
            if (!item.code.empty() && item.code < figure.coordinate->at(Dimension::kFunction))
                before = &item;
        }
        finding.places = {check::place_of(*before->passage, before->range), place_of(figure)};
        finding.key = fingerprint({kMissing, figure.row_key, finding.places[0].text, table.id});
        reading_.add(std::move(finding));
    }

    // --- without a table: the items of a class, and what the text says of the class --------------

    struct Group {
        std::vector<const ListedItem*> items;
        Interval sum{0, 0};
        const ListedItem* total = nullptr;  // what the text says of the class
        bool holds = false;
    };

    void check_sums(const ItemList& list) {
        if (list.level != 3 || list.silent > 0) return;
        Interval whole{0, 0};
        for (const ListedItem& item : list.items) {
            whole.low += item.amounts[0].interval.low;
            whole.high += item.amounts[0].interval.high;
        }
        if (std::any_of(list.stated.begin(), list.stated.end(),
                        [&](const Interval& i) { return overlap(i, whole); }))
            return reading_.looked_at(kSum);
        std::map<string, Group> groups;
        for (const ListedItem& item : list.items) {
            if (item.above.empty()) continue;
            Group& group = groups[class_name(item.above)];
            group.items.push_back(&item);
            group.sum.low += item.amounts[0].interval.low;
            group.sum.high += item.amounts[0].interval.high;
        }
        std::size_t holding = 0, known = 0;
        for (auto& [name, group] : groups) {
            holding += find_total(name, group) ? 1 : 0;
            known += group.total != nullptr ? 1 : 0;
        }
        reading_.looked_at(kSum, static_cast<int>(known));
        // Where the others hold the list follows what the text says of the classes; of several that
        // do not, the one that lacks what the whole lacks.
        std::vector<std::pair<const string*, const Group*>> wrong;
        for (const auto& [name, group] : groups) {
            if (group.total == nullptr || group.holds) continue;
            if (holding + 1 == known || lacks_the_same(list, whole, group))
                wrong.emplace_back(&name, &group);
        }
        if (holding == 0 || list.stated.empty() || wrong.size() != 1)
            return reading_.could_not_tell(kSum, static_cast<int>(known - holding));
        report_sum(*wrong[0].first, *wrong[0].second);
    }

    static bool lacks_the_same(const ItemList& list, const Interval& whole, const Group& group) {
        const Interval& total = group.total->amounts[0].interval;
        const Interval lacking{total.low - group.sum.high, total.high - group.sum.low};
        return std::any_of(list.stated.begin(), list.stated.end(), [&](const Interval& i) {
            return overlap(lacking, {i.low - whole.high, i.high - whole.low});
        });
    }

    bool find_total(const string& name, Group& group) const {
        for (const ItemList& other : lists_) {
            if (other.level != 1) continue;
            for (const ListedItem& item : other.items) {
                if (class_name(item.name) != name) continue;
                group.total = &item;
                group.holds = overlap(item.amounts[0].interval, group.sum);
                if (group.holds) return true;
            }
        }
        return false;
    }

    void report_sum(const string& name, const Group& group) {
        const ListedAmount& total = group.total->amounts[0];
        const auto fen = value_of(total.number, total.unit).value_or(0);
        int64_t sum = 0;
        for (const ListedItem* item : group.items)
            sum += value_of(item->amounts[0].number, item->amounts[0].unit).value_or(0);
        Finding finding;
        finding.rule = kSum;
        finding.severity = Severity::kWarning;
        finding.arguments = {{"item", name},
                             {"text", total.text},
                             {"unit", string(unit_name(total.unit))},
                             {"sum", Money::fen(sum).print(total.unit, 2)},
                             {"difference", Money::fen(fen - sum).print(total.unit, 2)}};
        for (const ListedItem* item : group.items) finding.places.push_back(place_of(*item, 0));
        finding.places.push_back(place_of(*group.total, 0));
        finding.key = fingerprint({kSum, name, total.text});
        reading_.add(std::move(finding));
    }

    SentenceReading& reading_;
    const std::vector<Column> columns_;
    const std::vector<ItemList>& lists_;
    std::map<string, std::map<string, const Figure*>> rows_;  // by code: the names it has in tables
    std::set<string> told_;
};

}  // namespace

void find_wrong_items(SentenceReading& reading, const std::vector<ItemList>& lists) {
    Items(reading, lists).run();
}

}  // namespace mingzhang::check
