#include "compile/tables.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.h"
#include "model/ledger.h"

namespace mingzhang::compile {
namespace {

constexpr std::string_view kTotal = "合计", kFunctions = "<functions>",
                           kUsedFunctions = "<used functions>";
constexpr double kCodeWidth = 1.2, kNameWidth = 3, kAmountWidth = 1.4;
// More than so much does not fit an upright page.
constexpr double kWidestUpright = 12;

struct Row {
    std::string code, name, government;
    Coordinate at;
    int level = 0;  // below the total
    bool total = false;
    // Indices of the rows whose sum it is; empty where it is none.
    std::vector<std::size_t> parts = {};
    bool kept = true;  // also where it has no amount
    // Of an outline: texts of its name columns, from this one on.
    std::vector<std::string> names = {};
    std::size_t first_name = 0;
};

bool is_amount(const pack::Column& column) { return column.role == pack::ColumnRole::kAmount; }

// The rows of one panel.
class Rows {
  public:
    Rows(const pack::Panel& panel, const Source& source) : panel_(panel), in_(source) {}

    std::vector<Row> run() {
        switch (panel_.rows) {
            case pack::RowKind::kFunctionCodes:
                code_rows(in_.codes.functional, Dimension::kFunction);
                break;
            case pack::RowKind::kEconomicCodes:
                code_rows(in_.codes.department_economic, Dimension::kEconomic);
                break;
            case pack::RowKind::kEconomicNames:
                code_rows(in_.codes.department_economic, Dimension::kEconomic);
                break;
            case pack::RowKind::kGovEconomicCodes:
                code_rows(in_.codes.government_economic, Dimension::kGovEconomic);
                break;
            case pack::RowKind::kIncomeCodes:
                code_rows(in_.codes.revenue, Dimension::kSource);
                break;
            case pack::RowKind::kUnits:
                unit_rows();
                break;
            case pack::RowKind::kProjects:
                project_rows();
                break;
            case pack::RowKind::kOutline:
                outline_rows();
                break;
            case pack::RowKind::kWords:
            case pack::RowKind::kFunctionNames:
            case pack::RowKind::kGroups:
                label_rows();
        }
        return std::move(rows_);
    }

  private:
    template <class Take>
    void for_each_line(Take take) const {
        for (const auto& lines : in_.book.lines) {
            for (const BookLine& line : lines) take(line);
        }
        for (const BookProject& project : in_.book.projects) {
            for (const BookLine& line : project.lines) take(line);
        }
    }

    // The total, then every code of the book with those above it.
    void code_rows(const codes::List& list, Dimension dimension) {
        std::set<std::string> used;
        for_each_line([&](const BookLine& line) {
            const std::string& code = line.at.at(dimension);
            for (std::size_t n = 3; n <= code.size(); n += 2) used.insert(code.substr(0, n));
        });
        rows_.push_back({"", std::string(kTotal), "", {}, 0, true});
        std::map<std::string, std::size_t> row_of;
        for (const std::string& code : used) {
            const codes::Entry* entry = list.find(code);
            Row row{code, entry == nullptr ? code : entry->name, "", {}};
            row.at.set(dimension, code);
            row.level = static_cast<int>(code.size() - 1) / 2;
            row.kept = false;
            if (dimension == Dimension::kEconomic) row.government = government_of(code);
            row_of[code] = rows_.size();
            const auto above = row_of.find(code.substr(0, code.size() - 2));
            rows_[above == row_of.end() ? 0 : above->second].parts.push_back(rows_.size());
            rows_.push_back(std::move(row));
        }
    }

    // As the book says, else by the mapping where it has one class for all kinds of units.
    std::string government_of(const std::string& code) const {
        for (const BookLine& line : in_.book.of(LineFile::kBasic)) {
            if (line.at.at(Dimension::kEconomic) == code && !line.government.empty())
                return name_of_government(line.government);
        }
        std::set<std::string> classes;
        for (const codes::EconomicPair& pair : in_.codes.economic_mapping) {
            if (pair.department_code == code) classes.insert(pair.government_code);
        }
        return classes.size() == 1 ? name_of_government(*classes.begin()) : "";
    }

