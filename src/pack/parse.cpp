#include "pack/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/toml_reader.h"

namespace mingzhang::pack {
namespace {

using toml::node;
using Members = std::map<Dimension, std::vector<std::string>>;

constexpr std::array kClosed = {Dimension::kFlow, Dimension::kFund, Dimension::kKind,
                                Dimension::kVintage, Dimension::kMeasure};
constexpr std::array kDigits = {Dimension::kFunction, Dimension::kEconomic, Dimension::kGovEconomic,
                                Dimension::kSource};
constexpr std::array kKinds = {DocumentKind::kDepartmentBudget, DocumentKind::kUnitBudget,
                               DocumentKind::kDepartmentFinalAccounts,
                               DocumentKind::kUnitFinalAccounts, DocumentKind::kOther};
constexpr std::string_view kRoot = "all";

bool among(const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::string> dimension_names() {
    std::vector<std::string> names;
    for (std::size_t d = 0; d < kDimensions; ++d) {
        names.emplace_back(dimension_name(static_cast<Dimension>(d)));
    }
    return names;
}

// Remembers where each word was first given and reports the second time.
class Once {
  public:
    explicit Once(std::string what) : what_(std::move(what)) {}

    void add(TomlReader& reader, const node& at, const std::string& word) {
        if (!reader.ok()) return;
        const auto [first, added] =
            seen_.emplace(text::fold_label(word), reader.place(at.source()));
        if (added) return;
        reader.fail(at, fmt::format("{} \"{}\" is given twice", what_, word),
                    "first at " + first->second);
    }

  private:
    std::string what_;
    std::map<std::string, std::string> seen_;
};

// Reads what lexicon and packs have in common.
class SchemaReader : public TomlReader {
  public:
    SchemaReader(std::string file, const Members& members)
        : TomlReader(std::move(file)), members_(members) {}

    void dimension(const node& at, Dimension& out) {
        std::string name;
        text(at, name);
        if (!ok()) return;
        if (const auto known = dimension_named(name)) {
            out = *known;
        } else {
            fail(at, unknown_dimension(name), suggest(name, dimension_names()));
        }
    }

    void dimensions(const node& at, std::vector<Dimension>& out) {
        elements(at, [&](const node& n) { dimension(n, out.emplace_back()); });
    }

    void coordinate(const node& at, Coordinate& out) {
        entries(at, [&](const toml::key& key, const node& value) {
            const auto named = dimension_named(key.str());
            if (!named) {
                const std::string name(key.str());
                return fail(key.source(), unknown_dimension(name),
                            suggest(name, dimension_names()));
            }
            std::string member;
            text(value, member);
            if (!ok() || member == kRoot) return;
            check_member(value, *named, member);
            out.set(*named, std::move(member));
        });
    }

    void role(const node& at, ColumnRole& out) {
        choice<ColumnRole>(at, "column role",
                           {{"amount", ColumnRole::kAmount},
                            {"code", ColumnRole::kCode},
                            {"name", ColumnRole::kName},
                            {"gov-name", ColumnRole::kGovName},
                            {"sequence", ColumnRole::kSequence},
                            {"text", ColumnRole::kText},
                            {"change", ColumnRole::kChange},
                            {"ratio", ColumnRole::kRatio},
                            {"share", ColumnRole::kShare}},
                           out);
    }

    void phase(const node& at, Phase& out) {
        choice<Phase>(at, "phase",
                      {{"budget", Phase::kBudget},
                       {"adjusted", Phase::kAdjusted},
                       {"accounts", Phase::kAccounts}},
                      out);
    }

    void row_word(const node& at, RowWord& out) {
        table(at, "a row",
              {{"words", [&](const node& n) { texts(n, out.words); }, true},
               {"measures", [&](const node& n) { coordinate(n, out.measures); }},
               {"above", [&](const node& n) { coordinate(n, out.above); }},
               {"role", [&](const node& n) {
                    choice<RowRole>(n, "row role",
                                    {{"part", RowRole::kPart},
                                     {"total", RowRole::kTotal},
                                     {"opens", RowRole::kOpens},
                                     {"grand", RowRole::kGrand}},
                                    out.role);
                }}});
        if (out.above != Coordinate{} && out.role != RowRole::kTotal) {
            fail(at, "\"above\" in a row that is no total", "add role = \"total\"");
        }
    }

    void prose_word(const node& at, ProseWord& out) {
        table(at, "a word of prose",
              {{"words", [&](const node& n) { texts(n, out.words); }, true},
               {"measures", [&](const node& n) { coordinate(n, out.measures); }}});
    }

    void kind(const node& at, DocumentKind& out) {
        std::string name;
        text(at, name);
        if (!ok()) return;
        std::vector<std::string> known;
        for (const DocumentKind k : kKinds) {
            if (kind_name(k) == name) {
                out = k;
                return;
            }
            known.emplace_back(kind_name(k));
        }
        fail(at, fmt::format("unknown kind of document \"{}\"", name), suggest(name, known));
    }

  private:
    static std::string unknown_dimension(std::string_view name) {
        return fmt::format("unknown dimension \"{}\"", name);
    }

    void check_member(const node& at, Dimension d, const std::string& member) {
        if (among(kClosed, d)) {
            static const std::vector<std::string> none;
            const auto found = members_.find(d);
            const std::vector<std::string>& known = found == members_.end() ? none : found->second;
            if (among(known, member)) return;
            return fail(at, fmt::format("{} has no member \"{}\"", dimension_name(d), member),
                        suggest(member, known));
        }
        if (among(kDigits, d) && member.find_first_not_of("0123456789") != std::string::npos) {
            fail(at, fmt::format("\"{}\" is no {} code", member, dimension_name(d)),
                 "codes have digits only");
        }
    }

    const Members& members_;
};

// ---- lexicon

// Trees of the closed dimensions, checked to be trees.
class TreeBuilder {
  public:
    explicit TreeBuilder(Lexicon& out) : out_(out) {}

    void read(TomlReader& reader, const node& at) {
        reader.entries(at, [&](const toml::key& key, const node& tree) {
            const auto named = dimension_named(key.str());
            if (!named || !among(kClosed, *named)) {
                return reader.fail(key.source(),
                                   fmt::format("\"{}\" is no closed dimension", key.str()),
                                   "known: flow, fund, kind, vintage, measure");
            }
            reader.entries(tree, [&](const toml::key& parent, const node& children) {
                branch(reader, *named, std::string(parent.str()), children);
            });
        });
    }

  private:
    void branch(TomlReader& reader, Dimension d, const std::string& parent, const node& children) {
        std::vector<std::string> names;
        reader.elements(children, [&](const node& n) {
            std::string& name = names.emplace_back();
            reader.text(n, name);
            const bool optional = name.ends_with('?');
            if (optional) name.pop_back();
            if (optional) out_.trees.make_optional(d, name);
            if (reader.ok()) child(reader, d, parent, names.back(), n);
        });
        if (!reader.ok()) return;
        if (parent != kRoot) add_member(d, parent);
        for (const std::string& name : names) add_member(d, name);
        out_.trees.add(d, parent == kRoot ? "" : parent, std::move(names));
    }

    void child(TomlReader& reader, Dimension d, const std::string& parent, const std::string& name,
               const node& at) {
        if (!parents_[d].emplace(name, parent).second) {
            return reader.fail(at, fmt::format("\"{}\" has two parents", name),
                               fmt::format("\"{}\" is the other", parents_[d][name]));
        }
        std::string up = parent;
        while (up != name && parents_[d].contains(up)) up = parents_[d][up];
        if (up == name || name == kRoot) {
            reader.fail(at, fmt::format("\"{}\" is a part of itself", name),
                        "parts must form a tree");
        }
    }

    void add_member(Dimension d, const std::string& name) {
        std::vector<std::string>& members = out_.members[d];
        if (!among(members, name)) members.push_back(name);
    }

    Lexicon& out_;
    std::map<Dimension, std::map<std::string, std::string>> parents_;
};

class LexiconReader {
  public:
    explicit LexiconReader(Lexicon& out) : out_(out) {}

    void read(SchemaReader& reader, const node& root) {
        const auto list = [&](std::string_view key, auto method) {
            return TomlReader::Field{key, [this, &reader, method](const node& n) {
                                         reader.elements(n, [&](const node& element) {
                                             (this->*method)(reader, element);
                                         });
                                     }};
        };
        const auto words = [&](std::string_view key, std::vector<std::string>& list_of_words) {
            return TomlReader::Field{key, [&](const node& n) { reader.texts(n, list_of_words); }};
        };
        reader.table(
            root, "the lexicon",
            {{"dimensions", [](const node&) {}},  // read before all else
             {"columns", [&](const node& n) { columns(reader, n, columns_, out_.columns); }},
             {"groups", [&](const node& n) { columns(reader, n, groups_, out_.groups); }},
             {"titles",
              [&](const node& n) {
                  reader.elements(
                      n, [&](const node& e) { reader.prose_word(e, out_.titles.emplace_back()); });
              }},
             list("relations", &LexiconReader::relation),
             list("rows", &LexiconReader::row),
             list("kinds", &LexiconReader::kind_words),
             list("identity", &LexiconReader::identity),
             list("containment", &LexiconReader::containment),
             list("prose", &LexiconReader::prose_word),
             words("restating", out_.restating),
             words("fillers", out_.fillers),
             words("up", out_.up),
             words("down", out_.down),
             words("level", out_.level),
             words("empty_notes", out_.empty_notes),
             words("unit_labels", out_.unit_labels),
             words("department_labels", out_.department_labels),
             words("declaration_titles", out_.declaration_titles),
             words("standing", out_.standing)});
    }

  private:
    // One entry gives every of its words the same meaning. They are expanded last, into a list of
    // the right size: columns are large, and growing that list took a third of the loading time.
    void columns(SchemaReader& reader, const node& at, Once& once, std::vector<Column>& out) {
        std::vector<Column> meanings;
        reader.elements(at,
                        [&](const node& n) { column(reader, n, once, meanings.emplace_back()); });
        std::size_t count = out.size();
        for (const Column& meaning : meanings) count += meaning.heading.size();
        out.reserve(count);
        for (const Column& meaning : meanings) {
            for (const std::string& word : meaning.heading) {
                out.push_back({{word}, meaning.role, meaning.measures, meaning.phase});
            }
        }
    }

    void column(SchemaReader& reader, const node& at, Once& once, Column& out) {
        reader.table(at, "a column",
                     {{"words", [&](const node& n) { reader.texts(n, out.heading); }, true},
                      {"is", [&](const node& n) { reader.role(n, out.role); }},
                      {"phase", [&](const node& n) { reader.phase(n, out.phase); }},
                      {"measures", [&](const node& n) { reader.coordinate(n, out.measures); }}});
        for (const std::string& word : out.heading) once.add(reader, at, word);
    }

    void relation(SchemaReader& reader, const node& at) {
        RelationWords& out = out_.relations.emplace_back();
        reader.table(at, "a relation",
                     {{"words", [&](const node& n) { reader.texts(n, out.words); }, true},
                      {"is", [&](const node& n) { reader.role(n, out.role); }, true}});
        if (reader.ok() && !is_relation(out.role))
            reader.fail(at, "a relation that is none", "write change, ratio or share");
        for (std::string& word : out.words) word = text::fold_label(word);
    }

    void row(SchemaReader& reader, const node& at) {
        RowWord& row = out_.rows.emplace_back();
        reader.row_word(at, row);
        for (const std::string& word : row.words) rows_.add(reader, at, word);
    }

    void prose_word(SchemaReader& reader, const node& at) {
        reader.prose_word(at, out_.prose.emplace_back());
    }

    void kind_words(SchemaReader& reader, const node& at) {
        KindWords& words = out_.kinds.emplace_back();
        reader.table(at, "a kind",
                     {{"kind", [&](const node& n) { reader.kind(n, words.kind); }, true},
                      {"words", [&](const node& n) { reader.texts(n, words.words); }, true}});
    }

    void identity(SchemaReader& reader, const node& at) {
        Identity& out = out_.identities.emplace_back();
        const auto into = [&](Coordinate& c) {
            return [&](const node& n) { reader.coordinate(n, c); };
        };
        reader.table(at, "an identity",
                     {{"id", [&](const node& n) { reader.text(n, out.id); }, true},
                      {"left", into(out.left), true},
                      {"right", into(out.right), true},
                      {"free", [&](const node& n) { reader.dimensions(n, out.free); }},
                      {"required", [&](const node& n) { reader.dimensions(n, out.required); }},
                      {"hard", [&](const node& n) { reader.flag(n, out.hard); }},
                      {"when_zero",
                       [&](const node& n) {
                           reader.elements(n, [&](const node& e) {
                               reader.coordinate(e, out.when_zero.emplace_back());
                           });
                       }},
                      {"when_same", [&](const node& n) {
                           reader.elements(n, [&](const node& e) {
                               same_pair(reader, e, out.when_same.emplace_back());
                           });
                       }}});
        if (!reader.ok()) return;
        identities_.add(reader, at, out.id);
        for (const Dimension d : out.required) {
            if (among(out.free, d)) continue;
            reader.fail(at, fmt::format("{} is required but not free", dimension_name(d)),
                        "add it to free");
        }
        for (const Dimension d : out.free) {
            if (out.left.at(d).empty() && out.right.at(d).empty()) continue;
            reader.fail(at, fmt::format("{} is both free and given", dimension_name(d)),
                        "leave it out of free, or of left and right");
        }
    }

    void containment(SchemaReader& reader, const node& at) {
        Containment& out = out_.containments.emplace_back();
        reader.table(at, "a containment",
                     {{"id", [&](const node& n) { reader.text(n, out.id); }, true},
                      {"parts",
                       [&](const node& n) {
                           reader.elements(n, [&](const node& e) {
                               reader.coordinate(e, out.parts.emplace_back());
                           });
                       },
                       true},
                      {"whole", [&](const node& n) { reader.coordinate(n, out.whole); }, true}});
        if (!reader.ok()) return;
        identities_.add(reader, at, out.id);
        if (out.whole.at(Dimension::kMeasure).empty())
            reader.fail(at, "the whole is no special measure", "give its measure");
    }

    static void same_pair(SchemaReader& reader, const node& at,
                          std::pair<Coordinate, Coordinate>& out) {
        const toml::array* pair = at.as_array();
        if (pair == nullptr || pair->size() != 2) {
            return reader.fail(at, "when_same needs pairs", "write [[{ … }, { … }]]");
        }
        reader.coordinate(*pair->get(0), out.first);
        reader.coordinate(*pair->get(1), out.second);
    }

    Lexicon& out_;
    Once columns_{"column"}, groups_{"group"}, rows_{"row"}, identities_{"identity"};
};

// ---- pack

class PackReader {
  public:
    PackReader(SchemaReader& reader, Pack& out, const ParentOf& parent)
        : reader_(reader), out_(out), parent_(parent) {}

    void read(const node& root) {
        const toml::table* fields = root.as_table();
        const node* parent = fields == nullptr ? nullptr : fields->get("inherits");
        if (parent != nullptr) inherit(*parent);
        reader_.table(
            root, "the pack",
            {{"jurisdiction", [&](const node& n) { jurisdiction(n); }, true},
             {"year", [&](const node& n) { year(n); }, true},
             {"kind", [&](const node& n) { reader_.kind(n, out_.kind); }, true},
             {"unit", [&](const node& n) { unit(n, out_.unit); }},
             {"decimals", [&](const node& n) { reader_.integer(n, 0, 6, out_.decimals); }},
             {"inherits", [](const node&) {}},  // read before all else
             {"titles", [&](const node& n) { retitle(n); }},
             {"sections",
              [&](const node& n) {
                  out_.sections.clear();
                  each(n, &PackReader::section);
              }},
             {"charts", [&](const node& n) { each(n, &PackReader::chart); }},
             {"table", [&](const node& n) { each(n, &PackReader::table); }, parent == nullptr}});
    }

  private:
    void inherit(const node& at) {
        std::string id;
        reader_.text(at, id);
        if (!reader_.ok()) return;
        const Pack* parent = parent_ ? parent_(id) : nullptr;
        if (parent == nullptr) {
            return reader_.fail(at, fmt::format("there is no pack \"{}\" to inherit from", id),
                                "write <jurisdiction>/<year>/<kind>, and no circle");
        }
        out_ = *parent;
        out_.id = std::move(own_id_);
    }

    // Inherited tables under titles of their own.
    void retitle(const node& at) {
        reader_.entries(at, [&](const toml::key& key, const node& titles) {
            const auto table = std::find_if(out_.tables.begin(), out_.tables.end(),
                                            [&](const Table& t) { return t.id == key.str(); });
            if (table == out_.tables.end()) {
                return reader_.fail(key.source(),
                                    fmt::format("there is no table \"{}\"", key.str()),
                                    "titles are for tables that are inherited");
            }
            table->titles.clear();
            reader_.texts(titles, table->titles);
        });
    }

    void each(const node& at, void (PackReader::*method)(const node&)) {
        reader_.elements(at, [&](const node& element) { (this->*method)(element); });
    }

    void jurisdiction(const node& at) {
        reader_.text(at, out_.jurisdiction);
        must_stand_in_path(at, 0, out_.jurisdiction);
    }

    void year(const node& at) {
        reader_.integer(at, 1994, 2999, out_.year);
        must_stand_in_path(at, 1, std::to_string(out_.year));
    }

    void must_stand_in_path(const node& at, std::size_t part, const std::string& value) {
        const auto parts = text::split(out_.id, '/');
        if (!reader_.ok() || (parts.size() == 3 && parts[part] == value)) return;
        reader_.fail(at, fmt::format("\"{}\" in the pack \"{}\"", value, out_.id),
                     "a pack stands in packs/<jurisdiction>/<year>/");
    }

    void unit(const node& at, Unit& out) {
        std::string name;
        reader_.text(at, name);
        if (!reader_.ok() || (parse_unit(text::fold(name), out) && is_money(out))) {
            return;
        }
        reader_.fail(at, fmt::format("\"{}\" is no unit of money", name),
                     "known: 元, 千元, 万元, 百万元, 亿元");
    }

    static bool is_money(Unit unit) { return unit != Unit::kPercent && unit != Unit::kPieces; }

    void section(const node& at) {
        Section& section = out_.sections.emplace_back();
        reader_.table(
            at, "a section",
            {{"title", [&](const node& n) { reader_.texts(n, section.titles); }, true},
             {"level", [&](const node& n) { reader_.integer(n, 1, 6, section.level); }},
             {"glossary", [&](const node& n) { reader_.flag(n, section.glossary); }},
             {"optional", [&](const node& n) { reader_.flag(n, section.optional); }},
             {"measures", [&](const node& n) { reader_.coordinate(n, section.measures); }},
             {"words", [&](const node& n) {
                  reader_.elements(n, [&](const node& element) {
                      reader_.prose_word(element, section.words.emplace_back());
                  });
              }}});
    }

    void table(const node& at) {
        Table table;
        const toml::table* fields = at.as_table();
        if (fields != nullptr && fields->contains("panel")) {
            table_of_panels(at, table);
        } else {
            Panel& panel = table.panels.emplace_back();
            reader_.table(at, "a table",
                          {id(table), number(table), title(table), unit_of(table), rows(panel),
                           measures(panel), columns(panel), row_words(panel), labels(panel),
                           complete(panel), stacked(panel)});
        }
        const auto inherited = std::find_if(out_.tables.begin(), out_.tables.end(),
                                            [&](const Table& t) { return t.id == table.id; });
        if (inherited != out_.tables.end()) {
            *inherited = std::move(table);
        } else {
            out_.tables.push_back(std::move(table));
        }
    }

    void table_of_panels(const node& at, Table& table) {
        reader_.table(at, "a table with panels",
                      {id(table),
                       number(table),
                       title(table),
                       unit_of(table),
                       {"panel", [&](const node& n) {
                            reader_.elements(n, [&](const node& element) {
                                Panel& panel = table.panels.emplace_back();
                                reader_.table(
                                    element, "a panel",
                                    {rows(panel), measures(panel), columns(panel), row_words(panel),
                                     labels(panel), complete(panel), stacked(panel)});
                            });
                        }}});
    }

    TomlReader::Field id(Table& table) {
        return {"id",
                [&](const node& n) {
                    reader_.text(n, table.id);
                    ids_.add(reader_, n, table.id);
                },
                true};
    }

    TomlReader::Field number(Table& table) {
        return {"number", [&](const node& n) { reader_.texts(n, table.number); }};
    }

    TomlReader::Field title(Table& table) {
        return {"title", [&](const node& n) { reader_.texts(n, table.titles); }, true};
    }

    TomlReader::Field unit_of(Table& table) {
        return {"unit", [&](const node& n) { unit(n, table.unit.emplace()); }};
    }

    TomlReader::Field rows(Panel& panel) {
        return {"rows",
                [&](const node& n) {
                    reader_.choice<RowKind>(
                        n, "rows",
                        {{"words", RowKind::kWords},
                         {"function-codes", RowKind::kFunctionCodes},
                         {"function-names", RowKind::kFunctionNames},
                         {"economic-names", RowKind::kEconomicNames},
                         {"economic-codes", RowKind::kEconomicCodes},
                         {"government-economic-codes", RowKind::kGovEconomicCodes},
                         {"income-codes", RowKind::kIncomeCodes},
                         {"units", RowKind::kUnits},
                         {"projects", RowKind::kProjects},
                         {"groups", RowKind::kGroups},
                         {"outline", RowKind::kOutline}},
                        panel.rows);
                },
                true};
    }

    TomlReader::Field measures(Panel& panel) {
        return {"measures", [&](const node& n) { reader_.coordinate(n, panel.measures); }};
    }

    void chart(const node& at) {
        Chart& chart = out_.charts.emplace_back();
        std::vector<Dimension> by;
        reader_.table(at, "a chart",
                      {{"title", [&](const node& n) { reader_.texts(n, chart.titles); }, true},
                       {"measures", [&](const node& n) { reader_.coordinate(n, chart.measures); }},
                       {"by", [&](const node& n) { reader_.dimensions(n, by); }, true}});
        if (reader_.ok() && by.size() != 1)
            return reader_.fail(at, "a chart divides by one dimension",
                                "write by = [\"function\"]");
        if (!by.empty()) chart.by = by.front();
    }

    TomlReader::Field row_words(Panel& panel) {
        return {"row_words", [&](const node& n) {
                    reader_.elements(n, [&](const node& element) {
                        reader_.row_word(element, panel.row_words.emplace_back());
                    });
                }};
    }

    TomlReader::Field labels(Panel& panel) {
        return {"labels", [&](const node& n) {
                    reader_.elements(n, [&](const node& element) {
                        PrintedLabel& label = panel.labels.emplace_back();
                        reader_.table(
                            element, "a label",
                            {{"text", [&](const node& t) { reader_.text(t, label.text); }, true},
                             {"measures",
                              [&](const node& m) { reader_.coordinate(m, label.measures); }}});
                    });
                }};
    }

    TomlReader::Field complete(Panel& panel) {
        return {"complete", [&](const node& n) { reader_.dimensions(n, panel.complete); }};
    }

    TomlReader::Field stacked(Panel& panel) {
        return {"stacked", [&](const node& n) { reader_.flag(n, panel.stacked); }};
    }

    TomlReader::Field columns(Panel& panel) {
        return {"columns",
                [&](const node& n) {
                    Once headings("heading");
                    reader_.elements(n, [&](const node& element) {
                        column(element, panel.columns.emplace_back(), headings);
                    });
                    if (reader_.ok() && panel.columns.empty()) {
                        reader_.fail(n, "no columns", "write at least one { heading = … }");
                    }
                },
                true};
    }

    void column(const node& at, Column& column, Once& headings) {
        reader_.table(
            at, "a column",
            {{"heading", [&](const node& n) { reader_.texts(n, column.heading); }, true},
             {"is", [&](const node& n) { reader_.role(n, column.role); }},
             {"phase", [&](const node& n) { reader_.phase(n, column.phase); }},
             {"measures", [&](const node& n) { reader_.coordinate(n, column.measures); }}});
        std::string path;
        for (const std::string& label : column.heading) path += (path.empty() ? "" : " / ") + label;
        headings.add(reader_, at, path);
        if (column.role != ColumnRole::kAmount && column.measures != Coordinate{}) {
            reader_.fail(at, "measures of a column without amounts", "leave out is or measures");
        }
    }

    SchemaReader& reader_;
    Pack& out_;
    const ParentOf& parent_;
    std::string own_id_ = out_.id;
    Once ids_{"table id"};
};

}  // namespace

Result<Lexicon> parse_lexicon(const std::vector<TomlText>& files) {
    Lexicon lexicon;
    std::vector<toml::table> roots;
    for (const TomlText& file : files) {
        auto root = parse_toml(file);
        if (!root) return tl::make_unexpected(root.error());
        roots.push_back(std::move(*root));
    }
    TreeBuilder trees(lexicon);
    for (std::size_t i = 0; i < files.size(); ++i) {
        TomlReader reader(files[i].file);
        if (const node* at = roots[i].get("dimensions")) trees.read(reader, *at);
        if (!reader.ok()) return tl::make_unexpected(reader.error());
    }
    LexiconReader words(lexicon);
    for (std::size_t i = 0; i < files.size(); ++i) {
        SchemaReader reader(files[i].file, lexicon.members);
        words.read(reader, roots[i]);
        if (!reader.ok()) return tl::make_unexpected(reader.error());
    }
    return lexicon;
}

Result<Pack> parse_pack(const TomlText& file, const std::string& id, const Lexicon& lexicon,
                        const ParentOf& parent) {
    const auto root = parse_toml(file);
    if (!root) return tl::make_unexpected(root.error());
    Pack pack;
    pack.id = id;
    SchemaReader reader(file.file, lexicon.members);
    PackReader(reader, pack, parent).read(*root);
    if (!reader.ok()) return tl::make_unexpected(reader.error());
    return pack;
}

}  // namespace mingzhang::pack
