// Tables of a text whose cells are divided by bars.
//
//   | 项目 | 金额 |       项目 | 金额      项目          合计 |
//   |------|------|       -----|-----      |             甲 |
//   | 甲   | 1.00 |       甲   | 1.00      金额          乙 |
//                                          |             ||
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "read/contents.h"

namespace mingzhang::read {

// A line without tabs, not blank.
struct BarLine {
    std::string_view text;
    Place place;
};

// How many bars are in it: "|", full-width or drawn.
std::size_t count_bars(std::string_view line);
// "|---|:--:|", "+----+----+", "├──┼──┤"
bool is_rule_between_rows(std::string_view line);
// One bar and nothing else: the line before it is its cell.
bool is_single_bar(std::string_view line);

// The rows of consecutive lines with bars, each with the place of its first cell; nothing where
// they are no table:
//  - a row a line: two rows at least of two cells; a line of rules, bars at both ends of each, or
//    three rows and as many bars in each;
//  - a cell a line, each closed by a bar: where one number of columns alone makes each column one
//    of amounts or one of texts below a heading. Bars alone on a line fill a row whose cells span
//    others: in a heading of two rows the cells return to their columns where the names show which
//    one they belong to; elsewhere there is no table then.
std::optional<std::vector<Row>> rows_between_bars(const std::vector<BarLine>& lines);

}  // namespace mingzhang::read
