#include "recognise/tables.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "recognise/rows.h"

namespace mingzhang::recognise {
namespace {

std::vector<ColumnGroup> groups_of(const HeaderReading& header, int panel) {
    std::vector<ColumnGroup> groups;
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
        const ColumnBinding& column = header.columns[c];
        if (column.panel != panel) continue;
        const int at = static_cast<int>(c);
        if (groups.size() <= column.group) groups.resize(column.group + 1);
        ColumnGroup& group = groups[column.group];
        if (column.role == pack::ColumnRole::kCode) group.codes.push_back(at);
        if (column.role == pack::ColumnRole::kName) group.names.push_back(at);
        if (column.role == pack::ColumnRole::kGovName) group.government_name = at;
        if (column.role == pack::ColumnRole::kAmount) group.amounts.push_back(at);
    }
    return groups;
}

PanelGrid panel_grid(const Grid& grid, const HeaderReading& header, int panel) {
    PanelGrid out{grid, header.rows, groups_of(header, panel), groups_of(header, panel - 1),
                  groups_of(header, panel + 1)};
    if (out.groups.empty()) out.groups.emplace_back();
    return out;
}

// Cells of a row whose label means nothing stay together in their row, and meet no other row.
std::string private_row(const DisclosureTable& table, std::size_t panel, const Row& row) {
    return "?" + table.id + "/" + std::to_string(panel) + "/" + std::to_string(row.grid_row);
}

class TableReader {
  public:
    TableReader(const TableInput& input, Disclosure& disclosure,
                std::vector<TableStatement>& statements)
        : in_(input),
          out_(disclosure),
          statements_(statements),
          table_(disclosure.tables[static_cast<std::size_t>(input.index)]) {}

    void read() {
        has_amounts_ = first_row_with_number(in_.grid) < in_.grid.rows.size() || table_.noted_empty;
        for (std::size_t p = 0; p < in_.table.panels.size(); ++p) read_panel(p);
        keep_unread();
    }

  private:
    void read_panel(std::size_t p) {
        const pack::Panel& panel = in_.table.panels[p];
        const PanelGrid grid = panel_grid(in_.grid, in_.header, static_cast<int>(p));
        const RowWords pack_words(panel.row_words);
        const std::vector<Row> rows =
            read_rows(grid, {panel, pack_words, in_.lexicon_rows, in_.codes, in_.units});
        // cells[row][column]: index of the figure, or -1
        std::vector<std::vector<int>> cells;
        for (const Row& row : rows) {
            std::vector<int> line;
            const bool across = stands_across(grid, row);
            const auto& own = grid.groups[row.group].amounts;
            for (std::size_t i = 0; i < own.size(); ++i) {
                line.push_back(read_cell(p, row, across ? grid.after[0].amounts[i] : own[i]));
            }
            cells.push_back(std::move(line));
        }
        for (std::size_t r = 0; r < rows.size(); ++r) pair_economic_names(grid, rows[r], cells[r]);
        add_row_sums(rows, cells);
        for (const auto& line : cells) add_column_sums(panel, line);
        if (in_.inferred != nullptr) {
            for (std::size_t g = 0; g < grid.groups.size(); ++g) {
                add_heading_sums(grid.groups[g].amounts, rows, cells, g);
            }
        }
        for (std::size_t c = 0; c < in_.header.columns.size(); ++c) {
            const ColumnBinding& column = in_.header.columns[c];
            if (column.panel == static_cast<int>(p) && pack::is_relation(column.role))
                read_relation_column(static_cast<int>(c), grid, rows, cells);
        }
        if (panel.rows == pack::RowKind::kUnits && rows.size() > 1) count_units(rows);
    }

