// How large the columns and rows of a published table are in a workbook, and what its sheets are
// called.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

// In characters of a workbook (half a Chinese one): the printable width of a page.
inline constexpr double kUprightWidth = 88, kLandscapeWidth = 134;

// As the publication asks, but no amount or code is cut off; where that makes them wider than the
// page, columns of words give way.
std::vector<double> column_widths(const PublishedTable& table);

// Lines that a text takes in so wide a cell; about, for want of the font, and rather one more.
int lines_in(const std::string& text, double width);

// Lines of each row, so that every wrapped text can be seen. Not every program adapts a row to them
// by itself when it opens a workbook.
std::vector<int> row_lines(const PublishedTable& table, const std::vector<double>& widths);

// "预算公开表3", "2026年预算支出总表" → "表3 预算支出总表": at most 31 characters, none that a
// workbook forbids, none that `taken` has; it is added there.
class SheetNames {
  public:
    std::string take(const std::string& wanted);

  private:
    std::set<std::string> taken_;  // in small letters
};

// What the sheet of a table should be called; `heading` is what stands before a table without a
// title.
std::string wanted_sheet_name(const PublishedTable& table, const std::string& heading, int year);

// Pieces of at most `most` bytes that end where a sentence does, or at least between characters.
std::vector<std::string> pieces_of(const std::string& text, std::size_t most);

}  // namespace mingzhang::publish