    std::string name_of_government(const std::string& code_or_name) const {
        const codes::Entry* entry = in_.codes.government_economic.find(code_or_name);
        return entry == nullptr ? code_or_name : entry->name;
    }

    std::vector<std::string> units() const {
        return in_.book.units.empty() ? std::vector{in_.book.department} : in_.book.units;
    }

    // A book of one unit need not name it in its lines.
    Coordinate of_unit(const std::string& folded) const {
        bool named = in_.book.units.size() > 1;
        if (!named) {
            for_each_line([&](const BookLine& line) {
                named = named || text::fold_label(line.at.at(Dimension::kScope)) == folded;
            });
        }
        return named ? Coordinate().with(Dimension::kScope, folded) : Coordinate();
    }

    void unit_rows() {
        rows_.push_back({"", "部门合计", "", {}, 0, true});
        for (const std::string& unit : units()) {
            rows_[0].parts.push_back(rows_.size());
            rows_.push_back({"", unit, "", of_unit(text::fold_label(unit)), 1});
        }
    }

    bool shown(const BookProject& project) const {
        return std::any_of(project.lines.begin(), project.lines.end(), [&](const BookLine& line) {
            return lies_below(line.at, panel_.measures, in_.lexicon.trees) &&
                   line.amount != Money();
        });
    }

    // The department, its own projects where it has units, each unit, its projects.
    void project_rows() {
        rows_.push_back({"", in_.book.department, "", {}, 0, true});
        std::map<std::string, std::vector<const BookProject*>> by_unit;  // by folded name
        std::vector<std::string> names = units();
        std::set<std::string> listed;
        for (const std::string& unit : names) listed.insert(text::fold_label(unit));
        for (const BookProject& project : in_.book.projects) {
            if (!shown(project)) continue;
            const bool only = project.scope.empty() && names.size() == 1;
            const std::string unit = text::fold_label(only ? names.front() : project.scope);
            by_unit[unit].push_back(&project);
            if (!unit.empty() && listed.insert(unit).second) names.push_back(project.scope);
        }
        add_projects(0, by_unit[""], {});
        for (const std::string& unit : names) {
            const std::string folded = text::fold_label(unit);
            if (by_unit[folded].empty()) continue;
            const Row head{"", unit, "", of_unit(folded), 1, true};
            rows_[0].parts.push_back(rows_.size());
            rows_.push_back(head);
            add_projects(rows_.size() - 1, by_unit[folded], head.at);
        }
        if (rows_.size() == 1) rows_[0].name = kTotal;
    }

    void add_projects(std::size_t above, const std::vector<const BookProject*>& projects,
                      const Coordinate& unit) {
        for (const BookProject* project : projects) {
            Row row{"", project->name, "", unit, rows_[above].level + 1};
            row.at.set(Dimension::kProject, text::fold_label(project->name));
            rows_[above].parts.push_back(rows_.size());
            rows_.push_back(std::move(row));
        }
    }

    // The parts of the panel's measure, and below each what its lines are for.
    void outline_rows() {
        rows_.push_back({"", std::string(kTotal), "", {}, 0, true});
        const std::string& whole = panel_.measures.at(Dimension::kMeasure);
        int number = 0;
        for (const std::string& part : in_.lexicon.trees.children(Dimension::kMeasure, whole)) {
            Row row{"", text::chinese_number(++number) + "、" + word_of(part), "", {}, 1};
            row.at.set(Dimension::kMeasure, part);
            row.kept = false;
            rows_.push_back(std::move(row));
            add_outline(part);
        }
    }

    std::string word_of(const std::string& measure) const {
        for (const pack::RowWord& row : in_.lexicon.rows) {
            if (row.measures == Coordinate().with(Dimension::kMeasure, measure))
                return row.words.back();
        }
        return measure;
    }

