#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "publish/report_summary.h"
#include "workflow/compare.h"
#include "workflow/compare_parts.h"

namespace mingzhang::workflow {
namespace {

using std::size_t;

constexpr int kHundredths = 2;
constexpr std::string_view kBetweenValues = " / ", kBetweenCells = " | ";

// Documents of two years differ in every year they print.
std::string without_years(std::string text, int year) {
    if (year == 0) return text;
    text = text::replace_all(std::move(text), std::to_string(year), "{year}");
    return text::replace_all(std::move(text), std::to_string(year - 1), "{last_year}");
}

std::string folded_label(const std::string& label, int year) {
    return without_years(text::fold_label(label), year);
}

// ---- what is printed of one quantity

struct Printed {
    const Figure* figure = nullptr;
    std::optional<int64_t> value;  // fen; of counts hundredths of a piece
    std::optional<Interval> interval;

    explicit Printed(const Figure& f) : figure(&f) {
        if (f.kind != FigureKind::kAmount) {
            value = mantissa(f.number);
        } else {
            value = is_nothing(f.number) ? 0 : value_of(f.number, f.unit);
            interval = bounds(f.number, f.unit, f.usual_decimals);
        }
    }

    static bool is_nothing(const PrintedNumber& number) {
        return number.form == NumberForm::kBlank || number.form == NumberForm::kNothing;
    }

    static std::optional<int64_t> mantissa(PrintedNumber number) {
        if (is_nothing(number)) return 0;
        if (number.form != NumberForm::kNumber) return std::nullopt;
        for (; number.decimals > kHundredths; --number.decimals) {
            if (number.mantissa % 10 != 0) return std::nullopt;
            number.mantissa /= 10;
        }
        for (; number.decimals < kHundredths; ++number.decimals) {
            if (__builtin_mul_overflow(number.mantissa, 10, &number.mantissa)) return std::nullopt;
        }
        return number.mantissa;
    }

    bool is_zero() const { return value == 0; }

