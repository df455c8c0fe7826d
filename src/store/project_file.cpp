#include "store/project_file.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/toml_reader.h"
#include "store/amount.h"
#include "store/line_table.h"
#include "store/toml_fields.h"
#include "store/toml_text.h"
#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;

constexpr string_view kYuan = "yuan";
constexpr string_view kInDeclaration = "declaration.";

void write_amount(TomlLines& out, const BookLine& line, const Coordinate& implied) {
    out.table("[[amount]]");
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        if (line.at.at(d) == implied.at(d)) continue;
        out.put(dimension_name(d), written_member(d, line.at, implied, Language::kIds));
    }
    out.put(kGovernment, line.government);
    out.put(kYuan, print_amount(line.amount, counts_pieces(line.at)));
    if (line.open) out.put(kOpen, "yes");
}

void write_declaration(TomlLines& out, const BookProject& project) {
    const Declaration& d = project.declaration;
    const bool other_project = !d.project.empty() && d.project != project.name;
    if (!has_declaration(d) && !other_project) return;
    out.table("[declaration]");
    out.put("title", d.title);
    out.put("heading", d.heading);
    if (other_project) out.put("project", d.project);
    out.put("date", date_text(d.date));
    out.put("indicator_period", d.indicator_period);
    for (const DeclarationField& field : d.fields) {
        out.table("[[declaration.field]]");
        out.put("id", field.id);
        out.put("label", field.label);
        out.put("text", field.text);
    }
    for (const IndicatorLevel& level : d.levels) {
        out.table("[[declaration.level]]");
        out.put("id", level.id);
        out.put("label", level.label);
    }
    for (const Indicator& indicator : d.indicators) {
        out.table("[[declaration.indicator]]");
        out.put("first", indicator.first_level);
        out.put("first_label", indicator.first_label);
        out.put("second", indicator.second_level);
        out.put("second_label", indicator.second_label);
        out.put("name", indicator.name);
        out.put("value", indicator.target.text);
        out.put("note", indicator.note);
    }
}

class ProjectReader {
  public:
    ProjectReader(const std::string& file, FindingList& findings, std::size_t& most_lines)
        : fields_(file, findings), most_lines_(most_lines) {}

    BookProject read(const toml::table& table) {
        fields_.known(
            table, "",
            {"name", "scope", "category", "sharing", "share", "amount", "cost", "declaration"});
        BookProject out;
        out.place = {fields_.file(), 1, {}};
        out.name = fields_.text(table, "", "name");
        out.scope = fields_.text(table, "", "scope");
        out.category = fields_.text(table, "", "category");
        out.sharing = fields_.text(table, "", "sharing");
        out.share = fields_.number(table, "share", -1, kMostParts, -1);
        implied_ = implied_by_project(out.name);
        fields_.tables(table, "", "amount",
                       [&](const toml::table& t) { read_amount_line(t, out); });
        fields_.tables(table, "", "cost", [&](const toml::table& t) { read_cost(t, out); });
        if (const toml::table* t = fields_.table(table, "declaration")) {
            read_declaration(*t, out.declaration);
            complete_declaration(out);
        }
        return out;
    }

  private:
    static constexpr int kMostParts = 99;

    void read_amount_line(const toml::table& table, BookProject& out) {
        if (most_lines_ == 0) return fields_.wrong("too-many-lines", table, "amount");
        --most_lines_;
        BookLine line;
        line.at = implied_;
        line.place = fields_.place(table);
        bool good = true;
        for (const auto& [key, value] : table)
            good = read_member_of(std::string(key.str()), table, value, line) && good;
        const auto amount = amount_of(table);
        if (!amount || !good) return;
        line.amount = *amount;
        const auto [first, fresh] = seen_.try_emplace({line.at, line.government}, line.place.line);
        if (!fresh) {
            fields_.wrong(
                "duplicate-line", table, "amount",
                {{"text", line.at.to_string()}, {"first", std::to_string(first->second)}});
        }
        out.lines.push_back(std::move(line));
    }