    // "/设备购置费/办公设备购置/打印设备": what it has beyond the path above it stands in the
    // columns behind those of that path.
    void add_outline(const std::string& measure) {
        std::vector<std::string> paths;
        for_each_line([&](const BookLine& line) {
            const std::string& path = line.at.at(Dimension::kProject);
            if (path.empty() || line.at.at(Dimension::kMeasure) != measure) return;
            std::string_view above;
            for (const std::string& other : paths) {
                if (path.starts_with(other + "/") && other.size() > above.size()) above = other;
            }
            Row row{"", "", "", line.at, 2};
            for (std::string_view part :
                 text::split(std::string_view(path).substr(above.size() + 1), '/')) {
                row.names.emplace_back(part.substr(0, part.find('#')));
            }
            row.first_name =
                1 + static_cast<std::size_t>(std::count(above.begin(), above.end(), '/'));
            paths.push_back(path);
            rows_.push_back(std::move(row));
        });
    }

    void label_rows() {
        if (panel_.labels.empty()) rows_.push_back({"", "", "", {}});  // one row without a name
        for (const pack::PrintedLabel& label : panel_.labels) {
            if (label.text == kFunctions || label.text == kUsedFunctions) {
                function_rows(label.text == kUsedFunctions);
            } else {
                rows_.push_back({"", label.text, "", label.measures});
                rows_.back().total = is_total(label.text);
            }
        }
    }

    static bool is_total(const std::string& label) {
        const std::string folded = text::fold_label(label);
        return text::contains_any(folded, {"合计", "总计", "小计", "共计"});
    }

    void function_rows(bool used) {
        int number = 0;
        for (const codes::Entry& entry : in_.codes.functional.entries()) {
            if (entry.level != 1 || (used && !spent_on(entry.code))) continue;
            rows_.push_back({"", text::chinese_number(++number) + "、" + entry.name, "", {}});
            rows_.back().at.set(Dimension::kFunction, entry.code);
        }
    }

    bool spent_on(const std::string& code) const {
        const Coordinate at =
            Coordinate().with(Dimension::kFlow, "expenditure").with(Dimension::kFunction, code);
        return in_.amounts.at(at).value_or(Money()) != Money();
    }

    const pack::Panel& panel_;
    const Source& in_;
    std::vector<Row> rows_;
};

class TableMaker {
  public:
    TableMaker(const pack::Table& table, const Source& source) : table_(table), in_(source) {}

    PublishedTable run() {
        const int year = in_.book.year;
        out_.id = table_.id;
        if (!table_.number.empty()) out_.number = table_.number.front();
        out_.title = pack::fill(table_.titles.front(), year);
        out_.unit = table_.unit.value_or(in_.pack.unit);
        out_.decimals = in_.pack.decimals;
        out_.unit_line = "单位：" + std::string(unit_name(out_.unit));
        out_.department = "部门名称：" + in_.book.department;
        set_widths();
        add_headings();
        std::size_t column = 0;
        for (const pack::Panel& panel : table_.panels) {
            std::vector<Row> rows = Rows(panel, in_).run();
            drop_without_amounts(panel, rows);
            panels_.push_back({&panel, std::move(rows), column, {}});
            column += panel.columns.size();
        }
        const std::size_t height = place_rows();
        out_.rows.resize(static_cast<std::size_t>(out_.header_rows) + height,
                         std::vector<PublishedCell>(column));
        for (const Placed& placed : panels_) fill(placed);
        if (!filled_) out_.notes.push_back("注：" + in_.lexicon.empty_notes.front());
        return std::move(out_);
    }

  private:
    struct Placed {
        const pack::Panel* panel;
        std::vector<Row> rows;
        std::size_t column;               // its first
        std::vector<std::size_t> row_at;  // below the headings, of each row
    };