    bool same_value(const Printed& other) const {
        if (value && other.value) return *value == *other.value;
        return !value && !other.value && figure->text == other.figure->text;
    }
    // One amount can be both.
    bool can_be(const Printed& other) const {
        if (same_value(other)) return true;
        return interval && other.interval && interval->low <= other.interval->high &&
               other.interval->low <= interval->high;
    }
    bool finer_than(const Printed& other) const {
        return interval && other.interval &&
               interval->high - interval->low < other.interval->high - other.interval->low;
    }
};

// The different ones among them; of those that can be one amount, the finest.
void add_printed(std::vector<Printed>& known, const Figure& figure) {
    const Printed one(figure);
    for (Printed& other : known) {
        if (!one.can_be(other)) continue;
        if (one.finer_than(other)) other = one;
        return;
    }
    known.push_back(one);
}

enum class Likeness { kSame, kPrintedOtherwise, kDifferent };

// An amount in another unit is the same as long as it can be.
Likeness likeness(const std::vector<Printed>& a, const std::vector<Printed>& b) {
    Likeness least = Likeness::kSame;
    const auto hold = [&](const std::vector<Printed>& from, const std::vector<Printed>& among) {
        for (const Printed& one : from) {
            Likeness best = Likeness::kDifferent;
            for (const Printed& other : among) {
                if (!one.can_be(other)) continue;
                const bool same = one.same_value(other) || one.figure->unit != other.figure->unit;
                best = std::min(best, same ? Likeness::kSame : Likeness::kPrintedOtherwise);
            }
            least = std::max(least, best);
        }
    };
    hold(a, b);
    hold(b, a);
    return least;
}

std::optional<Unit> one_unit(const std::vector<Printed>& a, const std::vector<Printed>& b) {
    std::optional<Unit> unit;
    for (const auto* side : {&a, &b}) {
        for (const Printed& one : *side) {
            if (unit && *unit != one.figure->unit) return std::nullopt;
            unit = one.figure->unit;
        }
    }
    return unit;
}

std::string shown(const std::vector<Printed>& side, bool with_unit) {
    std::string out;
    for (const Printed& one : side) {
        if (!out.empty()) out += kBetweenValues;
        out += text::trim(one.figure->text);
        if (with_unit) out += " " + std::string(unit_name(one.figure->unit));
    }
    return out;
}

Change printed_change(const std::vector<Printed>& before, const std::vector<Printed>& after) {
    Change change;
    const Likeness like = likeness(before, after);
    change.kind = before.empty()            ? ChangeKind::kAdded
                  : after.empty()           ? ChangeKind::kRemoved
                  : like == Likeness::kSame ? ChangeKind::kSame
                                            : ChangeKind::kChanged;
    const auto& any = after.empty() ? before : after;
    const bool amount = any.front().figure->kind == FigureKind::kAmount;
    change.what = amount ? "amount" : "count";
    const auto unit = one_unit(before, after);
    if (unit && *unit != Unit::kPieces) change.unit = std::string(unit_name(*unit));
    change.before = shown(before, !unit);
    change.after = shown(after, !unit);
    change.may_be_equal = like == Likeness::kPrintedOtherwise;
    if (before.size() > 1 || after.size() > 1) return change;
    const auto value = [](const std::vector<Printed>& side) {
        return side.empty() ? std::optional<int64_t>(0) : side.front().value;
    };
    const auto a = value(before), b = value(after);
    if (!a || !b || any.front().figure->kind == FigureKind::kRate) return change;
    const Money from = Money::fen(*a), to = Money::fen(*b), by = to - from;
    const Money size = by < Money() ? -by : by;
    int decimals = 0;
    for (const auto* side : {&before, &after})
        for (const Printed& one : *side)
            decimals = std::max(
                {decimals, one.figure->number.decimals, amount ? one.figure->usual_decimals : 0});
    set_difference(change, from, to,
                   !amount ? size.print(Unit::kYuan, std::min(decimals, kHundredths))
                   : unit  ? size.print(*unit, decimals)
                           : publish::in_wan_yuan(size.in_fen()) + " " +
                                std::string(unit_name(Unit::kWanYuan)));
    return change;
}

// ---- one document

// A quantity, or a cell of a table whose quantity is not known.
struct Key {
    Coordinate at;
    std::string cell;

    auto operator<=>(const Key&) const = default;
};

struct Quantity {
    std::vector<Printed> printed;
    std::vector<const Figure*> figures;
};

// Those of a document, in the order of their first figure.
struct Quantities {
    std::map<Key, Quantity> all;
    std::vector<Key> order;
};

bool is_prose(const Block& block) {
    return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading;
}

using Line = std::pair<int, int>;  // file, line
Line line_of(const Place& place) { return {place.source, place.line}; }

// Where declarations stand: they are compared field by field.
std::set<Line> lines_of_forms(const Disclosure& disclosure) {
    std::set<Line> lines;
    for (const Declaration& form : disclosure.declarations) {
        for (const DeclarationField& field : form.fields) lines.insert(line_of(field.place));
        for (const IndicatorLevel& level : form.levels) lines.insert(line_of(level.place));
        for (const Indicator& indicator : form.indicators) lines.insert(line_of(indicator.place));
    }
    return lines;
}

std::string in_one_line(const std::string& source) {
    std::string out;
    for (const char c : source) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return std::string(text::trim(out));
}

// The words of a row whose figures, if any, are not known by a coordinate.
std::string words_of(const std::vector<GridCell>& row) {
    std::string out;
    for (const GridCell& cell : row) {
        const std::string words = in_one_line(cell.text);
        if (words.empty() || parse_number(words).form != NumberForm::kNotANumber) continue;
        if (!out.empty()) out += kBetweenCells;
        out += words;
    }
    return out;
}

struct Words {
    std::vector<std::string> paragraphs, cells;
};

Words words_in(const CheckedFile& checked) {
    const Disclosure& disclosure = checked.report.disclosure;
    std::set<Line> known = lines_of_forms(disclosure);
    for (const Figure& figure : disclosure.figures)
        if (figure.table >= 0 && figure.coordinate) known.insert(line_of(figure.place));
    Words words;
    for (const Block& block : checked.source.blocks) {
        if (is_prose(block)) {
            std::string paragraph = in_one_line(block.text);
            if (!paragraph.empty() && known.count(line_of(block.place)) == 0)
                words.paragraphs.push_back(std::move(paragraph));
        }
        for (const auto& row : block.grid.rows) {
            const bool told = std::any_of(row.begin(), row.end(), [&](const GridCell& cell) {
                return known.count(line_of(cell.place)) > 0;
            });
            std::string cells = told ? std::string() : words_of(row);
            if (!cells.empty()) words.cells.push_back(std::move(cells));
        }
    }
    return words;
}

// ---- two of them

class Documents {
  public:
    Documents(const CheckedFile& before, const CheckedFile& after, const Resources& resources)
        : checked_before_(before),
          checked_after_(after),
          before_(before.report.disclosure),
          after_(after.report.disclosure),
          trees_(resources.library.lexicon.trees),
          codes_(resources.codes) {}