    bool read_member_of(const std::string& key, const toml::table& table, const toml::node& value,
                        BookLine& line) {
        if (key == kYuan) return true;
        if (key == kOpen) {
            const std::string word = value.is_boolean() ? value.as_boolean()->get() ? "yes" : "no"
                                                        : fields_.text(table, "amount.", key);
            const auto flag = flag_named(word);
            if (!flag) fields_.wrong("open-unreadable", value, "amount.open", {{"text", word}});
            line.open = flag.value_or(false);
            return flag.has_value();
        }
        const auto d = dimension_named(key);
        if (!d && key != kGovernment) {
            fields_.wrong("column-unknown", value, "amount." + key,
                          {{"text", key}, {"known", choices_for(key, amount_keys())}});
            return false;
        }
        const std::string word = fields_.text(table, "amount.", key);
        if (!d) {
            line.government = word;
            return true;
        }
        auto member = read_member(*d, word, implied_);
        if (member) {
            line.at.set(*d, std::move(*member));
            return true;
        }
        fields_.wrong("member-unknown", value, "amount." + key,
                      {{"text", word},
                       {"column", key},
                       {"known", choices_for(word, member_words(*d, Language::kIds))}});
        return false;
    }

    static std::vector<std::string> amount_keys() {
        std::vector<std::string> out = {std::string(kYuan), std::string(kGovernment),
                                        std::string(kOpen)};
        for (std::size_t d = 0; d < kDimensions; ++d)
            out.emplace_back(dimension_name(static_cast<Dimension>(d)));
        return out;
    }

    std::optional<Money> amount_of(const toml::table& table) {
        const toml::node* node = table.get(kYuan);
        const auto* whole = node == nullptr ? nullptr : node->as_integer();
        const std::string text =
            whole != nullptr ? std::to_string(whole->get()) : fields_.text(table, "amount.", kYuan);
        if (node != nullptr && whole == nullptr && !node->is_string()) return std::nullopt;
        const auto read = read_amount(text);
        if (const auto* mistake = std::get_if<AmountMistake>(&read)) {
            fields_.wrong(*mistake, node == nullptr ? table : *node, "amount.yuan",
                          {{"text", text}});
            return std::nullopt;
        }
        return std::get<Money>(read);
    }

    void read_cost(const toml::table& table, BookProject& out) {
        fields_.known(table, "cost.", {"item", "quantity", "unit", "price", "times"});
        const auto text = [&](string_view key) { return fields_.text(table, "cost.", key); };
        out.costs.push_back(
            {text("item"), text("quantity"), text("unit"), text("price"), text("times")});
    }

    void read_declaration(const toml::table& table, Declaration& out) {
        fields_.known(table, kInDeclaration,
                      {"title", "heading", "project", "date", "indicator_period", "field", "level",
                       "indicator"});
        const auto text = [&](const toml::table& t, string_view key) {
            return fields_.text(t, kInDeclaration, key);
        };
        out.title = text(table, "title");
        out.heading = text(table, "heading");
        out.project = text(table, "project");
        out.indicator_period = text(table, "indicator_period");
        read_date(table, out);
        fields_.tables(table, kInDeclaration, "field", [&](const toml::table& t) {
            fields_.known(t, "declaration.field.", {"id", "label", "text"});
            DeclarationField& field = out.fields.emplace_back();
            field.id = text(t, "id");
            field.label = text(t, "label");
            field.text = text(t, "text");
        });
        fields_.tables(table, kInDeclaration, "level", [&](const toml::table& t) {
            fields_.known(t, "declaration.level.", {"id", "label"});
            IndicatorLevel& level = out.levels.emplace_back();
            level.id = text(t, "id");
            level.label = text(t, "label");
        });
        fields_.tables(table, kInDeclaration, "indicator", [&](const toml::table& t) {
            fields_.known(
                t, "declaration.indicator.",
                {"first", "first_label", "second", "second_label", "name", "value", "note"});
            Indicator& indicator = out.indicators.emplace_back();
            indicator.first_level = text(t, "first");
            indicator.first_label = text(t, "first_label");
            indicator.second_level = text(t, "second");
            indicator.second_label = text(t, "second_label");
            indicator.name = text(t, "name");
            indicator.target.text = text(t, "value");
            indicator.note = text(t, "note");
        });
    }