    // Side by side, the first totals of the panels stand in one row, and their last rows do.
    std::size_t place_rows() {
        std::size_t above = 0, below = 0;
        const auto first_total = [](const Placed& placed) {
            const auto total = std::find_if(placed.rows.begin(), placed.rows.end(),
                                            [](const Row& row) { return row.total; });
            return static_cast<std::size_t>(total - placed.rows.begin());
        };
        for (const Placed& placed : panels_) {
            above = std::max(above, first_total(placed));
            below = std::max(below, placed.rows.size() - first_total(placed));
        }
        for (Placed& placed : panels_) {
            const std::size_t total = first_total(placed);
            for (std::size_t r = 0; r < placed.rows.size(); ++r)
                placed.row_at.push_back(r < total ? r : above + r - total);
            const bool ends = placed.rows.size() > total + 1 && placed.rows.back().total;
            if (ends) placed.row_at.back() = above + below - 1;
        }
        return above + below;
    }

    void set_widths() {
        double all = 0;
        for (const pack::Panel& panel : table_.panels) {
            for (const pack::Column& column : panel.columns) {
                const double width = is_amount(column)                            ? kAmountWidth
                                     : column.role == pack::ColumnRole::kCode     ? kCodeWidth
                                     : column.role == pack::ColumnRole::kSequence ? kCodeWidth
                                                                                  : kNameWidth;
                out_.widths.push_back(width);
                all += width;
            }
        }
        out_.landscape = all > kWidestUpright;
    }

    std::optional<Money> amount(const pack::Panel& panel, const pack::Column& column,
                                const Row& row) const {
        return in_.amounts.at(coordinate(panel, column, row));
    }

    static Coordinate coordinate(const pack::Panel& panel, const pack::Column& column,
                                 const Row& row) {
        Coordinate at = panel.measures.merged(column.measures).merged(row.at);
        if (column.phase == pack::Phase::kBudget) at.set(Dimension::kPhase, "budget");
        if (column.phase == pack::Phase::kAdjusted) at.set(Dimension::kPhase, "adjusted");
        if (column.phase == pack::Phase::kAccounts) at.set(Dimension::kPhase, "accounts");
        // What is kept is no kind of expenditure, and of no function.
        if (at.at(Dimension::kFlow) == "uses" &&
            !(at.at(Dimension::kKind) + at.at(Dimension::kFunction)).empty()) {
            at.set(Dimension::kFlow, "expenditure");
        }
        return at;
    }

    bool has_amount(const pack::Panel& panel, const Row& row) const {
        return std::any_of(
            panel.columns.begin(), panel.columns.end(), [&](const pack::Column& column) {
                return is_amount(column) && amount(panel, column, row).value_or(Money()) != Money();
            });
    }

    // Codes of other tables have no amount here. One whose parts cancel out stays above them.
    void drop_without_amounts(const pack::Panel& panel, std::vector<Row>& rows) const {
        for (std::size_t r = rows.size(); r-- > 0;) {
            const auto& parts = rows[r].parts;
            rows[r].kept = rows[r].kept || has_amount(panel, rows[r]) ||
                           std::any_of(parts.begin(), parts.end(),
                                       [&](std::size_t part) { return rows[part].kept; });
        }
        std::vector<std::size_t> moved(rows.size(), 0);
        std::vector<Row> kept;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            moved[r] = rows[r].kept ? kept.size() + 1 : 0;
            if (moved[r] > 0) kept.push_back(std::move(rows[r]));
        }
        for (Row& row : kept) {
            std::vector<std::size_t> parts;
            for (std::size_t part : row.parts) {
                if (moved[part] > 0) parts.push_back(moved[part] - 1);
            }
            row.parts = std::move(parts);
        }
        rows = std::move(kept);
    }

    // A heading spans the columns that share it, and the rows below it where none stands there.
    void add_headings() {
        std::vector<const pack::Column*> columns;
        std::vector<std::size_t> panel_of;
        std::size_t depth = 0;
        for (std::size_t p = 0; p < table_.panels.size(); ++p) {
            for (const pack::Column& column : table_.panels[p].columns) {
                columns.push_back(&column);
                panel_of.push_back(p);
                depth = std::max(depth, column.heading.size());
            }
        }
        out_.header_rows = static_cast<int>(depth);
        out_.rows.resize(depth, std::vector<PublishedCell>(columns.size()));
        for (std::size_t level = 0; level < depth; ++level) {
            for (std::size_t c = 0; c < columns.size();) {
                std::size_t next = c + 1;
                while (next < columns.size() && panel_of[next] == panel_of[c] &&
                       same_heading(*columns[c], *columns[next], level)) {
                    ++next;
                }
                set_heading(*columns[c], level, depth, c, next);
                c = next;
            }
        }
    }

