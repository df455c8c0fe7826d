#include "random_document.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mingzhang::tests {
namespace {

using Random = std::mt19937_64;

int64_t between(Random& random, int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
}

template <class T>
const T& pick(Random& random, const std::vector<T>& from) {
    return from[static_cast<std::size_t>(random() % from.size())];
}

// From 1 fen to some ten million yuan; small amounts are where rounding bites.
Money random_amount(Random& random) {
    static constexpr std::array<int64_t, 5> kMost = {9'999, 999'999, 99'999'999, 999'999'999,
                                                     9'999'999'999};
    return Money::fen(between(random, 1, kMost[random() % kMost.size()]));
}

struct Contribution {
    const char* function;
    const char* economic;
};
constexpr std::array<Contribution, 3> kContributions = {Contribution{"2080505", "30108"},
                                                        Contribution{"2080506", "30109"},
                                                        Contribution{"2210201", "30113"}};

bool is_contribution(const std::string& code) {
    return std::any_of(kContributions.begin(), kContributions.end(), [&](const Contribution& c) {
        return code == c.function || code == c.economic;
    });
}

std::vector<std::string> codes_of_level(const codes::List& list, int level,
                                        const std::vector<std::string>& under = {}) {
    std::vector<std::string> found;
    for (const codes::Entry& entry : list.entries()) {
        const bool wanted =
            under.empty() || std::any_of(under.begin(), under.end(), [&](const std::string& p) {
                return entry.code.starts_with(p);
            });
        if (entry.level == level && wanted && !is_contribution(entry.code))
            found.push_back(entry.code);
    }
    return found;
}

class DepartmentMaker {
  public:
    DepartmentMaker(Random& random, const codes::Lists& codes, const DepartmentSize& size)
        : random_(random), size_(size) {
        items_ = codes_of_level(codes.functional, 3);
        personnel_ = codes_of_level(codes.department_economic, 2, {"301", "303"});
        public_ = codes_of_level(codes.department_economic, 2, {"302", "310"});
    }

    Department make() {
        out_.name = "明县县委社会工作部";
        for (int u = 0; u < size_.units; ++u) {
            out_.units.push_back(u == 0 ? out_.name : "明县第" + std::to_string(u) + "服务中心");
        }
        std::vector<std::string> functions;
        for (int f = 0; f < size_.functions; ++f) functions.push_back(pick(random_, items_));
        for (const std::string& unit : out_.units) make_unit(unit, functions);
        return std::move(out_);
    }

  private:
    Coordinate at(const std::string& unit, const std::string& function, const char* fund,
                  const char* vintage) {
        Coordinate c;
        c.set(Dimension::kFlow, "expenditure");
        c.set(Dimension::kScope, unit);
        c.set(Dimension::kFunction, function);
        c.set(Dimension::kFund, fund);
        c.set(Dimension::kVintage, vintage);
        return c;
    }

    void add(Coordinate c, const char* kind, const std::string& economic, Money amount) {
        c.set(Dimension::kKind, kind);
        c.set(Dimension::kEconomic, economic);
        out_.ledger.add(std::move(c), amount);
    }

    void make_unit(const std::string& unit, const std::vector<std::string>& functions) {
        Money operating;
        for (const std::string& function : functions) {
            const Coordinate c = at(unit, function, "general", "current");
            for (int64_t n = between(random_, 0, 3); n > 0; --n) {
                add(c, "personnel", pick(random_, personnel_), random_amount(random_));
            }
            for (int64_t n = between(random_, 0, 2); n > 0; --n) {
                const Money amount = random_amount(random_);
                add(c, "public", pick(random_, public_), amount);
                operating = operating + amount;
            }
        }
        for (const Contribution& contribution : kContributions) {
            if (between(random_, 0, 1) == 0) continue;
            add(at(unit, contribution.function, "general", "current"), "personnel",
                contribution.economic, random_amount(random_));
        }
        for (int p = 0; p < size_.projects; ++p) make_project(unit, functions, p);
        if (operating != Money()) add_memo(unit, "operating", operating);
        for (const char* measure : {"abroad", "reception", "vehicle_purchase", "vehicle_running"}) {
            if (between(random_, 0, 2) == 0) add_memo(unit, measure, random_amount(random_));
        }
    }

    void make_project(const std::string& unit, const std::vector<std::string>& functions, int p) {
        static const std::vector<const char*> kFunds = {
            "general",       "general",         "general",   "government_fund",
            "state_capital", "special_account", "unit_funds"};
        const char* fund = pick(random_, kFunds);
        const bool fiscal =
            std::string_view(fund) != "special_account" && std::string_view(fund) != "unit_funds";
        const bool carried = fiscal && between(random_, 0, 3) == 0;
        Coordinate c = at(unit, pick(random_, functions), fund, carried ? "carry_over" : "current");
        c.set(Dimension::kProject, "项目" + std::to_string(p + 1) + "经费(" + unit + ")");
        add(std::move(c), "project", pick(random_, public_), random_amount(random_));
    }

    void add_memo(const std::string& unit, const char* measure, Money amount) {
        Coordinate c;
        c.set(Dimension::kScope, unit);
        c.set(Dimension::kFund, "general");
        c.set(Dimension::kMeasure, measure);
        out_.ledger.add(std::move(c), amount);
    }

    Random& random_;
    const DepartmentSize& size_;
    std::vector<std::string> items_, personnel_, public_;
    Department out_;
};

constexpr const char* kIncomeSource = "10301";

struct PrintedRow {
    std::string code, name, other_name;
    Coordinate at;
};

class Printer {
  public:
    Printer(const Department& department, const pack::Pack& pack, const codes::Lists& codes,
            const DimensionTrees& trees, const PrintOptions& options, Random& random)
        : department_(department),
          pack_(pack),
          codes_(codes),
          trees_(trees),
          options_(options),
          random_(random) {}

    std::string print() {
        std::vector<std::string> tables;
        for (const pack::Table& table : pack_.tables) tables.push_back(print_table(table));
        if (options_.shuffle_tables) std::shuffle(tables.begin(), tables.end(), random_);
        std::string out =
            department_.name + "\n\n" + std::to_string(pack_.year) + "年度部门预算公开\n\n";
        for (const std::string& table : tables) out += table + "\n";
        return out;
    }

  private:
    // Income answers expenditure: each fund, vintage and function balances. One income code
    // stands for all of a fund's.
    Money quantity(Coordinate at) const {
        if (at.at(Dimension::kFlow) == "income" || at.at(Dimension::kFlow) == "uses") {
            at.set(Dimension::kFlow, "expenditure");
            at.set(Dimension::kSource, "");
        }
        return department_.ledger.total(at, trees_);
    }

    std::vector<PrintedRow> rows_of(const pack::Panel& panel) const {
        switch (panel.rows) {
            case pack::RowKind::kFunctionCodes:
                return code_rows(codes_.functional, Dimension::kFunction, true);
            case pack::RowKind::kEconomicNames:
                return code_rows(codes_.department_economic, Dimension::kEconomic, false);
            case pack::RowKind::kIncomeCodes: {
                PrintedRow source{kIncomeSource, "政府性基金收入", "", {}};
                source.at.set(Dimension::kSource, kIncomeSource);
                return {{"合计", "", "", {}}, source};
            }
            case pack::RowKind::kUnits:
                return unit_rows();
            case pack::RowKind::kProjects:
                return project_rows(panel.measures.at(Dimension::kVintage));
            default:
                return label_rows(panel);
        }
    }

    // The total, then every code of the ledger with those above it.
    std::vector<PrintedRow> code_rows(const codes::List& list, Dimension dimension,
                                      bool with_code) const {
        std::set<std::string> used;
        for (const LedgerEntry& entry : department_.ledger.entries()) {
            const std::string& code = entry.at.at(dimension);
            for (std::size_t n = 3; n <= code.size(); n += 2) used.insert(code.substr(0, n));
        }
        std::vector<PrintedRow> rows;
        for (const std::string& code : used) {
            const codes::Entry* entry = list.find(code);
            PrintedRow row{with_code ? code : "", entry == nullptr ? code : entry->name, "", {}};
            row.at.set(dimension, code);
            rows.push_back(std::move(row));
        }
        if (with_code && options_.shuffle_rows) std::shuffle(rows.begin(), rows.end(), random_);
        rows.insert(rows.begin(),
                    PrintedRow{with_code ? "合计" : "", with_code ? "" : "合计", "", {}});
        return rows;
    }

    std::vector<PrintedRow> unit_rows() const {
        std::vector<PrintedRow> rows = {{"", "部门合计", "", {}}};
        for (const std::string& unit : department_.units) {
            rows.push_back({"", unit, "", {}});
            rows.back().at.set(Dimension::kScope, unit);
        }
        return rows;
    }

    std::vector<PrintedRow> project_rows(const std::string& vintage) const {
        std::vector<PrintedRow> rows = {{"", department_.name, "", {}}};
        for (const std::string& unit : department_.units) {
            std::vector<PrintedRow> projects;
            for (const LedgerEntry& entry : department_.ledger.entries()) {
                if (entry.at.at(Dimension::kScope) != unit ||
                    entry.at.at(Dimension::kProject).empty() ||
                    entry.at.at(Dimension::kVintage) != vintage) {
                    continue;
                }
                projects.push_back({"", entry.at.at(Dimension::kProject), "", {}});
                projects.back().at.set(Dimension::kProject, entry.at.at(Dimension::kProject));
            }
            if (projects.empty()) continue;
            rows.push_back({"", unit, "", {}});
            rows.back().at.set(Dimension::kScope, unit);
            rows.insert(rows.end(), projects.begin(), projects.end());
        }
        return rows;
    }

    // The labels of the pack in their order, with the measures that its words give them.
    std::vector<PrintedRow> label_rows(const pack::Panel& panel) const {
        std::vector<PrintedRow> rows;
        for (const pack::PrintedLabel& label : panel.labels) {
            if (label.text == "<functions>") {
                for (const codes::Entry& entry : codes_.functional.entries()) {
                    if (entry.level != 1) continue;
                    rows.push_back({"", entry.name, "", {}});
                    rows.back().at.set(Dimension::kFunction, entry.code);
                }
            } else {
                rows.push_back({"", label.text, "", label.measures});
            }
        }
        return rows;
    }

    std::string print_table(const pack::Table& table) const {
        std::string out = pack::fill(table.titles[0], pack_.year) + "\n\n部门名称：" +
                          department_.name + "\n\n单位：" + std::string(unit_name(options_.unit)) +
                          "\n\n";
        std::size_t depth = 0;
        for (const pack::Panel& panel : table.panels) {
            for (const pack::Column& column : panel.columns)
                depth = std::max(depth, column.heading.size());
        }
        for (std::size_t level = 0; level < depth; ++level) out += header_row(table, level);
        std::vector<std::vector<std::string>> panels;
        std::size_t height = 0;
        bool filled = false;
        for (const pack::Panel& panel : table.panels) {
            panels.push_back(print_rows(panel, filled));
            height = std::max(height, panels.back().size());
        }
        for (std::size_t r = 0; r < height; ++r) {
            for (std::size_t p = 0; p < panels.size(); ++p) {
                if (p > 0) out += '\t';
                out += r < panels[p].size() ? panels[p][r]
                                            : std::string(table.panels[p].columns.size() - 1, '\t');
            }
            out += '\n';
        }
        return filled ? out : out + "\n注：本表无数据\n";
    }

    // Only the first column of a group carries its heading, as merged cells are lost in a text.
    std::string header_row(const pack::Table& table, std::size_t level) const {
        std::string out;
        std::vector<std::string> above;
        bool first = true;
        for (const pack::Panel& panel : table.panels) {
            for (const pack::Column& column : panel.columns) {
                if (!first) out += '\t';
                first = false;
                std::vector<std::string> path(
                    column.heading.begin(),
                    column.heading.begin() +
                        static_cast<std::ptrdiff_t>(std::min(level + 1, column.heading.size())));
                const bool shown = column.heading.size() > level && path != above;
                if (shown) out += pack::fill(column.heading[level], pack_.year);
                above = std::move(path);
            }
        }
        return out + "\n";
    }

    std::vector<std::string> print_rows(const pack::Panel& panel, bool& filled) const {
        std::vector<std::string> lines;
        for (const PrintedRow& row : rows_of(panel)) {
            std::string line;
            bool any = false;
            for (const pack::Column& column : panel.columns) {
                if (&column != &panel.columns.front()) line += '\t';
                const std::string cell = print_cell(panel, column, row);
                any = any || (column.role == pack::ColumnRole::kAmount && !cell.empty());
                line += cell;
            }
            const bool by_code = !row.at.at(Dimension::kFunction).empty() ||
                                 !row.at.at(Dimension::kEconomic).empty() ||
                                 !row.at.at(Dimension::kSource).empty();
            filled = filled || any;
            if (any || !by_code || panel.rows == pack::RowKind::kFunctionNames)
                lines.push_back(line);
        }
        return lines;
    }

    std::string print_cell(const pack::Panel& panel, const pack::Column& column,
                           const PrintedRow& row) const {
        switch (column.role) {
            case pack::ColumnRole::kCode:
                return row.code;
            case pack::ColumnRole::kName:
                return row.name;
            case pack::ColumnRole::kAmount:
                break;
            default:
                return row.other_name;
        }
        const Money amount = quantity(panel.measures.merged(column.measures).merged(row.at));
        return amount == Money() ? "" : amount.print(options_.unit, options_.decimals);
    }

    const Department& department_;
    const pack::Pack& pack_;
    const codes::Lists& codes_;
    const DimensionTrees& trees_;
    const PrintOptions& options_;
    Random& random_;
};

}  // namespace

Department random_department(Random& random, const codes::Lists& codes,
                             const DepartmentSize& size) {
    return DepartmentMaker(random, codes, size).make();
}

std::string print_document(const Department& department, const pack::Pack& pack,
                           const codes::Lists& codes, const DimensionTrees& trees,
                           const PrintOptions& options, Random& random) {
    return Printer(department, pack, codes, trees, options, random).print();
}

}  // namespace mingzhang::tests