    Differences run() {
        out_.before = side(before_);
        out_.after = side(after_);
        pair_tables();
        pair_projects();
        quantities_before_ = quantities(before_, true);
        quantities_after_ = quantities(after_, false);
        document();
        tables();
        figures();
        projects();
        declarations();
        words();
        totals();
        return std::move(out_);
    }

  private:
    static ComparedSide side(const Disclosure& d) {
        return {d.path, false, "", d.department, d.year, d.kind, !any_unreadable(d.remarks)};
    }

    void keep(ComparedSection section) {
        if (section.changes.empty() && section.kind == ChangeKind::kChanged &&
            section.title_before.empty())
            return;
        out_.sections.push_back(std::move(section));
    }

    void document() {
        ComparedSection section{"document", "", ""};
        const auto year = [](int y) { return y == 0 ? std::string() : std::to_string(y); };
        const auto fact = [&](const char* id, const std::string& a, const std::string& b) {
            add_fact(section.changes, id, a, b);
        };
        fact("department", before_.department, after_.department);
        fact("year", year(before_.year), year(after_.year));
        fact("document", std::string(kind_name(before_.kind)), std::string(kind_name(after_.kind)));
        fact("place", before_.jurisdiction, after_.jurisdiction);
        keep(std::move(section));
    }

    // ---- tables

    static std::vector<std::string> table_keys(const Disclosure& d) {
        std::vector<std::string> keys;
        for (const DisclosureTable& table : d.tables)
            keys.push_back(folded_label(table.title.empty() ? table.id : table.title, d.year));
        return keys;
    }

    void pair_tables() {
        const auto before = table_keys(before_), after = table_keys(after_);
        tables_ = paired(before, after);
        pair_near(tables_, before, after);
        // Of one pack, a table is known by its id whatever its title.
        if (before_.pack.empty() || before_.pack != after_.pack) return;
        for (size_t i = 0; i < before.size(); ++i) {
            if (tables_.partner[i] || before_.tables[i].status != TableStatus::kRecognised)
                continue;
            for (size_t j = 0; j < after.size(); ++j) {
                if (tables_.origin[j] || after_.tables[j].id != before_.tables[i].id) continue;
                tables_.partner[i] = j;
                tables_.origin[j] = i;
                break;
            }
        }
    }

    static std::string title_of(const DisclosureTable& table) {
        if (table.number.empty()) return table.title.empty() ? table.id : table.title;
        return table.title.empty() ? table.number : table.number + " " + table.title;
    }

