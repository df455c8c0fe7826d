// The rows of a form's indicator table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/declaration.h"
#include "model/source_document.h"

namespace mingzhang::recognise {

// The cells of one row, without the empty ones.
using Cells = std::vector<const GridCell*>;

// A text of one line: what a cell broke is joined.
std::string joined_lines(std::string_view cell);

// Whether the value is a number with a comparison, which no name is.
bool is_compared_number(std::string_view cell);

// Adds levels and indicators to a declaration row by row, carrying levels down.
class IndicatorTable {
  public:
    // `cost_first`: 成本 is a first level of its own (prints_cost_parts).
    IndicatorTable(Declaration& out, bool cost_first) : out_(out), cost_first_(cost_first) {}

    // Whether the row heads the table; its columns are kept.
    bool read_heading(const Cells& cells);
    // Whether the row names a level in words no other part of a form has.
    bool names_level(const Cells& cells) const;
    void read_row(const Cells& cells);

  private:
    enum class Role { kPeriod, kLevel, kName, kSign, kValue, kUnit, kOther };
    struct HeadingWord;
    struct Level {
        std::string id, label;
    };

    static std::optional<Role> heading_role(std::string_view cell);
    bool take_first_level(const Cells& cells, std::size_t at);
    bool take_second_level(const Cells& cells, std::size_t at);
    void add_indicator(const Cells& cells);
    void fill(const Cells& cells, Indicator& indicator) const;
    void fill_by_heading(const Cells& cells, Indicator& indicator) const;

    Declaration& out_;
    const bool cost_first_;
    std::vector<Role> behind_levels_;  // of the headings from the name on
    Level first_, second_;
};

// A cell that says for which period the indicators beside it are: "实施期绩效目标".
bool is_indicator_period(std::string_view cell);

// Whether parts of 成本 (经济成本指标, …) stand in the grid, as only newer frames have them.
bool prints_cost_parts(const Grid& grid);

}  // namespace mingzhang::recognise
