// The rows of a sheet below a row of column names, by the ids of the columns.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/book_findings.h"
#include "store/book_workbook.h"

namespace mingzhang::store {

bool is_blank_row(const std::vector<std::string>& row);
// The first row with anything in it, 0-based; the number of rows where there is none.
std::size_t first_row(const SheetText& sheet);

class SheetRow {
  public:
    SheetRow(const std::map<std::string, std::size_t>& columns,
             const std::vector<std::string>& cells, int line)
        : columns_(columns), cells_(cells), line_(line) {}

    const std::string& at(const std::string& column) const;  // empty where there is none
    int line() const { return line_; }

  private:
    const std::map<std::string, std::size_t>& columns_;
    const std::vector<std::string>& cells_;
    int line_;
};

// Calls `read` for each row that is not blank. Complains of columns that are none of `known`.
void for_each_row(const SheetText& sheet, std::initializer_list<std::string_view> known,
                  FindingList& findings, const std::function<void(const SheetRow&)>& read);

}  // namespace mingzhang::store