    static bool same_heading(const pack::Column& a, const pack::Column& b, std::size_t level) {
        const auto& left = a.heading;
        const auto& right = b.heading;
        return level + 1 < left.size() && level + 1 < right.size() &&
               std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(level) + 1,
                          right.begin());
    }

    void set_heading(const pack::Column& column, std::size_t level, std::size_t depth,
                     std::size_t first, std::size_t next) {
        for (std::size_t c = first; c < next; ++c) {
            PublishedCell& cell = out_.rows[level][c];
            cell.role = CellRole::kHeading;
            cell.column_span = cell.row_span = 0;
        }
        if (level >= column.heading.size()) return;
        PublishedCell& cell = out_.rows[level][first];
        cell.text = pack::fill(column.heading[level], in_.book.year);
        cell.column_span = static_cast<int>(next - first);
        const bool last = level + 1 == column.heading.size();
        cell.row_span = last ? static_cast<int>(depth - level) : 1;
    }

    void fill(const Placed& placed) {
        const auto& columns = placed.panel->columns;
        for (std::size_t r = static_cast<std::size_t>(out_.header_rows); r < out_.rows.size();
             ++r) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                out_.rows[r][placed.column + c].role =
                    is_amount(columns[c]) ? CellRole::kAmount : CellRole::kName;
            }
        }
        for (std::size_t r = 0; r < placed.rows.size(); ++r) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                cell_at(placed, r, c) = make_cell(placed, r, c);
            }
            spread_total(placed, r);
        }
    }

    PublishedCell& cell_at(const Placed& placed, std::size_t row, std::size_t column) {
        return out_.rows[static_cast<std::size_t>(out_.header_rows) + placed.row_at[row]]
                        [placed.column + column];
    }

    PublishedCell make_cell(const Placed& placed, std::size_t r, std::size_t c) {
        const pack::Column& column = placed.panel->columns[c];
        const Row& row = placed.rows[r];
        PublishedCell cell;
        cell.emphasis = row.total;
        switch (column.role) {
            case pack::ColumnRole::kCode:
                cell.role = CellRole::kCode;
                cell.text = code_part(placed, row, c);
                break;
            case pack::ColumnRole::kName:
                cell.role = CellRole::kName;
                cell.text = name_in(placed, row, c);
                cell.indent = std::max(0, row.level - 1);
                break;
            case pack::ColumnRole::kGovName:
                cell.role = CellRole::kName;
                cell.text = row.government;
                break;
            case pack::ColumnRole::kSequence:
                cell.role = CellRole::kCode;
                cell.text = row.total ? "" : std::to_string(++sequence_);
                break;
            case pack::ColumnRole::kText:
            // A pack does not say yet of which columns these follow.
            case pack::ColumnRole::kChange:
            case pack::ColumnRole::kRatio:
            case pack::ColumnRole::kShare:
                break;
            case pack::ColumnRole::kAmount:
                set_amount(placed, r, c, cell);
        }
        return cell;
    }

    static std::string name_in(const Placed& placed, const Row& row, std::size_t c) {
        std::size_t before = 0;
        for (std::size_t i = 0; i < c; ++i)
            before += placed.panel->columns[i].role == pack::ColumnRole::kName ? 1 : 0;
        if (row.names.empty()) return before == 0 ? row.name : "";
        const std::size_t at = before - row.first_name;
        return before >= row.first_name && at < row.names.size() ? row.names[at] : "";
    }

    // A code in one column, or 类, 款 and 项 each in its own.
    static std::string code_part(const Placed& placed, const Row& row, std::size_t c) {
        std::vector<std::size_t> columns;
        for (std::size_t i = 0; i < placed.panel->columns.size(); ++i) {
            if (placed.panel->columns[i].role == pack::ColumnRole::kCode) columns.push_back(i);
        }
        if (columns.size() == 1 || row.code.size() < 3) return row.code;
        const auto level = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), c) -
                                                    columns.begin());
        const std::size_t begin = level == 0 ? 0 : 1 + 2 * level;
        return begin >= row.code.size() ? "" : row.code.substr(begin, level == 0 ? 3 : 2);
    }

    void set_amount(const Placed& placed, std::size_t r, std::size_t c, PublishedCell& cell) {
        cell.role = CellRole::kAmount;
        const pack::Column& column = placed.panel->columns[c];
        const Money amount = this->amount(*placed.panel, column, placed.rows[r]).value_or(Money());
        if (amount == Money()) return;
        filled_ = true;
        cell.amount = amount;
        cell.text = amount.print(out_.unit, out_.decimals);
        Money parts;
        for (std::size_t part : placed.rows[r].parts) {
            const Money one =
                this->amount(*placed.panel, column, placed.rows[part]).value_or(Money());
            parts = parts + one;
            if (one != Money()) cell.sum_of.push_back(place_of(placed, part, c));
        }
        if (parts != amount) cell.sum_of.clear();
        if (cell.sum_of.empty()) cell.sum_of = columns_summed(placed, r, c, amount);
    }

    CellAt place_of(const Placed& placed, std::size_t row, std::size_t column) const {
        return {out_.header_rows + static_cast<int>(placed.row_at[row]),
                static_cast<int>(placed.column + column)};
    }

    // The cells beside it that are the parts of its member in one dimension.
    std::vector<CellAt> columns_summed(const Placed& placed, std::size_t r, std::size_t c,
                                       Money amount) const {
        const auto& columns = placed.panel->columns;
        const Coordinate own = coordinate(*placed.panel, columns[c], placed.rows[r]);
        std::map<Dimension, std::pair<Money, std::vector<CellAt>>> by_dimension;
        for (std::size_t other = 0; other < columns.size(); ++other) {
            if (other == c || !is_amount(columns[other])) continue;
            const Coordinate at = coordinate(*placed.panel, columns[other], placed.rows[r]);
            const auto d = own.single_difference(at);
            if (!d) continue;
            const auto& parts = in_.lexicon.trees.children(*d, own.at(*d));
            if (std::count(parts.begin(), parts.end(), at.at(*d)) == 0) continue;
            const Money one = in_.amounts.at(at).value_or(Money());
            auto& [sum, cells] = by_dimension[*d];
            sum = sum + one;
            if (one != Money()) cells.push_back(place_of(placed, r, other));
        }
        for (auto& [dimension, found] : by_dimension) {
            if (found.first == amount) return found.second;
        }
        return {};
    }

    // 合计 stands across the columns of code and name.
    void spread_total(const Placed& placed, std::size_t r) {
        const auto& columns = placed.panel->columns;
        std::size_t first = columns.size(), last = 0;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (is_amount(columns[c])) break;
            first = std::min(first, c);
            last = c + 1;
        }
        if (!placed.rows[r].total || !placed.rows[r].code.empty() || last < first + 2) return;
        for (std::size_t c = first; c < last; ++c) {
            PublishedCell& cell = cell_at(placed, r, c);
            cell = {};
            cell.role = CellRole::kName;
            cell.emphasis = true;
            cell.column_span = c == first ? static_cast<int>(last - first) : 0;
            cell.row_span = c == first ? 1 : 0;
            if (c == first) cell.text = placed.rows[r].name;
        }
    }

    const pack::Table& table_;
    const Source& in_;
    std::vector<Placed> panels_;
    PublishedTable out_;
    bool filled_ = false;
    int sequence_ = 0;
};

}  // namespace

PublishedTable table_of(const pack::Table& table, const Source& source) {
    return TableMaker(table, source).run();
}

}  // namespace mingzhang::compile
