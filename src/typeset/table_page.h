// A table on its pages.
#pragma once

#include <cstddef>
#include <vector>

#include "typeset/sheet.h"
#include "typeset/table_plan.h"

namespace mingzhang::typeset {

// A row on a page, or what of a row that is higher than a page stands on this one.
struct Strip {
    std::size_t row = 0;
    double height = 0;
    bool begins = true, ends = true;  // of the row
};

// Sets strips of one table, page after page. Cells that a page ends go on where they stopped.
class TablePages {
  public:
    explicit TablePages(const TablePlan& plan);

    // How many lines of a cell of the row are still to come: that of the cell with the most.
    std::size_t lines_left(std::size_t row) const;
    // `tagged`: how many of the strips, counted from the end, are in the logical structure; the
    // others repeat the heading.
    void set(Sheet& sheet, double x, double y, const std::vector<Strip>& strips,
             std::size_t tagged);

  private:
    void set_cell(Sheet& sheet, std::size_t row, std::size_t column, double y, double height,
                  bool cut_before, bool cut_after, bool tagged);
    void set_rules(Sheet& sheet, double y, const std::vector<Strip>& strips) const;
    double x_of_line(const PlannedCell& cell, std::size_t column, const Line& line) const;

    const TablePlan& plan_;
    double x_ = 0;
    std::vector<std::size_t> shown_;  // lines, of each cell by its owner's number
};

}  // namespace mingzhang::typeset