    static int figures_in(const Disclosure& d, size_t table) {
        return static_cast<int>(
            std::count_if(d.figures.begin(), d.figures.end(), [&](const Figure& figure) {
                return figure.table == static_cast<int>(table) && figure.counts();
            }));
    }

    void tables() {
        ComparedSection section{"tables", "", ""};
        const auto whole = [&](ChangeKind kind, const Disclosure& d, size_t table) {
            Change change;
            change.kind = kind;
            change.what = "table";
            change.label = title_of(d.tables[table]);
            (kind == ChangeKind::kAdded ? change.after : change.before) =
                std::to_string(figures_in(d, table));
            section.changes.push_back(std::move(change));
        };
        const auto keys_before = table_keys(before_), keys_after = table_keys(after_);
        for (size_t i = 0; i < before_.tables.size(); ++i) {
            const auto j = tables_.partner[i];
            if (!j) {
                whole(ChangeKind::kRemoved, before_, i);
            } else if (keys_before[i] != keys_after[*j]) {
                Change change;
                change.what = "title";
                change.before = title_of(before_.tables[i]);
                change.after = title_of(after_.tables[*j]);
                section.changes.push_back(std::move(change));
            }
        }
        for (size_t j = 0; j < after_.tables.size(); ++j)
            if (!tables_.origin[j]) whole(ChangeKind::kAdded, after_, j);
        keep(std::move(section));
    }

    // ---- figures

    // Projects of the document before go by the names that they have after.
    void pair_projects() {
        const auto names = [](const Disclosure& d) {
            std::vector<std::string> out;
            std::set<std::string> known;
            for (const Figure& figure : d.figures) {
                if (!figure.coordinate) continue;
                const std::string& project = figure.coordinate->at(Dimension::kProject);
                if (!project.empty() && known.insert(project).second) out.push_back(project);
            }
            return out;
        };
        const auto before = names(before_), after = names(after_);
        Pairing pairing = paired(before, after);
        const auto year_free = [](std::vector<std::string> all, int year) {
            for (std::string& name : all) name = without_years(std::move(name), year);
            return all;
        };
        pair_near(pairing, before, after);
        pair_near(pairing, year_free(before, before_.year), year_free(after, after_.year));
        for (size_t i = 0; i < before.size(); ++i) {
            const auto j = pairing.partner[i];
            if (j && before[i] != after[*j]) renamed_.emplace(before[i], after[*j]);
        }
    }

    void projects() {
        for (const auto& [before, after] : renamed_) keep({"project", after, before});
    }

    Quantities quantities(const Disclosure& d, bool is_before) const {
        Quantities out;
        std::map<std::string, int> met;  // cells of one label
        for (const Figure& figure : d.figures) {
            if (figure.derived) continue;
            auto key = key_of(figure, d, is_before);
            if (!key) continue;
            if (!key->cell.empty()) key->cell += fmt::format("\n{}", ++met[key->cell]);
            const auto [place, is_new] = out.all.try_emplace(*key);
            if (is_new) out.order.push_back(*key);
            add_printed(place->second.printed, figure);
            place->second.figures.push_back(&figure);
        }
        return out;
    }

    std::optional<Key> key_of(const Figure& figure, const Disclosure& d, bool is_before) const {
        if (figure.coordinate && figure.kind != FigureKind::kRate) {
            Coordinate at = *figure.coordinate;
            const auto renamed = renamed_.find(at.at(Dimension::kProject));
            if (is_before && renamed != renamed_.end())
                at.set(Dimension::kProject, renamed->second);
            return Key{std::move(at), ""};
        }
        if (figure.table < 0) return std::nullopt;  // its paragraph is compared
        const auto table = static_cast<size_t>(figure.table);
        const auto pair = is_before ? std::optional(table) : tables_.origin[table];
        if (!pair || (is_before && !tables_.partner[table])) return std::nullopt;
        return Key{{},
                   fmt::format("{}\n{}\n{}", *pair, folded_label(figure.row_label, d.year),
                               folded_label(figure.column_label, d.year))};
    }