    // A column of changes, ratios or shares, among the amounts of its group.
    void read_relation_column(int column, const PanelGrid& grid, const std::vector<Row>& rows,
                              const std::vector<std::vector<int>>& cells) {
        const ColumnBinding& binding = in_.header.columns[static_cast<std::size_t>(column)];
        std::vector<AmountColumn> amounts;
        for (std::size_t i = 0; i < grid.groups[binding.group].amounts.size(); ++i) {
            const int c = grid.groups[binding.group].amounts[i];
            const ColumnBinding& own = in_.header.columns[static_cast<std::size_t>(c)];
            AmountColumn amount{c, paths()[static_cast<std::size_t>(c)], own.measures, {}};
            for (std::size_t r = 0; r < rows.size(); ++r)
                amount.cells.push_back(rows[r].group == binding.group ? cells[r][i] : -1);
            amounts.push_back(std::move(amount));
        }
        RelationColumn relation{binding, {}};
        for (const Row& row : rows) relation.cells.push_back(relation_cell(row, column));
        const auto found = read_relation(relation, {amounts, rows, out_.figures, in_.headings});
        if (found.empty()) return;
        std::vector<int> figures(rows.size(), -1);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (!relation.cells[r]) continue;
            Figure figure = *relation.cells[r];
            if (found[0].kind != ClaimKind::kDifference) {
                figure.kind = FigureKind::kRate;
                figure.unit = Unit::kPercent;
                figure.usual_decimals = figure.number.decimals;
            }
            figures[r] = static_cast<int>(out_.figures.size());
            read_[{rows[r].grid_row, static_cast<std::size_t>(column)}] = figures[r];
            out_.figures.push_back(std::move(figure));
        }
        for (TableStatement statement : found) {
            statement.figure = figures[static_cast<std::size_t>(statement.figure)];
            statements_.push_back(statement);
        }
    }

    std::optional<Figure> relation_cell(const Row& row, int column) const {
        const GridCell* cell = in_.grid.at(row.grid_row, static_cast<std::size_t>(column));
        if (cell == nullptr || !cell->readable) return std::nullopt;
        Figure figure;
        figure.text = std::string(text::trim(cell->text));
        figure.number = parse_number(figure.text);
        if (figure.number.form != NumberForm::kNumber) return std::nullopt;
        figure.unit = table_.unit;
        figure.usual_decimals = in_.usual_decimals;
        figure.place = cell->place;
        figure.table = in_.index;
        figure.column = column;
        figure.row_key = row.key;
        figure.row_label = row.label;
        figure.column_label = in_.header.columns[static_cast<std::size_t>(column)].label;
        return figure;
    }

    const std::vector<HeadingPath>& paths() {
        if (paths_.empty()) paths_ = heading_paths(in_.grid, in_.header.rows);
        return paths_;
    }

    // A total whose label stands in this panel and whose amounts stand in the next.
    bool stands_across(const PanelGrid& grid, const Row& row) const {
        if (grid.after.empty()) return false;
        const ColumnGroup &own = grid.groups[row.group], &next = grid.after[0];
        return own.amounts.size() == next.amounts.size() && !own.names.empty() &&
               !has_amount(in_.grid, row.grid_row, own) &&
               has_amount(in_.grid, row.grid_row, next) &&
               label_in(in_.grid, row.grid_row, next).empty();
    }

    void pair_economic_names(const PanelGrid& grid, const Row& row, const std::vector<int>& cells) {
        const int column = grid.groups[row.group].government_name;
        if (column < 0 || cells.empty() || cells[0] < 0) return;
        const GridCell* cell = in_.grid.at(row.grid_row, static_cast<std::size_t>(column));
        const std::string& code = row.at.at(Dimension::kEconomic);
        if (cell == nullptr || code.empty() || text::trim(cell->text).empty()) return;
        out_.economic_pairings.push_back({code, std::string(text::trim(cell->text)), cells[0]});
    }

    // The units below the total are a count that the text may state.
    void count_units(const std::vector<Row>& rows) {
        Figure figure;
        figure.derived = true;
        figure.kind = FigureKind::kCount;
        figure.unit = Unit::kPieces;
        figure.text = std::to_string(rows.size() - 1);
        figure.number = parse_number(figure.text);
        figure.place = in_.grid.rows[rows[1].grid_row].front().place;
        figure.table = in_.index;
        figure.row_key = figure.row_label = rows[1].label;
        Coordinate at;
        at.set(Dimension::kMeasure, "units");
        at.set(Dimension::kNature, "count");
        figure.coordinate = std::move(at);
        out_.figures.push_back(std::move(figure));
    }

    // Numbers in columns or rows that were not understood: counted, uncovered.
    void keep_unread() {
        for (std::size_t r = in_.header.rows; r < in_.grid.rows.size(); ++r) {
            const auto& row = in_.grid.rows[r];
            if (is_column_numbers(row)) continue;
            for (std::size_t c = 0; c < row.size(); ++c) {
                const bool beyond = c >= in_.header.columns.size();
                const bool known = !beyond && in_.header.columns[c].panel >= 0;
                const bool related = !beyond && pack::is_relation(in_.header.columns[c].role);
                const bool amount =
                    beyond || related || in_.header.columns[c].role == pack::ColumnRole::kAmount;
                if ((known && !amount) || read_.count({r, c}) > 0) continue;
                auto figure = unread_figure(row[c], table_.unit);
                if (!figure) continue;
                figure->usual_decimals = in_.usual_decimals;
                figure->table = in_.index;
                figure->column = static_cast<int>(c);
                figure->row_key = figure->row_label = std::string(text::trim(row[0].text));
                figure->column_label = beyond ? "" : in_.header.columns[c].label;
                figure->uncovered = known && !related ? "row-unknown" : "column-unknown";
                out_.figures.push_back(*std::move(figure));
            }
        }
    }