    void read_date(const toml::table& table, Declaration& out) {
        const toml::node* node = table.get("date");
        if (node == nullptr) return;
        std::string text;
        if (const auto* date = node->as_date()) {
            text = fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month,
                               date->get().day);
        } else {
            text = fields_.text(table, kInDeclaration, "date");
        }
        if (text.empty()) return;
        out.date = date_of(text);
        if (!out.date)
            fields_.wrong("date-unreadable", *node, "declaration.date", {{"text", text}});
    }

    TomlFields fields_;
    std::size_t& most_lines_;
    Coordinate implied_;
    std::map<std::pair<Coordinate, std::string>, int> seen_;  // the line of the first
};

}  // namespace

Coordinate implied_by_project(const std::string& name) {
    return Coordinate()
        .with(Dimension::kFlow, "expenditure")
        .with(Dimension::kKind, "project")
        .with(Dimension::kProject, text::fold_label(name));
}

std::string project_toml(const BookProject& project) {
    TomlLines out;
    out.put_always("name", project.name);
    out.put("scope", project.scope);
    out.put("category", project.category);
    out.put("sharing", project.sharing);
    if (project.share >= 0) out.put_number("share", project.share);
    const Coordinate implied = implied_by_project(project.name);
    for (const BookLine& line : project.lines) write_amount(out, line, implied);
    for (const CostLine& cost : project.costs) {
        out.table("[[cost]]");
        out.put("item", cost.item);
        out.put("quantity", cost.quantity);
        out.put("unit", cost.unit);
        out.put("price", cost.price);
        out.put("times", cost.times);
    }
    write_declaration(out, project);
    return out.str();
}

std::optional<BookProject> read_project(const std::string& content, const std::string& file,
                                        FindingList& findings, std::size_t& most_lines) {
    const auto table = parse_toml({file, content});
    if (table) return ProjectReader(file, findings, most_lines).read(*table);
    findings.add("file-unreadable", {file, line_of_error(table.error(), file), {}},
                 {{"error", table.error().what}});
    return std::nullopt;
}

std::string date_text(const std::optional<std::chrono::year_month_day>& date) {
    if (!date) return {};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                       static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
}

std::optional<std::chrono::year_month_day> date_of(string_view text) {
    const auto parts = text::split(text::trim(text), '-');
    if (parts.size() != 3 || parts[0].size() != 4) return std::nullopt;
    std::array<int, 3> numbers{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (parts[i].empty() || parts[i].size() > 4) return std::nullopt;
        for (const char c : parts[i]) {
            if (c < '0' || c > '9') return std::nullopt;
            numbers[i] = numbers[i] * 10 + (c - '0');
        }
    }
    using namespace std::chrono;
    const year_month_day date{year{numbers[0]}, month{static_cast<unsigned>(numbers[1])},
                              day{static_cast<unsigned>(numbers[2])}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

bool has_declaration(const Declaration& d) {
    return !d.title.empty() || !d.heading.empty() || !d.fields.empty() || !d.levels.empty() ||
           !d.indicators.empty() || d.date || !d.indicator_period.empty();
}

void complete_declaration(BookProject& project) {
    Declaration& d = project.declaration;
    if (d.project.empty()) d.project = project.name;
    std::map<std::string, int> indicators;
    for (const Indicator& indicator : d.indicators) ++indicators[indicator.second_level];
    for (IndicatorLevel& level : d.levels) level.indicators = indicators[level.id];
}

}  // namespace mingzhang::store
