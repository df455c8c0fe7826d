// Comma- or tab-separated rows with quoted fields.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang {

// Reads row by row. Fields point into the text or, where a quote had to be undone, into the
// reader; they are valid until the next row is read. Blank lines are skipped.
class CsvReader {
  public:
    CsvReader(std::string_view text, std::string where, char separator)
        : rest_(text), where_(std::move(where)), separator_(separator) {}

    // False at the end.
    Result<bool> next(std::vector<std::string_view>& fields);
    // 1-based line the last row began on.
    int line() const { return row_line_; }
    // "file:line", and an error there.
    std::string place() const;
    tl::unexpected<Error> error(std::string what, std::string hint = {}) const;

  private:
    Result<std::string_view> quoted_field();
    std::string_view plain_field();
    void skip_blank_lines();
    bool take_line_end();

    std::string_view rest_;
    std::string where_;
    char separator_;
    int line_ = 1;
    int row_line_ = 1;
    std::deque<std::string> unquoted_;
};

// Quoted where that is needed.
std::string csv_field(std::string_view text);

}  // namespace mingzhang