    int read_cell(std::size_t p, const Row& row, int column) {
        const auto [known, is_new] =
            read_.emplace(std::pair{row.grid_row, static_cast<std::size_t>(column)}, -1);
        if (!is_new) return known->second;
        const GridCell* cell = in_.grid.at(row.grid_row, static_cast<std::size_t>(column));
        const ColumnBinding& binding = in_.header.columns[static_cast<std::size_t>(column)];
        Figure figure;
        figure.text = cell == nullptr ? std::string() : std::string(text::trim(cell->text));
        figure.number = parse_number(figure.text);
        if (cell != nullptr && !cell->readable) figure.number = {};
        const bool blank = figure.number.form == NumberForm::kBlank;
        if (blank && !has_amounts_) return -1;
        figure.unit = table_.unit;
        figure.usual_decimals = in_.usual_decimals;
        figure.place = cell == nullptr ? in_.grid.rows[row.grid_row].front().place : cell->place;
        figure.table = in_.index;
        figure.column = column;
        figure.row_key = row.key;
        figure.row_label = row.label;
        figure.column_label = binding.label;
        Coordinate at = in_.table.panels[p].measures.merged(binding.measures).merged(row.at);
        // What is kept is no kind of expenditure, and of no function.
        if (at.at(Dimension::kFlow) == "uses" &&
            !(at.at(Dimension::kKind) + at.at(Dimension::kFunction)).empty()) {
            at.set(Dimension::kFlow, "expenditure");
        }
        // Bound within its own row or column, and said to be unknown where that proves nothing.
        if (at.at(Dimension::kMeasure).starts_with("?")) figure.uncovered = "column-unknown";
        if (!row.known) {
            at.set(Dimension::kMeasure, private_row(table_, p, row));
            figure.uncovered = "row-unknown";
        }
        figure.coordinate = std::move(at);
        out_.figures.push_back(std::move(figure));
        return known->second = static_cast<int>(out_.figures.size() - 1);
    }