    // Index into the sections of figures: a table of the document after, or, last, none.
    std::optional<size_t> section_of(const Quantity& quantity, bool is_before) const {
        for (const Figure* figure : quantity.figures) {
            if (figure->table < 0) return after_.tables.size();
            const auto table = static_cast<size_t>(figure->table);
            const bool shared =
                is_before ? tables_.partner[table].has_value() : tables_.origin[table].has_value();
            if (shared) return is_before ? *tables_.partner[table] : table;
        }
        return std::nullopt;  // it came or went with its table
    }

    static bool says_nothing(const Quantity& quantity) {
        return std::all_of(quantity.printed.begin(), quantity.printed.end(),
                           [](const Printed& one) { return one.is_zero(); });
    }

    Change named(Change change, const Key& key, const Quantity& quantity) const {
        change.name = name_of(key.at, codes_);
        const Figure& figure = *quantity.figures.front();
        if (change.name.empty()) {
            change.label = figure.row_label;
            if (!figure.column_label.empty())
                change.label += (change.label.empty() ? "" : " · ") + figure.column_label;
        }
        return change;
    }

    void figures() {
        std::vector<ComparedSection> sections(after_.tables.size() + 1);
        for (size_t j = 0; j < after_.tables.size(); ++j)
            sections[j] = {"table", title_of(after_.tables[j]), ""};
        sections.back().id = "prose";
        const std::vector<Printed> nothing;
        for (const Key& key : quantities_after_.order) {
            const Quantity& now = quantities_after_.all.at(key);
            const auto found = quantities_before_.all.find(key);
            const bool is_new = found == quantities_before_.all.end();
            const auto section = section_of(now, false);
            if (is_new && (says_nothing(now) || !section)) continue;
            Change change = printed_change(is_new ? nothing : found->second.printed, now.printed);
            if (change.kind == ChangeKind::kSame) continue;
            sections[section.value_or(after_.tables.size())].changes.push_back(
                named(std::move(change), key, now));
        }
        for (const Key& key : quantities_before_.order) {
            const Quantity& then = quantities_before_.all.at(key);
            const auto section = section_of(then, true);
            if (!section || says_nothing(then) || quantities_after_.all.count(key) > 0) continue;
            sections[*section].changes.push_back(
                named(printed_change(then.printed, nothing), key, then));
        }
        for (ComparedSection& section : sections) keep(std::move(section));
    }

    // ---- declarations, words

    void declarations() {
        const auto names = [&](const Disclosure& d) {
            std::vector<std::string> out;
            for (const Declaration& form : d.declarations)
                out.push_back(folded_label(form.project, d.year));
            return out;
        };
        const auto before = names(before_), after = names(after_);
        Pairing pairing = paired(before, after);
        pair_near(pairing, before, after);
        for (size_t i = 0; i < before.size(); ++i) {
            const Declaration& own = before_.declarations[i];
            if (const auto j = pairing.partner[i]) {
                ComparedSection section{"declaration", after_.declarations[*j].project, ""};
                add_form_changes(section.changes, own, after_.declarations[*j], effort_);
                keep(std::move(section));
            } else {
                keep({"declaration", own.project, "", ChangeKind::kRemoved});
            }
        }
        for (size_t j = 0; j < after.size(); ++j)
            if (!pairing.origin[j])
                keep({"declaration", after_.declarations[j].project, "", ChangeKind::kAdded});
    }

    void words() {
        const Words before = words_in(checked_before_), after = words_in(checked_after_);
        ComparedSection paragraphs{"paragraphs", "", ""}, cells{"cells", "", ""};
        paragraphs.changes =
            changed_paragraphs(before.paragraphs, after.paragraphs, "paragraph", effort_);
        cells.changes = changed_paragraphs(before.cells, after.cells, "cells", effort_);
        keep(std::move(paragraphs));
        keep(std::move(cells));
    }

