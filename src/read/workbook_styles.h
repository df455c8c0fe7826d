// How the cells of a workbook look, as far as it decides what they say: formats and borders.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "read/number_format.h"
#include "read/xml.h"

namespace mingzhang::read {

class WorkbookStyles {
  public:
    WorkbookStyles() = default;
    explicit WorkbookStyles(const Node& style_sheet);

    void add_code(int number_format, std::string code);
    // The next cell format. `bordered`: it has a vertical and a horizontal border.
    void add_format(int number_format, bool bordered);

    // Of the cell format with this index; General for an unknown one.
    const NumberFormat& format(int index) const;
    // Whether a cell of this format has a vertical and a horizontal border.
    bool bordered(int index) const;

  private:
    struct CellFormat {
        int number_format = 0;
        bool bordered = false;
    };

    void read_cell_formats(const Node& style_sheet);
    std::string format_code(int id) const;

    std::map<int, std::string> codes_;
    std::vector<CellFormat> formats_;
    mutable std::map<int, NumberFormat> parsed_;  // by id
};

}  // namespace mingzhang::read