    // Each row that has parts is their sum, column by column.
    void add_row_sums(const std::vector<Row>& rows, const std::vector<std::vector<int>>& cells) {
        std::map<int, std::vector<std::size_t>> parts;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (rows[r].parent >= 0) parts[rows[r].parent].push_back(r);
        }
        std::vector<Sum> certain;
        std::map<std::size_t, std::vector<Sum>> unknown;  // by column
        for (const auto& [parent, children] : parts) {
            const auto& total = cells[static_cast<std::size_t>(parent)];
            std::vector<Sum> sums;
            for (std::size_t c = 0; c < total.size(); ++c) {
                Sum sum{total[c], {}, rows[children.front()].reason};
                for (std::size_t child : children) {
                    sum.children.push_back(c < cells[child].size() ? cells[child][c] : -1);
                }
                sums.push_back(std::move(sum));
            }
            // Codes say what is a part of what; words do so only where the numbers agree.
            const bool by_words = rows[children.front()].code.empty();
            if (in_.inferred != nullptr && by_words && !borne_out(sums)) continue;
            for (std::size_t c = 0; c < sums.size(); ++c) {
                (is_unknown(sums[c].parent) ? unknown[c] : certain).push_back(std::move(sums[c]));
            }
        }
        for (Sum& sum : certain) add(std::move(sum));
        // What stands in a column that nobody knows need not add up.
        for (auto& [column, sums] : unknown) {
            if (!borne_out(sums)) continue;
            for (Sum& sum : sums) add(std::move(sum));
        }
    }

    // In a panel that shows all members of a dimension there are, the cell that stands at the
    // root of it is the sum of the others in its row.
    void add_column_sums(const pack::Panel& panel, const std::vector<int>& line) {
        for (Dimension dimension : panel.complete) {
            for (int root : line) {
                if (root < 0 || !coordinate(root).at(dimension).empty()) continue;
                Sum sum{root, {}, "columns"};
                for (int other : line) {
                    if (other >= 0 && other != root &&
                        coordinate(root).single_difference(coordinate(other)) == dimension) {
                        sum.children.push_back(other);
                    }
                }
                if (!sum.children.empty()) add(std::move(sum));
            }
        }
    }

    // Totals by the tree of headings, where nearly all rows bear them out.
    void add_heading_sums(const std::vector<int>& columns, const std::vector<Row>& rows,
                          const std::vector<std::vector<int>>& cells, std::size_t group) {
        std::map<int, std::size_t> position;
        for (std::size_t i = 0; i < columns.size(); ++i) position[columns[i]] = i;
        for (const ColumnSum& columns_sum : heading_sums(*in_.inferred, columns)) {
            std::vector<Sum> sums;
            for (std::size_t r = 0; r < rows.size(); ++r) {
                if (rows[r].group != group) continue;
                Sum sum{cells[r][position[columns_sum.total]], {}, "columns"};
                for (int part : columns_sum.parts) {
                    sum.children.push_back(cells[r][position[part]]);
                }
                sums.push_back(std::move(sum));
            }
            if (!borne_out(sums)) continue;
            for (Sum& sum : sums) add(std::move(sum));
        }
    }

    // Whether so few of the sums fail that they are errors rather than a wrong reading.
    bool borne_out(const std::vector<Sum>& sums) const {
        int hold = 0, fail = 0;
        for (const Sum& sum : sums) {
            if (sum.parent < 0 || std::count(sum.children.begin(), sum.children.end(), -1) > 0) {
                continue;
            }
            std::vector<PrintedNumber> parts;
            for (int child : sum.children) parts.push_back(number(child));
            if (number(sum.parent).mantissa == 0) continue;
            ++(can_be_sum(number(sum.parent), parts) ? hold : fail);
        }
        return hold > 0 && kRowsForOneError * fail <= hold;
    }
    static constexpr int kRowsForOneError = 4;

    bool is_unknown(int figure) const {
        return figure >= 0 && in_.header
                                  .columns[static_cast<std::size_t>(
                                      out_.figures[static_cast<std::size_t>(figure)].column)]
                                  .measures.at(Dimension::kMeasure)
                                  .starts_with("?");
    }

    const PrintedNumber& number(int figure) const {
        return out_.figures[static_cast<std::size_t>(figure)].number;
    }

    const Coordinate& coordinate(int figure) const {
        return *out_.figures[static_cast<std::size_t>(figure)].coordinate;
    }

    void add(Sum sum) {
        if (sum.parent < 0 || std::count(sum.children.begin(), sum.children.end(), -1) > 0) return;
        out_.sums.push_back(std::move(sum));
    }

    const TableInput& in_;
    Disclosure& out_;
    std::vector<TableStatement>& statements_;
    const DisclosureTable& table_;
    bool has_amounts_ = false;
    std::vector<HeadingPath> paths_;  // where a column follows from others
    // The figure of each cell by row and column; -1 where it is blank in an empty table.
    std::map<std::pair<std::size_t, std::size_t>, int> read_;
};

}  // namespace

std::optional<Figure> unread_figure(const GridCell& cell, Unit unit) {
    Figure figure;
    figure.number = parse_number(cell.text);
    if (figure.number.form != NumberForm::kNumber) return std::nullopt;
    figure.text = std::string(text::trim(cell.text));
    figure.unit = unit;
    if (figure.text.ends_with("%") || figure.text.ends_with("％")) {
        figure.kind = FigureKind::kRate;
        figure.unit = Unit::kPercent;
    }
    figure.place = cell.place;
    return figure;
}

void read_table(const TableInput& input, Disclosure& disclosure,
                std::vector<TableStatement>& statements) {
    TableReader(input, disclosure, statements).read();
}

std::vector<std::string> units_listed(const Grid& grid, const pack::Table& table,
                                      const HeaderReading& header) {
    std::vector<std::string> units;
    for (std::size_t p = 0; p < table.panels.size(); ++p) {
        if (table.panels[p].rows != pack::RowKind::kUnits) continue;
        const PanelGrid panel = panel_grid(grid, header, static_cast<int>(p));
        if (panel.groups[0].names.empty()) continue;
        for (std::size_t r = header.rows + 1; r < grid.rows.size(); ++r) {
            const GridCell* cell = grid.at(r, static_cast<std::size_t>(panel.groups[0].names[0]));
            if (cell != nullptr && !text::trim(cell->text).empty()) {
                units.push_back(text::fold_label(cell->text));
            }
        }
    }
    return units;
}

}  // namespace mingzhang::recognise