    // ---- totals

    static const Quantity* find(const Quantities& all, const Coordinate& at) {
        const auto found = all.all.find(Key{at, ""});
        return found == all.all.end() ? nullptr : &found->second;
    }

    static std::vector<Printed> printed(const Quantity* quantity) {
        return quantity == nullptr ? std::vector<Printed>() : quantity->printed;
    }

    std::optional<Change> look(const Coordinate& at) const {
        const Quantity* a = find(quantities_before_, at);
        const Quantity* b = find(quantities_after_, at);
        if (a == nullptr && b == nullptr) return std::nullopt;
        Change change = printed_change(printed(a), printed(b));
        change.name = name_of(at, codes_);
        return change;
    }

    void totals() {
        out_.totals = totals_of(trees_, [&](const Coordinate& at) { return look(at); });
        for (const char* flow : {"income", "expenditure"}) {
            const Coordinate at = Coordinate().with(Dimension::kFlow, flow);
            auto total = look(at);
            const auto before = one_value(find(quantities_before_, at));
            const auto after = one_value(find(quantities_after_, at));
            if (!total || !before || !after || before == after) continue;
            auto parts = parts_of(
                at, flow == std::string("income") ? Dimension::kFund : Dimension::kFunction);
            if (parts.empty()) continue;
            out_.causes.push_back(cause_of(*std::move(total), *after - *before, std::move(parts)));
        }
    }

    // Where a document prints one value of it, or none.
    static std::optional<Money> one_value(const Quantity* quantity) {
        if (quantity == nullptr || quantity->printed.size() != 1) return std::nullopt;
        const auto value = quantity->printed.front().value;
        return value ? std::optional(Money::fen(*value)) : std::nullopt;
    }

    // The finest members of `d` that differ from the total in nothing else.
    std::vector<Part> parts_of(const Coordinate& total, Dimension d) const {
        std::set<std::string> members;
        for (const Quantities* side : {&quantities_before_, &quantities_after_}) {
            for (const auto& [key, quantity] : side->all) {
                const std::string& member = key.at.at(d);
                if (!member.empty() && key.at.with(d, "") == total) members.insert(member);
            }
        }
        std::vector<Part> parts;
        for (const std::string& member : members) {
            if (has_part(members, member, d)) continue;
            const Coordinate at = total.with(d, member);
            const Quantity* a = find(quantities_before_, at);
            const Quantity* b = find(quantities_after_, at);
            const auto before = a == nullptr ? Money() : one_value(a);
            const auto after = b == nullptr ? Money() : one_value(b);
            if (!before || !after) continue;
            Part part{printed_change(printed(a), printed(b)), *before, *after};
            part.change.name = name_of(Coordinate().with(d, member), codes_);
            parts.push_back(std::move(part));
        }
        return parts;
    }

    bool has_part(const std::set<std::string>& members, const std::string& member,
                  Dimension d) const {
        const auto& children = trees_.children(d, member);
        if (!children.empty()) {
            return std::any_of(children.begin(), children.end(),
                               [&](const std::string& c) { return members.count(c) > 0; });
        }
        const auto next = members.upper_bound(member);
        return d == Dimension::kFunction && next != members.end() && next->starts_with(member);
    }

    const CheckedFile& checked_before_;
    const CheckedFile& checked_after_;
    const Disclosure& before_;
    const Disclosure& after_;
    const DimensionTrees& trees_;
    const codes::Lists& codes_;
    Pairing tables_;
    std::map<std::string, std::string> renamed_;
    Quantities quantities_before_, quantities_after_;
    Effort effort_;
    Differences out_;
};

}  // namespace

Differences compare_documents(const CheckedFile& before, const CheckedFile& after,
                              const Resources& resources) {
    return Documents(before, after, resources).run();
}

}  // namespace mingzhang::workflow
